"""Which kind of file this is, judged by its column names."""

from headway.integrations.imports.rules.columns import is_prose
from headway.integrations.imports.rules.markers import BULLET, INDENT, level_of
from headway.integrations.imports.rules.table import find_head
from headway.integrations.imports.rules.text import line, show
from headway.integrations.imports.rules.values import Kind, Options, Refused, Sheet
from headway.integrations.imports.rules.words import tasks as tasks_words

OKR_MARKS = frozenset(
    {"score", "score_mid", "score_end", "baseline", "target", "current", "confidence", "cycle", "level"}
)

VALUES = frozenset({"score_mid", "score_end", "baseline", "target", "current", "confidence"})


def recognise(sheets: list[Sheet], options: Options) -> tuple[Kind, list[Sheet]]:
    """The kind, and the sheets that are of it. Raises `Refused` when no column means anything to us."""
    if options.kind:
        return options.kind, _of_kind(sheets, options.kind, named=True)
    for kind in ("asana_csv", "jira_csv", "okr_sheet", "tasks_csv"):
        found = _of_kind(sheets, kind, named=bool(options.mapping) and kind == "tasks_csv")
        if found:
            return kind, found
    raise Refused(
        "no_known_column",
        "No column of this file has a name Headway knows. Name at least one column Objective and Key result (goals) "
        "or Title (tasks), or give a mapping of columns.",
    )


def _of_kind(sheets: list[Sheet], kind: Kind, *, named: bool) -> list[Sheet]:
    """The sheets that fit. `named` means that the person chose the kind, so the first sheet with cells will do."""
    fitting = [sheet for sheet in sheets if _FITS[kind](sheet)]
    if fitting or not named:
        return fitting
    return [sheet for sheet in sheets if any(any(line(str(cell)) for cell in row) for row in sheet.rows)][:1]


def _is_asana(sheet: Sheet) -> bool:
    names = find_head(sheet, "asana_csv").names
    return "name" in names and sum(mark in names for mark in tasks_words.ASANA_MARKS) >= 3


def _is_jira(sheet: Sheet) -> bool:
    names = find_head(sheet, "jira_csv").names
    return "summary" in names and sum(mark in names for mark in tasks_words.JIRA_MARKS) >= 3


def _is_okr(sheet: Sheet) -> bool:
    fields = find_head(sheet, "okr_sheet").fields
    wide = any(field.startswith("key_result_") for field in fields)
    if wide or "key_result" in fields or len(fields & VALUES) >= 2:
        return True
    if "objective" in fields:
        return len(fields) >= 2 or len(sheet.rows[0]) <= 3
    if "title" in fields and len(fields & OKR_MARKS) >= 2:
        return True
    return _markers(sheet) >= 2 or (not _is_tasks(sheet) and _outline(sheet))


def _is_tasks(sheet: Sheet) -> bool:
    return "title" in find_head(sheet, "tasks_csv").fields


def _outline(sheet: Sheet) -> bool:
    """Sentences without column names in the first column, some of them indented or with a bullet below others."""
    texts = [show(row[0]) for row in sheet.rows[:1000] if row and is_prose(row[0])]
    inner = [bool(INDENT.match(text) or BULLET.match(text)) for text in texts]
    return sum(inner) >= 2 and bool(inner) and not inner[0] and inner.count(False) >= 1


def _markers(sheet: Sheet) -> int:
    """How many cells begin like "O1:" or "KR 2.1 -"; only rows within a sheet's first thousand are looked at."""
    found = {"o": 0, "kr": 0}
    for row in sheet.rows[:1000]:
        for cell in row:
            level = level_of(cell) if isinstance(cell, str) else None
            if level:
                found["o" if level == "objective" else "kr"] += 1
    return found["o"] + found["kr"] if found["o"] and found["kr"] else 0


_FITS = {"asana_csv": _is_asana, "jira_csv": _is_jira, "okr_sheet": _is_okr, "tasks_csv": _is_tasks}
