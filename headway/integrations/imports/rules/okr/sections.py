"""Rows that are neither objective nor key result: section titles that name a quarter or a team, and headings."""

import re
from itertools import pairwise

from headway.integrations.imports.rules.markers import NUMBERED, level_of
from headway.integrations.imports.rules.numbers import read_number
from headway.integrations.imports.rules.periods import read_period
from headway.integrations.imports.rules.table import Table
from headway.integrations.imports.rules.text import fold, line, show
from headway.integrations.imports.rules.values import Known
from headway.integrations.imports.rules.words import okr as okr_words

_TEAM = re.compile(
    r"^(?:team|abteilung|bereich|department|squad)[\s:]+(?P<a>.{2,80})$|^(?P<b>.{2,80})\s(?:team|department|squad)$",
    re.IGNORECASE,
)


class Sections:
    """Remembers the team and quarter that the last section row named."""

    def __init__(self, table: Table, known: Known) -> None:
        self._table = table
        self._grid = table.grid
        self._teams = {fold(team.name): team.name for team in known.teams}
        self._team = ""
        self._cycle = ""
        self._told_by: dict[str, tuple[int, int]] = {}
        self._marks: dict[int, tuple[str, str, tuple[tuple[int, int], ...]]] = {}
        self._has_team = table.column("team") is not None
        self._has_cycle = table.column("cycle") is not None
        self._begun = False
        self._above()

    def at(self, row: int) -> tuple[str, str, tuple[tuple[int, int], ...]]:
        """Team and quarter of the section a row stands in, "" where none was named, and the cells that say so."""
        return self._marks.get(row, ("", "", ()))

    def mark(self, row: int) -> None:
        self._begun = True
        self._marks[row] = (self._team, self._cycle, tuple(self._told_by.values()))

    def takes(self, row: int) -> bool:
        """Whether this row is a section title, which counts as used once an objective stands in it, or a heading."""
        filled = self._grid.filled(row)
        if self._is_total(row, filled):
            return True
        if len(filled) != 1:
            return False
        column = filled[0]
        text = line(show(self._grid.cell(row, column)))
        if self._is_title(row, column, text):
            return True
        period = None if self._has_cycle else read_period(text)
        team = "" if self._has_team else self._team_of(text)
        if period or team:
            self._cycle, self._team = (period.name, self._team) if period else (self._cycle, team)
            self._told_by["cycle" if period else "team"] = (row, column)
            return True
        if row in self._grid.sheet.headings:
            self._grid.drop(row, column, "dropped: a heading across the table")
            return True
        return False

    def heading(self, row: int, column: int) -> str:
        """A heading between key results: kept in their descriptions if they are its numbered list, else dropped."""
        text = line(show(self._grid.cell(row, column)))
        following = row + 1
        listed = following < len(self._grid.rows) and self._grid.has(following, column)
        if listed and text.endswith(":") and NUMBERED.match(show(self._grid.cell(following, column))):
            self._grid.drop(
                row, column, "changed: a heading; kept in the descriptions of the numbered key results below it"
            )
            return text
        self._grid.drop(row, column, "dropped: a heading; Headway has no level between objective and key result")
        return ""

    def continues(self, row: int, column: int) -> bool:
        """Whether a key result is an item of the numbered list of a heading above."""
        return bool(NUMBERED.match(show(self._grid.cell(row, column))))

    def _above(self) -> None:
        """A cell above the table that says "Team:" and the team to the right of it."""
        for row in range(max(self._table.header, 0)):
            filled = self._grid.filled(row)
            for column, beside in pairwise(filled):
                if self._has_team or fold(show(self._grid.cell(row, column))) not in okr_words.OKR_FIELDS["team"]:
                    continue
                self._grid.use(row, column)
                self._grid.use(row, beside)
                self._team = line(show(self._grid.cell(row, beside)))[:120]

    def _is_total(self, row: int, filled: list[int]) -> bool:
        """Such as "Average" with nothing but numbers beside it: Headway computes what it says."""
        cells = [self._grid.cell(row, column) for column in filled]
        if not cells or fold(show(cells[0])) not in okr_words.TOTAL_WORDS:
            return False
        if not all(read_number(cell) for cell in cells[1:]):
            return False
        for column in filled:
            self._grid.drop(row, column, "dropped: a line of totals; Headway computes them")
        return True

    def _is_title(self, row: int, column: int, text: str) -> bool:
        """The title of a sheet without column names, such as "Company OKRs Q3 2025"."""
        if self._table.header >= 0 or self._begun or level_of(text):
            return False
        if not {"okr", "okrs", "objectives", "goals", "ziele"} & set(fold(text).split()):
            return False
        period = read_period(text, inside=True)
        if period and not self._has_cycle:
            self._cycle = period.name
            self._told_by["cycle"] = (row, column)
        self._grid.drop(row, column, f"changed: only the cycle {period.name} is taken from this title" if period
                        else "dropped: stands above the table")  # fmt: skip
        return True

    def _team_of(self, text: str) -> str:
        if fold(text) in self._teams:
            return self._teams[fold(text)]
        found = _TEAM.match(text)
        return line(found["a"] or found["b"] or "") if found and len(text.split()) <= 5 else ""
