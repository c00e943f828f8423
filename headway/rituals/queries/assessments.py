"""Monthly assessments: the month of a team, and what was said of each objective before."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.access import Standing, can_edit
from headway.goals.queries import shaping
from headway.goals.queries.cycles import cycle_rows, ref
from headway.goals.queries.objectives import objective_rows
from headway.goals.queries.visible import standing_of
from headway.goals.schemas.common import Ref
from headway.goals.schemas.cycles import CycleRow
from headway.goals.schemas.objectives import ObjectiveLine
from headway.rituals.access.reviews import can_assess
from headway.rituals.queries.reviews import ALIVE, known_team, lines_in
from headway.rituals.rules.assessments import month_end, month_of
from headway.rituals.schemas.assessments import AssessCan, AssessmentOut, AssessmentPage, AssessmentRow, ToAssess

URGENT = ("off_track", "stale", "at_risk", "no_data", "not_measured", "not_started", "on_track", "done", "paused")


async def month(ctx: Ctx, team_id: UUID, day: date | None) -> AssessmentPage:
    """A team's objectives in the cycles that run in the month of `day` (this one), reds first. Raises `NotFound`."""
    team = await known_team(ctx, team_id)
    named = month_of(day or ctx.today)
    cycles = [one for one in await cycle_rows(ctx) if _runs_in(one, named)]
    lines = [line for cycle in cycles for line in await lines_in(ctx, team_id, cycle.id)]
    said = await of_objectives(ctx, [line.id for line in lines])
    standings = {row.id: standing_of(row) for row in await objective_rows(ctx, [line.id for line in lines])}
    items = [
        _item(ctx, line, standings[line.id], named=named, said=said[line.id])
        for line in lines
        if line.state in ALIVE or any(one.month == named for one in said[line.id])
    ]
    items.sort(key=lambda item: (item.current is not None, _urgency(item.objective)))
    return AssessmentPage(
        team=Ref(team.id, team.name),
        month=named,
        cycles=[ref(one) for one in cycles],
        items=items,
        done=sum(item.current is not None for item in items),
    )


async def of_objectives(ctx: Ctx, objectives: Sequence[UUID]) -> dict[UUID, list[AssessmentOut]]:
    """What was said of objectives that the caller has made sure to see, newest month first."""
    found: dict[UUID, list[AssessmentOut]] = defaultdict(list)
    rows = await db.rows(
        ctx,
        AssessmentRow,
        """
        select a.id, a.objective_id, a.month, a.chance, a.health, a.progress, a.judgement, a.decision, a.reason,
               a.member_id, m.name as member_name, a.assessed_at, a.version
          from assessment a
          left join member m on m.workspace_id = a.workspace_id and m.id = a.member_id
         where a.workspace_id = %(workspace)s and a.objective_id = any (%(ids)s)
         order by a.month desc
        """,
        workspace=ctx.workspace.id,
        ids=list(objectives),
    )
    for row in rows:
        found[row.objective_id].append(_out(row))
    return found


def chance_of(line: ObjectiveLine) -> float | None:
    """P(success) as it is computed for the objective today; None without a forecast."""
    return line.chance


def _item(ctx: Ctx, line: ObjectiveLine, standing: Standing, *, named: date, said: list[AssessmentOut]) -> ToAssess:
    chance = chance_of(line)
    open_ = not line.cycle.closed and line.state in ALIVE and named <= month_of(ctx.today)
    return ToAssess(
        objective=line,
        chance=chance,
        basis="pace" if chance is None else "forecast",
        current=next((one for one in said if one.month == named), None),
        earlier=[one for one in said if one.month < named],
        can=AssessCan(
            assess=open_ and can_assess(ctx.actor, standing),
            decide=open_ and can_edit(ctx.actor, standing),
        ),
    )


def _runs_in(cycle: CycleRow, named: date) -> bool:
    return cycle.starts_on <= month_end(named) and cycle.ends_on >= named


def _urgency(line: ObjectiveLine) -> int:
    state = line.health.state
    return URGENT.index(state) if state in URGENT else len(URGENT)


def _out(row: AssessmentRow) -> AssessmentOut:
    return AssessmentOut(
        id=row.id,
        objective_id=row.objective_id,
        month=row.month,
        chance=row.chance,
        health=row.health,
        progress=row.progress,
        judgement=row.judgement,
        decision=row.decision,
        reason=row.reason,
        by=shaping.ref(row.member_id, row.member_name),
        at=row.assessed_at,
        version=row.version,
    )
