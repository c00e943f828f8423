"""One OKR sheet -> its part of the plan."""

import re

from headway.integrations.imports.rules.okr.build import Builder
from headway.integrations.imports.rules.okr.cycles import Cycles
from headway.integrations.imports.rules.okr.layouts import Entry, entries_of
from headway.integrations.imports.rules.okr.measures import Measurer
from headway.integrations.imports.rules.okr.points import score_scale
from headway.integrations.imports.rules.reader import Reader
from headway.integrations.imports.rules.text import fold, line
from headway.integrations.imports.rules.values import Plan
from headway.integrations.imports.rules.words.okr import SHEET_WORDS

_PERIOD = re.compile(r"(?i)\b(?:FY\s?\d{2,4}|Q[1-4]|H[12]|20\d\d)\b")
_NO_TEAM = SHEET_WORDS | {"", "sheet", "tabelle", "blatt"}


def plan_okr(reader: Reader, plan: Plan) -> None:
    """Add one sheet's objectives, key results and measurements to the plan."""
    table = reader.table
    entries = entries_of(table, reader.known)
    _by_sheet(reader, entries)
    cycles = Cycles(reader, reader.options, plan)
    cycles.settle()
    measured = {"baseline", "target", "current"}
    held = {field for entry in entries for field in entry.cells if entry.level == "key_result"}
    scores_only = not held & measured and any(field.startswith(("score", "value@")) for field in held)
    measurer = Measurer(reader, scale=score_scale(table, reader), scores_only=scores_only)
    Builder(reader, measurer, cycles, plan).build(entries)


def _by_sheet(reader: Reader, entries: list[Entry]) -> None:
    """A workbook with a sheet per team: the sheet's name is the team of its goals, where nothing else names one."""
    name = team_of_sheet(reader.grid.sheet.name)
    if not name or reader.book.sheets < 2 or reader.table.column("team") is not None:
        return
    bare = [entry for entry in entries if entry.level == "objective" and not entry.team]
    for entry in bare:
        entry.team = name
    if bare:
        reader.grid.note(
            0, "sheet name", reader.grid.sheet.name, f"guessed: the team is {name}, as in the name of the sheet"
        )


def team_of_sheet(name: str) -> str:
    """Such as "Marketing" for "Marketing Q1 2025"; "" for "OKR Q1" and "Sheet1"."""
    words = [word for word in _PERIOD.sub(" ", name).split() if fold(word).rstrip("0123456789 ") not in _NO_TEAM]
    return line(" ".join(words).strip(" -_:|()"))
