"""B1: close one task that moves a key result, its objective and five ancestors; commit, event written.

Statements are counted in PostgreSQL's own log. The comparison is pgbench running exactly these statements, with their
parameters, from 16 connections: what the database would do if the application cost nothing.
"""

import re
import subprocess
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure import Report, interleaved, median, on_core, percentile
from bench.world import LOAD_CORE, App, Browser, World, database_of
from headway.core.embedded import binaries

ANCESTORS = 5
WRITERS = 16
SIBLINGS = (20, 400, 4000)
SECONDS = 3.0  # of one measurement with 16 writers
PGBENCH_SECONDS = 6  # the first of them go into preparing
CLOSES = 50  # of one measurement with one


@dataclass
class Chain:
    """Tasks below one parent in a project that a key result counts, under a ladder of objectives."""

    tasks: list[str]


def run(world: World, sizes: Sequence[str]) -> Report:
    report = Report("B1", f"close a task that moves a key result, its objective and {ANCESTORS} ancestors")
    for size in sizes:
        with world.app(size) as app, on_core(LOAD_CORE):
            browser = Browser(app)
            for siblings in SIBLINGS:
                chain = build(app, browser, siblings)
                _count(app, browser, chain, report, siblings=siblings)
            _one_writer(app, browser, chain, report)
            _many_writers(app, chain, report)
    report.note("pgbench replays the logged statements of one task from 16 connections, prepared.")
    report.note("Redmine is not installed here; that comparison was not run.")
    return report


def build(app: App, browser: Browser, siblings: int) -> Chain:
    """A ladder of goals, a project linked to its lowest key result, a parent task with this many subtasks."""
    above: dict[str, Any] = {}
    for level in range(ANCESTORS + 1):
        last = level == ANCESTORS
        key_results = [{"title": "Work done", "kind": "work"}] if last else []
        goal = {"title": f"Level {level}", "cycle_id": str(app.made.cycle), "key_results": key_results}
        parents = [{"objective_id": above["id"], "kind": "contributes"}] if above else []
        above = browser.send("POST", "/objectives", {**goal, "parents": parents})
    page = browser.send("GET", f"/objectives/{above['id']}")
    project = browser.send("POST", "/projects", {"title": f"Bench {siblings}"})
    tasks = f"/projects/{project['id']}/tasks"
    parent = browser.send("POST", tasks, {"title": "Parent"})
    names = [f"Translate page {n}" for n in range(WRITERS)]
    made = [browser.send("POST", tasks, {"title": name, "parent_id": parent["id"]}) for name in names]
    _add_siblings(app, made[0], siblings - WRITERS)
    browser.send("POST", f"/key-results/{page['key_results'][0]['id']}/work", {"project_id": project["id"]})
    return Chain([one["id"] for one in made])


def _add_siblings(app: App, like: dict[str, Any], count: int) -> None:
    workspace = str(app.made.workspace)
    with app.world.superuser(app.size) as connection:
        connection.execute(
            """
            insert into task (workspace_id, id, number, project_id, parent_id, status_id, status_type, title, rank)
            select t.workspace_id, uuidv7(), (select max(number) from task) + n, t.project_id, t.parent_id,
                   t.status_id, t.status_type, 'Sibling ' || n, t.rank || 'a' || n
              from task t cross join generate_series(1, %s) as n
             where t.workspace_id = %s and t.id = %s
            """,
            [count, workspace, like["id"]],
        )
        connection.execute(
            "update display_counter set number = (select max(number) from task) where kind = 'task'",
        )
        connection.execute("select recompute_work(%s, %s)", [workspace, like["project_id"]])
        connection.execute("analyze task")


def toggle(browser: Browser, task: str, version: int) -> int:
    """Close a task and open it again; the version it is at then."""
    browser.request("POST", f"/tasks/{task}/closure", version=version)
    browser.request("DELETE", f"/tasks/{task}/closure", version=version + 1)
    return version + 2


def _version(browser: Browser, task: str) -> int:
    return int(browser.send("GET", f"/tasks/{task}")["version"])


