"""The work behind key results, as rules.facts wants it: three statements for one, one more for each further one.

What the caller may not see is read too, because it counts, and is marked: words are found for it elsewhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.insights.rules.facts import Frame, Piece, Wait, Work
from headway.work.queries.common import asking

MOST_PIECES = 3000
MOST_OTHERS = 300


async def works(ctx: Ctx, frames: Mapping[UUID, Frame]) -> dict[UUID, Work]:
    """By key result: the work behind it; those without any are left out. `frames` without progress, which is set here.

    Nothing is asked for no key results.
    """
    if not frames:
        return {}
    own = await _pieces(ctx, list(frames))
    waits = await _waits(ctx, {way for pieces in own.values() for one in pieces if one.open for way in one.ways})
    found = {}
    for key_result, pieces in own.items():
        frame = frames[key_result]
        # for each its own: the work of one is what the same people do besides the other
        others = await _others(ctx, pieces, waits, until=frame.ends_on)
        found[key_result] = _work(frame, pieces, others=others, waits=waits)
    return found


def _work(frame: Frame, pieces: tuple[Piece, ...], *, others: Sequence[Piece], waits: Sequence[Wait]) -> Work:
    """Of all others, what this work waits for at any distance and what its people do besides."""
    mine = {one.id for one in pieces}
    people = {who for one in pieces if one.open for who in one.people}
    reached = {way for one in pieces if one.open for way in one.ways}
    for _ in waits:
        more = {wait.blocker for wait in waits if wait.blocked in reached} - reached
        if not more:
            break
        reached |= more
    besides = tuple(one for one in others if one.id not in mine and (one.id in reached or people & {*one.people}))
    left = sum(one.weight for one in pieces if one.open)
    return Work(
        frame=Frame(
            today=frame.today,
            starts_on=frame.starts_on,
            ends_on=frame.ends_on,
            progress=1.0 - left,
            success=frame.success,
        ),
        pieces=pieces,
        others=besides,
        waits=tuple(wait for wait in waits if wait.blocked in reached),
    )


class _PieceRow(Struct, frozen=True, gc=False, kw_only=True):
    key_result_id: UUID | None
    id: UUID
    number: int
    title: str
    seen: bool
    project: str
    open: bool
    weight: float
    hours: float | None
    due_on: date | None
    started_on: date | None
    closed_on: date | None
    created_on: date
    people: list[UUID]
    waiting_for: str
    waiting_since: date | None
    ways: list[UUID]


async def _pieces(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, tuple[Piece, ...]]:
    rows = await db.rows(ctx, _PieceRow, _PIECES, **_asking(ctx), ids=list(ids), limit=MOST_PIECES)
    found: dict[UUID, list[Piece]] = {}
    for row in rows:
        if row.key_result_id is not None:
            found.setdefault(row.key_result_id, []).append(_piece(row))
    return {key_result: tuple(pieces) for key_result, pieces in found.items()}


async def _waits(ctx: Ctx, ids: Iterable[UUID]) -> list[Wait]:
    """What tasks wait for, and what those wait for, as far as it is open."""
    return await db.rows(ctx, Wait, _WAITS, workspace=ctx.workspace.id, ids=list(ids))


async def _others(ctx: Ctx, own: Sequence[Piece], waits: Sequence[Wait], *, until: date) -> list[Piece]:
    """Open work that is not its own: what it waits for, and what its people have to do until a day."""
    mine = {one.id for one in own}
    ways = {way for one in own for way in one.ways}
    people = {who for one in own if one.open for who in one.people}
    rows = await db.rows(
        ctx,
        _PieceRow,
        _OTHERS,
        **_asking(ctx),
        blockers=list({wait.blocker for wait in waits} - ways),
        people=list(people),
        mine=list(mine | ways),
        until=until,
        limit=MOST_OTHERS,
    )
    return [_piece(row) for row in rows]


def _piece(row: _PieceRow) -> Piece:
    return Piece(
        id=row.id,
        number=row.number,
        title=row.title,
        seen=row.seen,
        project=row.project,
        open=row.open,
        weight=row.weight,
        hours=row.hours,
        due_on=row.due_on,
        started_on=row.started_on,
        closed_on=row.closed_on,
        created_on=row.created_on,
        people=tuple(row.people),
        waiting_for=row.waiting_for,
        waiting_since=row.waiting_since,
        ways=tuple(row.ways),
    )


def _asking(ctx: Ctx) -> dict[str, object]:
    return {**asking(ctx), "zone": ctx.workspace.zone}


_COLUMNS = SQL(
    """t.id, t.number, t.title, v.id is not null as seen, p.title as project,
       t.status_type in ('open', 'active') as open, t.due_on, (t.started_at at time zone %(zone)s)::date as started_on,
       (t.closed_at at time zone %(zone)s)::date as closed_on, (t.created_at at time zone %(zone)s)::date as created_on,
       array(select a.member_id from task_assignee a
              where a.workspace_id = t.workspace_id and a.task_id = t.id order by 1) as people,
       t.waiting_for, (t.waiting_since at time zone %(zone)s)::date as waiting_since"""
)

# From each linked piece of work down to its leaves, as the arithmetic of work counts them: below what is closed nothing
# is looked at, and what is cancelled or deleted is not there. A leaf carries its hours, or its part of the number of
# leaves, of the share of what is linked.
_PIECES = SQL(
    """
