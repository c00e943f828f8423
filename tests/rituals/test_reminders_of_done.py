"""Nobody is reminded of what is done, whatever the ritual; what stays undone three times becomes one question."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from headway.core import clock
from headway.progress.rules.metrics import Kind as MetricKind
from headway.rituals.actions import assessments, check_ins, commitments, gradings, reminders, retrospectives, wins
from headway.rituals.queries import my_week
from headway.rituals.rules.calendar import DEFAULTS, Kind, Occurrence, Rhythm, occurrences
from headway.rituals.rules.reminders import first_day_of
from headway.rituals.schemas.assessments import AssessmentIn
from headway.rituals.schemas.check_ins import CheckInIn
from headway.rituals.schemas.retrospectives import LessonIn, RetrospectiveIn
from headway.rituals.schemas.weeks import CommitmentIn, WinIn
from tests.goals import world
from tests.make import Make, Member
from tests.rituals import week_world
from tests.rituals.test_reminders import tick
from tests.rituals.week_world import Company

BEGIN = datetime(2026, 10, 20, 12, tzinfo=UTC)  # a Tuesday; the cycle of the company ends on Friday, 4 December
BEFORE = BEGIN - timedelta(days=7)  # what was written then owes its first check-in on Friday, 23 October
MONDAY = datetime(2026, 10, 26, 10, tzinfo=UTC)
FRIDAY = datetime(2026, 10, 30, 16, tzinfo=UTC)
FIRST_TUESDAY = datetime(2026, 11, 3, 10, tzinfo=UTC)
LAST_TUESDAY = datetime(2026, 12, 1, 10, tzinfo=UTC)
LAST_THURSDAY = datetime(2026, 12, 3, 14, tzinfo=UTC)


@pytest.fixture
async def us(make: Make) -> Company:
    with clock.at(BEGIN):
        return await week_world.company(make)


async def check_in_asked_of(us: Company, who: Member, at: datetime) -> bool:
    """Let the timetable run; whether somebody was reminded of a check-in. (Lea is, of the goal that counts itself.)"""
    return who.id in await reminded(us.make, "check_in", at)


async def reminded(make: Make, kind: Kind, at: datetime) -> dict[UUID, bool]:
    """Let the timetable run at a moment; who was reminded of the ritual then, and whether it was the question."""
    for moment in (at - timedelta(minutes=5), at):
        with clock.at(moment):
            await tick(make, moment)
    rows = await make.connection.execute(
        "select member_id, asked from ritual_reminder where kind = %s and at = %s", [kind, at]
    )
    return dict(await rows.fetchall())


async def cycle_of(us: Company) -> UUID:
    row = await us.make.connection.execute("select cycle_id from objective where id = %s", [us.objective])
    (found,) = await row.fetchone() or (None,)
    assert isinstance(found, UUID)
    return found


async def commit(us: Company, who: Member) -> None:
    await commitments.make_commitment(us.make.ctx_of(who), us.team, CommitmentIn(title="Call five customers"))


async def win(us: Company, who: Member) -> None:
    await wins.make_win(us.make.ctx_of(who), us.team, WinIn(text="A good word"))


async def assess(us: Company, who: Member) -> None:
    ctx = us.make.ctx_of(who)
    await assessments.assess(ctx, us.objective, ctx.today, AssessmentIn(judgement=60, decision="keep"))


async def score(us: Company, who: Member) -> None:
    await gradings.finish_scoring(us.make.ctx_of(who), us.team, await cycle_of(us), done=True)


async def write(us: Company, who: Member) -> None:
    given = RetrospectiveIn(achieved="", missed="", learned="Ask earlier")
    await retrospectives.write_retrospective(us.make.ctx_of(who), us.team, await cycle_of(us), given, version=0)


async def learn(us: Company, who: Member) -> None:
    await retrospectives.add_lesson(us.make.ctx_of(who), us.team, await cycle_of(us), LessonIn(words="Ask earlier"))


@pytest.mark.parametrize(
    ("kind", "at", "do", "still"),
    [
        ("commitments", MONDAY, commit, {"noah", "lea"}),
        ("wins", FRIDAY, win, {"noah", "lea"}),
        ("assessment", FIRST_TUESDAY, assess, set()),
        ("grading", LAST_TUESDAY, score, {"lea"}),
        ("retrospective", LAST_THURSDAY, write, set()),
        ("retrospective", LAST_THURSDAY, learn, set()),
    ],
)
async def test_what_somebody_has_done_is_not_reminded_and_what_is_left_is(
    us: Company, kind: Kind, at: datetime, do: Callable[[Company, Member], Awaitable[None]], *, still: set[str]
) -> None:
    with clock.at(at - timedelta(hours=2)):
        await do(us, us.mia)
    found = await reminded(us.make, kind, at)
    assert set(found) == {getattr(us, name).id for name in still}


@pytest.mark.parametrize(
    ("kind", "at", "do", "due"),
    [
        ("commitments", MONDAY, commit, {"mia", "noah", "lea"}),
        ("wins", FRIDAY, win, {"mia", "noah", "lea"}),
        ("assessment", FIRST_TUESDAY, assess, {"lea"}),
    ],
)
async def test_what_was_done_the_time_before_is_due_again(
    us: Company, kind: Kind, at: datetime, do: Callable[[Company, Member], Awaitable[None]], *, due: set[str]
) -> None:
    with clock.at(at - timedelta(days=6)):
        await do(us, us.mia)
    assert set(await reminded(us.make, kind, at)) == {getattr(us, name).id for name in due}


async def test_scoring_is_done_when_the_owner_is_done_or_all_is_graded(us: Company) -> None:
    with clock.at(LAST_TUESDAY - timedelta(hours=2)):
        await score(us, us.lea)
    assert await reminded(us.make, "grading", LAST_TUESDAY) == {}


async def test_scoring_is_done_when_all_is_graded(us: Company) -> None:
    await us.make.connection.execute(
        "update key_result set grade = 0.7, graded_at = %s where id = %s", [BEGIN, us.goal]
    )
    assert await reminded(us.make, "grading", LAST_TUESDAY) == {}


async def test_a_check_in_given_after_its_reminder_is_no_answer_to_the_next(us: Company) -> None:
    first = datetime(2026, 10, 23, 15, tzinfo=UTC)
    with clock.at(BEFORE):
        ctx = us.make.ctx_of(us.make.owner)
        result = await world.key_result(ctx, us.objective, "Number", owner_id=us.mia.id)
    assert await check_in_asked_of(us, us.mia, first)
    with clock.at(first + timedelta(hours=3)):
        await check_ins.check_in(us.make.ctx_of(us.mia), result.id, CheckInIn(unchanged=True))
    assert await check_in_asked_of(us, us.mia, first + timedelta(days=7))


async def test_a_check_in_that_was_taken_back_is_none(us: Company) -> None:
    friday = datetime(2026, 10, 23, 15, tzinfo=UTC)
    with clock.at(BEFORE):
        result = await world.key_result(us.make.ctx_of(us.make.owner), us.objective, "Number", owner_id=us.mia.id)
    with clock.at(friday - timedelta(hours=3)):
        given = await check_ins.check_in(us.make.ctx_of(us.mia), result.id, CheckInIn(unchanged=True))
        await check_ins.withdraw_check_in(us.make.ctx_of(us.mia), given.check_in.id)
    assert await check_in_asked_of(us, us.mia, friday)


async def owed_by(us: Company, who: Member, at: datetime) -> set[UUID]:
    """What My week says that somebody owes."""
    with clock.at(at):
        return {line.key_result.id for line in (await my_week.my_week(us.make.ctx_of(who))).due}


async def test_a_value_answers_the_reminder_and_my_week_until_the_next_slot_opens(us: Company) -> None:
    friday = datetime(2026, 10, 23, 15, tzinfo=UTC)
    with clock.at(BEFORE):
        result = await world.key_result(us.make.ctx_of(us.make.owner), us.objective, "Number", owner_id=us.mia.id)
    assert await owed_by(us, us.mia, friday - timedelta(hours=4)) == {result.id}
    with clock.at(friday - timedelta(hours=3)):
        await world.record(us.make.ctx_of(us.mia), result.id, 30)
    assert await owed_by(us, us.mia, friday - timedelta(hours=2)) == set()
    assert not await check_in_asked_of(us, us.mia, friday)
    with clock.at(friday + timedelta(minutes=10)):
        given = await check_ins.check_in(us.make.ctx_of(us.mia), result.id, CheckInIn(unchanged=True))
    assert given.check_in.timing == "on_time", "a check-in after a value is told by when it came itself"
    following = friday + timedelta(days=7)
    assert await owed_by(us, us.mia, following - timedelta(hours=1)) == {result.id}
    assert await check_in_asked_of(us, us.mia, following)


async def test_a_computed_number_owes_a_check_in_without_a_value(us: Company) -> None:
    friday = datetime(2026, 10, 23, 15, tzinfo=UTC)
    with clock.at(BEFORE):
        ctx = us.make.ctx_of(us.make.owner)
        work = await world.key_result(
            ctx, us.objective, "Ship", kind=MetricKind.WORK, start=None, target=None, owner_id=us.mia.id
        )
    assert await owed_by(us, us.mia, friday - timedelta(hours=1)) == {work.id}
    assert await check_in_asked_of(us, us.mia, friday)
    with clock.at(friday + timedelta(hours=1)):
        await check_ins.check_in(us.make.ctx_of(us.mia), work.id, CheckInIn(confidence=8))
    assert await owed_by(us, us.mia, friday + timedelta(hours=2)) == set()


async def test_a_number_that_is_checked_every_second_week_is_reminded_every_second_week(us: Company) -> None:
    with clock.at(BEFORE):
        await world.key_result(us.make.ctx_of(us.make.owner), us.objective, "Number", owner_id=us.mia.id)
    await us.make.connection.execute("update metric set check_in_days = 14")
    fridays = [datetime(2026, 10, 23, 15, tzinfo=UTC) + timedelta(days=7 * week) for week in range(5)]
    told = [await check_in_asked_of(us, us.mia, friday) for friday in fridays]
    assert told in ([False, True, False, True, False], [False, False, True, False, True])


async def test_three_mondays_without_an_answer_become_one_question_until_one_wants_to_go_on(us: Company) -> None:
    mondays = [MONDAY + timedelta(days=7 * week) for week in range(6)]
    told = [(await reminded(us.make, "commitments", monday)).get(us.mia.id) for monday in mondays[:5]]
    assert told == [False, False, False, True, None]
    await reminders.go_on(us.make.ctx_of(us.mia), us.team, ritual="commitments")
    assert (await reminded(us.make, "commitments", mondays[5]))[us.mia.id] is False


async def test_an_answer_begins_the_count_anew(us: Company) -> None:
    for week in range(3):
        await reminded(us.make, "commitments", MONDAY + timedelta(days=7 * week))
    with clock.at(MONDAY + timedelta(days=15)):
        await commit(us, us.mia)
    assert (await reminded(us.make, "commitments", MONDAY + timedelta(days=21)))[us.mia.id] is False


async def test_the_archive_has_no_rituals(us: Company) -> None:
    await us.make.connection.execute("update team set archived_at = now() where id = %s", [us.team])
    assert await reminded(us.make, "commitments", MONDAY) == {}


def occurrence(rhythm: Rhythm, day: date) -> tuple[Occurrence, Occurrence | None]:
    """The one that takes place on or after a day, and the one before it."""
    found = occurrences(rhythm, day - timedelta(days=120), day + timedelta(days=120))
    place = next(at for at, each in enumerate(found) if each.on >= day)
    return found[place], found[place - 1] if place else None


@pytest.mark.parametrize(
    ("rhythm", "first"),
    [
        (DEFAULTS["check_in"], "2026-11-16"),  # Friday the 20th opens on its Monday
        (Rhythm(kind="check_in", weekday=2, every_weeks=1), "2026-11-20"),  # Tuesday the 24th: four days before
        (Rhythm(kind="check_in", weekday=5, every_weeks=2), "2026-11-19"),  # Friday the 27th: eight days before
        (DEFAULTS["commitments"], "2026-11-23"),
        (DEFAULTS["wins"], "2026-11-16"),
        (Rhythm(kind="wins", weekday=5, every_weeks=2), "2026-11-16"),  # Friday the 27th: both weeks since the 13th
        (DEFAULTS["assessment"], "2026-12-01"),
        (Rhythm(kind="grading", cadence="cycle", cycles=((date(2026, 10, 1), date(2026, 12, 31)),)), "2026-10-01"),
        (Rhythm(kind="assessment", cadence="cycle", cycles=((date(2026, 10, 1), date(2026, 12, 31)),)), "2026-12-01"),
    ],
)
def test_an_answer_counts_from_the_day_its_period_begins(rhythm: Rhythm, first: str) -> None:
    each, before = occurrence(rhythm, date(2026, 11, 20))
    assert first_day_of(rhythm, each, before).isoformat() == first
