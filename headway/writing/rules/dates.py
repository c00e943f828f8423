"""When something is due: "by end of Q2", "until 15 March", "by 2026-06-30", "within 30 days"."""

from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

from headway.writing.rules.words import Line

YEARS = range(1990, 2100)
_ENDS = frozenset({"d:year_end", "d:quarter_end", "d:month_end"})
_BEGINS = _ENDS | {"d:quarter", "d:half", "d:year"}
_SIGNS = frozenset("$€£#%+") | {"users", "eur", "usd", "euro"}
_LEADING = 5  # words looked at before a date for what it is to the sentence


class Calendar(Struct, frozen=True, gc=False):
    """What a date is read against. Without `today` only dates that name their year have a day."""

    today: date | None = None
    year_start_month: int = 1


class Due(Struct, frozen=True, gc=False):
    """`on` is None where the text names a time but no day ("by Q2" without knowing today).

    `first` and `last` are the words it is made of; `is_due` tells an end from a mention ("compared to Q4").
    """

    on: date | None
    first: int
    last: int
    is_due: bool


def dates_in(line: Line, calendar: Calendar) -> list[Due]:
    """All dates a text names, in its order. Reading starts behind the label."""
    found: list[Due] = []
    place = line.first
    while place < len(line.words):
        one = _at(line, place, calendar)
        if one is None:
            place += 1
            continue
        found.append(_led(line, one))
        place = one.last + 1
    return found


def after(days: int, calendar: Calendar) -> date | None:
    """So many days from today."""
    return None if calendar.today is None else calendar.today + timedelta(days=days)


def _led(line: Line, found: Due) -> Due:
    """The date with the words before it: `by`, `end of`; whether it is an end at all."""
    first = found.first
    spoken: set[str] = set()
    while first > line.first and first > found.first - _LEADING and _leads(line.tags(first - 1)):
        first -= 1
        spoken |= line.tags(first)
    bare = first == found.first and not line.tags(first) & _ENDS
    ends_text = not any(word.number or word.key[0].isalpha() for word in line.words[found.last + 1 :])
    is_due = "d:not_before" not in line.tags(first - 1) | spoken and (not bare or ends_text)
    return Due(None if spoken & {"d:begin", "d:mid"} else found.on, first, found.last, is_due)


def _leads(tags: frozenset[str]) -> bool:
    return bool(tags & {"d:by", "d:in", "d:end", "d:begin", "d:mid", "w:articles"})


def _at(line: Line, place: int, calendar: Calendar) -> Due | None:
    """A date that begins at this word."""
    word = line.words[place]
    if not word.number and not word.tags & _BEGINS and word.key not in line.lexicon.months:
        return None
    for read in (_iso, _numeric, _named_end, _quarter, _day_month, _month_day, _year_alone):
        found = read(line, place, calendar)
        if found is not None:
            return found
    return None


def _iso(line: Line, place: int, _: Calendar) -> Due | None:
    """2026-06-30, which was cut at its hyphens."""
    keys = [line.key(place + step) for step in range(5)]
    if not (keys[1] == keys[3] == "-" and len(keys[0]) == 4 and line.touches(place + 1) and line.touches(place + 4)):
        return None
    return _due(_number(keys[0]), _number(keys[2]), _number(keys[4]), (place, place + 4))


def _numeric(line: Line, place: int, _: Calendar) -> Due | None:
    """30.06.2026 and 30/6/2026 (day first; a second number above 12 tells the month is first)."""
    parts = line.key(place).split(".")
    last = place
    if len(parts) != 3 and line.key(place + 1) == line.key(place + 3) == "/" and line.touches(place + 4):
        parts, last = [line.key(place), line.key(place + 2), line.key(place + 4)], place + 4
    if len(parts) != 3 or not line.words[place].number:
        return None
    day, month, year = (_number(part) for part in parts)
    if month > 12:
        day, month = month, day
    return _due(year + 2000 if 0 < year < 100 and last > place else year, month, day, (place, last))


def _named_end(line: Line, place: int, calendar: Calendar) -> Due | None:
    """Year end, end of the quarter, end of the month."""
    tags = line.tags(place)
    for tag, months in (("d:year_end", 12), ("d:quarter_end", 3), ("d:month_end", 1)):
        if tag in tags:
            return Due(_end_of_running(months, calendar), place, place, is_due=True)
    return None


def _quarter(line: Line, place: int, calendar: Calendar) -> Due | None:
    """Q2, H1, FY23-Q1, Q3 2026: the last day of it."""
    place, year = _leading_year(line, place)
    tags = line.tags(place)
    months = 3 if "d:quarter" in tags else 6 if "d:half" in tags else 0
    number = _number(line.key(place + 1))
    if not months or not line.words[place + 1 : place + 2] or not 1 <= number <= 12 // months:
        return None
    if months == 6 and not line.touches(place + 1):
        return None
    last = place + 1
    year, last = (year, last) if year else _following_year(line, last)
    return Due(_end_of_part(months, number, year, calendar), place, last, is_due=True)


def _leading_year(line: Line, place: int) -> tuple[int, int]:
    """Past "FY23", "2026" and a hyphen before a quarter: where it begins, and the year, 0 without one."""
    step = place + 1 if "d:year" in line.tags(place) else place
    year = _year(line.key(step))
    step += 1 + (line.key(step + 1) == "-")
    if year and line.tags(step) & {"d:quarter", "d:half"}:
        return step, year
    return place, 0


