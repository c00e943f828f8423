"""Move tasks: on the board, in the order, in the tree, to another project."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Invalid
from headway.progress import actions as progress
from headway.progress.rules.work import Status
from headway.work.actions import checks, tasks, writing
from headway.work.actions.counting import carry_up
from headway.work.actions.overlaps import refuse_overlap
from headway.work.queries import projects as project_queries
from headway.work.queries import tasks as task_queries
from headway.work.rules.ranks import rank_between, ranks_after
from headway.work.rules.statuses import Column, matching
from headway.work.rules.tasks import event_kind
from headway.work.schemas.common import Delta
from headway.work.schemas.tasks import MoveIn, RelocationIn, TaskFacts, TaskFull


async def move_task(ctx: Ctx, task_id: UUID, where: MoveIn, *, version: int) -> TaskFull:
    """Give a task another status, another place in the order, or both: what a card dragged on the board does."""
    _refuse_both(where.before, where.after)
    await progress.lock_graph(ctx)
    row = await task_queries.one(ctx, task_id, for_update=True)
    checks.require_task_editor(ctx, row)
    await checks.require_version(ctx, row, version)
    state, name = tasks.state_of(row), row.status_name
    if where.status_id is not None and where.status_id != row.status_id:
        status = (await tasks.status_of(ctx, [where.status_id])).get(where.status_id)
        if status is None or status.project_id != row.project_id:
            raise tasks.foreign_status()
        state, name = tasks.in_status(state, status, row=row, ctx=ctx), status.name
    neighbour = where.before or where.after
    if neighbour is not None:
        rank = await _rank_beside(ctx, row.project_id, neighbour, moved=task_id, before=where.before is not None)
        state = msgspec.structs.replace(state, rank=rank)
    changed = {} if state.status_id == row.status_id else {"status": (row.status_name, name)}
    if not changed and state.rank == row.rank:
        return (await task_queries.shown(ctx, [row]))[0]
    written = await writing.update_tasks(ctx, [state])
    kind = event_kind(Status(row.status_type), Status(state.status_type)) if changed else "work.task_moved"
    await carry_up(ctx, written, cause=checks.cause_of(ctx, kind, row))
    await tasks.record(ctx, kind, row, changed, version=row.version + 1)
    after = tasks.written_as(row, state, written[0], assignees=row.assignees, status=name)
    return (await task_queries.shown(ctx, [after]))[0]


async def relocate_task(ctx: Ctx, task_id: UUID, where: RelocationIn, *, version: int) -> TaskFull:
    """Hang a task with all its subtasks elsewhere. In another project each takes the matching status."""
    _refuse_both(where.before, where.after)
    await progress.lock_graph(ctx)
    row = await task_queries.one(ctx, task_id, for_update=True)
    checks.require_task_editor(ctx, row)
    await checks.require_version(ctx, row, version)
    project_id = where.project_id or await _project_of(ctx, where.parent_id) or row.project_id
    target = await project_queries.facts(ctx, project_id)
    checks.require_work_in(ctx, target)
    inside = await db.rows(ctx, _Inside, _INSIDE, workspace=ctx.workspace.id, id=task_id)
    parent = None
    if where.parent_id is not None:
        parent = await tasks.require_parent(ctx, where.parent_id, project_id)
        await _refuse_cycle(ctx, row, parent, {one.id for one in inside})
    neighbour = where.before or where.after
    if neighbour is not None:
        await _require_sibling(ctx, neighbour, project_id, where.parent_id)
        rank = await _rank_beside(ctx, project_id, neighbour, moved=task_id, before=where.before is not None)
    else:
        rank = rank_between(await tasks.last_rank(ctx, project_id), None)
    new_places = await _places(ctx, inside, rank, project_id=project_id)
    deltas = await _hang(ctx, row, new_places, project_id=project_id, parent_id=where.parent_id)
    await refuse_overlap(ctx, tasks=[task_id])
    await carry_up(ctx, deltas, cause=checks.cause_of(ctx, "work.task_relocated", row))
    changed: dict[str, tuple[object, object]] = {"parent_id": (row.parent_id, where.parent_id)}
    if project_id != row.project_id:
        changed["project_id"] = (row.project_id, project_id)
    moved = msgspec.structs.replace(row, project_id=project_id)
    await tasks.record(ctx, "work.task_relocated", moved, changed, version=row.version + 1)
    return (await task_queries.full(ctx, [task_id]))[0]


class _Inside(msgspec.Struct, frozen=True, kw_only=True):
    """A task of the subtree that moves, the root first."""

    id: UUID
    project_id: UUID
    status_id: UUID
    status_name: str
    status_type: str


class _Place(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    status_id: UUID
    status_type: str
    rank: str | None


class _Gives(msgspec.Struct, frozen=True, kw_only=True):
    """What the moved task gives to whatever counts it."""

    leaves: int
    leaves_done: int
    leaves_estimated: int
    hours: object
    hours_done: object


def _refuse_both(before: UUID | None, after: UUID | None) -> None:
    if before is not None and after is not None:
        raise Invalid("Say `before` or `after`, not both.", code="work.two_neighbours")


async def _project_of(ctx: Ctx, parent_id: UUID | None) -> UUID | None:
    if parent_id is None:
        return None
    found: UUID | None = await db.value(
        ctx,
        "select project_id from task where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=parent_id,
    )
    return found


async def _refuse_cycle(ctx: Ctx, row: TaskFacts, parent: TaskFacts, inside: set[UUID]) -> None:
    if parent.id in inside:
        name = checks.cause_of(ctx, "", row).label
        below = "itself" if parent.id == row.id else f"'{parent.title}', which is below it"
        raise Conflict(f"{name} cannot be put below {below}.", code="work.task_cycle")


async def _require_sibling(ctx: Ctx, neighbour: UUID, project_id: UUID, parent_id: UUID | None) -> None:
    found = await db.value(
        ctx,
        """
        select true from task
         where workspace_id = %(workspace)s and id = %(id)s and project_id = %(project)s and deleted_at is null
           and parent_id is not distinct from %(parent)s
        """,
        workspace=ctx.workspace.id,
        id=neighbour,
        project=project_id,
        parent=parent_id,
    )
    if not found:
        raise _no_neighbour()


async def _rank_beside(ctx: Ctx, project_id: UUID, neighbour: UUID, *, moved: UUID, before: bool) -> str:
    """A rank right before or after a task of the project, whatever stands on its other side."""
    found = await db.maybe(
        ctx,
        _Around,
        """
        select n.rank,
               (select max(t.rank) from task t where t.workspace_id = n.workspace_id and t.project_id = n.project_id
                   and t.rank < n.rank and t.id <> %(moved)s) as previous,
               (select min(t.rank) from task t where t.workspace_id = n.workspace_id and t.project_id = n.project_id
                   and t.rank > n.rank and t.id <> %(moved)s) as following
          from task n
         where n.workspace_id = %(workspace)s and n.id = %(id)s and n.project_id = %(project)s
           and n.deleted_at is null and n.id <> %(moved)s
        """,
        workspace=ctx.workspace.id,
        id=neighbour,
        project=project_id,
        moved=moved,
    )
    if found is None:
        raise _no_neighbour()
    return rank_between(found.previous, found.rank) if before else rank_between(found.rank, found.following)


class _Around(msgspec.Struct, frozen=True):
    rank: str
    previous: str | None
    following: str | None


def _no_neighbour() -> Invalid:
    return Invalid(
        "The task to put it beside is not there any more: reload and try again.", code="work.neighbour_unknown"
    )


async def _places(ctx: Ctx, inside: Sequence[_Inside], rank: str, *, project_id: UUID) -> list[_Place]:
    """Statuses and ranks after the move: in its own project only the root's rank changes."""
    root, below = inside[0], inside[1:]
    if root.project_id == project_id:
        return [_Place(id=root.id, status_id=root.status_id, status_type=root.status_type, rank=rank)]
    found = await project_queries.statuses(ctx, [project_id])
    columns = [Column(row.id, row.name, Status(row.type)) for row in found]
    last = max(filter(None, [await tasks.last_rank(ctx, project_id), rank]))
    ranks = [rank, *ranks_after(last, len(below))]
    made = []
    for one, place in zip(inside, ranks, strict=True):
        column = matching(columns, name=one.status_name, kind=Status(one.status_type))
        made.append(_Place(id=one.id, status_id=column.id, status_type=column.type.value, rank=place))
    return made


