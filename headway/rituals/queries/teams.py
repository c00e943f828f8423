"""The team and the week that a read or a write is about, and names of goals."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Invalid, NotFound
from headway.goals.queries import people as goal_people
from headway.goals.queries import viewer, visible_objectives
from headway.goals.rules.changes import label
from headway.goals.schemas.common import Ref
from headway.rituals.access.weeks import TeamStanding
from headway.rituals.rules.weeks import Week, week_of
from headway.rituals.schemas.weeks import GoalLink, WeekRef

HIDDEN = GoalLink(id=None, label="", title="")
EARLIEST, LATEST = date(1990, 1, 1), date(2200, 12, 31)


async def standing(ctx: Ctx, team_id: UUID) -> TeamStanding:
    """A team the caller may see, with how they stand to it. Raises NotFound."""
    found = await goal_people.team(ctx, team_id)
    if found is None:
        raise NotFound
    return TeamStanding(id=found.id, name=found.name, archived=found.archived, member=found.member, leads=found.leads)


async def people(ctx: Ctx, team_id: UUID) -> list[Ref]:
    """Who is in the team, by name; guests and those who have left are not."""
    return await db.rows(
        ctx,
        Ref,
        """
        select m.id, m.name
          from team_member tm
          join member m on m.workspace_id = tm.workspace_id and m.id = tm.member_id and m.removed_at is null
                       and m.role <> 'guest'
         where tm.workspace_id = %(workspace)s and tm.team_id = %(team)s
         order by lower(m.name), m.id
        """,
        workspace=ctx.workspace.id,
        team=team_id,
    )


async def own_teams(ctx: Ctx, member: UUID) -> list[Ref]:
    """The teams in use that somebody is in, by name."""
    return await db.rows(
        ctx,
        Ref,
        """
        select t.id, t.name
          from team_member tm
          join team t on t.workspace_id = tm.workspace_id and t.id = tm.team_id and t.archived_at is null
         where tm.workspace_id = %(workspace)s and tm.member_id = %(member)s
         order by lower(t.name), t.id
        """,
        workspace=ctx.workspace.id,
        member=member,
    )


def week_on(ctx: Ctx, day: date | None) -> Week:
    """The week of a day by the workspace's calendar, this week without one. Raises Invalid for far away days."""
    if day is not None and not EARLIEST <= day <= LATEST:
        raise Invalid.field("on", "Use a year between 1990 and 2200.", code="rituals.day_out_of_range")
    return week_of(day or ctx.today, ctx.workspace.week_start)


def week_ref(ctx: Ctx, week: Week) -> WeekRef:
    return WeekRef(first=week.first, last=week.last, current=week == week_on(ctx, None))


class _Goal(Struct, frozen=True, gc=False):
    id: UUID
    number: int
    title: str


async def goal_links(ctx: Ctx, ids: Iterable[UUID | None]) -> dict[UUID, GoalLink]:
    """Key results by id; what the caller may not see has no name. One statement, none for no ids."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    found = await db.rows(
        ctx,
        _Goal,
        SQL(
            """
            select k.id, k.number, k.title
              from key_result k
              join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
             where {visible} and k.id = any (%(ids)s)
            """
        ).format(visible=visible_objectives(ctx)),
        ids=list(wanted),
        **viewer(ctx),
    )
    named = {row.id: GoalLink(id=row.id, label=label("key_result", row.number), title=row.title) for row in found}
    return {one: named.get(one, HIDDEN) for one in wanted}
