"""Reminders: once, in the right zone, over a change of clocks and a holiday; asked after three; never when paused."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from psycopg.types.json import Jsonb

from headway.core import clock
from headway.core.ctx import SYSTEM, Ctx
from headway.goals.schemas.cycles import CycleOut
from headway.rituals.actions import calendars, reminders
from headway.rituals.jobs import JOBS
from headway.rituals.rules.reminders import Due, Owed, verdict
from headway.rituals.schemas.calendars import CalendarIn, Holiday, RhythmIn
from tests.goals import world
from tests.make import Make, Member

FRIDAY = RhythmIn(cadence="weekly", weekday=5, hour=15)


def system(make: Make, at: datetime) -> Ctx:
    return Ctx(make.connection, make.workspace, SYSTEM, now=at)


async def ticks(make: Make, start: datetime, until: datetime, *, step: timedelta = timedelta(hours=1)) -> Counter[str]:
    """Let the timetable run over a stretch of time; how often each person was reminded of each occurrence."""
    told: Counter[str] = Counter()
    at = start
    while at <= until:
        with clock.at(at):
            told += await tick(make, at)
        at += step
    return told


async def tick(make: Make, at: datetime) -> Counter[str]:
    """One run of the timetable and of what it asks for."""
    told: Counter[str] = Counter()
    ctx = system(make, at)
    await reminders.read_clock(ctx)
    for job in ctx._jobs:
        worker = system(make, at)
        await reminders.take(worker, msgspec.convert(job.arguments["due"], Due))
        told += Counter(
            f"{at:%m-%d %H:%M} {e.kind} {e.data['key']}" for e in worker.recorded if e.kind != "rituals.called"
        )
    return told


@pytest.fixture
async def mia(make: Make) -> Member:
    return await make.member(name="Mia Member")


async def quarter(ctx: Ctx) -> CycleOut:
    return await world.cycle(ctx, past=40, ahead=80)


async def owned(ctx: Ctx, owner: Member, *, team: UUID | None = None, count: int = 1) -> list[UUID]:
    objective = await world.objective(ctx, (await quarter(ctx)).id, team_id=team, owner_id=owner.id)
    return [
        (await world.key_result(ctx, objective.id, f"Number {each}", owner_id=owner.id)).id for each in range(count)
    ]


async def answer(make: Make, key_result: UUID, at: datetime) -> None:
    """A value that was recorded then."""
    await make.connection.execute(
        """
        insert into measurement (workspace_id, metric_id, value, effective_at, recorded_at) values (%s, %s, 1, %s, %s)
        """,
        [make.workspace.id, key_result, at, at],
    )


async def test_it_fires_once_at_the_hour_on_the_wall_over_the_change_of_clocks(make: Make, mia: Member) -> None:
    with clock.at(datetime(2026, 10, 12, 12, tzinfo=UTC)):
        ctx = make.ctx_of(make.owner)
        team = await make.team("Berlin", lead=make.owner)
        await make.join(team, mia)
        made = await calendars.set_calendar(ctx, team, CalendarIn(time_zone="Europe/Berlin"), version=0)
        await calendars.set_rhythm(ctx, team, "check_in", FRIDAY, version=made.version)
        (key_result,) = await owned(ctx, mia, team=team)
        await answer(make, key_result, datetime(2026, 10, 14, tzinfo=UTC))
    start = datetime(2026, 10, 20, 0, tzinfo=UTC)
    told = await ticks(make, start, datetime(2026, 10, 31, tzinfo=UTC), step=timedelta(minutes=30))
    check_ins = {name: times for name, times in told.items() if "rituals.reminded check_in" in name}
    assert check_ins == {
        "10-23 13:00 rituals.reminded check_in:2026-W43": 1,  # 15:00 in summer time
        "10-30 14:00 rituals.reminded check_in:2026-W44": 1,  # 15:00 in winter time
    }


async def test_a_holiday_moves_it_and_the_week_still_has_one(make: Make, mia: Member) -> None:
    with clock.at(datetime(2026, 10, 12, 12, tzinfo=UTC)):
        ctx = make.ctx_of(make.owner)
        free = CalendarIn(holidays=[Holiday(day=date(2026, 10, 23), name="Fair")])
        await calendars.set_calendar(ctx, None, free, version=0)
        await owned(ctx, mia)
    told = await ticks(make, datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC))
    assert [name for name in told if "reminded check_in" in name] == [
        "10-26 15:00 rituals.reminded check_in:2026-W43",
        "10-30 15:00 rituals.reminded check_in:2026-W44",
    ]


async def test_what_is_done_since_the_last_time_is_not_reminded(make: Make, mia: Member) -> None:
    with clock.at(datetime(2026, 10, 12, 12, tzinfo=UTC)):
        first, second = await owned(make.ctx_of(make.owner), mia, count=2)
    await answer(make, first, datetime(2026, 10, 20, tzinfo=UTC))
    await ticks(make, datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC))
    rows = await make.connection.execute("select subject_id from ritual_reminder where kind = 'check_in'")
    assert await rows.fetchall() == [(second,)]


async def test_three_unanswered_reminders_become_one_question_and_then_silence(make: Make, mia: Member) -> None:
    with clock.at(datetime(2026, 10, 5, 12, tzinfo=UTC)):
        (key_result,) = await owned(make.ctx_of(make.owner), mia)
    await ticks(make, datetime(2026, 10, 13, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC), step=timedelta(hours=3))
    rows = await (
        await make.connection.execute(
            "select key, asked from ritual_reminder where subject_id = %s order by at", [key_result]
        )
    ).fetchall()
    assert rows == [
        ("check_in:2026-W42", False),
        ("check_in:2026-W43", False),
        ("check_in:2026-W44", False),
        ("check_in:2026-W45", True),
    ]


async def test_an_answer_or_a_wish_to_go_on_begins_anew(make: Make, mia: Member) -> None:
    with clock.at(datetime(2026, 10, 5, 12, tzinfo=UTC)):
        (key_result,) = await owned(make.ctx_of(make.owner), mia)
    await ticks(make, datetime(2026, 10, 13, tzinfo=UTC), datetime(2026, 11, 8, tzinfo=UTC), step=timedelta(hours=3))
    await reminders.go_on(make.ctx_of(mia), key_result)
    told = await ticks(make, datetime(2026, 11, 9, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC))
    assert len([name for name in told if "reminded check_in" in name]) == 2


async def test_paused_and_dropped_goals_and_people_who_left_are_left_in_peace(make: Make, mia: Member) -> None:
    with clock.at(datetime(2026, 10, 12, 12, tzinfo=UTC)):
        ctx = make.ctx_of(make.owner)
        await owned(ctx, mia)
        await make.connection.execute(
            "update key_result set state = 'dropped' where workspace_id = %s", [ctx.workspace.id]
        )
    assert not await ticks(make, datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC))
    await make.connection.execute("update key_result set state = 'active' where workspace_id = %s", [ctx.workspace.id])
    await make.connection.execute("update member set removed_at = now() where id = %s", [mia.id])
    assert not await ticks(make, datetime(2026, 10, 27, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC))


async def test_a_clock_that_stood_hands_out_what_is_still_open_and_nothing_older(make: Make, mia: Member) -> None:
    with clock.at(datetime(2026, 10, 12, 12, tzinfo=UTC)):
        await owned(make.ctx_of(make.owner), mia)
    await tick(make, datetime(2026, 10, 13, tzinfo=UTC))
    told = await tick(make, datetime(2026, 10, 31, 12, tzinfo=UTC))  # Saturday: the one of Friday is open until Monday
    assert [name for name in told if "reminded check_in" in name] == ["10-31 12:00 rituals.reminded check_in:2026-W44"]


async def test_the_same_step_taken_twice_does_nothing_the_second_time(make: Make, mia: Member) -> None:
    with clock.at(datetime(2026, 10, 12, 12, tzinfo=UTC)):
        await owned(make.ctx_of(make.owner), mia)
    at = datetime(2026, 10, 23, 15, tzinfo=UTC)
    await tick(make, at - timedelta(minutes=5))
    ctx = system(make, at)
    assert await reminders.read_clock(ctx) == await reminders.read_clock(system(make, at)) + len(ctx._jobs)
    (due,) = [each for job in ctx._jobs if (each := msgspec.convert(job.arguments["due"], Due)).kind == "check_in"]
    assert await reminders.take(system(make, at), due) is True
    again = system(make, at + timedelta(minutes=1))
    assert await reminders.take(again, due) is False
    assert again.recorded == ()


async def test_quiet_hours_of_the_team_put_a_reminder_off(make: Make, mia: Member) -> None:
    with clock.at(datetime(2026, 10, 12, 12, tzinfo=UTC)):
        ctx = make.ctx_of(make.owner)
        quiet: Any = {"begin": 14 * 60, "end": 17 * 60}
        await calendars.set_calendar(ctx, None, msgspec.convert({"quiet": quiet}, CalendarIn), version=0)
        await owned(ctx, mia)
    told = await ticks(make, datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC))
    assert [name for name in told if "reminded check_in" in name] == ["10-23 17:00 rituals.reminded check_in:2026-W43"]


async def test_leads_hear_of_what_was_missed_when_grace_has_ended(make: Make, mia: Member) -> None:
    with clock.at(datetime(2026, 10, 12, 12, tzinfo=UTC)):
        ctx = make.ctx_of(make.owner)
        team = await make.team("Growth", lead=make.owner)
        await owned(ctx, mia, team=team, count=2)
    told = await ticks(make, datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 10, 28, tzinfo=UTC))
    assert [name for name in told if "missed" in name] == ["10-26 00:00 rituals.missed check_in:2026-W43"]


async def test_the_people_of_a_team_are_called_on_monday(make: Make, mia: Member) -> None:
    with clock.at(datetime(2026, 10, 12, 12, tzinfo=UTC)):
        ctx = make.ctx_of(make.owner)
        team = await make.team("Growth", lead=make.owner)
        await make.join(team, mia)
        await owned(ctx, mia, team=team)
    told = await ticks(make, datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 10, 27, tzinfo=UTC))
    assert told["10-26 10:00 rituals.reminded commitments:2026-W44"] == 2


def test_the_question_is_asked_once() -> None:
    at = datetime(2026, 10, 23, 15, tzinfo=UTC)
    due = Due(
        team=None, kind="check_in", key="check_in:2026-W43", step="remind", at=at, on=at.date(),
        since=at - timedelta(days=7), closes=at + timedelta(days=2),
    )  # fmt: skip
    who = Owed(member=UUID(int=1), subject_id=UUID(int=2))
    assert verdict(msgspec.structs.replace(who, reminders=2), due) == "remind"
    assert verdict(msgspec.structs.replace(who, reminders=3), due) == "ask"
    assert verdict(msgspec.structs.replace(who, reminders=4, asked=True), due) == "silent"
    done = msgspec.structs.replace(who, done=True)
    assert verdict(done, due) == "silent"
    assert verdict(done, msgspec.structs.replace(due, skip_done=False)) == "remind"


def test_a_step_survives_its_way_through_the_queue() -> None:
    at = datetime(2026, 10, 23, 15, tzinfo=UTC)
    due = Due(
        team=UUID(int=3), kind="wins", key="wins:2026-W43", step="remind", at=at, on=at.date(), since=at, closes=at
    )
    stored = msgspec.json.decode(msgspec.json.encode(Jsonb(msgspec.to_builtins(due)).obj))
    assert msgspec.convert(stored, Due) == due
    assert {job.name for job in JOBS} >= {"rituals.read_clock", "rituals.take_step"}
