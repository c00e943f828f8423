"""The usual layouts of an OKR sheet, each walked into one list of entries in the order of the file.

Two columns (a row per key result, the objective repeated, once, merged or on a row of its own), one column (levels
told by a type column, marks, numbers, indentation or emptiness), wide (KR1, KR2, KR3 beside the objective).
"""

from typing import Literal

import msgspec

from headway.integrations.imports.rules.markers import PLACEHOLDER, REMARK
from headway.integrations.imports.rules.okr.levels import levels
from headway.integrations.imports.rules.okr.sections import Sections
from headway.integrations.imports.rules.table import Table
from headway.integrations.imports.rules.text import fold, line, show
from headway.integrations.imports.rules.values import Known

Level = Literal["objective", "key_result"]
OF_OBJECTIVE = frozenset({"cycle", "objective_owner", "parent"})
TITLES = frozenset({"objective", "key_result", "title"})


class Entry(msgspec.Struct, kw_only=True):
    """One objective or key result: where its title stands and which cells say what about it."""

    level: Level
    row: int
    column: int
    cells: dict[str, tuple[int, int]]
    parent: int | None = None
    team: str = ""
    cycle: str = ""
    about: str = ""
    told_by: tuple[tuple[int, int], ...] = ()


def entries_of(table: Table, known: Known) -> list[Entry]:
    """All objectives and key results; `parent` of a key result is the index of its objective in the list."""
    walk = Walk(table, Sections(table, known))
    groups = wide_groups(table)
    objective, key_result, title = (table.column(field) for field in ("objective", "key_result", "title"))
    if groups:
        walk.wide(groups)
    elif objective is not None and key_result is not None:
        walk.two_columns(objective, key_result)
    elif objective is not None and title is not None and _filled(table, objective):
        walk.two_columns(objective, title)
    else:
        column = next((c for c in (title, key_result, objective) if c is not None), None)
        if column is not None:
            walk.one_column(column)
    return walk.entries


def wide_groups(table: Table) -> dict[int, dict[str, int]]:
    """Number of the key result -> field -> column; fields without a number belong to the key result left of them."""
    groups: dict[int, dict[str, int]] = {}
    current = 0
    texts = [column for column, field in table.fields.items() if (field or "").startswith("key_result_")]
    for column in sorted(table.fields):
        field = table.fields[column] or ""
        stem, _, number = field.rpartition("_")
        if number.isdigit():
            current = int(number) if stem == "key_result" else current
            groups.setdefault(int(number), {}).setdefault(stem, column)
        elif current and field in {
            "baseline",
            "target",
            "current",
            "score",
            "progress",
            "unit",
            "weight",
            "confidence",
            "owner",
        }:
            again = any(field in group for number, group in groups.items() if number != current)
            if column < texts[-1] or again or len(texts) == 1:
                groups[current].setdefault(field, column)
    return {number: group for number, group in groups.items() if "key_result" in group}


