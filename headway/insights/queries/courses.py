"""Measured key results as rules.measured wants them: two statements for any number."""

from collections.abc import Sequence
from uuid import UUID

from msgspec.structs import replace

from headway.core.ctx import Ctx
from headway.goals.schemas.key_results import KeyResultOut
from headway.insights.rules.measured import Course
from headway.progress import queries as progress
from headway.progress.queries.forecasts import histories
from headway.progress.rules import foresight
from headway.progress.rules.metrics import Kind
from headway.progress.rules.pace import success_point
from headway.progress.rules.reading import Value
from headway.progress.rules.scoring import Commitment
from headway.progress.schemas import MetricFacts


async def courses(ctx: Ctx, outs: Sequence[KeyResultOut]) -> dict[UUID, Course]:
    """By key result, those that are measured by numbers and have some."""
    wanted = [one for one in outs if one.kind in foresight.SERIES and one.values]
    if not wanted:
        return {}
    facts = await progress.metric_facts(ctx, [one.id for one in wanted])
    values = await histories(ctx, list(facts))
    found = {one.id: _course(ctx, one, facts[one.id], values.get(one.id, [])) for one in wanted}
    return {key: one for key, one in found.items() if one}


def _course(ctx: Ctx, out: KeyResultOut, facts: MetricFacts, values: Sequence[Value]) -> Course | None:
    definition = replace(facts.definition, starts_on=out.starts_on, ends_on=out.ends_on)
    plan = foresight.plan(definition, values, today=ctx.today)
    if plan is None or not plan.series.values or plan.won or plan.lost:
        return None
    committed = out.kind is not Kind.MAINTAIN and out.commitment == "committed"
    return Course(
        series=plan.series,
        success=success_point(definition, Commitment.COMMITTED) if committed else plan.success,
        starts_on=out.starts_on,
        ends_on=out.ends_on,
        today=ctx.today,
        last_on=max(value.on for value in values if value.on <= ctx.today),
        size=(100 if out.kind is Kind.SHARE else 1) * abs(float(plan.one or 0) - float(plan.zero or 0)),
        unit=_unit(out),
    )


def _unit(out: KeyResultOut) -> str:
    """What a pace is said in: a share in percent, nothing where the unit is no name of things ("a week", "of 5")."""
    if out.kind is Kind.SHARE:
        return "%"
    return "" if out.kind is Kind.MAINTAIN or out.unit.startswith(("a ", "of ", "per ")) else out.unit
