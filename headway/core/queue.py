"""Work for after the answer: procrastinate's tables, written by our own connection in our own transaction."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from headway.core.db import Connection
from headway.core.settings import Settings

QUEUE = "headway"


class NewJob(msgspec.Struct, frozen=True):
    """`lock`: not added while one with the same lock waits; it waits a second itself, so that a burst costs one run."""

    name: str
    arguments: dict[str, Any]
    lock: str | None = None


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What a room's `JOBS` lists. `run(ctx, **arguments)` is called inside a transaction of its own and may run twice.

    `every` is a cron line (UTC) for a timetable: the job then runs once per workspace, without arguments (once for the
    installation, outside any workspace, where `instance` is set). Work that would hold a transaction for more than a
    few seconds does a part and asks for the rest with `ctx.later`.

    `after` names event kinds: the job then runs after each of them, with the event's `subject` (the id, as text) and
    `data`. That is how a lower room wakes a higher one without knowing it. With `at_once` it runs in the transaction of
    the event, as the same person, just before the commit: for little things that must be there with the first answer.

    With `once` any number of events cost one run a second later, without arguments: it looks for itself what there is
    to do. It is not tried again when it fails; its timetable catches up.

    With `outside` no transaction is open while the world outside is talked to: what `run` returns (None: nothing to do)
    is committed first, then handed to `outside(settings, it)`, and the answer to `settle(ctx, answer)` in a transaction
    of its own. It may die between any two of them.
    """

    name: str
    run: Callable[..., Awaitable[Any]]
    every: str = ""
    instance: bool = False
    after: tuple[str, ...] = ()
    at_once: bool = False
    once: bool = False
    outside: Callable[[Settings, Any], Awaitable[Any]] | None = None
    settle: Callable[..., Awaitable[None]] | None = None
    attempts: int = 10


_listening: dict[str, list[Job]] = {}  # event kind -> jobs; filled once, by main.py, from the rooms' lists


def listen(jobs: Sequence[Job]) -> None:
    """Wire the jobs to the events they follow."""
    _listening.clear()
    for job in jobs:
        for kind in job.after:
            _listening.setdefault(kind, []).append(job)


def woken_by(kind: str, workspace: UUID, told: Mapping[str, Any]) -> list[NewJob]:
    """The jobs that follow an event some time later; `told` are the arguments of those that take any."""
    at = {"workspace": str(workspace)}
    return [
        NewJob(job.name, at, f"{job.name}:{workspace}") if job.once else NewJob(job.name, {**at, **told})
        for job in _listening.get(kind, [])
        if not job.at_once
    ]


def woken_at_once(kind: str) -> list[Job]:
    """The jobs that belong into the transaction of the event."""
    return [job for job in _listening.get(kind, []) if job.at_once]


async def defer(connection: Connection, jobs: Sequence[NewJob]) -> None:
    """Add jobs in the running transaction: one statement, no notification (workers poll)."""
    await connection.execute(ADD_JOBS, parameters(jobs))


ADD_JOBS = """
    insert into procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
    select %(queue)s, j.name, 0, null, j.lock, j.arguments,
           case when j.lock is not null then now() + interval '1 second' end
      from unnest(%(names)s::text[], %(arguments)s::jsonb[], %(locks)s::text[]) as j (name, arguments, lock)
    on conflict do nothing
    """


def parameters(jobs: Sequence[NewJob]) -> dict[str, Any]:
    """Those of `ADD_JOBS`; of the jobs with one lock, the first."""
    kept = {job.lock or place: job for place, job in reversed(list(enumerate(jobs)))}.values()
    return {
        "queue": QUEUE,
        "names": [job.name for job in kept],
        "arguments": [Jsonb(job.arguments) for job in kept],
        "locks": [job.lock for job in kept],
    }
