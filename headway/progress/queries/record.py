"""How good forecasts have been, from those whose period has closed: one a week of each metric, summed up."""

import msgspec

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress.rules.forecasting.scoring import BINS, PACE_SAYS_NO, PACE_SAYS_YES
from headway.progress.rules.outlook import WEEKS


class Cell(msgspec.Struct, frozen=True):
    """Forecasts of one week (from 1) and one tenth of chance (from 0): sums over them, `*_error` of squared ones."""

    week: int
    bin: int
    n: int
    said: float
    happened: int
    error: float
    pace_error: float


async def judged(ctx: Ctx) -> list[Cell]:
    """Of each metric the last forecast of every week of its dates, that was judged."""
    return await db.rows(
        ctx,
        Cell,
        """
        select w.week, w.bin, count(*)::integer as n, sum(w.said) as said, sum(w.outcome)::integer as happened,
               sum((w.said - w.outcome) ^ 2) as error,
               sum((w.pace_says - w.outcome) ^ 2) as pace_error
          from (
            select distinct on (f.metric_id, k.week) f.metric_id, k.week, f.said, f.outcome::integer as outcome,
                   least(floor(f.said * %(bins)s), %(bins)s - 1)::integer as bin,
                   case when coalesce(f.pace, 0) >= f.point - 1e-9 then %(yes)s else %(no)s end::float8 as pace_says
              from forecast f
             cross join lateral (
               select least(greatest(ceil(f.elapsed * %(weeks)s), 1), %(weeks)s)::integer as week) as k
             where f.workspace_id = %(workspace)s and f.outcome is not null
             order by f.metric_id, k.week, f.as_of desc) as w
         group by w.week, w.bin
         order by w.week, w.bin
        """,
        workspace=ctx.workspace.id,
        bins=BINS,
        weeks=WEEKS,
        yes=PACE_SAYS_YES,
        no=PACE_SAYS_NO,
    )


class Kept(msgspec.Struct, frozen=True):
    """`made` forecasts are kept, of which `key_results` metrics have been judged and of `open` the end is to come."""

    made: int
    judged: int
    succeeded: int
    open: int


async def kept(ctx: Ctx) -> Kept:
    """What there is."""
    return await db.one(
        ctx,
        Kept,
        """
        select count(*)::integer as made,
               (count(distinct metric_id) filter (where outcome is not null))::integer as judged,
               (count(distinct metric_id) filter (where outcome))::integer as succeeded,
               (count(distinct metric_id) filter (where scored_at is null and enough))::integer as open
          from forecast
         where workspace_id = %(workspace)s
        """,
        workspace=ctx.workspace.id,
    )
