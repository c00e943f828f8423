"""kill -9 leaves nothing behind, loses nothing, and the next start recovers."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from headway.core.embedded import Cluster
from headway.core.embedded.child import processes_in

pytestmark = pytest.mark.fault

HOLDER = """
import sys, time
from pathlib import Path
from headway.core.embedded import Cluster
cluster = Cluster(Path(sys.argv[1])).start()
print(cluster.superuser_url(), flush=True)
time.sleep(600)
"""


@pytest.fixture
def disk() -> Iterator[Path]:
    """A folder on a real disk that every system user may enter."""
    made = Path(tempfile.mkdtemp(prefix="headway-fault-", dir="/var/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def hold(data: Path) -> tuple[subprocess.Popen[str], str]:
    """A process that runs the cluster, and the address of it."""
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(data)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    return holder, holder.stdout.readline().strip()


def gone(pgdata: Path, within: float) -> bool:
    deadline = time.monotonic() + within
    while list(processes_in(pgdata)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_a_killed_parent_leaves_no_server_and_no_acknowledged_write_is_lost(disk: Path) -> None:
    data = disk / "data"
    written = 0
    for _ in range(3):
        holder, address = hold(data)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("create table if not exists kept (n integer)")
            for _ in range(20):
                connection.execute("insert into kept values (1)")
                written += 1
            holder.kill()
            holder.communicate()
        assert gone(data / "postgres", within=5)
    with Cluster(data) as cluster, psycopg.connect(cluster.superuser_url()) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (written,)


def test_a_start_right_after_a_kill_waits_for_the_orphan_and_recovers(disk: Path) -> None:
    holder, _ = hold(disk / "data")
    holder.kill()
    holder.communicate()
    with Cluster(disk / "data") as cluster, psycopg.connect(cluster.superuser_url()) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_the_socket_folder_of_a_killed_start_is_used_again(disk: Path) -> None:
    holder, _ = hold(disk / "data")
    left = (disk / "data" / "socket").read_text().strip()
    holder.kill()
    holder.communicate()
    with Cluster(disk / "data") as cluster:
        assert str(cluster.sockets) == left
    assert not Path(left).exists()


def test_a_killed_server_is_started_again_with_everything_that_was_acknowledged(disk: Path) -> None:
    with Cluster(disk / "data") as cluster:
        address = cluster.superuser_url()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("create table kept as select 42 as answer")
            assert cluster.process_id is not None
            os.kill(cluster.process_id, signal.SIGKILL)
        deadline = time.monotonic() + 5
        while cluster.alive() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert cluster.restart_if_dead()
        assert cluster.superuser_url() == address
        with psycopg.connect(address) as connection:
            assert connection.execute("select answer from kept").fetchone() == (42,)
        assert not cluster.restart_if_dead()


def test_what_a_killed_test_run_left_in_memory_is_cleared_by_the_next_one() -> None:
    program = HOLDER.replace("Cluster(Path(sys.argv[1]))", "Cluster.temporary()").replace(
        "print(cluster.superuser_url()", "print(cluster.data, cluster.sockets"
    )
    holder = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    left = [Path(part) for part in holder.stdout.readline().split()]
    alive = Cluster.temporary()
    assert [part.exists() for part in left] == [True, True]
    holder.kill()
    holder.communicate()
    assert gone(left[0] / "postgres", within=5)
    also_alive = Cluster.temporary()
    assert [part.exists() for part in left] == [False, False]
    assert alive.data.exists()
    for cluster in (alive, also_alive):
        cluster.stop()


def test_a_set_up_that_was_killed_half_way_begins_again(disk: Path) -> None:
    half = disk / "data" / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with Cluster(disk / "data") as cluster, psycopg.connect(cluster.superuser_url()) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    assert not half.exists()
