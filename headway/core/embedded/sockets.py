"""The private folder of the socket: short (PostgreSQL takes 107 bytes) and closed to other users."""

import os
import stat
import tempfile
from pathlib import Path

from headway.core.embedded.errors import FolderUnreachable
from headway.core.embedded.system_user import SystemUser

LONGEST = 107 - len("/.s.PGSQL.5432.lock")


def prepare(folder: Path, user: SystemUser) -> Path:
    """The socket folder of this installation: that of the last start if still there and private."""
    record = folder / "socket"
    if record.exists():
        last = Path(record.read_text().strip())
        if _is_private(last, user):
            return last
    made = Path(tempfile.mkdtemp(prefix="headway-", dir=_base()))
    _hand_over(made, user)
    record.write_text(f"{made}\n")
    return made


def use(given: Path, user: SystemUser) -> Path:
    """A socket folder that the caller chose."""
    if len(os.fsencode(given)) > LONGEST:
        raise FolderUnreachable(f"The socket folder {given} is too long: PostgreSQL takes {LONGEST} bytes at most.")
    given.mkdir(exist_ok=True)
    _hand_over(given, user)
    return given


def forget(folder: Path, sockets: Path) -> None:
    """After a clean stop nothing is left behind."""
    (folder / "socket").unlink(missing_ok=True)
    if sockets.is_dir() and not any(sockets.iterdir()):
        sockets.rmdir()


def _hand_over(folder: Path, user: SystemUser) -> None:
    folder.chmod(0o700)
    if not user.is_me:
        os.chown(folder, user.uid, user.gid)


def _is_private(folder: Path, user: SystemUser) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == user.uid and found.st_mode & 0o077 == 0


def _base() -> str:
    if os.geteuid() == 0:
        return "/run" if Path("/run").is_dir() else "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and len(runtime) < 40 and os.access(runtime, os.W_OK):
        return runtime
    return "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it
