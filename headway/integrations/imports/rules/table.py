"""Finding the header row and giving every column a field: guessed, then overridden by what the person chose."""

from collections.abc import Callable

import msgspec

from headway.integrations.imports.rules.columns import (
    MANY,
    OKR_INDEX,
    TASK_INDEX,
    asana_field,
    checked,
    is_number,
    is_prose,
    jira_field,
    okr_field,
    share,
    task_field,
)
from headway.integrations.imports.rules.dates import read_date
from headway.integrations.imports.rules.markers import is_mark, level_of
from headway.integrations.imports.rules.sheet import Grid, letter
from headway.integrations.imports.rules.text import blank, cut, fold, line, show
from headway.integrations.imports.rules.values import Cell, Certainty, Column, Kind, Options, Refused, Sheet
from headway.integrations.imports.rules.words import okr as okr_words
from headway.integrations.imports.rules.words import tasks as tasks_words

HEADER_DEPTH = 40
SAMPLE = 200
SAMPLES_SHOWN = 3
SAMPLE_LENGTH = 60
_GUESS: dict[Kind, Callable[[str], str | None]] = {
    "okr_sheet": okr_field,
    "asana_csv": asana_field,
    "jira_csv": jira_field,
    "tasks_csv": task_field,
}


class Table(msgspec.Struct):
    """A grid below its header. `fields` is column -> field; several columns may share a field (labels)."""

    grid: Grid
    kind: Kind
    header: int
    labels: list[str]
    fields: dict[int, str | None]

    def column(self, field: str) -> int | None:
        return next((column for column, held in self.fields.items() if held == field), None)

    def columns(self, field: str) -> list[int]:
        return [column for column, held in self.fields.items() if held == field]

    @property
    def body(self) -> range:
        return range(self.header + 1, len(self.grid.rows))

    def repeats_header(self, row: int) -> bool:
        """Whether this row is the header once more, as exports that repeat it per section have it."""
        if self.header < 0:
            return False
        filled = 0
        for column, cell in enumerate(self.grid.rows[row]):
            if blank(cell):
                continue
            if not isinstance(cell, str) or fold(cell) != fold(self.labels[column]):
                return False
            filled += 1
        return filled >= 2


class Head(msgspec.Struct, frozen=True):
    """How well a sheet fits a kind: row of the header and number of columns known there."""

    row: int
    hits: int
    fields: frozenset[str]
    names: frozenset[str]


def find_head(sheet: Sheet, kind: Kind) -> Head:
    """The row that most looks like a header of this kind; row -1 with 0 hits where none does."""
    best = Head(-1, 0, frozenset(), frozenset())
    for index, row in enumerate(sheet.rows[:HEADER_DEPTH]):
        texts = [cell for cell in row if isinstance(cell, str) and line(cell) and len(cell) <= 120]
        found = {text: _GUESS[kind](text) for text in texts}
        known = {text: field for text, field in found.items() if field}
        if len(known) > best.hits and 2 * len(known) >= min(len(texts), 4):
            names = frozenset(fold(text) for text in texts)
            best = Head(index, len(known), frozenset(f for f in known.values() if f), names)
    return best


def open_table(grid: Grid, kind: Kind, options: Options) -> Table:
    """Give every column a field. Raises `Refused` where the mapping names a column or field that does not exist."""
    named = _named_header(grid.sheet, options)
    header = find_head(grid.sheet, kind).row if named is None else named
    if header < 0 and kind == options.kind:
        header = _likely_header(grid)
    labels = _labels(grid, header)
    table = Table(grid, kind, header, labels, {})
    cells = {column: _sample(table, column) for column in range(grid.width)}
    for column, label in enumerate(labels):
        guess = _GUESS[kind](label) if header >= 0 else None
        table.fields[column] = checked(guess, label, cells[column]) if kind == "okr_sheet" else guess
    _settle_doubles(table)
    if kind == "okr_sheet":
        _name_by_marks(table)
        _find_ids(table, cells)
        _guess_title(table, cells)
    _override(table, options)
    grid.name_columns(labels, header)
    if header >= 0:
        grid.use_row(header)
    return table


