"""B9: a fresh clone, from the first command to a usable page with the demo company; and the second start.

The clone is a copy of what git would hand out of this working tree. Packages come from the machine's caches, or from
the network where those are cold.
"""

import http.client
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from bench.measure import Report
from bench.world import free_port

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 600.0  # seconds
SECOND_STARTS = 3


def run() -> Report:
    report = Report("B9", "a fresh clone: first command to a usable page with the demo company")
    folder = Path(tempfile.mkdtemp(prefix="headway-b9-"))
    folder.chmod(0o755)
    try:
        clone, data = folder / "clone", folder / "data"
        _copy(clone)
        report.add("first start", _start(clone, data), "s", most=120)
        starts = sorted(_start(clone, data) for _ in range(SECOND_STARTS))
        report.add("second start, median", starts[len(starts) // 2], "s", most=3)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return report


def _copy(clone: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - whichever git is here
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clone / name)


def _start(clone: Path, data: Path) -> float:
    """Seconds until the page answers; the server is stopped again."""
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HEADWAY_", "VIRTUAL_"))}
    command = ["sh", "script/run", "--demo", "--port", str(port), "--data", str(data)]
    with (clone.parent / "run.log").open("ab") as log:
        began = time.monotonic()
        process = subprocess.Popen(  # noqa: S603 - our own script
            command, cwd=clone, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            while not _answers(port):
                if process.poll() is not None or time.monotonic() - began > PATIENCE:
                    raise RuntimeError((clone.parent / "run.log").read_text(errors="replace")[-1500:])
                time.sleep(0.05)
            return time.monotonic() - began
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _answers(port: int) -> bool:
    """A page with the built front end, and an API that answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        for path, wanted in (("/api/health", b"version"), ("/", b"<script")):
            connection.request("GET", path)
            if wanted not in connection.getresponse().read():
                return False
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
