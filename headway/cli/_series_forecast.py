"""From the series of a file to their forecasts, in the series' own unit."""

import math
import statistics
from datetime import date
from itertools import pairwise

from msgspec import Struct

from headway.cli._series_file import Day, Facts, Fault, Line, Unreadable
from headway.progress.rules.forecasting import (
    Forecast,
    ForecastError,
    Scale,
    Series,
    band_scale,
    forecasts,
    line_scale,
    on_scale,
)
from headway.progress.rules.forecasting.shapes import ENOUGH, Model

WEEK = 7.0
NEAR = 4  # check-ins that may lie between day 0 and the first row, for day 0 to be the start
MODELS: dict[str, Model] = {"cumulative": "cumulative", "reach": "touch", "maintain": "stay"}


class _Ready(Struct, frozen=True):
    """A series on its scale, and the point that counts as success there."""

    series: Series
    scale: Scale
    success: float


def forecast_lines(given: list[Facts], *, today: date) -> list[Line]:
    """One line per series, in order. Raises Unreadable for what cannot be forecast."""
    points = [_looked_at(facts, _as_of(facts, today)) for facts in given]
    ready: dict[int, _Ready] = {}
    faults = []
    for place, (facts, seen) in enumerate(zip(given, points, strict=True)):
        try:
            if seen or facts.baseline is not None:
                ready[place] = _ready(facts, seen, _as_of(facts, today))
        except ForecastError as refused:
            faults.append(Fault(facts.line, f"forecast.{refused.code}", f"{facts.series_id!r}: {refused}"))
    if faults:
        raise Unreadable(faults)
    made = forecasts([one.series for one in ready.values()], success=[one.success for one in ready.values()], fan=False)
    found = dict(zip(ready, made, strict=True))
    return [
        _line(facts, _as_of(facts, today), len(seen), (ready[place], found[place]) if place in ready else None)
        for place, (facts, seen) in enumerate(zip(given, points, strict=True))
    ]


def _as_of(facts: Facts, today: date) -> Day:
    """As given; else today, or for day numbers the day of the last row, since they do not say which day today is."""
    if facts.as_of:
        return facts.as_of
    if facts.deadline.iso:
        return Day(float(today.toordinal()), iso=True)
    return facts.rows[-1].on


def _looked_at(facts: Facts, as_of: Day) -> list[tuple[float, float]]:
    """(day, value) up to the day of the forecast and the deadline; of several on a day the last row counts."""
    last = min(as_of.number, facts.deadline.number)
    seen = {row.on.number: row.value for row in facts.rows if row.value is not None and row.on.number <= last}
    return list(seen.items())


def _ready(facts: Facts, seen: list[tuple[float, float]], as_of: Day) -> _Ready:
    baseline = facts.baseline if facts.baseline is not None else seen[0][1]
    start = _start(facts, [day for day, _ in seen])
    end, now = facts.deadline.number, as_of.number
    model = MODELS.get(facts.kind, "level")
    if model == "stay":
        upper = statistics.median([baseline, *(value for _, value in seen)]) < facts.target
        low, high = (None, facts.target) if upper else (facts.target, None)
        whole = all(number.is_integer() for number in (baseline, facts.target, *(value for _, value in seen)))
        scale, band = band_scale(baseline=baseline, low=low, high=high, start=start, end=end, whole=whole)
        return _Ready(on_scale(scale, seen, model=model, now=max(now, start), band=band), scale, 1.0)
    scale, success = _line_scale(facts, baseline, [value for _, value in seen], start)
    return _Ready(on_scale(scale, seen, model=model, now=max(now, start)), scale, success)


def _line_scale(facts: Facts, baseline: float, values: list[float], start: float) -> tuple[Scale, float]:
    """The scale, and where the target lies on it: at 1, or at or behind the baseline where it is reached already."""
    way = facts.target - baseline
    up = facts.kind == "increase" if facts.kind in {"increase", "decrease"} else way >= 0
    usual = statistics.fmean([abs(b - a) for a, b in pairwise([baseline, *values])]) if values else 0.0
    step = abs(way) or usual or 0.05 * abs(baseline) or 1.0
    target = baseline + (step if up else -step)
    scale = line_scale(baseline=baseline, target=target, start=start, end=facts.deadline.number)
    return scale, scale.share(facts.target)


def _start(facts: Facts, days: list[float]) -> float:
    """The day of the baseline, where the file does not say it.

    Without a baseline it is that of the first value, which then is the baseline. A baseline that is given belongs to
    day 0 if that lies at most a few check-ins before the first row, else to one check-in before the first row.
    """
    if facts.start:
        return facts.start.number
    first = facts.rows[0]
    if facts.baseline is None or first.value == facts.baseline:
        return days[0] if days else first.on.number
    gaps = [later - earlier for earlier, later in pairwise(sorted({row.on.number for row in facts.rows}))]
    usual = statistics.median(gaps) if gaps else WEEK
    if not first.on.iso and 0 < first.on.number <= NEAR * usual:
        return 0.0
    return first.on.number - usual


def _line(facts: Facts, as_of: Day, n: int, made: tuple[_Ready, Forecast] | None) -> Line:
    if made is None:
        return Line(series_id=facts.series_id, as_of=as_of.written(), n=n, target=facts.target, enough_data=False)
    ready, found = made
    low, high = sorted((_value(ready.scale, found.low80), _value(ready.scale, found.high80)))
    return Line(
        series_id=facts.series_id,
        as_of=as_of.written(),
        n=n,
        chance=round(found.chance, 6),
        median=_value(ready.scale, found.median),
        low80=low,
        high80=high,
        target=facts.target,
        enough_data=n >= ENOUGH,
    )


def _value(scale: Scale, share: float) -> float:
    """In the series' unit, to ten digits."""
    value = scale.value(share)
    return round(value, 10 - math.ceil(math.log10(abs(value)))) if value else 0.0
