"""What forecasts mean: hysteresis by table, running totals, pace per week, and two readings that drift apart."""

from datetime import date
from decimal import Decimal

import pytest

from headway.progress.rules import foresight
from headway.progress.rules.ends import Branch, End, combined, ends_below, straight
from headway.progress.rules.forecasting.recalibration import Recalibration
from headway.progress.rules.foresight import Edge, Tally
from headway.progress.rules.health import Health
from headway.progress.rules.linked_work import Work, of_work
from headway.progress.rules.metrics import Definition, Kind
from headway.progress.rules.outlook import Held, divergence, held_chance, paces, runs_total, steady, turns_at

ON, RISK, OFF = Health.ON_TRACK, Health.AT_RISK, Health.OFF_TRACK


@pytest.mark.parametrize(
    ("chances", "states"),
    [
        # (chance, number of values) one after another, and the health that stands after each
        ([(0.72, 3), (0.69, 4)], [ON, ON]),  # not crossed by 0.05, once
        ([(0.72, 3), (0.69, 4), (0.68, 5)], [ON, ON, RISK]),  # two check-ins agree
        ([(0.72, 3), (0.69, 4), (0.68, 4)], [ON, ON, ON]),  # the same check-in, looked at again
        ([(0.72, 3), (0.69, 4), (0.71, 5), (0.69, 6)], [ON, ON, ON, ON]),  # back and forth: it stays
        ([(0.72, 3), (0.64, 4)], [ON, RISK]),  # crossed by more than 0.05
        ([(0.72, 3), (0.65, 4)], [ON, RISK]),  # by exactly that
        ([(0.72, 3), (0.20, 4)], [ON, OFF]),  # two steps at once
        ([(0.72, 3), (0.38, 4)], [ON, RISK]),  # far over the first threshold, not over the second
        ([(0.72, 3), (0.38, 4), (0.37, 5)], [ON, RISK, OFF]),
        ([(0.38, 3), (0.42, 4)], [OFF, OFF]),
        ([(0.38, 3), (0.42, 4), (0.43, 5)], [OFF, OFF, RISK]),
        ([(0.38, 3), (0.46, 4)], [OFF, RISK]),
        ([(0.38, 3), (0.72, 4)], [OFF, RISK]),  # surely out of the lowest, not yet surely on track
        ([(0.38, 3), (0.90, 4)], [OFF, ON]),
    ],
)
def test_a_threshold_is_crossed_by_a_margin_or_at_two_check_ins(
    chances: list[tuple[float, int]], states: list[Health]
) -> None:
    held: Held | None = None
    found = []
    for chance, n in chances:
        held = steady(chance, n, held)
        assert steady(chance, n, held) == held  # looked at twice
        found.append(held.state)
    assert found == states


@pytest.mark.parametrize("held", [ON, RISK, OFF])
def test_the_chance_at_which_a_held_health_changes_is_the_one_that_the_next_forecast_is_judged_by(held: Health) -> None:
    lone = 0
    for chance in (n / 1000 for n in range(1001)):
        stands = steady(chance, 5, Held(held)).state
        turn = turns_at(chance, held)
        if stands is held and turn is not None:
            lone += 1
            assert steady(turn + 1e-4 * (1 if turn > chance else -1), 5, Held(held)).state is not held
            assert steady(turn + 1e-4 * (-1 if turn > chance else 1), 5, Held(held)).state is held
    assert lone == {ON: 49, RISK: 99, OFF: 50}[held]  # reaching a margin exactly is enough


@pytest.mark.parametrize(
    ("chance", "held", "counts"),
    [(0.68, ON, 0.7), (0.9, ON, 0.9), (0.42, OFF, 0.395), (0.72, RISK, 0.695), (0.5, RISK, 0.5), (0.3, RISK, 0.4)],
)
def test_an_objective_counts_a_chance_inside_of_the_health_that_stands(
    chance: float, held: Health, counts: float
) -> None:
    assert held_chance(chance, held) == pytest.approx(counts)


