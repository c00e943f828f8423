"""Recorded values as they go out."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from headway.core.ctx import Ctx
from headway.goals.queries import shaping
from headway.goals.queries.naming import people
from headway.goals.schemas.common import Ref
from headway.goals.schemas.measurements import MeasurementOut
from headway.progress.schemas import Measurement, MetricFacts


async def outs(ctx: Ctx, found: list[Measurement]) -> list[MeasurementOut]:
    """Rows with the names of their authors, in one statement."""
    authors = await people(ctx, [one.author_id for one in found])
    return [
        MeasurementOut(
            id=one.id,
            kind="retraction" if one.kind == "tombstone" else "value",
            value=shaping.number(one.value),
            done=shaping.number(one.done),
            total=shaping.number(one.total),
            steps=one.steps,
            effective_at=one.effective_at,
            effective_on=_day(ctx, one.effective_at),
            recorded_at=one.recorded_at,
            author=authors.get(one.author_id) if one.author_id else None,
            source=one.source,
            note=one.note,
            corrects=one.corrects,
            live=one.live,
        )
        for one in found
    ]


def latest(ctx: Ctx, facts: MetricFacts, authors: Mapping[UUID, Ref]) -> MeasurementOut | None:
    """The newest live value of a metric; None without values."""
    if facts.last_id is None or facts.last_at is None or facts.last_recorded_at is None:
        return None
    return MeasurementOut(
        id=facts.last_id,
        kind="value",
        value=shaping.number(facts.last_value),
        done=shaping.number(facts.last_done),
        total=shaping.number(facts.last_total),
        steps=facts.last_steps,
        effective_at=facts.last_at,
        effective_on=_day(ctx, facts.last_at),
        recorded_at=facts.last_recorded_at,
        author=authors.get(facts.last_author) if facts.last_author else None,
        source=facts.last_source or "",
        note=facts.last_note or "",
        corrects=None,
        live=True,
    )


def _day(ctx: Ctx, at: datetime) -> date:
    return at.astimezone(ZoneInfo(ctx.workspace.zone)).date()
