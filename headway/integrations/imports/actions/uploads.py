"""A file comes in, is read in the child process, and its plan is kept in batches until somebody commits it."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from msgspec import UNSET
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, Stale, TooLarge
from headway.integrations.imports import access, queries
from headway.integrations.imports.reading.files import MOST_BYTES
from headway.integrations.imports.rules.outline import Outline
from headway.integrations.imports.rules.values import Item, Kind, Objective, Options, Plan, Refused, Task, counts
from headway.integrations.imports.sandbox import plan_file
from headway.integrations.imports.schemas import (
    Answers,
    Batch,
    CycleFound,
    ImportOut,
    ImportPatch,
    ImportRow,
    Refusal,
    ReportRows,
    Summary,
)
from headway.work.queries import projects as project_queries

T = TypeVar("T", Task, Objective)

AT_ONCE = 2**20  # a file up to this size is read while the person waits; a larger one by a job
BATCH = 500
READ_LATER = "integrations.read_import"


class NotReadable(Invalid):
    """A file that cannot be imported, where there is nobody to choose another kind or mapping."""

    code = "imports.not_readable"
    title = "The file cannot be imported"


async def upload(ctx: Ctx, content: bytes, *, file_name: str, kind: Kind | None = None) -> ImportOut:
    """Keep a file and read it. A file that cannot be read is kept too, with the reason, so that it can be looked at."""
    _allow(ctx, kind)
    if len(content) > MOST_BYTES:
        raise TooLarge("The file is larger than 20 MB. Split it and import the parts.", code="imports.file_too_large")
    if not content:
        raise Invalid(
            "The file is empty. Choose a file with at least one row of column names.", code="imports.empty_file"
        )
    name = " ".join(file_name.split())[:200] or "file"
    options = Options(kind=kind, file_name=name, year_start_month=ctx.workspace.year_start_month)
    new: UUID = await db.value(
        ctx,
        """
        insert into import (workspace_id, created_by, created_at, file_name, content, options)
        values (%(workspace)s, %(author)s, %(now)s, %(name)s, %(content)s, %(options)s)
        returning id
        """,
        workspace=ctx.workspace.id,
        author=ctx.actor.member,
        now=ctx.now,
        name=name,
        content=content,
        options=Jsonb(msgspec.to_builtins(options)),
    )
    await ctx.record("integrations.import_uploaded", "import", new, version=1)
    await _read(ctx, new, content, options)
    return await queries.import_out(ctx, new)


async def change_import(ctx: Ctx, import_id: UUID, given: ImportPatch, *, version: int) -> ImportOut:
    """Another kind, mapping or cycle reads the file again; answers are kept for the commit. Raises `Stale`."""
    row = await queries.import_row(ctx, import_id, lock=True)
    if row.version != version:
        raise Stale(await queries.import_out(ctx, import_id))
    if row.state not in {"uploaded", "ready", "refused"}:
        raise Conflict(
            "This import has been committed already. Undo it, or upload the file again.", code="imports.settled"
        )
    if given.kind is not UNSET:
        _allow(ctx, given.kind)
    if given.answers is not UNSET:
        await _check_answers(ctx, given.answers)
    options = _changed_options(row, given)
    await db.run(
        ctx,
        """
        update import set options = %(options)s, answers = %(answers)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=import_id,
        options=Jsonb(msgspec.to_builtins(options)),
        answers=Jsonb(row.answers if given.answers is UNSET else msgspec.to_builtins(given.answers)),
    )
    await ctx.record("integrations.import_changed", "import", import_id, version=version + 1)
    if msgspec.to_builtins(options) != row.options or row.state != "ready":
        await _read(ctx, import_id, await queries.content(ctx, import_id), options)
    return await queries.import_out(ctx, import_id)


async def delete_import(ctx: Ctx, import_id: UUID) -> None:
    """Forget a file that nothing was made of, or whose import was undone."""
    row = await queries.import_row(ctx, import_id, lock=True)
    if row.state not in {"uploaded", "ready", "refused", "undone"}:
        raise Conflict("Things were made of this import. Undo it first.", code="imports.settled")
    await db.run(
        ctx,
        "delete from import where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=import_id,
    )
    await ctx.record("integrations.import_deleted", "import", import_id, version=row.version + 1)


async def read_again(ctx: Ctx, import_id: UUID) -> None:
    """The job for a large file: read it and keep the plan."""
    row = await queries.import_row(ctx, import_id)
    if row.state == "uploaded":
        content = await queries.content(ctx, import_id)
        await _plan(ctx, import_id, content, msgspec.convert(row.options, Options))


async def _read(ctx: Ctx, import_id: UUID, content: bytes, options: Options) -> None:
    if len(content) <= AT_ONCE:
        await _plan(ctx, import_id, content, options)
        return
    await db.run(
        ctx,
        "update import set state = 'uploaded' where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=import_id,
    )
    await ctx.later(READ_LATER, import_id=str(import_id))


