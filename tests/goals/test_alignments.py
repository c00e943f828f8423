"""What serves what: contributions, supports, cascades, and circles refused."""

from uuid import UUID

import pytest

from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, Invalid, NotFound, Stale
from headway.goals import queries
from headway.goals.actions import alignments, cascades, objectives
from headway.goals.actions.refusals import AlignmentCycle
from headway.goals.schemas.alignments import AlignmentPatch, CascadeIn, ParentIn
from headway.goals.schemas.cycles import CycleOut
from headway.goals.schemas.objectives import ObjectiveOut
from headway.progress.rules.metrics import Kind
from tests.goals import world
from tests.make import Make

pytestmark = pytest.mark.anyio


@pytest.fixture
async def now(ctx: Ctx) -> CycleOut:
    return await world.cycle(ctx)


async def measured(ctx: Ctx, cycle: CycleOut, value: int, **more: object) -> ObjectiveOut:
    """An objective at `value` percent."""
    made = await world.objective(ctx, cycle.id, key_results=[world.number()], **more)
    (result,) = (await world.page(ctx, made.id)).key_results
    await world.record(ctx, result.id, value)
    return made


async def raw(ctx: Ctx, goal: UUID) -> float | None:
    return (await queries.objective(ctx, goal)).progress.raw


async def test_contributions_are_pooled_with_key_results_as_equals(ctx: Ctx, now: CycleOut) -> None:
    above, below = await measured(ctx, now, 20), await measured(ctx, now, 80)
    link = await world.serve(ctx, below.id, above.id, weight=1)
    assert await raw(ctx, above.id) == 0.5
    changed = await alignments.change_alignment(ctx, link.id, AlignmentPatch(weight=3.0), version=link.version)
    assert changed.weight == 3.0
    assert await raw(ctx, above.id) == pytest.approx(0.65)
    shown = (await world.page(ctx, above.id)).children[0]
    assert (shown.share, shown.kind, shown.hidden) == (0.75, "contributes", False)
    assert shown.health is not None


async def test_support_is_drawn_and_moves_nothing(ctx: Ctx, now: CycleOut) -> None:
    above, below = await measured(ctx, now, 20), await measured(ctx, now, 80)
    link = await world.serve(ctx, below.id, above.id, kind="supports")
    assert await raw(ctx, above.id) == 0.2
    counted = await alignments.change_alignment(ctx, link.id, AlignmentPatch(kind="contributes"), version=1)
    assert (counted.kind, await raw(ctx, above.id)) == ("contributes", 0.5)
    with pytest.raises(Stale):
        await alignments.change_alignment(ctx, link.id, AlignmentPatch(weight=2.0), version=1)


async def test_an_objective_serves_several_and_stops_serving_one(ctx: Ctx, now: CycleOut) -> None:
    left, right, below = await measured(ctx, now, 0), await measured(ctx, now, 0), await measured(ctx, now, 100)
    link = await world.serve(ctx, below.id, left.id)
    await world.serve(ctx, below.id, right.id)
    assert (await raw(ctx, left.id), await raw(ctx, right.id)) == (0.5, 0.5)
    await alignments.remove_alignment(ctx, link.id)
    assert (await raw(ctx, left.id), await raw(ctx, right.id)) == (0.0, 0.5)
    assert [parent.objective.title for parent in (await world.page(ctx, below.id)).parents if parent.objective]


async def test_the_same_link_twice_is_refused(ctx: Ctx, now: CycleOut) -> None:
    above, below = await measured(ctx, now, 20), await measured(ctx, now, 80)
    await world.serve(ctx, below.id, above.id)
    with pytest.raises(alignments.AlreadyAligned):
        await world.serve(ctx, below.id, above.id, kind="supports")


async def test_a_circle_is_refused_with_its_path(ctx: Ctx, now: CycleOut) -> None:
    top = await world.objective(ctx, now.id, title="Top")
    middle = await world.objective(ctx, now.id, title="Middle")
    low = await world.objective(ctx, now.id, title="Low")
    await world.serve(ctx, middle.id, top.id)
    await world.serve(ctx, low.id, middle.id, kind="supports")
    with pytest.raises(AlignmentCycle) as refused:
        await world.serve(ctx, top.id, low.id)
    assert (refused.value.status, refused.value.code) == (409, "goals.alignment_cycle")
    assert "'Top' -> 'Low' -> 'Middle' -> 'Top'" in refused.value.detail