def _count(app: App, browser: Browser, chain: Chain, report: Report, *, siblings: int) -> None:
    task = chain.tasks[0]
    version = _version(browser, task)
    with app.world.logged() as log:
        browser.request("POST", f"/tasks/{task}/closure", version=version)
    browser.request("DELETE", f"/tasks/{task}/closure", version=version + 1)
    report.add(f"{app.size}: statements, {siblings} siblings", len(log.of("headway-app")), "", most=15)


def _one_writer(app: App, browser: Browser, chain: Chain, report: Report) -> None:
    task = chain.tasks[0]
    version = _version(browser, task)
    for _ in range(60):  # every connection of the pool has prepared its statements
        version = toggle(browser, task, version)
    server, postgres, walls = [], [], []
    for _ in range(5):
        before = (app.server_ms(), app.postgres_ms())
        for _ in range(CLOSES // 2):
            began = time.perf_counter()
            version = toggle(browser, task, version)
            walls.append((time.perf_counter() - began) * 500)
        server.append((app.server_ms() - before[0]) / CLOSES)
        postgres.append((app.postgres_ms() - before[1]) / CLOSES)
    report.add(f"{app.size}: server CPU per close", median(server), "ms", most=1.5)
    report.add(f"{app.size}: PostgreSQL CPU per close", median(postgres), "ms")
    report.add(f"{app.size}: p50", percentile(walls, 0.5), "ms")


def _many_writers(app: App, chain: Chain, report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder:
        script = _script(app, chain, Path(folder))
        works = {"app": lambda: _through_app(app, chain), "pgbench": lambda: _through_pgbench(app, script)}
        found = interleaved(works)
    ours, limit = median(found["app"]), median(found["pgbench"])
    report.add(f"{app.size}: {WRITERS} writers, closes/s", ours, "1/s")
    report.add(f"{app.size}: pgbench, the same SQL", limit, "1/s")
    report.add(f"{app.size}: share of pgbench", 100 * ours / limit, "%", least=25)


def _through_app(app: App, chain: Chain) -> float:
    """Closes and reopenings per second from 16 browsers, each at its own task of the one tree."""
    deadline = time.monotonic() + SECONDS

    def write(task: str) -> int:
        browser = Browser(app)
        version, done = _version(browser, task), 0
        while time.monotonic() < deadline:
            version = toggle(browser, task, version)
            done += 2
        return done

    with ThreadPoolExecutor(WRITERS) as pool:
        return sum(pool.map(write, chain.tasks)) / SECONDS


def _script(app: App, chain: Chain, folder: Path) -> Path:
    """What the app sends to close a task and to open it again, for pgbench.

    One task for all connections: the tree has one writer at a time anyway, and so every connection prepares each
    statement once and goes on using it, as the app's do.
    """
    browser = Browser(app)
    version = _version(browser, chain.tasks[0])
    with app.world.logged() as log:
        toggle(browser, chain.tasks[0], version)
    script = folder / "close.sql"
    script.write_text("\n".join(_transactions(log.of("headway-app"))))
    return script


def _transactions(statements: Sequence[str]) -> list[str]:
    """Each request begins with the look-up of its caller. Outside quotes `:name` would be a variable of pgbench."""
    lines: list[str] = []
    for text in statements:
        if "headway_caller(" in text:
            lines += ["commit;"] if lines else []
            lines.append("begin;")
        lines.append(re.sub(r":(?=(?:null|true|false)\b)", ": ", " ".join(text.split())) + ";")
    return [*lines, "commit;"]


def _through_pgbench(app: App, script: Path) -> float:
    program = binaries.packaged().program("pgbench")
    command = [str(program), "-n", "-M", "prepared", "-c", str(WRITERS), "-j", "2", "-T", str(PGBENCH_SECONDS)]
    command += ["-f", str(script), "-h", str(app.world.cluster.sockets), "-U", "headway_app", database_of(app.size)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    found = re.search(r"tps = ([\d.]+)", ended.stdout)
    if found is None or ended.returncode:
        raise RuntimeError(f"pgbench: {ended.stderr[-600:]}")
    return 2 * float(found[1])
