"""When a check-in is due, and how it came."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from headway.progress.rules.metrics import Definition, Kind
from headway.rituals.rules import check_ins as rules
from headway.rituals.rules.calendar import Rhythm
from headway.rituals.rules.check_ins import Course, Known, Slot

FRIDAYS = Rhythm(kind="check_in", zone="Europe/Berlin", weekday=5, grace_days=2)
BERLIN = ZoneInfo("Europe/Berlin")


def course(
    *, every: int = 7, starts: str = "2026-10-01", ends: str = "2026-12-31", since: str = "2026-09-20"
) -> Course:
    return Course(
        starts_on=date.fromisoformat(starts),
        ends_on=date.fromisoformat(ends),
        every=every,
        since=date.fromisoformat(since),
    )


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def days(found: list[Slot]) -> list[str]:
    return [slot.on.isoformat() for slot in found]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (7, ["2026-10-09", "2026-10-16", "2026-10-23", "2026-10-30"]),
        (14, ["2026-10-16", "2026-10-30"]),
        (10, ["2026-10-11", "2026-10-21", "2026-10-31"]),
    ],
)
def test_check_ins_fall_on_the_day_of_the_rhythm_or_are_counted_from_the_start(every: int, expected: list[str]) -> None:
    assert days(rules.slots(course(every=every), FRIDAYS, date(2026, 10, 31))) == expected


def test_daily_check_ins_are_due_on_every_day_and_open_on_it() -> None:
    found = rules.slots(course(every=1), FRIDAYS, date(2026, 10, 4))
    assert days(found) == ["2026-10-02", "2026-10-03", "2026-10-04"]
    assert [slot.opens for slot in found] == [slot.begins for slot in found]
    assert found[0].closes == found[0].ends


def test_nothing_is_expected_before_a_key_result_was_written_nor_after_its_end() -> None:
    late = course(since="2026-12-05", ends="2026-12-20")
    assert days(rules.slots(late, FRIDAYS, date(2027, 2, 1))) == ["2026-12-11", "2026-12-18"]


@pytest.mark.parametrize("written", [date(2026, 11, 2) + timedelta(days=day) for day in range(7)])
@pytest.mark.parametrize("every", [1, 7, 10, 14])
def test_what_was_written_within_the_last_interval_is_never_late(written: date, every: int) -> None:
    first = rules.slots(course(since=written.isoformat(), every=every), FRIDAYS, date(2026, 12, 31))[0]
    assert first.on + timedelta(days=1) >= written + timedelta(days=every), "late is what is not given on its day"


def test_the_first_check_in_is_where_the_calendar_has_it_and_at_the_end_where_it_has_none() -> None:
    assert rules.first_day(course(since="2026-11-04"), FRIDAYS).isoformat() == "2026-11-13"
    stopped = Rhythm(kind="check_in", enabled=False)
    assert rules.first_day(course(ends="2026-12-20"), stopped).isoformat() == "2026-12-20"


def test_a_rhythm_that_is_stopped_asks_for_nothing() -> None:
    assert rules.slots(course(), Rhythm(kind="check_in", enabled=False), date(2026, 12, 1)) == []


def test_a_holiday_moves_the_day() -> None:
    free = Rhythm(kind="check_in", zone="Europe/Berlin", holidays=frozenset({date(2026, 10, 9)}))
    assert days(rules.slots(course(), free, date(2026, 10, 20)))[0] == "2026-10-12"


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2026-10-04T12:00", None),
        ("2026-10-05T00:00", "open"),
        ("2026-10-08T23:59", "open"),
        ("2026-10-09T00:00", "due"),
        ("2026-10-09T23:59", "due"),
        ("2026-10-10T00:00", "overdue"),
        ("2026-10-11T23:59", "overdue"),
    ],
)
def test_an_unanswered_check_in_ages(at: str, state: str | None) -> None:
    now = local(at)
    found = rules.current(rules.standings(rules.slots(course(), FRIDAYS, date(2026, 11, 1)), [], now), now)
    assert (found and found.state) == state
    assert found is None or found.owed


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("2026-10-05T00:00", "on_time"),
        ("2026-10-09T23:59:59", "on_time"),
        ("2026-10-10T00:00", "late"),
        ("2026-10-11T23:59", "late"),
    ],
)
def test_an_answer_is_on_time_late_or_missed(answer: str, state: str) -> None:
    now = local("2026-10-11T23:59:59")
    found = rules.standings(rules.slots(course(), FRIDAYS, date(2026, 10, 20)), [local(answer)], now)
    assert found[0].state == state
    assert not found[0].owed


def test_after_the_grace_it_stays_missed_and_the_answer_counts_for_the_next() -> None:
    now = local("2026-10-13T09:00")
    found = rules.standings(rules.slots(course(), FRIDAYS, date(2026, 10, 20)), [now], now)
    assert [one.state for one in found[:2]] == ["missed", "on_time"]
    assert rules.discipline(found) == {"on_time": 1, "late": 0, "missed": 1}


def test_two_weeks_apart_a_late_answer_is_still_wanted_until_the_next_one_opens() -> None:
    slots = rules.slots(course(every=14), FRIDAYS, date(2026, 11, 30))
    now = local("2026-10-21T09:00")  # the next, of 30 October, opens on the 22nd
    waiting = rules.current(rules.standings(slots, [], now), now)
    assert waiting is not None
    assert (waiting.state, waiting.owed) == ("missed", True)
    answered = rules.current(rules.standings(slots, [now], now), now)
    assert answered is not None
    assert (answered.state, answered.owed) == ("missed", False)


def test_a_second_answer_changes_nothing() -> None:
    now = local("2026-10-11T20:00")
    first, second = local("2026-10-08T10:00"), local("2026-10-11T10:00")
    found = rules.standings(rules.slots(course(), FRIDAYS, date(2026, 10, 20)), [second, first], now)
    assert (found[0].state, found[0].answered_at) == ("on_time", first)


def test_the_day_ends_at_midnight_there_although_the_clocks_change() -> None:
    """On 25 October 2026 the night in Berlin has 25 hours; on 29 March 2026 it had 23."""
    sundays = Rhythm(kind="check_in", zone="Europe/Berlin", weekday=7)
    autumn = rules.slots(course(), sundays, date(2026, 10, 25))[-1]
    assert (autumn.ends - autumn.begins) == timedelta(hours=25)
    assert autumn.ends == datetime(2026, 10, 25, 23, 0, tzinfo=UTC)
    spring = rules.slots(course(starts="2026-03-01", since="2026-03-01"), sundays, date(2026, 3, 29))[-1]
    assert (spring.ends - spring.begins) == timedelta(hours=23)
    now = local("2026-10-25T23:59")
    assert rules.standings([autumn], [now], now)[0].state == "on_time"


LINE = Definition(kind=Kind.DECREASE, start=Decimal(24), target=Decimal(4))


@pytest.mark.parametrize(
    ("definition", "last", "expected"),
    [
        (LINE, Known(value=Decimal(18)), Known(value=Decimal(18))),
        (LINE, None, Known(value=Decimal(24))),
        (Definition(kind=Kind.BINARY), None, Known(value=Decimal(0))),
        (Definition(kind=Kind.MILESTONE), None, Known(steps=())),
        (Definition(kind=Kind.MILESTONE), Known(steps=(1, 2)), Known(steps=(1, 2))),
        (
            Definition(kind=Kind.SHARE),
            Known(value=Decimal("0.5"), done=Decimal(2), total=Decimal(4)),
            Known(done=Decimal(2), total=Decimal(4)),
        ),
        (Definition(kind=Kind.SHARE), None, None),
        (Definition(kind=Kind.MAINTAIN, low=Decimal(99)), None, None),
    ],
)
def test_no_change_says_the_last_value_again_or_the_start(
    definition: Definition, last: Known | None, expected: Known | None
) -> None:
    assert rules.unchanged(definition, last) == expected


def test_the_value_on_pace_lies_on_the_straight_line() -> None:
    assert rules.pace_value(LINE, 0.5) == 14
    assert rules.pace_value(LINE, None) is None
    assert rules.pace_value(Definition(kind=Kind.BINARY), 0.5) is None


@pytest.mark.parametrize(
    ("states", "closed", "code"),
    [
        (("active", "active"), False, None),
        (("active", "paused"), False, "rituals.paused"),
        (("dropped", "active"), False, "goals.dropped"),
        (("active", "draft"), False, "rituals.draft"),
        (("active", "active"), True, "goals.cycle_closed"),
    ],
)
def test_a_goal_that_is_not_alive_takes_no_check_in(states: tuple[str, str], closed: bool, code: str | None) -> None:
    found = rules.refusal(states, closed=closed)
    assert (found and found.code) == code


def test_a_late_urgent_task_of_a_red_key_result_helps_most() -> None:
    most = rules.help_of(due_in=-1, priority="urgent", healths=["on_track", "off_track"])
    some = rules.help_of(due_in=5, priority="none", healths=["at_risk"])
    least = rules.help_of(due_in=None, priority="none", healths=[])
    assert (most, some, least) == (10, 4, 0)