async def test_the_path_of_a_circle_hides_what_is_private(ctx: Ctx, now: CycleOut, make: Make) -> None:
    secretive = await make.member(name="Sam")
    as_sam = make.ctx_of(secretive)
    top = await world.objective(ctx, now.id, title="Top")
    hidden = await world.objective(as_sam, now.id, title="Acquisition", private=True)
    low = await world.objective(ctx, now.id, title="Low")
    await world.serve(as_sam, hidden.id, top.id, kind="supports")
    link = ParentIn(objective_id=hidden.id, kind="supports")
    await make.share(make.owner, "objective", hidden.id)
    await alignments.align(ctx, low.id, link)
    await make.unshare(make.owner, "objective", hidden.id)
    with pytest.raises(AlignmentCycle) as refused:
        await world.serve(ctx, top.id, low.id, kind="supports")
    assert "'Top' -> 'Low' -> a private objective -> 'Top'" in refused.value.detail
    assert "Acquisition" not in refused.value.detail


async def test_what_counts_is_decided_above_and_support_below(ctx: Ctx, now: CycleOut, make: Make) -> None:
    mia = await make.member()
    above, below = await world.objective(ctx, now.id), await world.objective(make.ctx_of(mia), now.id)
    with pytest.raises(Forbidden):
        await world.serve(make.ctx_of(mia), below.id, above.id, kind="contributes")
    link = await world.serve(make.ctx_of(mia), below.id, above.id, kind="supports")
    await alignments.remove_alignment(make.ctx_of(mia), link.id)
    stranger = make.ctx_of(await make.member(name="Stan"))
    link = await world.serve(ctx, below.id, above.id)
    with pytest.raises(Forbidden):
        await alignments.change_alignment(make.ctx_of(mia), link.id, AlignmentPatch(weight=9.0), version=1)
    with pytest.raises(Forbidden):
        await alignments.remove_alignment(stranger, link.id)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "goals.one_parent"),
        ({"objective_id": "above", "key_result_id": "result"}, "goals.one_parent"),
        ({"objective_id": "above", "kind": "cascade"}, "goals.cascade_parent"),
        ({"key_result_id": "result", "kind": "supports"}, "goals.is_cascade"),
        ({"objective_id": "below"}, "goals.serves_itself"),
        ({"key_result_id": "result"}, "goals.not_for_cascade"),
    ],
)
async def test_a_link_that_means_nothing_is_refused(ctx: Ctx, now: CycleOut, given: dict[str, str], code: str) -> None:
    above, below = await world.objective(ctx, now.id), await world.objective(ctx, now.id)
    result = await world.key_result(ctx, above.id)
    ids = {"above": above.id, "below": below.id, "result": result.id}
    made = ParentIn(**{name: ids.get(value, value) for name, value in given.items()})  # type: ignore[arg-type]  # fields come from the table
    with pytest.raises((Invalid, alignments.TakesValues)) as refused:
        await alignments.align(ctx, below.id, made)
    assert refused.value.code == code


async def test_a_key_result_becomes_the_objective_of_a_team(ctx: Ctx, now: CycleOut, make: Make) -> None:
    team = await make.team("Shop")
    company = await world.objective(ctx, now.id)
    result = await world.cascading(ctx, company.id, "Checkout is quick")
    made = await cascades.cascade(ctx, result.id, CascadeIn(team_id=team))
    assert (made.objective.title, made.objective.state) == ("Checkout is quick", "active")
    child = await world.key_result(ctx, made.objective.id)
    await world.record(ctx, child.id, 40)
    assert (await queries.key_result(ctx, result.id)).progress.raw == 0.4
    assert await raw(ctx, company.id) == 0.4
    line = await queries.line_up(ctx, made.objective.id)
    assert [(step.depth, step.id) for step in line.steps] == [(0, made.objective.id), (1, company.id)]
    assert line.steps[1].via_key_result is not None
    assert line.steps[1].via_key_result.title == "Checkout is quick"


