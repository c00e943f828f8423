"""What a sentence says: its numbers, units, dates and kind, and whether it is an effect that can be checked.

    "Reduce review time from 24 h to 4 h" -> decrease, review time, 24 -> 4 h

Pure: today's date is an argument, and without it "by Q2" has words but no day.
"""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from headway.writing.rules.dates import Calendar, Due, after, dates_in
from headway.writing.rules.effect import effect_score, objective_effect_score
from headway.writing.rules.haze import haze, nameable, objective_haze
from headway.writing.rules.kinds import Kind, kind_of
from headway.writing.rules.metric import counted_words, metric_of
from headway.writing.rules.numbers import Numbers, numbers_of
from headway.writing.rules.quantities import quantities_in
from headway.writing.rules.quantity import Quantity
from headway.writing.rules.sentence import Sentence, sentence_of
from headway.writing.rules.words import line_of

VAGUE = 0.85
UNCHECKABLE = 0.9
_DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365, "Tage": 1, "Wochen": 7, "Monate": 30, "Jahre": 365}


class Span(Struct, frozen=True, gc=False):
    """Characters of the text, `end` not included."""

    start: int
    end: int


class Reading(Struct, frozen=True, kw_only=True):
    """What a sentence says.

    `kind`: increase, decrease, reach, share, maintain, milestone or binary. `outcome`: an effect, not an output.
    `measurable`: somebody could say at the end whether it was reached. `baseline` and `target` are the numbers as
    written (80 % is 80, unit "%"); `relative` tells a target that is an amount of change: "by 20 %", "2 x".
    `due` is None where the text names no day; `due_words` are then still there for "by Q2" without a calendar.
    `metric` is what is measured, in the words of the text.
    """

    kind: Kind
    outcome: bool
    measurable: bool
    vague: bool
    baseline: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""
    relative: bool = False
    due: date | None = None
    due_words: str = ""
    metric: str = ""
    spans: dict[str, Span] = {}


def read_key_result(
    text: str, *, language: str = "en", today: date | None = None, year_start_month: int = 1
) -> Reading:
    """Read a key result."""
    return reading_of(parse(text, language=language, calendar=Calendar(today, year_start_month)))


def read_objective(text: str, *, language: str = "en", today: date | None = None, year_start_month: int = 1) -> Reading:
    """Read an objective: a direction for somebody is enough for an effect, and only numbers make it measurable."""
    calendar = Calendar(today, year_start_month)
    return reading_of(parse(text, language=language, calendar=calendar, objective=True), objective=True)


class Parsed(Struct, frozen=True, gc=False):
    """A sentence with all that was found in it; what the rules of the review look at."""

    sentence: Sentence
    numbers: Numbers
    dates: list[Due]
    calendar: Calendar


def parse(text: str, *, language: str = "en", calendar: Calendar, objective: bool = False) -> Parsed:
    """Cut, find dates, numbers and verbs. "Every customer" is a target of a key result, not of an objective."""
    line = line_of(text, language)
    dates = dates_in(line, calendar)
    found = quantities_in(line, dates)
    if objective:
        found = [one for one in found if one.sort != "coverage"]
    numbers = numbers_of(line, found)
    return Parsed(sentence_of(line, numbers), numbers, dates, calendar)


def reading_of(parsed: Parsed, *, objective: bool = False) -> Reading:
    """The reading of what was parsed already."""
    sentence, numbers = parsed.sentence, parsed.numbers
    due, due_span = _due(parsed)
    spans = _spans(parsed, due_span, metric_of(sentence, parsed.dates))
    outcome, measurable, vague = _objective_verdicts(sentence) if objective else _verdicts(sentence)
    text = sentence.line.text
    return Reading(
        kind=kind_of(sentence),
        outcome=outcome,
        measurable=measurable,
        vague=vague,
        baseline=_plain(numbers.baseline),
        target=_plain(numbers.target),
        unit=_unit(numbers, parsed),
        relative=numbers.relative or _is_by(sentence),
        due=due,
        due_words=text[due_span.start : due_span.end] if due_span else "",
        metric=text[spans["metric"].start : spans["metric"].end] if "metric" in spans else "",
        spans=spans,
    )


def _verdicts(sentence: Sentence) -> tuple[bool, bool, bool]:
    """Outcome, measurable, vague."""
    counted = sentence.numbers.target is not None
    return effect_score(sentence) > 0, counted or nameable(sentence) < UNCHECKABLE, haze(sentence) >= VAGUE


def _objective_verdicts(sentence: Sentence) -> tuple[bool, bool, bool]:
    measurable = sentence.numbers.target is not None or "v:plain" in sentence.lead_tags()
    return objective_effect_score(sentence) > 0, measurable, objective_haze(sentence) >= VAGUE


def _plain(one: Quantity | None) -> Decimal | None:
    """The number without needless zeros or an exponent: 1200000, 4.5."""
    if one is None:
        return None
    return one.value.quantize(Decimal(1)) if one.value == one.value.to_integral_value() else one.value.normalize()


def _is_by(sentence: Sentence) -> bool:
    """Grow donations 20 %, a 50 % reduction: an amount of change without "by"."""
    target, moves = sentence.numbers.target, sentence.moves
    if target is None or moves < 0 or sentence.numbers.baseline is not None:
        return False
    changes = bool(sentence.line.tags(moves) & {"v:up", "v:down"})
    return changes and target.role == "plain" and target.sort == "percent" and moves != target.first


def _due(parsed: Parsed) -> tuple[date | None, Span | None]:
    line = parsed.sentence.line
    found = next((one for one in reversed(parsed.dates) if one.is_due), None)
    if found is not None:
        return found.on, Span(line.words[found.first].start, line.words[found.last].end)
    days = parsed.numbers.days
    if days is None:
        return None, None
    first = max(min(days.leads, days.first), line.first) if days.leads >= 0 else days.first
    anchored = line.key(days.last + 1) in {"of", "after", "nach", "from"}
    on = None if anchored else after(int(days.value) * _DAYS.get(days.unit, 1), parsed.calendar)
    return on, Span(line.words[first].start, line.words[days.last].end)


def _unit(numbers: Numbers, parsed: Parsed) -> str:
    target = numbers.target or numbers.baseline
    if target is None or target.unit:
        return target.unit if target else ""
    return _counted(target, parsed)


def _counted(target: Quantity, parsed: Parsed) -> str:
    """The noun behind a bare number: 500 active users."""
    return counted_words(parsed.sentence.line, target)


def _spans(parsed: Parsed, due: Span | None, metric: tuple[int, int] | None) -> dict[str, Span]:
    line, numbers = parsed.sentence.line, parsed.numbers
    spans = {}
    for name, one in (("baseline", numbers.baseline), ("target", numbers.target)):
        if one is not None:
            spans[name] = Span(line.words[one.first].start, line.words[one.last].end)
    if due is not None:
        spans["due"] = due
    if metric is not None and not line.words[metric[0]].number:
        spans["metric"] = Span(line.words[metric[0]].start, line.words[metric[1]].end)
    elif line.label:
        spans["metric"] = Span(line.words[0].start, line.words[0].start + len(line.label))
    return spans
