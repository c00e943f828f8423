"""From the values of one metric to its progress (arithmetic, section 1). Values are exact, progress is a float."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from headway.progress.rules.metrics import COMPUTED, WEEK, Definition, Kind, Method, Step

Number = Decimal | int | str


class Value(Struct, frozen=True):
    """One live measurement: the day it holds for (workspace time) and what was measured.

    `share` has `done` and `total`, `milestone` the ids of the steps reached, every other kind `value`
    (`binary` 0 or 1).
    """

    on: date
    value: Decimal | None = None
    done: Decimal | None = None
    total: Decimal | None = None
    steps: tuple[int, ...] = ()


class Reading(Struct, frozen=True):
    """`raw` is what is stored and said (below 0 and above 1 included), `counted` what is rolled up, in [0, 1].

    (None, 0.0) is "no data yet": it takes values, has none, counts 0. (None, None) is undefined: left out.
    """

    raw: float | None
    counted: float | None


NO_DATA = Reading(None, 0.0)
UNDEFINED = Reading(None, None)


def evaluate(definition: Definition, values: Sequence[Value], *, as_of: date) -> Reading:
    """Progress of a metric that takes values, from its live values, oldest first, as of a day.

    Raises ValueError for computed kinds: their progress comes from the graph.
    """
    if definition.kind in COMPUTED:
        raise ValueError(f"the progress of kind {definition.kind.value} comes from the graph")
    if definition.kind is Kind.MAINTAIN:
        return _of(_maintain(definition, values, as_of), no_values=not values, method=definition.method)
    if not values:
        return NO_DATA
    return counted(_latest(definition, values))


def counted(raw: float) -> Reading:
    """The reading of a defined raw progress: c = min(max(p, 0), 1)."""
    return Reading(raw, min(max(raw, 0.0), 1.0))


def line(value: Number, *, start: Number, target: Number) -> float:
    """The line p = (v - s) / (t - s), one signed line for both directions; the exact quotient, rounded once."""
    s, t, v = Fraction(start), Fraction(target), Fraction(value)
    return float((v - s) / (t - s))


def best(values: Iterable[Decimal], *, start: Decimal, target: Decimal) -> Decimal:
    """The value nearest to, or furthest beyond, the target: what `reach` takes."""
    return max(values) if target > start else min(values)


def share_line(done: Number, total: Number, *, start: Number, target: Number) -> float:
    """The line of section 1 on the ratio done / total (total > 0), rounded once."""
    s, t = Fraction(start), Fraction(target)
    return float((Fraction(done) / Fraction(total) - s) / (t - s))


def milestone(steps: Sequence[Step], reached: Iterable[int]) -> float:
    """Weights of the steps reached / all weights; the sum of weights is above 0. Unknown step ids are ignored."""
    known = set(reached)
    whole = sum((Fraction(step.weight) for step in steps), Fraction(0))
    return float(sum((Fraction(s.weight) for s in steps if s.id in known), Fraction(0)) / whole)


def in_band(value: Decimal, *, low: Decimal | None, high: Decimal | None) -> bool:
    """Inclusive at both ends; an end that is None is open."""
    return (low is None or value >= low) and (high is None or value <= high)


def held_periods(held: Sequence[bool]) -> float | None:
    """In-band due periods / due periods so far; undefined (None) before the first is due."""
    return sum(held) / len(held) if held else None


def strict(elapsed_days: int, length_days: int, *, broken: bool) -> float:
    """Elapsed share of the dates while never broken; 0 from the first breach on."""
    return 0.0 if broken else elapsed_days / length_days


def due_periods(definition: Definition, as_of: date) -> list[tuple[date, date]]:
    """First and last day of every period that is over: a period is due on the day after its last.

    Periods are `check_in_days` long from `starts_on`; the last one is cut at `ends_on`.
    """
    first, end = definition.starts_on, definition.ends_on
    found: list[tuple[date, date]] = []
    if first is None:
        return found
    while end is None or first <= end:
        last = first + timedelta(days=(definition.check_in_days or WEEK) - 1)
        if end is not None:
            last = min(last, end)
        if last >= as_of:
            break
        found.append((first, last))
        first = last + timedelta(days=1)
    return found


def elapsed_days(definition: Definition, as_of: date) -> tuple[int, int]:
    """(days gone by, days in all), both ends included, the first kept inside 0..all. Needs both dates."""
    if definition.starts_on is None or definition.ends_on is None:
        raise ValueError("a metric without dates has no elapsed share")
    length = (definition.ends_on - definition.starts_on).days + 1
    gone = (as_of - definition.starts_on).days + 1
    return min(max(gone, 0), length), length


def _latest(definition: Definition, values: Sequence[Value]) -> float:
    newest = values[-1]
    if definition.kind is Kind.MILESTONE:
        return milestone(definition.steps, newest.steps)
    if definition.kind is Kind.BINARY:
        return float(_number(newest.value))
    start, target = _number(definition.start), _number(definition.target)
    if definition.kind is Kind.SHARE:
        return share_line(_number(newest.done), _number(newest.total), start=start, target=target)
    if definition.kind in {Kind.INCREASE, Kind.DECREASE}:
        return line(_number(newest.value), start=start, target=target)
    inside = [_number(v.value) for v in values if _within(definition, v.on)]
    reached = best(inside, start=start, target=target) if inside else start
    return line(reached, start=start, target=target)


def _maintain(definition: Definition, values: Sequence[Value], as_of: date) -> float | None:
    if definition.method is Method.NOW:
        return float(_held(definition, values[-1])) if values else None
    inside = [v for v in values if _within(definition, v.on) and v.on <= as_of]
    if definition.method is Method.STRICT:
        gone, length = elapsed_days(definition, as_of)
        return strict(gone, length, broken=any(not _held(definition, v) for v in inside)) if values else None
    newest = {}
    for first, last in due_periods(definition, as_of):
        newest[first] = [v for v in inside if first <= v.on <= last][-1:]
    return held_periods([bool(v) and _held(definition, v[0]) for v in newest.values()])


def _of(raw: float | None, *, no_values: bool, method: Method) -> Reading:
    if raw is not None:
        return counted(raw)
    return NO_DATA if no_values and method is not Method.PERIODS else UNDEFINED


def _held(definition: Definition, value: Value) -> bool:
    return in_band(_number(value.value), low=definition.low, high=definition.high)


def _within(definition: Definition, day: date) -> bool:
    after = definition.starts_on is None or day >= definition.starts_on
    return after and (definition.ends_on is None or day <= definition.ends_on)


def _number(value: Decimal | None) -> Decimal:
    if value is None:
        raise ValueError("a checked definition or measurement lacks a number")
    return value