async def test_a_key_result_with_its_own_number_is_converted_on_request_only(ctx: Ctx, now: CycleOut) -> None:
    goal = await world.objective(ctx, now.id)
    plain, used = await world.key_result(ctx, goal.id), await world.key_result(ctx, goal.id)
    await world.record(ctx, used.id, 5)
    with pytest.raises(cascades.NeedsConversion) as refused:
        await cascades.cascade(ctx, plain.id, CascadeIn())
    assert "convert" in refused.value.detail
    with pytest.raises(cascades.HasOwnNumber):
        await cascades.cascade(ctx, used.id, CascadeIn(convert=True))
    made = await cascades.cascade(ctx, plain.id, CascadeIn(convert=True))
    assert (made.key_result.kind, made.key_result.start) == (Kind.OBJECTIVES, None)


async def test_taking_a_hand_down_back_gives_the_key_result_its_number(ctx: Ctx, now: CycleOut) -> None:
    goal = await world.objective(ctx, now.id)
    plain = await world.key_result(ctx, goal.id)
    made = await cascades.cascade(ctx, plain.id, CascadeIn(title="Ours", convert=True))
    await ctx.flush()
    await objectives.delete_objective(ctx, made.objective.id)
    back = await queries.key_result(ctx, plain.id)
    assert (back.kind, back.start, back.target) == (plain.kind, plain.start, plain.target)


async def test_a_key_result_that_counts_another_objective_keeps_counting(ctx: Ctx, now: CycleOut) -> None:
    goal = await world.objective(ctx, now.id)
    plain = await world.key_result(ctx, goal.id)
    made = await cascades.cascade(ctx, plain.id, CascadeIn(title="Ours", convert=True))
    await cascades.cascade(ctx, plain.id, CascadeIn(title="Theirs"))
    await ctx.flush()
    await objectives.delete_objective(ctx, made.objective.id)
    assert (await queries.key_result(ctx, plain.id)).kind is Kind.OBJECTIVES


async def test_an_existing_objective_is_hung_under_a_key_result(ctx: Ctx, now: CycleOut) -> None:
    goal, child = await world.objective(ctx, now.id), await measured(ctx, now, 60)
    result = await world.cascading(ctx, goal.id)
    made = await cascades.cascade(ctx, result.id, CascadeIn(objective_id=child.id, weight=2.0))
    assert made.objective.id == child.id
    assert made.key_result.progress.raw == 0.6
    with pytest.raises(alignments.AlreadyAligned):
        await cascades.cascade(ctx, result.id, CascadeIn(objective_id=child.id))


async def test_what_is_cascaded_to_a_foreign_team_is_a_draft_for_it(now: CycleOut, make: Make) -> None:
    mia, mate = await make.member(), await make.member(name="Tom")
    team = await make.team("Other")
    await make.join(team, mate, role="lead")
    goal = await world.objective(make.ctx_of(mia), now.id)
    result = await world.cascading(make.ctx_of(mia), goal.id)
    made = await cascades.cascade(make.ctx_of(mia), result.id, CascadeIn(team_id=team))
    assert made.objective.state == "draft"
    taken = await objectives.activate_objective(make.ctx_of(mate), made.objective.id)
    assert taken.state == "active"


async def test_the_tree_goes_down_through_cascades_and_contributions(ctx: Ctx, now: CycleOut) -> None:
    top = await world.objective(ctx, now.id, title="Top", priority="Grow in Europe")
    result = await world.cascading(ctx, top.id, "By teams")
    child = (await cascades.cascade(ctx, result.id, CascadeIn(title="Team"))).objective
    helper = await world.objective(ctx, now.id, title="Helper")
    await world.serve(ctx, helper.id, child.id, kind="supports")
    tree = await queries.tree_down(ctx, top.id)
    assert [(node.depth, node.subject, node.title, node.kind) for node in tree.nodes] == [
        (0, "objective", "Top", None),
        (1, "key_result", "By teams", "measures"),
        (2, "objective", "Team", "cascade"),
        (3, "objective", "Helper", "supports"),
    ]
    assert (await queries.line_up(ctx, helper.id)).priorities == ["Grow in Europe"]


async def test_a_goal_that_does_not_exist_has_no_line_and_no_tree(ctx: Ctx, now: CycleOut) -> None:
    for look in (queries.line_up, queries.tree_down, queries.objective):
        with pytest.raises(NotFound):
            await look(ctx, now.id)