class Walk:
    def __init__(self, table: Table, sections: Sections) -> None:
        self.table = table
        self.grid = table.grid
        self.entries: list[Entry] = []
        self.sections = sections
        self._objective: int | None = None
        self._known: dict[tuple[str, ...], int] = {}

    def two_columns(self, objective: int, key_result: int) -> None:
        for row in self._rows():
            has_objective, has_result = self.grid.has(row, objective), self.grid.has(row, key_result)
            if has_objective and not has_result and self._is_remark(row, objective, key_result):
                self.grid.drop(row, objective, "dropped: a remark below the goals")
                continue
            if has_objective:
                self._open(row, objective, alone=not has_result)
            if has_result:
                self._result(row, key_result)

    def one_column(self, column: int) -> None:
        found = levels(self.table, column)
        about = ""
        for row in self._rows():
            if not self.grid.has(row, column):
                continue
            kind = found.get(row)
            if kind == "objective":
                self._open(row, column, alone=True)
                about = ""
            elif kind == "work":
                self.grid.drop(row, column, "dropped: work, which is no goal; make it a project or a task")
            elif kind == "heading":
                about = self.sections.heading(row, column)
            else:
                about = about if self.sections.continues(row, column) else ""
                self._result(row, column, about=about)

    def wide(self, groups: dict[int, dict[str, int]]) -> None:
        objective = self.table.column("objective")
        if objective is None:
            objective = self.table.column("title")
        inside = {column for group in groups.values() for column in group.values()}
        for row in self._rows():
            if objective is not None and self.grid.has(row, objective):
                self._open(row, objective, alone=True, without=inside)
            for _, group in sorted(groups.items()):
                if self.grid.has(row, group["key_result"]):
                    cells = {f: (row, c) for f, c in group.items() if f != "key_result" and self.grid.has(row, c)}
                    self._result(row, group["key_result"], cells=cells)

    def _is_remark(self, row: int, column: int, key_result: int) -> bool:
        """Such as "* Scores by the council" alone on its row, below all key results."""
        if not REMARK.match(show(self.grid.cell(row, column))) or len(self.grid.filled(row)) > 1:
            return False
        return not any(self.grid.has(below, key_result) for below in range(row + 1, len(self.grid.rows)))

    def _rows(self) -> list[int]:
        rows: list[int] = []
        for row in self.table.body:
            if self.table.repeats_header(row):
                self.grid.use_row(row)
            elif not self.sections.takes(row):
                self.sections.mark(row)
                rows.append(row)
        return rows

    def _open(self, row: int, column: int, *, alone: bool, without: set[int] | None = None) -> None:
        """Begin an objective, or return to one that was named before with the same team and cycle."""
        if self._placeholder(row, column):
            return
        cells = self._cells(row, without or set())
        if not alone:
            cells = {field: place for field, place in cells.items() if field in {*OF_OBJECTIVE, "team"}}
        team, cycle, told_by = self.sections.at(row)
        key = (
            fold(show(self.grid.cell(row, column))),
            *(fold(show(self.grid.cell(*cells[f]))) if f in cells else "" for f in ("team", "cycle")),
            team,
            cycle,
        )
        same = self._known.get(key)
        if same is not None and not (alone and self._adds(cells)):
            self._objective = same
            self.grid.use(row, column)
            for place in cells.values():
                self.grid.use(*place)
            return
        self._known.setdefault(key, len(self.entries))
        self._objective = len(self.entries)
        self.entries.append(
            Entry(level="objective", row=row, column=column, cells=cells, team=team, cycle=cycle, told_by=told_by)
        )

    def _result(
        self, row: int, column: int, *, cells: dict[str, tuple[int, int]] | None = None, about: str = ""
    ) -> None:
        if self._placeholder(row, column):
            return
        own = cells
        if own is None:
            own = self._cells(row, set())
        if self._objective is None and "parent" not in own:
            self.grid.use(row, column)
            text = line(show(self.grid.cell(row, column)))[:200]
            self.grid.error(
                row, "key_result_without_objective", f"{text!r} stands before any objective. It is left out."
            )
            return
        team, cycle, _ = self.sections.at(row)
        self.entries.append(
            Entry(
                level="key_result", row=row, column=column, cells=own, parent=self._objective, team=team, cycle=cycle,
                about=about,
            )
        )  # fmt: skip

    def _adds(self, cells: dict[str, tuple[int, int]]) -> bool:
        return any(field not in {"team", "cycle"} for field in cells)

    def _placeholder(self, row: int, column: int) -> bool:
        text = show(self.grid.cell(row, column))
        if not PLACEHOLDER.match(text) or len(self.grid.filled(row)) > 1:
            return False
        self.grid.drop(row, column, "dropped: a placeholder without a text")
        return True

    def _cells(self, row: int, without: set[int]) -> dict[str, tuple[int, int]]:
        cells: dict[str, tuple[int, int]] = {}
        for column, field in self.table.fields.items():
            if field and field not in TITLES and column not in without and self.grid.has(row, column):
                cells.setdefault(field, (row, column))
        return cells


def _filled(table: Table, column: int) -> bool:
    return any(table.grid.has(row, column) for row in table.body)