with recursive item as (
  select l.key_result_id, l.id, l.task_id, l.project_id, coalesce(t.leaves, p.leaves) as leaves,
         coalesce(t.leaves_estimated, p.leaves_estimated) as estimated, coalesce(t.hours, p.hours) as hours,
         l.weight / nullif(sum(l.weight) over (partition by l.key_result_id), 0) as share, p.state as project_state
    from work_link l
    left join task t on t.workspace_id = l.workspace_id and t.id = l.task_id and t.deleted_at is null
    left join project p on p.workspace_id = l.workspace_id and p.id = l.project_id
   where l.workspace_id = %(workspace)s and l.key_result_id = any (%(ids)s) and coalesce(t.leaves, p.leaves) > 0
), top as (
  select i.id as item, i.task_id as id from item i where i.task_id is not null
  union all
  select i.id, t.id
    from item i
    join task t on t.workspace_id = %(workspace)s and t.project_id = i.project_id and t.parent_id is null
   where i.project_state not in ('done', 'cancelled')
), below as (
  select top.item, t.id, array[t.id] as ways, t.status_type, t.below_leaves
    from top join task t on t.workspace_id = %(workspace)s and t.id = top.id
   where t.deleted_at is null and t.status_type <> 'cancelled'
  union all
  select b.item, t.id, b.ways || t.id, t.status_type, t.below_leaves
    from below b join task t on t.workspace_id = %(workspace)s and t.parent_id = b.id
   where b.status_type <> 'done' and t.deleted_at is null and t.status_type <> 'cancelled'
)
select i.key_result_id, coalesce(i.share, 0) * case
         when i.estimated = i.leaves and i.hours > 0 then (t.hours / i.hours)::float8
         else t.leaves::float8 / i.leaves end as weight,
       nullif(t.hours, 0)::float8 as hours, b.ways, {columns}
  from below b
  join item i on i.id = b.item
  join task t on t.workspace_id = %(workspace)s and t.id = b.id
  join project p on p.workspace_id = t.workspace_id and p.id = t.project_id
  left join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = t.project_id
 where b.below_leaves = 0 or b.status_type = 'done'
 order by t.number, i.key_result_id
 limit %(limit)s
"""
).format(columns=_COLUMNS)

_WAITS = """
with recursive wait as (
  select d.blocked_id as blocked, d.blocker_id as blocker
    from task_dependency d
   where d.workspace_id = %(workspace)s and d.blocked_id = any (%(ids)s) and d.open
  union
  select d.blocked_id, d.blocker_id
    from wait join task_dependency d on d.workspace_id = %(workspace)s and d.blocked_id = wait.blocker and d.open
)
select blocked, blocker from wait order by 1, 2
"""

# Work of others counts by what is left of it; what is not begun and due after the end is not in the way.
_OTHERS = SQL(
    """
select null::uuid as key_result_id, 0::float8 as weight, nullif(t.hours - t.hours_done, 0)::float8 as hours,
       array[t.id] as ways, {columns}
  from (select id from task where workspace_id = %(workspace)s and id = any (%(blockers)s)
        union
        select t.id
          from task_assignee a
          join task t on t.workspace_id = a.workspace_id and t.id = a.task_id
         where a.workspace_id = %(workspace)s and a.member_id = any (%(people)s) and t.id <> all (%(mine)s)
           and t.below_leaves = 0 and (t.due_on <= %(until)s or t.status_type = 'active')) as met
  join task t on t.workspace_id = %(workspace)s and t.id = met.id
  join project p on p.workspace_id = t.workspace_id and p.id = t.project_id
  left join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = t.project_id
 where t.deleted_at is null and t.status_type in ('open', 'active')
   and (p.state not in ('done', 'cancelled') and p.archived_at is null or t.id = any (%(blockers)s))
 order by t.id = any (%(blockers)s) desc, t.due_on nulls last, t.number
 limit %(limit)s
"""
).format(columns=_COLUMNS)
