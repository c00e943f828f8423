"""Keeps the processes of one installation alive: the embedded database, the web server, the job runner.

Everything starts from the main thread, because the kernel ends a child with the thread that started it. Ctrl-C and
SIGTERM stop all of them in order; a kill -9 of this process ends them too.
"""

import contextlib
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import FrameType

from headway.core.embedded import Cluster, StartRefused
from headway.core.embedded.child import before_exec

STOP_PATIENCE = 8.0  # seconds the web server and the job runner get to finish what they have begun
SLOWEST_RESTART = 10.0  # seconds between restarts of something that keeps failing
STEADY = 60.0  # seconds after which an earlier failure no longer counts


@dataclass
class Child:
    """One of our own commands, run as `headway <arguments>`."""

    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    due: float = 0.0

    def start(self, environment: Mapping[str, str], *, keep: tuple[int, ...] = ()) -> None:
        """`keep` names open files that the child inherits."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            [sys.executable, "-m", "headway", *self.arguments],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            pass_fds=keep,
            start_new_session=True,  # Ctrl-C reaches only us; we stop the others in order
            preexec_fn=before_exec(signal.SIGKILL),  # noqa: PLW1509 - from the main thread
        )

    def ended(self) -> int | None:
        return None if self.process is None else self.process.poll()


@dataclass
class Supervisor:
    """Watches until a signal says stop. `say` prints one line for the person at the console."""

    environment: Mapping[str, str]
    cluster: Cluster | None
    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list)
    stopping: bool = False
    _wake: socket.socket | None = None

    @contextlib.contextmanager
    def signals(self) -> Iterator[None]:
        """Within this block Ctrl-C, SIGTERM and SIGHUP ask for a stop, and the end of a child wakes `watch`."""
        ours, theirs = socket.socketpair()
        for end in (ours, theirs):
            end.settimeout(0)
        self._wake = ours
        asked = [number for number in STOP_SIGNALS if number != signal.SIGHUP or not _under_nohup()]
        previous = {number: signal.signal(number, self._asked) for number in asked}
        previous[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, _nothing)
        signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(-1)
            for number, handler in previous.items():
                signal.signal(number, handler)
            ours.close()
            theirs.close()

    def add(self, name: str, *arguments: str, keep: tuple[int, ...] = ()) -> Child:
        child = Child(name, list(arguments))
        child.start(self.environment, keep=keep)
        self.children.append(child)
        return child

    def watch(self) -> None:
        """Return when asked to stop. What dies meanwhile is started again, the database first."""
        while not self.stopping:
            self._keep_database()
            for child in self.children:
                self._keep(child)
            self.pause(1.0)

    def pause(self, seconds: float) -> None:
        """Wait, but wake at once for a signal or the end of a child."""
        if self._wake is None or self.stopping:
            return
        ready, _, _ = select.select([self._wake], [], [], seconds)
        if ready:
            self._wake.recv(4096)

    def stop(self) -> None:
        """Children first and together, the database last."""
        living = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in living:
            process.terminate()
        deadline = time.monotonic() + STOP_PATIENCE
        for process in living:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self.cluster is not None:
            self.cluster.stop()

    def _asked(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.stopping = True

    def _keep_database(self) -> None:
        if self.cluster is None or self.cluster.alive():
            return
        self.say("The database ended by itself; starting it again.")
        try:
            self.cluster.restart_if_dead()
        except StartRefused as refused:
            self.say(f"It did not start: {refused}")
            self.pause(2.0)
        else:
            self.say("The database is back.")

    def _keep(self, child: Child) -> None:
        code = child.ended()
        if code is None and child.process is not None:
            return
        now = time.monotonic()
        if child.process is not None:
            child.process = None
            child.failures = 1 if now - child.started > STEADY else child.failures + 1
            wait = min(SLOWEST_RESTART, 0.25 * 2**child.failures)
            child.due = now + wait
            self.say(f"The {child.name} ended by itself (code {code}); starting it again in {wait:.1f} s.")
        elif now >= child.due:
            child.start(self.environment)


STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _nothing(number: int, frame: FrameType | None) -> None:
    del number, frame


def _under_nohup() -> bool:
    return signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
