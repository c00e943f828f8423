"""What is measured: a durable PostgreSQL in memory, companies of several sizes, and the real web server over one."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from bench.make_org import SIZES, Made, make_org
from bench.measure import children, cpu_ms
from headway.core import migrate, roles
from headway.core.embedded import Cluster

SERVER_CORE, LOAD_CORE = 0, 1
PATIENCE = 60.0  # seconds for a server to answer


@dataclass
class World:
    """One cluster; a database per size, made when it is first asked for."""

    cluster: Cluster
    made: dict[str, Made] = field(default_factory=dict)

    def org(self, size: str) -> Made:
        """The company of this size, in the database `bench_<size>`."""
        if size not in self.made:
            name = database_of(size)
            roles.create_database(self.cluster.superuser_url(), name)
            migrate.migrate(self.cluster.url("headway_owner", name))
            with self.superuser(size) as connection:
                self.made[size] = make_org(connection, SIZES[size])
        return self.made[size]

    @contextmanager
    def superuser(self, size: str) -> Iterator[psycopg.Connection[Any]]:
        with psycopg.connect(self.cluster.superuser_url(database_of(size)), autocommit=True) as connection:
            yield connection

    @contextmanager
    def app(self, size: str) -> Iterator["App"]:
        """`headway web` over the company of this size, on a core of its own."""
        made = self.org(size)
        name, port = database_of(size), free_port()
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("HEADWAY_")},
            "HEADWAY_DATABASE_URL": self.cluster.url("headway_app", name),
            "HEADWAY_DATABASE_WORKER_URL": self.cluster.url("headway_worker", name),
            "HEADWAY_DATABASE_DISPATCH_URL": self.cluster.url("headway_dispatch", name),
            "HEADWAY_PORT": str(port),
            "HEADWAY_POOL_SIZE": "20",
        }
        process = subprocess.Popen([sys.executable, "-m", "headway", "web"], env=environment)
        try:
            app = App(self, size, made, process.pid, port)
            app.wait()
            for pid in (process.pid, *children(process.pid)):
                os.sched_setaffinity(pid, {SERVER_CORE} if (os.cpu_count() or 1) > 1 else {0})
            yield app
        finally:
            process.terminate()
            process.wait(20)

    def postgres(self) -> list[int]:
        return children(self.cluster.process_id or 0)

    @contextmanager
    def logged(self) -> Iterator["Log"]:
        """Every statement sent meanwhile, by application."""
        log = Log(self.cluster.data / "postgres.log")
        with psycopg.connect(self.cluster.superuser_url(), autocommit=True) as connection:
            _configure(connection, log_statement="all", log_line_prefix="@@%a|%p@@")
            log.begin()
            try:
                yield log
            finally:
                time.sleep(0.3)
                log.end()
                _configure(connection, log_statement="none", log_line_prefix="%m [%p] %u ")


def _configure(connection: psycopg.Connection[Any], **settings: str) -> None:
    for name, value in settings.items():
        connection.execute(f"alter system set {name} = '{value}'")
    connection.execute("select pg_reload_conf()")
    time.sleep(0.5)


@contextmanager
def world() -> Iterator[World]:
    with Cluster.temporary(durable=True) as cluster:
        yield World(cluster)


def database_of(size: str) -> str:
    return f"bench_{size.lower()}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class App:
    """A running web server, and who asks it: the owner of the company, in a browser."""

    world: World
    size: str
    made: Made
    pid: int
    port: int

    def wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                Browser(self).get("/api/health")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the web server did not answer; its lines above say why")

    def server_ms(self) -> float:
        return cpu_ms([self.pid, *children(self.pid)])

    def postgres_ms(self) -> float:
        return cpu_ms(self.world.postgres())


class Browser:
    """One connection kept open, with the session of the owner."""

    def __init__(self, app: App) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", app.port, timeout=60)
        self._http.connect()
        self._http.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._base = f"/api/w/{app.made.slug}"
        self._headers = {
            "Cookie": f"headway_session={app.made.session}; headway_csrf={app.made.csrf}",
            "X-CSRF-Token": app.made.csrf,
            "Accept-Encoding": "identity",
        }

    def get(self, path: str) -> bytes:
        return self.request("GET", path)

    def request(self, method: str, path: str, body: Any = None, *, version: int | None = None) -> bytes:
        """A path that begins with /objectives is below the company; raises what is not 2xx."""
        headers = dict(self._headers)
        sent = None if body is None else json.dumps(body).encode()
        if sent is not None:
            headers["Content-Type"] = "application/json"
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        whole = path if path.startswith(("/api", "/assets")) else self._base + path
        self._http.request(method, whole, sent, headers)
        answer = self._http.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:400]!r}")
        return text

    def send(self, method: str, path: str, body: Any = None, *, version: int | None = None) -> Any:
        return json.loads(self.request(method, path, body, version=version))


@dataclass
class Sent:
    """One statement as PostgreSQL saw it, with its parameters in place."""

    application: str
    text: str


class Log:
    """What the server wrote between `begin` and `end`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._from = 0
        self.statements: list[Sent] = []

    def begin(self) -> None:
        self._from = self._path.stat().st_size

    def end(self) -> None:
        with self._path.open("rb") as file:
            file.seek(self._from)
            text = file.read().decode(errors="replace")
        for application, entry in re.findall(r"@@([^|@]*)\|\d+@@(.*?)(?=@@[^|@]*\|\d+@@|\Z)", text, re.DOTALL):
            self._take(application, entry.replace("\n\t", "\n").strip())

    def _take(self, application: str, entry: str) -> None:
        found = re.match(r"LOG:\s+(?:statement|execute [^:]*): (.*)", entry, re.DOTALL)
        if found:
            self.statements.append(Sent(application, found[1]))
            return
        given = re.match(r"DETAIL:\s+[Pp]arameters: (.*)", entry, re.DOTALL)
        if given and self.statements:
            values = dict(re.findall(r"\$(\d+) = ((?:'(?:[^']|'')*')|NULL)", given[1]))
            last = self.statements[-1]
            last.text = re.sub(r"\$(\d+)", lambda place: values.get(place[1], place[0]), last.text)

    def of(self, application: str) -> list[str]:
        """The statements of one application, without begin and commit."""
        bare = {"begin", "commit", "rollback"}
        return [
            one.text
            for one in self.statements
            if one.application == application and one.text.strip().lower() not in bare
        ]