async def _plan(ctx: Ctx, import_id: UUID, content: bytes, options: Options) -> None:
    known = await queries.known(ctx)
    try:
        async with _kept_awake(ctx):
            plan = await plan_file(content, options, known)
    except Refused as refused:
        await _keep(ctx, import_id, state="refused", refusal=Refusal(code=refused.code, message=refused.message))
        return
    batches = batches_of(plan)
    await db.run(
        ctx,
        "delete from import_batch where workspace_id = %(workspace)s and import_id = %(id)s",
        workspace=ctx.workspace.id,
        id=import_id,
    )
    await db.run_many(
        ctx,
        """
        insert into import_batch (workspace_id, import_id, place, items)
        values (%(workspace)s, %(id)s, %(place)s, %(items)s)
        """,
        [
            {"workspace": ctx.workspace.id, "id": import_id, "place": place, "items": msgspec.json.encode(batch)}
            for place, batch in enumerate(batches)
        ],
    )
    await _keep(ctx, import_id, state="ready", plan=plan, batches=len(batches))


async def _keep(
    ctx: Ctx, import_id: UUID, *, state: str, refusal: Refusal | None = None, plan: Plan | None = None, batches: int = 0
) -> None:
    report = ReportRows(losses=plan.losses, errors=plan.errors) if plan else None
    await db.run(
        ctx,
        """
        update import
           set state = %(state)s, refusal = %(refusal)s, summary = %(summary)s, report = %(report)s,
               batches = %(batches)s, next_batch = 0
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=import_id,
        state=state,
        refusal=Jsonb(msgspec.to_builtins(refusal)) if refusal else None,
        summary=msgspec.json.encode(summary_of(plan)) if plan else None,
        report=msgspec.json.encode(report) if report else None,
        batches=batches,
    )
    await ctx.record("integrations.import_read", "import", import_id)


def summary_of(plan: Plan) -> Summary:
    return Summary(
        kind=plan.kind,
        source=plan.source,
        mapping=plan.mapping,
        counts=counts(plan),
        same=plan.same,
        people=plan.people,
        teams=plan.teams,
        cycles=[
            CycleFound(name=cycle.key, starts_on=cycle.starts_on, ends_on=cycle.ends_on, cycle_id=cycle.cycle)
            for cycle in plan.cycles
        ],
        questions=plan.questions,
        losses=len(plan.losses),
        errors=len(plan.errors),
        without_cycle=any(objective.cycle is None for objective in plan.objectives),
        columns=plan.columns,
        unclear=plan.unclear,
        outline=Outline(plan).lines(),
    )


def batches_of(plan: Plan) -> list[Batch]:
    """Everything that is new or changed, 500 at a time, each after what it needs: parents before their subtasks."""
    lists: tuple[Iterable[Item], ...] = (
        plan.projects,
        _parents_first(plan.tasks),
        _parents_first(plan.objectives),
        plan.key_results,
        plan.measurements,
    )
    items = [(plan.fingerprints[f"{plan.source}:{item.external_id}"], item) for part in lists for item in part]
    return [Batch(items[start : start + BATCH]) for start in range(0, len(items), BATCH)]


def _parents_first(given: list[T]) -> list[T]:
    by_id = {one.external_id: one for one in given}
    placed: dict[str, T] = {}
    for one in given:
        above, chain = one, []
        while above.external_id not in placed:
            chain.append(above)
            if above.parent is None or above.parent not in by_id:
                break
            above = by_id[above.parent]
        placed.update({link.external_id: link for link in reversed(chain)})
    return list(placed.values())


def _changed_options(row: ImportRow, given: ImportPatch) -> Options:
    options = msgspec.convert(row.options, Options)
    changed: dict[str, Any] = {
        name: value
        for name in ("kind", "mapping", "cycle", "day_first")
        if (value := getattr(given, name)) is not UNSET
    }
    return msgspec.structs.replace(options, **changed)


async def _check_answers(ctx: Ctx, answers: Answers) -> None:
    """Every choice is "new" or one of the workspace. Whether it may be written to is asked at the commit."""
    if answers.project_id is not None:
        await project_queries.facts(ctx, answers.project_id)  # raises NotFound for one this person may not see
    known = await queries.known(ctx)
    sets = (
        ("people", answers.people, {person.id for person in known.people}),
        ("teams", answers.teams, {team.id for team in known.teams}),
        ("cycle_id", {"": str(answers.cycle_id) if answers.cycle_id else None}, {cycle.id for cycle in known.cycles}),
    )
    for path, chosen, there in sets:
        for key, value in chosen.items():
            if value is not None and value not in there and (value != "new" or path == "cycle_id"):
                raise Invalid.field(
                    f"answers.{path}.{key}".rstrip("."), "There is no such choice here.", code="imports.unknown_choice"
                )


def _allow(ctx: Ctx, kind: Kind | None) -> None:
    if not access.can_import(ctx.actor, kind):
        raise Forbidden("OKR sheets set goals for others, so an admin imports them.", code="imports.admins_only")


@asynccontextmanager
async def _kept_awake(ctx: Ctx) -> AsyncIterator[None]:
    """Say something on the connection every few seconds, so that a long reading does not look like a lost client."""
    done = asyncio.Event()

    async def talk() -> None:
        while not done.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), 5)
                return
            await db.value(ctx, "select 1")

    talking = asyncio.create_task(talk())
    try:
        yield
    finally:
        done.set()
        await talking
