"""The week of a team, and of a person: from what was undertaken to what came of it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from headway.core.ctx import Ctx
from headway.goals.queries import Names
from headway.goals.schemas.common import Ref
from headway.organisation.queries import people as directory
from headway.rituals.access.weeks import can_cheer, can_edit_week
from headway.rituals.queries import commitments, done, wins
from headway.rituals.queries.commitments import CommitmentRow
from headway.rituals.queries.teams import own_teams, people, standing, week_on, week_ref
from headway.rituals.rules.weeks import State, guidance
from headway.rituals.schemas.weeks import MyWeekOut, PersonWeek, TeamWeekOut, WeekCan

DONE = {State.DONE}
MEANT = {State.OPEN, State.DONE, State.CARRIED}


async def week_page(ctx: Ctx, team_id: UUID, day: date | None, names: Names) -> TeamWeekOut:
    """Everything of a team's week. Raises NotFound. The number of statements depends on nothing."""
    team = await standing(ctx, team_id)
    week = week_on(ctx, day)
    edit = can_edit_week(ctx.actor, team)
    rows = await commitments.of_week(ctx, week, team=team_id)
    left = await commitments.unfinished(ctx, week, team=team_id)
    shown = await commitments.shown(ctx, [*rows, *left])
    finished, total = await done.finished(ctx, team_id, week)
    key_results = await done.key_results_of(ctx, team_id, week)
    return TeamWeekOut(
        team=Ref(team.id, team.name),
        week=week_ref(ctx, week),
        people=_people(await people(ctx, team_id), rows),
        commitments=shown[: len(rows)],
        unfinished=shown[len(rows) :],
        wins=await wins.shown(ctx, await wins.of_week(ctx, team_id, week), team=team),
        finished=finished,
        finished_more=max(total - len(finished), 0),
        moved=await done.moved(ctx, key_results, week, names),
        can=WeekCan(edit=edit, cheer=can_cheer(ctx.actor)),
    )


async def my_week(ctx: Ctx, member: UUID, day: date | None) -> MyWeekOut:
    """What one person has undertaken, over all teams. Raises NotFound."""
    await directory.member(ctx, member)
    week = week_on(ctx, day)
    rows = await commitments.of_week(ctx, week, member=member)
    left = await commitments.unfinished(ctx, week, member=member)
    shown = await commitments.shown(ctx, [*rows, *left])
    return MyWeekOut(
        week=week_ref(ctx, week),
        teams=await own_teams(ctx, member),
        guidance=guidance(sum(row.state in MEANT for row in rows)),
        commitments=shown[: len(rows)],
        unfinished=shown[len(rows) :],
    )


def _people(team: Sequence[Ref], rows: Sequence[CommitmentRow]) -> list[PersonWeek]:
    """The team's people, then others who undertook something for it."""
    everybody = {one.id: one for one in team}
    for row in rows:
        everybody.setdefault(row.member_id, Ref(row.member_id, row.member_name))
    found = []
    for one in everybody.values():
        own = [row.state for row in rows if row.member_id == one.id]
        count = sum(state in MEANT for state in own)
        found.append(
            PersonWeek(person=one, count=count, done=sum(state in DONE for state in own), guidance=guidance(count))
        )
    return found
