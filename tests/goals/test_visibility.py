"""Who sees which goal; what is hidden still counts, for everybody alike."""

from typing import Any

import pytest
from msgspec.json import encode

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.db import set_tenant
from headway.core.errors import Forbidden, NotFound
from headway.goals import queries
from headway.goals.actions import objectives
from headway.goals.queries.lines import Filter
from headway.goals.schemas.objectives import ObjectiveOut, ObjectivePatch
from tests.goals import world
from tests.make import Make, Member

pytestmark = pytest.mark.anyio

SECRET = "Buy the competitor"
OBJECTIVES, KEY_RESULTS = (
    next(one for one in queries.SUBJECTS if one.kind == kind) for kind in ("objective", "key_result")
)


async def seen(ctx: Ctx) -> set[str]:
    """Titles in the list, which must be what a look by id gives, too."""
    await floor(ctx)
    listed = {line.id: line.title for line in (await queries.objective_list(ctx, Filter(state="all"))).items}
    assert {row.id for row in await queries.objective_rows(ctx, list(listed))} == set(listed)
    titled = await OBJECTIVES.visible(ctx, list(listed))
    assert {one.title for one in titled} == set(listed.values())
    return set(listed.values())


async def floor(ctx: Ctx) -> None:
    """Set the tenant and the guest floor as the edge does for this caller."""
    await set_tenant(ctx.connection, ctx.workspace.id, guest=ctx.actor.guest)


Cast = dict[str, Member]


@pytest.fixture
async def cast(make: Make) -> Cast:
    """Everybody who may stand to one objective of one team in a different way."""
    members = {name: await make.member(name=name.title()) for name in ("owner", "lead", "mate", "stranger")}
    admin, guest = await make.member("admin", name="Ada"), await make.member("guest", name="Gus")
    return {**members, "admin": admin, "guest": guest}


async def setting(ctx: Ctx, make: Make, cast: Cast, **more: Any) -> ObjectiveOut:
    now, team = await world.cycle(ctx), await make.team("Board")
    await make.join(team, cast["lead"], role="lead")
    await make.join(team, cast["mate"])
    return await world.objective(ctx, now.id, title=SECRET, team_id=team, owner_id=cast["owner"].id, **more)


@pytest.mark.parametrize(
    ("given", "who"),
    [
        ({}, {"owner", "lead", "mate", "stranger", "admin"}),
        ({"state": "draft"}, {"owner", "lead", "mate"}),
        ({"private": True}, {"owner", "lead"}),
        ({"private": True, "state": "draft"}, {"owner", "lead"}),
    ],
)
async def test_who_sees_an_objective(ctx: Ctx, make: Make, *, cast: Cast, given: dict[str, Any], who: set[str]) -> None:
    goal = await setting(ctx, make, cast, **given)
    (audience,) = (await OBJECTIVES.audience(ctx, [goal.id])).values()
    for name in ("owner", "lead", "mate", "stranger", "admin", "guest"):
        person = cast[name]
        viewer = make.ctx_of(person)
        assert (SECRET in await seen(viewer)) is (name in who), name
        assert audience.admits(person.id, guest=viewer.actor.is_guest) is (name in who), name
    assert SECRET in await seen(ctx)  # its writer


async def test_what_is_not_visible_is_not_found_in_any_way(ctx: Ctx, make: Make, cast: Cast) -> None:
    goal = await setting(ctx, make, cast, private=True, key_results=[world.number()])
    (result,) = (await world.page(ctx, goal.id)).key_results
    value = (await world.record(ctx, result.id, 5)).measurement
    stranger = make.ctx_of(cast["admin"])
    for attempt in (
        lambda: queries.objective(stranger, goal.id),
        lambda: queries.objective_page(stranger, goal.id, world.names(stranger)),
        lambda: queries.key_result_page(stranger, result.id, world.names(stranger)),
        lambda: queries.history(stranger, result.id),
        lambda: queries.explanation(stranger, "objective", goal.id, world.names(stranger)),
        lambda: queries.explanation(stranger, "key_result", result.id, world.names(stranger)),
        lambda: queries.line_up(stranger, goal.id),
        lambda: queries.tree_down(stranger, goal.id),
        lambda: objectives.change_objective(stranger, goal.id, ObjectivePatch(title="Mine"), version=1),
        lambda: world.record(stranger, result.id, 6),
    ):
        with pytest.raises(NotFound):
            await attempt()
    assert value.live
    assert await KEY_RESULTS.visible(stranger, [result.id]) == []
    find = OBJECTIVES.find
    assert find is not None
    assert await find(stranger, "competitor buy", 10) == []
    assert [one.title for one in await find(ctx, "competitor buy", 10)] == [SECRET]


