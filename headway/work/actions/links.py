"""Link work to key results, weigh the links, take them away."""

from uuid import UUID

from headway.core import db
from headway.core.ctx import Cause, Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from headway.progress import actions as progress
from headway.work import access
from headway.work.actions.graph import hang_again, unhang
from headway.work.actions.overlaps import refuse_overlap
from headway.work.queries import links as link_queries
from headway.work.queries import projects as project_queries
from headway.work.queries import tasks as task_queries
from headway.work.rules.tasks import cause_label
from headway.work.schemas.common import WorkKind
from headway.work.schemas.links import Goal, KeyResultWork, LinkIn, LinkRow, WorkEnd


async def link_work(ctx: Ctx, key_result_id: UUID, new: LinkIn) -> KeyResultWork:
    """Let a task or a project serve a key result. A key result of kind `work` takes its progress from it."""
    await progress.lock_graph(ctx)
    goal = await link_queries.goal(ctx, key_result_id)
    end = await _end(ctx, new.task_id, new.project_id)
    _require(ctx, goal, end)
    _refuse_settled(goal)
    added = await db.value(
        ctx,
        """
        insert into work_link (workspace_id, key_result_id, task_id, project_id, weight, created_by, created_at)
        values (%(workspace)s, %(key_result)s, %(task)s, %(project)s, %(weight)s, %(by)s, %(now)s)
        on conflict do nothing
        returning id
        """,
        workspace=ctx.workspace.id,
        key_result=key_result_id,
        task=new.task_id,
        project=new.project_id,
        weight=new.weight,
        by=ctx.actor.member,
        now=ctx.now,
    )
    if added is None:
        raise Conflict(f"{end.label} is linked to '{goal.title}' already.", code="work.linked_already")
    if end.kind == "task":
        await refuse_overlap(ctx, tasks=[end.id])
    else:
        await refuse_overlap(ctx, projects=[end.id])
    await hang_again(ctx, [end.id], cause=_cause("work.linked", end))
    await _record(ctx, "work.linked", end, goal, weight=(None, new.weight))
    return await link_queries.work_of(ctx, key_result_id)


async def weigh_link(ctx: Ctx, link_id: UUID, weight: float, *, version: int) -> KeyResultWork:
    """Give a link another weight against its siblings."""
    await progress.lock_graph(ctx)
    link, goal, end = await _both(ctx, link_id)
    _refuse_settled(goal)
    if link.version != version:
        raise Stale(link)
    if link.weight != weight:
        await db.run(
            ctx,
            """
            update work_link set weight = %(weight)s, version = version + 1
             where workspace_id = %(workspace)s and id = %(id)s
            """,
            workspace=ctx.workspace.id,
            id=link_id,
            weight=weight,
        )
        await hang_again(ctx, [end.id], cause=_cause("work.link_weighed", end))
        await _record(ctx, "work.link_weighed", end, goal, weight=(link.weight, weight))
    return await link_queries.work_of(ctx, goal.id)


async def unlink_work(ctx: Ctx, link_id: UUID) -> KeyResultWork:
    """Take a link away; the work stays."""
    await progress.lock_graph(ctx)
    link, goal, end = await _both(ctx, link_id)
    _refuse_settled(goal)
    await db.run(
        ctx,
        "delete from work_link where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=link_id,
    )
    await unhang(ctx, end.id, goal.id, cause=_cause("work.unlinked", end))
    await _record(ctx, "work.unlinked", end, goal, weight=(link.weight, None))
    return await link_queries.work_of(ctx, goal.id)


async def _both(ctx: Ctx, link_id: UUID) -> tuple[LinkRow, Goal, WorkEnd]:
    """A link of which the caller sees both ends and may change it; unseen ends are NotFound."""
    link = await link_queries.link(ctx, link_id)
    goal = await link_queries.goal(ctx, link.key_result_id)
    task_id, project_id = (link.item, None) if link.kind == "task" else (None, link.item)
    end = await _end(ctx, task_id, project_id)
    _require(ctx, goal, end)
    return link, goal, end


async def _end(ctx: Ctx, task_id: UUID | None, project_id: UUID | None) -> WorkEnd:
    """The piece of work at the lower end of a link. Raises NotFound."""
    if (task_id is None) == (project_id is None):
        raise Invalid("Name exactly one of `task_id` and `project_id`.", code="work.link_one")
    if task_id is not None:
        task = await task_queries.one(ctx, task_id)
        return WorkEnd(
            kind="task",
            id=task.id,
            label=cause_label(ctx.workspace.key_prefix, task.number, task.title),
            title=task.title,
            editable=access.can_edit_tasks(ctx.actor, task.project),
        )
    if project_id is None:
        raise NotFound
    project = await project_queries.facts(ctx, project_id)
    return WorkEnd(
        kind="project",
        id=project.id,
        label=cause_label("P", project.number, project.title),
        title=project.title,
        editable=access.can_edit_project(ctx.actor, project),
    )


def _require(ctx: Ctx, goal: Goal, end: WorkEnd) -> None:
    if not access.can_link(ctx.actor, edits_goal=link_queries.edits_goal(ctx, goal), edits_work=end.editable):
        raise Forbidden(
            "Links are made by those who answer for the key result or for the work: ask one of them.",
            code="work.link_forbidden",
        )


def _refuse_settled(goal: Goal) -> None:
    if goal.closed:
        raise Conflict("Its cycle is closed: reopen the cycle first.", code="goals.cycle_closed")
    if "dropped" in {goal.key_result_state, goal.state}:
        raise Conflict("This key result was dropped: take it up again first.", code="work.key_result_dropped")


def _cause(kind: str, end: WorkEnd) -> Cause:
    return Cause(kind=kind, subject=end.kind, subject_id=end.id, label=end.label)


async def _record(ctx: Ctx, kind: str, end: WorkEnd, goal: Goal, *, weight: tuple[float | None, float | None]) -> None:
    subject: WorkKind = end.kind
    data = {
        "key_result_id": str(goal.id),
        "title": end.title,
        "changes": {"weight": list(weight)},
    }
    await ctx.record(kind, subject, end.id, data=data)
