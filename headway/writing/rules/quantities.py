"""The numbers of a sentence that measure something, with their units and what the words before make of them.

Numbers that name (v2.0, Q2, #9607, ISO 27001, Tier-1), dates and marks of lists measure nothing.
"""

from decimal import Decimal

from headway.writing.rules.dates import Due
from headway.writing.rules.figures import number_of
from headway.writing.rules.quantity import Quantity, noun_behind
from headway.writing.rules.roles import lead
from headway.writing.rules.words import Line

CURRENCIES = {"$": "$", "€": "€", "£": "£"}


def quantities_in(line: Line, dates: list[Due]) -> list[Quantity]:
    """All quantities, in the order of the text. Words that belong to dates are passed over."""
    if not any(word.key[0].isalpha() for word in line.words):
        return []
    taken = {place for found in dates for place in range(found.first, found.last + 1)}
    found: list[Quantity] = []
    place = line.first
    while place < len(line.words):
        one = None if place in taken else _at(line, place)
        if one is None:
            place += 1
            continue
        lead(line, one)
        if not _says_nothing(line, one):
            found.append(one)
        place = one.last + 1
    return found


def _says_nothing(line: Line, one: Quantity) -> bool:
    """A bare number behind a noun, which counts nothing and belongs to no metric: "Engine releases 0.2"."""
    before = line.tags(one.first - 1)
    if one.sort != "count" or one.role != "plain" or not line.key(one.first - 1)[:1].isalpha():
        return False
    if before & {"n:higher", "n:lower", "n:neutral", "w:top"} or (
        before & {"f:base", "f:ing", "f:s"} and not any(tag.startswith("n:") for tag in before)
    ):
        return False
    if {"v:effect", "f:past"} <= before:
        return False  # rated 4.7
    first, last = noun_behind(line, one.last + 1)
    return first > last


def _at(line: Line, place: int) -> Quantity | None:
    word = line.words[place]
    if word.number:
        return None if _is_name(line, place) else _number_at(line, place)
    if word.key in line.lexicon.numbers:
        return _spelled(line, place)
    if word.key in line.lexicon.multiples:
        return _multiple(line, place)
    if word.key in line.lexicon.frequency:
        return _frequency(line, place)
    if place == line.first and "w:none" in word.tags:
        return _none(line, place)
    return _coverage(line, place) if word.tags & {"w:everyone", "w:whole", "w:every"} else None


def _is_name(line: Line, place: int) -> bool:
    """Whether a number is part of a name, an ordinal, or something like 24/7 and 1:1."""
    before = line.key(place - 1)
    if line.touches(place):
        unit = line.lexicon.units.get(before)
        if before == "#" or (before[:1].isalpha() and (unit is None or unit.sort != "money")):
            return True
        joined = before in {"-", "/", ":", "_", "."} and line.touches(place - 1) and place >= 2
        if joined and (line.key(place - 2)[:1].isalnum()):
            ranged = before == "-" and line.words[place - 2].number
            return not ranged or _is_name(line, place - 2)  # CVE-2024-3094
    if line.touches(place + 1) and line.key(place + 1) in {"st", "nd", "rd", "th"}:
        return True
    if line.key(place) in {"24", "1", "50"} and line.key(place + 1) in {"/", ":"} and line.touches(place + 2):
        return True
    return _is_named(line, place)


def _is_named(line: Line, place: int) -> bool:
    """Phase 2, Stage 4, ISO 27001, but not "NPS 40" and not "In Q2 40 clinics"."""
    tags = line.tags(place - 1)
    if place <= line.first or _unit_at(line, place + 1)[1]:
        return False
    if "w:naming" in tags and not line.touches(place + 1):
        return True
    said = line.text[line.words[place - 1].start : line.words[place - 1].end]
    return len(said) > 1 and said.isupper() and said.isalpha() and not tags


def _number_at(line: Line, place: int) -> Quantity | None:
    value = number_of(line.key(place), decimal_comma=line.lexicon.decimal_comma)
    if value is None:
        return None
    first, unit, sort = place, "", ""
    if (money := _money_before(line, place)) is not None:
        first, unit = money
        sort = "money"
    last, factor = _magnitude(line, place, money=bool(unit))
    value *= factor
    last = _past_plus(line, last)
    if (other := _second_of_range(line, last)) is not None:
        last = _magnitude(line, other, money=bool(unit))[0]
    if (most := _most_of(line, last)) is not None:
        return _rating(line, value, first, most)
    if not unit:
        if factor > 1 and line.key(last + 1) == "." and line.touches(last + 1):
            last += 1  # 1,2 Mio. €
        length, unit, sort = _unit_at(line, last + 1)
        if length and _modifies(line, last, length):
            return None
        last += length
    return Quantity(value, unit, sort or "count", first, last)


