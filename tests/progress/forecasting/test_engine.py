"""Forecasts: the worked values, what must always hold, and what is refused."""

import math
from itertools import pairwise
from operator import le
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from headway.progress.rules.forecasting import (
    FanPoint,
    Forecast,
    ForecastError,
    Series,
    band_scale,
    forecasts,
    line_scale,
    on_scale,
)
from tests.progress.forecasting.series import GOLDEN, MODELS, any_series, forecast, made

LEVELS = st.sampled_from(["level", "cumulative"])


@pytest.mark.parametrize(("model", "times", "values", "wanted"), GOLDEN)
def test_the_worked_values_hold_to_four_decimals(model: str, times: Any, values: Any, wanted: Any) -> None:
    found = forecast(made(times, values, model=model))
    assert (found.chance_full, found.chance, found.median) == pytest.approx(wanted, abs=0.00005)


def test_a_batch_says_what_each_series_says_alone() -> None:
    batch = [made(times, values, model=model) for model, times, values, _ in GOLDEN]
    batch += [replace(one, model="touch") for one in batch] + [made((1, 2), (0.1, 0.2), now=5)]
    together = forecasts(batch, success=[0.7] * len(batch))
    for one, found in zip(batch, together, strict=True):
        _same(found, forecast(one, fan=True))


@settings(max_examples=40)
@given(batch=st.lists(any_series(), min_size=1, max_size=4), data=st.data())
def test_the_order_of_a_batch_does_not_matter(batch: list[Series], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(batch))))
    straight = forecasts(batch, success=[0.7] * len(batch), fan=False)
    shuffled = forecasts([batch[place] for place in order], success=[0.7] * len(batch), fan=False)
    for place, found in zip(order, shuffled, strict=True):
        _same(found, straight[place])


@given(any_series(), st.floats(0.2, 1.2))
def test_chances_lie_between_0_and_1_and_quantiles_are_in_order(series: Series, success: float) -> None:
    found = forecast(series, success=success, fan=True)
    assert 0 <= found.chance <= 1
    assert 0 <= found.chance_full <= 1
    assert 0 <= found.mean_score <= 1
    rows: list[Forecast | FanPoint] = [found, *found.fan]
    for row in rows:
        quantiles = (row.low80, row.low50, row.median, row.high50, row.high80)
        assert all(map(math.isfinite, quantiles))
        assert all(map(le, quantiles, quantiles[1:]))


@given(any_series(), st.floats(0.3, 1.0), st.floats(1.05, 3.0))
def test_a_further_success_point_is_never_more_likely(series: Series, success: float, further: float) -> None:
    assert forecast(series, success=success * further).chance <= forecast(series, success=success).chance + 1e-9


WALKS = [("level", 0.05, 0.2), ("level", 0.0, 0.05), ("level", -0.05, 0.1), ("cumulative", 0.07, 0.05)]


@pytest.mark.parametrize(("model", "drift", "noise"), [*WALKS, ("touch", -0.05, 0.1)])
def test_a_higher_target_is_not_more_likely_by_more_than_a_hundredth(model: str, drift: float, noise: float) -> None:
    """Raised by a tenth up to three times, also where the number has moved away from the target."""
    chance = np.random.default_rng(1)
    steps = chance.normal(drift, noise, (60 if model == "touch" else 500, 12))
    walks = np.cumsum(np.abs(steps) if model == "cumulative" else steps, axis=1)
    seen = [np.sort(chance.choice(12, int(chance.integers(1, 12)), replace=False)) for _ in walks]
    series = [made(weeks + 1, walk[weeks].tolist(), model=model) for walk, weeks in zip(walks, seen, strict=True)]
    before, *after = (
        np.array([one.chance for one in forecasts([_raised(one, by) for one in series], success=[1] * len(series))])
        for by in (1, 1.1, 1.5, 2, 3)
    )
    assert max((raised - before).max() for raised in after) <= 0.01


@settings(max_examples=60)
@given(any_series(LEVELS), st.floats(1.1, 3.0), st.floats(0.3, 1.0))
def test_no_series_makes_a_higher_target_more_likely(series: Series, by: float, success: float) -> None:
    before, after = (forecast(one, success=success) for one in (series, _raised(series, by)))
    assume(before.enough)  # of a single value nothing is said
    assert after.chance <= before.chance + 0.01
    assert after.chance_full <= before.chance_full + 0.01


