"""Where goals that are made of others are expected to end: the mean and spread of sums, and a forecast from those."""

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from headway.progress.rules.forecasting import FanPoint, Forecast
from headway.progress.rules.forecasting.shapes import LENGTH

LIKENESS = 0.1  # correlation of the ends of goals that add up to one (science, section 7)
NORMAL50, NORMAL80 = 0.6744898, 1.2815516  # of the standard normal: a quarter and a tenth lie above
TICKS = 6  # points of a fan that is drawn straight


class End(Struct, frozen=True):
    """Where a goal is expected to end, as counted progress, and by how much that may be wrong (one deviation)."""

    mean: float
    spread: float


class Branch(Struct, frozen=True):
    """A child as its parent counts it; `fixed` is the end of one whose period is closed."""

    parent: Hashable
    child: Hashable
    weight: float
    fixed: float | None = None


def ends_below(below: Sequence[Branch], ends: Mapping[Any, End]) -> dict[Any, End]:
    """Where every goal above measured ones is expected to end, from `ends` of the measured ones.

    Left out is what has a part whose end is not known. `below` has no circles.
    """
    parts: dict[Hashable, list[Branch]] = {}
    for one in below:
        parts.setdefault(one.parent, []).append(one)
    found: dict[Hashable, End | None] = {}

    def end(key: Hashable) -> End | None:
        if key not in found:
            found[key] = mean_of(parts[key])
        return found[key]

    def mean_of(mine: Sequence[Branch]) -> End | None:
        known = [(one.weight, End(one.fixed, 0.0) if one.fixed is not None else of_child(one.child)) for one in mine]
        return combined([(weight, e) for weight, e in known if e]) if all(e for _, e in known) else None

    def of_child(child: Hashable) -> End | None:
        return end(child) if child in parts else ends.get(child)

    return {key: known for key in parts if (known := end(key)) is not None}


def combined(parts: Sequence[tuple[float, End]]) -> End | None:
    """The weighted mean of (weight, end); the ends move together a little. None when nothing counts."""
    counted = [(weight, end) for weight, end in parts if weight > 0]
    whole = math.fsum(weight for weight, _ in counted)
    if not counted or whole <= 0:
        return None
    mean = math.fsum(weight * end.mean for weight, end in counted) / whole
    spreads = [weight * end.spread / whole for weight, end in counted]
    own = math.fsum(one * one for one in spreads)
    together = math.fsum(spreads) ** 2
    return End(mean, math.sqrt((1 - LIKENESS) * own + LIKENESS * together))


def straight(end: End, *, n: int, now: float, progress: float, success: float) -> Forecast:
    """A forecast from the mean and spread of the end alone: a normal end, a fan that opens as the root of time."""
    points = []
    for tick in range(TICKS + 1):
        share = tick / TICKS
        middle, width = progress + (end.mean - progress) * share, end.spread * math.sqrt(share)
        points.append(_ranges(now + (LENGTH - now) * share, middle, width))
    last = points[-1]
    return Forecast(
        n=n,
        enough=True,
        chance=_above(success, end),
        chance_full=_above(1.0, end),
        median=last.median,
        low50=last.low50,
        high50=last.high50,
        low80=last.low80,
        high80=last.high80,
        mean_score=min(max(end.mean, 0.0), 1.0),
        fan=tuple(points),
    )


def _ranges(t: float, middle: float, width: float) -> FanPoint:
    """Inside of 0 and 1, as counted progress is."""
    ways = (-NORMAL80, -NORMAL50, 0.0, NORMAL50, NORMAL80)
    return FanPoint(t, *(min(max(middle + way * width, 0.0), 1.0) for way in ways))


def _above(point: float, end: End) -> float:
    if end.spread <= 0:
        return float(end.mean >= point - 1e-9)
    return 0.5 * math.erfc((point - end.mean) / (end.spread * math.sqrt(2)))
