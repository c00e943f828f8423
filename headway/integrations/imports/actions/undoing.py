"""Taking an import back, the last thing first: what somebody has touched since stays, and is listed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, LiteralString
from uuid import UUID

import msgspec

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Stale
from headway.goals.actions import bulk as goals_bulk
from headway.integrations.imports import access, queries
from headway.integrations.imports.actions.changing import WRITERS, put_back_value
from headway.integrations.imports.actions.commits import AT_ONCE, STEP
from headway.integrations.imports.actions.run import Failed, Run, begin, save
from headway.integrations.imports.rules.values import Item
from headway.integrations.imports.schemas import ChangeRow, ImportOut
from headway.organisation.actions.members import remove_member
from headway.organisation.actions.teams import delete_team
from headway.progress import actions as progress
from headway.work.actions import bulk as work_bulk

BATCH = 500
TOUCHED = "Somebody has worked on it since, so it stays."


async def undo_import(ctx: Ctx, import_id: UUID, *, version: int) -> ImportOut:
    """Take an import back: a short one at once, a longer one by a job. Raises `Stale`, `Conflict`, `Forbidden`."""
    await start_undo(ctx, import_id, version=version)
    if (await queries.import_row(ctx, import_id)).batches > AT_ONCE:
        await ctx.later(STEP, import_id=str(import_id))
        return await queries.import_out(ctx, import_id)
    while not await undo_step(ctx, import_id):
        pass
    return await queries.import_out(ctx, import_id)


async def start_undo(ctx: Ctx, import_id: UUID, *, version: int) -> None:
    row = await queries.import_row(ctx, import_id, lock=True)
    if row.version != version:
        raise Stale(await queries.import_out(ctx, import_id))
    if row.state != "done":
        raise Conflict("Only an import that is done can be undone.", code="imports.not_done")
    if queries.too_old(ctx, row):
        raise Conflict("What an undo needs is kept for 30 days only.", code="imports.too_old")
    summary = queries.summary_of(row)
    if not access.can_import(ctx.actor, summary.kind if summary else None):
        raise Forbidden("OKR sheets set goals for others, so an admin undoes them.", code="imports.admins_only")
    count: int = await db.value(ctx, _COUNT, workspace=ctx.workspace.id, id=import_id)
    await db.run(
        ctx,
        """
        update import
           set state = 'undoing', notes = '[]', next_batch = 0, batches = %(batches)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=import_id,
        batches=(count + BATCH - 1) // BATCH,
    )
    await ctx.record("integrations.import_undoing", "import", import_id, version=version + 1)


async def forget_old(ctx: Ctx) -> None:
    """After 30 days the file, the plan and the before-images go; the report and the ids from outside stay."""
    for statement in _FORGET:
        before = ctx.now - timedelta(days=queries.KEPT_DAYS)
        await db.run(ctx, statement, workspace=ctx.workspace.id, before=before)


async def undo_step(ctx: Ctx, import_id: UUID) -> bool:
    """Take the next batch back; True when there is nothing left to do."""
    row = await queries.import_row(ctx, import_id, lock=True)
    if row.state != "undoing":
        return True
    run = await begin(ctx, row)
    changes = await queries.changes(ctx, import_id, below=run.place, limit=BATCH)
    if changes:
        kept = await _take_back(run, changes)
        await _forget(ctx, import_id, changes, kept)
        await save(run, state="undoing", next_batch=row.next_batch + 1)
        await ctx.record("integrations.import_progressed", "import", import_id, data={"batch": row.next_batch + 1})
        return False
    await save(run, state="undone", next_batch=row.batches)
    await ctx.record(
        "integrations.import_undone", "import", import_id, version=row.version + 1, data={"kept": len(run.notes)}
    )
    return True


async def _take_back(run: Run, changes: Sequence[ChangeRow]) -> set[str]:
    """Undo one batch; returns the external ids of what had to stay."""
    kept: set[str] = set()
    made = [change for change in changes if change.before is None]
    for change in changes:
        if change.before is not None and not await _restored(run, change):
            kept.add(change.external_id)
    for kind in ("measurement", "key_result", "objective", "task", "project", "cycle"):
        of_kind = [change for change in made if change.kind == kind]
        if of_kind:
            kept |= await _removed(run, kind, of_kind)
    for change in made:
        if change.kind in {"person", "team"} and not await _dismissed(run, change):
            kept.add(change.external_id)
    return kept


