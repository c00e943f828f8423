"""Who may import whom, whose tables one writes, whose events one records."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house import files, storeys

DEMO_WRITES_HISTORY = "demo"  # makes a year that has already happened, which no action of today could


def test_a_room_writes_only_its_own_tables() -> None:
    owner = storeys.owners([path for path in files.tracked() if path.parent.name == "migrations"])
    found = [
        f"{path.relative_to(files.HOME)}: {fault}"
        for path in files.python("headway")
        if (room := files.room_of(path)) and room != DEMO_WRITES_HISTORY
        for fault in storeys.foreign_writes(files.text(path), room, owner)
    ]
    assert not found, "\n".join(found)


def test_a_foreign_write_is_noticed() -> None:
    owner = {"task": "work", "objective": "goals", "event": "core"}
    assert storeys.foreign_writes("update task set title = 'x'", "goals", owner) == ["writes task of work"]
    assert storeys.foreign_writes("insert into task (id) values (1)", "work", owner) == []
    assert storeys.foreign_writes("insert into event (id) values (1)", "work", owner) == []
    assert storeys.foreign_writes("on conflict do update set x = 1", "work", owner) == []


def test_events_begin_with_the_name_of_the_room_that_records_them() -> None:
    found = [
        f"{path.relative_to(files.HOME)}: {fault}"
        for path in files.python("headway")
        if (room := files.room_of(path)) and room != DEMO_WRITES_HISTORY
        for fault in storeys.foreign_events(files.text(path), room)
    ]
    assert not found, "\n".join(found)


def test_an_event_under_a_foreign_name_is_noticed() -> None:
    assert storeys.foreign_events('await ctx.record("work.task_closed", x)', "goals") == ["records work.task_closed"]
    assert storeys.foreign_events('await ctx.record("goals.closed", x)', "goals") == []


def test_every_room_is_held_by_the_contract_on_its_inside() -> None:
    contracts = tomllib.loads((files.HOME / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    inside = next(contract for contract in contracts if contract["name"].startswith("Inside a room"))
    held = {container.split(".")[1] for container in inside["containers"]}
    assert set(files.rooms()) - held == set()


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("identity/rules", "import headway.progress.queries", "Storeys"),
        ("core/pages", "import headway.work.queries", "Storeys"),
        ("progress/queries", "import headway.progress.actions", "Inside a room"),
        ("progress/actions", "import headway.live.routes", "Of another room only"),
        ("goals/rules", "import psycopg", "Rules are pure"),
        ("progress/queries", "import litestar", "Only routes"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(tmp_path: Path, module: str, line: str, contract: str) -> None:
    shutil.copytree(files.HOME / "headway", tmp_path / "headway", ignore=shutil.ignore_patterns("static", "*.pyc"))
    shutil.copy(files.HOME / "pyproject.toml", tmp_path)
    place = tmp_path / "headway" / module
    target = place / "added.py" if place.is_dir() else place.with_suffix(".py")
    with target.open("a") as file:
        file.write(f"\n{line}\n")
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    broken = [text for text in done.stdout.splitlines() if text.startswith(contract) and "BROKEN" in text]
    assert done.returncode == 1
    assert broken, done.stdout
