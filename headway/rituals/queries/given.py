"""Check-ins as they were given, with how each of them came."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db, pages
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.core.pages import Page
from headway.goals import queries as goals
from headway.goals.queries import shaping
from headway.goals.queries.visible import objectives, standing_of, viewer
from headway.goals.schemas.common import GoalRef
from headway.goals.schemas.rows import KeyResultRow
from headway.rituals.access.check_ins import can_check_in
from headway.rituals.queries import check_ins
from headway.rituals.rules import check_ins as rules
from headway.rituals.rules.check_ins import Standing
from headway.rituals.schemas.check_ins import CheckInCan, CheckInOut, OpenBlockerOut, Via


async def history(
    ctx: Ctx, key_result_id: UUID, *, limit: int = pages.DEFAULT_LIMIT, cursor: str | None = None
) -> Page[CheckInOut]:
    """All check-ins of a key result, newest first, corrected and withdrawn ones too. Raises `NotFound`."""
    row = await goals.key_result_row(ctx, key_result_id)
    after = pages.decode(cursor, tuple[datetime, UUID])
    found = await db.rows(
        ctx,
        CheckInRow,
        SQL(
            """
            {rows}
               and h.key_result_id = %(key_result)s
               and (%(at)s::timestamptz is null or (h.made_at, h.id) < (%(at)s, %(id)s::uuid))
             order by h.made_at desc, h.id desc
             limit %(limit)s
            """
        ).format(rows=_ROWS),
        workspace=ctx.workspace.id,
        key_result=key_result_id,
        at=after[0] if after else None,
        id=after[1] if after else None,
        limit=limit + 1,
    )
    page = pages.page(found, limit, lambda one: (one.made_at, one.id))
    return Page(await outs(ctx, row, page.items), page.next)


async def check_in(ctx: Ctx, check_in_id: UUID) -> "CheckInRow":
    """One row. Raises `NotFound` for what the caller may not see, too."""
    found = await db.maybe(
        ctx,
        CheckInRow,
        SQL(
            """
            {rows}
               and h.id = %(id)s
               and exists (
                 select from key_result k
                   join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
                  where k.workspace_id = h.workspace_id and k.id = h.key_result_id and {visible})
            """
        ).format(rows=_ROWS, visible=objectives(ctx)),
        id=check_in_id,
        **viewer(ctx),
    )
    if found is None:
        raise NotFound
    return found


async def given_before(ctx: Ctx, key_result_id: UUID, once: str) -> "CheckInRow | None":
    """The check-in that the caller's own name of a request stands for."""
    return await db.maybe(
        ctx,
        CheckInRow,
        SQL("{rows} and h.key_result_id = %(key_result)s and h.once = %(once)s").format(rows=_ROWS),
        workspace=ctx.workspace.id,
        key_result=key_result_id,
        once=once,
    )


async def newest(ctx: Ctx, key_results: Collection[UUID]) -> dict[UUID, "CheckInRow"]:
    """The newest that holds of each key result; absent where there is none. The caller may see these key results."""
    found = await db.rows(
        ctx,
        CheckInRow,
        SQL(
            """
            select distinct on (n.key_result_id) n.*
              from ({rows} and h.key_result_id = any (%(ids)s)) as n
             where n.live
             order by n.key_result_id, n.made_at desc, n.id desc
            """
        ).format(rows=_ROWS),
        workspace=ctx.workspace.id,
        ids=list(key_results),
    )
    return {row.key_result_id: row for row in found}


async def outs(ctx: Ctx, row: KeyResultRow, found: Sequence["CheckInRow"]) -> list[CheckInOut]:
    """Check-ins of one key result as they go out, with how each came."""
    slots = await check_ins.slots_of(ctx, row.id)
    return [shaped(ctx, row, one, slots) for one in found]


def shaped(ctx: Ctx, row: KeyResultRow, found: "CheckInRow", slots: Sequence[Standing] = ()) -> CheckInOut:
    """One check-in as it goes out; `slots` are those of its key result."""
    answered = next((one for one in slots if one.answered_at == found.made_at), None) if found.live else None
    may = found.live and may_check_in(ctx, row)
    return CheckInOut(
        **{name: getattr(found, name) for name in _PLAIN},
        author=shaping.ref(found.author_id, found.author_name),
        withdrawn=found.kind == "withdrawal",
        display_before=shaping.display(found.progress_before),
        display=shaping.display(found.progress),
        due_on=answered.slot.on if answered else None,
        timing=answered.state if answered else None,
        can=CheckInCan(correct=may, withdraw=may),
    )


