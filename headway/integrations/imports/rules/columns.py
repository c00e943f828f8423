"""Guessing what a column holds: by its name, then checked against its contents."""

import re
from collections.abc import Callable, Iterable

from headway.integrations.imports.rules.dates import MONTHS, read_date
from headway.integrations.imports.rules.numbers import read_number, read_ratio, read_yes_no
from headway.integrations.imports.rules.periods import lacks_year, read_period
from headway.integrations.imports.rules.text import fold, line
from headway.integrations.imports.rules.values import Cell
from headway.integrations.imports.rules.words import okr as okr_words
from headway.integrations.imports.rules.words import states as states_words
from headway.integrations.imports.rules.words import tasks as tasks_words

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_GROUPED = re.compile(r"^(?:kr|key result|schluesselergebnis|schluesselresultat|ergebnis)\s?(\d{1,2})(?:\s(.+))?$")
_GROUPED_LAST = re.compile(r"^(.+?)\s(?:kr|key result|schluesselergebnis|ergebnis)?\s?(\d{1,2})$")
PARTS = {
    "title": "key_result",
    "name": "key_result",
    "text": "key_result",
    "description": "description",
    "completion": "progress",
}
MANY = frozenset({"labels", "comment"})


def _index(fields: dict[str, tuple[str, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, names in fields.items():
        for name in names:
            found.setdefault(name, field)
    return found


OKR_INDEX = _index(okr_words.OKR_FIELDS)
TASK_INDEX = _index(tasks_words.TASK_FIELDS)
PERIOD_WORDS = frozenset({*okr_words.MID_WORDS, *okr_words.END_WORDS})


def okr_field(label: str) -> str | None:
    """The OKR field a column name means: "target_2" in wide sheets, "value@2025-02-01" for a date."""
    for name in _names(label):
        found = OKR_INDEX.get(name) or _dated(label) or _wide(name) or _point(name)
        if found:
            return None if found == "forecast" else found
    return None


def task_field(label: str) -> str | None:
    """The field of any task list a column name means, or None."""
    return next((TASK_INDEX[name] for name in _names(label) if name in TASK_INDEX), None)


def asana_field(label: str) -> str | None:
    """The field of a column of an Asana export."""
    return tasks_words.ASANA_FIELDS.get(fold(label))


def jira_field(label: str) -> str | None:
    """The field of a column of a Jira export, Cloud or Server."""
    return tasks_words.JIRA_FIELDS.get(fold(label).replace("\u03c3 ", "sum "))


def checked(field: str | None, label: str, cells: list[Cell]) -> str | None:
    """The field again, or another one where the contents contradict the name ("Start" that holds dates)."""
    if field and field.startswith("value@") and cells and share(cells, _is_value) <= 0.5:
        return None
    check = _CHECKS.get((field or "").partition("@")[0])
    return check(label, cells) if check and cells and field else field


def share(cells: Iterable[Cell], test: Callable[[Cell], object]) -> float:
    """The share of cells that pass; a test passes unless it gives None or False."""
    results = [test(cell) not in {None, False} for cell in cells]
    return sum(results) / len(results) if results else 0.0


def is_number(cell: Cell) -> bool:
    """Whether a cell is a number and nothing else, a unit aside."""
    return read_number(cell) is not None


def is_prose(cell: Cell) -> bool:
    """Whether a cell reads like a sentence: at least 8 characters, neither number nor date."""
    return isinstance(cell, str) and len(line(cell)) >= 8 and not is_number(cell) and read_date(cell) is None


def _names(label: str) -> list[str]:
    """The label as it may be known: whole, without brackets, without a period in it."""
    whole = fold(label)
    short = fold(_BRACKETS.sub(" ", label))
    bare = fold(re.sub(r"(?i)\b(?:FY\s?)?(?:20\d\d)\b|\bQ[1-4]\b", " ", _BRACKETS.sub(" ", label)))
    seen: list[str] = []
    for name in (whole, short, bare):
        if name and name not in seen:
            seen.append(name)
    return seen


def _wide(name: str) -> str | None:
    found = _GROUPED.match(name)
    if found:
        part = found[2] or ""
        field = PARTS.get(part) or OKR_INDEX.get(part) if part else "key_result"
        return f"{field}_{int(found[1])}" if field else None
    last = _GROUPED_LAST.match(name)
    field = OKR_INDEX.get(last[1]) if last else None
    if last and field in {"target", "baseline", "current", "score", "progress", "owner", "unit", "weight", "status"}:
        return f"{field}_{int(last[2])}"
    return None


def _point(name: str) -> str | None:
    """Such as "mid q actual" -> score_mid, "end q" -> score_end, a projection -> forecast (known, and not a value)."""
    tokens = name.split()
    if any(word in tokens for word in okr_words.FORECAST_WORDS):
        return "forecast"
    for point, names in (("mid", okr_words.MID_WORDS), ("end", okr_words.END_WORDS)):
        for phrase in sorted(names, key=len, reverse=True):
            if not f" {name} ".startswith(f" {phrase} ") and not f" {name} ".endswith(f" {phrase} "):
                continue
            rest = f" {name} ".replace(f" {phrase} ", " ").strip()
            if rest in okr_words.GENERIC_ACTUAL or OKR_INDEX.get(rest) in {"score", "current", "progress"}:
                return f"score_{point}"
    return None


def _dated(label: str) -> str | None:
    day = read_date(label)
    if day:
        return f"value@{day.isoformat()}"
    period = line(label)
    if (read_period(period) and not period.isdigit()) or lacks_year(period):
        return f"value@{period}"
    tokens = fold(label).split()
    if 1 <= len(tokens) <= 2 and tokens[0] in MONTHS and (len(tokens) == 1 or re.fullmatch(r"20\d\d", tokens[1])):
        year = tokens[1] if len(tokens) == 2 else "????"
        return f"value@{year}-{MONTHS[tokens[0]]:02d}"
    return None


def _value(value: str, day: str) -> Callable[[str, list[Cell]], str | None]:
    def check(_label: str, cells: list[Cell]) -> str | None:
        return day if share(cells, read_date) > 0.5 else value

    return check


def _day(value: str, day: str) -> Callable[[str, list[Cell]], str | None]:
    def check(_label: str, cells: list[Cell]) -> str | None:
        if share(cells, read_date) > 0.5 or share(cells, is_number) <= 0.5:
            return day
        small = all(0 <= number.value <= 1 for number in map(read_number, cells) if number)
        return "score_end" if value == "target" and small else value

    return check


def _status(_label: str, cells: list[Cell]) -> str | None:
    return "progress" if share(cells, is_number) > 0.5 else "status"


def _progress(_label: str, cells: list[Cell]) -> str | None:
    if share(cells, lambda cell: is_number(cell) or read_yes_no(cell) is not None) > 0.4:
        return "progress"
    return "status" if share(cells, lambda cell: fold(str(cell)) in _STATUSES) > 0.4 else "comment"


def _level(_label: str, cells: list[Cell]) -> str | None:
    return _by_words(cells) or None


def _commitment(_label: str, cells: list[Cell]) -> str | None:
    return _by_words(cells)


def _by_words(cells: list[Cell]) -> str | None:
    known: tuple[tuple[str, frozenset[str]], ...] = (
        ("level", okr_words.OBJECTIVE_WORDS | okr_words.KEY_RESULT_WORDS),
        ("commitment", okr_words.COMMITTED_WORDS | okr_words.STRETCH_WORDS),
        ("kind", frozenset(word for names in okr_words.KIND_WORDS.values() for word in names)),
    )
    for field, names in known:
        if share(cells, lambda cell, names=names: fold(str(cell)) in names) > 0.5:  # type: ignore[misc] # a default binds it now
            return field
    return None


def _objective(_label: str, cells: list[Cell]) -> str | None:
    return "target" if share(cells, is_number) > 0.7 else "objective"


def _key_result(_label: str, cells: list[Cell]) -> str | None:
    return "current" if share(cells, is_number) > 0.7 else "key_result"


def _cycle(_label: str, cells: list[Cell]) -> str | None:
    if share(cells, is_number) > 0.5 and share(cells, lambda cell: read_period(str(cell).removesuffix(".0"))) < 0.5:
        return None
    return "cycle"


def _is_value(cell: Cell) -> bool:
    return is_number(cell) or read_yes_no(cell) is not None or read_ratio(cell) is not None


def _score_end(_label: str, cells: list[Cell]) -> str | None:
    return "due_date" if share(cells, read_date) > 0.5 else "score_end"


_STATUSES = frozenset(
    {name for names in states_words.STATUS_WORDS.values() for name in names}
    | states_words.ACTIVE_WORDS | states_words.DRAFT_WORDS | states_words.DROPPED_WORDS | states_words.CLOSED_WORDS
)  # fmt: skip
_CHECKS: dict[str, Callable[[str, list[Cell]], str | None]] = {
    "baseline": _value("baseline", "start_date"),
    "target": _value("target", "due_date"),
    "start_date": _day("baseline", "start_date"),
    "due_date": _day("target", "due_date"),
    "status": _status,
    "progress": _progress,
    "level": _level,
    "commitment": _commitment,
    "objective": _objective,
    "key_result": _key_result,
    "cycle": _cycle,
    "score_end": _score_end,
}
