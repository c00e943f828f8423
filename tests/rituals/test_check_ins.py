"""Check-ins: given, corrected, withdrawn, by link."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import msgspec
import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.edge import NOWHERE
from headway.core.errors import Forbidden, Invalid, NotFound
from headway.goals import queries as goals
from headway.goals.actions import cycles, key_results, objectives
from headway.goals.schemas.key_results import KeyResultOut, KeyResultPatch, StepIn
from headway.goals.schemas.objectives import ObjectiveIn, ObjectiveOut
from headway.identity.actions.links import LinkInvalid
from headway.progress.rules.metrics import Kind
from headway.rituals.actions import check_in_links, check_ins
from headway.rituals.actions.check_ins import NotNow, Superseded
from headway.rituals.queries import check_ins as expected
from headway.rituals.queries import drafts, given, my_week
from headway.rituals.schemas.check_ins import CheckedInOut, CheckInIn, CheckInLinkDone, CheckInLinkIn
from tests.goals import world
from tests.make import Make, Member

pytestmark = pytest.mark.anyio


@pytest.fixture
async def goal(ctx: Ctx) -> ObjectiveOut:
    return await world.objective(ctx, (await world.cycle(ctx)).id)


@pytest.fixture
async def result(ctx: Ctx, goal: ObjectiveOut) -> KeyResultOut:
    return await world.key_result(ctx, goal.id)


def said(value: object = None, **more: object) -> CheckInIn:
    return CheckInIn(value=None if value is None else Decimal(str(value)), **more)  # type: ignore[arg-type]  # tests name fields freely


async def written(ctx: Ctx, key_result: UUID, days_ago: int) -> None:
    """As if it had been written some days ago."""
    await db.run(
        ctx, "update key_result set created_at = %(at)s where id = %(id)s", id=key_result, at=days_before(ctx, days_ago)
    )


def days_before(ctx: Ctx, days: int) -> datetime:
    return ctx.now - timedelta(days=days)


def later(ctx: Ctx, **ahead: int) -> Ctx:
    """The same person, some time later."""
    return Ctx(ctx.connection, ctx.workspace, ctx.actor, now=ctx.now + timedelta(**ahead))


async def test_a_check_in_moves_the_key_result_its_objective_and_the_confidence(
    ctx: Ctx, goal: ObjectiveOut, result: KeyResultOut
) -> None:
    done = await check_ins.check_in(ctx, result.id, said(25, confidence=7, changed=" Two more teams. "))
    assert (done.key_result.progress.raw, done.key_result.confidence) == (0.25, 7)
    assert (done.check_in.confidence_before, done.check_in.confidence, done.check_in.changed) == (
        5,
        7,
        "Two more teams.",
    )
    assert (done.check_in.display_before, done.check_in.display) == ("", "25 %")
    assert {(one.title, one.after) for one in done.moved} == {(result.title, "25 %"), (goal.title, "25 %")}
    assert (await goals.objective(ctx, goal.id)).progress.raw == 0.25
    assert "rituals.checked_in" in world.kinds(ctx)
    assert done.key_result.version == result.version, "a check-in puts nobody off who edits its words"


async def test_no_change_is_an_update_of_the_value(ctx: Ctx, result: KeyResultOut) -> None:
    await world.record(ctx, result.id, 40, on=ctx.today - timedelta(days=20))
    assert (await goals.key_result(ctx, result.id)).health.state == "stale"
    done = await check_ins.check_in(ctx, result.id, said(unchanged=True))
    assert (done.key_result.progress.raw, done.key_result.values) == (0.4, 2)
    assert done.key_result.health.state != "stale"
    assert (done.check_in.unchanged, done.check_in.confidence, done.moved) == (True, 5, [])


async def test_no_change_before_the_first_value_says_the_start(ctx: Ctx, result: KeyResultOut) -> None:
    done = await check_ins.check_in(ctx, result.id, said(unchanged=True))
    assert (done.check_in.value, done.key_result.progress.raw) == (0, 0)


async def test_no_change_needs_a_value_where_there_is_no_start(ctx: Ctx, goal: ObjectiveOut) -> None:
    share = await world.key_result(ctx, goal.id, kind=Kind.SHARE, start=None, target=None)
    assert (await drafts.draft(ctx, share.id)).unchanged is False
    with pytest.raises(Invalid) as refused:
        await check_ins.check_in(ctx, share.id, said(unchanged=True))
    assert refused.value.code == "rituals.no_value_yet"


async def test_a_computed_key_result_takes_a_check_in_without_a_value(ctx: Ctx, goal: ObjectiveOut) -> None:
    work = await world.key_result(ctx, goal.id, kind=Kind.WORK, start=None, target=None)
    done = await check_ins.check_in(ctx, work.id, said(confidence=8, blockers="No access"))
    assert (done.check_in.value, done.check_in.confidence, done.check_in.unchanged) == (None, 8, True)
    with pytest.raises(Invalid) as refused:
        await check_ins.check_in(ctx, work.id, said(3))
    assert refused.value.code == "rituals.computed"


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (said(), "rituals.value_missing"),
        (said(3, unchanged=True), "rituals.value_or_not"),
        (said("NaN"), "progress.number_out_of_range"),
        (CheckInIn(yes=True), "goals.not_yes_or_no"),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_kept(
    ctx: Ctx, result: KeyResultOut, new: CheckInIn, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await check_ins.check_in(ctx, result.id, new)
    assert refused.value.code == code
    assert (await given.history(ctx, result.id)).items == []


async def test_the_same_request_again_is_the_same_check_in(ctx: Ctx, result: KeyResultOut) -> None:
    first = await check_ins.check_in(ctx, result.id, said(10), once="abc")
    again = await check_ins.check_in(ctx, result.id, said(99), once="abc")
    assert again.check_in.id == first.check_in.id
    assert again.key_result.progress.raw == 0.1


async def test_blockers_stay_open_until_somebody_ends_them(ctx: Ctx, goal: ObjectiveOut, result: KeyResultOut) -> None:
    first = await check_ins.check_in(ctx, result.id, said(10, blockers="The vendor is silent"))
    tomorrow = later(ctx, days=1)
    await check_ins.check_in(tomorrow, result.id, said(unchanged=True))
    (open_one,) = await given.open_blockers(ctx, goal.id)
    assert (open_one.text, open_one.since) == ("The vendor is silent", first.check_in.made_at)
    assert (await drafts.draft(tomorrow, result.id)).blockers == "The vendor is silent"
    await check_ins.check_in(later(ctx, days=2), result.id, said(20, blockers=""))
    assert await given.open_blockers(ctx, goal.id) == []


async def test_a_correction_keeps_the_history_and_moves_the_number(ctx: Ctx, result: KeyResultOut) -> None:
    first = await check_ins.check_in(ctx, result.id, said(10, confidence=3, changed="Slow"))
    fixed = await check_ins.correct_check_in(later(ctx, hours=1), first.check_in.id, said(15, changed="Slow start"))
    assert (fixed.key_result.progress.raw, fixed.check_in.confidence, fixed.check_in.changed) == (0.15, 3, "Slow start")
    assert (fixed.check_in.corrects, fixed.check_in.made_at) == (first.check_in.id, first.check_in.made_at)
    told = (await given.history(ctx, result.id)).items
    assert [(one.value, one.live) for one in told] == [(15, True), (10, False)]
    with pytest.raises(Superseded):
        await check_ins.correct_check_in(ctx, first.check_in.id, said(16))


async def test_a_correction_of_words_leaves_the_value(ctx: Ctx, result: KeyResultOut) -> None:
    first = await check_ins.check_in(ctx, result.id, said(10))
    fixed = await check_ins.correct_check_in(ctx, first.check_in.id, said(changed="Two teams joined"))
    assert (fixed.check_in.value, fixed.check_in.display, fixed.key_result.values) == (10, "10 %", 1)


async def test_correcting_an_old_check_in_leaves_the_confidence_of_today(ctx: Ctx, result: KeyResultOut) -> None:
    first = await check_ins.check_in(ctx, result.id, said(10, confidence=3))
    await check_ins.check_in(later(ctx, days=7), result.id, said(30, confidence=8))
    fixed = await check_ins.correct_check_in(later(ctx, days=8), first.check_in.id, said(12, confidence=4))
    assert (fixed.key_result.confidence, fixed.key_result.progress.raw) == (8, 0.3)
    assert (fixed.check_in.confidence, fixed.check_in.value) == (4, 12)


async def test_a_withdrawal_takes_the_value_and_the_confidence_back(ctx: Ctx, result: KeyResultOut) -> None:
    first = await check_ins.check_in(ctx, result.id, said(10, confidence=9))
    undone = await check_ins.withdraw_check_in(ctx, first.check_in.id)
    assert (undone.check_in.withdrawn, undone.key_result.confidence, undone.key_result.values) == (True, 5, 0)
    assert [one.live for one in (await given.history(ctx, result.id)).items] == [False, False]
    with pytest.raises(Superseded):
        await check_ins.withdraw_check_in(ctx, first.check_in.id)


async def test_whoever_gives_the_check_ins_may_and_owes_them_instead_of_the_owner(
    ctx: Ctx, make: Make, as_member: Callable[[Member], Ctx], result: KeyResultOut
) -> None:
    pat, stranger = await make.member(name="Pat"), await make.member(name="Sam")
    await written(ctx, result.id, 30)
    with pytest.raises(Forbidden):
        await check_ins.check_in(as_member(pat), result.id, said(10))
    given_to = KeyResultPatch(check_in_owner_id=pat.id)
    changed = await key_results.change_key_result(ctx, result.id, given_to, version=result.version)
    assert changed.check_in_owner is not None
    assert changed.check_in_owner.name == "Pat"
    assert [one.key_result for one in await expected.due(as_member(pat), member=pat.id)] == [result.id]
    assert await expected.due(ctx, member=make.owner.id) == []
    done = await check_ins.check_in(as_member(pat), result.id, said(10))
    assert done.check_in.author is not None
    assert (done.check_in.author.name, done.key_result.can.edit) == ("Pat", False)
    with pytest.raises(Forbidden):
        await check_ins.check_in(as_member(stranger), result.id, said(11))


async def test_a_guest_needs_a_share_to_edit(
    make: Make, as_member: Callable[[Member], Ctx], goal: ObjectiveOut, result: KeyResultOut
) -> None:
    guest = await make.member("guest", name="Gus")
    with pytest.raises(NotFound):
        await check_ins.check_in(as_member(guest), result.id, said(10))
    await make.share(guest, "objective", goal.id)
    with pytest.raises(Forbidden):
        await check_ins.check_in(as_member(guest), result.id, said(10))
    await make.unshare(guest, "objective", goal.id)
    await make.share(guest, "objective", goal.id, access="edit")
    done = await check_ins.check_in(as_member(guest), result.id, said(10))
    assert done.key_result.progress.raw == 0.1


async def test_a_closed_cycle_and_what_is_dropped_take_no_check_in(
    ctx: Ctx, goal: ObjectiveOut, result: KeyResultOut
) -> None:
    other = await world.key_result(ctx, goal.id, "Other")
    await written(ctx, other.id, 30)
    await key_results.drop_key_result(ctx, other.id, reason="Not now")
    with pytest.raises(NotNow) as refused:
        await check_ins.check_in(ctx, other.id, said(10))
    assert refused.value.code == "goals.dropped"
    assert (await drafts.draft(ctx, other.id)).can.refusal == refused.value.detail
    await cycles.close_cycle(ctx, goal.cycle.id)
    with pytest.raises(NotNow) as refused:
        await check_ins.check_in(ctx, result.id, said(10))
    assert refused.value.code == "goals.cycle_closed"
    assert await expected.due(ctx) == []


async def test_a_draft_takes_no_check_in(ctx: Ctx, goal: ObjectiveOut) -> None:
    draft = await objectives.create_objective(
        ctx, msgspec.convert({"title": "Later", "cycle_id": str(goal.cycle.id), "state": "draft"}, ObjectiveIn)
    )
    result = await world.key_result(ctx, draft.id)
    with pytest.raises(NotNow) as refused:
        await check_ins.check_in(ctx, result.id, said(10))
    assert refused.value.code == "rituals.draft"


async def test_what_is_due_is_owed_until_it_is_given(ctx: Ctx, result: KeyResultOut) -> None:
    await written(ctx, result.id, 30)
    me = ctx.actor.member
    (one,) = await expected.due(ctx, member=me)
    assert one.standing is not None
    assert one.standing.state in {"open", "due", "overdue", "missed"}
    done = await check_ins.check_in(ctx, result.id, said(10))
    assert await expected.due(ctx, member=me) == []
    assert done.check_in.due_on == one.standing.slot.on
    assert done.check_in.timing in {"on_time", "late", "missed"}
    await check_ins.withdraw_check_in(ctx, done.check_in.id)
    assert len(await expected.due(ctx, member=me)) == 1


async def test_the_draft_opens_with_what_is_known(ctx: Ctx, result: KeyResultOut) -> None:
    await check_ins.check_in(ctx, result.id, said(30, confidence=6, changed="Two teams", next_steps="Third"))
    found = await drafts.draft(later(ctx, days=3), result.id)
    assert found.last is not None
    assert (found.last.changed, found.last.next_steps, found.confidence) == ("Two teams", "Third", 6)
    assert found.key_result.latest is not None
    assert found.key_result.latest.value == 30
    assert found.pace_value is not None
    assert (found.unchanged, found.can.check_in, found.finished) == (True, True, [])


async def test_milestones_are_checked_in_by_their_steps(ctx: Ctx, goal: ObjectiveOut) -> None:
    steps = [StepIn(name="Plan"), StepIn(name="Build")]
    staged = await world.key_result(ctx, goal.id, kind=Kind.MILESTONE, start=None, target=None, steps=steps)
    first = await check_ins.check_in(ctx, staged.id, CheckInIn(steps=[staged.steps[0].id]))
    assert first.key_result.progress.raw == 0.5
    same = await check_ins.check_in(ctx, staged.id, said(unchanged=True))
    assert same.check_in.steps == [staged.steps[0].id]


async def test_asking_for_a_check_in_is_told_once_a_day(
    ctx: Ctx, make: Make, as_member: Callable[[Member], Ctx], result: KeyResultOut
) -> None:
    with pytest.raises(Forbidden):
        await check_ins.ask_for_check_in(as_member(await make.member()), result.id)
    await check_ins.ask_for_check_in(ctx, result.id)
    assert world.kinds(ctx)[-1] == "rituals.check_in_asked"
    await ctx.flush()
    again = later(ctx, hours=2)
    await check_ins.ask_for_check_in(again, result.id)
    assert world.kinds(again) == []


class Reminder:
    """A link as it stands in a mail, and what comes of it."""

    def __init__(self, ctx: Ctx, address: str) -> None:
        self.secret = address.rpartition("#")[2]
        self.address = address
        self._ctx = ctx

    def visitor(self, **ahead: int) -> Ctx:
        """Somebody of whom nothing is known."""
        from headway.core.ctx import Actor  # noqa: PLC0415 - one line for one test

        return Ctx(self._ctx.connection, NOWHERE, Actor(), now=self._ctx.now + timedelta(**ahead))

    async def give(self, new: CheckInIn, *, once: str = "0123456789", **ahead: int) -> CheckInLinkDone:
        return await check_in_links.give(
            self.visitor(**ahead), CheckInLinkIn(token=self.secret, once=once, check_in=new)
        )


@pytest.fixture
async def reminder(ctx: Ctx, result: KeyResultOut) -> Reminder:
    await written(ctx, result.id, 30)
    assert ctx.actor.member is not None
    return Reminder(ctx, await check_ins.link_for(ctx, result.id, ctx.actor.member))


async def test_a_link_opens_one_check_in_and_looking_uses_nothing(reminder: Reminder, result: KeyResultOut) -> None:
    assert "/check-in#" in reminder.address
    for _ in range(3):
        found = await check_in_links.look(reminder.visitor(), reminder.secret)
    assert (found.title, found.person, found.given) == (result.title, "Olga Owner", False)
    done = await reminder.give(said(40, confidence=6))
    assert (done.after, done.confidence) == ("40 %", 6)


async def test_a_link_works_once_and_a_lost_answer_can_be_asked_for_again(
    ctx: Ctx, reminder: Reminder, result: KeyResultOut
) -> None:
    first = await reminder.give(said(40))
    assert await reminder.give(said(40)) == first
    with pytest.raises(LinkInvalid):
        await reminder.give(said(50), once="another-name")
    with pytest.raises(LinkInvalid):
        await check_in_links.look(reminder.visitor(), reminder.secret)
    (kept,) = (await given.history(ctx, result.id)).items
    assert (kept.via, kept.value) == ("link", 40)
    assert kept.author is not None
    assert kept.author.id == ctx.actor.member


async def test_a_link_expires(reminder: Reminder) -> None:
    with pytest.raises(LinkInvalid):
        await check_in_links.look(reminder.visitor(days=7, seconds=1), reminder.secret)
    with pytest.raises(LinkInvalid):
        await reminder.give(said(40), days=8)


async def test_an_unknown_link_is_refused(reminder: Reminder) -> None:
    reminder.secret = uuid4().hex
    with pytest.raises(LinkInvalid):
        await reminder.give(said(40))


async def test_a_link_tells_when_its_check_in_was_given_another_way(
    ctx: Ctx, reminder: Reminder, result: KeyResultOut
) -> None:
    await check_ins.check_in(ctx, result.id, said(40))
    assert (await check_in_links.look(reminder.visitor(), reminder.secret)).given
    with pytest.raises(check_in_links.AlreadyGiven):
        await reminder.give(said(50))


async def test_a_link_dies_with_the_rights_of_its_person(ctx: Ctx, make: Make, result: KeyResultOut) -> None:
    stranger = await make.member(name="Sam")
    not_theirs = Reminder(ctx, await check_ins.link_for(ctx, result.id, stranger.id))
    with pytest.raises(LinkInvalid):
        await check_in_links.look(not_theirs.visitor(), not_theirs.secret)
    with pytest.raises(LinkInvalid):
        await not_theirs.give(said(40))
    left = Reminder(ctx, await check_ins.link_for(ctx, result.id, make.owner.id))
    await db.run(ctx, "update account set disabled_at = now() where id = %(id)s", id=ctx.actor.account)
    with pytest.raises(LinkInvalid):
        await check_in_links.look(left.visitor(), left.secret)
    await db.run(ctx, "update account set disabled_at = null where id = %(id)s", id=ctx.actor.account)
    await db.run(ctx, "update member set removed_at = now() where id = %(id)s", id=make.owner.id)
    with pytest.raises(LinkInvalid):
        await left.give(said(40))


async def test_my_week_says_what_i_owe_and_what_is_red(ctx: Ctx, result: KeyResultOut) -> None:
    quiet = await my_week.my_week(ctx)
    assert (quiet.mine, quiet.any_goals) == (1, True)
    await written(ctx, result.id, 30)
    assert [line.key_result.id for line in (await my_week.my_week(ctx)).due] == [result.id]
    await world.record(ctx, result.id, 5, on=ctx.today - timedelta(days=1))
    found = await my_week.my_week(ctx)
    assert found.due == [], "who gave the number is not asked for it once more"
    assert [line.health.state for line in found.reds] == ["off_track"]
    done: CheckedInOut = await check_ins.check_in(ctx, result.id, said(90))
    assert done.key_result.health.state == "on_track"
    after = await my_week.my_week(ctx)
    assert (after.due, after.reds) == ([], [])
    assert after.next_due is None or after.next_due >= date.fromisoformat(str(ctx.today))


async def test_my_week_of_somebody_new_is_empty_and_says_so(make: Make, as_member: Callable[[Member], Ctx]) -> None:
    found = await my_week.my_week(as_member(await make.member()))
    assert (found.due, found.reds, found.tasks, found.mine, found.any_goals) == ([], [], [], 0, False)