def _named_header(sheet: Sheet, options: Options) -> int | None:
    """The row that holds all column names of the person's mapping."""
    wanted = {fold(name) for name in options.mapping}
    for index, row in enumerate(sheet.rows[:HEADER_DEPTH]):
        if wanted and wanted <= {fold(cell) for cell in row if isinstance(cell, str)}:
            return index
    return None


def _likely_header(grid: Grid) -> int:
    """Where the person said what the file is and no name is known: the first row of short words."""
    rows = [row for row in range(min(len(grid.rows), HEADER_DEPTH)) if grid.filled(row)]
    if len(rows) < 2 or len(grid.filled(rows[0])) < 2:
        return -1
    texts = [grid.cell(rows[0], column) for column in grid.filled(rows[0])]
    short = all(isinstance(text, str) and len(line(text)) <= 40 and not level_of(text) for text in texts)
    return rows[0] if short and not any(is_number(text) or read_date(text) for text in texts) else -1


def columns_of(table: Table, options: Options) -> list[Column]:
    """The columns with content. Those of one name and field are one; a later one with another field gets a number."""
    found: dict[str, Column] = {}
    chosen = {fold(name) for name in options.mapping}
    for column, label in enumerate(table.labels):
        field = table.fields.get(column)
        if not _has_content(table, column):
            continue
        key, place = label, 2
        while key in found and found[key].field != field:
            key, place = f"{label} ({place})", place + 1
        certainty = "chosen" if fold(label) in chosen else _certainty(table, column)
        column_out = Column(name=key, field=field, samples=_first_texts(table, column), certainty=certainty)
        if key not in found or not found[key].samples:
            found[key] = column_out
    return list(found.values())


def _certainty(table: Table, column: int) -> Certainty:
    field, label = table.fields.get(column), table.labels[column]
    if field is None:
        return "left_out"
    guess = _GUESS[table.kind](label) if table.header >= 0 else None
    if guess == field:
        index = OKR_INDEX if table.kind == "okr_sheet" else TASK_INDEX
        return "sure" if table.kind in {"asana_csv", "jira_csv"} or fold(label) in index else "likely"
    return "guessed" if guess is None else "likely"


def _first_texts(table: Table, column: int) -> tuple[str, ...]:
    """The first three different contents, on one line, short."""
    texts: dict[str, None] = {}
    for row in table.body:
        if table.grid.original(row, column):
            texts.setdefault(cut(line(show(table.grid.cell(row, column))), SAMPLE_LENGTH))
        if len(texts) == SAMPLES_SHOWN:
            break
    return tuple(texts)


def _has_content(table: Table, column: int) -> bool:
    named = table.header >= 0 and table.grid.has(table.header, column)
    return named or any(table.grid.has(row, column) for row in table.body)


def _labels(grid: Grid, header: int) -> list[str]:
    if header < 0:
        return [letter(column) for column in range(grid.width)]
    row = grid.rows[header]
    return [
        line(show(row[column])) if column < len(row) and grid.has(header, column) else letter(column)
        for column in range(grid.width)
    ]


def _sample(table: Table, column: int) -> list[Cell]:
    found: list[Cell] = []
    for row in table.body:
        if table.grid.has(row, column):
            found.append(table.grid.cell(row, column))
            if len(found) == SAMPLE:
                break
    return found


def _settle_doubles(table: Table) -> None:
    """One column per field: the first keeps it, except for fields that may repeat and for parts of wide sheets."""
    wide = any((field or "").startswith("key_result_") for field in table.fields.values())
    seen: set[str] = set()
    for column, field in table.fields.items():
        if field is None or (field in MANY and table.kind != "okr_sheet") or table.kind == "jira_csv":
            continue
        if field in seen and not (wide and field != "objective"):
            table.fields[column] = None
        seen.add(field)


