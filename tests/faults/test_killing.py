"""The database and the web server are killed under writers: three times each here, twenty through script/check."""

import pytest

from tests.checks.report import Report
from tests.faults import killing
from tests.faults.house import House, opened
from tests.faults.killing import Healing
from tests.faults.writers import Done

pytestmark = [pytest.mark.fault, pytest.mark.timeout(400)]
SEED = 9


def test_a_killed_database_loses_no_acknowledged_write() -> None:
    report = killing.database(kills=3, seed=SEED)
    assert not report.failures, "\n".join([*report.failures, *report.notes])
    assert report.counts["kills"] == 3
    assert report.counts["acknowledged writes"] > 0


def test_a_killed_web_server_does_nothing_twice_and_loses_nothing() -> None:
    report = killing.app(kills=3, seed=SEED)
    assert not report.failures, "\n".join([*report.failures, *report.notes])
    assert report.counts["kills"] == 3
    assert report.counts["acknowledged writes"] > 0


def test_a_slow_healing_is_seen() -> None:
    report = Report(name="slow")
    killing._say(report, [Healing(database=0.5, writes=1.0), Healing(database=9.0, writes=10.4)], Done())
    assert report.failures == ["a write was acknowledged only 10.4 s after a kill (bar 10 s)"]


def test_the_judge_sees_a_loss_a_double_and_a_drift() -> None:
    with opened() as house:
        desk = house.desks[0]
        done = Done(measurements={"0" * 32}, closed={str(desk.tasks[0]): True}, versions={str(desk.tasks[0]): 2})
        _plant(house, "update node set raw = 0.123 where subject = 'objective'")
        _plant(
            house,
            f"update task set title = 'Task ' || repeat('a', 32) where id in ('{desk.tasks[1]}', '{desk.tasks[2]}')",
        )
        report = Report(name="judged")
        killing.judge(report, house, done)
    said = "\n".join(report.failures)
    assert "1 acknowledged values are lost" in said
    assert "1 tasks were written twice" in said
    assert "1 tasks are not in the state" in said
    assert "stored numbers differ from a recomputation" in said


def _plant(house: House, statement: str) -> None:
    house.rows(f"{statement} returning 1")
