"""Hang tasks elsewhere in the tree or in another project, one or many, each with all its subtasks."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict
from headway.progress import actions as progress
from headway.progress.rules.work import Status
from headway.work.actions import checks, tasks
from headway.work.actions.counting import carry_up
from headway.work.actions.moves import no_neighbour, refuse_both
from headway.work.actions.overlaps import refuse_overlap
from headway.work.queries import projects as project_queries
from headway.work.queries import tasks as task_queries
from headway.work.rules.ranks import rank_between
from headway.work.rules.statuses import Column, matching
from headway.work.schemas.common import Delta
from headway.work.schemas.tasks import RelocationIn, TaskFacts, TaskFull, TaskPlace


async def relocate_task(ctx: Ctx, task_id: UUID, where: RelocationIn, *, version: int) -> TaskFull:
    """Hang a task with all its subtasks elsewhere. In another project each takes the matching status."""
    refuse_both(where.before, where.after)
    await progress.lock_graph(ctx)
    row = await task_queries.one(ctx, task_id, for_update=True)
    checks.require_task_editor(ctx, row)
    await checks.require_version(ctx, row, version)
    await _relocate(ctx, [(row, where)])
    return (await task_queries.full(ctx, [task_id]))[0]


async def relocate_tasks(ctx: Ctx, places: Sequence[TaskPlace]) -> list[TaskFull]:
    """Hang many tasks elsewhere, all or none. Those below others of them go along and stay below them.

    Raises Invalid with one error for each that cannot be moved.
    """
    checks.require_size([one.id for one in places])
    await progress.lock_graph(ctx)
    found = await checks.pick(ctx, places)
    top = await task_queries.topmost(ctx, list(found))
    await _relocate(ctx, [(found[one.id], _where(one)) for one in places if one.id in top])
    return await task_queries.full(ctx, [one.id for one in places])


def _where(one: TaskPlace) -> RelocationIn:
    return RelocationIn(project_id=one.project_id, parent_id=one.parent_id, before=one.before)


class _Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A task that moves, and where to; `beside` names a task among the new siblings."""

    row: TaskFacts
    project_id: UUID
    parent: TaskFacts | None
    beside: UUID | None
    before: bool

    @property
    def parent_id(self) -> UUID | None:
        return self.parent.id if self.parent else None


class _Inside(msgspec.Struct, frozen=True, kw_only=True):
    """A task of a subtree that moves, its root first."""

    id: UUID
    root: UUID
    status_id: UUID
    status_name: str
    status_type: str


