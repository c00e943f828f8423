from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.rituals.rules import meetings
from headway.rituals.rules.meetings import Facts, Goal, Item, Project, agenda, project_for
from headway.rituals.rules.weeks import (
    Guidance,
    Life,
    State,
    Week,
    Why,
    carried_to,
    confidence_then,
    guidance,
    instants,
    may_carry,
    pick_key,
    rank_between,
    state_of,
    week_of,
    weeks_ahead,
    why_pick,
)

MONDAY = date(2026, 11, 16)
WEEK = Week(MONDAY, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("day", "start", "first"),
    [
        (date(2026, 11, 16), 1, date(2026, 11, 16)),
        (date(2026, 11, 22), 1, date(2026, 11, 16)),
        (date(2026, 11, 22), 7, date(2026, 11, 22)),
        (date(2026, 11, 21), 7, date(2026, 11, 15)),
        (date(2026, 11, 20), 6, date(2026, 11, 14)),
        (date(2027, 1, 1), 1, date(2026, 12, 28)),
    ],
)
def test_a_week_begins_where_the_workspace_says(day: date, start: int, first: date) -> None:
    assert week_of(day, start) == Week(first, first + timedelta(days=6))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 7))
def test_every_day_is_in_its_week_and_weeks_follow_without_a_gap(day: date, start: int) -> None:
    week = week_of(day, start)
    assert week.first <= day <= week.last
    assert week.first.isoweekday() == start
    assert week.next.first == week.last + timedelta(days=1)
    assert week.next.before == week
    assert week_of(week.last, start) == week


@pytest.mark.parametrize(
    ("zone", "first", "hours"),
    [
        ("Europe/Berlin", date(2026, 10, 19), 169),  # summer time ends on the 25th
        ("Europe/Berlin", date(2026, 3, 23), 167),  # and begins on the 29th
        ("Europe/Berlin", date(2026, 6, 1), 168),
        ("America/New_York", date(2026, 10, 26), 169),
        ("UTC", date(2026, 10, 19), 168),
    ],
)
def test_a_week_lasts_an_hour_more_or_less_where_the_clocks_change(zone: str, first: date, hours: int) -> None:
    start, end = instants(Week(first, first + timedelta(days=6)), zone)
    assert (end.astimezone(UTC) - start.astimezone(UTC)) == timedelta(hours=hours)
    assert start == datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(zone))


def test_a_sunday_evening_in_auckland_is_still_that_week() -> None:
    start, end = instants(WEEK, "Pacific/Auckland")
    assert start.astimezone(UTC) == datetime(2026, 11, 15, 11, tzinfo=UTC)
    assert end.astimezone(UTC) == datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("life", "state"),
    [
        (Life(), State.OPEN),
        (Life(done=True), State.DONE),
        (Life(task="open"), State.OPEN),
        (Life(task="active"), State.OPEN),
        (Life(task="done"), State.DONE),
        (Life(task="cancelled"), State.CANCELLED),
        (Life(task="done", deleted=True), State.CANCELLED),
        (Life(dropped=True), State.DROPPED),
        (Life(dropped=True, task="done"), State.DROPPED),
        (Life(later=True), State.CARRIED),
        (Life(later=True, task="done"), State.CARRIED),
    ],
)
def test_what_became_of_it_is_derived(life: Life, state: State) -> None:
    assert state_of(life) is state


def test_only_what_is_open_in_a_week_that_has_begun_is_carried() -> None:
    assert may_carry(State.OPEN, WEEK, today=MONDAY)
    assert not may_carry(State.OPEN, WEEK, today=MONDAY - timedelta(days=1))
    for state in (State.DONE, State.CARRIED, State.DROPPED, State.CANCELLED):
        assert not may_carry(state, WEEK, today=MONDAY)


def test_it_is_carried_into_the_next_week_and_from_long_ago_into_this_one() -> None:
    assert carried_to(WEEK, WEEK) == WEEK.next
    assert carried_to(WEEK.before, WEEK) == WEEK
    assert carried_to(week_of(date(2026, 6, 3), 1), WEEK) == WEEK


