"""What the worked cases do not reach: paths, rows of the health table, periods, trees, circles, words."""

import time
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from headway.progress.rules import pace
from headway.progress.rules.display import percent, whole_percent
from headway.progress.rules.graph import Edge, Mode, Node, find_cycle, recompute, shares, weighted_mean
from headway.progress.rules.health import BETTER, Facts, Health, Member, Thresholds, health, objective_health
from headway.progress.rules.metrics import Definition, Kind, Method, PathPoint, Step, refusals
from headway.progress.rules.reading import UNDEFINED, Reading, Value, counted, due_periods, evaluate, line
from headway.progress.rules.scoring import (
    Band,
    Commitment,
    line_score,
)
from headway.progress.rules.work import Item, Status, Totals, share_done, sum_of, totals
from tests.progress import vectors

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 10)
TEN_DAYS = Definition(kind=Kind.INCREASE, start=Decimal(0), target=Decimal(100), starts_on=FIRST, ends_on=LAST)
HELD = Definition(kind=Kind.MAINTAIN, low=Decimal(1), starts_on=FIRST, ends_on=date(2026, 1, 31))


def day(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


def test_the_shared_vectors_are_what_the_rules_give() -> None:
    assert msgspec.json.decode(vectors.FILE.read_bytes()) == msgspec.json.decode(msgspec.json.encode(vectors.made()))


@pytest.mark.parametrize(("on", "share"), [(0, 0.0), (1, 0.1), (5, 0.5), (10, 1.0), (40, 1.0)])
def test_elapsed_time_counts_both_ends(on: int, share: float) -> None:
    assert pace.expected(TEN_DAYS, day(on)) == share


@pytest.mark.parametrize(("on", "share"), [(0, 0.0), (2, 0.1), (4, 0.2), (7, 0.6), (10, 1.0)])
def test_a_target_path_bends_what_is_expected_and_never_progress(on: int, share: float) -> None:
    bent = replace(TEN_DAYS, path=(PathPoint(day(4), Decimal(20)),))
    assert pace.expected(bent, day(on)) == pytest.approx(share)
    assert evaluate(bent, [Value(day(2), Decimal(50))], as_of=day(4)).raw == 0.5


def test_a_path_of_a_reduction_runs_downwards() -> None:
    down = replace(
        TEN_DAYS,
        kind=Kind.DECREASE,
        start=Decimal(24),
        target=Decimal(4),
        path=(PathPoint(day(5), Decimal(20)), PathPoint(day(8), Decimal(10))),
    )
    assert refusals(down) == []
    assert pace.expected(down, day(5)) == pytest.approx(0.2)
    assert pace.expected(down, day(8)) == pytest.approx(0.7)


def test_without_dates_nothing_is_expected() -> None:
    assert pace.expected(Definition(kind=Kind.BINARY), FIRST) is None


def test_success_of_a_stretch_is_its_seventy_percent_point() -> None:
    assert pace.success_point(TEN_DAYS, Commitment.COMMITTED) == 1.0
    assert pace.success_point(TEN_DAYS, Commitment.STRETCH) == 0.7
    assert pace.success_point(replace(TEN_DAYS, v70=Decimal(50)), Commitment.STRETCH) == 0.5


BASE = Facts(kind=Kind.INCREASE, progress=0.5, expected=0.5, success=1.0, values=2, age=0.5, first_due=True)


@pytest.mark.parametrize(
    ("change", "health_is", "rule"),
    [
        ({"dropped": True, "graded": Band.GREEN}, Health.DROPPED, 1),
        ({"paused": True}, Health.PAUSED, 1),
        ({"graded": Band.GREEN, "started": False}, Health.ACHIEVED, 2),
        ({"graded": Band.AMBER}, Health.MISSED, 2),
        ({"started": False, "values": 0}, Health.NOT_STARTED, 3),
        ({"values": 0, "first_due": False}, Health.NO_DATA, 4),
        ({"values": 0}, Health.STALE, 5),
        ({"age": 1.5}, Health.ON_TRACK, 8),
        ({"age": 1.51, "progress": 1.0}, Health.STALE, 5),
        ({"progress": 1.0}, Health.DONE, 6),
        ({"kind": Kind.MAINTAIN, "progress": 1.0}, Health.ON_TRACK, 8),
        ({"kind": Kind.MAINTAIN, "progress": 1.0, "ended": True}, Health.DONE, 6),
        ({"kind": Kind.WORK, "values": 0, "age": None, "progress": None}, Health.NO_DATA, 4),
        ({"kind": Kind.WORK, "values": 0, "age": None, "progress": 0.0}, Health.OFF_TRACK, 8),
        ({"values": 3, "chance": 0.7, "progress": 0.0}, Health.ON_TRACK, 7),
        ({"values": 3, "chance": 0.4}, Health.AT_RISK, 7),
        ({"values": 3, "chance": 0.39}, Health.OFF_TRACK, 7),
        ({"values": 2, "chance": 0.1}, Health.ON_TRACK, 8),
        ({"first_due": False, "progress": 0.0}, Health.ON_TRACK, 8),
        ({"first_due": False, "progress": -0.1}, Health.OFF_TRACK, 8),
        ({"progress": 0.45}, Health.ON_TRACK, 8),
        ({"progress": 0.3}, Health.AT_RISK, 8),
        ({"progress": 0.29}, Health.OFF_TRACK, 8),
        ({"kind": Kind.MAINTAIN, "progress": 0.5}, Health.OFF_TRACK, 8),
        ({"kind": Kind.MAINTAIN, "method": Method.STRICT, "progress": 0.5}, Health.ON_TRACK, 8),
        ({"expected": None, "progress": 0.95}, Health.ON_TRACK, 8),
    ],
)
def test_health_is_the_first_row_that_holds(change: dict[str, Any], health_is: Health, rule: int) -> None:
    verdict = health(replace(BASE, **change))
    assert (verdict.health, verdict.rule) == (health_is, rule)


def test_thresholds_are_settings() -> None:
    strict = Thresholds(on_track=1.0, stale_after=0.25)
    assert health(replace(BASE, progress=0.49, age=0.2), strict).health is Health.AT_RISK
    assert health(BASE, strict).health is Health.STALE


def test_what_health_needs_is_gathered_from_a_metric() -> None:
    weekly = replace(TEN_DAYS, check_in_days=7)
    seen = pace.facts(weekly, commitment=Commitment.STRETCH, progress=0.2, values=1, last_on=day(1), today=day(8))
    assert (seen.expected, seen.success, seen.age, seen.first_due) == (0.8, 0.7, 1.0, True)
    assert (seen.started, seen.ended) == (True, False)
    early = pace.facts(weekly, commitment=Commitment.STRETCH, progress=None, values=0, last_on=None, today=day(7))
    assert (early.first_due, early.age) == (False, None)


ON, RISK, OFF = (Member(1, one) for one in (Health.ON_TRACK, Health.AT_RISK, Health.OFF_TRACK))


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([], None),
        ([Member(0, Health.OFF_TRACK)], None),
        ([Member(1, Health.DROPPED), Member(1, Health.NOT_STARTED)], None),
        ([ON, Member(0, Health.OFF_TRACK)], Health.ON_TRACK),
        ([OFF, RISK], Health.OFF_TRACK),
        ([OFF, ON], Health.OFF_TRACK),
        ([OFF, ON, ON], Health.AT_RISK),
        ([RISK, ON, Member(1, Health.DONE)], Health.ON_TRACK),
        ([Member(3, Health.OFF_TRACK), ON, ON], Health.OFF_TRACK),
        ([Member(1, Health.STALE), Member(1, Health.NO_DATA)], Health.STALE),
        ([Member(1, Health.NO_DATA), ON], Health.NO_DATA),
        ([Member(1, Health.DONE)], Health.DONE),
        ([ON, Member(1, Health.DONE)], Health.ON_TRACK),
        ([Member(1, Health.OFF_TRACK, 0.9), Member(1, Health.ON_TRACK, 0.5)], Health.ON_TRACK),
        ([Member(1, Health.OFF_TRACK, 0.9), Member(3, Health.OFF_TRACK, 0.3)], Health.AT_RISK),
    ],
)
def test_health_of_an_objective_comes_from_its_counted_key_results(
    members: list[Member], expected: Health | None
) -> None:
    assert objective_health(members) is expected


