"""Which rows of a one-column sheet are objectives: by the first sign that the sheet uses at all."""

from collections.abc import Callable

from headway.integrations.imports.rules.markers import BARE_NUMBER, BULLET, INDENT, depth_of, level_of
from headway.integrations.imports.rules.table import Table
from headway.integrations.imports.rules.text import fold, line, show
from headway.integrations.imports.rules.words import okr as okr_words

MEASURES = ("score", "current", "target", "baseline", "progress", "value", "owner", "confidence", "status", "unit")


def levels(table: Table, column: int) -> dict[int, str]:
    """Row -> "objective", "key_result" or "heading" (a title between key results that is neither)."""
    rows = [row for row in table.body if table.grid.has(row, column) and not table.repeats_header(row)]
    signs: tuple[Callable[[Table, int, list[int]], dict[int, str]], ...] = (
        _by_type,
        _by_mark,
        _by_id,
        _by_depth,
        _by_indent,
        _by_emptiness,
    )
    for sign in signs:
        found = sign(table, column, rows)
        if "objective" in found.values() and len(set(found.values())) > 1:
            return found
    only = "key_result" if _only_results(table, column) else "objective"
    return dict.fromkeys(rows, only)


def _only_results(table: Table, column: int) -> bool:
    return table.fields.get(column) == "key_result"


def _by_type(table: Table, _column: int, rows: list[int]) -> dict[int, str]:
    typed = table.column("level")
    if typed is None:
        return {}
    found: dict[int, str] = {}
    for row in rows:
        word = fold(show(table.grid.cell(row, typed)))
        if word in okr_words.WORK_WORDS:
            found[row] = "work"
            table.grid.drop(row, typed, "dropped: work, which is no goal; make it a project or a task")
        elif word in okr_words.OBJECTIVE_WORDS or word in okr_words.KEY_RESULT_WORDS:
            found[row] = "objective" if word in okr_words.OBJECTIVE_WORDS else "key_result"
            table.grid.use(row, typed)
    return found


def _by_mark(table: Table, column: int, rows: list[int]) -> dict[int, str]:
    found = {row: level_of(show(table.grid.cell(row, column))) for row in rows}
    known = {row: level for row, level in found.items() if level}
    if not known:
        return {}
    missing = (
        "key_result" if "key_result" not in known.values() else "objective" if "objective" not in known.values() else ""
    )
    return {row: known.get(row) or missing or "key_result" for row in rows}


def _by_id(table: Table, _column: int, rows: list[int]) -> dict[int, str]:
    """By an id column that says O1, KR1.2 or 1, 1.1."""
    ids = table.column("external_id")
    if ids is None:
        return {}
    texts = {row: fold(show(table.grid.cell(row, ids))).replace(" ", ".") for row in rows}
    if not all(text and (text[0].isdigit() or text.startswith(("o", "kr"))) for text in texts.values()):
        return {}
    deep = any("." in text for text in texts.values())
    found: dict[int, str] = {}
    for row, text in texts.items():
        result = text.startswith("kr") or (text[0].isdigit() and "." in text and deep)
        found[row] = "key_result" if result else "objective"
    return found


def _by_depth(table: Table, column: int, rows: list[int]) -> dict[int, str]:
    """Such as "1. Grow" above "1.1 Sign 5 customers"."""
    depths = {row: depth_of(show(table.grid.cell(row, column))) for row in rows}
    if 2 not in depths.values() or 1 not in depths.values():
        return {}
    return {row: "objective" if depth == 1 else "key_result" for row, depth in depths.items()}


def _by_indent(table: Table, column: int, rows: list[int]) -> dict[int, str]:
    texts = {row: show(table.grid.cell(row, column)) for row in rows}
    return {
        row: "key_result" if INDENT.match(text) or BULLET.match(text) else "objective" for row, text in texts.items()
    }


def _by_emptiness(table: Table, column: int, rows: list[int]) -> dict[int, str]:
    """A title alone on its row opens an objective: after a blank row, or with the number that objectives carry."""
    alone = {row for row in rows if not any(c != column and table.grid.has(row, c) for c in table.fields)}
    if not alone or len(alone) == len(rows):
        return {}
    first = rows[0]
    fresh = {row for row in alone if row == first or _blank_above(table, row, column)}
    gaps = any(row != first and _blank_above(table, row, column) for row in rows)
    numbered = {row for row in fresh if BARE_NUMBER.match(show(table.grid.cell(row, column)))}
    found: dict[int, str] = {}
    for row in rows:
        if row not in alone:
            found[row] = "key_result"
        elif not gaps or row in (numbered if 2 * len(numbered) > len(fresh) else fresh):
            found[row] = "objective"
        else:
            found[row] = "heading"
    return found


def _blank_above(table: Table, row: int, column: int) -> bool:
    """Whether the row above has no title: blank, the header, or a line of totals."""
    above = row - 1
    return above <= table.header or not line(show(table.grid.cell(above, column)))
