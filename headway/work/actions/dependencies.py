"""Say what waits for what, and take it back."""

from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound
from headway.progress import actions as progress
from headway.work import access
from headway.work.queries import dependencies as queries
from headway.work.queries import tasks as task_queries
from headway.work.rules.tasks import cause_label
from headway.work.rules.waiting import MOST_BLOCKERS, round_trip
from headway.work.schemas.dependencies import Dependencies
from headway.work.schemas.tasks import TaskFacts


async def block(ctx: Ctx, task_id: UUID, blocker_id: UUID) -> Dependencies:
    """Let a task wait for another one; said twice, it stays as it is. Raises Conflict for a circle, naming its way."""
    await progress.lock_graph(ctx)
    blocked, blocker = await _both(ctx, task_id, blocker_id)
    await _refuse_circle(ctx, blocked, blocker)
    added = await db.run(
        ctx,
        """
        insert into task_dependency (workspace_id, blocked_id, blocker_id, open, created_by, created_at)
        values (%(workspace)s, %(blocked)s, %(blocker)s, %(open)s, %(by)s, %(now)s)
        on conflict do nothing
        """,
        workspace=ctx.workspace.id,
        blocked=task_id,
        blocker=blocker_id,
        open=blocker.status_type in {"open", "active"},
        by=ctx.actor.member,
        now=ctx.now,
    )
    if added:
        await _record(ctx, "work.dependency_added", blocked, blocker)
    return await queries.of_task(ctx, task_id)


async def unblock(ctx: Ctx, task_id: UUID, blocker_id: UUID) -> Dependencies:
    """A task waits for another one no more. Raises NotFound where it did not."""
    await progress.lock_graph(ctx)
    blocked, blocker = await _both(ctx, task_id, blocker_id)
    gone = await db.run(
        ctx,
        """
        delete from task_dependency
         where workspace_id = %(workspace)s and blocked_id = %(blocked)s and blocker_id = %(blocker)s
        """,
        workspace=ctx.workspace.id,
        blocked=task_id,
        blocker=blocker_id,
    )
    if not gone:
        raise NotFound
    await _record(ctx, "work.dependency_removed", blocked, blocker)
    return await queries.of_task(ctx, task_id)


async def _both(ctx: Ctx, task_id: UUID, blocker_id: UUID) -> tuple[TaskFacts, TaskFacts]:
    """(blocked, blocker): the caller sees both and does one of them. Raises NotFound, Forbidden, Conflict."""
    found = {row.id: row for row in await task_queries.facts(ctx, [task_id, blocker_id]) if row.deleted_at is None}
    if task_id not in found or blocker_id not in found:
        raise NotFound
    blocked, blocker = found[task_id], found[blocker_id]
    mine = [row for row in (blocked, blocker) if access.can_edit_tasks(ctx.actor, row.project)]
    if not mine:
        sentence = "What waits for what is said by those who do one of the two: ask one of them."
        raise Forbidden(sentence, code="work.dependency_forbidden")
    if all(row.archived_at is not None for row in mine):
        raise Conflict("This project is archived: take it out of the archive first.", code="work.project_archived")
    return blocked, blocker


async def _refuse_circle(ctx: Ctx, blocked: TaskFacts, blocker: TaskFacts) -> None:
    names = [_name(ctx, blocked)]
    if blocked.id == blocker.id:
        raise Conflict(round_trip(names), code="work.dependency_cycle")
    if await _is_inside(ctx, blocked.id, blocker.id):
        sentence = (
            f"{names[0]} and {_name(ctx, blocker)} are parts of each other: "
            "a task is done when its subtasks are, without waiting."
        )
        raise Conflict(sentence, code="work.dependency_inside")
    way = await queries.way_back(ctx, blocker.id, blocked.id)
    if way:
        prefix = ctx.workspace.key_prefix
        steps = [cause_label(prefix, one.number, one.title) if one.number and one.title else None for one in way]
        raise Conflict(round_trip([*names, *steps]), code="work.dependency_cycle")
    await _refuse_too_many(ctx, blocked)


async def _is_inside(ctx: Ctx, one: UUID, other: UUID) -> bool:
    """Whether one of the two tasks is below the other."""
    found: bool = await db.value(
        ctx,
        """
        select exists (select from work_above(%(workspace)s, %(one)s) above where above.id = %(other)s)
            or exists (select from work_above(%(workspace)s, %(other)s) above where above.id = %(one)s)
        """,
        workspace=ctx.workspace.id,
        one=one,
        other=other,
    )
    return found


async def _refuse_too_many(ctx: Ctx, blocked: TaskFacts) -> None:
    count: int = await db.value(
        ctx,
        "select count(*) from task_dependency where workspace_id = %(workspace)s and blocked_id = %(id)s",
        workspace=ctx.workspace.id,
        id=blocked.id,
    )
    if count >= MOST_BLOCKERS:
        sentence = f"A task waits for at most {MOST_BLOCKERS} others: let it wait for a milestone task that does."
        raise Invalid(sentence, code="work.dependencies_too_many")


def _name(ctx: Ctx, task: TaskFacts) -> str:
    return cause_label(ctx.workspace.key_prefix, task.number, task.title)


async def _record(ctx: Ctx, kind: str, blocked: TaskFacts, blocker: TaskFacts) -> None:
    data = {
        "number": blocked.number,
        "title": blocked.title,
        "project_id": str(blocked.project_id),
        "blocker_id": str(blocker.id),
        "changes": {},
    }
    await ctx.record(kind, "task", blocked.id, data=data)
