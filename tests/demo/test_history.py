"""The past of the sample company: the quarters that are over, and who moved which number when."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from headway.demo.rules.content.goals import GOALS
from headway.demo.rules.defining import definition
from headway.demo.rules.history import history
from headway.goals.rules.grading import final_score
from headway.progress.rules.work import share_done
from tests.demo.test_rules import SUNDAY, measured, whole


@pytest.mark.parametrize("today", [SUNDAY, date(2024, 2, 29)])
def test_the_quarters_that_are_over_ended_well_and_badly_and_nothing_was_measured_after_them(today: date) -> None:
    found = whole(today, 1)
    ends = {cycle.key: cycle.end for cycle in found.cycles if cycle.state == "closed"}
    past = {objective.key: ends[objective.cycle] for objective in found.objectives if objective.cycle in ends}
    assert Counter(ends.values()).keys() == set(past.values())
    scores = {}
    for result in found.key_results:
        if result.objective in past:
            assert result.kind != "work"
            assert all(m.at.date() <= past[result.objective] for m in result.measurements)
            assert result.kind == "objectives" or len(result.measurements) >= 4, result.key
            scores[result.key] = final_score(definition(result), measured(today).results[result.key].raw)
    told = [score for score in scores.values() if score is not None]
    assert len(told) == len(scores)
    assert sum(score >= Decimal("0.7") for score in told) >= 12
    assert sum(score < Decimal("0.7") for score in told) >= 5


@pytest.mark.parametrize("today", [SUNDAY, date(2024, 2, 29)])
def test_the_history_ends_with_the_numbers_of_today_and_tells_who_when_and_why(today: date) -> None:
    found = whole(today, 1)
    told = history(found)
    assert [one.at for one in told] == sorted(one.at for one in told)
    assert all(one.at.date() < today or one.data.get("why") == "time" for one in told)
    people = {person.key for person in found.people}
    assert all(one.by in people for one in told if one.data.get("why") != "time")
    moves = [one for one in told if one.kind == "progress.changed"]
    assert all(one.because is not None for one in moves if one.data["why"] in {"work", "measurement"})
    last = {str(one.key): one.data for one in moves}
    results = measured(today).results
    for key, data in last.items():
        assert data["new"] == pytest.approx(results[key].raw), key
        assert data["new_work"] == pytest.approx(share_done(results[key].work)), key
    still = {key for key, one in results.items() if isinstance(key, str) and one.raw} - last.keys()
    assert not {key for key in still if not key.startswith("project ")}


def test_the_history_of_a_number_has_no_gaps() -> None:
    shown: dict[object, float | None] = {}
    for one in history(whole(SUNDAY, 1)):
        if one.kind == "progress.changed":
            assert shown.get(one.key, one.data["old"]) == one.data["old"], one.key
            shown[one.key] = one.data["new"]


def test_every_way_of_a_task_over_its_board_is_told() -> None:
    found = whole(SUNDAY, 1)
    told = Counter(one.key for one in history(found) if one.subject == "task")
    assert told == {task.number: len(task.moves) for task in found.tasks}


def test_every_note_stands_beside_a_value() -> None:
    written = sum(len(result.notes) for goal in GOALS for result in goal.results)
    shown = sum(bool(m.note) for result in whole(SUNDAY, 1).key_results for m in result.measurements)
    assert shown == written
