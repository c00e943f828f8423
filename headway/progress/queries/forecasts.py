"""Forecasts as they are stored: which are due, what they are made of, the newest of each metric."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress.rules.forecasting.recalibration import Recalibration
from headway.progress.rules.health import DEFAULTS, Thresholds
from headway.progress.rules.outlook import made_under
from headway.progress.rules.reading import Value
from headway.progress.schemas import Due, Outlook


async def due(ctx: Ctx, *, limit: int, thresholds: Thresholds = DEFAULTS) -> list[Due]:
    """Metrics within their dates whose newest forecast is not of today, or was made of or under something else.

    What is new or has changed comes first, so that what somebody waits for does not stand behind the round of the
    night; what is made of other forecasts comes last of all.
    """
    return await db.rows(
        ctx,
        Due,
        """
        select m.id, n.subject, m.kind, n.number, m.recorded, b.basis, n.raw, m.starts_on, m.ends_on,
               n.work_leaves, n.work_done
          from metric m
          join node n on n.workspace_id = m.workspace_id and n.id = m.id
         cross join lateral (
           select progress_basis(m.kind, m.unit, m.start, m.target, m.v70, m.low, m.high, m.method, m.starts_on,
                                 m.ends_on) as basis) as b
          left join lateral (
           select f.as_of, f.number, f.recorded, f.basis, f.made_under
             from forecast f
            where f.workspace_id = m.workspace_id and f.metric_id = m.id
            order by f.as_of desc
            limit 1) as f on true
         where m.workspace_id = %(workspace)s and n.mode <> 'frozen' and n.active
           and m.starts_on <= %(today)s and m.ends_on >= %(today)s
           and (f.as_of is null or f.as_of < %(today)s or f.number <> n.number or f.recorded <> m.recorded
                or f.basis <> b.basis or f.made_under <> %(made_under)s)
         order by m.kind = 'objectives', coalesce(f.as_of = %(today)s, true) desc, m.id
         limit %(limit)s
        """,
        workspace=ctx.workspace.id,
        today=ctx.today,
        limit=limit,
        made_under=made_under(ctx.workspace.zone, thresholds),
    )


async def histories(ctx: Ctx, ids: Collection[UUID], *, until: date | None = None) -> dict[UUID, list[Value]]:
    """All live values of these metrics, oldest first, by the workspace's days. Metrics without values are absent."""
    found = await db.rows(
        ctx,
        _ValueRow,
        """
        select x.metric_id, d.day as "on", x.value, x.done, x.total, x.steps
          from measurement x
         cross join lateral (select (x.effective_at at time zone %(zone)s)::date as day) as d
         where x.workspace_id = %(workspace)s and x.metric_id = any(%(ids)s) and x.kind = 'value'
           and d.day <= coalesce(%(until)s::date, d.day)
           and not exists (
             select from measurement c where c.workspace_id = x.workspace_id and c.corrects = x.id)
         order by x.metric_id, x.effective_at, x.id
        """,
        workspace=ctx.workspace.id,
        zone=ctx.workspace.zone,
        ids=list(ids),
        until=until,
    )
    values: dict[UUID, list[Value]] = {}
    for row in found:
        value = Value(row.on, row.value, row.done, row.total, tuple(row.steps or ()))
        values.setdefault(row.metric_id, []).append(value)
    return values


async def outlooks(ctx: Ctx, ids: Collection[UUID]) -> dict[UUID, Outlook]:
    """The newest forecast of each of these metrics; those without one are absent."""
    found = await db.rows(
        ctx,
        Outlook,
        """
        select f.metric_id, f.as_of, f.made_at, f.model, f.n, f.enough, f.start, f.target, f.success, f.elapsed,
               f.progress, f.pace, f.chance, f.chance_full, f.mean_score, f.spread, f.median, f.low50, f.high50,
               f.low80, f.high80, f.held, f.held_full, f.lean, f.fan, f.made_under
          from unnest(%(ids)s::uuid[]) as i (id)
         cross join lateral (
           select * from forecast f
            where f.workspace_id = %(workspace)s and f.metric_id = i.id
            order by f.as_of desc
            limit 1) as f
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
    )
    return {row.metric_id: row for row in found}


class Below(msgspec.Struct, frozen=True):
    """One counted edge below a computed metric; `kind` is that of the child's metric, None for an objective."""

    parent: UUID
    child: UUID
    weight: float
    kind: str | None
    mode: str
    counted: float | None


async def counted_below(ctx: Ctx, ids: Collection[UUID]) -> list[Below]:
    """Every counted edge at any depth below these nodes whose child counts, down to what is measured."""
    return await db.rows(
        ctx,
        Below,
        """
        with recursive down (id) as (
          select unnest(%(ids)s::uuid[])
          union
          select e.child_id
            from down
            join edge e on e.workspace_id = %(workspace)s and e.parent_id = down.id and e.counted
            join node c on c.workspace_id = e.workspace_id and c.id = e.child_id and c.active and c.mode = 'mean'
            left join metric m on m.workspace_id = c.workspace_id and m.id = c.id
           where m.kind is distinct from 'work'
        )
        select e.parent_id as parent, e.child_id as child, e.weight, m.kind, c.mode, c.counted
          from down
          join edge e on e.workspace_id = %(workspace)s and e.parent_id = down.id and e.counted and e.weight > 0
          join node c on c.workspace_id = e.workspace_id and c.id = e.child_id and c.active and c.counted is not null
          left join metric m on m.workspace_id = c.workspace_id and m.id = c.id
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
    )


async def tallies(ctx: Ctx) -> dict[str, tuple[int, int]]:
    """Of each kind of metric, how many have closed and how many of those succeeded."""
    found = await db.tuples(
        ctx,
        """
        select m.kind, count(*)::integer, (count(*) filter (where s.outcome))::integer
          from (select distinct on (metric_id) metric_id, outcome
                  from forecast
                 where workspace_id = %(workspace)s and outcome is not null
                 order by metric_id, as_of desc) as s
          join metric m on m.workspace_id = %(workspace)s and m.id = s.metric_id
         group by m.kind
        """,
        workspace=ctx.workspace.id,
    )
    return {kind: (closed, hits) for kind, closed, hits in found}


class Drift(msgspec.Struct, frozen=True):
    """Since when the work of a node has been ahead of its outcome."""

    id: UUID
    since: date


async def ahead_since(ctx: Ctx, ids: Collection[UUID]) -> dict[UUID, date]:
    """Of the nodes whose work is ahead of their outcome by the last reading, since when."""
    found = await db.rows(
        ctx,
        Drift,
        """
        select i.id, r.ahead_since as since
          from unnest(%(ids)s::uuid[]) as i (id)
         cross join lateral (
           select ahead_since from reading r
            where r.workspace_id = %(workspace)s and r.node_id = i.id
            order by r."on" desc
            limit 1) as r
         where r.ahead_since is not null
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
    )
    return {row.id: row.since for row in found}


async def forecast_fit(ctx: Ctx) -> Recalibration | None:
    """The workspace's recalibration as it was fitted last; None before anything has closed."""
    return await db.maybe(
        ctx,
        Recalibration,
        """
        select adopted, shift, stretch, closed, before, after
          from forecast_fit
         where workspace_id = %(workspace)s
        """,
        workspace=ctx.workspace.id,
    )


class _ValueRow(msgspec.Struct):
    metric_id: UUID
    on: Any
    value: Decimal | None
    done: Decimal | None
    total: Decimal | None
    steps: list[int] | None
