"""One embedded PostgreSQL: start, stop, start again when it has died."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlencode

from headway.core.embedded import binaries, child, config, folder, sockets, temporary
from headway.core.embedded.errors import DatabaseFailed, FolderInUse, NoSpace, NotLinux
from headway.core.embedded.system_user import SystemUser, database_user, may_connect

START_PATIENCE = 120.0  # seconds: recovery after a crash reads the write-ahead log again
ORPHAN_PATIENCE = 10.0  # seconds a server whose parent was killed gets to finish
LOG_LIMIT = 8 * 1024**2  # bytes: a longer log is put aside at the next start


class Cluster:
    """PostgreSQL over `data`, as a child of this process.

    `durable=False` gives up safety for speed and is for tests only. Start it from the main thread: the kernel
    ends the child with the thread that started it.
    """

    def __init__(self, data: Path, socket_dir: Path | None = None, *, durable: bool = True) -> None:
        self.data = data.absolute()
        self.pgdata = self.data / "postgres"
        self.durable = durable
        self.sockets = socket_dir
        self._chosen_sockets = socket_dir
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None
        self._temporary = False

    @classmethod
    def temporary(cls, *, durable: bool = False) -> Self:
        """A cluster in memory (or in the folder for temporary files) that is gone after `stop()`."""
        cluster = cls(temporary.make(), durable=durable)
        cluster._temporary = True
        return cluster

    @property
    def process_id(self) -> int | None:
        return self._process.pid if self._process else None

    def claim(self) -> Self:
        """Take the folder, or refuse it, before anything is started. From here on `url` is what it will be."""
        if not sys.platform.startswith("linux"):
            raise NotLinux("The embedded database needs Linux. Point --database-url at a PostgreSQL 18 of your own")
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("start the cluster from the main thread: it ends with the thread that started it")
        folder.make(self.data)
        user = database_user(self.pgdata)
        folder.check(self.data, user, major=binaries.packaged().major)
        self._lock = folder.lock(self.data)
        chosen = self._chosen_sockets
        self.sockets = sockets.use(chosen, user) if chosen else sockets.prepare(self.data, user)
        return self

    def start(self) -> Self:
        """Make the data folder if it is new, start the server, return when it answers.

        Raises StartRefused with one sentence for whatever stands in the way.
        """
        if self._lock is None:
            self.claim()
        try:
            self._start(database_user(self.pgdata))
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self, patience: float = 20.0) -> None:
        """Stop the server: fast and clean; after `patience` seconds at once (the next start recovers)."""
        self._stop_process(patience)
        if self.sockets is not None:
            sockets.forget(self.data, self.sockets)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
        if self._temporary:
            shutil.rmtree(self.data, ignore_errors=True)

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def restart_if_dead(self) -> bool:
        """True when the server had died and is back. Call it from the main thread."""
        if self.alive():
            return False
        self._start(database_user(self.pgdata))
        return True

    def url(self, role: str, database: str = "headway") -> str:
        """The address for `role`, which peer authentication lets in for the system user that runs Headway."""
        return f"postgresql://{quote(role)}@/{quote(database)}?{urlencode({'host': str(self._sockets())})}"

    def superuser_url(self, database: str = "postgres") -> str:
        return self.url(config.SUPERUSER, database)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _sockets(self) -> Path:
        if self.sockets is None:
            raise RuntimeError("the cluster has not been started")
        return self.sockets

    def _start(self, user: SystemUser) -> None:
        programs = binaries.reachable(user, self.data)
        self._clear_leftovers()
        sockets.use(self._sockets(), user)
        log = self.data / "postgres.log"
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))
        if not (self.pgdata / "PG_VERSION").exists():
            self._initialise(programs, user, log)
        written = config.files(sockets=self._sockets(), may_connect=may_connect(), durable=self.durable)
        for name, text in written.items():
            _write(self.pgdata / name, text, user)
        with log.open("ab") as out:
            told = out.tell()
            command = [programs.program("postgres"), "-D", str(self.pgdata)]
            self._process = child.spawn(command, user, log=out, death_signal=signal.SIGINT)
        self._wait_until_ready(log, told)

    def _initialise(self, programs: binaries.Binaries, user: SystemUser, log: Path) -> None:
        """Make a data folder beside its place and move it there when whole: a crash leaves no half one."""
        part = self.data / "postgres.new"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        if not user.is_me:
            os.chown(part, user.uid, user.gid)
        command = [programs.program("initdb"), "-D", str(part), "-U", config.SUPERUSER, "--auth=peer"]
        command += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        command += ["--data-checksums", "--no-instructions", *([] if self.durable else ["--no-sync"])]
        with log.open("ab") as out:
            told = out.tell()
            if child.spawn(command, user, log=out, death_signal=signal.SIGKILL).wait() != 0:
                shutil.rmtree(part, ignore_errors=True)
                raise _failure("The database could not be set up", log, told)
        if self.pgdata.exists():
            self.pgdata.rmdir()
        part.rename(self.pgdata)

    def _clear_leftovers(self) -> None:
        """We hold the lock, so a server that still works here is an orphan on its way out."""
        deadline = time.monotonic() + ORPHAN_PATIENCE
        while orphans := list(child.processes_in(self.pgdata)):
            late = time.monotonic() - deadline
            if late > ORPHAN_PATIENCE:
                raise FolderInUse(
                    f"A database server (process {orphans[0]}) still works in {self.pgdata} and does "
                    "not end. Stop it, then start again"
                )
            if late > 0:
                _end_at_once(orphans)
            time.sleep(0.05)
        (self.pgdata / "postmaster.pid").unlink(missing_ok=True)

    def _wait_until_ready(self, log: Path, told: int) -> None:
        deadline = time.monotonic() + START_PATIENCE
        while not self._ready():
            if not self.alive():
                self._process = None
                raise _failure("The database did not start", log, told)
            if time.monotonic() > deadline:
                raise DatabaseFailed(f"The database did not answer within {START_PATIENCE:.0f} s; see {log}")
            time.sleep(0.005)

    def _ready(self) -> bool:
        with contextlib.suppress(OSError):
            lines = (self.pgdata / "postmaster.pid").read_text().splitlines()
            return len(lines) >= 8 and int(lines[0]) == self.process_id and lines[7].strip() == "ready"
        return False

    def _stop_process(self, patience: float) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for how, wait in ((signal.SIGINT, patience), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
            process.send_signal(how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(wait)
                return


@contextlib.contextmanager
def opened(data: Path) -> Iterator[Cluster]:
    """The cluster of `data` for one command: the running one, else started for this block."""
    cluster = Cluster(data)
    try:
        cluster.start()
    except FolderInUse:
        record = cluster.data / "socket"
        if not record.exists():
            raise
        cluster.sockets = Path(record.read_text().strip())
        yield cluster
        return
    try:
        yield cluster
    finally:
        cluster.stop()


def _end_at_once(processes: list[int]) -> None:
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGQUIT)


def _write(path: Path, text: str, user: SystemUser) -> None:
    path.write_text(text)
    path.chmod(0o600)
    if not user.is_me:
        os.chown(path, user.uid, user.gid)


def _failure(what: str, log: Path, told: int) -> Exception:
    """The reason, from what the server wrote since byte `told` of its log."""
    with log.open("rb") as written:
        written.seek(told)
        text = written.read().decode(errors="replace")
    if "No space left on device" in text:
        return NoSpace(f"{what}: no space left on the disk that holds {log.parent}. Free some, then start again")
    telling = [line for line in text.splitlines() if "FATAL" in line or "PANIC" in line or "error:" in line]
    reason = (telling or text.splitlines() or ["it wrote nothing"])[-1].strip()
    return DatabaseFailed(f"{what}: {reason} (more in {log})")
