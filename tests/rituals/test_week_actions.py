from datetime import timedelta
from decimal import Decimal

import pytest

from headway.core import db
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from headway.progress.rules.metrics import Kind
from headway.rituals.actions import commitments, squares, wins
from headway.rituals.actions.refusals import NotNow
from headway.rituals.queries import picks, weeks
from headway.rituals.queries import squares as square_queries
from headway.rituals.rules.weeks import Guidance, State
from headway.rituals.schemas.squares import SquareLineIn, SquareLinePatch
from headway.rituals.schemas.weeks import CommitmentIn, CommitmentPatch, WinIn, WinPatch
from tests.conftest import Statements
from tests.goals import world as goals
from tests.make import Make
from tests.rituals.week_world import Company, commit, company, task, week
from tests.work import build as work


@pytest.fixture
async def us(make: Make) -> Company:
    return await company(make)


async def test_a_written_one_is_ticked_by_hand_and_back(us: Company) -> None:
    made = await commit(us, title="Call five customers", key_result_id=us.goal, priority=1)
    assert (made.state, made.title, made.carried, made.priority) == (State.OPEN, "Call five customers", 0, 1)
    assert made.key_result is not None
    assert made.key_result.title == "Languages"
    done = await commitments.tick(us.ctx(), made.id)
    assert done.state is State.DONE
    assert done.done_at is not None
    assert (await commitments.tick(us.ctx(), made.id)).version == done.version
    assert (await commitments.untick(us.ctx(), made.id)).state is State.OPEN


async def test_a_picked_one_is_done_when_the_board_says_so_and_open_when_it_says_so(us: Company) -> None:
    picked = await task(us)
    await work.link(us.ctx(us.lea), us.goal, task_id=picked.id)
    made = await commit(us, task_id=picked.id)
    assert made.title == "Translate checkout"
    assert made.key_result is not None
    assert made.key_result.id == us.goal
    await work.turn(us.ctx(), picked, "done")
    [shown] = (await week(us)).commitments
    assert shown.state is State.DONE
    assert shown.done_at is not None
    await work.turn(us.ctx(), picked, "active")
    assert (await week(us)).commitments[0].state is State.OPEN
    await work.turn(us.ctx(), picked, "cancelled")
    assert (await week(us)).commitments[0].state is State.CANCELLED


async def test_ticking_a_picked_one_closes_its_task_and_moves_the_number(us: Company) -> None:
    picked = await task(us)
    await work.link(us.ctx(us.lea), us.goal, task_id=picked.id)
    made = await commit(us, task_id=picked.id)
    ctx = us.ctx()
    assert (await commitments.tick(ctx, made.id)).state is State.DONE
    assert await work.progress_of(ctx, us.goal) == 1.0
    assert "work.task_closed" in [event.kind for event in ctx.recorded]
    assert (await commitments.untick(us.ctx(), made.id)).state is State.OPEN
    assert await work.progress_of(ctx, us.goal) == 0.0


async def test_it_is_carried_with_its_history_and_taken_back(us: Company) -> None:
    made = await commit(us)
    once = await commitments.carry(us.ctx(), made.id, reason=" The bank was closed ")
    assert (once.carried, once.week, once.since) == (1, made.week + timedelta(days=7), made.week)
    assert (once.why, once.reason) == ("The bank was closed", "")
    before = (await week(us)).commitments[0]
    assert (before.state, before.reason, before.why) == (State.CARRIED, "The bank was closed", "")
    assert (await week(us, days=7)).commitments[0].state is State.OPEN
    twice = await commitments.carry(us.ctx(days=7), made.id)
    assert (twice.carried, twice.since, twice.why) == (2, made.week, "")
    back = await commitments.take_back(us.ctx(days=7), made.id)
    assert (back.carried, back.state) == (1, State.OPEN)
    await commitments.take_back(us.ctx(days=7), made.id)
    with pytest.raises(NotNow):
        await commitments.take_back(us.ctx(days=7), made.id)


async def test_what_has_not_begun_is_not_carried(us: Company) -> None:
    made = await commit(us, title="Next week", on=us.ctx().today + timedelta(days=7))
    with pytest.raises(NotNow):
        await commitments.carry(us.ctx(), made.id)


async def test_what_is_left_over_is_told_next_week_and_comes_into_that_one(us: Company) -> None:
    made, done = await commit(us), await commit(us, title="Done in time")
    await commitments.tick(us.ctx(), done.id)
    later = us.ctx(days=21)
    found = await week(us, by=later)
    assert [one.id for one in found.unfinished] == [made.id]
    assert found.commitments == []
    carried = await commitments.carry(later, made.id)
    assert carried.carried == 1
    assert (await week(us, by=later)).unfinished == []
    assert [one.id for one in (await week(us, by=later)).commitments] == [made.id]