async def test_a_private_child_counts_for_everybody_and_is_named_for_few(ctx: Ctx, make: Make, cast: Cast) -> None:
    secret = await setting(ctx, make, cast, private=True, key_results=[world.number()])
    (result,) = (await world.page(ctx, secret.id)).key_results
    above = await world.objective(ctx, secret.cycle.id, title="Grow", key_results=[world.number("Leads")])
    await world.serve(ctx, secret.id, above.id)
    await world.record(ctx, result.id, 80)
    await ctx.flush()
    insider, outsider = make.ctx_of(cast["owner"]), make.ctx_of(cast["stranger"])
    pages = [await world.page(one, above.id) for one in (insider, outsider)]
    assert [one.objective.progress.raw for one in pages] == [0.4, 0.4]
    assert pages[0].objective.health == pages[1].objective.health
    assert [one.children[0].hidden for one in pages] == [False, True]
    assert [one.children[0].progress.raw for one in pages] == [0.8, 0.8]
    assert [one.objective.counts.children for one in pages] == [1, 1]
    told = [await queries.explanation(one, "objective", above.id, world.names(one)) for one in (insider, outsider)]
    assert [sum(part.contribution or 0 for part in one.parts) for one in told] == [0.4, 0.4]
    assert [sum(part.hidden for part in one.parts) for one in told] == [0, 1]
    tree = await queries.tree_down(outsider, above.id)
    assert [node.hidden for node in tree.nodes if node.kind == "contributes"] == [True]
    for shown in (pages[1], told[1], tree):
        assert SECRET not in encode(shown).decode()
        assert str(secret.id) not in encode(shown).decode()
    assert result.title not in encode(tree).decode()


async def test_a_parent_that_may_not_be_seen_is_hidden(ctx: Ctx, make: Make, cast: Cast) -> None:
    secret = await setting(ctx, make, cast, private=True)
    below = await world.objective(ctx, secret.cycle.id, title="Open")
    await world.serve(ctx, below.id, secret.id)
    outsider = make.ctx_of(cast["stranger"])
    (line,) = (await queries.objective_list(outsider, Filter(q="open"))).items
    assert [(parent.hidden, parent.objective) for parent in line.parents] == [(True, None)]
    up = await queries.line_up(outsider, below.id)
    assert [(step.hidden, step.title) for step in up.steps] == [(False, "Open"), (True, "")]
    assert (await queries.objective_list(outsider, Filter(parent=secret.id))).items == []
    assert [one.title for one in (await queries.objective_list(ctx, Filter(parent=secret.id))).items] == ["Open"]


async def test_a_share_opens_a_private_objective_to_a_person(ctx: Ctx, make: Make, cast: Cast) -> None:
    goal = await setting(ctx, make, cast, private=True)
    await make.share(cast["stranger"], "objective", goal.id)
    viewer = make.ctx_of(cast["stranger"])
    assert SECRET in await seen(viewer)
    with pytest.raises(Forbidden):
        await objectives.change_objective(viewer, goal.id, ObjectivePatch(title="Mine"), version=1)


