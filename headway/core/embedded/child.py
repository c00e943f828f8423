"""Starting a child that ends when we end, however we end."""

import contextlib
import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from headway.core.embedded.system_user import SystemUser

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def end_with_parent(death_signal: int = signal.SIGTERM, parent: int | None = None) -> None:
    """Ask the kernel to send this process `death_signal` when the thread that started it ends.

    Call it after the last change of user (that clears it). `parent` is the process id that we expect as our
    parent: if it is another one already, it has ended before we asked.
    """
    _libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os._exit(1)


def before_exec(death_signal: int) -> Callable[[], None]:
    """For `preexec_fn`, which runs after the change of user. Only for children of the main thread."""
    parent = os.getpid()

    def prepare() -> None:
        end_with_parent(death_signal, parent)

    return prepare


def spawn(command: list[str], user: SystemUser, *, log: IO[bytes], death_signal: int) -> subprocess.Popen[bytes]:
    """Start a program as `user`, in a session of its own so that Ctrl-C at the terminal reaches only us."""
    return subprocess.Popen(  # noqa: S603 - our own binaries, no shell
        command,
        cwd="/",
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        user=None if user.is_me else user.uid,
        group=None if user.is_me else user.gid,
        extra_groups=None if user.is_me else [],
        preexec_fn=before_exec(death_signal),  # noqa: PLW1509 - from the main thread, before any other exists
        start_new_session=True,
    )


def processes_in(folder: Path) -> Iterator[int]:
    """Processes of PostgreSQL that work in this folder: a server stays in its data folder all its life."""
    where = str(folder.resolve())
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError):  # it has ended meanwhile, or is another user's and so not ours
            same_place = os.readlink(entry / "cwd") == where  # noqa: PTH115 - a link into /proc, may be gone
            if same_place and (entry / "comm").read_text().startswith("postgres"):
                yield int(entry.name)