async def _restored(run: Run, change: ChangeRow) -> bool:
    """What stood there before the import changed it; not if somebody has changed it since."""
    before: dict[str, Any] = change.before or {}
    values = before["values"]

    async def put_back(ctx: Ctx) -> UUID:
        if change.kind == "measurement":
            return await put_back_value(ctx, change.subject_id, values)
        if await _version(ctx, change) != change.version:
            raise Conflict(TOUCHED, code="imports.touched")
        await WRITERS[change.kind](ctx, change.subject_id, values)
        return change.subject_id

    try:
        subject = await run.attempt(put_back)
    except Failed as error:
        run.note(f"{change.kind}: {_title(before)}", error)
        return False
    await _put_registry_back(run.ctx, change, subject, before["registry"])
    return True


async def _removed(run: Run, kind: str, changes: Sequence[ChangeRow]) -> set[str]:
    """Remove what the import made and nobody has touched; returns what stays."""
    by_id = {change.subject_id: change for change in changes}
    free = set(
        await db.column(
            run.ctx,
            UNTOUCHED[kind],
            workspace=run.ctx.workspace.id,
            ids=[change.subject_id for change in changes],
            versions=[change.version for change in changes],
            source=f"import:{changes[0].source}",
        )
    )
    free = await _leaves_only(run.ctx, free) if kind == "task" else free
    gone = await _already_gone(run.ctx, kind, list(by_id))

    leaving = await _leaving_with_their_key_result(run, free) if kind == "measurement" else set()

    async def remove(ctx: Ctx) -> None:
        await _remove(ctx, kind, [id_ for id_ in by_id if id_ in free - leaving])

    try:
        await run.attempt(remove)
    except Failed as error:
        run.note(kind, error)
        free = set()
    stays = [change for id_, change in by_id.items() if id_ not in free and id_ not in gone]
    titles = await db.rows(
        run.ctx, _Held, _TITLES, workspace=run.ctx.workspace.id, ids=[change.external_id for change in stays],
        source=changes[0].source,
    )  # fmt: skip
    for held in titles:
        run.note(f"{kind.replace('_', ' ')}: {_title_of(held.content)}", TOUCHED)
    return {change.external_id for change in stays}


async def _remove(ctx: Ctx, kind: str, ids: list[UUID]) -> None:
    if kind == "task":
        await work_bulk.remove_in_bulk(ctx, tasks=ids)
    elif kind == "project":
        await work_bulk.remove_in_bulk(ctx, projects=ids)
    elif kind == "objective":
        await goals_bulk.remove_in_bulk(ctx, objectives=ids)
    elif kind == "key_result":
        await goals_bulk.remove_in_bulk(ctx, key_results=ids)
    elif kind == "cycle":
        await goals_bulk.remove_in_bulk(ctx, cycles=ids)
    else:
        for id_ in ids:
            await progress.withdraw_measurement(ctx, id_, note="The import was undone.")


async def _dismissed(run: Run, change: ChangeRow) -> bool:
    async def dismiss(ctx: Ctx) -> None:
        if change.kind == "person":
            await remove_member(ctx, change.subject_id)
        else:
            await delete_team(ctx, change.subject_id)

    try:
        await run.attempt(dismiss)
    except Failed as error:
        run.note(change.kind, error)
        return False
    return True


async def _leaves_only(ctx: Ctx, free: set[UUID]) -> set[UUID]:
    """Tasks whose subtasks all go too: a task that must stay keeps those above it."""
    found = await db.rows(ctx, _Below, _CHILDREN, workspace=ctx.workspace.id, ids=list(free))
    while blocked := {row.parent_id for row in found if row.id not in free and row.parent_id in free}:
        free = free - blocked
    return free


async def _leaving_with_their_key_result(run: Run, values: set[UUID]) -> set[UUID]:
    """Values of key results that this import made and nobody touched: they go when those go, a few steps later."""
    found = await db.rows(
        run.ctx, _OfMade, _OF_MADE, workspace=run.ctx.workspace.id, id=run.row.id, values=list(values)
    )  # fmt: skip
    versions = {row.metric_id: row.version for row in found}
    untouched = set(
        await db.column(
            run.ctx,
            UNTOUCHED["key_result"],
            workspace=run.ctx.workspace.id,
            ids=list(versions),
            versions=list(versions.values()),
            source=f"import:{run.summary.source}",
        )
    )
    return {row.id for row in found if row.metric_id in untouched}


