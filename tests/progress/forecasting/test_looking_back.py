"""Scores of forecasts made, recalibration, patterns of a team, and what would change a chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.progress.rules.forecasting import backtest, scoring
from headway.progress.rules.forecasting.causes import What, counterfactuals
from headway.progress.rules.forecasting.patterns import Pattern, team_pattern
from headway.progress.rules.forecasting.recalibration import Judged, Recalibration, fitted, recalibration
from tests.progress.forecasting.series import any_series, made

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_scores_of_forecasts_worked_by_hand() -> None:
    chances, outcomes = [0.9, 0.8, 0.3, 0.1], [True, True, False, True]
    assert scoring.brier(chances, outcomes) == pytest.approx((0.01 + 0.04 + 0.09 + 0.81) / 4)
    assert scoring.log_loss(chances, outcomes) == pytest.approx(-np.mean(np.log([0.9, 0.8, 0.7, 0.1])))
    assert scoring.coverage([0, 0], [1, 1], [1, 1.5]) == 0.5
    assert scoring.skill(0.1, 0.2) == 0.5
    assert scoring.crps([[2.0], [2.0]], (0.5,), [1.0, 4.0]) == pytest.approx(1.5)


def test_forecasts_that_happen_as_often_as_they_say_are_calibrated() -> None:
    good = scoring.scores([0.2] * 10 + [0.75] * 4, [1, 1] + [0] * 8 + [1, 1, 1, 0])
    assert good.calibration_error == pytest.approx(0)
    assert [(one.n, one.low) for one in good.bins] == [(10, 0.2), (4, 0.7)]
    assert scoring.scores([1.0], [False]).bins == (scoring.Bin(0.9, 1.0, 1, 1.0, 0.0),)


@given(PAIRS)
def test_scores_lie_in_their_ranges(pairs: list[tuple[float, bool]]) -> None:
    found = scoring.scores(*zip(*pairs, strict=True))
    assert 0 <= found.brier <= 1
    assert 0 <= found.calibration_error <= 1
    assert 0 <= found.log_loss < 15
    assert sum(one.n for one in found.bins) == found.n == len(pairs)


def test_pace_and_the_traffic_light_say_what_they_always_say() -> None:
    assert scoring.pace_chance([0.5, 0.4], [0.5, 0.5]).tolist() == [0.95, 0.05]
    assert scoring.pace_chance([0.35], [0.5], success=0.7).tolist() == [0.95]
    assert scoring.colour_chance([0.45, 0.35, 0.2, 0.1], [0.5] * 4).tolist() == [0.9, 0.6, 0.3, 0.1]


def test_no_forecast_has_no_score() -> None:
    with pytest.raises(ValueError, match="at least one"):
        scoring.scores([], [])


def _judged(n: int, *, truth: float, cycles: int = 5, seed: int = 1) -> list[Judged]:
    """Forecasts whose log odds ought to be `truth` times what was said."""
    chance = np.random.default_rng(seed)
    said = chance.uniform(0.05, 0.95, n)
    happens = 1 / (1 + (1 / said - 1) ** truth)
    return [
        Judged(key_result=str(place), cycle=place % cycles, chance=float(p), outcome=bool(chance.random() < true))
        for place, (p, true) in enumerate(zip(said, happens, strict=True))
    ]


def test_chances_that_were_too_bold_are_shrunk_where_that_helps() -> None:
    found = recalibration(_judged(600, truth=0.4))
    assert found.adopted
    assert 0.3 < found.stretch < 0.65
    assert found.before is not None
    assert found.after is not None
    assert found.after < found.before
    assert found([0.9])[0] == pytest.approx(1 / (1 + np.exp(-found.shift - found.stretch * np.log(9))))


def test_good_chances_are_left_almost_as_they_are() -> None:
    shift, stretch = fitted(*zip(*((one.chance, one.outcome) for one in _judged(3000, truth=1.0)), strict=True))
    assert (shift, stretch) == pytest.approx((0, 1), abs=0.15)


def test_below_fifty_closed_key_results_nothing_is_learnt() -> None:
    found = recalibration(_judged(49, truth=0.3))
    assert (found.adopted, found.closed, found.missing) == (False, 49, 1)
    assert found([0.9]).tolist() == [0.9]
    assert not recalibration(_judged(80, truth=0.3, cycles=2)).adopted
    assert recalibration([]) == Recalibration(adopted=False, missing=50)


def test_a_recalibration_that_does_not_help_is_not_adopted() -> None:
    early, late = _judged(400, truth=0.2, cycles=3), _judged(400, truth=2.0, cycles=2, seed=2)
    moved = [
        Judged(key_result=f"x{one.key_result}", cycle=3 + one.cycle, chance=one.chance, outcome=one.outcome)
        for one in late
    ]
    found = recalibration([*early, *moved])
    assert not found.adopted
    assert found.after is not None
    assert found([0.9]).tolist() == [0.9]


@pytest.mark.parametrize(
    ("scores", "pattern"),
    [
        ([1.0] * 8 + [0.95] * 4, Pattern.SAFE),
        ([0.1, 0.3, 0.2, 0.0, 0.3, 0.2, 0.1, 0.4, 0.2], Pattern.UNREALISTIC),
        ([0.7, 0.6, 0.9, 0.4, 0.8, 0.7, 0.5, 1.0], None),
    ],
)
def test_the_scores_of_a_team_show_a_pattern(scores: list[float], pattern: Pattern | None) -> None:
    found = team_pattern([(place % 2, score) for place, score in enumerate(scores)])
    assert (found.pattern, found.missing, found.missing_cycles) == (pattern, 0, 0)


def test_a_team_with_too_few_closed_key_results_hears_how_many_are_missing() -> None:
    assert (team_pattern([]).pattern, team_pattern([]).missing, team_pattern([]).missing_cycles) == (None, 8, 2)
    five = team_pattern([(1, 1.0)] * 5)
    assert (five.pattern, five.missing, five.missing_cycles) == (None, 3, 1)
    one_cycle = team_pattern([(1, 1.0)] * 20)
    assert (one_cycle.pattern, one_cycle.missing, one_cycle.missing_cycles) == (None, 0, 1)


def test_the_mean_of_a_team_is_drawn_to_the_usual_one() -> None:
    assert team_pattern([]).mean == pytest.approx(0.68)
    assert team_pattern([(1, 1.0), (1, 1.0)]).mean == pytest.approx((2 * 0.68 + 2) / 4)


def test_what_would_change_a_chance_comes_with_the_largest_first() -> None:
    slow = made((1, 2, 3, 4, 5, 6), (0.0, 0.0, 0.08, 0.16, 0.25, 0.33), now=8.0)
    found = counterfactuals(slow, success=1.0)
    assert {one.what for one in found} == set(What)
    assert [abs(one.change) for one in found] == sorted((abs(one.change) for one in found), reverse=True)
    gains = {one.what: one.change for one in found}
    assert gains[What.EASIER_TARGET] > 0.1
    assert gains[What.NO_SLOW_START] > 0.05


def test_what_does_not_apply_is_left_out() -> None:
    assert {one.what for one in counterfactuals(made((), (), now=3.0), success=1)} == {
        What.EASIER_TARGET,
        What.FRESH_CHECK_IN,
    }
    steady = counterfactuals(made((1, 2, 3), (0.1, 0.2, 0.3)), success=1)
    assert {one.what for one in steady} == {What.EASIER_TARGET}


@given(any_series(), st.floats(0.3, 1))
def test_causes_of_any_series_are_chances(series: object, success: float) -> None:
    for one in counterfactuals(series, success=success):  # type: ignore[arg-type] # drawn as a Series
        assert 0 <= one.chance <= 1


def test_the_back_test_makes_the_same_cases_for_the_same_seed() -> None:
    line = np.cumsum(np.random.default_rng(5).normal(1, 2, 80)) + 50
    first, again, other = (backtest.cases([line.tolist()], seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert {case.series.model for case in first} == {"level", "cumulative"}
    assert {case.week for case in first} == set(backtest.WEEKS)
    assert backtest.cases([[1.0] * 27, [float("nan")] * 60], seed=1) == []