async def test_it_is_dropped_with_a_reason_and_taken_up_again(us: Company) -> None:
    made = await commit(us)
    with pytest.raises(Invalid):
        await commitments.drop(us.ctx(), made.id, reason="  ")
    gone = await commitments.drop(us.ctx(), made.id, reason="The customers left")
    assert (gone.state, gone.reason) == (State.DROPPED, "The customers left")
    with pytest.raises(NotNow):
        await commitments.tick(us.ctx(), made.id)
    assert (await week(us, by=us.ctx(days=7))).unfinished == []
    assert (await commitments.resume(us.ctx(), made.id)).state is State.OPEN


async def test_a_slip_is_taken_away_and_brought_back(us: Company) -> None:
    made = await commit(us)
    await commitments.remove(us.ctx(), made.id)
    assert (await week(us)).commitments == []
    with pytest.raises(NotFound):
        await commitments.tick(us.ctx(), made.id)
    assert (await commitments.restore(us.ctx(), made.id)).id == made.id
    assert len((await week(us)).commitments) == 1


async def test_the_same_task_is_one_commitment_that_comes_along(us: Company) -> None:
    picked = await task(us)
    made = await commit(us, task_id=picked.id)
    with pytest.raises(Conflict, match="on the list already"):
        await commit(us, by=us.ctx(us.noah), task_id=picked.id)
    again = await commit(us, by=us.ctx(days=7), task_id=picked.id)
    assert (again.id, again.carried) == (made.id, 1)


async def test_it_is_edited_and_put_before_another(us: Company) -> None:
    first, second = await commit(us, title="First"), await commit(us, title="Second")
    changed = await commitments.change_commitment(
        us.ctx(us.lea),
        second.id,
        CommitmentPatch(title="Second, sooner", before=first.id, member_id=us.noah.id, priority=1),
        version=second.version,
    )
    assert (changed.title, changed.member.name, changed.priority) == ("Second, sooner", "Noah Next", 1)
    assert changed.rank < first.rank
    with pytest.raises(Stale):
        await commitments.change_commitment(us.ctx(), second.id, CommitmentPatch(title="x"), version=second.version)
    picked = await commit(us, task_id=(await task(us)).id)
    with pytest.raises(Invalid, match="those of its task"):
        await commitments.change_commitment(us.ctx(), picked.id, CommitmentPatch(title="x"), version=picked.version)


async def test_one_of_two_and_only_people_of_the_team(us: Company) -> None:
    picked = await task(us)
    for given in (CommitmentIn(), CommitmentIn(title="Both", task_id=picked.id)):
        with pytest.raises(Invalid, match="one of the two"):
            await commitments.make_commitment(us.ctx(), us.team, given)
    with pytest.raises(Invalid, match="somebody of the team"):
        await commit(us, title="For a stranger", member_id=us.otto.id)
    with pytest.raises(Forbidden):
        await commit(us, by=us.ctx(us.otto))
    for other in (us.noah, us.lea, us.make.owner):
        await commit(us, by=us.ctx(other), title=f"By {other.name}")
    assert len((await week(us, by=us.ctx(us.otto))).commitments) == 3


async def test_people_are_told_how_many_three_to_five_is(us: Company) -> None:
    for count in range(4):
        await commit(us, title=f"Number {count}")
    people = {one.person.name: one for one in (await week(us)).people}
    assert (people["Mia Member"].count, people["Mia Member"].guidance) == (4, Guidance.RIGHT)
    assert people["Noah Next"].guidance is Guidance.NONE
    mine = await weeks.my_week(us.ctx(), us.mia.id, None)
    assert (len(mine.commitments), mine.guidance, [team.name for team in mine.teams]) == (
        4,
        Guidance.RIGHT,
        ["Checkout"],
    )


