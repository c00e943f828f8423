"""Make tasks and change them."""

from collections.abc import Collection, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET

from headway.core import db
from headway.core.ctx import Cause, Ctx
from headway.core.errors import FieldError, Invalid, NotFound
from headway.progress import actions as progress
from headway.progress.rules.work import Status
from headway.work.actions import checks, writing
from headway.work.actions.counting import carry_up
from headway.work.actions.effects import with_moved
from headway.work.queries import projects as project_queries
from headway.work.queries import tasks as task_queries
from headway.work.rules import statuses as columns
from headway.work.rules.ranks import rank_between
from headway.work.rules.tasks import Times, changes, clean_labels, event_kind, task_refusals, times_after
from headway.work.rules.waiting import Waiting, waiting_after
from headway.work.schemas.common import Delta
from headway.work.schemas.projects import StatusRow
from headway.work.schemas.tasks import TaskEdit, TaskFacts, TaskFull, TaskIn, TaskPatch

SHOWN = 200  # characters of a description kept in the activity


async def create_task(ctx: Ctx, project_id: UUID, new: TaskIn) -> TaskFull:
    """Add a task, last among its siblings; a subtask where `parent_id` says so."""
    await progress.lock_graph(ctx)
    project = await project_queries.facts(ctx, project_id)
    checks.require_work_in(ctx, project)
    if new.parent_id is not None:
        await require_parent(ctx, new.parent_id, project_id)
    status = await _starting_status(ctx, project_id, new.status_id)
    labels, assignees = clean_labels(new.labels), sorted(set(new.assignees))
    checks.refuse(
        task_refusals(title=new.title, starts_on=new.starts_on, due_on=new.due_on, labels=labels, assignees=assignees)
    )
    await writing.refuse_strangers(ctx, {project_id: assignees})
    row = await _new_row(ctx, project_id, new, status=status, labels=labels)
    task_id = row.id
    written = await writing.insert_tasks(ctx, [row])
    await writing.set_assignees(ctx, {task_id: assignees} if assignees else {})
    made = await task_queries.one(ctx, task_id)
    await carry_up(ctx, written, cause=checks.cause_of(ctx, "work.task_created", made))
    await record(ctx, "work.task_created", made, {})
    return (await task_queries.full(ctx, [task_id]))[0]


async def edit_task(ctx: Ctx, task_id: UUID, patch: TaskPatch, *, version: int) -> TaskFull:
    """Change what the patch names. Raises Stale when somebody else was first."""
    if patch.status_id is not UNSET or patch.estimate_hours is not UNSET:
        await progress.lock_graph(ctx)
    row = await task_queries.one(ctx, task_id, for_update=True)
    checks.require_task_editor(ctx, row)
    await checks.require_version(ctx, row, version)
    wanted = {patch.status_id} if patch.status_id is not UNSET else set()
    after = await _apply(ctx, [_planned(ctx, row, patch, await status_of(ctx, wanted))])
    return await with_moved(ctx, row, (await task_queries.shown(ctx, after))[0])


async def edit_tasks(ctx: Ctx, edits: Sequence[TaskEdit]) -> list[TaskFull]:
    """Change many tasks, all or none. Raises Invalid with one error per row that cannot be changed."""
    checks.require_size([edit.id for edit in edits])
    await progress.lock_graph(ctx)
    found = await checks.pick(ctx, edits)
    statuses = await status_of(ctx, {edit.changes.status_id for edit in edits if edit.changes.status_id is not UNSET})
    planned: list[_Change] = []
    errors: list[FieldError] = []
    for place, edit in enumerate(edits):
        try:
            planned.append(_planned(ctx, found[edit.id], edit.changes, statuses))
        except Invalid as problem:
            errors += [FieldError(f"{place}.changes.{error.path}", error.message) for error in problem.errors]
    checks.refuse_all(errors)
    await _apply(ctx, planned)
    return await task_queries.full(ctx, [edit.id for edit in edits])


async def close_task(ctx: Ctx, task_id: UUID, *, version: int) -> TaskFull:
    """Move a task to the first status of type done."""
    return await _to_first(ctx, task_id, Status.DONE, version=version)


async def reopen_task(ctx: Ctx, task_id: UUID, *, version: int) -> TaskFull:
    """Move a task to the first status of type open."""
    return await _to_first(ctx, task_id, Status.OPEN, version=version)


async def require_parent(ctx: Ctx, parent_id: UUID, project_id: UUID) -> TaskFacts:
    """The task to put others below. Raises Invalid where it is not one of the project."""
    try:
        parent = await task_queries.one(ctx, parent_id)
    except NotFound as error:
        raise unknown_parent() from error
    if parent.project_id != project_id:
        raise parent_elsewhere()
    return parent


def unknown_parent() -> Invalid:
    return Invalid.field("parent_id", "There is no such task, or you may not see it.", code="work.parent_unknown")


def parent_elsewhere() -> Invalid:
    sentence = "The parent task is in another project: choose one of this project."
    return Invalid.field("parent_id", sentence, code="work.parent_elsewhere")


