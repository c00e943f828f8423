"""Values of a key result against its pace: the points of the chart on its page."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import shaping
from headway.goals.rules.reading import pace_on
from headway.goals.schemas.key_results import PacePoint
from headway.progress import queries as progress
from headway.progress.rules.metrics import COMPUTED, Definition
from headway.progress.rules.reading import Value, evaluate
from headway.progress.schemas import Measurement

MOST = 200


class _Move(Struct):
    at: datetime
    data: dict[str, Any]


class Course(Struct, frozen=True):
    """What the pace of a key result follows from; the definition has its dates."""

    definition: Definition
    commitment: str

    def on(self, day: date) -> float | None:
        return pace_on(self.definition, self.commitment, day)


async def series(
    ctx: Ctx, key_result_id: UUID, d: Definition, *, commitment: str, dates: tuple[date, date]
) -> list[PacePoint]:
    """By day, oldest first: what was measured or counted, what that meant, and where it had to stand for success.

    Days without a value are there for the pace alone: start, sub-targets, today and end.
    """
    course = Course(replace(d, starts_on=dates[0], ends_on=dates[1]), commitment)
    if d.kind in COMPUTED:
        known = await _moves(ctx, key_result_id, course)
    else:
        known = _measured(ctx, course, await _values(ctx, key_result_id))
    taken = {point.on for point in known}
    corners = {*dates, *(point.on for point in d.path), min(max(ctx.today, dates[0]), dates[1])} - taken
    bare = [PacePoint(on=day, value=None, progress=None, expected=course.on(day)) for day in corners]
    return sorted([*known, *bare], key=lambda point: point.on)


async def _values(ctx: Ctx, key_result_id: UUID) -> list[Measurement]:
    """The newest live rows, oldest first."""
    found = await progress.measurements(ctx, key_result_id, limit=MOST, live_only=True)
    return found.items[::-1]


def _measured(ctx: Ctx, course: Course, found: Sequence[Measurement]) -> list[PacePoint]:
    zone = ZoneInfo(ctx.workspace.zone)
    values = [
        Value(one.effective_at.astimezone(zone).date(), one.value, one.done, one.total, tuple(one.steps or ()))
        for one in found
    ]
    points: dict[date, PacePoint] = {}
    for place, one in enumerate(values):
        reading = evaluate(course.definition, values[: place + 1], as_of=one.on)
        points[one.on] = PacePoint(
            on=one.on, value=shaping.number(one.value), progress=reading.raw, expected=course.on(one.on)
        )
    return list(points.values())


async def _moves(ctx: Ctx, key_result_id: UUID, course: Course) -> list[PacePoint]:
    """A computed key result has no values; its history is that of its number, the last of each day."""
    found = await db.rows(
        ctx,
        _Move,
        """
        select recorded_at as at, data from event
         where workspace_id = %(workspace)s and subject_id = %(id)s and kind = 'progress.changed'
         order by id desc
         limit %(limit)s
        """,
        workspace=ctx.workspace.id,
        id=key_result_id,
        limit=MOST,
    )
    zone = ZoneInfo(ctx.workspace.zone)
    points: dict[date, PacePoint] = {}
    for move in reversed(found):
        # What happened before it began is where it began.
        day = max(move.at.astimezone(zone).date(), course.definition.starts_on or date.min)
        points[day] = PacePoint(on=day, value=None, progress=move.data.get("new"), expected=course.on(day))
    return list(points.values())
