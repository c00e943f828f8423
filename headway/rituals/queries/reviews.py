"""What every look back starts from: a team, a cycle, and those of its objectives that the caller may see.

And how far all teams of a cycle are.
"""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals import queries as goals
from headway.goals.queries.cycles import cycle_row, ref
from headway.goals.queries.key_results import key_result_rows, whole
from headway.goals.queries.people import TeamRow
from headway.goals.queries.people import team as team_row
from headway.goals.queries.visible import objectives, viewer
from headway.goals.schemas.common import Ref
from headway.goals.schemas.cycles import CycleRow
from headway.goals.schemas.key_results import KeyResultOut
from headway.goals.schemas.objectives import ObjectiveLine
from headway.rituals.schemas.reviews import CycleReviews, Missing, TeamReview

MOST = 500
ALIVE = frozenset({"active", "paused"})


class Review(Struct, frozen=True, kw_only=True):
    """`lines` are the team's own objectives in the cycle, dropped ones included, drafts left out."""

    team: TeamRow
    cycle: CycleRow
    lines: list[ObjectiveLine]

    @property
    def alive(self) -> list[ObjectiveLine]:
        """Those that are graded and carried over."""
        return [line for line in self.lines if line.state in ALIVE]


async def known_team(ctx: Ctx, team_id: UUID) -> TeamRow:
    """Raises `NotFound`."""
    found = await team_row(ctx, team_id)
    if found is None:
        raise NotFound
    return found


async def review(ctx: Ctx, team_id: UUID, cycle_id: UUID) -> Review:
    """Raises `NotFound` for a team or a cycle that is not there."""
    team = await known_team(ctx, team_id)
    cycle = await cycle_row(ctx, cycle_id)
    return Review(team=team, cycle=cycle, lines=await lines_in(ctx, team_id, cycle_id))


async def lines_in(ctx: Ctx, team_id: UUID, cycle_id: UUID) -> list[ObjectiveLine]:
    """The team's own objectives, without those of teams below it and without drafts."""
    wanted = goals.Filter(cycle=cycle_id, team=team_id, state="all")
    page = await goals.objective_list(ctx, wanted, limit=MOST)
    return [line for line in page.items if line.state != "draft" and line.team is not None and line.team.id == team_id]


async def key_results_of(ctx: Ctx, lines: Sequence[ObjectiveLine]) -> dict[UUID, list[KeyResultOut]]:
    """The key results that are not dropped, whole, by objective, in five statements for any number."""
    ids = [one.id for line in lines for one in line.key_results if one.state != "dropped"]
    found: dict[UUID, list[KeyResultOut]] = {line.id: [] for line in lines}
    if ids:
        for one in await whole(ctx, await key_result_rows(ctx, ids=ids)):
            found[one.objective.id].append(one)
    return found


class _Count(Struct, frozen=True, kw_only=True):
    team_id: UUID | None
    name: str | None
    objectives: int
    key_results: int
    graded: int
    grading: bool
    revealed: bool
    scorers: int
    done: int
    retrospective: bool
    carried: bool


async def cycle_reviews(ctx: Ctx, cycle_id: UUID) -> CycleReviews:
    """How far each team is with looking back on a cycle, in one statement. Raises `NotFound`."""
    cycle = await cycle_row(ctx, cycle_id)
    found = await db.rows(ctx, _Count, _COUNTS.format(visible=objectives(ctx)), cycle=cycle_id, **viewer(ctx))
    teams = [_team(row) for row in found]
    without = next((one for one, row in zip(teams, found, strict=True) if row.team_id is None), None)
    return CycleReviews(
        cycle=ref(cycle),
        teams=[one for one, row in zip(teams, found, strict=True) if row.team_id is not None],
        without_team=without,
        key_results=sum(one.key_results for one in teams),
        graded=sum(one.graded for one in teams),
        ready=all(one.graded == one.key_results for one in teams),
    )


_COUNTS = SQL(
    """
    with counted as (
      select o.team_id, count(distinct o.id) as objectives, count(k.id) as key_results, count(k.grade) as graded
        from objective o
        left join key_result k on k.workspace_id = o.workspace_id and k.objective_id = o.id and k.state <> 'dropped'
       where {visible} and o.cycle_id = %(cycle)s and o.state in ('active', 'paused')
       group by o.team_id
    )
    select c.team_id, t.name, c.objectives, c.key_results, c.graded,
           g.id is not null as grading, g.revealed_at is not null as revealed,
           (select count(*) from ballot b
             where b.workspace_id = %(workspace)s and b.grading_id = g.id and b.scored > 0) as scorers,
           (select count(*) from ballot b
             where b.workspace_id = %(workspace)s and b.grading_id = g.id and b.done_at is not null) as done,
           exists (select from retrospective r
                    where r.workspace_id = %(workspace)s and r.team_id = c.team_id and r.cycle_id = %(cycle)s)
             as retrospective,
           exists (select from carry y
                    where y.workspace_id = %(workspace)s and y.team_id = c.team_id and y.from_cycle_id = %(cycle)s
                      and y.undone_at is null) as carried
      from counted c
      left join team t on t.workspace_id = %(workspace)s and t.id = c.team_id
      left join grading g on g.workspace_id = %(workspace)s and g.team_id = c.team_id and g.cycle_id = %(cycle)s
     order by c.graded >= c.key_results, t.name nulls last
    """
)


def _team(row: _Count) -> TeamReview:
    blind: Literal["none", "open", "revealed"] = "none"
    if row.grading:
        blind = "revealed" if row.revealed else "open"
    missing: list[Missing] = []
    if blind == "open" and row.graded < row.key_results:
        missing.append("reveal")
    if row.graded < row.key_results:
        missing.append("scores")
    if not row.retrospective and row.team_id is not None:
        missing.append("retrospective")
    return TeamReview(
        team=Ref(row.team_id or UUID(int=0), row.name or ""),
        objectives=row.objectives,
        key_results=row.key_results,
        graded=row.graded,
        blind=blind,
        scorers=row.scorers,
        done=row.done,
        retrospective=row.retrospective,
        carried=row.carried,
        missing=missing,
    )
