"""B7: forecasts. A hundred thousand key results on one core, and one alone; processor time, not time on the wall."""

import random
import statistics
import time

from bench.measure import Report
from headway.progress.rules.forecasting import Series, forecasts
from headway.progress.rules.forecasting.shapes import Model

MANY, ALONE = 100_000, 200
RUNS = 3
SEED = 7


def run() -> Report:
    report = Report("B7", "forecasts of key results: chance, chance of the target, five quantiles, expected score")
    chance = random.Random(SEED)
    many = [_series(chance, "cumulative" if place % 3 == 0 else "level") for place in range(MANY)]
    seconds = [_cpu(many, fan=False) for _ in range(RUNS)]
    report.add(f"{MANY:,} forecasts, one core, best of {RUNS}", min(seconds), "s", most=2)
    report.add("each", min(seconds) / MANY * 1e6, "us")
    kinds: tuple[Model, ...] = ("level", "cumulative", "touch", "stay")
    for model in kinds:
        ones = [[_series(chance, model)] for _ in range(ALONE)]
        times = [_cpu(one, fan=True) * 1000 for one in ones]
        report.add(f"one {model}, with its fan, median", statistics.median(times), "ms", most=2)
    report.note("each has two to twelve values; a third of the many count something up, the others go either way")
    return report


def _cpu(series: list[Series], *, fan: bool) -> float:
    began = time.process_time()
    forecasts(series, success=[0.7] * len(series), fan=fan)
    return time.process_time() - began


def _series(chance: random.Random, model: Model) -> Series:
    n = chance.randint(2, 12)
    values = [0.0]
    for _ in range(n):
        step = chance.gauss(0.07, 0.08)
        values.append(values[-1] + (abs(step) if model == "cumulative" else step))
    return Series(
        model=model,
        times=tuple(float(time) for time in range(1, n + 1)),
        values=tuple(values[1:]),
        now=n + 0.3,
        band=(-0.5, 1.0) if model == "stay" else None,
    )
