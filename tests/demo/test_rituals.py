"""What the sample company said and did in its rituals: it could have happened."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from headway.core import db
from headway.core.ctx import Ctx
from headway.demo.rules import company
from headway.demo.rules.arriving import arrived
from headway.demo.rules.checking_in import check_ins
from headway.demo.rules.history import history
from headway.demo.rules.keeping import due_day
from headway.demo.rules.meeting import calendars, meetings
from headway.demo.rules.noted import noted
from headway.demo.rules.reviewing import assessments, blind_score, gradings, judgement
from headway.demo.rules.waiting import blocks, outside
from headway.demo.rules.weeks import commitments, lines, wins
from headway.goals.rules.final import Final, final_refusals
from headway.progress.rules.scoring import Commitment
from headway.rituals.rules.calendar import DEFAULTS
from headway.rituals.rules.check_ins import Course, discipline, slots, standings

THURSDAY = date(2026, 11, 19)
COMPANY = company(THURSDAY, 1)
TOLD = history(COMPANY)
GIVEN = check_ins(COMPANY, TOLD, seed=1)
RESULTS = {result.key: result for result in COMPANY.key_results}


def test_check_ins_end_with_the_confidence_that_is_shown_today() -> None:
    newest = {one.key_result: one for one in GIVEN}
    assert all(one.confidence == RESULTS[key].confidence for key, one in newest.items())
    assert all(one.at.date() < THURSDAY for one in GIVEN)
    assert all(1 <= one.confidence <= 10 for one in GIVEN)


def test_every_value_came_with_a_check_in_and_goals_that_are_computed_have_them_too() -> None:
    living = {goal.key for goal in COMPANY.objectives if goal.state == "active"}
    counts = Counter(one.key_result for one in GIVEN)
    for result in COMPANY.key_results:
        if result.objective in living and result.kind not in {"work", "objectives"}:
            assert counts[result.key] == len(result.measurements), result.key
    assert min(counts["language.ready"], counts["trust.keep"]) >= 7


@pytest.mark.parametrize("days", [0, 3])
def test_most_check_ins_come_in_time_some_late_and_nobody_is_never_on_time(days: int) -> None:
    made = company(THURSDAY + timedelta(days=days), 1)
    teams = {goal.key: goal.team for goal in made.objectives if goal.state == "active"}
    answers: dict[str, list[datetime]] = {}
    for one in check_ins(made, history(made), seed=1):
        answers.setdefault(one.key_result, []).append(one.at)
    whole: Counter[str] = Counter()
    of: dict[str, Counter[str]] = {}
    for result in made.key_results:
        if result.objective in teams and result.start <= made.today <= result.due:
            rhythm = replace(DEFAULTS["check_in"], weekday=due_day(teams[result.objective]) + 1, zone="UTC")
            course = Course(starts_on=result.start, ends_on=result.due, every=result.check_in_days, since=result.start)
            now = datetime.combine(made.today, time(7), UTC)
            found = standings(slots(course, rhythm, made.today), answers.get(result.key, []), now)
            if result.key in answers:  # one was never measured: that is its story
                of.setdefault(result.owner, Counter()).update(discipline(found))
            whole.update(discipline(found))
    told = whole.total()
    assert 0.85 < whole["on_time"] / told < 0.97
    assert whole["late"] / told > 0.02
    assert whole["missed"] / told > 0.01
    assert all(counts["on_time"] > counts.total() / 3 for counts in of.values() if counts.total() > 8)


def test_no_two_people_of_a_team_undertake_the_same_words_in_a_week() -> None:
    words = Counter(
        (one.team, one.title, week) for one in commitments(COMPANY, seed=1) if one.title for week in one.weeks
    )
    assert max(words.values()) == 1


def test_a_blocker_stays_until_today() -> None:
    said = [one.blockers for one in GIVEN if one.key_result == "payment.speed"]
    assert said[0] == ""
    assert "test terminal" in said[-1]


def test_what_was_missed_although_it_was_promised_has_a_written_cause() -> None:
    ended = {one.key: one.data["new"] for one in TOLD if one.kind == "progress.changed"}
    for graded in gradings(COMPANY):
        assert graded.by in graded.people
        for key in graded.key_results:
            said, commitment = judgement(key), Commitment(RESULTS[key].commitment)
            score = Decimal(said.score or str(round(min(max(ended[key] or 0, 0), 1), 2)))
            final = Final(
                score=score,
                suggested=None if said.score else score,
                commitment=commitment,
                reason=said.reason,
                causes=said.causes,
                note=said.note,
            )
            assert final_refusals(final) == [], key


def test_blind_scores_are_round_and_differ() -> None:
    given = [blind_score(str(person), "x", Decimal("0.72"), seed=1)[0] for person in range(40)]
    assert all(0 <= score <= 1 and score % Decimal("0.05") == 0 for score in given)
    assert len(set(given)) > 3


def test_assessments_are_of_months_that_have_been_assessed() -> None:
    made = assessments(COMPANY, TOLD, GIVEN, seed=1)
    assert Counter(one.decision for one in made)["adjust"] == 1
    assert {one.decision for one in made} == {"keep", "adjust", "stop"}
    assert all(one.at.date() < THURSDAY and one.month.day == 1 for one in made)
    assert all(one.reason for one in made if one.judgement < 45)
    assert len({(one.objective, one.month) for one in made}) == len(made)


@pytest.mark.parametrize("days", range(7))
def test_weeks_fit_to_the_board_on_any_day(days: int) -> None:
    today = THURSDAY + timedelta(days=days)
    made = company(today, 1)
    tasks, people = {task.number: task for task in made.tasks}, {person.key: person for person in made.people}
    this = today - timedelta(days=today.weekday())
    for one in commitments(made, seed=1):
        assert people[one.member].team == one.team
        assert bool(one.title) != bool(one.task)
        assert one.weeks[-1] <= this
        assert list(one.weeks) == sorted(set(one.weeks))
        if one.task:
            assert one.member in tasks[one.task].assignees
        if one.done_at:
            assert one.done_at.date() < today
    assert all(one.at.date() < today for one in wins(made, seed=1))
    assert all(one.week is None or one.week >= this for one in lines(made))
    assert len(blocks(made)) >= 10
    assert len(outside(made)) == 3


@pytest.mark.parametrize("days", range(7))
def test_meetings_are_over_and_decided_what_was_written_down_then(days: int) -> None:
    made = company(THURSDAY + timedelta(days=days), 1)
    tasks = {task.number: task for task in made.tasks}
    held = meetings(made, check_ins(made, history(made), seed=1))
    assert len(held) == 3
    for one in held:
        assert one.begun_at < one.ended_at
        assert one.ended_at.date() < made.today
        assert one.week.weekday() == 0
        assert len(one.points) >= 3
        assert one.tasks
        assert all(one.begun_at <= tasks[number].created_at <= one.ended_at for _, number in one.tasks)
    assert all(day > made.today and day.weekday() < 5 for team in calendars(made) for day, _ in team.holidays)


def test_numbers_of_the_past_are_noted_once_a_day_and_end_with_those_of_today() -> None:
    found = noted(TOLD)
    assert len({(one.key, one.on) for one in found}) == len(found)
    last = {one.key: one.raw for one in found}
    assert last == {one.key: one.data["new"] for one in TOLD if one.kind == "progress.changed"}


def test_inboxes_can_be_emptied() -> None:
    found = arrived(COMPANY, GIVEN)
    assert {one.kind for one in found} == {"health", "recorded", "reminder"}
    assert max(Counter((one.member, one.kind) for one in found).values()) <= 3
    assert all(one.member != one.actor for one in found)


async def test_loaded_it_has_a_past(loaded: Ctx) -> None:
    async def count(table: str, which: str = "true") -> int:
        statement = f"select count(*) from {table} where workspace_id = %(w)s and {which}"
        return int(await db.value(loaded, statement, w=loaded.workspace.id))

    assert await count("check_in") == len(GIVEN) or await count("check_in") > 1000
    assert await count("check_in", "measurement_id is not null") > 1000
    assert await count("key_result", "grade is not null") == sum(len(one.key_results) for one in gradings(COMPANY))
    assert await count("grading", "revealed_at is not null") == 11
    assert await count("blind_score") > 80
    assert await count("objective", "predecessor_id is not null") == 5
    assert await count("forecast", "outcome is not null") > 150
    assert await count("forecast", f"as_of = '{loaded.today}' and fan is not null") > 100
    assert await count("task_dependency", "open") >= 10
    assert await count("reading", "work is not null and counted is not null") > 500
    assert await count("goal_revision", "changes ? 'target'") == 1
    assert await count("assessment", "chance is not null") > 20
    assert await count("meeting", "ended_at is not null") == 3
    assert await count("decision", "task_id is not null and key_result_id is not null") >= 1
    assert await count("ritual_holiday") == len(COMPANY.teams)
    assert await count("ritual_rhythm") == 5
