"""Which system user the database runs as, and what that user can reach."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from headway.core.embedded.errors import NoSystemUser


@dataclass(frozen=True)
class SystemUser:
    name: str
    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()


def database_user(pgdata: Path) -> SystemUser:
    """Whom PostgreSQL runs as: never root.

    For an ordinary user that is the user. For root it is the owner of an existing data folder, else
    `postgres`, else `nobody`.
    """
    if os.geteuid() != 0:
        return _user(os.geteuid())
    if (pgdata / "PG_VERSION").exists() and pgdata.stat().st_uid != 0:
        return _user(pgdata.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return SystemUser(found.pw_name, found.pw_uid, found.pw_gid)
    raise NoSystemUser(
        "PostgreSQL refuses to run as root, and this system has neither a user 'postgres' nor 'nobody'. "
        "Start Headway as an ordinary user, or add one: useradd --system postgres"
    )


def may_connect() -> list[str]:
    """The system users that pg_ident lets in: whoever runs Headway, and root, who may become anybody."""
    return sorted({"root", _user(os.geteuid()).name})


def can(user: SystemUser, test: str, path: Path) -> bool:
    """Ask the system itself, as that user: `test` is one of `-x`, `-r`, `-w` of test(1)."""
    if user.is_me:
        modes = {"-x": os.X_OK, "-r": os.R_OK, "-w": os.W_OK}
        return os.access(path, modes[test])
    return _as_user(user, ["/bin/sh", "-c", f'test {test} "$1"', "test", str(path)]) == 0


def first_closed_folder(user: SystemUser, path: Path) -> Path | None:
    """The topmost folder on the way to `path` (itself included) that the user may not enter, or None."""
    for folder in [*reversed(path.parents), path]:
        if folder.is_dir() and not can(user, "-x", folder):
            return folder
    return None


def _user(uid: int) -> SystemUser:
    try:
        found = pwd.getpwuid(uid)
    except KeyError:
        raise NoSystemUser(
            f"The user id {uid} has no name on this system, and the database knows its callers by name. "
            "Add a line for it to /etc/passwd, or start Headway as a named user."
        ) from None
    return SystemUser(found.pw_name, found.pw_uid, found.pw_gid)


def _as_user(user: SystemUser, command: list[str]) -> int:
    done = subprocess.run(  # noqa: S603 - a fixed command
        command,
        cwd="/",
        env={},
        user=user.uid,
        group=user.gid,
        extra_groups=[],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode
