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
SLOWEST_RESTART = 10.0  # seconds between restarts of something that ends again and again before it works
SETTLED = 5.0  # seconds after which something that cannot be asked is taken to work
LOOK = 1.0  # seconds between looks while all is well; the end of a child is noticed at once
LOOK_CLOSELY = 0.2  # the same while something is starting


@dataclass
class Child:
    """One of our own commands, run as `headway <arguments>`.

    `answers` asks it whether it does its work. `worked` is whether it has since its last start, `failures` how many
    starts in a row have ended without.
    """

    name: str
    arguments: list[str]
    answers: Callable[[], bool] | None = None
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    worked: bool = False
    failures: int = 0
    due: float = 0.0

    def start(self, environment: Mapping[str, str], *, keep: tuple[int, ...] = ()) -> None:
        """`keep` names open files that the child inherits."""
        self.started = time.monotonic()
        self.worked = False
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

    def works(self) -> bool:
        """Whether it has begun to work since it was started."""
        if not self.worked:
            self.worked = self.answers() if self.answers else time.monotonic() - self.started >= SETTLED
        return self.worked


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

    def add(
        self, name: str, *arguments: str, keep: tuple[int, ...] = (), answers: Callable[[], bool] | None = None
    ) -> Child:
        child = Child(name, list(arguments), answers)
        child.start(self.environment, keep=keep)
        self.children.append(child)
        return child

    def watch(self) -> None:
        """Return when asked to stop. What dies meanwhile is started again, the database first."""
        while not self.stopping:
            self._keep_database()
            settled = [self._keep(child) for child in self.children]
            self.pause(LOOK if all(settled) else LOOK_CLOSELY)

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

    def _keep(self, child: Child) -> bool:
        """Start it again where it has ended; True while it works."""
        code = child.ended()
        if code is None and child.process is not None:
            return child.works()
        now = time.monotonic()
        if child.process is not None:
            child.process = None
            child.failures = 0 if child.worked else child.failures + 1
            wait = patience_after(child.failures)
            child.due = now + wait
            when = f"in {wait:.1f} s" if wait else "at once"
            self.say(f"The {child.name} ended by itself (code {code}); starting it again {when}.")
        if now >= child.due and not self.stopping:
            child.start(self.environment)
        return False


def patience_after(failures: int) -> float:
    """Seconds to wait after so many starts in a row that ended before they worked.

    What worked until it was killed is started again at once, and so is the first that failed; only what fails again and
    again waits longer each time, so that it does not spin.
    """
    return 0.0 if failures < 2 else min(SLOWEST_RESTART, 0.25 * 2.0 ** (failures - 1))


STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _nothing(number: int, frame: FrameType | None) -> None:
    del number, frame


def _under_nohup() -> bool:
    return signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
