"""What a meeting decides, and the task it becomes."""

from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Invalid, NotFound
from headway.progress import actions as progress
from headway.rituals.actions.meetings import item_at, open_meeting, touch
from headway.rituals.actions.refusals import lock, refuse_without_work_scope, words
from headway.rituals.queries import meetings as queries
from headway.rituals.queries.meetings import ItemRow, MeetingRow, ProjectRow
from headway.rituals.rules.meetings import Item
from headway.rituals.schemas.meetings import DecisionIn, MeetingOut
from headway.work.access import can_link
from headway.work.actions import links, removal, tasks
from headway.work.queries import links as link_queries
from headway.work.queries import tasks as task_queries
from headway.work.schemas.links import LinkIn
from headway.work.schemas.tasks import TaskFull, TaskIn


async def decide(ctx: Ctx, meeting_id: UUID, given: DecisionIn) -> MeetingOut:
    """Keep what was decided. As a task it goes into the project that fits, linked to the key result it is about.

    Without a project to put it into, it stays a decision. Raises MeetingOver.
    """
    await progress.lock_graph(ctx)
    row = await open_meeting(ctx, meeting_id)
    item = await item_at(ctx, meeting_id, given.place)
    goal = await _goal(ctx, item)
    task = await _as_task(ctx, row, given, goal) if given.as_task else None
    made: UUID = await db.value(
        ctx,
        """
        insert into decision (workspace_id, meeting_id, place, text, task_id, key_result_id, created_by, created_at)
        values (%(workspace)s, %(meeting)s, %(place)s, %(text)s, %(task)s, %(goal)s, %(by)s, %(now)s)
        returning id
        """,
        workspace=ctx.workspace.id,
        meeting=meeting_id,
        place=given.place,
        text=words("text", given.text),
        task=task.id if task else None,
        goal=goal,
        by=ctx.actor.member,
        now=ctx.now,
    )
    return await _told(ctx, "rituals.decision_made", row, made)


async def take_back(ctx: Ctx, meeting_id: UUID, decision_id: UUID) -> MeetingOut:
    """It was not decided after all; its task is deleted too, and can be restored. Raises NotFound."""
    await progress.lock_graph(ctx)
    row = await open_meeting(ctx, meeting_id)
    await lock(ctx, "decision", decision_id)
    found = next((one for one in await queries.decisions(ctx, [meeting_id]) if one.id == decision_id), None)
    if found is None:
        raise NotFound
    await db.run(
        ctx,
        """
        update decision set removed_at = %(now)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=decision_id,
        now=ctx.now,
    )
    if found.task is not None and found.task.id is not None and found.task.status == "open":
        refuse_without_work_scope(ctx)
        task = await task_queries.one(ctx, found.task.id)
        await removal.delete_task(ctx, task.id, version=task.version)
    return await _told(ctx, "rituals.decision_taken_back", row, decision_id)


async def _goal(ctx: Ctx, item: ItemRow) -> UUID | None:
    """The key result that the item is about, if the caller may see it."""
    if item.kind not in {Item.OFF_TRACK, Item.AT_RISK} or item.subject_id is None:
        return None
    try:
        return (await link_queries.goal(ctx, item.subject_id)).id
    except NotFound:
        return None


async def _as_task(ctx: Ctx, row: MeetingRow, given: DecisionIn, goal: UUID | None) -> TaskFull | None:
    rows = await queries.projects_for(ctx, row.team_id, goal)
    project = given.project_id or queries.chosen_project(rows)
    if project is None:
        return None
    refuse_without_work_scope(ctx)
    assignees = [given.assignee_id] if given.assignee_id else []
    try:
        task = await tasks.create_task(
            ctx, project, TaskIn(title=words("text", given.text), assignees=assignees, due_on=given.due_on)
        )
    except NotFound as error:
        raise Invalid.field("project_id", "There is no such project.", code="rituals.unknown_project") from error
    if goal is not None and not _served_already(rows, project) and await _may_link(ctx, goal):
        await links.link_work(ctx, goal, LinkIn(task_id=task.id))
    return task


def _served_already(rows: list[ProjectRow], project: UUID) -> bool:
    """Whether everything in the project counts for the key result: a link of the task's own would count it twice."""
    return any(one.id == project and one.linked for one in rows)


async def _may_link(ctx: Ctx, goal_id: UUID) -> bool:
    """Who has just made a task may link it; not to what is settled."""
    goal = await link_queries.goal(ctx, goal_id)
    settled = goal.closed or "dropped" in {goal.key_result_state, goal.state}
    return not settled and can_link(ctx.actor, edits_goal=link_queries.edits_goal(ctx, goal), edits_work=True)


async def _told(ctx: Ctx, kind: str, row: MeetingRow, decision: UUID) -> MeetingOut:
    await touch(ctx, row)
    data = {"team_id": str(row.team_id), "decision_id": str(decision)}
    await ctx.record(kind, "meeting", row.id, version=row.version + 1, data=data)
    return await queries.meeting_page(ctx, row.id)
