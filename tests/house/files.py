"""Which files the house rules look at."""

import subprocess
from functools import cache
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
SMALL = 2_000_000  # bytes: larger files are pictures and the like
NOT_ROOMS = {"core", "cli", "migrations", "static"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git has or would take, so that a new file counts before it is committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],  # noqa: S607 - the git of whoever runs the tests
        cwd=HOME,
        capture_output=True,
        check=True,
    ).stdout.decode()
    names = [name for name in listed.split("\0") if name]
    return tuple(path for name in sorted(names) if (path := HOME / name).is_file() and not path.is_symlink())


def python(*folders: str) -> list[Path]:
    """Python files under the named top folders."""
    return [path for path in tracked() if path.suffix == ".py" and path.relative_to(HOME).parts[0] in folders]


def rooms() -> list[str]:
    """The rooms there are: folders of the package that are no ground floor."""
    found = {path.relative_to(HOME).parts[1] for path in python("headway") if len(path.relative_to(HOME).parts) > 2}
    return sorted(found - NOT_ROOMS)


def inner_rooms() -> dict[str, str]:
    """Names of the rooms inside `integrations` (`imports`, later each connector) -> the room that they are in."""
    inside = [path.relative_to(HOME).parts for path in python("headway")]
    return {parts[2]: parts[1] for parts in inside if parts[1] == "integrations" and len(parts) > 3}


def names_of(room: str) -> set[str]:
    """What operation ids and events of a room may begin with."""
    return {room, *(name for name, outer in inner_rooms().items() if outer == room)}


def room_of(path: Path) -> str | None:
    parts = path.relative_to(HOME / "headway").parts
    return parts[0] if len(parts) > 1 and parts[0] not in NOT_ROOMS else None


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.stat().st_size < SMALL else ""
