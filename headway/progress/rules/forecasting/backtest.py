"""The back-test: key results made from series whose end is known, forecast as if it were not.

Each series gives two key results of level and, where its numbers are positive, one that counts them up. A key result is
a window of 14 points: the first is the baseline, the rest are its 13 weeks. The target of a level lies 0.3 to 2.2
times the series' usual move in 13 steps away, up or down; that of a count at 0.7 to 1.35 times the pace of the 13 steps
before. A quarter of the check-ins is missing, and the newest in every seventh forecast.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from headway.progress.rules.forecasting.engine import forecasts
from headway.progress.rules.forecasting.scoring import Scores, brier, colour_chance, coverage, pace_chance, scores
from headway.progress.rules.forecasting.shapes import Forecast, Model, Series
from headway.progress.rules.forecasting.student import Floats

WEEKS = (2, 4, 7, 11)
STEPS = 13
SHORTEST = 2 * STEPS + 2  # points of a series that can be used
MOVES = (0.3, 0.6, 1.0, 1.5, 2.2)
PACES = (0.7, 1.35)
MISSING, LATE = 0.25, 0.15
LEVELS_OF_EACH = 2

BRIER, CALIBRATION, COVERED = 0.125, 0.03, (0.77, 0.84)  # limits, both ends included


class Case(Struct, frozen=True):
    """One forecast to make: the series as seen at a week, and the value that it ended with."""

    series: Series
    week: int
    end: float


class WeekScore(Struct, frozen=True, kw_only=True):
    """Brier scores of the forecasts made at one week: ours, plain pace, the traffic light."""

    week: int
    n: int
    ours: float
    pace: float
    colours: float


class Result(Struct, frozen=True, kw_only=True):
    """What the back-test found; `failures` names every limit that it lies outside of."""

    scores: Scores
    covered: float
    weeks: tuple[WeekScore, ...]
    models: Mapping[str, float]
    failures: tuple[str, ...]


def cases(lines: Iterable[Sequence[float]], *, seed: int) -> list[Case]:
    """The forecasts to make for series of equally spaced values; the same for the same seed."""
    chance = np.random.default_rng(seed)
    found: list[Case] = []
    for line in lines:
        values = np.asarray(line, dtype=float)
        if len(values) >= SHORTEST and np.isfinite(values).all():
            for model, window in _windows(values, chance):
                found += _seen(model, window, chance)
    return found


def judged(given: Sequence[Case]) -> Result:
    """Forecast all cases and hold the forecasts against what happened. Raises ValueError without a case."""
    made = forecasts([case.series for case in given], success=[1.0] * len(given), fan=False)
    said = np.array([one.chance for one in made])
    happened = np.array([case.end >= 1 for case in given])
    whole = scores(said, happened)
    covered = _covered(given, made)
    weeks = tuple(_week(given, said, happened, week) for week in sorted({case.week for case in given}))
    models = {model: brier(said[of], happened[of]) for model, of in _by_model(given).items()}
    failures = (*_failures(whole, covered), *(text for week in weeks for text in _worse(week)))
    return Result(scores=whole, covered=covered, weeks=weeks, models=models, failures=failures)


def _windows(values: Floats, chance: np.random.Generator) -> Iterator[tuple[Model, Floats]]:
    """Windows on the scale of baseline 0 and target 1, 14 points each."""
    move = float(np.median(np.abs(values[STEPS:] - values[:-STEPS])))
    for _ in range(LEVELS_OF_EACH if move > 0 else 0):
        first = int(chance.integers(0, len(values) - STEPS))
        window = values[first : first + STEPS + 1]
        way = float(chance.choice(MOVES)) * move * float(chance.choice((-1, 1)))
        yield "level", (window - window[0]) / way
    if values.min() > 0:
        first = int(chance.integers(STEPS, len(values) - STEPS + 1))
        target = values[first - STEPS : first].sum() * float(chance.uniform(*PACES))
        yield "cumulative", np.concatenate([[0.0], np.cumsum(values[first : first + STEPS])]) / target


def _seen(model: Model, window: Floats, chance: np.random.Generator) -> Iterator[Case]:
    """The window as it is seen at each week."""
    kept = chance.random(STEPS + 1) >= MISSING
    for week in WEEKS:
        late = chance.random() < LATE
        times = [time for time in range(1, week + 1) if kept[time] and not (late and time == week)]
        series = Series(
            model=model,
            times=tuple(float(time) for time in times),
            values=tuple(float(window[time]) for time in times),
            now=float(week),
        )
        yield Case(series, week, float(window[STEPS]))


def _covered(given: Sequence[Case], made: Sequence[Forecast]) -> float:
    return coverage([one.low80 for one in made], [one.high80 for one in made], [case.end for case in given])


def _week(given: Sequence[Case], said: Floats, happened: Floats, week: int) -> WeekScore:
    places = [place for place, case in enumerate(given) if case.week == week]
    newest = [given[place].series.values[-1] if given[place].series.values else 0.0 for place in places]
    elapsed = week / STEPS
    truth = happened[places]
    return WeekScore(
        week=week,
        n=len(places),
        ours=brier(said[places], truth),
        pace=brier(pace_chance(newest, elapsed), truth),
        colours=brier(colour_chance(newest, elapsed), truth),
    )


def _by_model(given: Sequence[Case]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, case in enumerate(given):
        found.setdefault(case.series.model, []).append(place)
    return found


def _failures(whole: Scores, covered: float) -> Iterator[str]:
    if whole.brier > BRIER:
        yield f"The Brier score is {whole.brier:.3f}; at most {BRIER} is allowed."
    if whole.calibration_error > CALIBRATION:
        yield f"The calibration error is {whole.calibration_error:.3f}; at most {CALIBRATION} is allowed."
    if not COVERED[0] <= covered <= COVERED[1]:
        yield f"The 80 % range covers {covered:.1%}; {COVERED[0]:.0%} to {COVERED[1]:.0%} is allowed."


def _worse(week: WeekScore) -> Iterator[str]:
    for name, theirs in (("plain pace", week.pace), ("the traffic light", week.colours)):
        if week.ours >= theirs:
            yield f"At week {week.week} we are no better than {name}: {week.ours:.3f} against {theirs:.3f}."
