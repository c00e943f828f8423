"""`headway serve` as a person at a console knows it: it starts, heals, stops, and survives being killed."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from headway.core.embedded import Cluster
from headway.core.roles import create_database
from headway.supervisor import LOOK_CLOSELY

pytestmark = [pytest.mark.fault, pytest.mark.timeout(180)]


class Serve:
    """A running `headway serve` with its port, its data and what it has said so far."""

    def __init__(self, data: Path, port: int, **settings: str) -> None:
        self.data, self.port = data, port
        self.said = ""
        variables = {name: value for name, value in os.environ.items() if not name.startswith("HEADWAY_")}
        variables |= {f"HEADWAY_{name.upper()}": value for name, value in settings.items()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "headway", "serve", "--port", str(port), "--data", str(data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=variables,
            start_new_session=True,
        )

    def wait_for(self, words: str) -> str:
        """Read on until it has said `words`; the line."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return line
        raise AssertionError(f"it ended without saying {words!r}:\n{self.said}")

    def read_on(self) -> str:
        """Everything until it ends."""
        assert self.process.stdout is not None
        self.said += self.process.stdout.read()
        self.process.wait(timeout=20)
        return self.said

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def ask(self) -> int | None:
        """The status of a request that cannot be answered without the database, or None without an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", "/api/bootstrap")
            return connection.getresponse().status
        return None

    def heals(self, within: float) -> float:
        """Seconds until it answers again."""
        began = time.monotonic()
        while self.ask() != 200:
            assert time.monotonic() - began < within, f"it did not answer again within {within} s"
            time.sleep(0.05)
        return time.monotonic() - began

    def postmaster(self) -> int:
        return int((self.data / "postgres" / "postmaster.pid").read_text().split()[0])


def descendants(parent: int) -> set[int]:
    """Process ids of everything below `parent`."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = entry.read_text().rsplit(")", 1)[1].split()
            parents[int(entry.parent.name)] = int(fields[1])
    found: set[int] = set()
    newer = {parent}
    while newer:
        newer = {process for process, above in parents.items() if above in newer} - found
        found |= newer
    return found


def all_gone(processes: set[int], within: float) -> set[int]:
    """Those still there after `within` seconds."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        left = {process for process in processes if Path(f"/proc/{process}").exists()}
        if not left:
            return left
        time.sleep(0.05)
    return left


def working(connection: psycopg.Connection) -> set[str]:
    """Logins of the job runner's connections."""
    query = "select distinct usename::text from pg_stat_activity where application_name = 'headway-worker'"
    return {row[0] for row in connection.execute(query)}


@pytest.fixture(scope="module")
def disk() -> Iterator[Path]:
    """A folder on a real disk that every system user may enter."""
    made = Path(tempfile.mkdtemp(prefix="headway-serve-", dir="/var/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def serve(disk: Path) -> Iterator[Callable[..., Serve]]:
    """`serve()` starts one on the data folder of this module and a free port; all end with the test."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started: list[Serve] = []

    def start(**settings: str) -> Serve:
        started.append(Serve(disk / "data", port, **settings))
        return started[-1]

    yield start
    for one in started:
        one.kill()


def test_it_says_where_it_is_prints_the_set_up_link_and_stops_cleanly_on_ctrl_c(serve: Callable[[], Serve]) -> None:
    running = serve()
    assert f":{running.port}/" in running.wait_for("ready at")
    running.wait_for("It works once")
    assert f":{running.port}/set-up#" in running.wait_for("http")
    assert running.ask() == 200
    running.wait_for("Press Ctrl-C")
    below = descendants(running.process.pid)
    began = time.monotonic()
    running.process.send_signal(signal.SIGINT)
    said = running.read_on()
    assert time.monotonic() - began < 10
    assert running.process.returncode == 0
    assert "Stopped." in said
    assert "Traceback" not in said
    assert all_gone(below, within=1) == set()
    assert sorted(path.name for path in running.data.iterdir() if path.suffix != ".log") == [
        "lock",
        "postgres",
        "secret.keys",
    ]


def test_after_a_kill_nothing_is_left_and_the_next_start_recovers(serve: Callable[[], Serve]) -> None:
    running = serve()
    running.wait_for("Press Ctrl-C")
    below = descendants(running.process.pid)
    assert len(below) > 5
    running.kill()
    assert all_gone(below, within=5) == set()
    again = serve()
    again.wait_for("ready at")
    assert again.ask() == 200


def test_when_the_database_dies_it_is_started_again_and_the_pool_heals(serve: Callable[[], Serve]) -> None:
    running = serve()
    running.wait_for("Press Ctrl-C")
    for _ in range(2):
        os.kill(running.postmaster(), signal.SIGKILL)
        killed = time.monotonic()
        running.wait_for("The database is back")
        running.heals(within=10 - (time.monotonic() - killed))
    assert running.process.poll() is None


def test_when_a_web_process_dies_another_takes_its_place(serve: Callable[[], Serve]) -> None:
    running = serve()
    running.wait_for("Press Ctrl-C")
    for _ in range(3):  # what worked until it was killed is started again at once, however often
        for process in descendants(running.process.pid):
            with contextlib.suppress(OSError):
                if b"headway\0web" in Path(f"/proc/{process}/cmdline").read_bytes():
                    os.kill(process, signal.SIGKILL)
        assert "at once" in running.wait_for("web server ended by itself")
        running.heals(within=30)  # a new process reads the whole program: on a busy machine that alone takes seconds
        time.sleep(LOOK_CLOSELY * 2)  # until the supervisor has seen it answer, too


def test_a_second_one_on_the_same_folder_or_port_is_refused_in_one_sentence(serve: Callable[[], Serve]) -> None:
    running = serve()
    running.wait_for("ready at")
    same_port = serve()
    assert "Port" in same_port.wait_for("Error:")
    assert same_port.process.wait(timeout=20) == 1
    assert same_port.said.count("\n") == 1
    same_folder = Serve(running.data, running.port + 1)
    try:
        assert "already running on" in same_folder.wait_for("Error:")
        assert same_folder.process.wait(timeout=20) == 1
    finally:
        same_folder.kill()
    assert running.ask() == 200


def test_over_a_postgresql_of_ones_own_two_addresses_are_enough(serve: Callable[..., Serve], disk: Path) -> None:
    with Cluster(disk / "theirs") as theirs:
        create_database(theirs.superuser_url())
        urls = {"database_url": theirs.url("headway_app"), "database_owner_url": theirs.superuser_url("headway")}
        running = serve(**urls)
        assert "Using the PostgreSQL of HEADWAY_DATABASE_URL" in running.wait_for("Using")
        running.wait_for("Press Ctrl-C")
        assert running.ask() == 200
        with psycopg.connect(theirs.superuser_url("headway"), autocommit=True) as connection:
            deadline = time.monotonic() + 30
            while (logins := working(connection)) != {"headway_app"}:
                assert time.monotonic() < deadline, logins
                time.sleep(0.2)
        running.process.send_signal(signal.SIGTERM)
        assert "Stopped." in running.read_on()
        assert "permission denied" not in running.said
