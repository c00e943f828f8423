"""The documents say what the code is: rooms, settings, commands, routes, changes."""

import re

from headway.cli.reference import pages
from tests.house import files

REFERENCE = files.HOME / "docs" / "reference"
VERSION = re.compile(r"## \[(?:Unreleased|\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2})\]?")
KIND = re.compile(r"### (?:Added|Changed|Deprecated|Removed|Fixed|Security)")
ENTRY = re.compile(r"- [A-Z].*")


def unnamed_rooms(text: str, rooms: list[str]) -> list[str]:
    """Rooms that a document does not name as a folder."""
    return [room for room in rooms if not re.search(rf"\b{room}/", text)]


def unconventional(changelog: str) -> list[str]:
    """Lines of a changelog that do not belong into the form of Keep a Changelog."""
    below = changelog[changelog.find("\n## ") :]
    fitting = (VERSION, KIND, ENTRY, re.compile(r"  \S.*"))
    return [line for line in below.splitlines() if line and not any(form.fullmatch(line) for form in fitting)]


def test_architecture_names_every_room() -> None:
    assert unnamed_rooms((files.HOME / "ARCHITECTURE.md").read_text(), [*files.rooms(), "core", "migrations"]) == []


def test_an_unnamed_room_is_noticed() -> None:
    assert unnamed_rooms("goals/ objectives", ["goals", "cellar"]) == ["cellar"]


def test_the_reference_is_what_settings_commands_and_routes_say() -> None:
    old = [name for name, text in pages().items() if (REFERENCE / name).read_text() != text]
    assert old == [], "run: headway reference"


def test_the_reference_names_what_there_is() -> None:
    made = pages()
    assert "HEADWAY_DATABASE_URL" in made["settings.md"]
    assert "headway serve" in made["commands.md"]
    assert "GET /api/health" in made["api.md"]


def test_the_changelog_is_conventional() -> None:
    assert unconventional((files.HOME / "CHANGELOG.md").read_text()) == []


def test_an_unconventional_line_is_noticed() -> None:
    good = "# Changes\n\n## [Unreleased]\n\n### Added\n\n- Cascade a key result\n  into an objective.\n"
    assert unconventional(good) == []
    assert unconventional(good + "\n## [0.2.0] - 2027-01-31\n") == []
    for line in ("* stuff", "## soon", "### Stuff", "- added stuff"):
        assert unconventional(f"{good}{line}\n") == [line]