def test_one_step_better_never_invents_a_finished_or_a_stale_objective() -> None:
    assert set(BETTER.values()) == {Health.AT_RISK, Health.ON_TRACK}


def test_a_period_is_due_on_the_day_after_its_last() -> None:
    assert due_periods(HELD, date(2026, 1, 7)) == []
    assert due_periods(HELD, date(2026, 1, 8)) == [(FIRST, date(2026, 1, 7))]
    assert due_periods(HELD, date(2026, 3, 1))[-1] == (date(2026, 1, 29), date(2026, 1, 31))
    assert len(due_periods(replace(HELD, check_in_days=14), date(2026, 3, 1))) == 3


def test_the_newest_value_of_a_period_decides_it() -> None:
    values = [Value(day(2), Decimal(0)), Value(day(5), Decimal(1)), Value(day(9), Decimal(0))]
    assert evaluate(HELD, values, as_of=day(8)) == Reading(1.0, 1.0)
    assert evaluate(HELD, values, as_of=day(15)) == Reading(0.5, 0.5)
    assert evaluate(HELD, [], as_of=day(15)) == Reading(0.0, 0.0)
    assert evaluate(HELD, [], as_of=day(7)) == UNDEFINED


def test_a_strict_band_without_any_value_is_no_data_and_not_success() -> None:
    strict = replace(HELD, method=Method.STRICT)
    assert evaluate(strict, [], as_of=LAST) == Reading(None, 0.0)
    assert evaluate(strict, [Value(FIRST, Decimal(1))], as_of=date(2026, 1, 31)) == Reading(1.0, 1.0)