def _guess_title(table: Table, cells: dict[int, list[Cell]]) -> None:
    """Find columns of sentences that have no name of their own: titles, or key results right of the objectives."""
    fields = [field for field in table.fields.values() if field]
    if any(field == "key_result" or field.startswith("key_result_") for field in fields):
        return
    prose = [
        column for column, field in table.fields.items() if field is None and share(cells[column], is_prose) >= 0.5
    ]
    named = table.column("objective")
    named = table.column("title") if named is None else named
    if named is None and prose:
        table.fields[prose[0]] = "title"
        _say(table, prose[0], "guessed: read as the column of titles, because it holds sentences")
        named = prose[0]
    beside = None if named is None else named + 1
    if beside in prose and table.labels[beside] == letter(beside):
        table.fields[named or 0], table.fields[beside] = "objective", "key_result"
        _say(table, beside, "guessed: read as the key results of the objectives to the left")


def _say(table: Table, column: int, why: str) -> None:
    table.grid.note(max(table.header, 0), table.labels[column], table.labels[column], why)


def _name_by_marks(table: Table) -> None:
    """A sheet without a header: the columns that hold "O1:" and "KR1:" are known by that."""
    if table.header >= 0:
        return
    held: dict[str, dict[int, int]] = {"objective": {}, "key_result": {}}
    for row in table.body:
        for column in table.grid.filled(row):
            level = level_of(show(table.grid.cell(row, column)))
            if level:
                held[level][column] = held[level].get(column, 0) + 1
    if not all(held.values()):
        return
    objective, key_result = (max(columns, key=columns.__getitem__) for columns in held.values())
    chosen = {objective: "objective", key_result: "key_result"} if objective != key_result else {objective: "title"}
    for column, field in chosen.items():
        table.fields[column] = field
        why = "guessed: the sheet has no row of column names; told by marks such as O1 and KR1"
        table.grid.note(0, table.labels[column], field, why)


def _find_ids(table: Table, cells: dict[int, list[Cell]]) -> None:
    """A column of O1, KR1.1 and nothing else, whatever its name: it tells the levels."""
    if {"external_id", "level"} & set(table.fields.values()):
        return
    for column, field in table.fields.items():
        if (
            field is None
            and len(cells[column]) > 1
            and share(cells[column], lambda cell: is_mark(show(cell)) or None) == 1
        ):
            table.fields[column] = "external_id"
            return


def known_fields(kind: Kind) -> frozenset[str]:
    """What a mapping may name. Numbered (`target_2`) and dated (`value@2025-02-01`) fields are known by their stem."""
    if kind == "okr_sheet":
        return frozenset({*okr_words.OKR_FIELDS, "score_mid", "score_end", "value"})
    if kind == "jira_csv":
        return frozenset({*tasks_words.JIRA_FIELDS.values(), *tasks_words.TASK_FIELDS, "estimate_seconds"})
    return frozenset(tasks_words.TASK_FIELDS)


def _override(table: Table, options: Options) -> None:
    for name, field in options.mapping.items():
        wanted = fold(name)
        columns = [column for column, label in enumerate(table.labels) if label == name or fold(label) == wanted]
        if not columns:
            raise Refused("unknown_column", f"The mapping names a column {name!r} that the file does not have.")
        stem = (field or "title").partition("@")[0].rstrip("0123456789").removesuffix("_")
        if field is not None and field not in known_fields(table.kind) and stem not in known_fields(table.kind):
            raise Refused("unknown_field", f"Column {name!r} is given a field {field!r} that does not exist.")
        for column in columns:
            table.fields[column] = field
        if field is not None and field not in MANY:
            _take_from_others(table, field, columns)


def _take_from_others(table: Table, field: str, columns: list[int]) -> None:
    for column, held in table.fields.items():
        if held == field and column not in columns:
            table.fields[column] = None
