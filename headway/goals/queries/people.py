"""What the actions of the room need to know of a person and of a team."""

from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.access import TeamStanding
from headway.goals.queries.visible import GOVERNED, MY_TEAMS, viewer


class PersonRow(Struct, frozen=True, kw_only=True):
    id: UUID
    name: str
    role: str
    removed: bool


class TeamRow(Struct, frozen=True, kw_only=True):
    """A team and how the caller stands to it; `leads` counts leading a team above, too."""

    id: UUID
    name: str
    archived: bool
    member: bool
    leads: bool

    @property
    def standing(self) -> TeamStanding:
        return TeamStanding(member=self.member, leads=self.leads)


async def person(ctx: Ctx, member: UUID) -> PersonRow | None:
    return await db.maybe(
        ctx,
        PersonRow,
        """
        select id, name, role, removed_at is not null as removed
          from member where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=member,
    )


async def team(ctx: Ctx, team_id: UUID) -> TeamRow | None:
    return await db.maybe(
        ctx,
        TeamRow,
        SQL(
            """
            select t.id, t.name, t.archived_at is not null as archived,
                   t.id = any ({my_teams}) as member, t.id = any ({governed}) as leads
              from team t
             where t.workspace_id = %(workspace)s and t.id = %(id)s
            """
        ).format(my_teams=MY_TEAMS, governed=GOVERNED),
        id=team_id,
        **viewer(ctx),
    )
