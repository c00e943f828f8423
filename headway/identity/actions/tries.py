"""Counting tries, and refusing when there were too many."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import TooMany
from headway.identity.rules import tries
from headway.identity.rules.tries import Limit


class _Counted(msgspec.Struct, frozen=True):
    oldest: datetime | None
    now: datetime


async def refuse_if_too_many(ctx: Ctx, limits: Sequence[Limit]) -> None:
    """Raise TooMany where a limit is reached.

    The callers of one account or address wait for each other until the transaction ends, so that tries sent at the
    same moment are counted too.
    """
    await db.run(
        ctx,
        "select pg_advisory_xact_lock(hashtextextended(key, 77)) from unnest(%(keys)s::text[]) as key",
        keys=sorted(limit.key for limit in limits),
    )
    waits = [wait for limit in limits if (wait := await _wait(ctx, limit)) is not None]
    if waits:
        minutes = (max(waits) + 59) // 60
        raise TooMany.wait(max(waits), f"Too many tries. Please wait {minutes} min and try again.")


async def count(ctx: Ctx, limits: Sequence[Limit]) -> None:
    """Count one try for each key. It stays counted although the answer is a refusal."""
    ctx.keep_on_refusal = True
    await db.run(
        ctx,
        "insert into throttle (key) select unnest(%(keys)s::text[])",
        keys=[limit.key for limit in limits],
    )


async def forget(ctx: Ctx, limit: Limit) -> None:
    """After a success the account starts anew."""
    await db.run(ctx, "delete from throttle where key = %(key)s", key=limit.key)


async def _wait(ctx: Ctx, limit: Limit) -> int | None:
    """Seconds to wait where the limit is reached, else None."""
    counted = await db.one(
        ctx,
        _Counted,
        """
        select min(latest.at) filter (where latest.place = %(most)s) as oldest, clock_timestamp() as now
          from (select at, row_number() over (order by at desc) as place
                  from throttle
                 where key = %(key)s and at > clock_timestamp() - %(window)s::interval
                 order by at desc
                 limit %(most)s) as latest
        """,
        key=limit.key,
        most=limit.most,
        window=tries.WINDOW,
    )
    return tries.wait_seconds(counted.oldest, counted.now) if counted.oldest else None
