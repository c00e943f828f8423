"""The inbox: who is told what, who is not, and what one does with it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from headway.core import clock
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals.actions import key_results, objectives
from headway.goals.schemas.cycles import CycleOut
from headway.goals.schemas.key_results import KeyResultPatch
from headway.goals.schemas.objectives import ObjectivePatch
from headway.notifications.actions import gathering
from headway.notifications.actions import inbox as actions
from headway.notifications.queries import inbox as queries
from headway.notifications.schemas.inbox import InboxChange
from tests.conftest import ClientFor
from tests.goals import world
from tests.make import Make, Member
from tests.notifications.world import aged, gathered, inbox_of, published, reminded_at, system
from tests.rituals.test_reminders import tick
from tests.work import build

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)  # a Thursday


@pytest.fixture(autouse=True)
def _thursday() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
async def mia(make: Make) -> Member:
    return await make.member(name="Mia Member")


@pytest.fixture
async def cycle(ctx: Ctx) -> CycleOut:
    return await world.cycle(ctx)


async def test_who_is_given_a_goal_is_told_and_who_gives_it_is_not(
    ctx: Ctx, make: Make, mia: Member, cycle: CycleOut
) -> None:
    made = await world.objective(ctx, cycle.id, owner_id=mia.id)
    await world.objective(ctx, cycle.id, title="My own", owner_id=make.owner.id)
    assert await gathered(make, ctx) == 1
    (group,) = (await inbox_of(make, mia)).items
    assert (group.subject.id, group.subject.title) == (made.id, "Reviews are quick")
    assert [(each.kind, each.actor and each.actor.name, each.unread) for each in group.notices] == [
        ("assigned", "Olga Owner", True)
    ]
    assert (await inbox_of(make, make.owner)).items == []


async def test_a_change_of_owner_tells_the_new_one(ctx: Ctx, make: Make, mia: Member, cycle: CycleOut) -> None:
    made = await world.objective(ctx, cycle.id, owner_id=make.owner.id)
    result = await world.key_result(ctx, made.id, owner_id=make.owner.id)
    await key_results.change_key_result(ctx, result.id, KeyResultPatch(owner_id=mia.id), version=result.version)
    await gathered(make, ctx)
    (group,) = (await inbox_of(make, mia)).items
    assert (group.subject.kind, group.subject.id) == ("key_result", result.id)


async def test_somebody_elses_value_is_told_to_the_owner_and_grouped_with_the_rest(
    ctx: Ctx, make: Make, mia: Member, cycle: CycleOut
) -> None:
    made = await world.objective(ctx, cycle.id, owner_id=make.owner.id)
    result = await world.key_result(ctx, made.id, owner_id=mia.id)
    await gathered(make, ctx)
    await world.record(ctx, result.id, 10)
    await gathered(make, ctx)
    (group,) = (await inbox_of(make, mia)).items
    assert [each.kind for each in group.notices] == ["recorded", "assigned"]
    own = make.ctx_of(mia)
    await world.record(own, result.id, 20)
    assert await gathered(make, own) == 0


async def test_new_on_a_task_is_told_once(ctx: Ctx, make: Make, mia: Member) -> None:
    project = await build.project(ctx)
    await build.task(ctx, project.id, "Write it", assignees=[mia.id])
    await gathered(make, ctx)
    assert await gathered(make) == 0
    (group,) = (await inbox_of(make, mia)).items
    assert group.subject.kind == "task"
    assert (await queries.unread(make.ctx_of(mia))).unread == 1


async def test_nobody_is_told_of_what_they_may_not_see(ctx: Ctx, make: Make, cycle: CycleOut) -> None:
    guest = await make.member("guest", name="Gus Guest")
    made = await world.objective(ctx, cycle.id)
    await published(make, ctx)
    await ctx.record(
        "goals.objective_changed", "objective", made.id, data={"changes": {"owner_id": [None, str(guest.id)]}}
    )
    assert await gathered(make, ctx) == 0


async def test_what_is_hidden_later_is_gone_from_the_inbox_and_its_count(
    ctx: Ctx, make: Make, mia: Member, cycle: CycleOut
) -> None:
    made = await world.objective(ctx, cycle.id, owner_id=make.owner.id)
    result = await world.key_result(ctx, made.id, owner_id=mia.id)
    await world.record(ctx, result.id, 10)
    await gathered(make, ctx)
    assert (await queries.unread(make.ctx_of(mia))).unread == 1
    patch = ObjectivePatch(private=True, owner_id=make.owner.id)
    await objectives.change_objective(ctx, made.id, patch, version=made.version)
    assert (await inbox_of(make, mia)).items == []
    assert (await queries.unread(make.ctx_of(mia))).unread == 0


async def test_a_guest_sees_what_is_shared_until_it_is_not(ctx: Ctx, make: Make, cycle: CycleOut) -> None:
    guest = await make.member("guest", name="Gus Guest")
    made = await world.objective(ctx, cycle.id)
    await make.share(guest, "objective", made.id)
    data = {"subject": "objective", "subject_id": str(made.id), "access": "view"}
    await published(make, ctx)
    await ctx.record("organisation.shared", "member", guest.id, data=data)
    assert await gathered(make, ctx) == 1
    assert [group.subject.title for group in (await inbox_of(make, guest)).items] == ["Reviews are quick"]
    await make.unshare(guest, "objective", made.id)
    assert (await inbox_of(make, guest)).items == []


async def test_done_snoozed_and_back(ctx: Ctx, make: Make, mia: Member, cycle: CycleOut) -> None:
    await world.objective(ctx, cycle.id, owner_id=mia.id)
    await gathered(make, ctx)
    me = make.ctx_of(mia)
    ids = [each.id for group in (await queries.inbox(me, "open")).items for each in group.notices]
    assert (await actions.change(me, InboxChange(ids=ids, state="done"))).items == []
    assert len((await queries.inbox(me, "done")).items) == 1
    (undone,) = (await actions.change(me, InboxChange(ids=ids, state="open"))).items
    assert undone.unread, "undo is the state before"
    seen = make.ctx_of(mia)
    seen.now = me.now + timedelta(minutes=1)
    await actions.change(me, InboxChange(ids=ids, state="read"))
    await actions.change(seen, InboxChange(ids=ids, state="done"))
    (again,) = (await actions.change(seen, InboxChange(ids=ids, state="open"))).items
    assert not again.unread, "what was read before stays read"
    until = NOW + timedelta(hours=3)
    assert (await actions.change(me, InboxChange(ids=ids, state="snoozed", until=until))).items == []
    assert len((await queries.inbox(me, "snoozed")).items) == 1
    (woken,) = (await actions.change(me, InboxChange(ids=ids, state="open"))).items
    assert not woken.unread, "undo is the state before"
    await actions.change(me, InboxChange(ids=ids, state="snoozed", until=until))
    later = make.ctx_of(mia)
    later.now = until
    (back,) = (await queries.inbox(later, "open")).items
    assert back.unread
    later.now = until + timedelta(minutes=1)
    (read,) = (await actions.change(later, InboxChange(ids=ids, state="read"))).items
    assert not read.unread


async def test_nobody_touches_the_inbox_of_another(ctx: Ctx, make: Make, mia: Member, cycle: CycleOut) -> None:
    await world.objective(ctx, cycle.id, owner_id=mia.id)
    await gathered(make, ctx)
    ids = [each.id for group in (await inbox_of(make, mia)).items for each in group.notices]
    with pytest.raises(NotFound):
        await actions.change(make.ctx_of(make.owner), InboxChange(ids=ids, state="done"))
    assert len((await inbox_of(make, mia)).items) == 1


async def test_a_reminder_says_what_is_left_and_goes_when_all_is_done(
    ctx: Ctx, make: Make, mia: Member, cycle: CycleOut
) -> None:
    made = await world.objective(ctx, cycle.id, owner_id=mia.id)
    first = await world.key_result(ctx, made.id, "First", owner_id=mia.id)
    second = await world.key_result(ctx, made.id, "Second", owner_id=mia.id)
    await aged(make)
    await published(make, ctx)
    friday = NOW + timedelta(days=1, hours=3)
    await tick(make, NOW)
    reminded = await reminded_at(make, friday)
    assert await gathered(make, *reminded, at=friday) >= 1
    (group,) = [each for each in (await inbox_of(make, mia, at=friday)).items if each.notices[0].kind == "reminder"]
    assert {thing.title for thing in group.notices[0].things} == {"First", "Second"}
    for number, result in ((1, first), (0, second)):
        own = make.ctx_of(mia)
        own.now = friday + timedelta(minutes=5)
        await world.record(own, result.id, 5)
        left = [each for each in (await inbox_of(make, mia, at=own.now)).items if each.notices[0].kind == "reminder"]
        assert [len(each.notices[0].things) for each in left] == [number] * bool(number)


async def test_reading_the_log_twice_tells_nothing_twice(ctx: Ctx, make: Make, mia: Member, cycle: CycleOut) -> None:
    await world.objective(ctx, cycle.id, owner_id=mia.id)
    await gathered(make, ctx)
    await make.connection.execute("update notification_cursor set number = 0")
    await gathering.gather(system(make))
    assert [len(group.notices) for group in (await inbox_of(make, mia)).items] == [1]


async def test_old_news_is_no_news(ctx: Ctx, make: Make, mia: Member, cycle: CycleOut) -> None:
    await world.objective(ctx, cycle.id, owner_id=mia.id)
    assert await gathered(make, ctx, at=NOW + timedelta(days=3)) == 0


async def test_the_inbox_over_the_api(
    ctx: Ctx, make: Make, mia: Member, *, cycle: CycleOut, client_for: ClientFor
) -> None:
    await world.objective(ctx, cycle.id, owner_id=mia.id)
    await gathered(make, ctx)
    client = await client_for(mia)
    body = (await client.get("/inbox")).json()
    assert body["unread"] == 1
    ids = [body["items"][0]["notices"][0]["id"]]
    assert (await client.get("/inbox/unread")).json() == {"unread": 1}
    assert (await client.post("/inbox/changes", json={"ids": ids, "state": "read"})).json()["unread"] == 0
    bad = await client.post("/inbox/changes", json={"ids": ids, "state": "snoozed"})
    assert bad.status_code == 422
    past = {"ids": ids, "state": "snoozed", "until": "2020-01-01T00:00:00Z"}
    assert (await client.post("/inbox/changes", json=past)).status_code == 422
    assert (await client.post(f"/inbox/reminders/{UUID(int=1)}/go-on")).status_code == 404
