"""Objectives: written, changed, activated, dropped, deleted."""

from decimal import Decimal
from uuid import uuid4

import pytest

from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, Invalid, NotFound, Stale
from headway.goals import queries
from headway.goals.actions import cycles, objectives
from headway.goals.actions.refusals import (
    CycleClosed,
    Dropped,
    LocksYouOut,
    NotADraft,
    NotDeletable,
    NotDropped,
)
from headway.goals.schemas.objectives import ObjectiveIn, ObjectivePatch
from headway.progress.rules.metrics import Kind
from tests.goals import world
from tests.make import Make

pytestmark = pytest.mark.anyio


async def test_an_objective_is_made_with_its_key_results_or_not_at_all(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id, key_results=[world.number("A", weight=2), world.number("B")])
    page = await world.page(ctx, goal.id)
    assert [(one.title, one.weight, round(one.weight_share, 3)) for one in page.key_results] == [
        ("A", 2.0, 0.667),
        ("B", 1.0, 0.333),
    ]
    assert page.objective.progress.display == "0 %"
    assert [one.label for one in page.key_results] == ["KR-1", "KR-2"]
    assert (page.key_results[0].starts_on, page.key_results[0].ends_on) == (now.starts_on, now.ends_on)
    assert world.kinds(ctx)[-1] == "goals.objective_created"
    assert ctx.actor.member is not None
    assert goal.owner is not None
    assert goal.owner.id == ctx.actor.member


