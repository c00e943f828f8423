"""Folders of clusters that last as long as a test run; what a killed run left behind is cleared by the next one."""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

PREFIX = "headway-temporary-"
SETTLING = 600  # seconds a folder without a lock may be one that is being made


def make() -> Path:
    """A new folder in memory, or in the folder for temporary files, that every system user may enter."""
    memory = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a private folder in it
    base = memory if memory.is_dir() else Path(tempfile.gettempdir())
    for old in base.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # another user's, or gone meanwhile
            if _abandoned(old):
                _clear(old)
    place = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
    place.chmod(0o711)
    return place


def _abandoned(folder: Path) -> bool:
    if folder.stat().st_uid != os.geteuid():
        return False
    lock = folder / "lock"
    if not lock.exists():
        return time.time() - folder.stat().st_mtime > SETTLING
    with lock.open() as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _clear(folder: Path) -> None:
    record = folder / "socket"
    if record.exists():
        shutil.rmtree(record.read_text().strip(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
