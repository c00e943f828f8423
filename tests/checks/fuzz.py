"""`fuzz`: schemathesis sends what the description allows and what it forbids to a running server, as several people.

Nothing may answer 5xx or with a status that the description does not name, and every operation must be reached.
"""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
from psycopg import AsyncConnection

from tests.checks.report import Report
from tests.checks.stage import Server, furnished, own_server
from tests.checks.surface import ID_NAMES
from tests.checks.world import World
from tests.conftest import own_database

PORTS = range(18450, 18500)
PERSONS = {"full": ("owner", "member", "guest_with", "anonymous"), "small": ("owner",)}
EXAMPLES = {"full": 50, "small": 1}
PHASES = {"full": "coverage,fuzzing,stateful", "small": "fuzzing,stateful"}
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# Ends the session that all others use; the sample takes seconds; the stream never ends. Other tests cover the three.
LEFT_OUT = {"live_event_stream": "an open stream never ends", "identity_session_delete": "ends the session in use"}
SLOW = {"demo_sample_load": "takes seconds", "demo_sample_clear": "takes seconds"}
OTHER_NAMES = {"import_id": "import", "person": "member", "link": "work_link", "parent": "team_parent"}


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """`only` names operations instead of all; `plant` is SQL that breaks something first, to see it found."""

    seed: int
    size: str
    only: tuple[str, ...] = ()
    plant: str = ""

    @property
    def left_out(self) -> set[str]:
        return {*LEFT_OUT, *(SLOW if self.size == "small" else {})}


def run(*, seed: int, small: bool, server: Server | None = None, only: tuple[str, ...] = (), plant: str = "") -> Report:
    plan = Plan(seed=seed, size="small" if small else "full", only=only, plant=plant)
    if server is not None:
        return _over(server, plan)
    with own_server() as own:
        return _over(own, plan)


def _over(server: Server, plan: Plan) -> Report:
    """A world for each person, because one that an owner has been at is not what a member would find."""
    report, seen = Report(name="fuzz"), Counter[str]()
    with _folder() as folder:
        for person in PERSONS[plan.size]:
            with own_database(server) as name:
                world = asyncio.run(_furnish(server("postgres", name), plan.plant))
                with _serving(server, name, folder) as url:
                    _fuzz(folder, url, world, person=person, plan=plan, report=report, seen=seen)
                    _still_in(url, world, person, report)
        _reached(folder, report, seen, plan)
    return report


def _still_in(url: str, world: World, person: str, report: Report) -> None:
    """Whoever was signed out or thrown out on the way has tried little after that."""
    answer = httpx.get(f"{url}/api/w/{world.slug}/cycles", headers=world.headers[person], timeout=30)
    wanted = 401 if person == "anonymous" else 200
    report.expect(
        answer.status_code == wanted, f"as {person}: lost the way in while trying: {answer.status_code}, not {wanted}"
    )


# Schemathesis takes ids from answers, so it finds the session and the membership it uses, and ends them: then all that
# follows is refused at the door. These stay, whatever the app does; it is told that nothing was there to end.
KEEP = """
create function fuzz_stays() returns trigger language plpgsql as 'begin return null; end';
create function fuzz_as_before() returns trigger language plpgsql as 'begin return old; end';
create trigger fuzz_stays before delete on session for each row execute function fuzz_stays();
create trigger fuzz_stays before delete on workspace for each row execute function fuzz_stays();
create trigger fuzz_as_before before update of removed_at, role on member for each row
  when (old.account_id is not null and (new.removed_at is not null or new.role <> old.role))
  execute function fuzz_as_before();
"""


async def _furnish(url: str, plant: str) -> World:
    world = await furnished(url)
    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        if plant:
            await connection.execute(plant.encode())
        await connection.execute(KEEP)
    return world


@contextmanager
def _folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="headway-fuzz-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def _serving(server: Server, name: str, folder: Path) -> Iterator[str]:
    """`headway web` over the database. The cluster in memory is not durable, so it is told not to look."""
    port = _free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HEADWAY_")}
    environment |= {
        "HEADWAY_DATABASE_URL": server("headway_app", name),
        "HEADWAY_DATABASE_DISPATCH_URL": server("headway_dispatch", name),
        "HEADWAY_PORT": str(port),
        "HEADWAY_LOG_LEVEL": "error",
    }
    gate, opened = os.pipe()
    os.close(opened)  # closed already: the server serves at once
    command = [sys.executable, "-m", "headway", "web", "--when-closed", str(gate)]
    with (folder / "web.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, pass_fds=(gate,), start_new_session=True
        )
        try:
            _wait(f"http://127.0.0.1:{port}", process, folder)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)
            os.close(gate)


