"""B5: the roll-up kept exact under 16 concurrent writers on one tree, one leaf at a time and in batches of 20.

Two ways are measured: the roll-up as the database does it (pgbench: lock, apply, commit), and the whole action as the
app does it, with its events (one Python process). Afterwards everything is recomputed: nothing may differ.
"""

import asyncio
import random
import re
import subprocess
import tempfile
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from bench.measure import Report, interleaved, median
from bench.world import World, database_of
from headway.core import clock
from headway.core.ctx import SYSTEM, Ctx, Workspace
from headway.core.db import Database
from headway.core.embedded import binaries
from headway.progress import actions as progress
from headway.progress.rules.work import Totals
from headway.progress.schemas import WorkChange

WRITERS = 16
SECONDS = 3
BATCHES = (1, 20)
SCRIPTS = 64  # different sets of leaves for pgbench


def run(world: World, sizes: Sequence[str]) -> Report:
    report = Report("B5", f"roll-up under {WRITERS} writers on one tree")
    for size in sizes:
        world.org(size)
        leaves = _leaves(world, size)
        for batch in BATCHES:
            _both(world, size, leaves, batch=batch, report=report)
        report.add(f"{size}: numbers that differ from a recompute", _wrong(world, size), "", most=0)
    report.note("A difference is more than 1e-13; recompute_progress names every number that has one.")
    return report


def _both(world: World, size: str, leaves: Sequence[UUID], *, batch: int, report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scripts = _scripts(Path(folder), world.made[size].workspace, leaves, batch=batch)
        rates = interleaved(
            {
                "roll-up": lambda: _pgbench(world, size, scripts, batch=batch),
                "action": lambda: asyncio.run(_actions(world, size, leaves, batch=batch)),
            }
        )
    least = 5000.0 if batch > 1 else None
    report.add(f"{size}: roll-up, batches of {batch}", median(rates["roll-up"]), "1/s", least=least)
    report.add(f"{size}: whole action, batches of {batch}", median(rates["action"]), "1/s")


def _leaves(world: World, size: str) -> list[UUID]:
    with world.superuser(size) as connection:
        found = connection.execute("select id from node where mode = 'work' and subject = 'task' order by id")
        return [row[0] for row in found]


def _scripts(folder: Path, workspace: UUID, leaves: Sequence[UUID], *, batch: int) -> list[Path]:
    chance, scripts = random.Random(batch), []
    for number in range(SCRIPTS):
        chosen = chance.sample(list(leaves), min(batch, len(leaves)))
        done = [chance.randint(0, 1) for _ in chosen]
        ids, ones, shares = ("{" + ",".join(map(str, part)) + "}" for part in (chosen, [1] * len(chosen), done))
        script = folder / f"{batch}-{number}.sql"
        script.write_text(
            "begin;\n"
            f"select set_config('headway.workspace', '{workspace}', true), set_config('headway.guest', '', true);\n"
            f"select * from apply_progress('{ids}', '{shares}', '{shares}', '{ones}', '{shares}', '{ones}', '{ones}',"
            f" '{shares}', current_date);\ncommit;\n"
        )
        scripts.append(script)
    return scripts


def _pgbench(world: World, size: str, scripts: Sequence[Path], *, batch: int) -> float:
    program = str(binaries.packaged().program("pgbench"))
    command = [program, "-n", "-M", "prepared", "-c", str(WRITERS), "-j", "2", "-T", str(SECONDS)]
    command += [part for script in scripts for part in ("-f", str(script))]
    command += ["-h", str(world.cluster.sockets), "-U", "headway_app", database_of(size)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    found = re.search(r"tps = ([\d.]+)", ended.stdout)
    if found is None or ended.returncode:
        raise RuntimeError(f"pgbench: {ended.stderr[-600:]}")
    return batch * float(found[1])


async def _actions(world: World, size: str, leaves: Sequence[UUID], *, batch: int) -> float:
    """Leaf changes per second through `progress.set_work`, events written, from 16 tasks of one process."""
    made = world.made[size]
    database = Database(world.cluster.url("headway_app", database_of(size)), size=WRITERS)
    await database.open()
    workspace = Workspace(id=made.workspace, slug=made.slug, name="Bench")
    deadline = time.monotonic() + SECONDS

    async def write(seed: int) -> int:
        chance, done = random.Random(seed), 0
        while time.monotonic() < deadline:
            changes = [_change(one, chance.randint(0, 1)) for one in chance.sample(list(leaves), batch)]
            async with database.transaction(made.workspace) as connection:
                ctx = Ctx(connection, workspace, SYSTEM, now=clock.now())
                await progress.lock_graph(ctx)
                await progress.set_work(ctx, changes)
                await ctx.flush()
            done += batch
        return done

    try:
        return sum(await asyncio.gather(*(write(seed) for seed in range(WRITERS)))) / SECONDS
    finally:
        await database.close()


def _change(leaf: UUID, done: int) -> WorkChange:
    return WorkChange(id=leaf, totals=Totals(1, done, 1, Decimal(1), Decimal(done)))


def _wrong(world: World, size: str) -> int:
    with world.superuser(size) as connection, connection.transaction(force_rollback=True):
        connection.execute(
            "select set_config('headway.workspace', %s, true), set_config('headway.guest', '', true)",
            [str(world.made[size].workspace)],
        )
        row = connection.execute("select count(*) from recompute_progress()").fetchone()
        return int(row[0]) if row else 0
