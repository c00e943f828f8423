from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from headway.core import db
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from headway.rituals.actions import check_ins, decisions, meetings, wins
from headway.rituals.actions.meetings import MeetingOver
from headway.rituals.queries import agendas
from headway.rituals.queries import meetings as queries
from headway.rituals.rules.meetings import Item
from headway.rituals.schemas.check_ins import CheckInIn
from headway.rituals.schemas.meetings import DecisionIn, ItemOut, MeetingOut, MeetingPatch
from headway.rituals.schemas.weeks import WinIn
from headway.work.actions import dependencies, tasks
from headway.work.queries import links
from headway.work.queries import tasks as work_queries
from headway.work.schemas.tasks import TaskPatch
from tests.goals import world as goals
from tests.make import Make
from tests.rituals.week_world import Company, commit, company, task
from tests.work import build as work


@pytest.fixture
async def us(make: Make) -> Company:
    """The team's key result is behind: half of the cycle is over and none of its work is done."""
    found = await company(make)
    opened = await task(found)
    await work.link(found.ctx(found.lea), found.goal, task_id=opened.id)
    return found


async def begin(us: Company) -> MeetingOut:
    return await meetings.begin(us.ctx(), us.team)


def item(meeting: MeetingOut, kind: Item) -> ItemOut:
    return next(one for one in meeting.items if one.kind is kind)


async def test_the_agenda_is_made_of_what_is_red_and_what_is_left_over(us: Company) -> None:
    await commit(us, on=us.ctx().today - timedelta(days=7), title="Left over")
    found = await agendas.agenda_page(us.ctx(), us.team)
    kinds = [one.kind for one in found.items]
    assert kinds[0] is Item.OFF_TRACK
    assert Item.UNFINISHED in kinds
    assert kinds[-1] is Item.COMMIT
    assert found.items[0].goal is not None
    assert found.items[0].goal.title == "Languages"
    assert (found.under_way, found.can_hold) == (None, True)
    assert not (await agendas.agenda_page(us.ctx(us.otto), us.team)).can_hold


async def test_a_key_result_without_news_is_handed_over_to_its_check_in(us: Company) -> None:
    silent = await goals.key_result(us.ctx(us.lea), us.objective, "Conversion", owner_id=us.noah.id)
    held = await meetings.begin(us.ctx(days=20), us.team)
    assert item(held, Item.MISSING)
    assert (silent.id, "Noah Next") in [(one.id, one.owner and one.owner.name) for one in held.missing]


async def test_what_a_check_in_says_is_in_the_way_is_talked_about(us: Company) -> None:
    given = CheckInIn(confidence=3, blockers="Legal has not answered", value=Decimal(10))
    held_up = await goals.key_result(us.ctx(us.lea), us.objective, "Conversion", owner_id=us.noah.id)
    await check_ins.check_in(us.ctx(us.noah), held_up.id, given)
    held = await begin(us)
    assert item(held, Item.BLOCKED)
    assert [(one.id, one.text, one.by and one.by.name) for one in held.blocked] == [
        (held_up.id, "Legal has not answered", "Noah Next")
    ]
    assert item(await meetings.begin(us.ctx(days=1), us.team), Item.BLOCKED)


async def test_tasks_that_wait_are_talked_about_with_who_could_set_them_free(us: Company) -> None:
    [held, free, above] = [await task(us, title) for title in ("Print", "Sign the contract", "Launch")]
    inner = await task(us, "Book the hall", parent_id=above.id, assignees=[us.mia.id])
    for one in (held, above):
        await work.link(us.ctx(us.lea), us.goal, task_id=one.id)
    await dependencies.block(us.ctx(), held.id, free.id)
    given = {free.id: TaskPatch(assignees=[us.noah.id]), inner.id: TaskPatch(waiting_for="The owner of the hall")}
    for id_, patch in given.items():
        await tasks.edit_task(us.ctx(), id_, patch, version=await work.version(us.ctx(), id_))
    found = {one.task.title: one for one in (await begin(us)).held_up}
    assert set(found) == {"Print", "Book the hall"}
    assert [(one.task.title, one.people[0].name) for one in found["Print"].waits_for] == [
        ("Sign the contract", "Noah Next")
    ]
    assert (found["Book the hall"].waiting_for, found["Book the hall"].people[0].name) == (
        "The owner of the hall",
        "Mia Member",
    )
    assert found["Print"].key_result.title == "Languages"
    assert found["Print"].since == us.ctx().today


