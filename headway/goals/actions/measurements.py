"""Values: recorded, corrected, retracted. Rows are never changed; undo is a retraction."""

from datetime import datetime, time
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from headway.core.ctx import Cause, Ctx
from headway.core.errors import Invalid, NotFound
from headway.goals import queries
from headway.goals.access import can_record
from headway.goals.actions.events import key_result_cause
from headway.goals.actions.refusals import EARLIEST, Dropped, allow, refuse_closed
from headway.goals.queries.key_results import key_result_row
from headway.goals.queries.measurements import outs
from headway.goals.queries.visible import standing_of
from headway.goals.schemas.key_results import RecordedOut
from headway.goals.schemas.measurements import MeasurementIn
from headway.goals.schemas.rows import KeyResultRow
from headway.progress import actions as progress
from headway.progress import queries as metrics
from headway.progress.rules.metrics import Kind
from headway.progress.schemas import Measurement, NewMeasurement

NOT_YOURS = "Only its owner and its team can record values of this key result."
DAY_ENDS = time(23, 59, 59)


async def record_value(ctx: Ctx, key_result_id: UUID, given: MeasurementIn) -> RecordedOut:
    """One value of a key result; its progress and everything above follow.

    Raises `Invalid`, `Dropped`, `CycleClosed`.
    """
    await progress.lock_graph(ctx)
    row = await recordable(ctx, key_result_id)
    new = await _new(ctx, key_result_id, given)
    made = await progress.record_measurement(ctx, new, cause=_cause("goals.measurement_recorded", row))
    return await _told(ctx, "goals.measurement_recorded", row, made)


async def correct_value(ctx: Ctx, key_result_id: UUID, measurement_id: UUID, given: MeasurementIn) -> RecordedOut:
    """Another value in its place; the old one stays in the history. Without a day it keeps its own.

    Raises `NotFound`, `Superseded`, `Invalid`, `CycleClosed`.
    """
    await progress.lock_graph(ctx)
    row = await recordable(ctx, key_result_id)
    await _of(ctx, key_result_id, measurement_id)
    new = await _new(ctx, key_result_id, given)
    cause = _cause("goals.measurement_corrected", row)
    made = await progress.correct_measurement(ctx, measurement_id, new, cause=cause)
    return await _told(ctx, "goals.measurement_corrected", row, made)


async def retract_value(ctx: Ctx, key_result_id: UUID, measurement_id: UUID, *, note: str = "") -> RecordedOut:
    """Take a value back: it counts no more, and the history says who took it. Raises `NotFound`, `Superseded`."""
    await progress.lock_graph(ctx)
    row = await recordable(ctx, key_result_id)
    await _of(ctx, key_result_id, measurement_id)
    cause = _cause("goals.measurement_retracted", row)
    made = await progress.withdraw_measurement(ctx, measurement_id, note=note, cause=cause)
    return await _told(ctx, "goals.measurement_retracted", row, made)


async def recordable(ctx: Ctx, key_result_id: UUID) -> KeyResultRow:
    """A key result whose values the caller may record now.

    Raises `NotFound`, `Forbidden`, `CycleClosed`, `Dropped`.
    """
    row = await key_result_row(ctx, key_result_id)
    in_team = row.in_key_result_team or row.checks_in
    may = can_record(ctx.actor, standing_of(row), owns=row.owns_key_result, in_team=in_team)
    allow(may, NOT_YOURS)
    refuse_closed(closed=row.closed)
    if "dropped" in {row.own_state, row.state}:
        raise Dropped
    return row


async def _of(ctx: Ctx, key_result_id: UUID, measurement_id: UUID) -> None:
    """A value of another key result does not exist here."""
    if (await metrics.measurement(ctx, measurement_id)).metric_id != key_result_id:
        raise NotFound


async def _new(ctx: Ctx, key_result_id: UUID, given: MeasurementIn) -> NewMeasurement:
    kind = (await metrics.definition(ctx, key_result_id)).kind
    value = given.value
    if given.yes is not None:
        if kind is not Kind.BINARY or value is not None:
            raise Invalid.field("yes", "Yes or no is for key results of kind `binary`.", code="goals.not_yes_or_no")
        value = Decimal(int(given.yes))
    return NewMeasurement(
        metric=key_result_id,
        value=value,
        done=given.done,
        total=given.total,
        steps=None if given.steps is None else tuple(given.steps),
        effective_at=_effective_at(ctx, given),
        note=given.note,
    )


def _effective_at(ctx: Ctx, given: MeasurementIn) -> datetime | None:
    """Now for today or no day at all; the end of the day, in the workspace's time zone, for a past one."""
    day = given.effective_on
    if day is None or day == ctx.today:
        return None if day is None else ctx.now
    if day > ctx.today:
        raise Invalid.field(
            "effective_on", "A value cannot hold for a day to come; today is the last.", code="progress.time_in_future"
        )
    if day < EARLIEST:
        raise Invalid.field("effective_on", "Use a day since 1990.", code="goals.date_out_of_range")
    return datetime.combine(day, DAY_ENDS, ZoneInfo(ctx.workspace.zone))


def _cause(kind: str, row: KeyResultRow) -> Cause:
    return key_result_cause(kind, row.id, number=row.number, title=row.title)


async def _told(ctx: Ctx, kind: str, row: KeyResultRow, made: Measurement) -> RecordedOut:
    await ctx.record(kind, "key_result", row.id, version=row.version, data={"measurement": str(made.id)})
    (out,) = await outs(ctx, [made])
    return RecordedOut(measurement=out, key_result=await queries.key_result(ctx, row.id))
