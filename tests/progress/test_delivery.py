"""The delivery forecast: plans that can be kept, chances that only rise when something is taken out of the way."""

import math
import time
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.progress.rules.delivery import (
    SPREAD,
    Activity,
    Goal,
    Plan,
    Without,
    drawn,
    finishes,
    outcome,
    outlook,
    planned,
    remaining_mean,
    spread,
)

RUNS = 120


@st.composite
def works(draw: st.DrawFn) -> list[Activity]:
    """Up to a dozen activities of three people, with any `after`, circles too."""
    count = draw(st.integers(1, 12))
    places = st.lists(st.integers(0, count - 1), max_size=3)
    return [
        Activity(
            days=draw(st.floats(0.1, 20)),
            spent=draw(st.one_of(st.none(), st.floats(0.1, 30))),
            who=draw(st.sampled_from([None, "Ana", "Ben", "Cem"])),
            after=tuple(draw(places)),
            weight=draw(st.sampled_from([0.0, 0.5, 1.0])),
        )
        for _ in range(count)
    ]


def runs_of(plan: Plan, *, runs: int = RUNS) -> np.ndarray:
    return drawn([(one.days, one.spent) for one in plan.activities], sigma=plan.sigma, runs=runs, seed=7)


def company(count: int, *, people: int = 8, seed: int = 1) -> list[Activity]:
    """Work of a team: each piece after up to two before it."""
    chosen = np.random.default_rng(seed)
    return [
        Activity(
            days=float(chosen.uniform(0.5, 5)),
            who=int(chosen.integers(people)),
            after=tuple({int(chosen.integers(at)) for _ in range(2)}) if at > 3 else (),
            weight=1.0,
        )
        for at in range(count)
    ]


@given(works())
def test_a_plan_can_be_kept(work: list[Activity]) -> None:
    plan = planned(work)
    ends = finishes(plan, runs_of(plan))
    starts = ends - runs_of(plan)
    assert sorted(plan.order) == list(range(len(work)))
    for place in plan.order:
        for before in plan.after[place]:
            assert plan.order.index(before) < plan.order.index(place)
            assert (starts[place] >= ends[before] - 1e-9).all()
    for who in {one.who for one in work} - {None}:
        theirs = [place for place in plan.order if work[place].who == who]
        for one, other in pairwise(theirs):
            assert (starts[other] >= ends[one] - 1e-9).all()


@given(works())
def test_what_comes_after_something_is_kept_unless_it_closes_a_circle(work: list[Activity]) -> None:
    plan = planned(work)
    asked = {(place, before) for place, one in enumerate(work) for before in one.after if before != place}
    kept = {(place, before) for place, those in enumerate(plan.after) for before in those}
    assert kept <= asked
    assert kept == asked or any(_reaches(kept, before, place) for place, before in asked - kept)


def _reaches(edges: set[tuple[int, int]], start: int, goal: int) -> bool:
    seen, todo = set(), [start]
    while todo:
        at = todo.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            todo += [before for place, before in edges if place == at]
    return False


@given(works(), st.data())
@settings(max_examples=60)
def test_less_in_the_way_never_makes_it_later(work: list[Activity], data: st.DataObject) -> None:
    plan = planned(work)
    runs = runs_of(plan)
    whole = sum(one.weight for one in work)
    goal = Goal(needed=data.draw(st.floats(0, 1)) * whole, due=data.draw(st.floats(0, 40)))
    before = outcome(plan, runs, goal)
    gone = data.draw(st.integers(0, len(work) - 1))
    edges = [(place, one) for place, those in enumerate(plan.after) for one in those]
    cut = frozenset(data.draw(st.lists(st.sampled_from(edges), max_size=3))) if edges else frozenset()
    for without in (
        Without(done=frozenset({gone})),
        Without(left_out=frozenset({gone}), needed=goal.needed - work[gone].weight),
        Without(cut=cut),
        Without(twins=frozenset({"Ana"})),
        Without(needed=0.7 * goal.needed),
    ):
        after = outcome(plan, runs, goal, without)
        assert after.chance >= before.chance - 1e-12
        assert after.p50 <= before.p50 + 1e-9
        assert (finishes(plan, runs, without) <= finishes(plan, runs) + 1e-9).all()


@given(works(), st.floats(0, 40), st.floats(0, 20))
def test_more_time_never_lowers_the_chance(work: list[Activity], due: float, more: float) -> None:
    plan = planned(work)
    runs = runs_of(plan)
    needed = sum(one.weight for one in work)
    earlier, later = [outcome(plan, runs, Goal(needed=needed, due=day)).chance for day in (due, due + more)]
    assert later >= earlier


def test_the_same_question_has_the_same_answer() -> None:
    plan = planned(company(40))
    asked = [outlook(plan, runs_of(plan), Goal(needed=40, due=30)) for _ in range(2)]
    assert asked[0] == asked[1]


