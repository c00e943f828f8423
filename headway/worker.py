"""The job runner, built from the lists of the web app: takes a job, binds its workspace, calls one action, commits."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

import procrastinate
import psycopg
import structlog
from procrastinate import RetryStrategy

from headway.core import clock, db, log
from headway.core.ctx import SYSTEM, Ctx, Workspace
from headway.core.db import Connection, Database
from headway.core.edge import NOWHERE
from headway.core.queue import QUEUE, Job, NewJob, defer
from headway.core.settings import Settings

POLL_SECONDS = 0.5
STALLED_SECONDS = 60  # a job whose worker has not been heard of for so long is given to another


class Worker:
    """Runs jobs over `database` (as headway_worker) until cancelled."""

    def __init__(
        self, jobs: Sequence[Job], settings: Settings, *, database: Database, wake: Callable[[], None]
    ) -> None:
        self._settings = settings
        self._database = database
        self._wake = wake
        connector = procrastinate.PsycopgConnector(
            conninfo=database.url, min_size=1, max_size=4, kwargs={"application_name": "headway-queue"}
        )
        self._app = procrastinate.App(connector=connector)
        for job in jobs:
            self._register(job)
        self._app.periodic(cron="* * * * *")(
            self._app.task(name="core.retry_stalled", queue=QUEUE, queueing_lock="core.retry_stalled")(
                self._retry_stalled
            )
        )

    async def run(self) -> None:
        """Work until cancelled; a lost database is waited for."""
        while True:
            try:
                async with self._app.open_async():
                    await self._app.run_worker_async(
                        queues=[QUEUE],
                        concurrency=2,
                        listen_notify=False,
                        install_signal_handlers=False,
                        fetch_job_polling_interval=POLL_SECONDS,
                        shutdown_graceful_timeout=5,
                        delete_jobs="successful",
                    )
            except (psycopg.Error, procrastinate.exceptions.ConnectorException, OSError) as error:
                log.get("worker").warning("database unavailable", error=str(error))
                await asyncio.sleep(1)

    def _register(self, job: Job) -> None:
        async def work(**arguments: Any) -> None:
            await self._perform(job, arguments)

        retry = RetryStrategy(max_attempts=1 if job.once else job.attempts, exponential_wait=3)
        self._app.task(name=job.name, queue=QUEUE, retry=retry)(work)
        if job.every:
            self._schedule(job)

    def _schedule(self, job: Job) -> None:
        async def spread(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands over when it was due
            async with self._database.transaction() as connection:
                await defer(connection, [NewJob(job.name, arguments) for arguments in await _targets(connection, job)])

        task = self._app.task(name=f"{job.name}.timetable", queue=QUEUE, queueing_lock=job.name)(spread)
        self._app.periodic(cron=job.every)(task)

    async def _perform(self, job: Job, arguments: dict[str, Any]) -> None:
        workspace_id = UUID(arguments.pop("workspace", str(NOWHERE.id)))
        structlog.contextvars.bind_contextvars(job=job.name, workspace=str(workspace_id))
        tenant = None if workspace_id == NOWHERE.id else workspace_id
        found = await self._in_transaction(tenant, lambda ctx: job.run(ctx, **arguments))
        outside, settle = job.outside, job.settle
        if outside is not None and settle is not None and found is not None:
            answer = await outside(self._settings, found)
            await self._in_transaction(tenant, lambda ctx: settle(ctx, answer))

    async def _in_transaction(self, tenant: UUID | None, run: Callable[[Ctx], Awaitable[Any]]) -> Any:
        async with self._database.transaction(tenant) as connection:
            workspace = await _workspace(connection, tenant)
            if workspace is None:
                log.get("worker").info("workspace is gone; nothing to do")
                return None
            ctx = Ctx(connection, workspace, SYSTEM, now=clock.now(), settings=self._settings)
            found = await run(ctx)
            wrote = await ctx.flush()
        if wrote:
            self._wake()
        return found

    async def _retry_stalled(self, timestamp: int) -> None:  # noqa: ARG002 - as above
        manager = self._app.job_manager
        for job in await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=STALLED_SECONDS):
            with suppress(procrastinate.exceptions.UniqueViolation):  # of a `once` job another waits already: later
                await manager.retry_job(job)


class _Holder:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection


async def _workspace(connection: Connection, tenant: UUID | None) -> Workspace | None:
    if tenant is None:
        return NOWHERE
    return await db.maybe(
        _Holder(connection),
        Workspace,
        """
        select id, slug, name, zone, week_start, year_start_month, check_in_days, key_prefix, settings, sample
          from workspace
         where id = %(tenant)s
        """,
        tenant=tenant,
    )


async def _targets(connection: Connection, job: Job) -> list[dict[str, Any]]:
    if job.instance:
        return [{}]
    ids = await db.column(_Holder(connection), "select workspace_ids()")
    return [{"workspace": str(workspace)} for workspace in ids]
