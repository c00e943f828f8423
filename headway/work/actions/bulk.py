"""Make and remove much work at once: imports, their undo, the demo company. Counts everything in one go, at the end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Invalid
from headway.progress import actions as progress
from headway.progress.rules.work import Status
from headway.progress.schemas import GraphChange
from headway.work.actions import writing
from headway.work.actions.bulk_waiting import let_wait
from headway.work.actions.counting import carry_up
from headway.work.actions.graph import hang_again
from headway.work.actions.overlaps import refuse_overlap
from headway.work.actions.projects import insert_statuses
from headway.work.actions.tasks import last_rank
from headway.work.queries import projects as project_queries
from headway.work.rules.ranks import ranks_after
from headway.work.rules.tasks import Times, clean_labels, times_after
from headway.work.schemas.bulk import Bulk, BulkLink, BulkMade, BulkProject, BulkTask
from headway.work.schemas.common import Delta
from headway.work.schemas.projects import StatusRow

BATCH = 5000
MANY = 50  # from here on the planner may need to know

T = TypeVar("T")


async def make_in_bulk(ctx: Ctx, bulk: Bulk) -> BulkMade:
    """Make projects, tasks and links as given, whatever the caller's own rights: who calls this has checked them.

    Raises Invalid for a task whose status or parent does not exist, and Conflict for links that overlap.
    """
    await progress.lock_graph(ctx)
    if bulk.projects:
        await _make_projects(ctx, bulk.projects, sample=bulk.sample)
    numbers = await _make_tasks(ctx, bulk.tasks, sample=bulk.sample) if bulk.tasks else {}
    await _make_links(ctx, bulk.links, sample=bulk.sample)
    if bulk.blocks or bulk.waits:
        await let_wait(ctx, bulk.blocks, bulk.waits)
    data = {"projects": len(bulk.projects), "tasks": len(bulk.tasks), "links": len(bulk.links)}
    await ctx.record("work.made_in_bulk", "workspace", ctx.workspace.id, data=data)
    return BulkMade(projects=len(bulk.projects), tasks=len(bulk.tasks), links=len(bulk.links), numbers=numbers)


async def remove_in_bulk(ctx: Ctx, *, tasks: Sequence[UUID] = (), projects: Sequence[UUID] = ()) -> int:
    """Remove projects with all in them, and tasks with all below them, for good; the number of tasks.

    For the undo of an import and the clearing of samples: nothing of it can be restored.
    """
    await progress.lock_graph(ctx)
    doomed = await db.rows(
        ctx, _Doomed, _DOOMED, workspace=ctx.workspace.id, tasks=list(tasks), projects=list(projects)
    )
    nodes = [*(row.id for row in doomed if row.linked), *await _linked_projects(ctx, projects)]
    if nodes:
        await progress.change_graph(ctx, GraphChange(remove=tuple(nodes)))
    await db.run(
        ctx,
        "delete from task where workspace_id = %(workspace)s and id = any (%(ids)s)",
        workspace=ctx.workspace.id,
        ids=[row.id for row in doomed],
    )
    await db.run(
        ctx,
        "delete from project where workspace_id = %(workspace)s and id = any (%(ids)s)",
        workspace=ctx.workspace.id,
        ids=list(projects),
    )
    ids, gone = {row.id for row in doomed}, set(projects)
    lost = [row for row in doomed if row.counts and row.parent_id not in ids and row.project_id not in gone]
    await carry_up(ctx, [_loss(row) for row in lost], cause=None)
    data = {"projects": len(projects), "tasks": len(doomed)}
    await ctx.record("work.removed_in_bulk", "workspace", ctx.workspace.id, data=data)
    return len(doomed)


async def clear_sample(ctx: Ctx) -> int:
    """Remove all sample work: sample projects with whatever is in them, and sample tasks elsewhere."""
    projects = await _sample(ctx, "select id from project where workspace_id = %(workspace)s and sample")
    tasks = await _sample(ctx, "select id from task where workspace_id = %(workspace)s and sample")
    return await remove_in_bulk(ctx, tasks=tasks, projects=projects)


class _Doomed(msgspec.Struct, frozen=True, kw_only=True):
    """A task that goes; `counts` unless it was deleted before."""

    id: UUID
    project_id: UUID
    parent_id: UUID | None
    linked: bool
    counts: bool
    leaves: int
    leaves_done: int
    leaves_estimated: int
    hours: Decimal
    hours_done: Decimal


def _loss(row: _Doomed) -> Delta:
    """What the row above loses with a task."""
    return Delta(
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


async def _sample(ctx: Ctx, statement: db.Statement) -> list[UUID]:
    return await db.column(ctx, statement, workspace=ctx.workspace.id)


async def _linked_projects(ctx: Ctx, projects: Sequence[UUID]) -> list[UUID]:
    return await db.column(
        ctx,
        "select distinct project_id from work_link where workspace_id = %(workspace)s and project_id = any (%(ids)s)",
        workspace=ctx.workspace.id,
        ids=list(projects),
    )


async def _make_projects(ctx: Ctx, projects: Sequence[BulkProject], *, sample: bool) -> None:
    numbers = await writing.numbers(ctx, "project", len(projects))
    rows = [
        {
            **{name: value for name, value in msgspec.structs.asdict(one).items() if name != "statuses"},
            "number": number,
            "created_at": one.created_at or ctx.now,
            "created_by": one.created_by or ctx.actor.member,
        }
        for one, number in zip(projects, numbers, strict=True)
    ]
    await db.run(
        ctx,
        _PROJECTS,
        workspace=ctx.workspace.id,
        sample=sample,
        rows=Jsonb(msgspec.to_builtins(rows)),
    )
    await insert_statuses(ctx, {one.id: list(one.statuses) for one in projects})


async def _make_tasks(ctx: Ctx, tasks: Sequence[BulkTask], *, sample: bool) -> dict[UUID, int]:
    project_ids = sorted({task.project_id for task in tasks})
    statuses = await project_queries.statuses(ctx, project_ids)
    by_name = {(row.project_id, row.name.casefold()): row for row in statuses}
    ranks = {}
    for project_id in project_ids:
        count = sum(task.project_id == project_id for task in tasks)
        ranks[project_id] = iter(ranks_after(await last_rank(ctx, project_id), count))
    numbers = await writing.numbers(ctx, "task", len(tasks))
    rows = [
        _state(ctx, task, number, rank=next(ranks[task.project_id]), statuses=by_name, sample=sample)
        for task, number in zip(tasks, numbers, strict=True)
    ]
    written = [delta for batch in _batches(rows) for delta in await writing.insert_tasks(ctx, batch)]
    for people in _batches([task for task in tasks if task.assignees]):
        await writing.set_assignees(ctx, {task.id: sorted(set(task.assignees)) for task in people})
    if len(rows) >= MANY:
        await _tell_planner(ctx)
    await carry_up(ctx, written, cause=None)
    return {row.id: row.number for row in rows}


async def _tell_planner(ctx: Ctx) -> None:
    """Let PostgreSQL look at the tables when they have doubled since it last did: a few times per import, not each."""
    await db.run(
        ctx,
        """
        select work_analyse()
         where (select reltuples from pg_class where oid = 'task'::regclass) * 2
             < (select number from display_counter where workspace_id = %(workspace)s and kind = 'task')
        """,
        workspace=ctx.workspace.id,
    )


def _state(
    ctx: Ctx, task: BulkTask, number: int, *, rank: str, statuses: Mapping[tuple[UUID, str], StatusRow], sample: bool
) -> writing.NewTaskState:
    status = statuses.get((task.project_id, task.status.casefold()))
    if status is None:
        raise Invalid(
            f"'{task.title}' has the status '{task.status}', which its project lacks.", code="work.bulk_status"
        )
    state = Status(status.type)
    known = Times(task.started_at, task.closed_at)
    times = times_after(known, state, before=state if task.closed_at else Status.OPEN, now=ctx.now)
    return writing.NewTaskState(
        id=task.id,
        number=number,
        project_id=task.project_id,
        parent_id=task.parent_id,
        status_id=status.id,
        status_type=status.type,
        title=task.title,
        description=task.description,
        priority=task.priority,
        labels=clean_labels(task.labels),
        starts_on=task.starts_on,
        due_on=task.due_on,
        estimate_hours=task.estimate_hours,
        rank=rank,
        started_at=times.started_at,
        closed_at=times.closed_at,
        created_by=task.created_by or ctx.actor.member,
        created_at=task.created_at or ctx.now,
        sample=sample,
    )


async def _make_links(ctx: Ctx, links: Sequence[BulkLink], *, sample: bool) -> None:
    if not links:
        return
    await db.run(
        ctx,
        """
        insert into work_link (workspace_id, key_result_id, task_id, project_id, weight, sample, created_by, created_at)
        select %(workspace)s, l.key_result_id, l.task_id, l.project_id, l.weight, %(sample)s, %(by)s, %(now)s
          from unnest(%(goals)s::uuid[], %(tasks)s::uuid[], %(projects)s::uuid[], %(weights)s::double precision[])
                 as l (key_result_id, task_id, project_id, weight)
        on conflict do nothing
        """,
        workspace=ctx.workspace.id,
        sample=sample,
        by=ctx.actor.member,
        now=ctx.now,
        goals=[link.key_result_id for link in links],
        tasks=[link.task_id for link in links],
        projects=[link.project_id for link in links],
        weights=[link.weight for link in links],
    )
    linked_tasks = [link.task_id for link in links if link.task_id is not None]
    linked_projects = [link.project_id for link in links if link.project_id is not None]
    await refuse_overlap(ctx, tasks=linked_tasks, projects=linked_projects)
    await hang_again(ctx, [*linked_tasks, *linked_projects], cause=None)


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    batch: list[T] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


_DOOMED = """
select distinct t.id, t.project_id, t.parent_id, t.deleted_at is null as counts, t.leaves, t.leaves_done,
       t.leaves_estimated, t.hours, t.hours_done,
       exists (select from work_link l where l.workspace_id = %(workspace)s and l.task_id = t.id) as linked
  from (
    select below.id from unnest(%(tasks)s::uuid[]) as given (id)
     cross join lateral work_below(%(workspace)s, given.id) as below
    union
    select inside.id from task inside
     where inside.workspace_id = %(workspace)s and inside.project_id = any (%(projects)s)
  ) as wanted
  join task t on t.workspace_id = %(workspace)s and t.id = wanted.id
"""

_PROJECTS = """
insert into project (workspace_id, id, number, title, description, team_id, lead_id, state, private, starts_on, due_on,
                     created_by, created_at, archived_at, sample)
select %(workspace)s, r.id, r.number, r.title, r.description, r.team_id, r.lead_id, r.state, r.private, r.starts_on,
       r.due_on, r.created_by, r.created_at, r.archived_at, %(sample)s
  from jsonb_to_recordset(%(rows)s) as r (
         id uuid, number bigint, title text, description text, team_id uuid, lead_id uuid, state text,
         private boolean, starts_on date, due_on date, created_by uuid, created_at timestamptz,
         archived_at timestamptz)
"""
