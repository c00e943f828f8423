"""kill -9 of a worker in the middle of reminding: nothing lost, nothing twice.

The worker is a process of its own that does what the job runner does (take a job, one transaction, delete the job with
it done). It is killed at moments of its own run: after each statement that matters, whichever comes first.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from headway.core import clock
from headway.core.ctx import SYSTEM, Ctx, Workspace
from headway.core.db import Database
from tests.goals import world
from tests.make import Make

PEOPLE = 6
NOW = datetime(2026, 10, 23, 15, tzinfo=UTC)  # a Friday at the hour of the check-in

CHILD = """
import asyncio, sys
from datetime import datetime
from uuid import UUID

import psycopg

from headway.core import clock
from headway.core.ctx import SYSTEM, Ctx, Workspace
from headway.core.db import Database
from headway.core.events import publish
from headway.core import queue
from headway.notifications.jobs import JOBS as NOTIFICATIONS
from headway.rituals.jobs import JOBS as RITUALS

JOBS = [*RITUALS, *NOTIFICATIONS]
queue.listen(JOBS)
CONNECTION = psycopg.AsyncCursor.execute
said = 0

async def counted(self, query, *args, **kwargs):
    # a moment of the run: say that the next statement begins, and wait to be let on
    global said
    said += 1
    print(said, flush=True)
    sys.stdin.readline()
    return await CONNECTION(self, query, *args, **kwargs)

async def main(url, dispatch, workspace, at):
    runs = {job.name: job.run for job in JOBS}
    tenant = UUID(workspace)
    database, publisher = Database(url, size=1, name="worker"), Database(dispatch, size=1, name="dispatch")
    await database.open()
    await publisher.open()
    psycopg.AsyncCursor.execute = counted
    with clock.at(datetime.fromisoformat(at)):
        while True:
            async with publisher.connection() as connection:
                await publish(connection)
            async with database.transaction(tenant) as connection:
                cursor = await connection.execute(
                    "select id, task_name, args from procrastinate_jobs where status = 'todo' "
                    "and task_name not like 'identity.%%' order by id limit 1 for update skip locked"
                )
                job = await cursor.fetchone()
                if job is None:
                    break
                ctx = Ctx(connection, Workspace(id=tenant, slug="w", name="W"), SYSTEM, now=clock.now())
                arguments = dict(job[2])
                arguments.pop("workspace", None)
                await runs[job[1]](ctx, **arguments)
                await ctx.flush()
            # done is told in a transaction of its own, as the job runner does: between the two it may die as well
            async with database.transaction(tenant) as connection:
                await connection.execute("delete from procrastinate_jobs where id = %s", [job[0]])
    print("end", flush=True)

asyncio.run(main(*sys.argv[1:]))
"""


async def prepare(url: str) -> UUID:
    """A workspace of people who each owe one check-in, with the reading of the clock asked for."""
    database = Database(url, size=1)
    await database.open()
    with clock.at(NOW - timedelta(days=10)):  # what is newer than a week owes nothing yet
        async with database.transaction() as connection:
            make = await Make.fresh(connection)
            owner = make.ctx_of(make.owner)
            cycle = await world.cycle(owner)
            for number in range(PEOPLE):
                person = await make.member(name=f"P{number}")
                goal = await world.objective(owner, cycle.id, title=f"Goal {number}", owner_id=person.id)
                await world.key_result(owner, goal.id, f"Number {number}", owner_id=person.id)
            owner._events.clear()  # the news of their making is not what is tested
            await connection.execute(
                "insert into ritual_clock (workspace_id, read_until) values (%s, %s)",
                [make.workspace.id, NOW - timedelta(minutes=5)],
            )
    with clock.at(NOW):
        async with database.transaction(make.workspace.id) as connection:
            whole = Workspace(id=make.workspace.id, slug="w", name="W")
            ctx = Ctx(connection, whole, SYSTEM, now=clock.now())
            await ctx.later("rituals.read_clock")
            await ctx.flush()
    await database.close()
    return make.workspace.id


def run(urls: tuple[str, str], workspace: UUID, *, until: int) -> bool:
    """Work until all is done (True), or until the statement of that number begins: then kill it."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, *urls, str(workspace), NOW.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == "end":
                break
            if int(line) >= until:
                os.kill(child.pid, signal.SIGKILL)
                break
            child.stdin.write("\n")
            child.stdin.flush()
        child.wait()
    return child.returncode == 0


def told(url: str, workspace: UUID) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Reminders by person, notices by person, mails by address."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "select set_config('headway.workspace', %s, false), set_config('headway.guest', '', false)",
            [str(workspace)],
        )
        reminders = connection.execute("select member_id::text from ritual_reminder").fetchall()
        notices = connection.execute("select member_id::text from notification where kind = 'reminder'").fetchall()
        mails = connection.execute("select recipient from outbox_mail where subject like 'Check-in%'").fetchall()
    return tuple(Counter(row[0] for row in rows) for rows in (reminders, notices, mails))  # type: ignore[return-value]  # three of them


@pytest.mark.fault
@pytest.mark.timeout(400)
def test_a_worker_killed_half_way_loses_no_reminder_and_sends_none_twice(database_url: Callable[[str], str]) -> None:
    workspace = asyncio.run(prepare(database_url("headway_app")))
    urls = (database_url("headway_worker"), database_url("headway_dispatch"))
    kills, until, done = 0, 2, False
    while not done:
        done = run(urls, workspace, until=until if kills < 7 else 10**9)
        kills += not done
        until += 11  # a little further each time, so that it dies in each of the jobs and between them
    reminders, notices, mails = told(database_url("headway_app"), workspace)
    assert kills >= 3
    assert (len(reminders), len(notices), len(mails)) == (PEOPLE, PEOPLE, PEOPLE)
    assert {*reminders.values(), *notices.values(), *mails.values()} == {1}
