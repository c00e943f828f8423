"""The event log: written in the transaction that did the thing, numbered and announced after it.

Reading a log by a serial id loses rows that commit late, so one publisher gives what is committed and has none yet a
dense `number` per workspace, one batch after the other; everything that follows the log follows that. It waits for
nobody: what commits late is numbered late.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb
from psycopg_pool import PoolTimeout

from headway.core import log, queue
from headway.core.db import Connection, Database
from headway.core.published import Published

if TYPE_CHECKING:
    from headway.core.ctx import Ctx

CHANNEL = "headway_event"
SOON = 0.005  # seconds
MOST = 2000  # events in one batch


class NewEvent(msgspec.Struct, frozen=True):
    """`at` and `by` are set by the history of the demo company alone; else it is now, by the actor."""

    kind: str
    subject: str
    subject_id: UUID
    version: int
    data: dict[str, Any]
    at: datetime | None = None
    by: UUID | None = None


async def write(ctx: "Ctx", pending: Sequence[NewEvent], jobs: Sequence[queue.NewJob] = ()) -> None:
    """Insert events, and the jobs that follow them, in one statement."""
    actor = ctx.actor
    await ctx.connection.execute(
        _WITH_JOBS if jobs else _ALONE,
        {
            "workspace": ctx.workspace.id,
            "actor": actor.member,
            "actor_kind": actor.kind,
            "token": actor.token,
            "request": ctx.request_id,
            "now": ctx.now,
            "events": Jsonb(pending, dumps=msgspec.json.encode),  # one document: escaping an array of them costs more
            **(queue.parameters(jobs) if jobs else {}),
        },
    )


_ALONE = """
        insert into event (workspace_id, kind, subject, subject_id, version, actor_id, actor_kind, token_id, data,
                           request_id, recorded_at)
        select %(workspace)s, e.kind, e.subject, e.subject_id, e.version,
               case when e.at is null then %(actor)s::uuid else e.by end,
               case when e.at is null then %(actor_kind)s when e.by is null then 'system' else 'person' end,
               case when e.at is null then %(token)s::uuid end, e.data, %(request)s, coalesce(e.at, %(now)s)
          from rows from (jsonb_to_recordset(%(events)s) as (
                 kind text, subject text, subject_id uuid, version bigint, data jsonb, at timestamptz, by uuid))
               with ordinality as e (kind, subject, subject_id, version, data, at, by, place)
         order by e.place
        """
_WITH_JOBS = f"with told as ({_ALONE}) {queue.ADD_JOBS}"


async def publish(connection: Connection, *, teller: str = "", most: int = MOST) -> list[Published]:
    """Number what is committed and announce it, as `teller`; returns it in order. Runs as headway_dispatch.

    One publisher at a time: a second one gets nothing and tries again later. One call, because every way to the
    database and back is time on somebody's screen.
    """
    cursor = await connection.execute("select * from headway_publish(%s, %s, %s)", [CHANNEL, teller, most])
    return [Published(*values) for values in await cursor.fetchall()]


class Publisher:
    """Keeps publishing: at once when woken by a commit of this process, else every `interval` seconds.

    What could not be numbered yet, because another process publishes just now, is looked for again soon: after `SOON`
    seconds, then after twice as long, up to `interval`. `tell` hears of each batch in this process, before anybody who
    follows the announcement of `teller` can.
    """

    def __init__(
        self,
        database: Database,
        *,
        interval: float = 0.1,
        teller: str = "",
        tell: Callable[[list[Published]], None] = lambda _: None,
    ) -> None:
        self._database = database
        self._interval = interval
        self._teller = teller
        self._tell = tell
        self._wake = asyncio.Event()

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Publish until cancelled; a lost database is waited for."""
        while True:
            try:
                async with self._database.connection() as connection:
                    await self._loop(connection)
            except (OSError, psycopg.Error, PoolTimeout) as error:
                log.get("events").warning("publishing failed, trying again", error=str(error))
                await asyncio.sleep(0.5)

    async def _loop(self, connection: Connection) -> None:
        pause = SOON
        while True:
            self._wake.clear()
            published = await publish(connection, teller=self._teller)
            if published:
                self._tell(published)
                # Whoever commits later wakes us, or its own publisher.
                pause = 0 if len(published) == MOST else self._interval
            try:
                await asyncio.wait_for(self._wake.wait(), pause)
                pause = SOON
            except TimeoutError:
                pause = min(pause * 2 or SOON, self._interval)
