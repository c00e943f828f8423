"""Cycles, objectives, key results and their values."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from msgspec import Struct

from headway.core.ctx import Ctx
from headway.demo.actions.people import Ids
from headway.demo.rules.content.reviews import CONTINUES
from headway.demo.rules.defining import definition
from headway.demo.rules.values import Alignment, Company, Cycle, KeyResult, Measurement, Objective
from headway.goals import queries
from headway.goals.actions.bulk import make_in_bulk
from headway.goals.schemas.bulk import BulkAlignment, BulkCycle, BulkGoals, BulkKeyResult, BulkObjective
from headway.progress.schemas import NewMeasurement


class GoalIds(Struct, frozen=True):
    """From the keys of the sample to what they became."""

    cycles: dict[str, UUID]
    objectives: dict[str, UUID]
    key_results: dict[str, UUID]


async def write_goals(ctx: Ctx, company: Company, ids: Ids) -> tuple[GoalIds, dict[UUID, int]]:
    """Make them all, with every value ever recorded; returns what they became, and their human numbers by id."""
    own = GoalIds(
        {cycle.key: uuid4() for cycle in company.cycles},
        {objective.key: uuid4() for objective in company.objectives},
        {result.key: uuid4() for result in company.key_results},
    )
    taken = {cycle.name for cycle in await queries.cycles(ctx)}
    home = {result.key: result.objective for result in company.key_results}
    before = {home[new]: home[old] for new, old in CONTINUES.items()}
    written = {objective.key: objective for objective in company.objectives}
    links = [
        BulkAlignment(child_id=own.objectives[c.objective], key_result_id=own.key_results[c.key_result], kind="cascade")
        for c in company.cascades
    ]
    bulk = BulkGoals(
        cycles=tuple(_cycle(ctx, cycle, own, taken) for cycle in company.cycles),
        objectives=tuple(_objective(objective, own, ids, before) for objective in company.objectives),
        key_results=tuple(_key_result(r, written[r.objective], own, ids=ids) for r in company.key_results),
        alignments=(*links, *(_alignment(alignment, own) for alignment in company.alignments)),
        measurements=tuple(_measurement(m, r, own, ids=ids) for r in company.key_results for m in r.measurements),
        sample=True,
    )
    made = await make_in_bulk(ctx, bulk)
    return own, made.numbers


def _cycle(ctx: Ctx, cycle: Cycle, own: GoalIds, taken: set[str]) -> BulkCycle:
    """A name that the workspace uses for a cycle of its own is marked."""
    return BulkCycle(
        id=own.cycles[cycle.key],
        name=f"{cycle.name} (sample)" if cycle.name in taken else cycle.name,
        kind=cycle.kind,
        starts_on=cycle.start,
        ends_on=cycle.end,
        parent_id=own.cycles.get(cycle.parent),
        closed_at=_closed_at(cycle, ZoneInfo(ctx.workspace.zone)) if cycle.state == "closed" else None,
    )


def _closed_at(cycle: Cycle, zone: ZoneInfo) -> datetime:
    """In the afternoon of the fourth day after its end, when everybody had recorded the last values."""
    return datetime.combine(cycle.end + timedelta(days=4), time(15, 20), zone)


def _objective(objective: Objective, own: GoalIds, ids: Ids, before: Mapping[str, str]) -> BulkObjective:
    return BulkObjective(
        id=own.objectives[objective.key],
        title=objective.title,
        cycle_id=own.cycles[objective.cycle],
        team_id=ids.teams[objective.team],
        owner_id=ids.people[objective.owner],
        why=objective.why,
        priority=objective.priority,
        state=objective.state,
        dropped_reason=objective.reason,
        private=objective.private,
        confidence=objective.confidence,
        predecessor_id=own.objectives.get(before.get(objective.key, "")),
        created_at=objective.created_at,
        created_by=ids.people[objective.owner],
    )


def _key_result(result: KeyResult, objective: Objective, own: GoalIds, *, ids: Ids) -> BulkKeyResult:
    return BulkKeyResult(
        id=own.key_results[result.key],
        objective_id=own.objectives[result.objective],
        title=result.title,
        definition=definition(result),
        weight=float(result.weight),
        owner_id=ids.people[result.owner],
        description=f"Read from: {result.source}." if result.source else "",
        full_mark=result.full_mark,
        commitment=result.commitment,
        indicator=result.indicator,
        confidence=result.confidence,
        predecessor_id=own.key_results.get(CONTINUES.get(result.key, "")),
        created_at=objective.created_at,
        created_by=ids.people[objective.owner],
    )


def _alignment(alignment: Alignment, own: GoalIds) -> BulkAlignment:
    return BulkAlignment(
        child_id=own.objectives[alignment.child],
        objective_id=own.objectives[alignment.parent],
        kind=alignment.mode,
        weight=float(alignment.weight),
    )


def _measurement(measurement: Measurement, result: KeyResult, own: GoalIds, *, ids: Ids) -> NewMeasurement:
    is_share, is_milestone = result.kind == "share", result.kind == "milestone"
    return NewMeasurement(
        metric=own.key_results[result.key],
        value=None if is_share else measurement.value,
        done=measurement.value if is_share else None,
        total=measurement.total,
        steps=measurement.steps if is_milestone else None,
        effective_at=measurement.at,
        note=measurement.note,
        source=measurement.source,
        author=ids.people[measurement.author],
    )
