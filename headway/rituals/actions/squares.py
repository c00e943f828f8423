"""What a team writes on its page of four squares."""

from uuid import UUID

from msgspec import UNSET

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Invalid, NotFound, Stale
from headway.rituals.actions.refusals import allow, editable_team, lock, words
from headway.rituals.queries import squares
from headway.rituals.queries.squares import LineRow
from headway.rituals.queries.teams import standing, week_on
from headway.rituals.schemas.squares import SquareLineIn, SquareLineOut, SquareLinePatch
from headway.work.queries import projects, tasks


async def write_line(ctx: Ctx, team_id: UUID, given: SquareLineIn) -> SquareLineOut:
    """A new line. Raises Invalid for a health without a colour, or one ahead without a day."""
    await editable_team(ctx, team_id)
    _refuse_half(given)
    await _refuse_unseen(ctx, given)
    made: UUID = await db.value(
        ctx,
        """
        insert into square_line (workspace_id, team_id, kind, text, state, week, task_id, project_id, dismissed,
                                 created_by, created_at)
        values (%(workspace)s, %(team)s, %(kind)s, %(text)s, %(state)s, %(week)s, %(task)s, %(project)s, %(dismissed)s,
                %(by)s, %(now)s)
        returning id
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        kind=given.kind,
        text=words("text", given.text),
        state=given.state if given.kind == "health" else None,
        week=week_on(ctx, given.on).first if given.kind == "ahead" else None,
        task=given.task_id,
        project=given.project_id,
        dismissed=given.dismissed,
        by=ctx.actor.member,
        now=ctx.now,
    )
    return await _told(ctx, "written", made)


async def change_line(ctx: Ctx, line_id: UUID, given: SquareLinePatch, *, version: int) -> SquareLineOut:
    """Its words, its colour, its week. Raises Stale."""
    row = await _editable(ctx, line_id)
    if row.version != version:
        raise Stale(squares.line_out(row))
    if row.kind == "health" and given.on is not UNSET:
        raise Invalid.field("on", "What must not break has no day.", code="rituals.line_kind")
    if row.kind == "ahead" and given.state is not UNSET:
        raise Invalid.field("state", "What is coming has no colour.", code="rituals.line_kind")
    await db.run(
        ctx,
        """
        update square_line set text = %(text)s, state = %(state)s, week = %(week)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=line_id,
        text=row.text if given.text is UNSET else words("text", given.text),
        state=row.state if given.state is UNSET else given.state,
        week=row.week if given.on is UNSET else week_on(ctx, given.on).first,
    )
    return await _told(ctx, "changed", line_id)


async def remove_line(ctx: Ctx, line_id: UUID) -> None:
    row = await _editable(ctx, line_id)
    await db.run(
        ctx,
        """
        update square_line set removed_at = %(now)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=line_id,
        now=ctx.now,
    )
    await _record(ctx, "removed", row)


async def restore_line(ctx: Ctx, line_id: UUID) -> SquareLineOut:
    """Undo the removal."""
    await _editable(ctx, line_id, removed=True)
    await db.run(
        ctx,
        """
        update square_line set removed_at = null, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=line_id,
    )
    return await _told(ctx, "restored", line_id)


def _refuse_half(given: SquareLineIn) -> None:
    if given.kind == "health" and given.state is None:
        raise Invalid.field("state", "Choose green, amber or red.", code="rituals.no_colour")
    if given.kind == "ahead" and given.on is None:
        raise Invalid.field("on", "Choose the week that it is for.", code="rituals.no_week")
    if given.task_id is not None and given.project_id is not None:
        raise Invalid("Name a task or a project, not both.", code="rituals.one_of_two")


async def _refuse_unseen(ctx: Ctx, given: SquareLineIn) -> None:
    """Raises Invalid for a draft of something that the caller may not see."""
    try:
        if given.task_id is not None:
            await tasks.one(ctx, given.task_id)
        if given.project_id is not None:
            await projects.facts(ctx, given.project_id)
    except NotFound as error:
        field = "task_id" if given.task_id is not None else "project_id"
        raise Invalid.field(field, "There is no such work.", code="rituals.unknown_work") from error


async def _editable(ctx: Ctx, line_id: UUID, *, removed: bool = False) -> LineRow:
    await lock(ctx, "square_line", line_id)
    row = await squares.line(ctx, line_id, removed=removed)
    allow(ctx, await standing(ctx, row.team_id))
    return row


async def _told(ctx: Ctx, what: str, line_id: UUID) -> SquareLineOut:
    row = await squares.line(ctx, line_id)
    await _record(ctx, what, row)
    return squares.line_out(row)


async def _record(ctx: Ctx, what: str, row: LineRow) -> None:
    """An event of the team: the page is the team's. A colour is told, so that its past can be read."""
    data = {"line_id": str(row.id), "line": row.kind, "what": what} | ({"state": row.state} if row.state else {})
    await ctx.record("rituals.square_changed", "team", row.team_id, data=data)