@pytest.mark.parametrize("kind", [Kind.WORK, Kind.OBJECTIVES])
def test_computed_kinds_take_no_values(kind: Kind) -> None:
    with pytest.raises(ValueError, match="comes from the graph"):
        evaluate(Definition(kind=kind), [Value(FIRST, Decimal(1))], as_of=LAST)


def codes(definition: Definition) -> set[str]:
    return {refusal.code for refusal in refusals(definition)}


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (Definition(kind=Kind.INCREASE, target=Decimal(5)), {"progress.start_missing"}),
        (Definition(kind=Kind.DECREASE, start=Decimal(5)), {"progress.target_missing"}),
        (Definition(kind=Kind.REACH, target=Decimal(0)), {"progress.start_equals_target"}),
        (Definition(kind=Kind.SHARE), set()),
        (Definition(kind=Kind.SHARE, start=Decimal("0.3"), target=Decimal("0.1")), set()),
        (Definition(kind=Kind.SHARE, target=Decimal(100)), {"progress.share_outside"}),
        (Definition(kind=Kind.BINARY), set()),
        (Definition(kind=Kind.BINARY, target=Decimal(1)), {"progress.field_not_for_kind"}),
        (Definition(kind=Kind.MILESTONE), {"progress.steps_missing"}),
        (Definition(kind=Kind.MILESTONE, steps=(Step(1, "a", Decimal(0)),)), {"progress.step_weights"}),
        (Definition(kind=Kind.MILESTONE, steps=(Step(1, "a"), Step(1, "b"))), {"progress.step_ids"}),
        (replace(HELD, low=None), {"progress.band_missing"}),
        (replace(HELD, high=Decimal(0)), {"progress.band_reversed"}),
        (replace(HELD, ends_on=None), {"progress.dates_missing"}),
        (replace(HELD, ends_on=None, method=Method.NOW), set()),
        (replace(TEN_DAYS, ends_on=date(2025, 1, 1)), {"progress.dates_reversed"}),
        (replace(TEN_DAYS, check_in_days=0), {"progress.interval"}),
        (replace(TEN_DAYS, target=Decimal("Infinity")), {"progress.number_out_of_range"}),
        (replace(TEN_DAYS, path=(PathPoint(LAST, Decimal(9)),)), {"progress.path_dates"}),
        (replace(TEN_DAYS, path=(PathPoint(day(3), Decimal(101)),)), {"progress.path_outside"}),
        (
            replace(TEN_DAYS, path=(PathPoint(day(4), Decimal(1)), PathPoint(day(4), Decimal(2)))),
            {"progress.path_order"},
        ),
        (replace(TEN_DAYS, starts_on=None, path=(PathPoint(day(4), Decimal(1)),)), {"progress.path_needs_dates"}),
    ],
)
def test_a_definition_is_refused_for_what_is_wrong_with_it(definition: Definition, expected: set[str]) -> None:
    assert codes(definition) == expected


