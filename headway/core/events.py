"""The event log: written in the transaction that did the thing, numbered and announced after it.

Reading a log by a serial id loses rows that commit late, so the publisher reads in `(xid, id)` order below the
oldest running transaction and gives each workspace a dense `number`; everything that follows the log follows that.
"""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.json import Jsonb
from psycopg_pool import PoolTimeout

from headway.core.db import Connection, Database

if TYPE_CHECKING:
    from headway.core.ctx import Ctx

CHANNEL = "headway_event"


class NewEvent(msgspec.Struct, frozen=True):
    kind: str
    subject: str
    subject_id: UUID
    version: int
    data: dict[str, Any]


class Published(msgspec.Struct, frozen=True):
    """What travels to open screens: no content, only what to look at again."""

    workspace_id: UUID
    number: int
    kind: str
    subject: str
    subject_id: UUID
    version: int


async def write(ctx: "Ctx", pending: Sequence[NewEvent]) -> None:
    """Insert events in one statement."""
    actor = ctx.actor
    await ctx.connection.execute(
        """
        insert into event (workspace_id, kind, subject, subject_id, version, actor_id, actor_kind, token_id, data,
                           request_id, recorded_at)
        select %(workspace)s, e.kind, e.subject, e.subject_id, e.version, %(actor)s, %(actor_kind)s, %(token)s, e.data,
               %(request)s, %(now)s
          from rows from (jsonb_to_recordset(%(events)s) as (
                 kind text, subject text, subject_id uuid, version bigint, data jsonb)) with ordinality
               as e (kind, subject, subject_id, version, data, place)
         order by e.place
        """,
        {
            "workspace": ctx.workspace.id,
            "actor": actor.member,
            "actor_kind": actor.kind,
            "token": actor.token,
            "request": ctx.request_id,
            "now": ctx.now,
            "events": Jsonb(pending, dumps=msgspec.json.encode),  # one document: escaping an array of them costs more
        },
    )


async def publish(connection: Connection, most: int = 2000) -> list[Published]:
    """Number what has become safe to read and announce it; returns it in order. Runs as headway_dispatch.

    One publisher at a time: a second one gets nothing and tries again later.
    """
    async with connection.transaction():
        cursor = await connection.execute("select pg_try_advisory_xact_lock(hashtextextended('headway.publish', 0))")
        row = await cursor.fetchone()
        if not row or not row[0]:
            return []
        cursor = await connection.execute(_NUMBER, {"most": most})
        published = [Published(*values) for values in await cursor.fetchall()]
        if published:
            await connection.execute("select pg_notify(%s, '')", [CHANNEL])
    return published


_NUMBER = """
with ready as (
  select workspace_id, id, row_number() over (partition by workspace_id order by xid, id) as place
    from (select workspace_id, xid, id from event
           where number is null and xid < pg_snapshot_xmin(pg_current_snapshot())
           order by xid, id limit %(most)s) as oldest
), counted as (
  insert into event_counter as c (workspace_id, number)
  select workspace_id, count(*) from ready group by workspace_id
  on conflict (workspace_id) do update set number = c.number + excluded.number
  returning c.workspace_id, c.number
), last as (
  select c.workspace_id, c.number - (select count(*) from ready r where r.workspace_id = c.workspace_id) as base
    from counted c
), numbered as (
  update event e set number = last.base + ready.place
    from ready join last using (workspace_id)
   where e.workspace_id = ready.workspace_id and e.id = ready.id
  returning e.workspace_id, e.number, e.kind, e.subject, e.subject_id, e.version
)
select * from numbered order by workspace_id, number
"""


class Publisher:
    """Keeps publishing: at once when woken by a commit of this process, else every `interval` seconds."""

    def __init__(self, database: Database, *, interval: float = 0.1) -> None:
        self._database = database
        self._interval = interval
        self._wake = asyncio.Event()

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Publish until cancelled; a lost database is waited for."""
        while True:
            try:
                async with self._database.connection() as connection:
                    await self._loop(connection)
            except (OSError, psycopg.Error, PoolTimeout):
                await asyncio.sleep(0.5)

    async def _loop(self, connection: Connection) -> None:
        while True:
            self._wake.clear()
            published = await publish(connection)
            if published:
                # A transaction that began before ours may still hide newer events; look again soon.
                await asyncio.sleep(0.005)
                continue
            try:
                await asyncio.wait_for(self._wake.wait(), self._interval)
            except TimeoutError:
                continue
