"""What goes into a chat message: always as a plain member sees it, who is in no team and owns nothing.

A private goal, a draft or what is shared with a guest is not there for such a person, so it cannot get out.
"""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Actor, Ctx
from headway.goals.queries import lines_of, viewer, visible_objectives
from headway.goals.rules.changes import label
from headway.goals.schemas.objectives import ObjectiveLine
from headway.organisation.queries import teams
from headway.rituals.queries import wins
from headway.rituals.queries.wins import WinRow
from headway.rituals.rules.weeks import week_of

NOBODY = UUID(int=0)


class Red(Struct, frozen=True, kw_only=True):
    """A key result that is off track."""

    id: UUID
    label: str
    title: str
    owner: str
    chance: float | None
    progress: float | None


class Called(Struct, frozen=True):
    """How many things of how many people a ritual is about, and in how many teams."""

    things: int
    people: int
    teams: int


class Closed(Struct, frozen=True, kw_only=True):
    """A cycle that was closed: how many key results, and the mean of their scores."""

    name: str
    key_results: int
    score: float | None


class _Fact(Struct, frozen=True):
    id: UUID
    number: int
    objective_id: UUID
    owner: str | None


def as_plain_member(ctx: Ctx) -> Ctx:
    """The same transaction through the eyes of a member who has nothing to do with anything."""
    actor = Actor(role="member", member=NOBODY)
    return Ctx(ctx.connection, ctx.workspace, actor, now=ctx.now, settings=ctx.settings)


async def team_name(ctx: Ctx, team: UUID | None) -> str:
    """Empty for the workspace, and for a team that is gone."""
    found = await teams.references(ctx, [team]) if team is not None else []
    return found[0].name if found else ""


async def reds(plain: Ctx, team: UUID | None) -> list[Red]:
    """The key results of now that are off track, the least likely first."""
    facts = await db.rows(
        plain,
        _Fact,
        SQL(
            """
            select k.id, k.number, k.objective_id, m.name as owner
              from key_result k
              join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
              join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
              left join member m on m.workspace_id = k.workspace_id and m.id = coalesce(k.owner_id, o.owner_id)
             where {visible} and k.state = 'active' and o.state = 'active' and c.closed_at is null
               and %(today)s between c.starts_on and c.ends_on
               and (%(team)s::uuid is null or coalesce(k.team_id, o.team_id) = %(team)s)
            """
        ).format(visible=visible_objectives(plain)),
        today=plain.today,
        team=team,
        **viewer(plain),
    )
    lines = await lines_of(plain, list({fact.objective_id for fact in facts}))
    short = {one.id: one for line in lines for one in line.key_results}
    found = [
        Red(
            id=fact.id,
            label=label("key_result", fact.number),
            title=short[fact.id].title,
            owner=fact.owner or "",
            chance=short[fact.id].chance,
            progress=short[fact.id].progress,
        )
        for fact in facts
        if fact.id in short and short[fact.id].health == "off_track"
    ]
    return sorted(found, key=lambda one: (1.0 if one.chance is None else one.chance, one.progress or 0.0, one.label))


async def wins_of(plain: Ctx, teams_: Sequence[UUID], day: date) -> list[WinRow]:
    """The wins of the week that this day is in."""
    week = week_of(day, plain.workspace.week_start)
    return [win for team in teams_ for win in await wins.of_week(plain, team, week)]


async def called(plain: Ctx, key: str, teams_: Collection[UUID]) -> Called:
    """What people of these teams were reminded of for an occurrence, as far as everybody may see it."""
    return await db.one(
        plain,
        Called,
        SQL(
            """
            select count(*)::integer as things, count(distinct r.member_id)::integer as people,
                   count(distinct r.team_id)::integer as teams
              from ritual_reminder r
              left join key_result k on r.subject = 'key_result' and k.workspace_id = r.workspace_id
                                    and k.id = r.subject_id
              left join objective o on o.workspace_id = r.workspace_id
                                   and o.id = case r.subject when 'key_result' then k.objective_id
                                                             when 'objective' then r.subject_id end
             where r.workspace_id = %(workspace)s and r.key = %(key)s and r.team_id = any (%(teams)s)
               and (r.subject not in ('key_result', 'objective') or {visible})
            """
        ).format(visible=visible_objectives(plain)),
        key=key,
        teams=list(teams_),
        **viewer(plain),
    )


async def closed(plain: Ctx, cycle: UUID, team: UUID | None) -> Closed | None:
    """What came of a cycle; None where it is open (again) or holds nothing that everybody may see."""
    name = await db.value(
        plain,
        "select name from cycle where workspace_id = %(workspace)s and id = %(id)s and closed_at is not null",
        workspace=plain.workspace.id,
        id=cycle,
    )
    lines = await _lines_in(plain, cycle, team) if name is not None else []
    scores = [one.score for line in lines for one in line.key_results if one.score is not None]
    if not lines:
        return None
    mean = sum(scores) / len(scores) if scores else None
    return Closed(name=name, key_results=sum(len(line.key_results) for line in lines), score=mean)


async def cycle_name(ctx: Ctx, cycle: UUID) -> str:
    found: str | None = await db.value(
        ctx,
        "select name from cycle where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=cycle,
    )
    return found or ""


async def _lines_in(plain: Ctx, cycle: UUID, team: UUID | None) -> list[ObjectiveLine]:
    ids = await db.column(
        plain,
        SQL(
            """
            select o.id from objective o
             where {visible} and o.cycle_id = %(cycle)s and o.state <> 'dropped'
               and (%(team)s::uuid is null or o.team_id = %(team)s)
            """
        ).format(visible=visible_objectives(plain)),
        cycle=cycle,
        team=team,
        **viewer(plain),
    )
    return await lines_of(plain, ids) if ids else []
