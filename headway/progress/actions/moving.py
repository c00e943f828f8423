"""What every write of the room shares: the lock, new readings of leaves, and the events that tell of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal
from uuid import UUID

from headway.core import db
from headway.core.ctx import Cause, Ctx
from headway.progress import queries
from headway.progress.rules.metrics import COMPUTED
from headway.progress.rules.reading import Reading, evaluate
from headway.progress.rules.work import share_done
from headway.progress.schemas import MetricFacts, Moved, WorkChange

Why = Literal["measurement", "work", "graph", "definition", "time", "repair"]


async def lock_graph(ctx: Ctx) -> None:
    """Hold the workspace's graph until the end of the transaction: one writer at a time.

    Call it first of all, before reading anything that you will count or change; taking it again costs nothing.
    """
    await db.run(ctx, "select progress_lock()")


async def set_work(
    ctx: Ctx, changes: Sequence[WorkChange], *, cause: Cause | None = None, why: Why = "work"
) -> list[Moved]:
    """Give linked pieces of work their new totals; everything above moves in the same statement.

    Take `lock_graph` before you count. Ids that are no node are ignored: work that is not linked moves nothing.
    """
    latest = {change.id: change.totals for change in changes}
    totals = list(latest.values())
    shares = [share_done(counts) for counts in totals]
    moved = await db.rows(
        ctx,
        Moved,
        """
        select node_id as id, subject, old_raw, new_raw, old_counted, new_counted, old_work, new_work, number
          from apply_progress(
                 %(ids)s::uuid[], %(shares)s::float8[], %(shares)s::float8[], %(leaves)s::integer[],
                 %(done)s::integer[], %(estimated)s::integer[], %(hours)s::numeric[], %(hours_done)s::numeric[],
                 %(today)s::date)
        """,
        ids=list(latest),
        shares=shares,
        leaves=[counts.leaves for counts in totals],
        done=[counts.done for counts in totals],
        estimated=[counts.estimated for counts in totals],
        hours=[counts.hours for counts in totals],
        hours_done=[counts.hours_done for counts in totals],
        today=ctx.today,
    )
    return await tell(ctx, moved, why=why, cause=cause)


async def evaluated(
    ctx: Ctx, ids: Collection[UUID], facts: Mapping[UUID, MetricFacts] | None = None
) -> dict[UUID, Reading]:
    """The reading of each metric that takes values, as of today; `facts` if they are at hand."""
    if not ids:
        return {}
    if facts is None:
        facts = await queries.metric_facts(ctx, ids)
    wanted = [one for one in ids if one in facts and facts[one].definition.kind not in COMPUTED]
    values = await queries.live_values(ctx, wanted) if wanted else {}
    return {one: evaluate(facts[one].definition, values.get(one, []), as_of=ctx.today) for one in wanted}


async def set_readings(
    ctx: Ctx, readings: Mapping[UUID, Reading], *, why: Why, cause: Cause | None = None
) -> list[Moved]:
    """Give value nodes their new readings; metrics without a node (a KPI) are passed over."""
    moved = await db.rows(
        ctx,
        Moved,
        """
        select node_id as id, subject, old_raw, new_raw, old_counted, new_counted, old_work, new_work, number
          from apply_progress(
                 %(ids)s::uuid[], %(raws)s::float8[], %(counts)s::float8[], null, null, null, null, null,
                 %(today)s::date)
        """,
        ids=list(readings),
        raws=[reading.raw for reading in readings.values()],
        counts=[reading.counted for reading in readings.values()],
        today=ctx.today,
    )
    return await tell(ctx, moved, why=why, cause=cause)


async def tell(ctx: Ctx, moved: Sequence[Moved], *, why: Why, cause: Cause | None) -> list[Moved]:
    """One event for each subject whose numbers really changed; returns those."""
    real = [one for one in moved if _changed(one)]
    for one in real:
        await ctx.record(
            "progress.changed",
            one.subject,
            one.id,
            version=one.number,
            data={
                "why": why,
                "old": one.old_raw,
                "new": one.new_raw,
                "old_counted": one.old_counted,
                "new_counted": one.new_counted,
                "old_work": one.old_work,
                "new_work": one.new_work,
                "number": one.number,
            },
            cause=cause,
        )
    return real


def _changed(one: Moved) -> bool:
    old = (one.old_raw, one.old_counted, one.old_work)
    return old != (one.new_raw, one.new_counted, one.new_work)
