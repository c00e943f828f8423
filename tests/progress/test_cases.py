from typing import Any

import pytest

from headway.progress.rules.display import percent
from tests.progress import cases

ALL = cases.load()


def of(*whats: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in ALL if case["what"] in whats]


def near(found: float | None, expected: Any) -> bool:
    if found is None or expected is None:
        return found is expected
    return abs(found - float(expected)) < 1e-12


def test_no_worked_case_is_left_out() -> None:
    known = {"key_result_progress", "key_result_refused", "objective_progress", "display", "score", "health", "graph"}
    assert {case["what"] for case in ALL} == known
    assert len(ALL) == 91


@pytest.mark.parametrize("case", of("key_result_progress"))
def test_progress_of_a_key_result_is_the_worked_one(case: dict[str, Any]) -> None:
    found = cases.reading(case)
    assert near(found.raw, case["expect"]["raw"])
    assert near(found.counted, case["expect"]["counted"])


@pytest.mark.parametrize("case", of("key_result_progress"))
def test_a_definition_with_a_worked_progress_is_not_refused(case: dict[str, Any]) -> None:
    assert cases.refused(case) == []


REASONS = {
    "start equals target": "progress.start_equals_target",
    "an increase needs a target above its start": "progress.target_not_above_start",
    "a decrease needs a target below its start": "progress.target_not_below_start",
    "the 70 % point lies strictly between start and target": "progress.v70_not_between",
}


@pytest.mark.parametrize("case", of("key_result_refused"))
def test_a_definition_that_cannot_move_is_refused_with_its_code(case: dict[str, Any]) -> None:
    assert cases.refused(case) == [REASONS[case["reason"]]]


@pytest.mark.parametrize("case", of("objective_progress"))
def test_progress_of_an_objective_is_the_worked_one(case: dict[str, Any]) -> None:
    assert near(cases.objective(case), case["expect"])


@pytest.mark.parametrize("case", of("display"))
def test_a_number_is_shown_as_worked(case: dict[str, Any]) -> None:
    assert percent(float(case["raw"])) == case["expect"]


@pytest.mark.parametrize("case", of("score"))
def test_a_score_is_the_worked_one(case: dict[str, Any]) -> None:
    assert float(cases.score(case)) == float(case["expect"])


@pytest.mark.parametrize("case", of("health"))
def test_health_is_the_worked_one(case: dict[str, Any]) -> None:
    assert cases.verdict(case) == case["expect"]


@pytest.mark.parametrize("case", of("graph"))
def test_a_graph_is_recomputed_as_worked(case: dict[str, Any]) -> None:
    steps = cases.graphs(case)
    if "expect" in case:
        assert {name: steps[-1][name] for name in case["expect"]} == case["expect"]
    else:
        found = [step[case["key"]] for step in steps]
        assert all(near(one, right) for one, right in zip(found, case["expect_after_each"], strict=True))
        assert [one for one in found if one in {0.0, 1.0}] == [1.0, 0.0]
