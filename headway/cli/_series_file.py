"""The file of `headway forecast`: one row per value, and what is wrong with it. Needs nothing heavy."""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

NEEDED = ("series_id", "date", "value", "target", "deadline")
OPTIONAL = ("baseline", "kind", "as_of", "start")
KINDS = ("increase", "decrease", "level", "reach", "maintain", "cumulative")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


class Fault(Struct, frozen=True):
    """What is wrong in a line of the file: a stable code, and a sentence that says what to do."""

    line: int
    code: str
    message: str


class Unreadable(ValueError):
    """The file has faults; `faults` names them all, in order."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


class Day(Struct, frozen=True, order=True):
    """A day as a number, and as it was written: an ISO date or a plain day number."""

    number: float
    iso: bool

    def written(self) -> str | float:
        """As in the file: "2026-03-31", or 91."""
        if self.iso:
            return date.fromordinal(int(self.number)).isoformat()
        return int(self.number) if self.number.is_integer() else self.number


LAST_DAY = Day(math.inf, iso=False)


class Row(Struct, frozen=True):
    """One line. `value` is None where nothing was measured; the others where the line does not say."""

    line: int
    on: Day
    value: float | None
    target: float | None
    deadline: Day | None
    baseline: float | None
    kind: str
    as_of: Day | None
    start: Day | None


class Facts(Struct, frozen=True, kw_only=True):
    """One series: what its lines agree on, and its rows by date."""

    series_id: str
    line: int
    target: float
    deadline: Day
    rows: tuple[Row, ...]
    baseline: float | None = None
    kind: str = ""
    as_of: Day | None = None
    start: Day | None = None


class Line(Struct, frozen=True, kw_only=True):
    """One forecast as it is printed. None where the series has neither a baseline nor a value yet."""

    series_id: str
    as_of: str | float
    n: int
    chance: float | None = None
    median: float | None = None
    low80: float | None = None
    high80: float | None = None
    target: float
    enough_data: bool


def read(lines: Iterable[str]) -> list[Facts]:
    """The series in the order in which the file first names them. Raises Unreadable with everything that is wrong."""
    given = list(lines)
    separator = ";" if given and ";" in given[0] and "," not in given[0] else ","
    reader = csv.DictReader(given, delimiter=separator)
    names = [(name or "").strip().lower().lstrip("\ufeff") for name in reader.fieldnames or []]
    reader.fieldnames = names
    _refuse(_header_faults(names))
    faults: list[Fault] = []
    series: dict[str, list[Row]] = {}
    for cells in reader:
        cleaned = {name: (cell or "").strip() for name, cell in cells.items() if isinstance(cell, str | None) and name}
        if any(cleaned.values()):
            series.setdefault(cleaned["series_id"], []).append(_row(cleaned, reader.line_num, faults))
    if not series and not faults:
        faults.append(Fault(1, "forecast.no_rows", "The file has no rows below its header."))
    _refuse(faults)
    found = [_facts(series_id, rows, faults) for series_id, rows in series.items()]
    _refuse(faults)
    return [one for one in found if one]


def _header_faults(names: list[str]) -> list[Fault]:
    missing = [name for name in NEEDED if name not in names]
    twice = [name for name, count in Counter(names).items() if count > 1 and name in {*NEEDED, *OPTIONAL}]
    found = []
    if missing:
        wanted = f"The first line must name the columns {','.join(NEEDED)}; {', '.join(missing)} is missing."
        found.append(Fault(1, "forecast.column_missing", wanted))
    if twice:
        found.append(Fault(1, "forecast.column_twice", f"The column {', '.join(twice)} is there twice; keep one."))
    return found


def _row(cells: Mapping[str, str], line: int, faults: list[Fault]) -> Row:
    reading = _Cells(cells, line, faults)
    if not cells["series_id"]:
        reading.fault("series_missing", "Give the row a series_id.")
    kind = cells.get("kind", "").lower()
    if kind and kind not in KINDS:
        reading.fault("kind_unknown", f"{kind!r} is no kind; write one of {', '.join(KINDS)}, or nothing.")
    on = reading.day("date")
    if on is None and not cells["date"]:
        reading.fault("date_missing", "Give the row a date: 2026-03-31, or a day number.")
    return Row(
        line=line,
        on=on or Day(0.0, iso=False),
        value=reading.number("value"),
        target=reading.number("target"),
        deadline=reading.day("deadline"),
        baseline=reading.number("baseline"),
        kind=kind,
        as_of=reading.day("as_of"),
        start=reading.day("start"),
    )


class _Cells:
    """The cells of one line; what cannot be read is noted and counts as empty."""

    def __init__(self, cells: Mapping[str, str], line: int, faults: list[Fault]) -> None:
        self.cells, self.line, self.faults = cells, line, faults

    def fault(self, code: str, message: str) -> None:
        self.faults.append(Fault(self.line, f"forecast.{code}", message))

    def number(self, name: str) -> float | None:
        text = self.cells.get(name, "")
        if not text:
            return None
        if NUMBER.fullmatch(text) and math.isfinite(float(text)):
            return float(text)
        self.fault("not_a_number", f"The {name} {text!r} is not a plain, finite number such as 1250.5.")
        return None

    def day(self, name: str) -> Day | None:
        text = self.cells.get(name, "")
        if not text:
            return None
        if NUMBER.fullmatch(text) and math.isfinite(float(text)):
            return Day(float(text), iso=False)
        try:
            return Day(float(date.fromisoformat(text[:10]).toordinal()), iso=True)
        except ValueError:
            self.fault("not_a_date", f"The {name} {text!r} is no date; write 2026-03-31, or a day number.")
            return None


def _facts(series_id: str, rows: list[Row], faults: list[Fault]) -> Facts | None:
    """What the rows of one series agree on; every disagreement and every gap is noted."""
    first, before = rows[0].line, len(faults)
    agreed: dict[str, object] = {}
    for name in ("target", "deadline", "baseline", "kind", "as_of", "start"):
        said = [(getattr(row, name), row.line) for row in rows if getattr(row, name) not in {None, ""}]
        agreed[name] = said[0][0] if said else None
        for value, line in said:
            if value != said[0][0]:
                text = f"The {name} of {series_id!r} is another one than in line {said[0][1]}; a series has one."
                faults.append(Fault(line, "forecast.differs", text))
                break
    missing = [name for name in ("target", "deadline") if agreed[name] is None]
    faults += [Fault(first, f"forecast.{name}_missing", f"Give {series_id!r} a {name}.") for name in missing]
    days = [day for row in rows for day in (row.on, row.deadline, row.as_of, row.start) if day]
    if len({day.iso for day in days}) > 1:
        text = f"{series_id!r} has both dates and day numbers; use one of the two."
        faults.append(Fault(first, "forecast.dates_mixed", text))
    elif min(row.on for row in rows) >= min((row.deadline for row in rows if row.deadline), default=LAST_DAY):
        text = f"The deadline of {series_id!r} lies before its first row; put it after."
        faults.append(Fault(first, "forecast.deadline_passed", text))
    if len(faults) > before:
        return None
    ordered = tuple(sorted(rows, key=lambda row: row.on.number))
    known = {name: value for name, value in agreed.items() if value is not None}
    return Facts(series_id=series_id, line=first, rows=ordered, **known)  # type: ignore[arg-type] # read as such above


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise Unreadable(sorted(faults, key=lambda fault: fault.line))