async def _already_gone(ctx: Ctx, kind: str, ids: list[UUID]) -> set[UUID]:
    there = set(await db.column(ctx, THERE[kind], workspace=ctx.workspace.id, ids=ids))
    return set(ids) - there


async def _version(ctx: Ctx, change: ChangeRow) -> int:
    found: int | None = await db.value(ctx, VERSION[change.kind], workspace=ctx.workspace.id, id=change.subject_id)
    return found or 0


async def _forget(ctx: Ctx, import_id: UUID, changes: Sequence[ChangeRow], kept: set[str]) -> None:
    """Drop the changes from the list, and what is gone from the registry, so that a new import makes it again."""
    gone = [change.external_id for change in changes if change.before is None and change.external_id not in kept]
    await db.run(
        ctx,
        """
        delete from import_item
         where workspace_id = %(workspace)s and import_id = %(id)s and external_id = any (%(gone)s)
        """,
        workspace=ctx.workspace.id,
        id=import_id,
        gone=gone,
    )
    await db.run(
        ctx,
        """
        delete from import_change
         where workspace_id = %(workspace)s and import_id = %(id)s and place >= %(from)s
        """,
        **{"workspace": ctx.workspace.id, "id": import_id, "from": min(change.place for change in changes)},
    )


async def _put_registry_back(ctx: Ctx, change: ChangeRow, subject: UUID, registry: dict[str, Any]) -> None:
    await db.run(
        ctx,
        """
        update import_item
           set fingerprint = %(fingerprint)s, content = %(content)s, subject_id = %(subject)s,
               import_id = coalesce((select id from import where workspace_id = %(workspace)s and id = %(import)s),
                                    import_id)
         where workspace_id = %(workspace)s and source = %(source)s and external_id = %(external_id)s
        """,
        **{"import": UUID(registry["import_id"])},
        workspace=ctx.workspace.id,
        fingerprint=registry["fingerprint"],
        content=msgspec.json.encode(msgspec.convert(registry["item"], Item, strict=False)),
        subject=subject,
        source=change.source,
        external_id=change.external_id,
    )


class _Held(msgspec.Struct, frozen=True):
    content: bytes


class _Below(msgspec.Struct, frozen=True):
    id: UUID
    parent_id: UUID


class _OfMade(msgspec.Struct, frozen=True):
    id: UUID
    metric_id: UUID
    version: int


def _title(before: dict[str, Any]) -> str:
    item = before.get("registry", {}).get("item", {})
    return str(item.get("title") or f"value {item.get('value', '')}")


def _title_of(content: bytes) -> str:
    item = msgspec.json.decode(content, type=Item)
    return getattr(item, "title", "") or f"value of row {item.row}"


