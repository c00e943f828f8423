"""An Excel workbook -> sheets: values by calamine, formats and sizes by the survey, merged cells filled downwards."""

import datetime as dt
import io

import python_calamine

from headway.integrations.imports.reading.archive import broken, open_archive
from headway.integrations.imports.reading.survey import Survey, survey
from headway.integrations.imports.rules.numbers import plain, read_number
from headway.integrations.imports.rules.text import show
from headway.integrations.imports.rules.values import Cell, Loss, Refused, Sheet


def read_workbook(content: bytes) -> list[Sheet]:
    """All sheets with content. Raises `Refused` for what is unsafe, damaged or protected."""
    archive = open_archive(content)
    surveys = survey(archive)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [_sheet(book, name, surveys[name]) for name in book.sheet_names if name in surveys]
    except python_calamine.PasswordError as error:
        raise Refused(
            "password_protected", "The workbook is protected with a password. Save a copy without one."
        ) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise broken() from error
    names = set(archive.namelist())
    notes = [name for name in sorted(names) if name.startswith(("xl/comments", "xl/threadedComments/"))]
    held = [sheet for sheet in sheets if sheet.rows]
    if not held:
        raise Refused("empty_file", "The workbook is empty. Choose one with at least one row of column names.")
    if notes:
        held[0].notes.append(Loss(1, "cell notes", f"{len(notes)}", "dropped: notes on cells are not read"))
    return held


def _sheet(book: python_calamine.CalamineWorkbook, name: str, seen: Survey) -> Sheet:
    if not seen.rows:
        return Sheet(name=name, rows=[])
    source = book.get_sheet_by_name(name)
    rows = [[_cell(value) for value in row] for row in source.to_python(skip_empty_area=False)]
    for row, column in seen.percent:
        if row < len(rows) and column < len(rows[row]) and isinstance(rows[row][column], float):
            rows[row][column] = _percent(rows[row][column])
    copies, headings = _merge(rows, source.merged_cell_ranges or [])
    unsolved = [
        (row, column, formula)
        for row, column, formula in seen.unsolved
        if row >= len(rows) or column >= len(rows[row]) or rows[row][column] == ""
    ]
    return Sheet(name=name, rows=rows, copies=copies, headings=headings, unsolved=unsolved)


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ", timespec="seconds")
    return str(value) if value is not None else ""


def _percent(cell: Cell) -> str:
    quantity = read_number(cell)
    return f"{plain(quantity.value * 100)} %" if quantity else show(cell)


def _merge(
    rows: list[list[Cell]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[set[tuple[int, int]], set[int]]:
    """Repeat the first cell of a merge down its first column; a merge across most of a row is a heading."""
    copies: set[tuple[int, int]] = set()
    headings: set[int] = set()
    width = max((len(row) for row in rows), default=0)
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] == "":
            continue
        if bottom == top and right - left + 1 >= max(2, width // 2):
            headings.add(top)
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[row]) and rows[row][left] == "" and len(copies) < len(rows) * width:
                rows[row][left] = rows[top][left]
                copies.add((row, left))
    return copies, headings
