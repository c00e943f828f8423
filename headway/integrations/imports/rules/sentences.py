"""What a key result's own sentence says about its number. Careful: unsure means None, never a guess at meaning.

"from 94 s to 60 s", "by 20 %", "100 % of 640 files", "at least 99.9 %", "zero critical bugs", "5,000 daily users".
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Literal

import msgspec

from headway.integrations.imports.rules.numbers import (
    CURRENCIES,
    MULTIPLIERS,
    UNITS,
    convert,
    decimal_of,
    plain,
    unit_of,
)
from headway.integrations.imports.rules.patterns import (
    ANY,
    ARROW,
    BY,
    DELIVER,
    FROM_TO,
    KEEP,
    LEAST,
    LOWER,
    MOST,
    NOISE,
    OR_LESS,
    RAISE,
    SHARE,
    WORDS,
    ZERO,
)
from headway.integrations.imports.rules.text import fold, line
from headway.integrations.imports.rules.values import MetricKind


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A measure found in a sentence. `quote` is the part it was read from, `said` what it was taken to mean."""

    kind: MetricKind
    quote: str
    said: str
    baseline: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    method: Literal["periods", "now", "strict"] | None = None
    unit: str = ""
    total: Decimal | None = None


class _Amount(msgspec.Struct, frozen=True):
    value: Decimal
    unit: str


def read_sentence(sentence: str, *, comma: bool | None = None) -> Reading | None:
    """The one measure that the sentence states, or None when it states none or several."""
    text = line(sentence)[:1000]
    readers: tuple[Callable[[str, bool | None], Reading | None], ...] = (_from_to, _zero, _share, _by, _bound, _single)
    for reader in readers:
        reading = reader(text, comma)
        if reading:
            return reading
    return None


def has_numbers(sentence: str) -> bool:
    """Whether anything that looks like an amount is left when dates, versions and the like are taken out."""
    return any(True for _ in ANY.finditer(NOISE.sub(" ", line(sentence))))


def _from_to(text: str, comma: bool | None) -> Reading | None:
    found = FROM_TO.search(text) or ARROW.search(text)
    first, last = (_amount(found, place, comma) for place in ("1", "2")) if found else (None, None)
    if not found or not first or not last:
        return None
    if not last.unit or not first.unit:
        unit = last.unit or first.unit
        first, last = _Amount(first.value, unit), _Amount(last.value, unit)
    start = convert(first.value, first.unit, last.unit)
    if start is None or start == last.value:
        return None
    kind: MetricKind = "increase" if last.value > start else "decrease"
    said = f"{kind} from {_say(start, last.unit)} to {_say(last.value, last.unit)}"
    return Reading(kind=kind, baseline=start, target=last.value, unit=last.unit, quote=found.group().strip(), said=said)


def _zero(text: str, comma: bool | None) -> Reading | None:
    found = ZERO.search(text)
    if not found or (comma is not None and "," in found.group()):
        return None
    said = "none at any time (zero), broken by the first one"
    return Reading(kind="maintain", high=Decimal(0), low=Decimal(0), method="strict", quote=found.group(), said=said)


def _share(text: str, comma: bool | None) -> Reading | None:
    found = SHARE.search(text)
    part = decimal_of(found["num1"], comma=comma) if found else None
    if not found or part is None or not 0 < part <= 100:
        return None
    if len(re.findall(r"\d\s?%", text)) > 1 or re.match(
        r"\s*(?:the )?time\b", text[found.end("num1") + 1 :].partition("of")[2]
    ):
        return None
    whole = _amount(found, "2", comma) if found["num2"] and found["num2"][0].isdigit() else None
    total = whole.value if whole and whole.value > 0 else None
    said = (
        f"a share of {_say(total, '')} that reaches {_say(part, '%')}"
        if total
        else f"a share that reaches {_say(part, '%')}"
    )
    return Reading(
        kind="share", baseline=Decimal(0), target=plain(part / 100), total=total, quote=found.group().strip(), said=said
    )