def may_check_in(ctx: Ctx, row: KeyResultRow) -> bool:
    """Whether the caller may check in now: by who they are, and by the state of the goal."""
    allowed = can_check_in(
        ctx.actor, standing_of(row), owns=row.owns_key_result, in_team=row.in_key_result_team or row.checks_in
    )
    return allowed and rules.refusal((row.own_state, row.state), closed=row.closed) is None


async def open_blockers(ctx: Ctx, objective_id: UUID) -> list[OpenBlockerOut]:
    """What is in the way of an objective, by the newest check-ins of its key results. Raises `NotFound`."""
    rows = {row.id: row for row in await goals.key_result_rows(ctx, objective=objective_id)}
    if not rows:
        await goals.objective_row(ctx, objective_id)
    found = await db.rows(ctx, _BlockerRow, _BLOCKERS, workspace=ctx.workspace.id, ids=list(rows))
    return [
        OpenBlockerOut(
            check_in_id=one.id,
            key_result=GoalRef(one.key_result_id, rows[one.key_result_id].title),
            text=one.blockers,
            author=shaping.ref(one.author_id, one.author_name),
            since=one.since,
        )
        for one in found
        if rows[one.key_result_id].own_state == "active"
    ]


class CheckInRow(Struct, kw_only=True):
    """A row of the table with its value and its author. `live`: it holds, nobody corrected or withdrew it."""

    id: UUID
    key_result_id: UUID
    kind: str
    measurement_id: UUID | None
    unchanged: bool
    value: float | None
    done: float | None
    total: float | None
    steps: list[int] | None
    confidence: int
    confidence_before: int | None
    progress_before: float | None
    progress: float | None
    health: str
    changed: str
    blockers: str
    next_steps: str
    via: Via
    author_id: UUID | None
    author_name: str | None
    made_at: datetime
    recorded_at: datetime
    once: str | None
    corrects: UUID | None
    live: bool


_PLAIN = (
    "id", "key_result_id", "made_at", "recorded_at", "via", "unchanged", "value", "done", "total", "steps",
    "progress_before", "progress", "health", "confidence", "confidence_before", "changed", "blockers", "next_steps",
    "corrects", "live",
)  # fmt: skip

_ROWS = SQL(
    """
    select h.id, h.key_result_id, h.kind, h.measurement_id, h.unchanged, v.value::float8, v.done::float8,
           v.total::float8, v.steps, h.confidence, h.confidence_before, h.progress_before, h.progress, h.health,
           h.changed, h.blockers, h.next_steps, h.via, h.author_id, a.name as author_name, h.made_at, h.recorded_at,
           h.once, h.corrects,
           h.kind = 'check_in' and not exists (
             select from check_in c where c.workspace_id = h.workspace_id and c.corrects = h.id) as live
      from check_in h
      left join measurement v on v.workspace_id = h.workspace_id and v.id = h.measurement_id
      left join member a on a.workspace_id = h.workspace_id and a.id = h.author_id
     where h.workspace_id = %(workspace)s
    """
)


class _BlockerRow(Struct):
    id: UUID
    key_result_id: UUID
    blockers: str
    author_id: UUID | None
    author_name: str | None
    since: datetime


# `since`: the first of the unbroken row of check-ins that say the same.
_BLOCKERS = """
    with holds as (
      select h.*, row_number() over (partition by h.key_result_id order by h.made_at desc, h.id desc) as place
        from check_in h
       where h.workspace_id = %(workspace)s and h.key_result_id = any (%(ids)s) and h.kind = 'check_in'
         and not exists (select from check_in c where c.workspace_id = h.workspace_id and c.corrects = h.id)
    )
    select n.id, n.key_result_id, n.blockers, n.author_id, a.name as author_name,
           (select min(s.made_at) from holds s
             where s.key_result_id = n.key_result_id and s.blockers = n.blockers
               and s.place < coalesce((select min(d.place) from holds d
                                        where d.key_result_id = n.key_result_id and d.blockers <> n.blockers),
                                      2147483647)) as since
      from holds n
      left join member a on a.workspace_id = n.workspace_id and a.id = n.author_id
     where n.place = 1 and n.blockers <> ''
     order by since, n.id
"""