async def test_a_wrong_key_result_is_named_by_its_place(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    same = world.number("B", start=Decimal(4), target=Decimal(4))
    with pytest.raises(Invalid) as refused:
        await world.objective(ctx, now.id, key_results=[world.number("A"), same])
    assert refused.value.code == "progress.start_equals_target"
    assert refused.value.errors[0].path == "key_results.1.target"


async def test_what_does_not_exist_is_named_by_its_field(ctx: Ctx, make: Make) -> None:
    now = await world.cycle(ctx)
    guest = await make.member("guest")
    for field, value, code in (
        ("cycle_id", uuid4(), "goals.unknown_cycle"),
        ("team_id", uuid4(), "goals.unknown_team"),
        ("owner_id", uuid4(), "goals.unknown_person"),
        ("owner_id", guest.id, "goals.guest_owner"),
    ):
        given = {"title": "T", "cycle_id": now.id, field: value}
        with pytest.raises(Invalid) as refused:
            await objectives.create_objective(ctx, ObjectiveIn(**given))  # type: ignore[arg-type]  # tests vary fields
        assert (refused.value.code, refused.value.errors[0].path) == (code, field)
    with pytest.raises(Invalid) as refused:
        await world.objective(ctx, now.id, title="   ")
    assert refused.value.code == "goals.empty"


async def test_members_write_for_their_team_and_for_themselves_only(ctx: Ctx, make: Make) -> None:
    now = await world.cycle(ctx)
    mia, team, other = await make.member(), await make.team("Mine"), await make.team("Other")
    below = await make.team("Below", parent=team)
    await make.join(team, mia)
    as_mia = make.ctx_of(mia)
    await world.objective(as_mia, now.id, team_id=team)
    await world.objective(as_mia, now.id)
    for given in ({"team_id": other}, {"team_id": below}, {"owner_id": ctx.actor.member}):
        with pytest.raises(Forbidden):
            await world.objective(as_mia, now.id, **given)
    lead = await make.member(name="Lea Lead")
    await make.join(team, lead, role="lead")
    await world.objective(make.ctx_of(lead), now.id, team_id=below)


async def test_changes_are_kept_with_old_new_and_reason(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id)
    patch = ObjectivePatch(title="Reviews are fast", why="Waiting costs", reason="clearer")
    changed = await objectives.change_objective(ctx, goal.id, patch, version=goal.version)
    assert (changed.title, changed.why, changed.version) == ("Reviews are fast", "Waiting costs", 2)
    await ctx.flush()
    newest = (await world.page(ctx, goal.id)).changes[0]
    assert newest.kind == "goals.objective_changed"
    assert newest.changes["title"] == ["Reviews are quick", "Reviews are fast"]
    assert newest.reason == "clearer"


async def test_an_edit_that_changes_nothing_leaves_no_trace(ctx: Ctx) -> None:
    goal = await world.objective(ctx, (await world.cycle(ctx)).id)
    before = len(ctx.recorded)
    same = await objectives.change_objective(ctx, goal.id, ObjectivePatch(title=goal.title), version=goal.version)
    assert same.version == goal.version
    assert len(ctx.recorded) == before


async def test_an_old_version_is_answered_with_the_current_state(ctx: Ctx) -> None:
    goal = await world.objective(ctx, (await world.cycle(ctx)).id)
    await objectives.change_objective(ctx, goal.id, ObjectivePatch(title="Second"), version=1)
    with pytest.raises(Stale) as refused:
        await objectives.change_objective(ctx, goal.id, ObjectivePatch(title="Third"), version=1)
    assert refused.value.extra["current"]["title"] == "Second"
    assert (await queries.objective(ctx, goal.id)).title == "Second"


async def test_only_its_people_change_it(ctx: Ctx, make: Make) -> None:
    now, team = await world.cycle(ctx), await make.team("Shop")
    colleague, owner = await make.member(name="Cora"), await make.member(name="Otto")
    await make.join(team, colleague)
    goal = await world.objective(ctx, now.id, team_id=team, owner_id=owner.id)
    with pytest.raises(Forbidden):
        await objectives.change_objective(make.ctx_of(colleague), goal.id, ObjectivePatch(title="Mine"), version=1)
    assert (await queries.objective(make.ctx_of(colleague), goal.id)).can.edit is False
    changed = await objectives.change_objective(make.ctx_of(owner), goal.id, ObjectivePatch(title="Ours"), version=1)
    assert changed.title == "Ours"


async def test_a_move_to_another_team_needs_a_right_at_both_ends(ctx: Ctx, make: Make) -> None:
    now, here, there = await world.cycle(ctx), await make.team("Here"), await make.team("There")
    mia = await make.member()
    await make.join(here, mia)
    goal = await world.objective(make.ctx_of(mia), now.id, team_id=here)
    with pytest.raises(Forbidden):
        await objectives.change_objective(make.ctx_of(mia), goal.id, ObjectivePatch(team_id=there), version=1)
    await make.join(there, mia)
    moved = await objectives.change_objective(make.ctx_of(mia), goal.id, ObjectivePatch(team_id=there), version=1)
    assert moved.team is not None
    assert moved.team.name == "There"


async def test_a_move_to_another_cycle_takes_the_key_results_along(ctx: Ctx) -> None:
    now, then = await world.cycle(ctx, name="Now"), await world.cycle(ctx, name="Then", past=0, ahead=200)
    goal = await world.objective(ctx, now.id, key_results=[world.number()])
    await objectives.change_objective(ctx, goal.id, ObjectivePatch(cycle_id=then.id), version=1)
    (moved,) = (await world.page(ctx, goal.id)).key_results
    assert (moved.starts_on, moved.ends_on, moved.cycle.id) == (then.starts_on, then.ends_on, then.id)


async def test_a_draft_counts_nowhere_until_it_is_activated(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    above = await world.objective(ctx, now.id)
    draft = await world.objective(ctx, now.id, state="draft", key_results=[world.number()])
    await world.serve(ctx, draft.id, above.id)
    (result,) = (await world.page(ctx, draft.id)).key_results
    await world.record(ctx, result.id, 50)
    assert (await queries.objective(ctx, above.id)).progress.state == "not_measured"
    active = await objectives.activate_objective(ctx, draft.id)
    assert (active.state, active.can.activate) == ("active", False)
    assert (await queries.objective(ctx, above.id)).progress.raw == 0.5
    with pytest.raises(NotADraft):
        await objectives.activate_objective(ctx, draft.id)


async def test_a_dropped_objective_keeps_its_number_and_counts_no_more(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    above, goal = await world.objective(ctx, now.id), await world.objective(ctx, now.id, key_results=[world.number()])
    await world.serve(ctx, goal.id, above.id)
    (result,) = (await world.page(ctx, goal.id)).key_results
    await world.record(ctx, result.id, 50)
    dropped = await objectives.drop_objective(ctx, goal.id, reason="Other plans")
    assert (dropped.state, dropped.dropped_reason, dropped.health.state) == ("dropped", "Other plans", "dropped")
    assert dropped.progress.raw == 0.5
    assert (await queries.objective(ctx, above.id)).progress.state == "not_measured"
    with pytest.raises(Dropped):
        await world.record(ctx, result.id, 60)
    back = await objectives.restore_objective(ctx, goal.id)
    assert (back.state, back.dropped_reason) == ("active", "")
    assert (await queries.objective(ctx, above.id)).progress.raw == 0.5
    with pytest.raises(NotDropped):
        await objectives.restore_objective(ctx, goal.id)


async def test_dropping_needs_a_reason(ctx: Ctx) -> None:
    goal = await world.objective(ctx, (await world.cycle(ctx)).id)
    with pytest.raises(Invalid):
        await objectives.drop_objective(ctx, goal.id, reason="  ")


async def test_a_fresh_objective_can_be_deleted_and_a_used_one_cannot(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    fresh = await world.objective(ctx, now.id, key_results=[world.number()])
    used = await world.objective(ctx, now.id, key_results=[world.number()])
    (result,) = (await world.page(ctx, used.id)).key_results
    await world.record(ctx, result.id, 5)
    assert fresh.can.delete
    await objectives.delete_objective(ctx, fresh.id)
    with pytest.raises(NotFound):
        await queries.objective(ctx, fresh.id)
    with pytest.raises(NotDeletable):
        await objectives.delete_objective(ctx, used.id)
    assert not (await queries.objective(ctx, used.id)).can.delete


async def test_a_deleted_draft_takes_its_links_and_numbers_along(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    above, draft = await world.objective(ctx, now.id), await world.objective(ctx, now.id, state="draft")
    await world.key_result(ctx, draft.id)
    await world.serve(ctx, draft.id, above.id)
    await objectives.delete_objective(ctx, draft.id)
    page = await world.page(ctx, above.id)
    assert page.children == []
    assert page.objective.counts.children == 0


async def test_nobody_locks_themselves_out(ctx: Ctx, make: Make) -> None:
    now = await world.cycle(ctx)
    owner = await make.member(name="Otto")
    goal = await world.objective(make.ctx_of(owner), now.id)
    with pytest.raises(LocksYouOut):
        await objectives.change_objective(ctx, goal.id, ObjectivePatch(private=True), version=1)
    own = await world.objective(make.ctx_of(owner), now.id)
    hidden = await objectives.change_objective(make.ctx_of(owner), own.id, ObjectivePatch(private=True), version=1)
    assert hidden.private


async def test_a_closed_cycle_refuses_every_write_with_a_sentence(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id, key_results=[world.number()])
    other = await world.objective(ctx, (await world.cycle(ctx, name="Open")).id)
    (result,) = (await world.page(ctx, goal.id)).key_results
    await cycles.close_cycle(ctx, now.id)
    for attempt in (
        lambda: world.objective(ctx, now.id),
        lambda: objectives.change_objective(ctx, goal.id, ObjectivePatch(title="No"), version=1),
        lambda: objectives.drop_objective(ctx, goal.id, reason="No"),
        lambda: objectives.delete_objective(ctx, goal.id),
        lambda: world.key_result(ctx, goal.id),
        lambda: world.record(ctx, result.id, 5),
        lambda: world.serve(ctx, goal.id, other.id),
        lambda: world.serve(ctx, other.id, goal.id),
        lambda: objectives.change_objective(ctx, other.id, ObjectivePatch(cycle_id=now.id), version=1),
    ):
        with pytest.raises(CycleClosed) as refused:
            await attempt()
        assert (refused.value.status, refused.value.code) == (409, "goals.cycle_closed")
        assert "Reopen" in refused.value.detail
    page = await world.page(ctx, goal.id)
    assert not page.objective.can.edit
    assert not page.key_results[0].can.record
    await cycles.reopen_cycle(ctx, now.id, reason="A number was wrong")
    assert (await world.record(ctx, result.id, 5)).key_result.progress.raw == 0.05


async def test_every_kind_of_key_result_can_be_written(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    given = [
        world.number("increase"),
        world.number("decrease", kind=Kind.DECREASE, start=Decimal(24), target=Decimal(4), v70=Decimal(8)),
        world.number("reach", kind=Kind.REACH, start=None, target=Decimal(4)),
        world.number("share", kind=Kind.SHARE, start=None, target=None),
        world.number("maintain", kind=Kind.MAINTAIN, start=None, target=None, high=Decimal(0), low=Decimal(0)),
        world.number("binary", kind=Kind.BINARY, start=None, target=None),
        world.number("work", kind=Kind.WORK, start=None, target=None),
        world.number("objectives", kind=Kind.OBJECTIVES, start=None, target=None),
    ]
    goal = await world.objective(ctx, now.id, key_results=given)
    page = await world.page(ctx, goal.id)
    assert [one.kind.value for one in page.key_results] == [one.title for one in given]
    states = {one.title: one.progress.state for one in page.key_results}
    assert states["work"] == "no_work"
    assert states["objectives"] == "not_measured"
    assert states["increase"] == "no_data"
