"""A sheet whose every cell must be accounted for: used in the plan, or named among the losses."""

from headway.integrations.imports.rules.text import blank, show, without_own_prefix
from headway.integrations.imports.rules.values import Cell, Loss, RowError, Sheet


class Grid:
    """Cells of one sheet plus a mark per cell that is spoken for. Rows count from 0 here and from 1 in reports.

    A cell is marked by `use` at the moment its content enters the plan, and by `drop` with a reason. `sweep` drops
    whatever is left, so that nothing goes missing in silence.
    """

    def __init__(self, sheet: Sheet, *, prefix: str = "", own_export: bool = False) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.width = max((len(row) for row in sheet.rows), default=0)
        self.comma = sheet.comma
        self.losses: list[Loss] = list(sheet.notes)
        self.errors: list[RowError] = []
        self._prefix = prefix
        self._own = own_export
        self._labels: list[str] = [letter(index) for index in range(self.width)]
        self._header = -1
        self._done = bytearray(len(sheet.rows) * self.width)

    def label(self, column: int) -> str:
        return self._labels[column] if 0 <= column < len(self._labels) else letter(column)

    def full_label(self, column: int) -> str:
        """With the sheet's name where there are several, as losses have it."""
        return self._prefix + self.label(column)

    def name_columns(self, labels: list[str], header: int) -> None:
        self._labels, self._header = labels, header

    def unsolved(self) -> None:
        """Report the formulas that have no result to import; called when the columns have their names."""
        for row, column, formula in self.sheet.unsolved:
            self.note(row, self.label(column), f"={formula}", "dropped: a formula without a stored result")

    def cell(self, row: int, column: int) -> Cell:
        """The content, "" where there is none; our own exports' apostrophe before a formula sign taken off."""
        cells = self.rows[row]
        cell = cells[column] if column < len(cells) else ""
        if self._own and isinstance(cell, str):
            return without_own_prefix(cell)
        return cell

    def has(self, row: int, column: int) -> bool:
        return column < len(self.rows[row]) and not blank(self.rows[row][column])

    def original(self, row: int, column: int) -> bool:
        """Whether the cell has content of its own, not filled from a merged neighbour."""
        return self.has(row, column) and (row, column) not in self.sheet.copies

    def filled(self, row: int) -> list[int]:
        """The columns with content in this row, copies of merged cells left out."""
        copies = self.sheet.copies
        return [
            column
            for column, cell in enumerate(self.rows[row])
            if not blank(cell) and (not copies or (row, column) not in copies)
        ]

    def use(self, row: int, column: int) -> None:
        self._done[row * self.width + column] = 1

    def use_row(self, row: int) -> None:
        for column in self.filled(row):
            self.use(row, column)

    def is_open(self, row: int, column: int) -> bool:
        return not self._done[row * self.width + column]

    def drop(self, row: int, column: int, why: str) -> None:
        """Say that this cell's content is not in the plan, or not as it was."""
        self.use(row, column)
        field = self.label(column) if row > self._header else letter(column)
        self.note(row, field, show(self.cell(row, column)), why)

    def note(self, row: int, field: str, value: str, why: str) -> None:
        self.losses.append(Loss(row + 1, self._prefix + field, value, why))

    def error(self, row: int, code: str, message: str) -> None:
        self.errors.append(RowError(row + 1, f"imports.{code}", message))

    def sweep(self, mapped: dict[int, str | None]) -> None:
        """Drop every cell with content that nothing has spoken for."""
        for row in range(len(self.rows)):
            for column in self.filled(row):
                if self.is_open(row, column):
                    self.drop(row, column, _why_left(mapped.get(column)))


def _why_left(field: str | None) -> str:
    if field is None:
        return "dropped: Headway has no field for this column"
    return f"dropped: nothing on this row takes a value for {field.replace('_', ' ')}"


def letter(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