def _by(text: str, comma: bool | None) -> Reading | None:
    found = BY.search(text)
    verb = re.search(rf"\b(?:{LOWER}|{RAISE})\b", text, re.IGNORECASE)
    change = _amount(found, "1", comma) if found and verb else None
    if not found or not change or change.value <= 0 or NOISE.search(found.group().partition(" ")[2]):
        return None
    if len(list(ANY.finditer(NOISE.sub(" ", text)))) > 1:
        return None
    said = f"the change itself, from 0 to {_say(change.value, change.unit)} (no start value is given)"
    return Reading(
        kind="increase",
        baseline=Decimal(0),
        target=change.value,
        unit=change.unit,
        quote=found.group().strip(),
        said=said,
    )


def _bound(text: str, comma: bool | None) -> Reading | None:
    """A floor or ceiling to stay above or below; a floor that is delivered once is left to `_single`."""
    clean = NOISE.sub(" ", text)
    if len(list(ANY.finditer(clean))) != 1:
        return None
    most, least = MOST.search(clean) or OR_LESS.search(clean), LEAST.search(clean)
    found = most or least
    amount = _amount(found, "1", comma) if found else None
    if not found or not amount or (least and not most and not _is_level(clean, amount)):
        return None
    word = "at most" if most else "at least"
    said = f"{word} {_say(amount.value, amount.unit)}, judged by the latest value (no start value is given)"
    low, high = (None, amount.value) if most else (amount.value, None)
    return Reading(
        kind="maintain", low=low, high=high, method="now", unit=amount.unit, quote=found.group().strip(), said=said
    )


def _single(text: str, comma: bool | None) -> Reading | None:
    clean = NOISE.sub(" ", text)
    found = [match for match in ANY.finditer(clean) if match["num1"].casefold() not in {"one", "eine", "einen"}]
    amount = _amount(found[0], "1", comma) if len(found) == 1 else None
    if not amount or amount.value <= 0:
        return None
    quote = found[0].group().strip()
    if re.search(rf"\b{LOWER}\b", clean, re.IGNORECASE):
        said = f"at most {_say(amount.value, amount.unit)}, judged by the latest value (no start value is given)"
        return Reading(kind="maintain", high=amount.value, method="now", unit=amount.unit, quote=quote, said=said)
    if re.search(rf"\b{KEEP}\b", clean, re.IGNORECASE):
        said = f"at least {_say(amount.value, amount.unit)}, judged by the latest value"
        return Reading(kind="maintain", low=amount.value, method="now", unit=amount.unit, quote=quote, said=said)
    said = f"reach {_say(amount.value, amount.unit)} from 0"
    return Reading(kind="reach", baseline=Decimal(0), target=amount.value, unit=amount.unit, quote=quote, said=said)


def _is_level(text: str, amount: _Amount) -> bool:
    if re.search(rf"\b{DELIVER}\b", text, re.IGNORECASE):
        return False
    return bool(re.search(rf"\b{KEEP}\b", text, re.IGNORECASE)) or amount.unit == "%"


def _amount(found: re.Match[str], place: str, comma: bool | None) -> _Amount | None:
    groups = found.groupdict()
    digits = groups[f"num{place}"] or ""
    value = Decimal(WORDS[digits.casefold()]) if digits.casefold() in WORDS else decimal_of(digits, comma=comma)
    if value is None:
        return None
    multiplier = (groups.get(f"mul{place}") or "").rstrip(".")
    currency = CURRENCIES.get(groups.get(f"cur{place}") or "", "")
    if multiplier == "m" and not currency:
        multiplier = ""
    value *= MULTIPLIERS.get(multiplier.casefold(), 1)
    return _Amount(plain(value), currency or _known_unit(groups.get(f"unit{place}") or ""))


def _known_unit(text: str) -> str:
    """Only units we know; any other word after a number is what is counted, and the title says that already."""
    head, slash, per = text.partition("/")
    known = fold(head) in UNITS or head.casefold() in CURRENCIES
    return unit_of(head) + slash + per if known else ""


def _say(value: Decimal | None, unit: str) -> str:
    return f"{value} {unit}".strip()
