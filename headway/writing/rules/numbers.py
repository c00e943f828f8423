"""Which number of a sentence is the target, which the baseline, and which only says how long or how often."""

from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from headway.writing.rules.quantity import Quantity
from headway.writing.rules.words import Line

_BASES = frozenset({"from", "now"})
_AIMS = frozenset({"to", "by", "at_least", "at_most", "exactly", "plain"})
_ENDS_CLAUSE = frozenset({".", ";"})
_RANK = {"to": 6, "by": 5, "at_least": 4, "at_most": 4, "exactly": 3, "plain": 2}
_SORTS = {"percent": 2, "money": 2, "rating": 2, "points": 2, "time": 1, "multiple": 1, "count": 0, "coverage": -3}


class Numbers(Struct, frozen=True, gc=False):
    """`limit` is a time within which things must happen ("answered within 5 minutes"), where it is not the target.

    `window` is how long it must hold ("for 90 days"), `days` how long until it is due ("within 30 days").
    """

    target: Quantity | None = None
    baseline: Quantity | None = None
    limit: Quantity | None = None
    window: Quantity | None = None
    days: Quantity | None = None
    all: tuple[Quantity, ...] = ()

    @property
    def relative(self) -> bool:
        """Whether the target is an amount of change: by 20 %, twice as many."""
        return self.target is not None and (self.target.role == "by" or self.target.sort == "multiple")


def numbers_of(line: Line, found: list[Quantity]) -> Numbers:
    """Give every quantity its part. A text has at most one target here: the one that is said most clearly."""
    pair = _pair(line, found)
    baseline = pair[0] if pair else _baseline(line, found)
    window = next((one for one in found if one.role == "window"), None)
    times = [one for one in found if _is_span(line, one)]
    aims = [one for one in found if one.role in _AIMS and one is not baseline and one not in times]
    target = pair[1] if pair else _made(line, aims) or _clearest(aims)
    days = limit = None
    for one in times:
        if _is_deadline(line, one, target):
            days = days or one
        else:
            limit = limit or one
    if target is None or (target.sort == "coverage" and limit is not None):
        target = limit or target
    if target is None and window is not None and baseline is None:
        target = window  # "runs for 10 days without a crash"
    _give_unit(baseline, target)
    return Numbers(target, baseline, limit, window, days, tuple(found))


def _pair(line: Line, found: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """From 24 h to 4 h, wherever it stands; else to 4 h from 24 h; 24 h -> 4 h; 8 to 9."""
    beside = [(one, other) for one, other in pairwise(found) if _same_clause(line, one, other)]
    for one, other in beside:
        if one.role == "from" and other.role in {"to", "at_least", "at_most"}:
            return one, other
    for one, other in beside:
        if one.role in {"to", "at_least", "at_most"} and other.role in _BASES:
            return other, one
        if one.role in {"plain", "exactly", "now"} and other.role == "to" and other.leads == one.last + 1:
            return one, other
        if one.role in {"plain", "exactly"} and other.role == "now" and "w:instead" in line.tags(other.leads):
            return other, one
    return None


def _baseline(line: Line, found: list[Quantity]) -> Quantity | None:
    """Where it starts; "feedback from 100 customers", "a rating of at least 4.5" start nowhere, they are targets."""
    one = next((one for one in found if one.role in _BASES), None)
    if one is None or one.role != "from":
        return one
    if any(word.tags & {"v:up", "v:down", "v:vague"} for word in line.words[line.first :]):
        return one
    if one.bound or line.lexicon.verb_final:
        one.role = one.bound or ("at_most" if "w:ceiling" in line.tags(one.leads - 1) else "exactly")
        return None
    if len(found) > 1 or one.sort != "count":
        return one
    one.role = "plain"
    return None


def _same_clause(line: Line, one: Quantity, other: Quantity) -> bool:
    return all(line.words[place].key not in _ENDS_CLAUSE for place in range(one.last + 1, other.first))


def _made(line: Line, aims: list[Quantity]) -> Quantity | None:
    """What is counted right behind its verb: "sign 3 contracts worth at least $500k"."""
    first = aims[0] if aims else None
    if first is None or first.sort != "count":
        return None
    before = line.tags(first.first - 1)
    return first if "f:base" in before and before & {"v:output", "v:hire", "v:reach"} else None


def _clearest(aims: list[Quantity]) -> Quantity | None:
    """The one with the clearest role; among equals the first."""
    return max(aims, key=lambda one: (_RANK[one.role] + _SORTS.get(one.sort, 0), -one.first), default=None)


def _is_span(line: Line, one: Quantity) -> bool:
    """Within 30 days, in two weeks, in under an hour."""
    if one.sort != "time" or one.role not in {"plain", "at_most", "exactly"}:
        return False
    return any(
        "w:within" in line.tags(place) or line.key(place) == "in" for place in range(max(one.first - 4, 0), one.first)
    ) and not line.tags(one.first - 1) & {"w:from", "w:to"}


def _is_deadline(line: Line, one: Quantity, target: Quantity | None) -> bool:
    """Whether a span says until when, and not how fast each time.

    "95 % resolved within one week" and "ready within 30 days" are limits: a participle or a state stands before, or a
    part of a whole is counted. "Reach 500 users within three months" is a deadline.
    """
    if target is None or one.unit in {"ms", "s", "min", "h"} or target.sort == "coverage":
        return False
    part_of_whole = line.key(target.last + 1) in {"of", "der", "des", "aller"} or target.last - target.first > 1
    if target.sort == "percent" and part_of_whole:
        return False
    return not _is_done_before(line, one) or target.role in {"to", "by"}


def _is_done_before(line: Line, one: Quantity) -> bool:
    place = one.first - 1
    while place > line.first and not line.tags(place) & {"w:within"} and line.key(place) != "in":
        place -= 1
    before = line.tags(place - 1) | line.tags(place - 2)
    return "f:past" in before or "a:opinion" in before


def _give_unit(baseline: Quantity | None, target: Quantity | None) -> None:
    """From 24 to 4 hours: one unit for both, where they measure the same thing. Frequencies by the month."""
    if baseline is None or target is None:
        return
    if baseline.sort == "count" and target.sort not in {"count", "coverage", "frequency"}:
        baseline.unit, baseline.sort = target.unit, target.sort
    elif target.sort == "count" and baseline.sort not in {"count", "coverage", "frequency"} and target.role != "by":
        target.unit, target.sort = baseline.unit, baseline.sort
    elif baseline.sort == target.sort == "time" and baseline.unit != target.unit:
        _same_time(baseline, target)


_SECONDS = {
    "ms": "0.001",
    "s": "1",
    "min": "60",
    "h": "3600",
    "days": "86400",
    "Tage": "86400",
    "weeks": "604800",
    "Wochen": "604800",
}


def _same_time(baseline: Quantity, target: Quantity) -> None:
    """From 3 minutes to 30 seconds: both in the finer unit, so that they make one line."""
    if baseline.unit not in _SECONDS or target.unit not in _SECONDS:
        return
    finer, coarser = sorted((baseline, target), key=lambda one: Decimal(_SECONDS[one.unit]))
    coarser.value *= Decimal(_SECONDS[coarser.unit]) / Decimal(_SECONDS[finer.unit])
    coarser.unit = finer.unit
