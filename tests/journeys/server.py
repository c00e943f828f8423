"""The real product as a child process: `headway serve` on a free port, with a data folder of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Self

from headway.core.embedded import temporary
from headway.core.embedded.child import before_exec

PORTS = range(18500, 18600)
PATIENCE = 120.0  # seconds until the last line of the start, on a machine that is busy with other tests
LAST_LINE = "Press Ctrl-C to stop."


class Server:
    """`link` is what the console printed for whoever started it: the set-up link, or the demo's sign-in link."""

    def __init__(self, *, demo: bool = False) -> None:
        self.demo = demo
        self.data = temporary.make()
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.link = ""
        self.process: subprocess.Popen[bytes] | None = None
        with tempfile.NamedTemporaryFile(prefix="headway-journeys-", suffix=".log", delete=False) as console:
            self.console = Path(console.name)

    def start(self) -> Self:
        """Until the console says that everything is up; from the main thread."""
        arguments = ["serve", "--port", str(self.port), "--data", str(self.data), *(["--demo"] if self.demo else [])]
        with self.console.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "headway", *arguments],
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                preexec_fn=before_exec(signal.SIGTERM),  # noqa: PLW1509 - from the main thread
            )
        self._wait()
        found = re.search(rf"{re.escape(self.address)}/\S+#\S+", self.said())
        self.link = found.group() if found else ""
        return self

    def environment(self) -> dict[str, str]:
        """What the product inherits: nothing that is meant for another Headway."""
        return {name: value for name, value in os.environ.items() if not name.startswith("HEADWAY_")}

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)
            self.process = None

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.data, ignore_errors=True)
        self.console.unlink()

    def said(self) -> str:
        return self.console.read_text(encoding="utf-8")

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while LAST_LINE not in self.said():
            if self.process is None or self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"headway serve did not come up:\n{self.said()}")
            time.sleep(0.1)


def _free_port() -> int:
    first = 37 * os.getpid() % len(PORTS)  # another worker or run beside this one begins far from here
    for step in range(len(PORTS)):
        port = PORTS[(first + step) % len(PORTS)]
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise AssertionError(f"No port of {PORTS} is free")