async def test_the_week_tells_what_was_finished_and_which_numbers_moved(us: Company) -> None:
    picked, other = await task(us, assignees=[us.noah.id]), await task(us, "Another")
    for one in (picked, other):
        await work.link(us.ctx(us.lea), us.goal, task_id=one.id)
    made = await commit(us, task_id=picked.id)
    ctx = us.ctx()
    await commitments.tick(ctx, made.id)
    await ctx.flush()
    found = await week(us)
    [finished] = found.finished
    assert (finished.title, finished.commitment_id, [one.name for one in finished.people]) == (
        "Translate checkout", made.id, ["Noah Next"],
    )  # fmt: skip
    assert [one.id for one in finished.serves] == [us.goal]
    [moved] = found.moved
    assert (moved.old, moved.new, moved.times) == (0.0, 0.5, 1)
    assert moved.cause is not None
    assert "Translate checkout" in moved.cause.label
    assert (await week(us, days=-7)).finished == []
    assert (await week(us, days=-7)).moved == []


async def test_a_first_value_has_moved_the_number_from_its_baseline(us: Company) -> None:
    ctx = us.ctx(us.lea)
    ends = {"start": Decimal(50), "target": Decimal(10)}
    number = await goals.key_result(ctx, us.objective, "Fewer questions", kind=Kind.DECREASE, **ends)
    await goals.record(ctx, number.id, 48)
    await ctx.flush()
    [moved] = (await week(us)).moved
    assert (moved.old_value, moved.new_value) == (50, 48)


async def test_what_the_team_committed_to_is_finished_wherever_its_project_belongs(us: Company) -> None:
    elsewhere = await work.project(us.ctx(us.otto), "Bank")
    picked = await work.task(us.ctx(us.otto), elsewhere.id, "Sign the contract")
    made = await commit(us, task_id=picked.id)
    await commitments.tick(us.ctx(), made.id)
    assert [one.commitment_id for one in (await week(us)).finished] == [made.id]


async def test_a_win_is_made_of_what_was_finished_and_celebrated(us: Company) -> None:
    made = await commit(us, title="Call five customers", key_result_id=us.goal)
    await commitments.tick(us.ctx(), made.id)
    win = await wins.make_win(us.ctx(us.noah), us.team, WinIn(commitment_id=made.id))
    assert (win.text, win.member and win.member.name) == ("Call five customers", "Mia Member")
    assert win.key_result is not None
    assert (await week(us)).commitments[0].win_id == win.id
    glad = await wins.cheer(us.ctx(us.otto), win.id, glad=True)
    assert ([one.name for one in glad.cheers], glad.cheered) == (["Otto Other"], True)
    assert (await wins.cheer(us.ctx(us.otto), win.id, glad=False)).cheers == []
    changed = await wins.change_win(us.ctx(), win.id, WinPatch(text="Five customers said yes"), version=win.version)
    assert changed.text == "Five customers said yes"
    await wins.remove_win(us.ctx(), win.id)
    assert (await week(us)).wins == []
    await wins.restore_win(us.ctx(), win.id)
    assert len((await week(us)).wins) == 1
    with pytest.raises(Invalid):
        await wins.make_win(us.ctx(), us.team, WinIn(text="   "))
    with pytest.raises(Forbidden):
        await wins.make_win(us.ctx(us.otto), us.team, WinIn(text="We too"))


async def test_a_private_task_keeps_its_place_and_loses_its_name(us: Company) -> None:
    private = await work.project(us.ctx(us.lea), "Secret", private=True)
    hidden = await work.task(us.ctx(us.lea), private.id, "Buy the rival")
    await commit(us, by=us.ctx(us.lea), task_id=hidden.id)
    [seen] = (await week(us, by=us.ctx(us.otto))).commitments
    assert (seen.title, seen.task and seen.task.id, seen.state) == ("", None, State.OPEN)
    assert not (await week(us)).commitments[0].can.tick
    with pytest.raises(Forbidden):
        await commitments.tick(us.ctx(), seen.id)


async def test_a_private_goal_is_not_named_to_who_may_not_see_it(us: Company) -> None:
    await db.run(us.ctx(), "update objective set private = true where id = %(id)s", id=us.objective)
    made = await commit(us, by=us.ctx(us.lea), title="Quietly", key_result_id=us.goal)
    assert made.key_result is not None
    assert made.key_result.title == "Languages"
    seen = (await week(us)).commitments[0].key_result
    assert seen is not None
    assert (seen.id, seen.title) == (None, "")
    with pytest.raises(Invalid):
        await commit(us, title="Mine", key_result_id=us.goal)
    assert (await square_queries.square(us.ctx(), us.team)).objectives == []


