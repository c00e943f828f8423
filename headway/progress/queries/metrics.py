"""Metrics and their measurements."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from headway.core import db, pages
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.core.pages import Page
from headway.progress.rules.metrics import Definition
from headway.progress.rules.reading import Value
from headway.progress.schemas import Measurement, MetricFacts


async def definition(ctx: Ctx, metric_id: UUID) -> Definition:
    """The definition of one metric. Raises `NotFound`."""
    found = await metric_facts(ctx, [metric_id])
    if not found:
        raise NotFound
    return found[metric_id].definition


async def metric_facts(ctx: Ctx, ids: Collection[UUID]) -> dict[UUID, MetricFacts]:
    """Definition, count of live values and newest value of many metrics, in one statement. Unknown ids are absent."""
    found = await db.rows(
        ctx,
        _FactsRow,
        """
        select m.id, m.kind, m.unit, m.start, m.target, m.v70, m.low, m.high, m.method, m.steps, m.starts_on,
               m.ends_on, m.path, m.check_in_days, m.measured, v.id as last_id, v.value as last_value,
               v.done as last_done, v.total as last_total, v.steps as last_steps, v.effective_at as last_at,
               v.recorded_at as last_recorded_at, v.source as last_source, v.author_id as last_author,
               v.note as last_note
          from metric m
          left join measurement v on v.workspace_id = m.workspace_id and v.id = m.newest_id
         where m.workspace_id = %(workspace)s and m.id = any(%(ids)s)
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
    )
    return {row.id: _facts(row, ctx.workspace.check_in_days) for row in found}


async def live_values(ctx: Ctx, ids: Collection[UUID]) -> dict[UUID, list[Value]]:
    """The live values that progress depends on, oldest first: all of them where the past counts, else the newest.

    Days are those of the workspace's time zone. Metrics without values are absent.
    """
    found = await db.rows(
        ctx,
        _ValueRow,
        """
        select m.id as metric_id, (v.effective_at at time zone %(zone)s)::date as "on",
               v.value, v.done, v.total, v.steps
          from metric m
         cross join lateral (
           select x.id, x.effective_at, x.value, x.done, x.total, x.steps
             from measurement x
            where x.workspace_id = m.workspace_id and x.metric_id = m.id and x.kind = 'value'
              and not exists (
                select from measurement c where c.workspace_id = x.workspace_id and c.corrects = x.id)
            order by x.effective_at desc, x.id desc
            limit case when m.kind = 'reach' or (m.kind = 'maintain' and m.method <> 'now') then null else 1 end
         ) as v
         where m.workspace_id = %(workspace)s and m.id = any(%(ids)s)
         order by m.id, v.effective_at, v.id
        """,
        workspace=ctx.workspace.id,
        zone=ctx.workspace.zone,
        ids=list(ids),
    )
    values: dict[UUID, list[Value]] = {}
    for row in found:
        value = Value(row.on, row.value, row.done, row.total, tuple(row.steps or ()))
        values.setdefault(row.metric_id, []).append(value)
    return values


async def measurement(ctx: Ctx, measurement_id: UUID) -> Measurement:
    """One recorded row. Raises `NotFound`."""
    return await db.one(
        ctx,
        Measurement,
        """
        select v.id, v.metric_id, v.kind, v.value, v.done, v.total, v.steps, v.effective_at, v.recorded_at, v.source,
               v.source_event, v.author_id, v.note, v.corrects,
               v.kind = 'value' and not exists (
                 select from measurement c where c.workspace_id = v.workspace_id and c.corrects = v.id) as live
          from measurement v
         where v.workspace_id = %(workspace)s and v.id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=measurement_id,
    )


async def measurements(
    ctx: Ctx, metric_id: UUID, *, limit: int = pages.DEFAULT_LIMIT, cursor: str | None = None, live_only: bool = False
) -> Page[Measurement]:
    """The history of a metric, newest first by effective time: corrected, withdrawn and tombstone rows too, marked.

    `live_only` leaves those out: what a chart draws.
    """
    after = pages.decode(cursor, tuple[datetime, UUID])
    found = await db.rows(
        ctx,
        Measurement,
        """
        select *
          from (
            select v.id, v.metric_id, v.kind, v.value, v.done, v.total, v.steps, v.effective_at, v.recorded_at,
                   v.source, v.source_event, v.author_id, v.note, v.corrects,
                   v.kind = 'value' and not exists (
                     select from measurement c where c.workspace_id = v.workspace_id and c.corrects = v.id) as live
              from measurement v
             where v.workspace_id = %(workspace)s and v.metric_id = %(metric)s
               and (%(at)s::timestamptz is null or (v.effective_at, v.id) < (%(at)s, %(id)s::uuid))
          ) as history
         where live or not %(live_only)s
         order by effective_at desc, id desc
         limit %(limit)s
        """,
        workspace=ctx.workspace.id,
        metric=metric_id,
        at=after[0] if after else None,
        id=after[1] if after else None,
        live_only=live_only,
        limit=limit + 1,
    )
    return pages.page(found, limit, lambda row: (row.effective_at, row.id))


class _FactsRow(msgspec.Struct):
    id: UUID
    kind: str
    unit: str
    start: Decimal | None
    target: Decimal | None
    v70: Decimal | None
    low: Decimal | None
    high: Decimal | None
    method: str
    steps: list[dict[str, Any]]
    starts_on: Any
    ends_on: Any
    path: list[dict[str, Any]]
    check_in_days: int | None
    measured: int
    last_id: UUID | None
    last_value: Decimal | None
    last_done: Decimal | None
    last_total: Decimal | None
    last_steps: list[int] | None
    last_at: datetime | None
    last_recorded_at: datetime | None
    last_source: str | None
    last_author: UUID | None
    last_note: str | None


class _ValueRow(msgspec.Struct):
    metric_id: UUID
    on: Any
    value: Decimal | None
    done: Decimal | None
    total: Decimal | None
    steps: list[int] | None


def _facts(row: _FactsRow, check_in_days: int) -> MetricFacts:
    fields = {name: getattr(row, name) for name in Definition.__struct_fields__}
    fields["check_in_days"] = row.check_in_days or check_in_days
    last = {name: getattr(row, name) for name in MetricFacts.__struct_fields__ if name.startswith("last_")}
    return MetricFacts(id=row.id, definition=msgspec.convert(fields, Definition), values=row.measured, **last)