def _raised(series: Series, by: float) -> Series:
    return replace(series, values=tuple(value / by for value in series.values))


UNITS = st.tuples(
    st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.sampled_from([1.0, -1.0]), st.sampled_from([7.0, 0.01])
)


@given(any_series(), UNITS)
def test_units_days_and_direction_do_not_matter(series: Series, units: tuple[float, float, float, float]) -> None:
    zero, step, direction, days = units
    scale = line_scale(baseline=zero, target=zero + direction * step, start=100.0, end=100.0 + 13 * days)
    points = [(scale.day(time), scale.value(value)) for time, value in zip(series.times, series.values, strict=True)]
    other = on_scale(scale, points, model=series.model, now=scale.day(series.now), band=series.band)
    close = 0.02 if series.model in {"touch", "stay"} else 1e-4
    assert forecast(other).chance == pytest.approx(forecast(series).chance, abs=close)


@given(any_series())
def test_the_same_data_give_the_same_number(series: Series) -> None:
    assert forecast(series, fan=True) == forecast(replace(series), fan=True)


@pytest.mark.parametrize("model", ["level", "cumulative", "touch", "stay"])
@pytest.mark.parametrize("n", [0, 1, 2])
def test_below_two_values_it_says_that_this_is_not_enough(model: str, n: int) -> None:
    found = forecast(made((2, 4)[:n], (0.2, 0.3)[:n], model=model, now=5), fan=True)
    assert (found.n, found.enough) == (n, n >= 2)
    assert 0 < found.chance < 1


@pytest.mark.parametrize("model", ["level", "cumulative", "touch", "stay"])
def test_without_a_value_after_the_end_only_the_prior_is_left(model: str) -> None:
    found = forecast(made((), (), model=model, now=14), fan=True)
    assert not found.enough
    assert 0 < found.chance < 1


@pytest.mark.parametrize(
    ("model", "values", "chance", "median"),
    [
        ("level", (0.2, 1.1, 0.9), 1.0, 0.9),
        ("level", (0.2, 1.1, 0.5), 0.0, 0.5),
        ("level", (0.2, 0.3, 0.7), 1.0, 0.7),
        ("touch", (0.2, 1.1, 0.5), 1.0, 1.1),
        ("stay", (0.2, 1.1, 0.5), 0.0, 0.5),
        ("stay", (0.2, 0.9, 0.5), 1.0, 0.5),
    ],
)
def test_after_the_end_a_fresh_value_decides(model: str, values: Any, chance: float, median: float) -> None:
    found = forecast(made((3, 8, 12.6), values, model=model, now=13), fan=True)
    assert (found.chance, found.median, found.low80, found.high80, found.fan) == (chance, median, median, median, ())


@pytest.mark.parametrize("model", ["level", "cumulative", "touch", "stay"])
def test_after_the_end_an_old_value_leaves_it_as_open_as_it_was(model: str) -> None:
    open_end = made((3, 6, 8), (0.2, 0.3, 0.5), model=model, now=20)
    assert forecast(open_end) == forecast(replace(open_end, now=8.0))


def test_what_comes_after_now_or_after_the_end_is_not_looked_at() -> None:
    seen = made((1, 2, 3), (0.1, 0.2, 0.3), now=3)
    more = made((-1, 0, 1, 2, 3, 3.5, 14), (0.9, 0.8, 0.1, 0.2, 0.3, 5, 9), now=3)
    assert forecast(more) == forecast(seen)


def test_of_several_values_at_one_time_the_last_counts_and_order_is_mended() -> None:
    straight = made((1, 2, 3), (0.1, 0.2, 0.3))
    assert forecast(made((1, 2, 2, 3), (0.1, 0.9, 0.2, 0.3))) == forecast(straight)
    assert forecast(made((3, 1, 2), (0.3, 0.1, 0.2))) == forecast(straight)


def test_a_number_that_never_moved_is_no_good_sign() -> None:
    found = forecast(made(range(1, 9), [0.0] * 8), success=1)
    assert found.chance < 0.05
    assert abs(found.median) < 0.2