async def test_picks_put_my_late_task_before_the_teams(us: Company) -> None:
    ctx = us.ctx()
    await task(us, "The team's", due_on=ctx.today)
    await task(us, "Mine, someday", assignees=[us.mia.id])
    late = await task(us, "Mine, late", assignees=[us.mia.id], due_on=ctx.today - timedelta(days=30))
    found = await picks.picks(ctx, us.team, None, None)
    assert [one.title for one in found.items] == ["Mine, late", "Mine, someday", "The team's"]
    await commit(us, task_id=late.id)
    assert (await picks.picks(ctx, us.team, None, None)).items[0].title == "Mine, someday"
    assert [one.title for one in (await picks.picks(ctx, us.team, us.noah.id, None, words="someday")).items] == [
        "Mine, someday"
    ]


async def test_the_square_has_objectives_health_and_what_is_coming(us: Company) -> None:
    ctx = us.ctx()
    due = await task(us, "Release two", due_on=ctx.today + timedelta(days=9), priority="high")
    page = await square_queries.square(ctx, us.team)
    assert [one.title for one in page.objectives] == ["Reviews are quick"]
    assert [one.title for one in page.objectives[0].key_results] == ["Languages"]
    assert len(page.ahead) == 4
    drafts = [draft for one in page.ahead for draft in one.drafts]
    assert [draft.text for draft in drafts] == ["Release two"]
    line = await squares.write_line(
        ctx, us.team, SquareLineIn(kind="ahead", text="Release two ships", on=due.due_on, task_id=due.id)
    )
    health = await squares.write_line(ctx, us.team, SquareLineIn(kind="health", text="Nights on call", state="green"))
    page = await square_queries.square(ctx, us.team)
    assert [draft for one in page.ahead for draft in one.drafts] == []
    assert [one.text for each in page.ahead for one in each.lines] == ["Release two ships"]
    assert [(one.text, one.state) for one in page.health] == [("Nights on call", "green")]
    red = await squares.change_line(ctx, health.id, SquareLinePatch(state="red"), version=health.version)
    assert red.state == "red"
    with pytest.raises(Stale):
        await squares.change_line(ctx, health.id, SquareLinePatch(state="green"), version=health.version)
    await squares.remove_line(ctx, line.id)
    assert [one for each in (await square_queries.square(ctx, us.team)).ahead for one in each.lines] == []
    await squares.restore_line(ctx, line.id)
    with pytest.raises(Forbidden):
        await squares.remove_line(us.ctx(us.otto), line.id)
    for given in (SquareLineIn(kind="health", text="No colour"), SquareLineIn(kind="ahead", text="No week")):
        with pytest.raises(Invalid):
            await squares.write_line(ctx, us.team, given)


async def test_a_draft_that_nobody_wants_stays_away(us: Company) -> None:
    ctx = us.ctx()
    due = await task(us, "Noise", due_on=ctx.today + timedelta(days=9))
    given = SquareLineIn(kind="ahead", text="Noise", on=due.due_on, task_id=due.id, dismissed=True)
    await squares.write_line(ctx, us.team, given)
    page = await square_queries.square(ctx, us.team)
    assert [(one.lines, one.drafts) for one in page.ahead] == [([], [])] * 4


async def test_a_team_page_costs_the_same_with_more_people(us: Company, statements: Statements) -> None:
    counts = []
    for size in (1, 12):
        for place in range(size):
            person = await us.make.member(name=f"Person {size} {place}")
            await us.make.join(us.team, person)
            made = await commit(us, by=us.ctx(person), task_id=(await task(us, f"Task {size} {place}")).id)
            if place % 2:
                await commitments.tick(us.ctx(person), made.id)
                await wins.make_win(us.ctx(person), us.team, WinIn(commitment_id=made.id))
        statements.clear()
        await week(us)
        await square_queries.square(us.ctx(), us.team)
        counts.append(statements.count)
    assert counts[0] <= counts[1] <= 30
    statements.clear()
    await week(us)
    assert statements.count <= 20


async def test_a_guest_with_the_team_looks_and_others_see_nothing(us: Company) -> None:
    guest = await us.make.member("guest", name="Gita Guest")
    await commit(us, by=us.ctx(), task_id=(await task(us)).id)
    ctx = us.ctx(guest)
    await db.set_tenant(ctx.connection, ctx.workspace.id, guest=guest.id)
    with pytest.raises(NotFound):
        await week(us, by=ctx)
    await db.set_tenant(ctx.connection, ctx.workspace.id)
    await us.make.share(guest, "team", us.team)
    await db.set_tenant(ctx.connection, ctx.workspace.id, guest=guest.id)
    found = await week(us, by=ctx)
    assert (len(found.commitments), found.can.edit, found.can.cheer) == (1, False, False)
    with pytest.raises(Forbidden):
        await commit(us, by=ctx)
