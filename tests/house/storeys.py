"""House rules that import-linter cannot see: whose tables a room writes, and how its events are named."""

import re
from pathlib import Path

from tests.house import files

WRITES = re.compile(r"\b(?:insert\s+into|delete\s+from|update)\s+([a-z_]+)\b(?!\s*\()", re.IGNORECASE)
CREATES = re.compile(r"^create table (?:if not exists )?([a-z_]+)", re.MULTILINE)
RECORDS = re.compile(r"""\.record\(\s*["']([a-z_]+)\.([a-z_]+)["']""")
ANYBODY = {"idempotency", "display_counter", "procrastinate_jobs"}  # the floor that every room stands on


def owners(migrations: list[Path]) -> dict[str, str]:
    """Table -> room, from the name of the migration that makes it (`0030_goals.sql`, `0107_goals_closing.sql`)."""
    rooms = {name: name for name in (*files.rooms(), "core")} | files.inner_rooms()
    found: dict[str, str] = {}
    for path in sorted(migrations):
        words = path.stem.split("_")[1:]
        room = next((rooms[word] for word in words if word in rooms), None)
        for table in CREATES.findall(files.text(path)):
            found[table] = room or "core"
    return found


def foreign_writes(source: str, room: str, owner: dict[str, str]) -> list[str]:
    """Tables of other rooms that this source writes."""
    tables = {table.lower() for table in WRITES.findall(source)} - ANYBODY
    return sorted(
        f"writes {table} of {owner[table]}" for table in tables if owner.get(table, room) not in {room, "core"}
    )


def foreign_events(source: str, room: str) -> list[str]:
    """Events recorded under another room's name."""
    return [f"records {first}.{rest}" for first, rest in RECORDS.findall(source) if first not in files.names_of(room)]
