"""Goals for tests: each builder makes one thing with the room's own actions and says what it made."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from headway.core.ctx import Ctx
from headway.core.subjects import Registry
from headway.goals import queries
from headway.goals.actions import alignments, cycles, key_results, measurements, objectives
from headway.goals.actions.bulk import make_in_bulk
from headway.goals.schemas.alignments import AlignmentOut, ParentIn
from headway.goals.schemas.bulk import BulkCycle, BulkGoals, BulkKeyResult, BulkObjective
from headway.goals.schemas.cycles import CycleIn, CycleOut
from headway.goals.schemas.key_results import KeyResultIn, KeyResultOut, RecordedOut
from headway.goals.schemas.measurements import MeasurementIn
from headway.goals.schemas.objectives import ObjectiveFull, ObjectiveIn, ObjectiveOut
from headway.progress.rules.metrics import Definition, Kind
from headway.progress.schemas import NewMeasurement


def names(ctx: Ctx) -> queries.Names:
    return queries.Names(ctx, Registry(queries.SUBJECTS))


async def cycle(ctx: Ctx, *, name: str = "Now", past: int = 45, ahead: int = 45) -> CycleOut:
    """A cycle around today, made by the owner."""
    given = CycleIn(name=name, starts_on=ctx.today - timedelta(days=past), ends_on=ctx.today + timedelta(days=ahead))
    return await cycles.create_cycle(ctx, given)


async def objective(ctx: Ctx, cycle_id: UUID, **more: Any) -> ObjectiveOut:
    return await objectives.create_objective(
        ctx, ObjectiveIn(**{"title": "Reviews are quick", "cycle_id": cycle_id, **more})
    )


def number(title: str = "Review time", **more: Any) -> KeyResultIn:
    """A key result from 0 to 100."""
    return KeyResultIn(**{"title": title, "kind": Kind.INCREASE, "start": Decimal(0), "target": Decimal(100), **more})


async def key_result(ctx: Ctx, objective_id: UUID, title: str = "Review time", **more: Any) -> KeyResultOut:
    return await key_results.add_key_result(ctx, objective_id, number(title, **more))


async def cascading(ctx: Ctx, objective_id: UUID, title: str = "Teams deliver", **more: Any) -> KeyResultOut:
    """A key result that takes its progress from child objectives."""
    given = KeyResultIn(title=title, kind=Kind.OBJECTIVES, **more)
    return await key_results.add_key_result(ctx, objective_id, given)


async def record(ctx: Ctx, key_result_id: UUID, value: object, *, on: date | None = None) -> RecordedOut:
    given = MeasurementIn(value=Decimal(str(value)), effective_on=on)
    return await measurements.record_value(ctx, key_result_id, given)


async def serve(ctx: Ctx, child: UUID, parent: UUID, *, kind: str = "contributes", weight: float = 1.0) -> AlignmentOut:
    given = ParentIn(objective_id=parent, kind=kind, weight=weight)  # type: ignore[arg-type]  # tests name kinds freely
    return await alignments.align(ctx, child, given)


async def page(ctx: Ctx, objective_id: UUID) -> ObjectiveFull:
    return await queries.objective_page(ctx, objective_id, names(ctx))


def kinds(ctx: Ctx) -> list[str]:
    """The events recorded so far, without those of numbers."""
    return [event.kind for event in ctx.recorded if event.kind != "progress.changed"]


async def many(ctx: Ctx, count: int, *, each: int = 4, team: UUID | None = None) -> list[UUID]:
    """Objectives with key results and a value each, in one go."""
    now = BulkCycle(
        id=uuid4(),
        name=f"Bulk {uuid4().hex[:6]}",
        starts_on=ctx.today - timedelta(days=45),
        ends_on=ctx.today + timedelta(days=45),
    )
    goals = [
        BulkObjective(id=uuid4(), title=f"Objective {place}", cycle_id=now.id, team_id=team, owner_id=ctx.actor.member)
        for place in range(count)
    ]
    line = Definition(kind=Kind.INCREASE, unit="%", start=Decimal(0), target=Decimal(100))
    results = [
        BulkKeyResult(id=uuid4(), objective_id=goal.id, title=f"Key result {place}", definition=line)
        for goal in goals
        for place in range(each)
    ]
    values = [NewMeasurement(metric=one.id, value=Decimal(place % 100)) for place, one in enumerate(results)]
    await make_in_bulk(
        ctx,
        BulkGoals(cycles=(now,), objectives=tuple(goals), key_results=tuple(results), measurements=tuple(values)),
    )
    return [goal.id for goal in goals]