def test_a_target_touched_once_stays_reached() -> None:
    assert forecast(made((1, 2, 3), (0.2, 1.05, 0.4), model="touch"), success=1).chance == 1
    assert forecast(made((1, 2, 3), (0.2, 1.05, 0.4)), success=1).chance < 0.8


def test_to_touch_the_target_is_at_least_as_likely_as_to_end_there() -> None:
    for _, times, values, (chance, *_) in GOLDEN[:3]:
        assert forecast(made(times, values, model="touch"), success=1).chance >= chance - 0.02


def test_a_band_is_the_harder_to_hold_the_narrower_it_is() -> None:
    values = (0.1, -0.1, 0.2, 0.0)
    wide, narrow = (
        forecast(made((1, 2, 3, 4), values, model="stay", band=band)) for band in ((-2.0, 2.0), (-0.3, 0.3))
    )
    assert wide.chance > narrow.chance
    assert (
        forecast(made((1, 2, 3, 4), values, model="stay", band=(-2, None)), success=1).chance > wide.chance_full - 0.01
    )


def test_zero_that_was_held_so_far_will_likely_hold_as_counts_have_nothing_between() -> None:
    scale, band = band_scale(baseline=0, low=0, high=0, start=0, end=91, whole=True)
    held = on_scale(scale, [(7.0 * week, 0.0) for week in range(1, 9)], model="stay", now=56, band=band)
    assert 0.6 < forecast(held, success=1).chance < 0.98
    broken = on_scale(scale, [(7.0 * week, float(week % 3)) for week in range(1, 9)], model="stay", now=56, band=band)
    assert forecast(broken, success=1).chance < 0.1


def test_the_median_of_a_count_is_never_below_what_is_counted_already() -> None:
    found = forecast(made(range(1, 8), (0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5), model="cumulative"), fan=True)
    assert found.low80 >= 0.5
    assert all(point.low80 >= 0.5 for point in found.fan)


def test_the_fan_opens_from_the_last_value_to_the_end() -> None:
    found = forecast(made((1, 2, 3, 4), (0.08, 0.15, 0.24, 0.31)), fan=True)
    assert [point.t for point in found.fan] == pytest.approx([4 + 9 * step / 8 for step in range(1, 9)])
    widths = [point.high80 - point.low80 for point in found.fan]
    assert all(later > earlier for earlier, later in pairwise(widths))
    last = found.fan[-1]
    assert (last.low80, last.median, last.high80) == pytest.approx((found.low80, found.median, found.high80), abs=1e-4)


@pytest.mark.parametrize("size", [1e-6, 1e6])
def test_values_far_off_the_scale_do_no_harm(size: float) -> None:
    for model in ("level", "cumulative", "touch", "stay"):
        found = forecast(made(range(1, 8), [size, -size, size, 0, size, size, -size], model=model), fan=True)
        assert all(math.isfinite(number) for number in asdict(found).values() if isinstance(number, float))


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (made((1, 2), (0.1, math.nan)), "not_finite"),
        (made((1, math.inf), (0.1, 0.2), now=3), "not_finite"),
        (made((1, 2), (0.1, 0.2), now=math.nan), "not_finite"),
        (made((1, 2), (1e200, 0.2)), "not_finite"),
        (Series(model="level", times=(1.0, 2.0), values=(0.1,), now=3.0), "lengths_differ"),
        (Series(model="stay", times=(1.0,), values=(0.1,), now=3.0), "band_missing"),
    ],
)
def test_what_cannot_be_forecast_is_refused_with_its_place(broken: Series, code: str) -> None:
    with pytest.raises(ForecastError) as refused:
        forecasts([made((1,), (0.1,)), broken], success=[1, 1])
    assert (refused.value.code, refused.value.index) == (code, 1)


def _same(left: Forecast, right: Forecast) -> None:
    flat = [[found.chance, found.chance_full, found.median, found.low80, found.mean_score] for found in (left, right)]
    assert flat[0] == pytest.approx(flat[1], abs=1e-5)
    assert [point.median for point in left.fan] == pytest.approx([point.median for point in right.fan], abs=1e-5)


def test_every_model_is_tried_by_the_properties() -> None:
    assert set(MODELS.elements) == {"level", "cumulative", "touch", "stay"}  # type: ignore[attr-defined] # of sampled_from
