"""Wins: written or made of what was finished, changed, taken away, celebrated."""

from datetime import datetime
from uuid import UUID

from msgspec import UNSET

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, Invalid, NotFound, Stale
from headway.rituals.access.weeks import TeamStanding, can_cheer
from headway.rituals.actions.refusals import allow, editable_team, known_goal, lock, member_of, words
from headway.rituals.queries import commitments, wins
from headway.rituals.queries.teams import standing, week_on
from headway.rituals.queries.wins import WinRow
from headway.rituals.schemas.weeks import WinIn, WinOut, WinPatch
from headway.work.queries import tasks as work
from headway.work.queries.serves import served_by_tasks


class _Source:
    """What a win is made of: its words, its goal and whose it is, as far as nobody says otherwise."""

    def __init__(self) -> None:
        self.text = ""
        self.goal: UUID | None = None
        self.member: UUID | None = None
        self.task: UUID | None = None


async def make_win(ctx: Ctx, team_id: UUID, given: WinIn) -> WinOut:
    """Be glad about something this week. Raises Invalid where there are no words for it."""
    team = await editable_team(ctx, team_id)
    source = await _source(ctx, team_id, given)
    text = words("text", given.text if given.text is not None else source.text)
    member = await member_of(ctx, team, given.member_id) if given.member_id else source.member or ctx.actor.member
    made: UUID = await db.value(
        ctx,
        """
        insert into win (workspace_id, team_id, member_id, week, text, commitment_id, task_id, key_result_id,
                         created_by, created_at)
        values (%(workspace)s, %(team)s, %(member)s, %(week)s, %(text)s, %(commitment)s, %(task)s, %(goal)s, %(by)s,
                %(now)s)
        returning id
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        member=member,
        week=week_on(ctx, given.on).first,
        text=text,
        commitment=given.commitment_id,
        task=given.task_id or source.task,
        goal=await known_goal(ctx, given.key_result_id) or source.goal,
        by=ctx.actor.member,
        now=ctx.now,
    )
    await _record(ctx, "rituals.win_made", made, team_id, version=1)
    return await _shown(ctx, made, team)


async def change_win(ctx: Ctx, win_id: UUID, given: WinPatch, *, version: int) -> WinOut:
    """Its words, its goal, whose it is. Raises Stale."""
    row, team = await _editable(ctx, win_id)
    if row.version != version:
        raise Stale(await _shown(ctx, win_id, team))
    await db.run(
        ctx,
        """
        update win
           set text = %(text)s, key_result_id = %(goal)s, member_id = %(member)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=win_id,
        text=row.text if given.text is UNSET else words("text", given.text),
        goal=row.key_result_id if given.key_result_id is UNSET else await known_goal(ctx, given.key_result_id),
        member=row.member_id if given.member_id is UNSET else await member_of(ctx, team, given.member_id),
    )
    await _record(ctx, "rituals.win_changed", win_id, row.team_id, version=version + 1)
    return await _shown(ctx, win_id, team)


async def remove_win(ctx: Ctx, win_id: UUID) -> None:
    row, _ = await _editable(ctx, win_id)
    await _set_removed(ctx, row, ctx.now)
    await _record(ctx, "rituals.win_removed", win_id, row.team_id, version=row.version + 1)


async def restore_win(ctx: Ctx, win_id: UUID) -> WinOut:
    """Undo the removal."""
    row, team = await _editable(ctx, win_id, removed=True)
    await _set_removed(ctx, row, None)
    await _record(ctx, "rituals.win_restored", win_id, row.team_id, version=row.version + 1)
    return await _shown(ctx, win_id, team)


async def cheer(ctx: Ctx, win_id: UUID, *, glad: bool) -> WinOut:
    """Be glad about somebody's win, or take it back. Everybody may who sees it, guests aside."""
    row = await wins.one(ctx, win_id)
    team = await standing(ctx, row.team_id)
    if not can_cheer(ctx.actor) or ctx.actor.member is None:
        raise Forbidden("Guests look, members celebrate.", code="rituals.no_cheer")
    statement = (
        """
        insert into win_cheer (workspace_id, win_id, member_id, at)
        values (%(workspace)s, %(win)s, %(member)s, %(now)s) on conflict do nothing
        """
        if glad
        else """
        delete from win_cheer
         where workspace_id = %(workspace)s and win_id = %(win)s and member_id = %(member)s and %(now)s is not null
        """
    )
    changed = await db.run(ctx, statement, workspace=ctx.workspace.id, win=win_id, member=ctx.actor.member, now=ctx.now)
    if changed:
        await _record(ctx, "rituals.win_cheered", win_id, row.team_id, glad=glad)
    return await _shown(ctx, win_id, team)


async def _source(ctx: Ctx, team_id: UUID, given: WinIn) -> _Source:
    found = _Source()
    if given.commitment_id is not None:
        await _from_commitment(ctx, team_id, given.commitment_id, found)
    if given.task_id is not None:
        await _from_task(ctx, given.task_id, found)
    return found


async def _from_commitment(ctx: Ctx, team_id: UUID, commitment_id: UUID, found: _Source) -> None:
    try:
        row = await commitments.one(ctx, commitment_id)
    except NotFound:
        row = None
    if row is None or row.team_id != team_id:
        raise Invalid.field("commitment_id", "There is no such commitment.", code="rituals.unknown_commitment")
    out = (await commitments.shown(ctx, [row]))[0]
    found.text, found.member, found.task = out.title, row.member_id, row.task_id
    found.goal = out.key_result.id if out.key_result else None


async def _from_task(ctx: Ctx, task_id: UUID, found: _Source) -> None:
    try:
        task = await work.one(ctx, task_id)
    except NotFound as error:
        raise Invalid.field("task_id", "There is no such task.", code="rituals.unknown_task") from error
    served = (await served_by_tasks(ctx, [task])).get(task_id, [])
    found.text = found.text or task.title
    found.goal = found.goal or (served[0].id if served else None)
    found.member = found.member or next(iter(task.assignees), None)


async def _editable(ctx: Ctx, win_id: UUID, *, removed: bool = False) -> tuple[WinRow, TeamStanding]:
    await lock(ctx, "win", win_id)
    row = await wins.one(ctx, win_id, removed=removed)
    return row, allow(ctx, await standing(ctx, row.team_id))


async def _set_removed(ctx: Ctx, row: WinRow, at: datetime | None) -> None:
    await db.run(
        ctx,
        """
        update win set removed_at = %(at)s, version = version + 1 where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=row.id,
        at=at,
    )


async def _shown(ctx: Ctx, win_id: UUID, team: TeamStanding) -> WinOut:
    return (await wins.shown(ctx, [await wins.one(ctx, win_id)], team=team))[0]


async def _record(ctx: Ctx, kind: str, id_: UUID, team_id: UUID, *, version: int = 0, glad: bool | None = None) -> None:
    data = {"team_id": str(team_id)} | ({} if glad is None else {"glad": glad})
    await ctx.record(kind, "win", id_, version=version, data=data)
