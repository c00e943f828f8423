"""Numbers as people write them: 1.234,5 and 1,234.5, 25 % and 0.25, $9.4m, 94 s, >= 15."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import msgspec

from headway.integrations.imports.rules.text import fold, line, show
from headway.integrations.imports.rules.values import Cell

CURRENCIES = {"€": "€", "$": "$", "£": "£", "¥": "¥", "eur": "€", "usd": "$", "gbp": "£", "chf": "CHF"}
MULTIPLIERS = {
    "k": 10**3, "tsd": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6, "millions": 10**6,
    "millionen": 10**6, "b": 10**9, "bn": 10**9, "mrd": 10**9, "billion": 10**9, "milliarden": 10**9,
}  # fmt: skip
TIMES = {
    "ms": Decimal("0.001"), "s": Decimal(1), "min": Decimal(60), "h": Decimal(3600), "days": Decimal(86400),
    "weeks": Decimal(604800),
}  # fmt: skip
UNITS = {
    "ms": "ms", "millisecond": "ms", "milliseconds": "ms", "millisekunden": "ms", "msec": "ms",
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "sekunde": "s", "sekunden": "s", "sek": "s",
    "min": "min", "mins": "min", "minute": "min", "minutes": "min", "minuten": "min",
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "std": "h", "stunde": "h", "stunden": "h",
    "d": "days", "day": "days", "days": "days", "tag": "days", "tage": "days", "tagen": "days",
    "week": "weeks", "weeks": "weeks", "woche": "weeks", "wochen": "weeks",
    "month": "months", "months": "months", "monat": "months", "monate": "months", "monaten": "months",
    "percent": "%", "per cent": "%", "prozent": "%", "pct": "%", "%": "%",
    "percentage points": "pp", "pp": "pp", "points": "points", "punkte": "points",
}  # fmt: skip
YES = frozenset({"yes", "y", "true", "done", "ja", "wahr", "erledigt", "x", "\u2713", "\u2714", "\u2611", "\u2705"})
NO = frozenset({"no", "n", "false", "not done", "nein", "falsch", "offen", "open", "\u2717", "\u2718", "\u2610"})

_AT_END = re.compile(
    r"(?:[(\[](?P<a>[^()\[\]]{1,12})[)\]]|\b(?:in|as)\s(?P<b>%|[^\W\d_]{1,12}|[€$£¥]))\s*$", re.IGNORECASE
)
BODY = r"(?:\d{1,3}(?:[ \u00a0\u202f'\u2019]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[.,]\d+)"
_NUMBER = re.compile(
    rf"^(?P<sign>[~\u2248<>\u2264\u2265=\u00b1]{{0,2}}\s*[+\-\u2212\u2013]?)\s*(?P<before>[$\u20ac\u00a3\u00a5]|[A-Za-z]{{3}})?\s*"
    rf"(?P<minus>[\-\u2212]?)(?P<body>{BODY})\s*(?P<after>[^\d\s][^\d]*)?$"
)
_RATIO = re.compile(
    rf"^(?P<part>{BODY})\s*(?:/|of|von|out of|aus)\s*(?P<whole>{BODY})\s*(?P<unit>[^\d]*)$", re.IGNORECASE
)


_DIGITS = 18  # more than any goal needs; what is longer is an id or noise, not an amount
_HUGE = 1e18


class Quantity(msgspec.Struct, frozen=True):
    """`value` with `unit`; percent values are in points (25 for "25 %"). `about` marks an inexact sign (~, <)."""

    value: Decimal
    unit: str = ""
    about: bool = False

    @property
    def percent(self) -> bool:
        return self.unit == "%"


def plain(value: Decimal) -> Decimal:
    """The same number without an exponent or trailing zeros: 1E+2 -> 100, 0.50 -> 0.5."""
    shortest = format(value, "f")
    return Decimal(shortest.rstrip("0").rstrip(".") or "0") if "." in shortest else Decimal(shortest)


@lru_cache(maxsize=20_000)
def read_number(cell: Cell, *, comma: bool | None = None) -> Quantity | None:
    """A cell that is a number and nothing else, or None. `comma` says that the column writes 0,25 for a quarter."""
    if not isinstance(cell, str):
        return Quantity(plain(Decimal(show(cell)))) if abs(cell) < _HUGE else None
    found = _NUMBER.match(line(cell))
    if not found:
        return None
    value = decimal_of(found["body"], comma=comma)
    unit = _unit(found["before"] or "", found["after"] or "", value)
    if value is None or unit is None:
        return None
    name, factor = unit
    sign = found["sign"].strip()
    negative = bool(found["minus"]) or sign.endswith(("-", "\u2212", "\u2013"))
    value = value * factor * (-1 if negative else 1)
    return Quantity(plain(value), name, sign.rstrip("+-\u2212\u2013 ") not in {"", "="})


def read_ratio(cell: Cell, *, comma: bool | None = None) -> tuple[Decimal, Decimal, str] | None:
    """Such as "6 of 8 teams" or "6/8" -> (6, 8, "teams"); a whole of 0 is no ratio."""
    found = _RATIO.match(line(cell)) if isinstance(cell, str) else None
    if not found:
        return None
    part, whole = decimal_of(found["part"], comma=comma), decimal_of(found["whole"], comma=comma)
    if part is None or whole is None or whole == 0:
        return None
    return part, whole, found["unit"].strip()


def read_yes_no(cell: Cell) -> bool | None:
    """True or False for a word or tick that says so in English or German, else None."""
    word = line(show(cell)).casefold()
    if word in YES:
        return True
    return False if word in NO else None


def decimal_of(body: str, *, comma: bool | None) -> Decimal | None:
    """Digits -> their value. A lone "1,234" or "1.234" is settled by `comma`; unsettled, the comma groups."""
    digits = re.sub(r"[ \u00a0\u202f'\u2019]", "", body)
    if len(digits) > _DIGITS:
        return None
    if "," in digits and "." in digits:
        point = max(digits.rfind(","), digits.rfind("."))
        digits = re.sub(r"[.,]", "", digits[:point]) + "." + digits[point + 1 :]
    elif "," in digits:
        groups = _groups_by(digits, ",") and not (digits.count(",") == 1 and comma)
        digits = digits.replace(",", "" if groups else ".")
    elif "." in digits and _groups_by(digits, ".") and (digits.count(".") > 1 or comma):
        digits = digits.replace(".", "")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def could_group(cell: Cell) -> bool:
    """Whether "1,234" or "1.234" stands alone, so that its mark could group or be the decimal one."""
    body = re.search(BODY, cell) if isinstance(cell, str) else None
    return bool(body) and bool(re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", body.group() if body else ""))


def writes_comma(texts: Iterable[str]) -> bool | None:
    """Whether these numbers write a decimal comma; None where nothing tells. Contradiction follows the majority."""
    votes = 0
    for text in texts:
        body = re.search(BODY, text)
        votes += _vote(body.group()) if body else 0
    return None if votes == 0 else votes > 0


def unit_of(text: str) -> str:
    """A unit as written -> our short form; an unknown one stays as written, in one line of at most 40 characters."""
    name = line(text).strip(" .()[]")
    return UNITS.get(fold(name), CURRENCIES.get(name.casefold(), name[:40]))


def unit_in(title: str) -> str:
    """The unit at the end of a title, such as "Lead time (days)" or "Cost per case in EUR"; "" for none we know."""
    found = _AT_END.search(line(title))
    name = (found["a"] or found["b"] or "").strip() if found else ""
    known = UNITS.get(fold(name)) or CURRENCIES.get(name.casefold())
    return known or ""


def convert(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """Between units of time (3 min -> 180 s); None where the two do not compare."""
    if unit == wanted:
        return value
    if unit in TIMES and wanted in TIMES:
        return plain(value * TIMES[unit] / TIMES[wanted])
    return None


def _groups_by(digits: str, mark: str) -> bool:
    head, *tail = digits.split(mark)
    return bool(head) and head != "0" and len(head) <= 3 and all(len(group) == 3 for group in tail)


def _vote(body: str) -> int:
    comma, point = body.rfind(","), body.rfind(".")
    if comma < 0 and point < 0:
        return 0
    if comma >= 0 and point >= 0:
        return 1 if comma > point else -1
    mark = "," if comma >= 0 else "."
    groups = _groups_by(body, mark)
    if groups and body.count(mark) == 1:
        return 0
    return (-1 if groups else 1) * (1 if mark == "," else -1)


def _unit(before: str, after: str, value: Decimal | None) -> tuple[str, int] | None:
    """Unit and multiplier of what stands around the digits; None if it is a sentence rather than a unit."""
    after = after.strip()
    currency = CURRENCIES.get(before.casefold(), "")
    if value is None or (before and not currency) or len(after) > 40 or len(after.split()) > 3:
        return None
    first, _, rest = after.partition(" ")
    factor = MULTIPLIERS.get(first.casefold().rstrip("."), 0)
    if first == "m" and not currency:
        factor = 0
    if factor:
        after = rest.strip()
    if after.startswith("+"):
        after = after[1:].strip()
    return currency or (unit_of(after) if after else ""), factor or 1
