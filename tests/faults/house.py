"""A real `headway serve` on a disk, one workspace in it, and the browsers of its people."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import msgspec
import psycopg
from psycopg import AsyncConnection

from headway.core import clock
from headway.core.ctx import SYSTEM, Ctx
from headway.core.db import set_tenant
from headway.core.embedded import Cluster
from headway.core.embedded.child import processes_in
from headway.goals.actions import key_results
from headway.goals.schemas.key_results import KeyResultIn
from headway.progress.queries import verification as progress
from headway.progress.rules.metrics import Kind
from headway.work.queries import verification as work
from tests.goals import world as goals
from tests.make import Make
from tests.work import build

PORTS = range(18400, 18500)
WRITERS = 8
READY = 60.0  # seconds the first start may take on a busy machine


class Desk(msgspec.Struct, kw_only=True):
    """What one writer works on: tasks to close and reopen, and a key result to measure."""

    tasks: list[UUID]
    key_result: UUID
    project: UUID
    headers: dict[str, str]


class House:
    """One installation under `folder`; `start` runs it, `kill_database` and `kill_web` break it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.log = (folder / "serve.log").open("ab")
        self.slug = ""
        self.make: Make
        self.desks: list[Desk] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "headway", "serve", "--data", str(self.data), "--port", str(self.port)]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HEADWAY_")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation has its code compiled; a start must be like
        environment["PYTHONPYCACHEPREFIX"] = str(self.data.parent / "compiled")
        self.process = subprocess.Popen(
            command, stdout=self.log, stderr=subprocess.STDOUT, env=environment, start_new_session=True
        )
        self.wait_until_it_answers(READY)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()

    def wait_until_it_answers(self, patience: float) -> None:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError(f"headway serve ended with code {self.process.returncode}: {self._last_words()}")
            try:
                if httpx.get(f"{self.url}/api/health", timeout=2).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.1)
        raise RuntimeError(f"headway serve does not answer after {patience} s: {self._last_words()}")

    def database(self, role: str) -> str:
        """The address of the running database, which says itself where its socket is."""
        cluster = Cluster(self.data)
        cluster.sockets = Path((self.data / "socket").read_text().strip())
        return cluster.url(role)

    def kill_database(self) -> int:
        """SIGKILL to every process of PostgreSQL, the postmaster with its children; how many there were."""
        found = sorted(processes_in(self.data / "postgres"))
        return sum(_kill(process) for process in found)

    def kill_web(self) -> int:
        """SIGKILL to the web server, its parent process and its workers alike."""
        assert self.process is not None
        children = [pid for pid in _children(self.process.pid) if b"\0web" in _command(pid)]
        workers = [worker for pid in children for worker in _children(pid)]
        return sum(_kill(pid) for pid in [*children, *workers])

    async def furnish(self) -> None:
        """A workspace with a desk for every writer, committed through the app's own role."""
        opened = await AsyncConnection.connect(self.database("headway_app"), autocommit=True)
        async with opened as connection, connection.transaction():
            self.make = await Make.fresh(connection)
            self.slug = self.make.workspace.slug
            ctx = self.make.ctx_of(self.make.owner)
            await set_tenant(connection, self.make.workspace.id)
            cycle = await goals.cycle(ctx)
            company = await goals.objective(ctx, cycle.id, title="Company")
            for _ in range(WRITERS):
                self.desks.append(await self._desk(ctx, cycle.id, company.id))
            await ctx.flush()

    async def _desk(self, ctx: Ctx, cycle: UUID, company: UUID) -> Desk:
        objective = await goals.objective(ctx, cycle, title="Team")
        await goals.serve(ctx, objective.id, company)
        measured = await goals.key_result(ctx, objective.id)
        worked = await key_results.add_key_result(ctx, objective.id, KeyResultIn(title="Work", kind=Kind.WORK))
        project = await build.project(ctx)
        tasks = [(await build.task(ctx, project.id)).id for _ in range(4)]
        for task in tasks:
            await build.link(ctx, worked.id, task_id=task)
        secret, csrf = await self.make.session(self.make.owner)
        headers = {"Cookie": f"headway_session={secret}; headway_csrf={csrf}", "X-CSRF-Token": csrf}
        return Desk(tasks=tasks, key_result=measured.id, project=project.id, headers=headers)

    async def differences(self) -> int:
        """How many stored numbers are not what a recomputation gives, of goals and of work."""
        opened = await AsyncConnection.connect(self.database("headway_app"), autocommit=True)
        async with opened as connection, connection.transaction():
            await set_tenant(connection, self.make.workspace.id)
            ctx = Ctx(connection, self.make.workspace, SYSTEM, now=clock.now())
            return len(await progress.verify(ctx)) + len(await work.verify(ctx))

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Read as superuser, past all policies."""
        with psycopg.connect(self.database("postgres"), autocommit=True) as connection:
            return connection.execute(statement.encode()).fetchall()

    def _last_words(self) -> str:
        return Path(self.log.name).read_text(errors="replace")[-1500:]


@contextmanager
def opened() -> Iterator[House]:
    """A running, furnished installation in a folder on disk that every system user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="headway-fault-", dir="/var/tmp"))
    folder.chmod(0o755)
    house = House(folder)
    try:
        house.start()
        asyncio.run(house.furnish())
        yield house
    finally:
        house.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _kill(process: int) -> int:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1


def _children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == parent:
                found.append(int(entry.name))
    return found


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def _free_port() -> int:
    for port in PORTS:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port between 18400 and 18499")