def test_keeping_a_number_where_it_is_points_to_maintain() -> None:
    refusal = refusals(Definition(kind=Kind.INCREASE, start=Decimal(5), target=Decimal(5)))[0]
    assert "`maintain`" in refusal.message


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Item(Status.OPEN, container=True), Totals(1, 0)),
        (Item(Status.DONE, container=True), Totals(1, 1)),
        (Item(Status.OPEN, children=(Item(Status.CANCELLED),), container=True), Totals()),
        (Item(Status.DONE, children=(Item(Status.CANCELLED),), container=True), Totals(1, 1)),
        (Item(Status.OPEN, children=(Item(Status.CANCELLED),)), Totals(1, 0)),
        (Item(Status.CANCELLED, children=(Item(Status.DONE),)), Totals()),
        (
            Item(children=(Item(Status.DONE, Decimal(3)), Item(Status.CANCELLED, Decimal(9)), Item())),
            Totals(2, 1, 1, Decimal(3), Decimal(3)),
        ),
        (
            Item(children=(Item(Status.DONE, children=(Item(estimate=Decimal(2)), Item(Status.DONE))), Item())),
            Totals(3, 2, 1, Decimal(2), Decimal(2)),
        ),
    ],
)
def test_a_piece_of_work_is_counted_by_its_leaves(item: Item, expected: Totals) -> None:
    assert totals(item) == expected


def test_a_large_project_weighs_by_its_link_and_its_work_by_its_leaves() -> None:
    small, large = Totals(3, 3), Totals(300, 0)
    assert weighted_mean([(1, share_done(small)), (1, share_done(large))]) == 0.5
    assert share_done(sum_of([small, large])) == pytest.approx(3 / 303)


def test_raw_values_of_unlike_units_are_never_added() -> None:
    money, hours = line(2_300_000, start=2_000_000, target=3_500_000), line(14, start=24, target=4)
    assert weighted_mean([(1, money), (1, hours)]) == pytest.approx(0.35)


def test_progress_rises_through_any_number_of_levels() -> None:
    nodes: dict[int, Node] = {0: Node(Mode.VALUE, counted(0.37))} | {i: Node(Mode.MEAN) for i in range(1, 5000)}
    result = recompute(nodes, [Edge(i, i + 1) for i in range(4999)])
    assert result[4999].raw == 0.37


@given(st.lists(st.tuples(st.floats(0, 1000, allow_subnormal=False), st.none() | st.floats(0, 1)), max_size=12))
def test_the_shares_of_the_parts_give_the_mean(parts: list[tuple[float, float | None]]) -> None:
    mean = weighted_mean(parts)
    normal = shares(parts)
    if mean is None:
        assert not any(normal)
    else:
        assert sum(normal) == pytest.approx(1)
        given_by_shares = sum(share * c for share, (_, c) in zip(normal, parts, strict=True) if c is not None)
        assert given_by_shares == pytest.approx(mean, abs=1e-8)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30))
def test_a_circle_is_found_exactly_when_there_is_one(edges: list[tuple[int, int]]) -> None:
    path = find_cycle(edges)
    if path is None:
        recompute({i: Node(Mode.MEAN) for i in range(13)}, [Edge(a, b) for a, b in set(edges)])
        return
    assert path[0] == path[-1]
    assert all(step in edges for step in pairwise(path))
    with pytest.raises(ValueError, match="cycle"):
        recompute({i: Node(Mode.MEAN) for i in range(13)}, [Edge(a, b) for a, b in set(edges)])


def test_a_ladder_of_diamonds_is_searched_in_no_time() -> None:
    edges = [(f"{i}", f"{i}{side}") for i in range(60) for side in "ab"]
    edges += [(f"{i}{side}", f"{i + 1}") for i in range(60) for side in "ab"]
    began = time.perf_counter()
    assert find_cycle(edges) is None
    assert find_cycle([*edges, ("60", "0")]) is not None
    assert time.perf_counter() - began < 1


@given(st.floats(-5, 5))
def test_a_shown_percentage_is_never_further_than_one_from_the_truth(progress: float) -> None:
    assert abs(whole_percent(progress) - progress * 100) <= 1
    assert (percent(progress) == "100 %") <= (progress >= 1)
    assert (percent(progress) == "0 %") <= (progress <= 0)
    assert "-0 " not in percent(progress)


@given(st.decimals(-1000, 1000, places=3), st.decimals(-1000, 1000, places=3), st.decimals(-1000, 1000, places=3))
def test_the_line_is_the_same_read_in_either_direction(start: Decimal, target: Decimal, value: Decimal) -> None:
    if start != target:
        forward, backward = line(value, start=start, target=target), line(value, start=target, target=start)
        assert forward + backward == pytest.approx(1)


@given(st.decimals(-10, 110, places=2), st.decimals(1, 99, places=2))
def test_the_score_never_falls_while_the_value_rises(value: Decimal, v70: Decimal) -> None:
    here = line_score(value, start=0, target=100, v70=v70)
    further = line_score(value + 1, start=0, target=100, v70=v70)
    assert 0 <= here <= further <= 1
    assert line_score(v70, start=0, target=100, v70=v70) == Decimal("0.70")
