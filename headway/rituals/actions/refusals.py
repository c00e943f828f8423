"""What the rituals of the week refuse, each with its code, and checks that several actions share."""

from collections.abc import Iterable
from typing import LiteralString
from uuid import UUID

from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound
from headway.goals.queries import people as goal_people
from headway.rituals.access.weeks import TeamStanding, can_edit_week, may_touch_work
from headway.rituals.queries.teams import goal_links, standing


class NotNow(Conflict):
    """The commitment is not in a state that allows this; the sentence says which it is in."""

    code = "rituals.not_now"


async def editable_team(ctx: Ctx, team_id: UUID) -> TeamStanding:
    """The team whose week is to be written. Raises NotFound, Forbidden, Conflict for an archived one."""
    return allow(ctx, await standing(ctx, team_id))


def allow(ctx: Ctx, team: TeamStanding) -> TeamStanding:
    """Raises Forbidden for who is not of the team, Conflict for an archived one."""
    if team.archived and (team.member or team.leads or ctx.actor.is_admin):
        raise Conflict(f"The team {team.name} is in the archive: take it back first.", code="rituals.team_archived")
    if not can_edit_week(ctx.actor, team):
        raise Forbidden(
            f"The week of {team.name} is written by its people, its leads and admins.", code="rituals.not_your_team"
        )
    return team


def refuse_without_work_scope(ctx: Ctx) -> None:
    """Raises Forbidden for a token that may not change work."""
    if not may_touch_work(ctx.actor):
        raise Forbidden("This changes a task: the token needs the scope work:write.", code="rituals.scope")


async def member_of(ctx: Ctx, team: TeamStanding, wanted: UUID | None) -> UUID:
    """Whose it shall be: the caller, or somebody of the team. Raises Invalid for anybody else."""
    member = wanted or ctx.actor.member
    if member is None:
        raise Invalid.field("member_id", "Say whose it is.", code="rituals.nobody")
    if member == ctx.actor.member:
        return member
    in_team = await db.value(
        ctx,
        """
        select true from team_member
         where workspace_id = %(workspace)s and team_id = %(team)s and member_id = %(member)s
        """,
        workspace=ctx.workspace.id,
        team=team.id,
        member=member,
    )
    person = await goal_people.person(ctx, member) if in_team else None
    if person is None or person.removed or person.role == "guest":
        raise Invalid.field("member_id", f"Choose somebody of the team {team.name}.", code="rituals.not_in_team")
    return member


async def known_goal(ctx: Ctx, key_result_id: UUID | None) -> UUID | None:
    """Raises Invalid for a key result that is not there, or not for the caller."""
    if key_result_id is None:
        return None
    found = (await goal_links(ctx, [key_result_id]))[key_result_id]
    if found.id is None:
        raise Invalid.field("key_result_id", "There is no such key result.", code="rituals.unknown_key_result")
    return key_result_id


def words(path: str, text: str) -> str:
    """A text without blanks around it. Raises Invalid for nothing but blanks."""
    kept = text.strip()
    if not kept:
        raise Invalid.field(path, "Write at least one word here.", code="rituals.empty")
    return kept


async def lock(ctx: Ctx, table: LiteralString, id_: UUID) -> None:
    """Hold one row until the end of the transaction. Raises NotFound where there is none."""
    statement = SQL("select true from {table} where workspace_id = %(workspace)s and id = %(id)s for no key update")
    if not await db.value(ctx, statement.format(table=SQL(table)), workspace=ctx.workspace.id, id=id_):
        raise NotFound


def only_one(given: Iterable[object]) -> bool:
    """Whether exactly one of these is there."""
    return sum(one is not None for one in given) == 1