def _following_year(line: Line, last: int) -> tuple[int, int]:
    """The year behind a quarter or day, and the last word with it."""
    step = last + 1
    while line.key(step) in {",", "of", "'", "-", "/", "fy", "cy"} and step < last + 3:
        step += 1
    year = _year(line.key(step))
    return (year, step) if year else (0, last)


def _day_month(line: Line, place: int, calendar: Calendar) -> Due | None:
    """15 March, 15th of March 2026, 15. März."""
    day = _number(line.key(place))
    if not 1 <= day <= 31:
        return None
    step = place + 1
    while line.key(step) in {"st", "nd", "rd", "th", "of", "."} and step < place + 3:
        step += 1
    month = line.lexicon.months.get(line.key(step).rstrip("."))
    if month is None:
        return None
    return _day_of(month, day, (place, step), (line, calendar))


def _month_day(line: Line, place: int, calendar: Calendar) -> Due | None:
    """March 15th, 2026; March 2026; by March."""
    month = line.lexicon.months.get(line.key(place))
    if month is None or _is_verb(line, place):
        return None
    day = _number(line.key(place + 1))
    if 1 <= day <= 31:
        last = place + 1 + (line.key(place + 2) in {"st", "nd", "rd", "th"})
        return _day_of(month, day, (place, last), (line, calendar))
    year, last = _following_year(line, place)
    if not year and not line.tags(place - 1) & {"d:by", "d:in", "d:end", "d:mid", "d:begin"}:
        return None
    return Due(_end_of_month(year, month, calendar), place, last, is_due=True)


def _is_verb(line: Line, place: int) -> bool:
    """Such as "may" and "march" in small letters, not behind a number or "by"."""
    small = line.key(place) in {"may", "march", "mar"} and line.text[line.words[place].start].islower()
    return small and not line.words[max(place - 1, 0)].number and "d:by" not in line.tags(place - 1)


def _year_alone(line: Line, place: int, calendar: Calendar) -> Due | None:
    """In 2026, by FY24: its last day."""
    step = place + 1 if "d:year" in line.tags(place) else place
    year = _year(line.key(step)) if step > place or len(line.key(step)) == 4 else 0
    if not year or (step > place and not line.touches(step) and line.key(step)[:2] != "20"):
        return None
    if step == place and not _stands_alone(line, place):
        return None
    return Due(_end_of_part(12, 1, year, calendar), place, step, is_due=True)


def _stands_alone(line: Line, place: int) -> bool:
    """Whether a number like 2026 is a year and no count: round hundreds count, what has a sign or unit does too."""
    key = line.key(place)
    if key.endswith("00") and not line.tags(place - 1) & {"d:by", "d:in", "d:end", "d:begin", "d:mid"}:
        return False
    return key[:2] == "20" and line.key(place - 1) not in _SIGNS and line.key(place + 1) not in _SIGNS


def _day_of(month: int, day: int, span: tuple[int, int], seen: tuple[Line, Calendar]) -> Due | None:
    line, calendar = seen
    year, last = _following_year(line, span[1])
    if not year and calendar.today is not None:
        year = _next_year_of(month, day, calendar.today)
    if not year:
        return Due(None, span[0], last, is_due=True)
    return _due(year, month, day, (span[0], last))


def _next_year_of(month: int, day: int, today: date) -> int:
    """The year in which a day and month come next; up to a month back is this year, for goals written late."""
    try:
        this = date(today.year, month, day)
    except ValueError:
        return today.year
    return today.year + (this < today - timedelta(days=31))


def _due(year: int, month: int, day: int, span: tuple[int, int]) -> Due | None:
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Due(date(year, month, day), *span, is_due=True)


def _end_of_month(year: int, month: int, calendar: Calendar) -> date | None:
    if not year and calendar.today is None:
        return None
    if not year and calendar.today is not None:
        year = calendar.today.year + (month < calendar.today.month - 1)
    return date(year, month, monthrange(year, month)[1])


def _end_of_part(months: int, number: int, year: int, calendar: Calendar) -> date | None:
    """Last day of the n-th quarter or half of a year, which is named by the year it ends in."""
    start = calendar.year_start_month
    if not year:
        if calendar.today is None:
            return None
        year = calendar.today.year + (start > 1 and calendar.today.month >= start)
    counted = (year - (start > 1)) * 12 + start - 1 + months * number - 1
    last = date(counted // 12, counted % 12 + 1, 1)
    return last.replace(day=monthrange(last.year, last.month)[1])


def _end_of_running(months: int, calendar: Calendar) -> date | None:
    """The last day of the month, quarter or year that runs today."""
    if calendar.today is None:
        return None
    passed = (calendar.today.month - calendar.year_start_month) % 12
    ahead = months - 1 - passed % months
    counted = calendar.today.year * 12 + calendar.today.month - 1 + ahead
    last = date(counted // 12, counted % 12 + 1, 1)
    return last.replace(day=monthrange(last.year, last.month)[1])


def _number(key: str) -> int:
    return int(key) if key.isdecimal() and len(key) <= 4 else -1


def _year(key: str) -> int:
    number = _number(key)
    if len(key) == 2 and number >= 15:
        return 2000 + number
    return number if number in YEARS else 0