@pytest.mark.parametrize(
    ("definition", "values", "total"),
    [
        (Definition(kind=Kind.INCREASE, start=Decimal(0), target=Decimal(9), unit="leads"), [1, 3, 3], True),
        (Definition(kind=Kind.INCREASE, start=Decimal(0), target=Decimal(9), unit="leads"), [1, 3, 2], False),
        (Definition(kind=Kind.INCREASE, start=Decimal(0), target=Decimal(9), unit="leads"), [-1, 3], False),
        (Definition(kind=Kind.INCREASE, start=Decimal(0), target=Decimal(9), unit="% of users"), [1, 3], False),
        (Definition(kind=Kind.INCREASE, start=Decimal(2), target=Decimal(9), unit="leads"), [3, 4], False),
        (Definition(kind=Kind.DECREASE, start=Decimal(0), target=Decimal(-9)), [-1, -2], False),
        (Definition(kind=Kind.SHARE, start=Decimal(0), target=Decimal(1)), [0, 1], True),
    ],
)
def test_what_counts_up_from_nothing_and_never_fell_is_a_running_total(
    definition: Definition, values: list[int], total: bool
) -> None:
    assert runs_total(definition, [Decimal(value) for value in values]) is total


def test_pace_is_per_week_from_today_to_the_end() -> None:
    d = Definition(kind=Kind.WORK, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 28))
    found = paces(d, progress=0.2, success=0.7, today=date(2026, 1, 14))
    assert found.needed == pytest.approx(0.25)
    assert found.so_far == pytest.approx(0.1)
    assert paces(d, progress=0.2, success=0.7, today=date(2026, 1, 28)).needed is None
    assert paces(d, progress=0.9, success=0.7, today=date(2026, 1, 14)).needed == 0


@pytest.mark.parametrize(
    ("kind", "readings", "since", "found"),
    [
        (None, (0.1, 0.5), 1, "work_ahead"),
        (None, (0.1, 0.5), 2, None),  # thirteen days
        (None, (0.1, 0.5), None, None),
        (None, (0.25, 0.5), 1, None),  # exactly a quarter
        (None, (0.91, 0.5), None, "outcome_ahead"),
        (None, (0.9, 0.5), None, None),
        (None, (0.9, None), None, None),
        (Kind.WORK, (0.1, 0.9), 1, None),
        (Kind.MAINTAIN, (1.0, 0.1), None, None),
        (Kind.INCREASE, (1.0, 0.1), None, "outcome_ahead"),
    ],
)
def test_the_alarm_of_two_readings(
    kind: Kind | None, readings: tuple[float, float | None], since: int | None, found: str | None
) -> None:
    outcome, work = readings
    first = None if since is None else date(2026, 1, since)
    said = divergence(kind, outcome=outcome, work=work, ahead_since=first, today=date(2026, 1, 15))
    assert (None if said is None else said.which) == found


def test_a_yes_or_no_is_between_the_rate_of_its_kind_and_the_confidence() -> None:
    assert foresight.said_chance(Tally(0, 0), 5) == pytest.approx(0.5)
    assert foresight.said_chance(Tally(0, 0), 8) == pytest.approx(2 / 3, abs=1e-3)
    assert foresight.said_chance(Tally(20, 18), 8) > foresight.said_chance(Tally(20, 2), 8)
    assert 0 < foresight.said_chance(Tally(100, 0), 0) < foresight.said_chance(Tally(100, 100), 10) < 1


def test_certain_chances_are_not_recalibrated() -> None:
    fit = Recalibration(adopted=True, shift=0.5, stretch=1.0)
    assert [foresight.recalibrated(p, fit) for p in (0.0, 1.0)] == [0.0, 1.0]
    assert foresight.recalibrated(0.5, fit) > 0.6
    assert foresight.recalibrated(0.5, Recalibration(adopted=False, shift=0.5)) == 0.5


