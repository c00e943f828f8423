"""Keep what a team learned: notes, lessons, and tasks for what is to be done about it."""

from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, NotFound, Stale
from headway.goals.actions.refusals import trimmed
from headway.rituals.access.reviews import can_write_review
from headway.rituals.queries import retrospectives as queries
from headway.rituals.queries.retrospectives import lesson_rows, retrospective_row
from headway.rituals.queries.reviews import known_team, review
from headway.rituals.schemas.retrospectives import ActionIn, LessonIn, RetrospectiveIn, RetrospectiveOut
from headway.work.actions.tasks import create_task
from headway.work.schemas.tasks import TaskIn

NOT_YOURS = "Retrospectives are written by the people of the team."


async def write_retrospective(
    ctx: Ctx, team_id: UUID, cycle_id: UUID, given: RetrospectiveIn, *, version: int
) -> RetrospectiveOut:
    """Keep the three texts. A closed cycle is no hindrance: one learns when it is over. Raises `Stale`, `Forbidden`."""
    await _writable(ctx, team_id, cycle_id)
    old = await retrospective_row(ctx, team_id, cycle_id)
    if version != (0 if old is None else old.version):
        raise Stale(await queries.retrospective(ctx, team_id, cycle_id))
    touched = await db.run(
        ctx,
        """
        insert into retrospective (workspace_id, team_id, cycle_id, achieved, missed, learned, changed_by, changed_at)
        values (%(workspace)s, %(team)s, %(cycle)s, %(achieved)s, %(missed)s, %(learned)s, %(member)s, %(now)s)
        on conflict (workspace_id, team_id, cycle_id) do update
           set achieved = excluded.achieved, missed = excluded.missed, learned = excluded.learned,
               changed_by = excluded.changed_by, changed_at = excluded.changed_at, version = retrospective.version + 1
         where retrospective.version = %(version)s
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        cycle=cycle_id,
        achieved=given.achieved.strip(),
        missed=given.missed.strip(),
        learned=given.learned.strip(),
        member=ctx.actor.member,
        now=ctx.now,
        version=version,
    )
    if not touched:
        raise Stale(await queries.retrospective(ctx, team_id, cycle_id))
    await ctx.record(
        "rituals.retrospective_written", "team", team_id, version=version + 1, data={"cycle": str(cycle_id)}
    )
    return await queries.retrospective(ctx, team_id, cycle_id)


async def add_lesson(ctx: Ctx, team_id: UUID, cycle_id: UUID, given: LessonIn) -> RetrospectiveOut:
    """One sentence for those who write the next goals. Raises `Forbidden`, `Invalid`."""
    await _writable(ctx, team_id, cycle_id)
    await db.run(
        ctx,
        """
        insert into lesson (workspace_id, team_id, cycle_id, words, created_by, created_at)
        values (%(workspace)s, %(team)s, %(cycle)s, %(words)s, %(member)s, %(now)s)
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        cycle=cycle_id,
        words=trimmed("words", given.words),
        member=ctx.actor.member,
        now=ctx.now,
    )
    await ctx.record("rituals.lesson_added", "team", team_id, data={"cycle": str(cycle_id)})
    return await queries.retrospective(ctx, team_id, cycle_id)


async def remove_lesson(ctx: Ctx, lesson_id: UUID) -> None:
    """It is not shown any more. Raises `NotFound`, `Forbidden`."""
    found = await lesson_rows(ctx, lesson=lesson_id)
    if not found:
        raise NotFound
    team = await known_team(ctx, found[0].team_id)
    if not can_write_review(ctx.actor, team.standing):
        raise Forbidden(NOT_YOURS)
    await db.run(
        ctx,
        "delete from lesson where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=lesson_id,
    )
    await ctx.record("rituals.lesson_removed", "team", team.id, data={"cycle": str(found[0].cycle_id)})


async def add_action(ctx: Ctx, team_id: UUID, cycle_id: UUID, given: ActionIn) -> RetrospectiveOut:
    """A task of a project where the caller may make one. Raises `Forbidden`, `NotFound`, `Invalid`."""
    await _writable(ctx, team_id, cycle_id)
    assignees = [] if given.assignee is None else [given.assignee]
    task = await create_task(ctx, given.project_id, TaskIn(title=given.title, assignees=assignees, due_on=given.due_on))
    await db.run(
        ctx,
        """
        insert into retrospective_action (workspace_id, team_id, cycle_id, task_id, created_by, created_at)
        values (%(workspace)s, %(team)s, %(cycle)s, %(task)s, %(member)s, %(now)s)
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        cycle=cycle_id,
        task=task.id,
        member=ctx.actor.member,
        now=ctx.now,
    )
    await ctx.record("rituals.action_added", "team", team_id, data={"cycle": str(cycle_id), "task": str(task.id)})
    return await queries.retrospective(ctx, team_id, cycle_id)


async def _writable(ctx: Ctx, team_id: UUID, cycle_id: UUID) -> None:
    found = await review(ctx, team_id, cycle_id)
    if not can_write_review(ctx.actor, found.team.standing):
        raise Forbidden(NOT_YOURS)
