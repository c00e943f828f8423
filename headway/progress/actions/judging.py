"""After a period has closed: every forecast made of its metrics is compared with what happened."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress import queries
from headway.progress.rules import foresight
from headway.progress.rules.forecasting.recalibration import Judged, recalibration
from headway.progress.rules.foresight import reached
from headway.progress.schemas import Closing

JUDGED = 20_000  # forecasts, one a week of each metric, that the recalibration is fitted on at most; the newest


async def judge_forecasts(ctx: Ctx, closings: Sequence[Closing]) -> int:
    """Score every forecast of metrics whose period has closed, by the target it was made for; how many were scored.

    May run again: what a metric ended with decides, so the result is the same. Call `learn` when all is judged.
    """
    full = {one.metric: one.full for one in closings}
    facts = await queries.metric_facts(ctx, full)
    numbers = await queries.readings(ctx, full)
    values = await queries.histories(ctx, full)
    scored = []
    for row in await _made(ctx, full):
        d, point = facts[row.metric_id].definition, 1.0 if full[row.metric_id] else row.success
        inside = [v for v in values.get(row.metric_id, ()) if d.ends_on is None or v.on <= d.ends_on]
        final = foresight.final_progress(
            d, inside, start=row.start, target=row.target, stored=numbers[row.metric_id].raw
        )
        said, model = (row.chance_full, row.model_full) if full[row.metric_id] else (row.chance, row.model_chance)
        counts = row.enough and said is not None and final is not None
        scored.append(
            {
                "metric_id": str(row.metric_id),
                "as_of": row.as_of.isoformat(),
                "said": said if counts else None,
                "said_model": model if counts else None,
                "point": point,
                "outcome": reached(final, point) if counts and final is not None else None,
            }
        )
    return await _score(ctx, scored)


async def forget_judgement(ctx: Ctx, metrics: Collection[UUID]) -> int:
    """Of metrics whose period is open again: their forecasts are not scored yet. How many were."""
    return await db.run(
        ctx,
        """
        update forecast set scored_at = null, said = null, said_model = null, point = null, outcome = null
         where workspace_id = %(workspace)s and metric_id = any(%(ids)s) and scored_at is not null
        """,
        workspace=ctx.workspace.id,
        ids=list(metrics),
    )


async def learn(ctx: Ctx) -> None:
    """Fit the recalibration anew from all that has been scored; it is used only where it helps."""
    judged = await db.rows(
        ctx,
        Judged,
        """
        select w.metric_id::text as key_result,
               dense_rank() over (order by w.ends_on)::integer as cycle, w.said_model as chance, w.outcome
          from (
            select distinct on (f.metric_id, floor(f.elapsed * 13)) f.metric_id, m.ends_on, f.said_model, f.outcome,
                   f.as_of
              from forecast f
              join metric m on m.workspace_id = f.workspace_id and m.id = f.metric_id
             where f.workspace_id = %(workspace)s and f.outcome is not null and f.said_model is not null
             order by f.metric_id, floor(f.elapsed * 13), f.as_of desc) as w
         order by w.as_of desc
         limit %(most)s
        """,
        workspace=ctx.workspace.id,
        most=JUDGED,
    )
    found = recalibration(judged)
    await db.run(
        ctx,
        """
        insert into forecast_fit (workspace_id, fitted_at, closed, shift, stretch, before, after, adopted)
        values (%(workspace)s, %(now)s, %(closed)s, %(shift)s, %(stretch)s, %(before)s, %(after)s, %(adopted)s)
        on conflict (workspace_id) do update
           set fitted_at = excluded.fitted_at, closed = excluded.closed, shift = excluded.shift,
               stretch = excluded.stretch, before = excluded.before, after = excluded.after,
               adopted = excluded.adopted
        """,
        workspace=ctx.workspace.id,
        now=ctx.now,
        closed=found.closed,
        shift=found.shift,
        stretch=found.stretch,
        before=found.before,
        after=found.after,
        adopted=found.adopted,
    )


class _Made(Struct):
    metric_id: UUID
    as_of: date
    enough: bool
    success: float
    start: Decimal | None
    target: Decimal | None
    chance: float | None
    chance_full: float | None
    model_chance: float | None
    model_full: float | None


async def _made(ctx: Ctx, metrics: Mapping[UUID, bool]) -> list[_Made]:
    return await db.rows(
        ctx,
        _Made,
        """
        select metric_id, as_of, enough, success, start, target, chance, chance_full, model_chance, model_full
          from forecast
         where workspace_id = %(workspace)s and metric_id = any(%(ids)s)
         order by metric_id, as_of
        """,
        workspace=ctx.workspace.id,
        ids=list(metrics),
    )


async def _score(ctx: Ctx, scored: Sequence[Mapping[str, Any]]) -> int:
    return await db.run(
        ctx,
        """
        update forecast f
           set scored_at = %(now)s, said = s.said, said_model = s.said_model, point = s.point,
               outcome = s.outcome
          from jsonb_to_recordset(%(scored)s)
                 as s (metric_id uuid, as_of date, said float8, said_model float8, point float8,
                       outcome boolean)
         where f.workspace_id = %(workspace)s and f.metric_id = s.metric_id and f.as_of = s.as_of
        """,
        workspace=ctx.workspace.id,
        now=ctx.now,
        scored=Jsonb(list(scored)),
    )
