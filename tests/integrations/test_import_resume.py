"""kill -9 while an import is committed: whoever goes on reaches the same final state as one that was never killed."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from uuid import UUID, uuid4

import psycopg
import pytest

from headway.core import clock
from headway.core.ctx import Actor, Ctx, Workspace
from headway.core.db import Database
from headway.integrations.imports.actions import commits, uploads

TASKS = 1300
CHILD = """
import asyncio, sys
from uuid import UUID
from headway.core import clock
from headway.core.ctx import SYSTEM, Ctx, Workspace
from headway.core.db import Database
from headway.integrations.imports.actions import commits

async def main(url, workspace, wanted):
    database = Database(url, size=1)
    await database.open()
    print("open", flush=True)
    done = False
    while not done:
        async with database.transaction(UUID(workspace)) as connection:
            ctx = Ctx(connection, Workspace(id=UUID(workspace), slug="w", name="W"), SYSTEM, now=clock.now())
            done = await commits.step(ctx, UUID(wanted))
            await ctx.flush()
        print("step", flush=True)
    await database.close()

asyncio.run(main(*sys.argv[1:]))
"""


def sheet() -> bytes:
    rows = ["Title,Project,Status,ID,Parent ID,Labels,Estimate"]
    for n in range(TASKS):
        parent, status = "" if n % 10 == 0 else str(n - n % 10), ("Open", "Doing", "Done")[n % 3]
        rows.append(f"Task {n},Project {n // 10 % 5},{status},{n},{parent},l{n % 7},{n % 9 + 1}")
    return "\n".join(rows).encode()


async def prepare(url: str) -> tuple[UUID, UUID]:
    """A workspace with an owner and an import that has begun; returns the ids of both."""
    workspace, account, member = uuid4(), uuid4(), uuid4()
    database = Database(url, size=1)
    await database.open()
    async with database.transaction(workspace) as connection:
        slug = f"w-{workspace.hex[:8]}"
        await connection.execute("insert into workspace (id, slug, name) values (%s, %s, 'W')", [workspace, slug])
        await connection.execute(
            "insert into account (id, email, name) values (%s, %s, 'Ola')", [account, f"{account.hex}@example.test"]
        )
        await connection.execute(
            "insert into member (workspace_id, id, account_id, name, email, role) "
            "values (%s, %s, %s, 'Ola', '', 'owner')",
            [workspace, member, account],
        )
        actor = Actor(account=account, member=member, role="owner", name="Ola")
        ctx = Ctx(connection, Workspace(id=workspace, slug=slug, name="W"), actor, now=clock.now())
        shown = await uploads.upload(ctx, sheet(), file_name="many.csv")
        await commits.start(ctx, shown.id, version=shown.version)
        await ctx.flush()
    await database.close()
    return workspace, shown.id


def run(url: str, workspace: UUID, wanted: UUID, *, kill_after: float | None) -> float | None:
    """Carry steps out in a process of its own; the seconds they took, None if it was killed before the end.

    Counted from the moment its database is open: how long a process takes to start is not what is tested.
    """
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, url, str(workspace), str(wanted)], stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        began = time.monotonic()
        try:
            child.wait(kill_after)
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
        child.wait()
    return time.monotonic() - began if child.returncode == 0 else None


def final(owner_url: str, workspace: UUID) -> list[str]:
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(
            "select set_config('headway.workspace', %s, false), set_config('headway.guest', '', false)",
            [str(workspace)],
        )
        rows = connection.execute(
            """
            select concat_ws('|', t.title, p.title, s.name, t.status_type, above.title, t.labels, t.estimate_hours,
                             t.leaves, t.leaves_done, t.hours, t.hours_done)
              from task t
              join project p on p.workspace_id = t.workspace_id and p.id = t.project_id
              join status s on s.workspace_id = t.workspace_id and s.id = t.status_id
              left join task above on above.workspace_id = t.workspace_id and above.id = t.parent_id
             where t.workspace_id = %s
             union all
            select concat_ws('|', title, leaves, leaves_done, hours, hours_done) from project where workspace_id = %s
             union all
            select concat_ws('|', source, external_id, kind) from import_item where workspace_id = %s
             order by 1
            """,
            [workspace, workspace, workspace],
        )
        return [row[0] for row in rows.fetchall()]


@pytest.mark.fault
@pytest.mark.timeout(300)
def test_a_killed_commit_resumes_to_the_same_final_state(database_url: Callable[[str], str]) -> None:
    url = database_url("headway_app")
    whole, first = asyncio.run(prepare(url))
    took = run(url, whole, first, kill_after=None)
    assert took is not None
    killed, second = asyncio.run(prepare(url))
    chance, kills, finished = random.Random(7), 0, None
    while finished is None:
        # Within a third of what an unhurried run takes, so that it dies at least three times on a quick machine too.
        finished = run(url, killed, second, kill_after=chance.uniform(0, took / 3) if kills < 12 else None)
        kills += finished is None
    expected = final(url, whole)
    assert kills >= 3
    assert len(expected) == TASKS + 5 + TASKS + 5
    assert final(url, killed) == expected
