"""From days and a key result's own unit to the scale of a Series, and back."""

import math
from collections.abc import Iterable

from msgspec import Struct

from headway.progress.rules.forecasting.shapes import LENGTH, ForecastError, Model, Series

HALF = 0.5  # of the distance between two counts


class Scale(Struct, frozen=True, kw_only=True):
    """`zero` is the baseline, `one` the target, in the metric's unit; `start` and `end` are days (any numbers)."""

    zero: float
    one: float
    start: float
    end: float

    def time(self, day: float) -> float:
        """Days -> the time of a Series."""
        return LENGTH * (day - self.start) / (self.end - self.start)

    def day(self, time: float) -> float:
        """The time of a Series -> days."""
        return self.start + time * (self.end - self.start) / LENGTH

    def share(self, value: float) -> float:
        """A value in the metric's unit -> its place on the way from baseline (0) to target (1)."""
        return (value - self.zero) / (self.one - self.zero)

    def value(self, share: float) -> float:
        """A place on the way -> the value in the metric's unit."""
        return self.zero + share * (self.one - self.zero)


def line_scale(*, baseline: float, target: float, start: float, end: float) -> Scale:
    """The scale of a key result that goes from a baseline to a target. Raises ForecastError where there is none."""
    _refuse(baseline, target, start, end)
    if baseline == target:
        raise ForecastError("baseline_equals_target", "Baseline and target are the same, so nothing can move.")
    return Scale(zero=baseline, one=target, start=start, end=end)


def band_scale(
    *, baseline: float, low: float | None, high: float | None, start: float, end: float, whole: bool = False
) -> tuple[Scale, tuple[float | None, float | None]]:
    """The scale of a key result that stays inside a band, and the band on that scale.

    One step of the scale is the way from the baseline to the nearest end of the band (of which it may be outside).
    `whole` numbers reach half a step of theirs further: "zero" holds up to 0.5, as no count lies between 0 and 1.
    """
    if whole:
        low, high = None if low is None else low - HALF, None if high is None else high + HALF
    ends = [one for one in (low, high) if one is not None]
    if not ends:
        raise ForecastError("band_missing", "Say what must hold: a lower end, an upper end, or both.")
    _refuse(baseline, *ends, start, end)
    away = min(abs(one - baseline) for one in ends)
    widest = max(abs(one - baseline) for one in ends) or 0.05 * abs(baseline) or 1.0
    scale = Scale(zero=baseline, one=baseline + (away or widest), start=start, end=end)
    return scale, (None if low is None else scale.share(low), None if high is None else scale.share(high))


def on_scale(
    scale: Scale,
    points: Iterable[tuple[float, float]],
    *,
    model: Model,
    now: float,
    band: tuple[float | None, float | None] | None = None,
) -> Series:
    """A Series from (day, value) points, oldest first; `now` is the day of the forecast."""
    placed = [(scale.time(day), scale.share(value)) for day, value in points]
    return Series(
        model=model,
        times=tuple(time for time, _ in placed),
        values=tuple(value for _, value in placed),
        now=scale.time(now),
        band=band,
    )


def _refuse(*numbers: float) -> None:
    *_, start, end = numbers
    if not all(math.isfinite(number) for number in numbers):
        raise ForecastError("not_finite", "Dates, baseline and target must be finite numbers.")
    if end <= start:
        raise ForecastError("dates_reversed", "The end must lie after the start.")
