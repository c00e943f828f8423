"""When rituals take place: changes of clocks, holidays, moves, months and cycles."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from headway.rituals.rules.calendar import (
    DEFAULTS,
    Rhythm,
    last_weekday,
    moment,
    nth_weekday,
    occurrences,
    out_of_quiet,
    upcoming,
)
from headway.rituals.rules.public_holidays import countries, public_holidays

FRIDAY = Rhythm(kind="check_in", weekday=5, hour=15, zone="Europe/Berlin")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")


def days(rhythm: Rhythm, first: str, last: str) -> list[str]:
    return [each.on.isoformat() for each in occurrences(rhythm, date.fromisoformat(first), date.fromisoformat(last))]


def test_the_hour_stays_on_the_wall_when_the_clocks_change() -> None:
    found = occurrences(FRIDAY, date(2026, 10, 19), date(2026, 11, 1))
    assert [each.at for each in found] == [
        datetime(2026, 10, 23, 13, tzinfo=UTC),  # summer time, UTC+2
        datetime(2026, 10, 30, 14, tzinfo=UTC),  # winter time, UTC+1
    ]


@pytest.mark.parametrize(
    ("zone", "on", "hour", "expected"),
    [
        # the hour that does not exist: as if the clocks had not changed yet
        ("Europe/Berlin", date(2026, 3, 29), (2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("America/New_York", date(2026, 3, 8), (2, 30), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 10, 4), (2, 15), datetime(2026, 10, 3, 15, 45, tzinfo=UTC)),  # half an hour
        # the hour that exists twice: the first of the two
        ("Europe/Berlin", date(2026, 10, 25), (2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("America/New_York", date(2026, 11, 1), (1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 4, 5), (1, 45), datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),
        # a zone without changes, and with half an hour in its offset
        ("Asia/Kolkata", date(2026, 3, 29), (2, 30), datetime(2026, 3, 28, 21, 0, tzinfo=UTC)),
    ],
)
def test_an_hour_that_is_missing_or_there_twice_has_one_meaning(
    zone: str, on: date, hour: tuple[int, int], expected: datetime
) -> None:
    assert moment(on, *hour, zone) == expected


def test_the_missing_hour_reads_an_hour_later_on_the_wall() -> None:
    local = moment(date(2026, 3, 29), 2, 30, "Europe/Berlin").astimezone(ZoneInfo("Europe/Berlin"))
    assert (local.hour, local.minute) == (3, 30)


@given(
    rhythm=some.builds(
        Rhythm,
        kind=some.just("check_in"),
        zone=some.sampled_from(ZONES),
        weekday=some.integers(1, 7),
        hour=some.integers(0, 23),
        minute=some.integers(0, 59),
        every_weeks=some.integers(1, 4),
    ),
    start=some.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_there_is_exactly_one_in_each_period_whatever_the_clocks_do(rhythm: Rhythm, start: date) -> None:
    found = occurrences(rhythm, start, start + timedelta(days=7 * 12 * rhythm.every_weeks - 1))
    assert len(found) == 12
    assert len({each.key for each in found}) == 12
    assert [each.at for each in found] == sorted({each.at for each in found})
    assert {each.on.isoweekday() for each in found} == {rhythm.weekday}


def test_asking_in_parts_gives_the_same_as_asking_at_once() -> None:
    rhythm = Rhythm(kind="check_in", weekday=5, holidays=frozenset({date(2026, 12, 25), date(2027, 1, 1)}))
    whole = occurrences(rhythm, date(2026, 12, 1), date(2027, 1, 31))
    parts = [
        each
        for day in range(62)
        for each in occurrences(
            rhythm, date(2026, 12, 1) + timedelta(days=day), date(2026, 12, 1) + timedelta(days=day)
        )
    ]
    assert parts == whole


def test_a_holiday_moves_it_to_the_next_working_day_and_keeps_its_key() -> None:
    rhythm = Rhythm(kind="check_in", weekday=5, holidays=frozenset({date(2026, 5, 1)}))
    moved = occurrences(rhythm, date(2026, 5, 2), date(2026, 5, 7))
    assert [(each.on, each.planned, each.key) for each in moved] == [
        (date(2026, 5, 4), date(2026, 5, 1), "check_in:2026-W18")
    ]


def test_a_holiday_skips_it_where_that_was_chosen() -> None:
    rhythm = Rhythm(kind="check_in", weekday=5, on_holiday="skip", holidays=frozenset({date(2026, 5, 1)}))
    assert days(rhythm, "2026-04-24", "2026-05-08") == ["2026-04-24", "2026-05-08"]


def test_holidays_that_reach_the_next_one_leave_that_one_alone() -> None:
    closed = frozenset(date(2026, 12, 24) + timedelta(days=each) for each in range(11))  # until 3 January
    rhythm = Rhythm(kind="commitments", weekday=1, holidays=closed)
    # 28 December would come on 4 January, where the next one is
    assert days(rhythm, "2026-12-21", "2027-01-11") == ["2026-12-21", "2027-01-04", "2027-01-11"]


def test_a_team_that_meets_on_sundays_works_on_sundays() -> None:
    rhythm = Rhythm(kind="check_in", weekday=7, holidays=frozenset({date(2026, 11, 22)}))
    assert days(rhythm, "2026-11-16", "2026-11-28") == ["2026-11-23"]


def test_moves_and_skips_hold_whatever_the_rhythm_says() -> None:
    rhythm = Rhythm(
        kind="check_in",
        weekday=5,
        changes={"check_in:2026-W47": date(2026, 11, 19), "check_in:2026-W48": None},
    )
    assert days(rhythm, "2026-11-16", "2026-12-04") == ["2026-11-19", "2026-12-04"]


def test_another_weekday_within_the_week_is_still_the_same_occurrence() -> None:
    friday, thursday = Rhythm(kind="check_in", weekday=5), Rhythm(kind="check_in", weekday=4)
    week = date(2026, 11, 16), date(2026, 11, 22)
    assert [each.key for each in occurrences(friday, *week)] == [each.key for each in occurrences(thursday, *week)]


@pytest.mark.parametrize(
    ("nth", "weekday", "expected"),
    [(1, 2, date(2026, 12, 1)), (2, 5, date(2026, 12, 11)), (4, 7, date(2026, 12, 27)), (-1, 4, date(2026, 12, 31))],
)
def test_months_have_an_nth_and_a_last_weekday(nth: int, weekday: int, expected: date) -> None:
    assert nth_weekday(2026, 12, nth=nth, weekday=weekday) == expected


def test_the_monthly_assessment_is_on_the_first_tuesday() -> None:
    assert days(DEFAULTS["assessment"], "2026-11-01", "2027-01-31") == ["2026-11-03", "2026-12-01", "2027-01-05"]


def test_grading_is_in_the_last_week_of_the_cycle() -> None:
    cycles = ((date(2026, 10, 1), date(2026, 12, 31)), (date(2027, 1, 1), date(2027, 3, 31)))
    rhythm = Rhythm(kind="grading", cadence="cycle", weekday=2, hour=10, cycles=cycles)
    assert days(rhythm, "2026-10-01", "2027-03-31") == ["2026-12-29", "2027-03-30"]
    assert last_weekday(date(2026, 12, 31), 5) == date(2026, 12, 25)


def test_a_holiday_never_carries_it_out_of_the_cycle_that_it_closes() -> None:
    cycles = ((date(2026, 10, 1), date(2026, 12, 31)),)
    holidays = frozenset({date(2026, 12, 31)})
    rhythm = Rhythm(kind="grading", cadence="cycle", weekday=4, hour=10, cycles=cycles, holidays=holidays)
    assert days(rhythm, "2026-10-01", "2027-01-31") == ["2026-12-30"]


def test_a_stopped_rhythm_has_none() -> None:
    assert days(Rhythm(kind="wins", enabled=False), "2026-01-01", "2026-12-31") == []


def test_grace_ends_at_midnight_on_the_wall() -> None:
    (found,) = occurrences(FRIDAY, date(2026, 10, 23), date(2026, 10, 23))  # the clocks change on Sunday
    assert found.closes == datetime(2026, 10, 25, 23, tzinfo=UTC)  # an hour more than in other weeks
    (later,) = occurrences(FRIDAY, date(2026, 10, 30), date(2026, 10, 30))
    assert later.closes == datetime(2026, 11, 1, 23, tzinfo=UTC)
    assert found.closes - found.at == later.closes - later.at + timedelta(hours=1)


def test_the_next_ones_begin_after_the_moment() -> None:
    at = occurrences(FRIDAY, date(2026, 11, 20), date(2026, 11, 20))[0].at
    assert upcoming(FRIDAY, at, 2)[0].on == date(2026, 11, 27)
    assert upcoming(FRIDAY, at - timedelta(seconds=1), 2)[0].on == date(2026, 11, 20)
    assert len(upcoming(FRIDAY, at)) == 5


@pytest.mark.parametrize(
    ("hour", "quiet", "expected"),
    [
        (7, (20 * 60, 8 * 60), datetime(2026, 11, 20, 8, tzinfo=UTC)),
        (21, (20 * 60, 8 * 60), datetime(2026, 11, 21, 8, tzinfo=UTC)),
        (12, (20 * 60, 8 * 60), datetime(2026, 11, 20, 12, tzinfo=UTC)),
        (12, (12 * 60, 13 * 60), datetime(2026, 11, 20, 13, tzinfo=UTC)),
        (13, (12 * 60, 13 * 60), datetime(2026, 11, 20, 13, tzinfo=UTC)),
        (12, None, datetime(2026, 11, 20, 12, tzinfo=UTC)),
        (12, (0, 0), datetime(2026, 11, 20, 12, tzinfo=UTC)),
    ],
)
def test_quiet_hours_wait_for_their_end(hour: int, quiet: tuple[int, int] | None, expected: datetime) -> None:
    assert out_of_quiet(datetime(2026, 11, 20, hour, tzinfo=UTC), "UTC", quiet) == expected


@given(
    zone=some.sampled_from(ZONES),
    begin=some.integers(0, 1439),
    end=some.integers(0, 1439),
    at=some.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=some.just(UTC)),  # noqa: DTZ001 - bounds are naive
)
def test_leaving_quiet_hours_never_goes_back_and_never_takes_longer_than_they_last(
    zone: str, begin: int, end: int, at: datetime
) -> None:
    left = out_of_quiet(at, zone, (begin, end))
    assert at <= left <= at + timedelta(hours=26)
    assert out_of_quiet(left, zone, (begin, end)) == left or begin == end or _on_a_night_of_change(left, zone)


def _on_a_night_of_change(at: datetime, zone: str) -> bool:
    """The end of quiet hours may itself be an hour that does not exist, or exists twice."""
    local = at.astimezone(ZoneInfo(zone))
    around = {
        (local + timedelta(hours=each)).astimezone(UTC).astimezone(ZoneInfo(zone)).utcoffset() for each in (-3, 3)
    }
    return len(around) == 2


def test_a_country_brings_its_holidays_by_region() -> None:
    germany = dict(public_holidays("DE", None, 2026))
    assert date(2026, 10, 3) in germany
    assert date(2026, 1, 6) not in germany
    assert date(2026, 1, 6) in dict(public_holidays("DE", "BY", 2026))
    assert public_holidays("ZZ", None, 2026) == ()
    assert "BY" in countries()["DE"]