async def test_a_guest_sees_what_is_shared_and_nothing_else(ctx: Ctx, make: Make, cast: Cast) -> None:
    shared = await setting(ctx, make, cast, key_results=[world.number()])
    top = await world.objective(ctx, shared.cycle.id, title="Top secret plan")
    await world.serve(ctx, shared.id, top.id)
    (result,) = (await world.page(ctx, shared.id)).key_results
    await world.record(ctx, result.id, 30)
    guest = make.ctx_of(cast["guest"])
    assert await seen(guest) == set()
    await make.share(cast["guest"], "objective", shared.id)
    assert await seen(guest) == {SECRET}
    page = await world.page(guest, shared.id)
    assert page.objective.progress.raw == 0.3
    assert [parent.hidden for parent in page.parents] == [True]
    assert "Top secret plan" not in encode(page).decode()
    assert page.objective.owner is None
    assert not page.key_results[0].can.record
    with pytest.raises(Forbidden):
        await world.record(guest, result.id, 40)


async def test_a_guest_with_an_edit_share_records_values_and_nothing_else(ctx: Ctx, make: Make, cast: Cast) -> None:
    goal = await setting(ctx, make, cast, key_results=[world.number()])
    above = await world.objective(ctx, goal.cycle.id, title="Above")
    await world.serve(ctx, goal.id, above.id)
    (result,) = (await world.page(ctx, goal.id)).key_results
    await make.share(cast["guest"], "objective", goal.id, access="edit")
    guest = make.ctx_of(cast["guest"])
    await floor(guest)
    recorded = await world.record(guest, result.id, 40)
    assert recorded.key_result.progress.raw == 0.4
    with pytest.raises(Forbidden):
        await objectives.change_objective(guest, goal.id, ObjectivePatch(title="Mine"), version=1)
    with pytest.raises(Forbidden):
        await world.objective(guest, goal.cycle.id)
    await floor(ctx)
    assert (await queries.objective(ctx, above.id)).progress.raw == 0.4


async def test_a_team_share_shows_a_guest_the_open_goals_of_that_team(ctx: Ctx, make: Make, cast: Cast) -> None:
    goal = await setting(ctx, make, cast)
    assert goal.team is not None
    team = goal.team.id
    await world.objective(ctx, goal.cycle.id, title="Private", team_id=team, private=True)
    await world.objective(ctx, goal.cycle.id, title="Draft", team_id=team, state="draft")
    await world.objective(ctx, goal.cycle.id, title="Elsewhere")
    await make.share(cast["guest"], "team", team)
    assert await seen(make.ctx_of(cast["guest"])) == {SECRET}


async def test_the_guest_floor_holds_below_every_query(ctx: Ctx, make: Make, cast: Cast) -> None:
    goal = await setting(ctx, make, cast, key_results=[world.number()])
    other = await world.objective(ctx, goal.cycle.id, key_results=[world.number()])
    await world.serve(ctx, other.id, goal.id)
    for page in (await world.page(ctx, goal.id), await world.page(ctx, other.id)):
        await world.record(ctx, page.key_results[0].id, 5)
    guest = make.ctx_of(cast["guest"])
    await make.share(cast["guest"], "objective", goal.id)
    await floor(guest)
    for table, count in (("objective", 1), ("key_result", 1), ("metric", 1), ("measurement", 1), ("alignment", 1)):
        assert await db.value(guest, f"select count(*) from {table}") == count, table


async def test_the_tree_of_teams_counts_what_the_reader_may_see(ctx: Ctx, make: Make, cast: Cast) -> None:
    goal = await setting(ctx, make, cast, private=True)
    assert goal.team is not None
    below = await make.team("Below", parent=goal.team.id)
    await world.objective(ctx, goal.cycle.id, team_id=below)
    await world.objective(ctx, goal.cycle.id)
    for viewer, own in ((make.ctx_of(cast["owner"]), 1), (make.ctx_of(cast["stranger"]), 0)):
        tree = await queries.cycle_tree(viewer, goal.cycle.id)
        counts = {team.name: (team.objectives, team.below) for team in tree.teams}
        assert counts == {"Board": (own, 1), "Below": (1, 0)}
        assert (tree.without_team, tree.objectives) == (1, own + 2)
