"""Forecasts of linked tasks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.progress.rules.forecasting import ForecastError, work_forecast

PAST, INSIDE = (4, 6, 3, 5, 7, 2, 5, 6, 4, 5, 3, 6, 5), (3, 4, 2, 5)
WEEKS = st.lists(st.integers(0, 30), max_size=20)


@pytest.mark.parametrize(("remaining", "chance"), [(40, 0.4126), (30, 0.7579)])
def test_the_worked_values_hold_to_four_decimals(remaining: int, chance: float) -> None:
    assert work_forecast(PAST, INSIDE, remaining, 9).chance == pytest.approx(chance, abs=0.00005)


@given(WEEKS, WEEKS, st.integers(0, 200), st.floats(0, 26))
def test_more_to_do_is_never_more_likely_to_be_done(past: list[int], inside: list[int], rest: int, left: float) -> None:
    found = work_forecast(past, inside, rest, left)
    assert 0 <= found.chance <= 1
    assert found.low80 <= found.median <= found.high80
    assert work_forecast(past, inside, rest + 1, left).chance <= found.chance
    assert work_forecast(past, inside, rest, left + 1).chance >= found.chance - 1e-9


def test_what_is_expected_to_be_added_must_be_done_too() -> None:
    found = work_forecast(PAST, INSIDE, 22, 9, added=(3, 1, 2, 2))
    assert found.wanted == 40
    assert found.chance == work_forecast(PAST, INSIDE, 40, 9).chance


def test_nothing_left_to_do_is_certain_and_no_time_left_is_hopeless() -> None:
    assert work_forecast(PAST, INSIDE, 0, 9).chance == 1
    assert work_forecast(PAST, INSIDE, 3, 0).chance == 0
    assert work_forecast((), (), 0, 0).chance == 1


def test_a_team_that_never_finished_anything_has_a_small_chance_and_not_none() -> None:
    found = work_forecast((0,) * 13, (0, 0, 0), 5, 9)
    assert 0 <= found.chance < 0.05


def test_one_week_is_not_enough() -> None:
    assert not work_forecast((), (3,), 10, 9).enough
    assert work_forecast((), (3, 2), 10, 9).enough


@pytest.mark.parametrize("broken", [-1, float("nan"), float("inf")])
def test_what_is_no_count_is_refused(broken: float) -> None:
    with pytest.raises(ForecastError):
        work_forecast((4, broken), INSIDE, 10, 9)
