"""Refusals that several actions share, as problems with a sentence."""

from collections.abc import Sequence

from headway.core.ctx import Cause, Ctx
from headway.core.errors import Conflict, FieldError, Forbidden, Invalid, Stale
from headway.work.access import can_edit_tasks
from headway.work.queries import tasks as task_queries
from headway.work.rules.tasks import Refusal, cause_label
from headway.work.schemas.projects import ProjectFacts
from headway.work.schemas.tasks import TaskFacts


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


def refuse(refusals: Sequence[Refusal]) -> None:
    """Raises Invalid with the code of the first refusal and all of them as field errors."""
    if refusals:
        raise Invalid(
            " ".join(refusal.message for refusal in refusals),
            code=refusals[0].code,
            errors=[FieldError(refusal.field, refusal.message) for refusal in refusals],
        )


def cause_of(ctx: Ctx, kind: str, task: TaskFacts) -> Cause:
    """What an explanation of a moved number will name: "HW-42 'Translate checkout'"."""
    return Cause(
        kind=kind,
        subject="task",
        subject_id=task.id,
        label=cause_label(ctx.workspace.key_prefix, task.number, task.title),
    )


def _archived() -> Conflict:
    return Conflict("This project is archived: take it out of the archive first.", code="work.project_archived")