async def test_a_task_waits_no_longer_once_it_is_free_or_nobody_wants_it(us: Company) -> None:
    [held, free] = [await task(us, title) for title in ("Print", "Sign the contract")]
    await work.link(us.ctx(us.lea), us.goal, task_id=held.id)
    await dependencies.block(us.ctx(), held.id, free.id)
    assert item(await begin(us), Item.BLOCKED)
    await work.turn(us.ctx(), free, "done")
    assert (await begin(us)).held_up == []
    assert Item.BLOCKED not in {one.kind for one in (await agendas.agenda_page(us.ctx(), us.team)).items}


async def test_what_is_private_waits_out_of_sight(us: Company) -> None:
    lea = us.ctx(us.lea)
    secret = await work.project(lea, "Secret", private=True)
    [hidden, quiet] = [await work.task(lea, secret.id, title) for title in ("Buy the shop", "Sell the shop")]
    held = await task(us, "Print")
    for one in (held, quiet):
        await work.link(lea, us.goal, task_id=one.id)
        await dependencies.block(lea, one.id, hidden.id)
    [shown] = (await begin(us)).held_up
    assert (shown.task.title, shown.waits_for, shown.hidden) == ("Print", [], 1)
    [known] = (await meetings.begin(us.ctx(us.lea), us.team)).held_up
    assert [each.task.title for each in known.waits_for] == ["Buy the shop"]


async def test_one_meeting_at_a_time_and_the_second_one_joins(us: Company) -> None:
    held = await begin(us)
    assert (await meetings.begin(us.ctx(us.noah), us.team)).id == held.id
    with pytest.raises(Forbidden):
        await meetings.begin(us.ctx(us.otto), us.team)


async def test_moving_on_moves_everybody_and_keeps_the_time(us: Company) -> None:
    held = await begin(us)
    ctx = us.ctx()
    ctx.now = held.since + timedelta(seconds=95)
    moved = await meetings.change_meeting(ctx, held.id, MeetingPatch(place=1), version=held.version)
    assert (moved.place, moved.items[0].seconds, moved.items[0].seen) == (1, 95, True)
    again = await meetings.change_meeting(ctx, held.id, MeetingPatch(place=0), version=held.version)
    assert again.place == 0
    with pytest.raises(Invalid):
        await meetings.change_meeting(ctx, held.id, MeetingPatch(place=77), version=again.version)
    with pytest.raises(Stale):
        await meetings.change_meeting(ctx, held.id, MeetingPatch(notes="Old"), version=held.version)
    noted = await meetings.change_meeting(ctx, held.id, MeetingPatch(notes="Said so"), version=again.version)
    assert noted.notes == "Said so"
    told = await meetings.note_item(us.ctx(us.noah), held.id, 0, "Waits for legal")
    assert told.items[0].note == "Waits for legal"


async def test_a_decision_becomes_a_task_of_the_project_that_serves_the_goal(us: Company) -> None:
    await work.project(us.ctx(), "Another of the team", team_id=us.team)
    held = await begin(us)
    decided = await decisions.decide(
        us.ctx(), held.id, DecisionIn(text="Ask legal today", place=0, assignee_id=us.noah.id)
    )
    [one] = decided.decisions
    assert one.task is not None
    assert one.task.project is not None
    assert (one.task.project.title, [each.name for each in one.task.people]) == ("Website", ["Noah Next"])
    assert one.key_result is not None
    served, _ = await links.served(us.ctx(), task_id=one.task.id)
    assert [each.key_result_id for each in served] == [us.goal]
    back = await decisions.take_back(us.ctx(), held.id, one.id)
    assert back.decisions == []
    with pytest.raises(NotFound):
        await work_queries.one(us.ctx(), one.task.id or us.goal)


async def test_work_that_counts_already_is_not_linked_twice(make: Make) -> None:
    us = await company(make)
    await work.link(us.ctx(us.lea), us.goal, project_id=us.project)
    await task(us)
    held = await begin(us)
    [one] = (await decisions.decide(us.ctx(), held.id, DecisionIn(text="Ask legal", place=0))).decisions
    assert one.task is not None
    served, hidden = await links.served(us.ctx(), task_id=one.task.id)
    assert (served, hidden) == ([], 0)


async def test_a_decision_may_stay_words_and_must_where_there_is_no_project(us: Company) -> None:
    held = await begin(us)
    given = DecisionIn(text="We stop doing that", place=0, as_task=False)
    assert (await decisions.decide(us.ctx(), held.id, given)).decisions[0].task is None
    await db.run(us.ctx(), "update project set archived_at = now()")
    decided = await decisions.decide(us.ctx(), held.id, DecisionIn(text="Nowhere to put it", place=0))
    assert decided.decisions[-1].task is None


