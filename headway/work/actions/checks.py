"""Refusals that several actions share, as problems with a sentence; what a moved number names as its cause."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from headway.core.ctx import Cause, Ctx
from headway.core.errors import Conflict, FieldError, Forbidden, Invalid, Problem, Stale
from headway.work.access import can_edit_tasks
from headway.work.queries import tasks as task_queries
from headway.work.rules.tasks import MOST_AT_ONCE, Refusal, cause_label
from headway.work.schemas.projects import ProjectFacts
from headway.work.schemas.tasks import TaskFacts


class Picked(Protocol):
    """One of many tasks to change, with the version the caller knows."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...


def require_task_editor(ctx: Ctx, task: TaskFacts) -> None:
    """Raises Forbidden, or Conflict where the project is archived."""
    if not can_edit_tasks(ctx.actor, task.project):
        raise Forbidden("You can look at this work, but not change it: ask its team.", code="work.read_only")
    if task.archived_at is not None:
        raise _archived()


def require_work_in(ctx: Ctx, project: ProjectFacts) -> None:
    """As `require_task_editor`, for a project whose tasks are to change."""
    if not can_edit_tasks(ctx.actor, project):
        raise Forbidden("You can look at this project, but not change its tasks: ask its team.", code="work.read_only")
    if project.archived_at is not None:
        raise _archived()


async def require_version(ctx: Ctx, task: TaskFacts, version: int) -> None:
    """Raises Stale with the task as it is now."""
    if task.version != version:
        raise Stale((await task_queries.full(ctx, [task.id]))[0])


def require_size(ids: Sequence[UUID]) -> None:
    """Raises Invalid unless there are tasks, each once, and not too many."""
    if not 1 <= len(ids) <= MOST_AT_ONCE or len(set(ids)) < len(ids):
        raise Invalid(f"Send 1 to {MOST_AT_ONCE} tasks, each once.", code="work.bulk_size")


async def pick(ctx: Ctx, picks: Sequence[Picked]) -> dict[UUID, TaskFacts]:
    """The tasks to change, locked. Raises Invalid with one error for each that cannot be changed as asked."""
    found = {row.id: row for row in await task_queries.facts(ctx, [one.id for one in picks], for_update=True)}
    refuse_all([error for place, one in enumerate(picks) for error in _unfit(ctx, place, one, found.get(one.id))])
    return found


def refuse_all(errors: Sequence[FieldError]) -> None:
    """Raises Invalid for a batch of which some cannot be changed; paths begin with the place in the batch."""
    if errors:
        raise Invalid("Nothing was changed: some of the tasks cannot be.", code="work.bulk_refused", errors=[*errors])


def uneditable(ctx: Ctx, place: int, task: TaskFacts | None, *, deleted: bool = False) -> list[FieldError]:
    """Why a task of a batch cannot be touched at all; `deleted`: those that are to be brought back."""
    if task is None or (task.deleted_at is not None) != deleted:
        return [FieldError(f"{place}.id", "There is no such task, or you may not see it.")]
    try:
        require_task_editor(ctx, task)
    except Problem as problem:
        return [FieldError(f"{place}.id", problem.detail)]
    return []


def refuse(refusals: Sequence[Refusal]) -> None:
    """Raises Invalid with the code of the first refusal and all of them as field errors."""
    if refusals:
        raise Invalid(
            " ".join(refusal.message for refusal in refusals),
            code=refusals[0].code,
            errors=[FieldError(refusal.field, refusal.message) for refusal in refusals],
        )


def cause_of(ctx: Ctx, kind: str, task: TaskFacts, *, others: int = 0) -> Cause:
    """What an explanation of a moved number will name: "HW-42 'Translate checkout'", of a batch "... and 3 more"."""
    name = cause_label(ctx.workspace.key_prefix, task.number, task.title)
    return Cause(
        kind=kind,
        subject="task",
        subject_id=task.id,
        label=f"{name} and {others} more" if others else name,
    )


def _unfit(ctx: Ctx, place: int, one: Picked, task: TaskFacts | None) -> list[FieldError]:
    errors = uneditable(ctx, place, task)
    if errors or task is None or task.version == one.version:
        return errors
    return [FieldError(f"{place}.version", f"Somebody changed it in the meantime; it is at version {task.version}.")]


def _archived() -> Conflict:
    return Conflict("This project is archived: take it out of the archive first.", code="work.project_archived")
