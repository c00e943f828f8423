"""The status column of an OKR sheet: what becomes a state, and what Headway computes itself."""

from typing import Literal

from headway.integrations.imports.rules.okr.layouts import Entry
from headway.integrations.imports.rules.reader import Reader
from headway.integrations.imports.rules.text import fold, line, show
from headway.integrations.imports.rules.words import states as states_words

PLAIN_ACTIVE = frozenset({"active", "in progress", "started", "ongoing", "aktiv", "in arbeit", "laufend", "gestartet"})


def state_of(reader: Reader, entry: Entry, *, objective: bool) -> tuple[Literal["draft", "active", "dropped"], str]:
    """(state, reason for dropping). Health words ("at risk") are reported: Headway derives health from the values."""
    if "status" not in entry.cells:
        return "active", ""
    row, column = entry.cells["status"]
    text = line(show(reader.grid.cell(row, column)))
    word = fold(text)
    if word in states_words.DROPPED_WORDS:
        reader.grid.use(row, column)
        return "dropped", text
    if word in {"draft", "entwurf", "proposed"} and objective:
        reader.grid.use(row, column)
        return "draft", ""
    if word in PLAIN_ACTIVE:
        reader.grid.use(row, column)
    elif word in states_words.CLOSED_WORDS:
        reader.grid.drop(row, column, "changed: kept as active; whether it is reached follows from its values")
    elif word in states_words.ACTIVE_WORDS or word in states_words.DRAFT_WORDS:
        reader.grid.drop(row, column, "changed: kept as active; how it stands is derived from its values")
    else:
        reader.grid.drop(row, column, "dropped: not a state that Headway knows")
    return "active", ""