async def test_what_was_decided_is_the_first_item_next_time(us: Company) -> None:
    held = await begin(us)
    await decisions.decide(us.ctx(), held.id, DecisionIn(text="Ask legal", place=0))
    ended = await meetings.end(us.ctx(), held.id)
    assert ended.ended_at is not None
    assert ended.items[0].seen
    with pytest.raises(MeetingOver):
        await meetings.note_item(us.ctx(), held.id, 0, "Too late")
    following = await meetings.begin(us.ctx(days=7), us.team)
    assert following.items[0].kind is Item.DECISIONS
    assert [one.text for one in following.last] == ["Ask legal"]
    listed = (await queries.meeting_list(us.ctx(), us.team, cursor=None, limit=10)).items
    assert [(one.decisions, one.ended_at is None) for one in listed] == [(0, True), (1, False)]
    with pytest.raises(Conflict):
        await meetings.reopen(us.ctx(), held.id)
    await meetings.end(us.ctx(), following.id)
    assert (await meetings.reopen(us.ctx(), held.id)).ended_at is None


async def test_wins_are_the_good_end_of_it(us: Company) -> None:
    await wins.make_win(us.ctx(), us.team, WinIn(text="Shipped"))
    assert item(await begin(us), Item.WINS)


async def test_private_goals_are_no_matter_for_a_meeting(us: Company) -> None:
    await db.run(us.ctx(), "update objective set private = true where id = %(id)s", id=us.objective)
    held = await meetings.begin(us.ctx(us.lea), us.team)
    assert Item.OFF_TRACK not in {one.kind for one in held.items}


async def test_a_goal_that_became_private_loses_its_name_in_the_record(us: Company) -> None:
    held = await begin(us)
    await db.run(us.ctx(), "update objective set private = true where id = %(id)s", id=us.objective)
    seen = await queries.meeting_page(us.ctx(), held.id)
    assert (seen.items[0].kind, seen.items[0].goal) == (Item.OFF_TRACK, None)
    known = await queries.meeting_page(us.ctx(us.lea), held.id)
    assert known.items[0].goal is not None


async def test_meetings_are_nothing_for_guests(us: Company) -> None:
    held = await begin(us)
    guest = await us.make.member("guest", name="Gita Guest")
    await us.make.share(guest, "team", us.team)
    with pytest.raises(NotFound):
        await queries.meeting_page(us.ctx(guest), held.id)


async def test_the_routes_lead_through_a_week_and_a_meeting(us: Company, client_for: Any) -> None:
    client = await client_for(us.mia)
    team = f"/teams/{us.team}"
    made = (await client.post(f"{team}/commitments", json={"title": "Call five customers", "priority": 1})).json()
    assert made["state"] == "open"
    edited = await client.patch(f"/commitments/{made['id']}", json={"title": "Call six"}, version=made["version"])
    assert edited.json()["title"] == "Call six"
    assert (await client.put(f"/commitments/{made['id']}/completion")).json()["state"] == "done"
    assert (await client.post(f"/commitments/{made['id']}/carrying", json={})).status_code == 409
    assert (await client.delete(f"/commitments/{made['id']}/completion")).json()["state"] == "open"
    assert (await client.post(f"/commitments/{made['id']}/carrying", json={})).json()["carried"] == 1
    assert (await client.delete(f"/commitments/{made['id']}/carrying")).json()["carried"] == 0
    assert (await client.delete(f"/commitments/{made['id']}")).status_code == 204
    assert (await client.post(f"/commitments/{made['id']}/restoration")).status_code == 200
    page = (await client.get(f"{team}/week")).json()
    assert [one["title"] for one in page["commitments"]] == ["Call six"]
    assert (await client.get(f"/members/{us.mia.id}/week")).json()["guidance"] == "few"
    win = (await client.post(f"{team}/wins", json={"text": "Six said yes"})).json()
    assert (await client.put(f"/wins/{win['id']}/cheer")).json()["cheered"] is True
    line = (await client.post(f"{team}/square-lines", json={"kind": "health", "text": "Calm", "state": "green"})).json()
    assert (await client.get(f"{team}/square")).json()["health"] == [line]
    held = (await client.post(f"{team}/meetings")).json()
    assert (await client.get(f"{team}/agenda")).json()["under_way"] == held["id"]
    decided = await client.post(f"/meetings/{held['id']}/decisions", json={"text": "Ask legal", "place": 0})
    assert decided.json()["decisions"][0]["task"]["project"]["title"] == "Website"
    assert (await client.put(f"/meetings/{held['id']}/end")).json()["ended_at"] is not None
    assert (await client.get(f"{team}/week?on=2026-02-30")).status_code in {400, 422}
    assert (await client.get(f"{team}/week?on=0206-01-01")).status_code == 422
