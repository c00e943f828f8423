"""Forecasts of many key results at once. Series with equally many values are worked on together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import lt
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from headway.progress.rules.forecasting import ending
from headway.progress.rules.forecasting.ending import SHARES, Ending
from headway.progress.rules.forecasting.experts import CUMULATIVE_PANEL, LEVEL_PANEL, Belief, learn
from headway.progress.rules.forecasting.mixture import Mixture
from headway.progress.rules.forecasting.paths import AT_ONCE, weeks_left
from headway.progress.rules.forecasting.shapes import (
    ENOUGH,
    FRESH,
    LENGTH,
    ROUNDING,
    FanPoint,
    Forecast,
    ForecastError,
    Series,
)
from headway.progress.rules.forecasting.student import Floats

CHUNK = 512  # series worked on together, so that the arrays stay in the processor's cache
LARGEST = 1e100  # on the scale of baseline and target; squares of it are still numbers
AWAY = 1e-9  # of the way to the target, in the other direction; less is no move
NEARER = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8)  # in the furthest that a number has been from where it began
FAN = 8  # points of a fan, evenly spread over the time from the last value to the end


class _Key(NamedTuple):
    """What series share that are worked on together."""

    model: str
    values: int
    weeks: int  # to simulate
    over: bool


def forecasts(series: Sequence[Series], *, success: Sequence[float], fan: bool = True) -> list[Forecast]:
    """One forecast per series. `success` is the point that counts as success, on the series' scale (1 = target).

    For `stay` it is the share of the coming weeks that must lie inside the band. Without `fan` a batch costs a tenth.
    After the end a value of its last days decides. Raises ForecastError for what is no finite number.
    """
    ready = [tidy(one, index) for index, one in enumerate(series)]
    made: dict[int, Forecast] = {}
    for key, chunk in _grouped(ready):
        points = np.array([success[place] for place in chunk], dtype=float)
        found = _together(key, [ready[place] for place in chunk], points, fan=fan)
        made.update(zip(chunk, found, strict=True))
    _held_against_nearer(ready, success, made)
    return [made[index] for index in range(len(series))]


def believe(series: Sequence[Series]) -> Belief:
    """What the experts have learnt of series that share a model and a number of values."""
    shape = (len(series), len(series[0].times))
    times = np.array([one.times for one in series], dtype=float).reshape(shape)
    values = np.array([one.values for one in series], dtype=float).reshape(shape)
    return learn(CUMULATIVE_PANEL if series[0].model == "cumulative" else LEVEL_PANEL, times, values)


def _together(key: _Key, series: list[Series], success: Floats, *, fan: bool) -> list[Forecast]:
    if key.over:
        found, values = ending.settled(series, success)
        return _made(key.values, found, values, [()] * len(series))
    belief = believe(series)
    times, quantiles = _ahead(series, belief, FAN if fan else 1)
    return _made(
        key.values,
        _ending(series, belief, success),
        quantiles[:, -1],
        _fans(times, quantiles) if fan else [()] * len(series),
    )


def _ending(series: list[Series], belief: Belief, success: Floats) -> Ending:
    end = Mixture(belief.weights, *belief.at(np.full(len(series), LENGTH)), belief.df)
    return ending.OF[series[0].model](series, belief, end, success)


def _held_against_nearer(series: list[Series], success: Sequence[float], made: dict[int, Forecast]) -> None:
    """Let no chance be above that of the same numbers on the way to a nearer target.

    What the experts believe before they see anything is sized by the way to the target. A number that has moved away
    from it seems to have moved less the further the target is, so that the chance would rise with the target, by up to
    .03. Numbers that have not moved away need no such care.
    """
    nearer = [(place, one) for place, away in enumerate(series) for one in _nearer(away)]
    for _, chunk in _grouped([one for _, one in nearer]):
        places = [nearer[at][0] for at in chunk]
        asked = [nearer[at][1] for at in chunk]
        found = _ending(asked, believe(asked), np.array([success[place] for place in places], dtype=float))
        for place, chance, full in zip(places, found.chance.tolist(), found.chance_full.tolist(), strict=True):
            one = made[place]
            if chance < one.chance or full < one.chance_full:
                made[place] = replace(one, chance=min(chance, one.chance), chance_full=min(full, one.chance_full))


def _nearer(series: Series) -> list[Series]:
    """The numbers on the way to nearer targets, where they have moved away from the target."""
    if series.model not in {"level", "touch"} or series.now >= LENGTH:
        return []
    if not series.values or series.values[-1] >= -AWAY:
        return []
    furthest = max(map(abs, series.values))
    return [_at_target(series, times * furthest) for times in NEARER if times * furthest < 1]


def _at_target(series: Series, target: float) -> Series:
    """The same numbers on the way to another target, which is given on the scale of this one."""
    return replace(series, values=tuple(value / target for value in series.values))


def _made(n: int, found: Ending, quantiles: Floats, fans: list[tuple[FanPoint, ...]]) -> list[Forecast]:
    quantiles = quantiles if found.quantiles is None else found.quantiles
    chances = zip(found.chance.tolist(), found.chance_full.tolist(), found.mean_score.tolist(), strict=True)
    return [
        Forecast(
            n=n,
            enough=n >= ENOUGH,
            chance=chance,
            chance_full=full,
            low80=low80,
            low50=low50,
            median=median,
            high50=high50,
            high80=high80,
            mean_score=score,
            fan=fan,
        )
        for (chance, full, score), (low80, low50, median, high50, high80), fan in zip(
            chances, quantiles.T.tolist(), fans, strict=True
        )
    ]


def _ahead(series: list[Series], belief: Belief, steps: int) -> tuple[Floats, Floats]:
    """Times from the last value to the end, shape (steps, series), and the quantiles there, (shares, steps, series)."""
    shares = np.arange(1, steps + 1)[:, None] / steps
    times = belief.last + shares * (LENGTH - belief.last)
    wide = _repeated(belief, steps)
    found = Mixture(wide.weights, *wide.at(times.ravel()), wide.df).quantiles(SHARES)
    return times, np.maximum(found.reshape(-1, *times.shape), ending.floor(series))


def _fans(times: Floats, quantiles: Floats) -> list[tuple[FanPoint, ...]]:
    rows = np.concatenate([times[None], quantiles])
    return [tuple(FanPoint(*point) for point in rows[:, :, place].T.tolist()) for place in range(times.shape[1])]


def _repeated(belief: Belief, steps: int) -> Belief:
    """The same belief laid side by side, once per step ahead."""
    if steps == 1:
        return belief

    def wide(array: Floats) -> Floats:
        return np.tile(array, steps)

    state = type(belief.state)(*(wide(part) for part in belief.state))
    return belief._replace(
        state=state, last=wide(belief.last), weights=wide(belief.weights), s2=wide(belief.s2), rate=wide(belief.rate)
    )


def _key(series: Series) -> _Key:
    weeks = weeks_left(series.now) if series.model in {"touch", "stay"} else 0
    return _Key(series.model, len(series.times), weeks, series.now >= LENGTH)


def tidy(series: Series, index: int = 0) -> Series:
    """The values that count, in order: after the start, not after now or the end, of several at one time the last.

    Where the dates are over and the newest value is old, what came after it is as open as it was then.
    Raises ForecastError, with the `index` given, for a series that cannot be forecast.
    """
    if _is_tidy(series):
        return series
    _refuse(series, index)
    now = min(series.now, LENGTH) + ROUNDING
    placed = sorted(zip(series.times, series.values, strict=True), key=lambda point: point[0])
    kept = {time: value for time, value in placed if 0 < time <= now}
    newest = max(kept, default=0.0)
    over_and_old = series.now >= LENGTH and newest < LENGTH - FRESH
    return replace(series, times=tuple(kept), values=tuple(kept.values()), now=newest if over_and_old else series.now)


def _is_tidy(series: Series) -> bool:
    """Whether there is plainly nothing to mend and nothing to refuse; quick, for it is asked of every series."""
    times = series.times
    if not times or len(times) != len(series.values) or series.now >= LENGTH or series.model == "stay":
        return False
    ordered = times[0] > 0 and times[-1] <= series.now and all(map(lt, times, times[1:]))
    return ordered and sum(map(abs, series.values)) < LARGEST


def _refuse(series: Series, index: int) -> None:
    if len(series.times) != len(series.values):
        raise ForecastError("lengths_differ", "Give as many times as values.", index=index)
    if not all(abs(number) < LARGEST for number in (*series.times, *series.values, series.now)):
        raise ForecastError("not_finite", "Times and values must be finite numbers.", index=index)
    if series.model == "stay" and series.band in {None, (None, None)}:
        raise ForecastError("band_missing", "Say what must hold: a lower end, an upper end, or both.", index=index)


def _grouped(series: Sequence[Series]) -> Iterator[tuple[_Key, list[int]]]:
    """Places of series that are worked on together, not too many at once."""
    groups: defaultdict[_Key, list[int]] = defaultdict(list)
    for place, one in enumerate(series):
        groups[_key(one)].append(place)
    for key, places in groups.items():
        size = AT_ONCE if key.weeks else CHUNK
        yield from ((key, places[start : start + size]) for start in range(0, len(places), size))