async def last_rank(ctx: Ctx, project_id: UUID) -> str | None:
    """The rank after which a project has no task, deleted ones included. Needs the graph lock to stay true."""
    found: str | None = await db.value(
        ctx,
        "select max(rank) from task where workspace_id = %(workspace)s and project_id = %(project)s",
        workspace=ctx.workspace.id,
        project=project_id,
    )
    return found


async def record(ctx: Ctx, kind: str, task: TaskFacts, changed: Mapping[str, Any], *, version: int = 0) -> None:
    """One event for one action on one task."""
    data = {
        "number": task.number,
        "title": task.title,
        "project_id": str(task.project_id),
        "changes": msgspec.to_builtins(changed),
    }
    await ctx.record(kind, "task", task.id, version=version or task.version, data=data)


def state_of(row: TaskFacts) -> writing.TaskState:
    """The row as it is, to be changed with `msgspec.structs.replace`."""
    return writing.TaskState(
        id=row.id,
        status_id=row.status_id,
        status_type=row.status_type,
        title=row.title,
        description=None,
        priority=row.priority,
        labels=row.labels,
        starts_on=row.starts_on,
        due_on=row.due_on,
        estimate_hours=row.estimate_hours,
        waiting_for=row.waiting_for,
        waiting_since=row.waiting_since,
        waiting_by=row.waiting_by,
        rank=row.rank,
        started_at=row.started_at,
        closed_at=row.closed_at,
    )


def in_status(state: writing.TaskState, status: StatusRow, *, row: TaskFacts, ctx: Ctx) -> writing.TaskState:
    """The row moved to a status, with its times."""
    before = Status(row.status_type)
    times = times_after(Times(row.started_at, row.closed_at), Status(status.type), before=before, now=ctx.now)
    return msgspec.structs.replace(
        state,
        status_id=status.id,
        status_type=status.type,
        started_at=times.started_at,
        closed_at=times.closed_at,
    )


def written_as(
    row: TaskFacts, state: writing.TaskState, delta: Delta, *, assignees: list[UUID], status: str
) -> TaskFacts:
    """The row as the database holds it after `update_tasks`, without reading it again."""
    given = {name: getattr(state, name) for name in state.__struct_fields__ if name != "description"}
    return msgspec.structs.replace(
        row,
        **given,
        description=row.description if state.description is None else state.description,
        status_name=status,
        assignees=assignees,
        leaves=row.leaves + delta.leaves,
        leaves_done=row.leaves_done + delta.leaves_done,
        leaves_estimated=row.leaves_estimated + delta.leaves_estimated,
        hours=row.hours + delta.hours,
        hours_done=row.hours_done + delta.hours_done,
        version=row.version + 1,
    )


async def status_of(ctx: Ctx, status_ids: Collection[UUID]) -> dict[UUID, StatusRow]:
    """Statuses by id; no statement for no ids."""
    if not status_ids:
        return {}
    found = await db.rows(
        ctx,
        StatusRow,
        """
        select id, project_id, name, type, rank as place from status
         where workspace_id = %(workspace)s and id = any (%(ids)s)
        """,
        workspace=ctx.workspace.id,
        ids=list(status_ids),
    )
    return {row.id: row for row in found}


def foreign_status() -> Invalid:
    return Invalid.field(
        "status_id", "This status is not one of the task's project: choose one of its own.", code="work.status_foreign"
    )


def hours(given: float | None) -> Decimal | None:
    """Hours to two decimals."""
    return None if given is None else Decimal(repr(given)).quantize(Decimal("0.01"), ROUND_HALF_UP)


class _Change(msgspec.Struct, frozen=True, kw_only=True):
    """One row as it is and as it will be; `changed` maps field -> (old, new) for the activity."""

    row: TaskFacts
    state: writing.TaskState
    assignees: list[UUID]
    changed: dict[str, tuple[Any, Any]]


async def _apply(ctx: Ctx, planned: Sequence[_Change]) -> list[TaskFacts]:
    """Write edits that are allowed; those that change nothing leave no trace. The tasks as they are then.

    With many, a parent among them may count more than this says: read it again.
    """
    made = [change for change in planned if change.changed]
    if not made:
        return [change.row for change in planned]
    added = {change.row.project_id: set[UUID]() for change in made}
    for change in made:
        added[change.row.project_id] |= set(change.assignees) - set(change.row.assignees)
    await writing.refuse_strangers(ctx, {project: sorted(ids) for project, ids in added.items()})
    written = await writing.update_tasks(ctx, [change.state for change in made])
    peopled = {change.row.id: change.assignees for change in made if change.assignees != change.row.assignees}
    await writing.set_assignees(ctx, peopled)
    await carry_up(ctx, written, cause=_cause(ctx, made))
    for change in made:
        await record(ctx, _kind(change), change.row, change.changed, version=change.row.version + 1)
    deltas = {delta.id: delta for delta in written}
    return [
        written_as(change.row, change.state, deltas[change.row.id], assignees=change.assignees, status=_status(change))
        if change.row.id in deltas
        else change.row
        for change in planned
    ]


