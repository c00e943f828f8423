"""`kill9-db` and `kill9-app`: kill, let it recover, and compare what is there with what was acknowledged."""

import asyncio
import random
import statistics
import time
from collections.abc import Callable

import msgspec
import psycopg

from tests.checks.report import Report
from tests.faults.house import House, opened
from tests.faults.writers import Done, Office

BETWEEN = (0.4, 1.6)  # seconds of undisturbed work before each kill
HEALS = 10.0  # seconds from a kill until a write must be acknowledged again
GIVES_UP = 60.0


def database(*, kills: int, seed: int) -> Report:
    """kill -9 of all PostgreSQL processes: nothing acknowledged is lost and every number is right."""
    return _run("kill9-db", House.kill_database, kills=kills, seed=seed)


def app(*, kills: int, seed: int) -> Report:
    """kill -9 of the web server: a retried write has exactly one effect."""
    return _run("kill9-app", House.kill_web, kills=kills, seed=seed)


class Healing(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds from a kill until the database let anybody in again, and until a write was acknowledged again."""

    database: float
    writes: float


def _run(name: str, kill: Callable[[House], int], *, kills: int, seed: int) -> Report:
    report = Report(name=name)
    chance = random.Random(seed)
    healing: list[Healing] = []

    async def during(office: Office) -> None:
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(*BETWEEN))
            healing.append(await _kill_once(office.house, kill, office, report))
        await asyncio.sleep(BETWEEN[0])

    with opened() as house:
        done = asyncio.run(Office(house, seed).work(during))
        judge(report, house, done)
    _say(report, healing, done)
    return report


def _say(report: Report, healing: list[Healing], done: Done) -> None:
    """The bar is for everything from the kill on: noticing, starting again, recovery, the pool."""
    writes = [one.writes for one in healing]
    report.notes.append(
        f"writes acknowledged again after a kill: median {statistics.median(writes):.2f} s, longest "
        f"{max(writes):.2f} s; " + ", ".join(f"{what} {number}" for what, number in sorted(done.counts.items()))
    )
    report.notes.append("seconds from each kill: " + " ".join(f"{one.writes:.2f}" for one in healing))
    report.notes.append(
        f"of that until the database let anybody in: median {statistics.median(one.database for one in healing):.2f} s"
    )
    report.expect(
        max(writes) <= HEALS, f"a write was acknowledged only {max(writes):.1f} s after a kill (bar {HEALS:.0f} s)"
    )


async def _kill_once(house: House, kill: Callable[[House], int], office: Office, report: Report) -> Healing:
    """Kill, and see when the database is there and when a write that was begun afterwards is acknowledged."""
    killed = await asyncio.to_thread(kill, house)
    began = time.monotonic()
    report.tried("kills", bool(killed))
    report.expect(killed > 0, "there was nothing to kill")
    back = asyncio.create_task(asyncio.to_thread(_until_it_lets_in, house))
    await asyncio.sleep(0.1)  # answers that were on their way
    quiet = time.monotonic()
    while office.last <= quiet and time.monotonic() - began < GIVES_UP:  # noqa: ASYNC110 - a time is waited for
        await asyncio.sleep(0.01)
    return Healing(writes=time.monotonic() - began, database=await back - began)


def _until_it_lets_in(house: House) -> float:
    """When the database accepts a connection (monotonic clock)."""
    deadline = time.monotonic() + GIVES_UP
    while time.monotonic() < deadline:
        try:
            psycopg.connect(house.database("headway_app"), connect_timeout=2).close()
        except (psycopg.Error, OSError):
            time.sleep(0.02)
        else:
            break
    return time.monotonic()


def judge(report: Report, house: House, done: Done) -> None:
    """Everything that was acknowledged is there once, and nothing is there twice."""
    report.tried("acknowledged writes", done.acknowledged)
    for sentence in done.strange:
        report.fail(sentence)
    values = [row[0] for row in house.rows("select note from measurement where length(note) = 32")]
    titles = [row[0][5:] for row in house.rows("select title from task where title like 'Task ' || repeat('_', 32)")]
    for kind, stored, acknowledged in (("values", values, done.measurements), ("tasks", titles, done.tasks)):
        lost, twice = acknowledged - set(stored), len(stored) - len(set(stored))
        report.expect(not lost, f"{len(lost)} acknowledged {kind} are lost")
        report.expect(not twice, f"{twice} {kind} were written twice")
    wrong = _wrong_tasks(house, done)
    report.expect(not wrong, f"{wrong} tasks are not in the state that was acknowledged last")
    differences = asyncio.run(house.differences())
    report.expect(not differences, f"{differences} stored numbers differ from a recomputation")
    report.notes.append(
        f"lost 0 of {done.acknowledged}; difference to recompute {differences}" if report.passed else "see the failures"
    )


def _wrong_tasks(house: House, done: Done) -> int:
    stored = {
        str(task): (type_ == "done", version)
        for task, type_, version in house.rows(
            """
            select t.id, s.type, t.version
              from task t join status s on s.workspace_id = t.workspace_id and s.id = t.status_id
            """
        )
    }
    return sum(stored[task] != (closed, done.versions[task]) for task, closed in done.closed.items())