def test_the_end_of_a_sum_is_the_mean_and_narrower_than_its_parts() -> None:
    found = combined([(1, End(0.4, 0.2)), (3, End(0.8, 0.2)), (0, End(0.0, 0.0))])
    assert found is not None
    assert found.mean == pytest.approx(0.7)
    assert 0.1 < found.spread < 0.2
    assert combined([]) is None
    assert combined([(1, End(0.4, 0.2))]) == End(0.4, pytest.approx(0.2))  # type: ignore[arg-type]  # near enough


def test_ends_go_up_through_any_depth_and_stop_where_one_is_not_known() -> None:
    below = [Branch("top", "mid", 1), Branch("mid", "a", 1), Branch("mid", "b", 1), Branch("top", "closed", 1, 0.9)]
    found = ends_below(below, {"a": End(0.2, 0.1), "b": End(0.4, 0.1)})
    assert found["mid"].mean == pytest.approx(0.3)
    assert found["top"].mean == pytest.approx(0.6)
    assert ends_below(below, {"a": End(0.2, 0.1)}) == {}


def test_a_band_at_its_edge_is_as_likely_as_it_held_so_far() -> None:
    chances = [foresight.at_edge(Edge(held, 8, 5), 1.0, now=0.0).chance for held in (8, 7, 4)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == pytest.approx(0.842, abs=1e-3)
    some = foresight.at_edge(Edge(7, 8, 10), 0.7, now=0.0)
    assert some.chance > some.chance_full
    assert foresight.at_edge(Edge(8, 8, 0), 1.0, now=0.0).chance == pytest.approx(1.0)


def test_a_straight_fan_begins_at_what_is_and_ends_at_what_is_expected() -> None:
    made = straight(End(0.8, 0.1), n=4, now=6.5, progress=0.4, success=0.7)
    assert (made.fan[0].t, made.fan[0].median, made.fan[0].high80) == (6.5, 0.4, 0.4)
    assert made.fan[-1].t == 13.0
    assert made.fan[-1].median == pytest.approx(0.8)
    assert made.chance == pytest.approx(0.8413, abs=1e-4)
    assert straight(End(0.8, 0.0), n=4, now=6.5, progress=0.4, success=0.8).chance == 1.0


def test_linked_work_that_is_done_is_certain() -> None:
    work = Work(past=(2, 3, 2), weeks=(4, 4), left=3.0, done=10, leaves=10)
    made = of_work(work, now=6.5, success=0.7)
    assert (made.chance, made.chance_full, made.enough) == (1.0, 1.0, True)


WEIGHED = Work(past=(2, 3, 2), weeks=(2, 2, 3, 2, 2), left=4.0, done=17, leaves=32)


def test_the_forecast_of_work_begins_at_the_progress_of_its_goal_however_tasks_weigh() -> None:
    made = of_work(WEIGHED, now=8.0, success=1.0, progress=0.3066)
    alike = of_work(WEIGHED, now=8.0, success=1.0)
    assert (made.fan[0].median, alike.fan[0].median) == (0.3066, 17 / 32)
    assert 0.3066 < made.low80 < made.median < made.high80 < 1
    # What is left to do is the same number of tasks: the chance of all of it does not change, its points do.
    assert made.chance == alike.chance
    assert (made.median - 0.3066) / (1 - 0.3066) == pytest.approx((alike.median - 17 / 32) / (15 / 32))


@pytest.mark.parametrize(
    ("progress", "success", "chance"),
    [(0.8, 0.7, 1.0), (1.0, 1.0, 1.0), (0.7, 0.7, 1.0)],
    ids=["past the point", "all that counts is done", "at the point"],
)
def test_what_the_goal_has_reached_is_reached_whatever_the_count_of_its_tasks_says(
    progress: float, success: float, chance: float
) -> None:
    assert of_work(WEIGHED, now=8.0, success=success, progress=progress).chance == chance


def test_tasks_that_all_weigh_the_same_are_forecast_by_their_count() -> None:
    assert of_work(WEIGHED, now=8.0, success=0.7, progress=17 / 32) == of_work(WEIGHED, now=8.0, success=0.7)
