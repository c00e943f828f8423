"""Measured key results as rules.measured wants them: a statement for each, beside one for all their definitions."""

from collections.abc import Sequence
from uuid import UUID

from headway.core.ctx import Ctx
from headway.goals.queries.series import series
from headway.goals.schemas.key_results import KeyResultOut
from headway.insights.rules.measured import Course
from headway.progress import queries as progress
from headway.progress.rules.metrics import Kind
from headway.progress.rules.pace import success_point
from headway.progress.rules.scoring import Commitment

ON_A_LINE = frozenset({Kind.INCREASE, Kind.DECREASE, Kind.REACH, Kind.SHARE})


async def courses(ctx: Ctx, outs: Sequence[KeyResultOut]) -> dict[UUID, Course]:
    """By key result, those that go from a baseline to a target and have values; callers ask for few."""
    wanted = [one for one in outs if one.kind in ON_A_LINE and one.values and one.target is not None]
    if not wanted:
        return {}
    facts = await progress.metric_facts(ctx, [one.id for one in wanted])
    found = {}
    for one in wanted:
        definition = facts[one.id].definition
        points = await series(ctx, one.id, definition, commitment=one.commitment, dates=(one.starts_on, one.ends_on))
        start, target = one.start or 0.0, one.target or 0.0
        found[one.id] = Course(
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            today=ctx.today,
            start=start,
            target=target,
            unit=one.unit,
            touch=one.kind is Kind.REACH,
            success=success_point(definition, Commitment(one.commitment)),
            # a share is measured as done and total: its progress says where it stood
            points=tuple(
                (point.on, point.value if point.value is not None else start + point.progress * (target - start))
                for point in points
                if point.progress is not None
            ),
        )
    return {key: one for key, one in found.items() if one.points}
