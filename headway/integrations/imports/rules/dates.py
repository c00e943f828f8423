"""Dates in the forms that exports use; day and month are told apart by the column as a whole."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from headway.integrations.imports.rules.text import fold, line, show
from headway.integrations.imports.rules.values import Cell

MONTHS = {
    "jan": 1, "january": 1, "januar": 1, "feb": 2, "february": 2, "februar": 2, "mar": 3, "march": 3, "maerz": 3,
    "mrz": 3, "apr": 4, "april": 4, "may": 5, "mai": 5, "jun": 6, "june": 6, "juni": 6, "jul": 7, "july": 7,
    "juli": 7, "aug": 8, "august": 8, "sep": 9, "sept": 9, "september": 9, "oct": 10, "october": 10, "okt": 10,
    "oktober": 10, "nov": 11, "november": 11, "dec": 12, "december": 12, "dez": 12, "dezember": 12,
}  # fmt: skip

_TIME = (
    r"(?:[T ,]+(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?(?:\.\d+)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_ISO = re.compile(rf"^(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_TIME}$")
_NUMERIC = re.compile(rf"^(?P<a>\d{{1,2}})(?P<mark>[-/.])\s?(?P<b>\d{{1,2}})(?P=mark)\s?(?P<y>\d{{4}}|\d{{2}}){_TIME}$")
_NAMED = re.compile(
    rf"^(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[-/ ]\s?(?P<name>[^\W\d]+)\.?[-/, ]\s?(?P<y>\d{{4}}|\d{{2}}){_TIME}$"
)
_AMERICAN = re.compile(rf"^(?P<name>[^\W\d]+)\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){_TIME}$")
_EPOCH = re.compile(r"^1\d{12}$")  # milliseconds, 2001 to 2033
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]*[.,]?\s+(?=\d|[A-Z])", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def read_time(cell: Cell, *, day_first: bool = True) -> datetime | None:
    """A date, or date and time, as an aware UTC time; None if it is neither. Without a zone it is taken as UTC."""
    text = _WEEKDAY.sub("", line(show(cell)))
    if _EPOCH.match(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    for pattern in (_ISO, _NUMERIC, _NAMED, _AMERICAN):
        found = pattern.match(text)
        if found:
            return _build(found.groupdict(), day_first=day_first)
    return None


@lru_cache(maxsize=20_000)
def read_date(cell: Cell, *, day_first: bool = True) -> date | None:
    """The calendar day as written, whatever the time zone beside it."""
    text = _WEEKDAY.sub("", line(show(cell)))
    for pattern in (_ISO, _NUMERIC, _NAMED, _AMERICAN):
        found = pattern.match(text)
        if found:
            day = _build({**found.groupdict(), "zone": None}, day_first=day_first)
            return day.date() if day else None
    stamp = read_time(text)
    return stamp.date() if stamp else None


def has_time(cell: Cell) -> bool:
    """Whether a clock time other than midnight is written with the date."""
    found = read_time(cell)
    return bool(found and (found.hour or found.minute or found.second))


@lru_cache(maxsize=20_000)
def is_numeric(cell: Cell) -> bool:
    """Whether it is written 3/4/2025, where day and month could be swapped."""
    return bool(_NUMERIC.match(line(show(cell))))


def day_comes_first(cells: Iterable[Cell]) -> bool | None:
    """True for 14/3/2025, False for 3/14/2025 anywhere in the column, True for dots; None where nothing tells."""
    firsts = seconds = dots = 0
    for cell in cells:
        found = _NUMERIC.match(line(show(cell)))
        if found:
            firsts += int(found["a"]) > 12
            seconds += int(found["b"]) > 12
            dots += found["mark"] == "."
    if firsts or seconds:
        return firsts >= seconds
    return True if dots else None


def _build(parts: dict[str, str | None], *, day_first: bool) -> datetime | None:
    year, month, day = int(parts["y"] or 0), 0, 0
    if year < 100:
        year += 2000 if year < 70 else 1900
    if parts.get("name"):
        month, day = MONTHS.get(fold(parts["name"] or ""), 0), int(parts["d"] or 0)
    elif parts.get("a"):
        first = day_first or parts["mark"] == "."
        day, month = int(parts["a" if first else "b"] or 0), int(parts["b" if first else "a"] or 0)
    else:
        month, day = int(parts["m"] or 0), int(parts["d"] or 0)
    try:
        return datetime(year, month, day, *_clock(parts), tzinfo=UTC) - _offset(parts.get("zone"))
    except (ValueError, OverflowError):
        return None


def _clock(parts: dict[str, str | None]) -> tuple[int, int, int]:
    hour = int(parts.get("h") or 0)
    half = (parts.get("half") or "").replace(".", "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour, int(parts.get("min") or 0), int(parts.get("s") or 0)


def _offset(zone: str | None) -> timedelta:
    if not zone or zone in {"Z", "UTC", "GMT"}:
        return timedelta()
    digits = zone[1:].replace(":", "")
    return (1 if zone[0] == "+" else -1) * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