def _money_before(line: Line, place: int) -> tuple[int, str] | None:
    """Where an amount of money begins, and its currency."""
    before = line.key(place - 1)
    known = line.lexicon.units.get(before)
    if known is None or known.sort != "money" or place <= line.first:
        return None
    return place - 1, known.name


def _magnitude(line: Line, place: int, *, money: bool) -> tuple[int, Decimal]:
    """The last word of "9.4m", "10 k", "2 million", and what to multiply by."""
    factor = line.lexicon.magnitudes.get(line.key(place + 1))
    if factor is None:
        return place, Decimal(1)
    if len(line.key(place + 1)) == 1:
        said = line.text[line.words[place + 1].start]
        if not line.touches(place + 1) or (said == "m" and not (money or line.key(place + 2)[:1].isalpha())):
            return place, Decimal(1)
    return place + 1, factor


def _past_plus(line: Line, last: int) -> int:
    """50+ and 4+ are one number."""
    return last + 1 if line.key(last + 1) == "+" and line.touches(last + 1) else last


def _second_of_range(line: Line, last: int) -> int | None:
    """The second number of 4-5 and 100-200."""
    if line.key(last + 1) != "-" or not line.words[last + 2 : last + 3]:
        return None
    return last + 2 if line.words[last + 2].number and line.touches(last + 2) else None


def _most_of(line: Line, last: int) -> int | None:
    """The place of 5 in "4.5/5" and "4.5 out of 5"; None for what is no scale: "31 of 31"."""
    between = line.key(last + 1)
    if between != "/" and "w:out_of" not in line.tags(last + 1):
        return None
    behind = line.words[last + 2 : last + 3]
    if not behind or (not behind[0].number and behind[0].key not in line.lexicon.numbers):
        return None
    return last + 2 if between == "/" or _scale(line, last + 2) else None


def _scale(line: Line, place: int) -> Decimal | None:
    """The 5 of a rating, the 4 of "three out of four", the 100 of a score; None for other numbers."""
    key = line.key(place)
    most = line.lexicon.numbers.get(key) or number_of(key, decimal_comma=line.lexicon.decimal_comma)
    return most if most is not None and (3 <= most <= 10 or most == 100) else None


def _rating(line: Line, value: Decimal, first: int, last: int) -> Quantity | None:
    """A rating, 4.5/5; a part of a whole, 3 out of 4 customers; 24/7 and 1/2 are none."""
    most = _scale(line, last)
    if most is None or value > most:
        return None
    counted = noun_behind(line, last + 1)
    if line.key(last - 1) != "/" and counted[0] <= counted[1] and line.key(last + 1) not in line.lexicon.units:
        share = value * 100 / most
        return Quantity(share.quantize(Decimal("0.1")), "%", "percent", first, last)
    return Quantity(value, f"/ {most}", "rating", first, last)


def _unit_at(line: Line, place: int) -> tuple[int, str, str]:
    """How many words a unit has, the unit as shown and its sort; 0 words where there is none."""
    hyphen = 1 if line.key(place) == "-" and line.touches(place) and line.touches(place + 1) else 0
    if not hyphen and "w:window" in line.tags(place) and line.key(place + 1) in line.lexicon.units:
        hyphen = 1  # three consecutive months
    key = line.key(place + hyphen)
    unit = line.lexicon.units.get(key)
    if unit is None:
        return 0, "", ""
    if len(key) == 1 and key.isalpha() and not (line.touches(place) or _ends(line, place + 1)):
        return 0, "", ""
    if unit.sort == "multiple" and "w:per" in line.tags(place + hyphen + 1):
        return 0, "", ""  # ten times a week: how often, not how many times as much
    return 1 + hyphen, unit.name, unit.sort


def _ends(line: Line, place: int) -> bool:
    return place >= len(line.words) or not line.key(place)[0].isalpha() or bool(line.tags(place) & {"w:stops", "d:by"})


def _modifies(line: Line, last: int, length: int) -> bool:
    """6-month roadmap, 30-day retention: a number that only says which."""
    unit = line.key(last + length)
    behind = line.key(last + length + 1)
    hyphen = length == 2 and line.key(last + 1) == "-"
    plain = behind[:1].isalpha() and not line.tags(last + length + 1) & {"w:stops", "w:auxiliary"}
    return hyphen and plain and (not unit.endswith("s") or unit == "s")