def test_three_to_five_is_guidance() -> None:
    assert [guidance(count) for count in range(7)] == [
        Guidance.NONE, Guidance.FEW, Guidance.FEW, Guidance.RIGHT, Guidance.RIGHT, Guidance.RIGHT, Guidance.MANY,
    ]  # fmt: skip


def test_a_place_between_two_is_between_them() -> None:
    assert rank_between(None, None) == 0
    assert rank_between(5, None) > 5
    assert rank_between(None, 5) < 5
    assert 1 < rank_between(1, 2) < 2


def test_the_page_looks_four_weeks_ahead_and_not_at_this_one() -> None:
    ahead = weeks_ahead(WEEK)
    assert [week.first for week in ahead] == [MONDAY + timedelta(days=7 * step) for step in (1, 2, 3, 4)]


def test_confidence_then_is_what_the_first_change_found() -> None:
    assert confidence_then(7, []) == 7
    assert confidence_then(7, [5, 4]) == 5


def test_a_pick_is_mine_before_it_is_the_teams_and_late_before_it_is_due() -> None:
    late = why_pick(MONDAY - timedelta(days=1), WEEK, serves=False, mine=True)
    due = why_pick(WEEK.last, WEEK, serves=True, mine=True)
    serving = why_pick(None, WEEK, serves=True, mine=True)
    own, other = why_pick(None, WEEK, serves=False, mine=True), why_pick(None, WEEK, serves=False, mine=False)
    assert [late, due, serving, own, other] == [Why.LATE, Why.DUE, Why.SERVES, Why.MINE, Why.TEAM]
    assert why_pick(None, WEEK, serves=True, mine=False) is Why.SERVES
    keys = [
        pick_key(late, None, serves=False, mine=True),
        pick_key(due, None, serves=True, mine=True),
        pick_key(serving, None, serves=True, mine=True),
        pick_key(own, None, serves=False, mine=True),
        pick_key(Why.LATE, None, serves=True, mine=False),
        pick_key(Why.SERVES, None, serves=True, mine=False),
        pick_key(Why.TEAM, None, serves=False, mine=False),
    ]
    assert keys == sorted(keys)


def test_the_agenda_begins_with_what_is_red_and_ends_with_what_comes_next() -> None:
    red, worse, amber, fine = (uuid4() for _ in range(4))
    found = agenda(
        Facts(
            goals=[
                Goal(id=fine, health="on_track", progress=0.9),
                Goal(id=amber, health="at_risk", progress=0.1),
                Goal(id=red, health="off_track", progress=0.3),
                Goal(id=worse, health="off_track", progress=None),
            ],
            decisions=uuid4(),
            missing=1,
            unfinished=2,
            moved=3,
            wins=1,
        )
    )
    assert [(item.kind, item.subject_id) for item in found][1:4] == [
        (Item.OFF_TRACK, worse), (Item.OFF_TRACK, red), (Item.AT_RISK, amber),
    ]  # fmt: skip
    assert [item.kind for item in found] == [
        Item.DECISIONS, Item.OFF_TRACK, Item.OFF_TRACK, Item.AT_RISK, Item.MISSING, Item.UNFINISHED, Item.MOVED,
        Item.WINS, Item.COMMIT,
    ]  # fmt: skip
    assert meetings.minutes(found) == 28


def test_a_quiet_week_has_a_short_meeting() -> None:
    assert [item.kind for item in agenda(Facts())] == [Item.COMMIT]


def test_the_agenda_has_an_end_however_much_is_red() -> None:
    many = [Goal(id=uuid4(), health="off_track") for _ in range(40)]
    assert len(agenda(Facts(goals=many))) <= meetings.MOST_GOALS + 2


def test_a_decision_goes_where_the_key_result_has_its_work() -> None:
    own, busy, serving = Project(id=uuid4(), own=True), Project(id=uuid4(), own=True, open_tasks=9), Project(
        id=uuid4(), serves=True
    )  # fmt: skip
    assert project_for([own, busy, serving]) == serving.id
    assert project_for([own, busy]) == busy.id
    assert project_for([Project(id=uuid4(), open_tasks=99)]) is None
    assert project_for([]) is None