class _Place(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it is to be; `rank` None leaves it as it is."""

    id: UUID
    root: UUID
    project_id: UUID
    parent_id: UUID | None
    status_id: UUID
    status_type: str
    rank: str | None


class _Around(msgspec.Struct, frozen=True, kw_only=True):
    """A task to stand beside, and the ranks of those around it that stay."""

    id: UUID
    project_id: UUID
    parent_id: UUID | None
    rank: str
    previous: str | None
    following: str | None


class _Last(msgspec.Struct, frozen=True):
    project_id: UUID
    rank: str


async def _relocate(ctx: Ctx, moves: Sequence[tuple[TaskFacts, RelocationIn]]) -> None:
    """Move tasks of which none is below another: one statement, one roll-up, an event for each."""
    wanted = await _wanted(ctx, moves)
    roots = [one.row.id for one in wanted]
    inside = await db.rows(ctx, _Inside, _INSIDE, workspace=ctx.workspace.id, ids=roots)
    _refuse_cycles(ctx, wanted, inside)
    places = await _places(ctx, wanted, inside)
    deltas = await _hang(ctx, wanted, places)
    await refuse_overlap(ctx, tasks=roots)
    first = wanted[0].row
    cause = checks.cause_of(ctx, "work.task_relocated", first, others=len(wanted) - 1)
    await carry_up(ctx, deltas, cause=cause)
    for one in wanted:
        changed: dict[str, tuple[object, object]] = {"parent_id": (one.row.parent_id, one.parent_id)}
        if one.project_id != one.row.project_id:
            changed["project_id"] = (one.row.project_id, one.project_id)
        moved = msgspec.structs.replace(one.row, project_id=one.project_id)
        await tasks.record(ctx, "work.task_relocated", moved, changed, version=one.row.version + 1)


async def _wanted(ctx: Ctx, moves: Sequence[tuple[TaskFacts, RelocationIn]]) -> list[_Wanted]:
    """Where each goes. Raises for a parent or project that is not there, not the caller's, or not that project's."""
    named = {where.parent_id for _, where in moves if where.parent_id is not None}
    rows = await task_queries.facts(ctx, sorted(named)) if named else []
    parents = {row.id: row for row in rows if row.deleted_at is None}
    wanted = []
    for row, where in moves:
        parent = parents.get(where.parent_id) if where.parent_id is not None else None
        if where.parent_id is not None and parent is None:
            raise tasks.unknown_parent()
        project_id = where.project_id or (parent.project_id if parent else row.project_id)
        if parent is not None and parent.project_id != project_id:
            raise tasks.parent_elsewhere()
        beside, before = where.before or where.after, where.before is not None
        wanted.append(_Wanted(row=row, project_id=project_id, parent=parent, beside=beside, before=before))
    for project_id in sorted({one.project_id for one in wanted}):
        checks.require_work_in(ctx, await project_queries.facts(ctx, project_id))
    return wanted


def _refuse_cycles(ctx: Ctx, wanted: Sequence[_Wanted], inside: Sequence[_Inside]) -> None:
    """Nothing is put below itself, nor below anything else that moves with it."""
    moving = {one.id: one.root for one in inside}
    for one in wanted:
        if one.parent is None or one.parent.id not in moving:
            continue
        below = f"'{one.parent.title}', which {'is below it' if moving[one.parent.id] == one.row.id else 'moves too'}"
        below = "itself" if one.parent.id == one.row.id else below
        name = checks.cause_of(ctx, "", one.row).label
        raise Conflict(f"{name} cannot be put below {below}.", code="work.task_cycle")


async def _places(ctx: Ctx, wanted: Sequence[_Wanted], inside: Sequence[_Inside]) -> list[_Place]:
    """Statuses and ranks after the move: within a project only the rank of a root changes."""
    by_root = {one.row.id: one for one in wanted}
    away = sorted({one.project_id for one in wanted if one.project_id != one.row.project_id})
    columns: dict[UUID, list[Column]] = {}
    for row in await project_queries.statuses(ctx, away) if away else []:
        columns.setdefault(row.project_id, []).append(Column(row.id, row.name, Status(row.type)))
    last = await _last_ranks(ctx, {one.project_id for one in wanted})
    ranks: dict[UUID, str] = await _ranks_beside(ctx, wanted)
    made = []
    for one in inside:
        to = by_root[one.root]
        leaves = to.project_id != to.row.project_id
        if one.id not in ranks and (one.id == one.root or leaves):
            last[to.project_id] = ranks[one.id] = rank_between(last.get(to.project_id), None)
        status, kind = one.status_id, one.status_type
        if leaves:
            column = matching(columns[to.project_id], name=one.status_name, kind=Status(one.status_type))
            status, kind = column.id, column.type.value
        made.append(
            _Place(
                id=one.id,
                root=one.root,
                project_id=to.project_id,
                parent_id=to.parent_id,
                status_id=status,
                status_type=kind,
                rank=ranks.get(one.id),
            )
        )
    return made


async def _last_ranks(ctx: Ctx, project_ids: set[UUID]) -> dict[UUID, str]:
    found = await db.rows(
        ctx,
        _Last,
        """
        select project_id, max(rank) as rank from task
         where workspace_id = %(workspace)s and project_id = any (%(projects)s)
         group by project_id
        """,
        workspace=ctx.workspace.id,
        projects=sorted(project_ids),
    )
    return {row.project_id: row.rank for row in found}


async def _ranks_beside(ctx: Ctx, wanted: Sequence[_Wanted]) -> dict[UUID, str]:
    """Ranks of those that name a neighbour: several before the same one stand there in the order given."""
    named = [one for one in wanted if one.beside is not None]
    if not named:
        return {}
    rows = await db.rows(
        ctx,
        _Around,
        _AROUND,
        workspace=ctx.workspace.id,
        ids=list({one.beside for one in named}),
        moved=[one.row.id for one in wanted],
    )
    around = {row.id: row for row in rows}
    lower: dict[UUID, str] = {}
    found = {}
    for one in named:
        at = _neighbour(around, one)
        low, high = (at.previous, at.rank) if one.before else (at.rank, at.following)
        found[one.row.id] = lower[at.id] = rank_between(lower.get(at.id, low), high)
    return found


def _neighbour(around: Mapping[UUID, _Around], one: _Wanted) -> _Around:
    """The task to stand beside, which must be among the new siblings."""
    at = around.get(one.beside) if one.beside is not None else None
    if at is None or (at.project_id, at.parent_id) != (one.project_id, one.parent_id):
        raise no_neighbour()
    return at


async def _hang(ctx: Ctx, wanted: Sequence[_Wanted], places: Sequence[_Place]) -> list[Delta]:
    """Write the new places; what the old places lose and the new ones gain."""
    written = await db.rows(ctx, Delta, _HANG, workspace=ctx.workspace.id, places=Jsonb(msgspec.to_builtins(places)))
    gains = {row.id: row for row in written}
    return [delta for one in wanted for delta in (_loss(one.row), gains[one.row.id])]


def _loss(row: TaskFacts) -> Delta:
    counts: dict[str, Any] = {
        name: -getattr(row, name) for name in ("leaves", "leaves_done", "leaves_estimated", "hours", "hours_done")
    }
    return Delta(id=row.id, project_id=row.project_id, parent_id=row.parent_id, children=-1, **counts)


_INSIDE = """
select t.id, given.id as root, t.status_id, s.name as status_name, t.status_type
  from unnest(%(ids)s::uuid[]) with ordinality as given (id, place)
 cross join lateral work_below(%(workspace)s, given.id) as below
  join task t on t.workspace_id = %(workspace)s and t.id = below.id
  join status s on s.workspace_id = %(workspace)s and s.id = t.status_id
 order by given.place, below.down, t.rank, t.id
"""

_AROUND = """
select n.id, n.project_id, n.parent_id, n.rank,
       (select max(t.rank) from task t where t.workspace_id = n.workspace_id and t.project_id = n.project_id
           and t.rank < n.rank and t.id <> all (%(moved)s)) as previous,
       (select min(t.rank) from task t where t.workspace_id = n.workspace_id and t.project_id = n.project_id
           and t.rank > n.rank and t.id <> all (%(moved)s)) as following
  from task n
 where n.workspace_id = %(workspace)s and n.id = any (%(ids)s) and n.deleted_at is null and n.id <> all (%(moved)s)
"""

# One statement for whole subtrees, so that nobody ever sees one in two projects; the version of a root alone is an
# edit by a person.
_HANG = """
with moved as (
  update task t
     set project_id = p.project_id, status_id = p.status_id, status_type = p.status_type,
         rank = coalesce(p.rank, t.rank),
         parent_id = case when t.id = p.root then p.parent_id else t.parent_id end,
         version = t.version + (t.id = p.root)::integer
    from jsonb_to_recordset(%(places)s) as p (
           id uuid, root uuid, project_id uuid, parent_id uuid, status_id uuid, status_type text, rank text)
   where t.workspace_id = %(workspace)s and t.id = p.id
  returning t.id, p.root, t.project_id, t.parent_id, new.leaves, new.leaves_done, new.leaves_estimated, new.hours,
            new.hours_done
)
select id, project_id, parent_id, 1 as children, leaves, leaves_done, leaves_estimated, hours, hours_done
  from moved where id = root
"""