def test_one_piece_of_work_is_done_by_its_mean_in_rather_more_than_half_of_the_runs() -> None:
    plan = planned([Activity(days=5, weight=1)])
    seen = outlook(plan, runs_of(plan, runs=1000), Goal(needed=1, due=5))
    # the median of a lognormal is exp(-sigma^2 / 2) of its mean
    assert seen.p50 == pytest.approx(5 * math.exp(-(SPREAD**2) / 2), rel=0.01)
    assert seen.p85 == pytest.approx(5 * math.exp(-(SPREAD**2) / 2 + 1.0364 * SPREAD), rel=0.01)
    assert seen.chance == pytest.approx(0.589, abs=0.005)
    assert seen.critical == (1.0,)


def test_the_drawn_lengths_keep_the_mean_of_the_estimate() -> None:
    rows = drawn([(3.0, None), (8.0, None)], sigma=0.45, runs=1000, seed=3)
    assert rows.mean(axis=1) == pytest.approx([3.0, 8.0], rel=0.01)


@pytest.mark.parametrize("spent", [0.5, 3.0, 6.0, 20.0])
def test_what_has_begun_is_drawn_from_what_is_longer_than_it_took_already(spent: float) -> None:
    rows = drawn([(5.0, spent)], sigma=0.45, runs=4000, seed=3)
    assert (rows >= 0).all()
    assert rows.mean() == pytest.approx(remaining_mean(5.0, spent, sigma=0.45), rel=0.03)


def test_what_has_taken_far_too_long_is_still_not_done_at_once() -> None:
    assert 0 < remaining_mean(1.0, 300.0, sigma=0.45) < 100
    assert drawn([(1.0, 300.0)], sigma=0.45, runs=100, seed=1).min() >= 0


def test_a_person_does_one_thing_after_the_other_and_a_twin_halves_it() -> None:
    plan = planned([Activity(days=2, who="Ana", weight=1) for _ in range(6)])
    runs = runs_of(plan, runs=1000)
    goal = Goal(needed=6, due=8)
    alone, both = outcome(plan, runs, goal), outcome(plan, runs, goal, Without(twins=frozenset({"Ana"})))
    assert alone.p50 == pytest.approx(12, rel=0.05)
    assert both.p50 < 7.2
    assert (alone.chance < 0.1, both.chance > 0.8) == (True, True)


def test_the_end_hangs_on_the_long_way() -> None:
    long = [Activity(days=9, who="Ana", weight=1), Activity(days=9, who="Ana", after=(0,), weight=1)]
    plan = planned([*long, Activity(days=1, who="Ben", weight=1)])
    seen = outlook(plan, runs_of(plan, runs=500), Goal(needed=3, due=20))
    assert seen.critical[:2] == pytest.approx((1.0, 1.0), abs=0.01)
    assert seen.critical[2] < 0.02


def test_enough_is_enough() -> None:
    plan = planned([Activity(days=1, who="Ana", weight=0.7), Activity(days=50, who="Ben", weight=0.3)])
    runs = runs_of(plan)
    assert outlook(plan, runs, Goal(needed=0.7, due=5)).chance > 0.9
    assert outlook(plan, runs, Goal(needed=1.0, due=5)).chance == 0
    assert outlook(plan, runs, Goal(needed=-0.1, due=0)).chance == 1
    never = outlook(plan, runs, Goal(needed=1.5, due=500))
    assert (never.chance, never.p50) == (0, math.inf)


@settings(deadline=None)
@given(works(), st.sampled_from([0.0, 0.3, 0.5, 0.9, 1.0]))
def test_it_is_reached_when_the_weight_that_is_done_is_enough(work: list[Activity], share: float) -> None:
    plan = planned(work)
    needed = share * sum(one.weight for one in plan.activities)
    runs = runs_of(plan)
    ends, seen = finishes(plan, runs), outlook(plan, runs, Goal(needed=needed, due=10.0))
    days = []
    for run in range(RUNS):
        done, day = 0.0, 0.0
        for end, one in sorted(zip(ends[:, run], plan.activities, strict=True), key=lambda pair: pair[0]):
            if done < needed - 1e-9:
                done, day = done + one.weight, float(end) if one.weight else day
        days.append(day)
    assert seen.p50 == pytest.approx(sorted(days)[math.ceil(0.5 * RUNS) - 1])
    assert seen.chance == pytest.approx(sum(day <= 10.0 + 1e-9 for day in days) / RUNS)


@pytest.mark.parametrize(
    ("ratios", "sigma"), [([], SPREAD), ([1.0] * 200, 0.2), ([0.2, 5.0] * 100, 1.0), ([2.0], SPREAD)]
)
def test_the_spread_is_learned_from_finished_work_and_kept_in_bounds(ratios: Sequence[float], sigma: float) -> None:
    assert spread(ratios) == pytest.approx(sigma, abs=0.01)


def test_a_thousand_runs_of_120_tasks_take_less_than_ten_milliseconds() -> None:
    work = company(120)
    taken = []
    for _ in range(7):
        began = time.process_time()
        plan = planned(work)
        outlook(plan, runs_of(plan, runs=1000), Goal(needed=120, due=60))
        taken.append(time.process_time() - began)
    assert min(taken) < 0.010
