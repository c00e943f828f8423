"""The folder of one installation: where it is, whether it will do, and the lock that keeps others out."""

import errno
import fcntl
import hashlib
import os
import re
import sys
from pathlib import Path

from headway.core.embedded.errors import (
    FolderInUse,
    FolderUnreachable,
    FolderUnwritable,
    NoSpace,
    WrongVersion,
)
from headway.core.embedded.system_user import SystemUser, first_closed_folder

SPACE_FOR_NEW = 256 * 1024**2  # bytes: a fresh cluster takes about 80 MB, the write-ahead log the rest
SPACE_TO_START = 48 * 1024**2  # bytes: enough to recover and to be told


def default_folder() -> Path:
    """Where an installation lives when nobody said where: one per clone (or virtual environment)."""
    home = _home()
    if os.geteuid() == 0:
        return Path("/var/lib/headway") / _name(home)
    if (home / "pyproject.toml").exists():
        return home / ".headway"
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "headway" / _name(home)


def make(folder: Path) -> None:
    """Make the folder and its missing parents, all of them enterable; folders that exist keep their mode."""
    missing = [path for path in [folder, *folder.parents] if not path.exists()]
    try:
        for path in reversed(missing):
            path.mkdir()
            path.chmod(0o755)
        probe = folder / ".can-write"
        probe.touch()
        probe.unlink()
    except OSError as failed:
        raise _refusal(folder, failed) from failed


def check(folder: Path, user: SystemUser, *, major: int) -> None:
    """Refuse a folder that the database user cannot reach, that is full, or that another PostgreSQL made."""
    closed = first_closed_folder(user, folder)
    if closed is not None:
        raise FolderUnreachable(
            f"The database runs as the system user '{user.name}', which cannot reach {folder}: "
            f"{closed} is closed to it. Choose another one with --data, such as --data /var/lib/headway/main"
        )
    found = _version_found(folder)
    if found is not None and found != str(major):
        raise WrongVersion(
            f"The data in {folder} was made by PostgreSQL {found}, and this Headway brings {major}. "
            "Start the Headway that made it and take a backup, or choose an empty folder with --data"
        )
    free = _free(folder)
    if free < (SPACE_TO_START if found else SPACE_FOR_NEW):
        raise NoSpace(
            f"The disk that holds {folder} has only {free // 1024**2} MB left. Free some space, or choose "
            "a folder on another disk with --data"
        )


def lock(folder: Path) -> int:
    """Take the folder for this process, or refuse. The lock ends with the process, however it ends."""
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(handle, 20).decode().strip() or "unknown"
        os.close(handle)
        raise FolderInUse(
            f"Headway is already running on {folder} (process {holder}). Stop it first, or choose "
            "another folder with --data"
        ) from None
    os.ftruncate(handle, 0)
    os.write(handle, f"{os.getpid()}\n".encode())
    return handle


def _home() -> Path:
    clone = Path(__file__).resolve().parents[3]
    return clone if (clone / "pyproject.toml").exists() else Path(sys.prefix).resolve()


def _name(home: Path) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", str(home).lower()).strip("-")[-40:].strip("-")
    return f"{words}-{hashlib.sha256(str(home).encode()).hexdigest()[:8]}"


def _version_found(folder: Path) -> str | None:
    for place in (folder / "postgres" / "PG_VERSION", folder / "PG_VERSION"):
        if place.exists():
            return place.read_text().strip() or "of an unknown version"
    return None


def _free(folder: Path) -> int:
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


def _refusal(folder: Path, failed: OSError) -> Exception:
    if failed.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoSpace(f"There is no space left for {folder}. Free some, or choose another disk with --data")
    return FolderUnwritable(
        f"Headway cannot write to {folder} ({failed.strerror}). Choose a folder that you own with --data"
    )
