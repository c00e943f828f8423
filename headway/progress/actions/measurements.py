"""Measurements: recorded, corrected, withdrawn; never changed and never deleted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Cause, Ctx
from headway.core.errors import Conflict, Invalid, NotFound
from headway.progress import queries
from headway.progress.actions.moving import evaluated, lock_graph, set_readings
from headway.progress.rules import values
from headway.progress.rules.metrics import Definition
from headway.progress.schemas import Measurement, MetricFacts, Moved, NewMeasurement


class Superseded(Conflict):
    code = "progress.measurement_superseded"
    title = "This value has been corrected or withdrawn already; look at the newest one"


async def record_measurement(ctx: Ctx, new: NewMeasurement, *, cause: Cause | None = None) -> Measurement:
    """Record one value. A (source, source_event) that was recorded before gives that earlier row and changes nothing.

    Raises `NotFound` for an unknown metric and `Invalid` for a value the metric cannot take.
    """
    added = await record_measurements(ctx, [new], cause=cause)
    if added:
        return added[0]
    return await _recorded_before(ctx, new)


async def record_measurements(
    ctx: Ctx, new: Sequence[NewMeasurement], *, cause: Cause | None = None
) -> list[Measurement]:
    """Record many values of one or many metrics; all or none. Returns the rows that were really added."""
    if not new:
        return []
    await lock_graph(ctx)
    facts = await queries.metric_facts(ctx, {one.metric for one in new})
    rows = [_row(ctx, one, facts) for one in _with_totals(new, facts)]
    added = await _insert(ctx, rows)
    await _settle(ctx, {row.metric_id for row in added}, facts, cause)
    return added


async def correct_measurement(
    ctx: Ctx, measurement_id: UUID, new: NewMeasurement, *, cause: Cause | None = None
) -> Measurement:
    """Replace a value; the old row stays in the history. It keeps its effective time unless another is given.

    Raises `NotFound`, `Superseded`, `Invalid`.
    """
    old, facts = await _standing(ctx, measurement_id)
    if new.metric != old.metric_id:
        raise Invalid.field("metric", "A correction stays with its metric.", code="progress.other_metric")
    given = replace(new, effective_at=new.effective_at or old.effective_at, total=new.total or old.total)
    row = _row(ctx, given, facts)
    row["corrects"] = str(old.id)
    added = await _insert(ctx, [row])
    if not added:
        raise Invalid.field("source_event", "This was recorded before.", code="progress.recorded_before")
    await _settle(ctx, {old.metric_id}, facts, cause)
    return added[0]


async def withdraw_measurement(
    ctx: Ctx, measurement_id: UUID, *, note: str = "", cause: Cause | None = None
) -> Measurement:
    """Take a value back: a tombstone stands in its place. Returns the tombstone. Raises `NotFound`, `Superseded`."""
    old, facts = await _standing(ctx, measurement_id)
    row = {
        "metric_id": str(old.metric_id),
        "kind": "tombstone",
        "effective_at": old.effective_at.isoformat(),
        "source": "manual",
        "author_id": None if ctx.actor.member is None else str(ctx.actor.member),
        "note": note,
        "corrects": str(old.id),
    }
    added = await _insert(ctx, [row])
    await _settle(ctx, {old.metric_id}, facts, cause)
    return added[0]


async def _standing(ctx: Ctx, measurement_id: UUID) -> tuple[Measurement, dict[UUID, MetricFacts]]:
    await lock_graph(ctx)
    old = await queries.measurement(ctx, measurement_id)
    if not old.live:
        raise Superseded
    return old, await queries.metric_facts(ctx, [old.metric_id])


async def _settle(ctx: Ctx, changed: set[UUID], facts: Mapping[UUID, MetricFacts], cause: Cause | None) -> list[Moved]:
    """After new rows: the derived facts of the metrics, their readings, and everything above."""
    if not changed:
        return []
    await db.run(
        ctx,
        """
        with history as materialized (
          select y.metric_id, y.id, y.effective_at,
                 y.kind = 'value' and not exists (
                   select from measurement c where c.workspace_id = y.workspace_id and c.corrects = y.id) as live
            from measurement y
           where y.workspace_id = %(workspace)s and y.metric_id = any(%(ids)s)
        ), facts as materialized (
          select metric_id, count(*) as recorded, count(*) filter (where live) as measured,
                 (array_agg(id order by effective_at desc, id desc) filter (where live))[1] as newest
            from history
           group by metric_id
        )
        update metric m
           set measured = f.measured, newest_id = f.newest, recorded = f.recorded
          from facts f
         where m.workspace_id = %(workspace)s and m.id = f.metric_id
        """,
        workspace=ctx.workspace.id,
        ids=list(changed),
    )
    readings = await evaluated(ctx, changed, facts)
    return await set_readings(ctx, readings, why="measurement", cause=cause)


async def _insert(ctx: Ctx, rows: Sequence[Mapping[str, Any]]) -> list[Measurement]:
    """Rows in the order given, so that of two with one effective time the later wins."""
    placed = [{**row, "place": place} for place, row in enumerate(rows)]
    return await db.rows(
        ctx,
        Measurement,
        """
        insert into measurement (workspace_id, metric_id, kind, value, done, total, steps, effective_at, recorded_at,
                                 source, source_event, author_id, note, corrects)
        select %(workspace)s, r.metric_id, r.kind, r.value, r.done, r.total, r.steps, r.effective_at, %(now)s,
               r.source, r.source_event, r.author_id, coalesce(r.note, ''), r.corrects
          from jsonb_to_recordset(%(rows)s) as r (
                 place integer, metric_id uuid, kind text, value numeric, done numeric, total numeric,
                 steps integer[], effective_at timestamptz, source text, source_event text, author_id uuid,
                 note text, corrects uuid)
         order by r.place
        on conflict (workspace_id, metric_id, source, source_event) do nothing
        returning id, metric_id, kind, value, done, total, steps, effective_at, recorded_at, source, source_event,
                  author_id, note, corrects, kind = 'value' as live
        """,
        workspace=ctx.workspace.id,
        now=ctx.now,
        rows=Jsonb(placed),
    )


async def _recorded_before(ctx: Ctx, new: NewMeasurement) -> Measurement:
    found = await db.value(
        ctx,
        """
        select id from measurement
         where workspace_id = %(workspace)s and metric_id = %(metric)s and source = %(source)s
           and source_event = %(event)s
        """,
        workspace=ctx.workspace.id,
        metric=new.metric,
        source=new.source,
        event=new.source_event,
    )
    return await queries.measurement(ctx, found)


def _with_totals(new: Sequence[NewMeasurement], facts: Mapping[UUID, MetricFacts]) -> list[NewMeasurement]:
    """Where a share leaves its total out, the last total known, of this batch or before."""
    totals: dict[UUID, Decimal | None] = {one: known.last_total for one, known in facts.items()}
    filled = []
    for one in new:
        total = one.total if one.total is not None or one.done is None else totals.get(one.metric)
        filled.append(replace(one, total=total))
        totals[one.metric] = total or totals.get(one.metric)
    return filled


def _row(ctx: Ctx, new: NewMeasurement, facts: Mapping[UUID, MetricFacts]) -> dict[str, Any]:
    if new.metric not in facts:
        raise NotFound
    definition = facts[new.metric].definition
    _check(definition, new, ctx.now)
    author = new.author or ctx.actor.member
    ratio = new.done / new.total if new.done is not None and new.total else new.value
    row = {
        "metric_id": new.metric,
        "kind": "value",
        "value": ratio,
        "done": new.done,
        "total": new.total,
        "steps": None if new.steps is None else sorted(set(new.steps)),
        "effective_at": new.effective_at or ctx.now,
        "source": new.source,
        "source_event": new.source_event,
        "author_id": author,
        "note": new.note,
    }
    built: dict[str, Any] = msgspec.to_builtins(row)
    return built


def _check(definition: Definition, new: NewMeasurement, now: datetime) -> None:
    refusal = values.refusal(
        definition, value=new.value, done=new.done, total=new.total, steps=new.steps
    ) or values.time_refusal(new.effective_at, now)
    if refusal:
        raise Invalid.field(refusal.field, refusal.message, code=refusal.code)