async def _hang(
    ctx: Ctx, row: TaskFacts, places: Sequence[_Place], *, project_id: UUID, parent_id: UUID | None
) -> list[Delta]:
    """Write the new places; what the old place loses and the new one gains."""
    gives = await db.one(
        ctx,
        _Gives,
        _HANG,
        workspace=ctx.workspace.id,
        id=row.id,
        project=project_id,
        parent=parent_id,
        places=Jsonb(msgspec.to_builtins(places)),
    )
    old = Delta(
        id=row.id,
        project_id=row.project_id,
        parent_id=row.parent_id,
        children=-1,
        leaves=-row.leaves,
        leaves_done=-row.leaves_done,
        leaves_estimated=-row.leaves_estimated,
        hours=-row.hours,
        hours_done=-row.hours_done,
    )
    new = msgspec.convert(
        {
            **msgspec.structs.asdict(gives),
            "id": row.id,
            "project_id": project_id,
            "parent_id": parent_id,
            "children": 1,
        },
        Delta,
    )
    return [old, new]


_INSIDE = """
select t.id, t.project_id, t.status_id, s.name as status_name, t.status_type
  from work_below(%(workspace)s, %(id)s) below
  join task t on t.workspace_id = %(workspace)s and t.id = below.id
  join status s on s.workspace_id = %(workspace)s and s.id = t.status_id
 order by below.down, t.rank, t.id
"""

# One statement for the whole subtree, so that nobody ever sees it in two projects; the version of the root alone is an
# edit by a person.
_HANG = """
with moved as (
  update task t
     set project_id = %(project)s, status_id = p.status_id, status_type = p.status_type, rank = p.rank,
         parent_id = case when t.id = %(id)s then %(parent)s::uuid else t.parent_id end,
         version = t.version + (t.id = %(id)s)::integer
    from jsonb_to_recordset(%(places)s) as p (id uuid, status_id uuid, status_type text, rank text)
   where t.workspace_id = %(workspace)s and t.id = p.id
  returning t.id, new.leaves, new.leaves_done, new.leaves_estimated, new.hours, new.hours_done
)
select leaves, leaves_done, leaves_estimated, hours, hours_done from moved where id = %(id)s
"""