def _status(change: _Change) -> str:
    """The name of the status after a change."""
    return str(change.changed.get("status", (None, change.row.status_name))[1])


def _planned(ctx: Ctx, row: TaskFacts, patch: TaskPatch, statuses: Mapping[UUID, StatusRow]) -> _Change:
    given = {name: value for name in patch.__struct_fields__ if (value := getattr(patch, name)) is not UNSET}
    assignees = sorted(set(given.pop("assignees", row.assignees)))
    status_id = given.pop("status_id", row.status_id)
    if "labels" in given:
        given["labels"] = clean_labels(given["labels"])
    if "estimate_hours" in given:
        given["estimate_hours"] = hours(given["estimate_hours"])
    for name in {"title", "waiting_for"} & set(given):
        given[name] = given[name].strip()
    changed = changes({name: getattr(row, name) for name in given}, given)
    state = msgspec.structs.replace(state_of(row), **given)
    if "waiting_for" in changed:
        before = Waiting(row.waiting_since, row.waiting_by)
        after = waiting_after(before, state.waiting_for, by=ctx.actor.member, now=ctx.now)
        state = msgspec.structs.replace(state, waiting_since=after.since, waiting_by=after.by)
    if assignees != row.assignees:
        changed["assignees"] = (row.assignees, assignees)
    if status_id != row.status_id:
        status = statuses.get(status_id)
        if status is None or status.project_id != row.project_id:
            raise foreign_status()
        changed["status"] = (row.status_name, status.name)
        state = in_status(state, status, row=row, ctx=ctx)
    checks.refuse(
        task_refusals(
            title=state.title,
            starts_on=state.starts_on,
            due_on=state.due_on,
            labels=state.labels,
            assignees=assignees,
        )
    )
    if "description" in changed:
        changed["description"] = (row.description[:SHOWN], given["description"][:SHOWN])
    return _Change(row=row, state=state, assignees=assignees, changed=changed)


def _kind(change: _Change) -> str:
    if "status" not in change.changed:
        return "work.task_edited"
    return event_kind(Status(change.row.status_type), Status(change.state.status_type))


def _cause(ctx: Ctx, made: Sequence[_Change]) -> Cause:
    """One edit is its own cause; of many, the first that moves a number names it, and says how many more do."""
    moving = [change for change in made if {"status", "estimate_hours"} & set(change.changed)] or list(made)
    return checks.cause_of(ctx, _kind(moving[0]), moving[0].row, others=len(moving) - 1)


async def _new_row(
    ctx: Ctx, project_id: UUID, new: TaskIn, *, status: StatusRow, labels: list[str]
) -> writing.NewTaskState:
    """The task to insert, last in its project, with its number and times."""
    times = times_after(Times(), Status(status.type), before=Status.OPEN, now=ctx.now)
    [task_id] = await writing.fresh_ids(ctx, 1)
    [number] = await writing.numbers(ctx, "task", 1)
    return writing.NewTaskState(
        id=task_id,
        number=number,
        project_id=project_id,
        parent_id=new.parent_id,
        status_id=status.id,
        status_type=status.type,
        title=new.title.strip(),
        description=new.description,
        priority=new.priority,
        labels=labels,
        starts_on=new.starts_on,
        due_on=new.due_on,
        estimate_hours=hours(new.estimate_hours),
        rank=rank_between(await last_rank(ctx, project_id), None),
        started_at=times.started_at,
        closed_at=times.closed_at,
        created_by=ctx.actor.member,
        created_at=ctx.now,
        sample=False,
    )


async def _starting_status(ctx: Ctx, project_id: UUID, wanted: UUID | None) -> StatusRow:
    found = await project_queries.statuses(ctx, [project_id])
    if wanted is None:
        first = columns.first_of([columns.Column(row.id, row.name, Status(row.type)) for row in found], Status.OPEN)
        wanted = first.id if first else None
    chosen = [row for row in found if row.id == wanted]
    if not chosen:
        raise foreign_status()
    return chosen[0]


async def _to_first(ctx: Ctx, task_id: UUID, kind: Status, *, version: int) -> TaskFull:
    await progress.lock_graph(ctx)
    row = await task_queries.one(ctx, task_id, for_update=True)
    checks.require_task_editor(ctx, row)
    await checks.require_version(ctx, row, version)
    if row.status_type == kind.value:
        return (await task_queries.shown(ctx, [row]))[0]
    first = await db.one(
        ctx,
        StatusRow,
        """
        select id, project_id, name, type, rank as place from status
         where workspace_id = %(workspace)s and project_id = %(project)s and type = %(type)s
         order by rank, id limit 1
        """,
        workspace=ctx.workspace.id,
        project=row.project_id,
        type=kind.value,
    )
    after = await _apply(ctx, [_planned(ctx, row, TaskPatch(status_id=first.id), {first.id: first})])
    return await with_moved(ctx, row, (await task_queries.shown(ctx, after))[0])