def _spelled(line: Line, place: int) -> Quantity | None:
    """Two, twenty, zero; "one" only where it counts."""
    key = line.key(place)
    behind = line.key(place + 1)
    if line.touches(place) and line.key(place - 1) == "-":
        return None
    if key in {"one", "ein", "eine", "einen"} and not _counts_one(line, place):
        return None
    if key in {"once", "twice"} and not line.tags(place - 1) & {"w:at_least", "w:at_most"}:
        return None
    value = line.lexicon.numbers[key]
    last = place
    if (most := _most_of(line, last)) is not None and "w:out_of" in line.tags(last + 1):
        return _rating(line, value, place, most)
    factor = line.lexicon.magnitudes.get(behind)
    if factor is not None and len(behind) > 2:
        value, last = value * factor, place + 1
    length, unit, sort = _unit_at(line, last + 1)
    if length and _modifies(line, last, length):
        return None
    return Quantity(value, unit, sort or "count", place, last + length)


def _counts_one(line: Line, place: int) -> bool:
    before, behind = line.tags(place - 1), line.key(place + 1)
    if before & {"w:at_least", "w:at_most"} or line.key(place - 1) in {"from", "to", "von", "auf"}:
        return True
    if line.key(place) != "one" or not behind[:1].isalpha() or line.tags(place + 1) & {"w:stops", "w:auxiliary"}:
        return False
    return bool(before & {"f:base", "f:past", "f:ing", "f:s"}) or place == line.first


def _multiple(line: Line, place: int) -> Quantity | None:
    """Double, halve, by an order of magnitude."""
    value, unit = line.lexicon.multiples[line.key(place)]
    halves = unit == "%" and (line.key(place + 1) in {"-", "year", "day", "a"} or _is_half_year(line, place))
    if halves:
        return None
    relative = bool(line.tags(place)) or line.tags(place - 1) & {"w:by"} or line.tags(place - 2) & {"w:by"}
    if unit == "%" and not relative and line.key(place + 1) not in {"of", "the", "our", "der", "des", "aller"}:
        return None
    found = Quantity(value, unit, "percent" if unit == "%" else "multiple", place, place)
    found.role = "by" if relative else "plain"
    found.leads = place - 1 if "w:by" in line.tags(place - 1) else -1
    return found


def _is_half_year(line: Line, place: int) -> bool:
    return "w:half_year" in line.tags(place - 1) or line.key(place - 1) in {"st", "nd"}


def _frequency(line: Line, place: int) -> Quantity | None:
    """Daily, weekly: a number only as "from weekly to daily" or "at least weekly"."""
    tags = line.tags(place - 1)
    if not tags & {"w:from", "w:to", "w:at_least"} or line.lexicon.units.get(line.key(place)):
        return None
    if "w:to" in tags and "w:from" not in line.tags(place - 3) | line.tags(place - 4):
        return None
    return Quantity(line.lexicon.frequency[line.key(place)], "per year", "frequency", place, place)


def _coverage(line: Line, place: int) -> Quantity | None:
    """Each team, every open role: the whole of something countable. "Every week" and "all legal matters" are none."""
    first, last = noun_behind(line, place + 1)
    if line.words[place].has("w:everyone") and place == line.first and not line.tags(place + 1) & {"n:people"}:
        return Quantity(Decimal(100), "%", "coverage", place, place)
    if first > last or line.key(first) in line.lexicon.frequency or line.words[first].number:
        return None
    if any(line.key(step) in line.lexicon.units for step in range(first, last + 1)):
        return None
    weak = "v:weak" in line.tags(line.first)
    if weak or line.key(place - 1) in {"of", "der"} or _in_brackets(line, place):
        return None
    word = line.words[place]
    people = any("n:people" in line.tags(step) for step in range(first, last + 1))
    if not word.has("w:every") and not (people and word.has("w:whole") and _governed(line, place)):
        return None
    return Quantity(Decimal(100), "%", "coverage", place, place)


def _none(line: Line, place: int) -> Quantity | None:
    """No critical findings: zero of something there should be less of."""
    first, last = noun_behind(line, place + 1)
    bad = any(line.tags(step) & {"n:lower", "n:work_item"} for step in range(first, last + 1))
    return Quantity(Decimal(0), "", "count", place, place) if bad else None


def _governed(line: Line, place: int) -> bool:
    """All customers ..., train all managers, but not "transparency for all departments"."""
    return place == line.first or any(
        word.tags & {"f:base", "f:past", "w:copula"} and not any(tag.startswith("n:") for tag in word.tags)
        for word in line.words
    )


def _in_brackets(line: Line, place: int) -> bool:
    keys = [word.key for word in line.words[:place]]
    return keys.count("(") > keys.count(")")
