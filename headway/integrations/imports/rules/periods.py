"""Quarters, halves and years as people name them -> a name and its first and last day."""

import re
from calendar import monthrange
from datetime import date, timedelta

import msgspec

from headway.integrations.imports.rules.text import line
from headway.integrations.imports.rules.values import KnownCycle

_YEAR = r"(?P<fy>FY|GJ)?\s?'?(?P<y>20\d{2}|\d{2})(?:/\d{2})?"
_QUARTER = r"(?:Q\s?(?P<q>[1-4])|(?P<q2>[1-4])\s?Q|(?P<q3>[1-4])\.\s?Quartal|Quartal\s(?P<q4>[1-4]))"
_HALF = r"(?:H\s?(?P<half>[12])|(?P<half2>[12])\s?H|(?P<half3>[12])\.\s?Halbjahr)"
_GAP = r"[\s,/_\-\u2013.']*"
_PART = rf"(?:{_QUARTER}|{_HALF})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\w.]){_PART}{_GAP}(?:{_YEAR})(?!\d)",
        rf"(?<![\w.])(?:{_YEAR}){_GAP}{_PART}(?!\w)",
        r"(?<![\w.])(?P<fy>FY|GJ)\s?'?(?P<y>20\d{2}|\d{2})(?:/\d{2})?(?!\d)",
    )
)
_BARE_YEAR = re.compile(
    r"^(?:(?:annual|year|jahr|yearly|j\u00e4hrlich)\s)?(?P<y>20\d{2})(?:\s(?:annual|year))?$", re.IGNORECASE
)
_NO_YEAR = re.compile(rf"^{_PART}$", re.IGNORECASE)


class Period(msgspec.Struct, frozen=True):
    name: str
    starts_on: date
    ends_on: date
    fiscal: bool = False

    @property
    def middle(self) -> date:
        return self.starts_on + (self.ends_on - self.starts_on) // 2


def read_period(text: str, *, year_start_month: int = 1, inside: bool = False) -> Period | None:
    """Such as "Q2 2024", "2024-Q2", "FY24 Q2", "H1 2025", "2. Quartal 2024", "2024". `inside`: anywhere in a text."""
    text = line(text).replace("_", " ")
    for form in _FORMS:
        found = form.search(text) if inside else form.fullmatch(text)
        if found:
            return _period(found.groupdict(), year_start_month)
    found = None if inside else _BARE_YEAR.match(text)
    return _period(found.groupdict(), year_start_month) if found else None


def lacks_year(text: str) -> bool:
    """Such as "Q2" alone: which year is for a person to say."""
    return bool(_NO_YEAR.match(line(text)))


def known_cycle(cycles: tuple[KnownCycle, ...], name: str, period: Period | None) -> KnownCycle | None:
    """The known cycle of this name, else the one with the same two days."""
    for cycle in cycles:
        if line(cycle.name).casefold() == line(name).casefold():
            return cycle
    for cycle in cycles:
        if period and (cycle.starts_on, cycle.ends_on) == (period.starts_on, period.ends_on):
            return cycle
    return None


def _period(parts: dict[str, str | None], year_start_month: int) -> Period:
    year = int(parts["y"] or 0)
    year += 2000 if year < 100 else 0
    quarter = next((int(parts[k] or 0) for k in ("q", "q2", "q3", "q4") if parts.get(k)), 0)
    half = next((int(parts[k] or 0) for k in ("half", "half2", "half3") if parts.get(k)), 0)
    first, months, name = 0, 12, f"{year}"
    if quarter:
        first, months, name = (quarter - 1) * 3, 3, f"Q{quarter} {year}"
    elif half:
        first, months, name = (half - 1) * 6, 6, f"H{half} {year}"
    start = _month(year, year_start_month + first)
    end = _month(year, year_start_month + first + months) - timedelta(days=1)
    return Period(f"FY{name}" if parts.get("fy") and not (quarter or half) else name, start, end, bool(parts.get("fy")))


def _month(year: int, month: int) -> date:
    """The first day of a month; month 13 is next January."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])
