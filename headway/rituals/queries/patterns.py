"""What a team's closed stretch goals say together."""

from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries.visible import objectives, viewer
from headway.progress.rules.forecasting.patterns import NEEDED
from headway.progress.rules.forecasting.patterns import team_pattern as team_finding
from headway.rituals.rules.patterns import sentence_of, verdict_of
from headway.rituals.schemas.patterns import PatternOut


class _Scored(Struct, frozen=True):
    cycle_id: UUID
    score: float


async def team_pattern(ctx: Ctx, team_id: UUID) -> PatternOut:
    """From the final scores of stretch key results in closed cycles that the caller may see."""
    found = await db.rows(
        ctx,
        _Scored,
        SQL(
            """
            select o.cycle_id, k.grade::float8 as score
              from key_result k
              join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
              join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
             where {visible} and o.team_id = %(team)s and k.commitment = 'stretch' and k.grade is not null
               and k.state <> 'dropped' and o.state <> 'dropped' and c.closed_at is not null
             order by k.id
            """
        ).format(visible=objectives(ctx)),
        team=team_id,
        **viewer(ctx),
    )
    said = team_finding([(one.cycle_id, one.score) for one in found])
    verdict = verdict_of(said)
    quiet = verdict == "quiet"
    return PatternOut(
        verdict=verdict,
        closed=said.n,
        cycles=said.cycles,
        needed=NEEDED,
        missing=said.missing,
        mean=None if quiet else said.mean,
        safe=None if quiet else said.chance_safe,
        unrealistic=None if quiet else said.chance_unrealistic,
        sentence=sentence_of(said),
    )