def _wait(url: str, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/api/health", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {(folder / 'web.log').read_text()[-1500:]}")


def _free_port() -> int:
    for port in PORTS:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port between 18450 and 18499")


def _fuzz(
    folder: Path, url: str, world: World, *, person: str, plan: Plan, report: Report, seen: "Counter[str]"
) -> None:
    described = _description(folder)
    config = folder / "schemathesis.toml"
    config.write_text(_config(world, described))
    events = folder / f"{person}.ndjson"
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        "--config-file",
        str(config),
        "run",
        str(folder / "openapi.json"),
    ]
    command += ["--url", url, "--phases", PHASES[plan.size], "-n", str(EXAMPLES[plan.size]), "--seed", str(plan.seed)]
    command += ["--checks", CHECKS, "--workers", "1", "--no-shrink", "--continue-on-failure", "--no-color"]
    command += ["--suppress-health-check", "all", "--warnings", "off", "--generation-database", "none"]
    command += ["--request-timeout", "30", "--report-ndjson-path", str(events)]
    for name in sorted(plan.left_out):
        command += ["--exclude-operation-id", name]
    for name in plan.only:
        command += ["--include-operation-id", name]
    for header, value in world.headers[person].items():
        command += ["-H", f"{header}: {value}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=3600)
    said = done.stdout + done.stderr
    found = _judge(events, person, report, seen)
    if not found:
        report.fail(f"as {person}: schemathesis sent nothing: {said[-1500:]}")


def _description(folder: Path) -> dict[str, Any]:
    from headway.cli.openapi import description  # noqa: PLC0415 - the app is slow to import

    text = description()
    (folder / "openapi.json").write_text(text)
    described: dict[str, Any] = json.loads(text)
    return described


def _config(world: World, described: dict[str, Any]) -> str:
    """Ids of the world, now and then, wherever an id goes, so that the requests reach more than 404."""
    lines = ["[parameters]", f'"path.workspace" = "{world.slug}"']
    kinds: dict[str, str] = {}
    for methods in described["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                name, where = parameter["name"], parameter["in"]
                kind = OTHER_NAMES.get(name, name)
                if where in {"path", "query"} and ID_NAMES.search(name) and kind in world.open:
                    kinds[f"{where}.{name}"] = kind
    for place, kind in sorted(kinds.items()):
        lines.append(f'"{place}" = {{ dictionary = "{kind}", probability = 0.7 }}')
    for kind in sorted(set(kinds.values())):
        values = [str(ids) for name, ids in world.open.items() if name == kind or name.startswith(f"{kind}_")]
        lines += [f"[dictionaries.{kind}]", f"values = {json.dumps(values)}"]
    return "\n".join(lines) + "\n"


def _judge(events: Path, person: str, report: Report, seen: "Counter[str]") -> int:
    """Reads what was sent and answered from the report, failures too."""
    sent = 0
    for line in events.read_text().splitlines() if events.exists() else []:
        event = msgspec.json.decode(line)
        for kind, content in event.items():
            if kind == "ScenarioFinished":
                sent += _scenario(content, person, report, seen)
    return sent


def _scenario(content: dict[str, Any], person: str, report: Report, seen: "Counter[str]") -> int:
    recorder = content.get("recorder", {})
    for key, interaction in recorder.get("interactions", {}).items():
        case = recorder.get("cases", {}).get(key, {}).get("value", {})
        status = (interaction.get("response") or {}).get("status_code", 0)
        seen[f"{case.get('method')} {case.get('path')}"] += 1
        report.tried(f"requests as {person}")
        report.tried(f"answers {status // 100}xx")
        if (status >= 500 and status != 503) or status == 0:
            uri = interaction.get("request", {}).get("uri")
            report.fail(f"as {person}: {case.get('method')} {case.get('path')} answered {status}: {uri}")
    for checks in recorder.get("checks", {}).values():
        for check in checks:
            if check.get("status") == "failure":
                failure = (check.get("failure_info") or {}).get("failure", {})
                report.fail(f"as {person}: {recorder.get('label')}: {check.get('name')}: {str(failure)[:300]}")
    return len(recorder.get("interactions", {}))


def _reached(folder: Path, report: Report, seen: "Counter[str]", plan: Plan) -> None:
    described = json.loads((folder / "openapi.json").read_text())
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            name = operation["operationId"]
            if name in plan.left_out:
                continue
            report.tried("operations")
            report.expect(seen[f"{method.upper()} {path}"] > 0, f"{name} was never reached")