_OLD: LiteralString = "created_at < %(before)s and state not in ('committing', 'undoing')"
_FORGET: tuple[LiteralString, ...] = (
    f"""
    delete from import_batch b using import i
     where b.workspace_id = %(workspace)s and i.workspace_id = b.workspace_id and i.id = b.import_id and i.{_OLD}
    """,  # noqa: S608 - a constant
    f"""
    delete from import_change c using import i
     where c.workspace_id = %(workspace)s and i.workspace_id = c.workspace_id and i.id = c.import_id and i.{_OLD}
    """,  # noqa: S608 - a constant
    f"update import set content = '' where workspace_id = %(workspace)s and length(content) > 0 and {_OLD}",  # noqa: S608 - a constant
)
_COUNT = "select count(*) from import_change where workspace_id = %(workspace)s and import_id = %(id)s"
_OF_MADE = """
select m.id, m.metric_id, c.version
  from measurement m
  join import_change c on c.workspace_id = m.workspace_id and c.import_id = %(id)s and c.kind = 'key_result'
                      and c.before is null and c.subject_id = m.metric_id
 where m.workspace_id = %(workspace)s and m.id = any (%(values)s)
"""
_CHILDREN = "select id, parent_id from task where workspace_id = %(workspace)s and parent_id = any (%(ids)s)"
_TITLES = """
select content from import_item
 where workspace_id = %(workspace)s and source = %(source)s and external_id = any (%(ids)s)
"""
# Untouched: at the version the import left it, and nothing of somebody else's hangs on it.
UNTOUCHED: dict[str, LiteralString] = {
    "task": """
select t.id
  from unnest(%(ids)s::uuid[], %(versions)s::integer[]) as made (id, version)
  join task t on t.workspace_id = %(workspace)s and t.id = made.id and t.version = made.version
 where %(source)s <> ''
   and not exists (select from work_link l where l.workspace_id = t.workspace_id and l.task_id = t.id)
""",
    "project": """
select p.id
  from unnest(%(ids)s::uuid[], %(versions)s::integer[]) as made (id, version)
  join project p on p.workspace_id = %(workspace)s and p.id = made.id and p.version = made.version
 where %(source)s <> ''
   and not exists (select from task t where t.workspace_id = p.workspace_id and t.project_id = p.id)
   and not exists (select from work_link l where l.workspace_id = p.workspace_id and l.project_id = p.id)
""",
    "objective": """
select o.id
  from unnest(%(ids)s::uuid[], %(versions)s::integer[]) as made (id, version)
  join objective o on o.workspace_id = %(workspace)s and o.id = made.id and o.version = made.version
 where %(source)s <> ''
   and not exists (select from key_result k where k.workspace_id = o.workspace_id and k.objective_id = o.id)
   and not exists (select from alignment a
                    where a.workspace_id = o.workspace_id and a.objective_id = o.id
                      and a.child_id <> all (%(ids)s::uuid[]))
""",
    "key_result": """
select k.id
  from unnest(%(ids)s::uuid[], %(versions)s::integer[]) as made (id, version)
  join key_result k on k.workspace_id = %(workspace)s and k.id = made.id and k.version = made.version
 where not exists (select from measurement m
                    where m.workspace_id = k.workspace_id and m.metric_id = k.id
                      and m.source <> %(source)s and m.kind = 'value')
   and not exists (select from work_link l where l.workspace_id = k.workspace_id and l.key_result_id = k.id)
   and not exists (select from alignment a where a.workspace_id = k.workspace_id and a.key_result_id = k.id)
""",
    "measurement": """
select m.id
  from unnest(%(ids)s::uuid[], %(versions)s::integer[]) as made (id, version)
  join measurement m on m.workspace_id = %(workspace)s and m.id = made.id and m.kind = 'value'
 where made.version > 0 and %(source)s <> ''
   and not exists (select from measurement c where c.workspace_id = m.workspace_id and c.corrects = m.id)
""",
    "cycle": """
select c.id
  from unnest(%(ids)s::uuid[], %(versions)s::integer[]) as made (id, version)
  join cycle c on c.workspace_id = %(workspace)s and c.id = made.id and c.version = made.version
 where %(source)s <> ''
   and not exists (select from objective o where o.workspace_id = c.workspace_id and o.cycle_id = c.id)
   and not exists (select from cycle x where x.workspace_id = c.workspace_id and x.parent_id = c.id)
""",
}
THERE: dict[str, LiteralString] = {
    "task": "select id from task where workspace_id = %(workspace)s and id = any (%(ids)s)",
    "project": "select id from project where workspace_id = %(workspace)s and id = any (%(ids)s)",
    "objective": "select id from objective where workspace_id = %(workspace)s and id = any (%(ids)s)",
    "key_result": "select id from key_result where workspace_id = %(workspace)s and id = any (%(ids)s)",
    "measurement": """
select m.id from measurement m
 where m.workspace_id = %(workspace)s and m.id = any (%(ids)s)
   and not exists (select from measurement c
                    where c.workspace_id = m.workspace_id and c.corrects = m.id and c.kind = 'tombstone')
""",
    "cycle": "select id from cycle where workspace_id = %(workspace)s and id = any (%(ids)s)",
}
VERSION: dict[str, LiteralString] = {
    "task": "select version from task where workspace_id = %(workspace)s and id = %(id)s",
    "project": "select version from project where workspace_id = %(workspace)s and id = %(id)s",
    "objective": "select version from objective where workspace_id = %(workspace)s and id = %(id)s",
    "key_result": "select version from key_result where workspace_id = %(workspace)s and id = %(id)s",
}
