"""Lists of objectives: filters, pages, what a line says, and how few statements it takes."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from headway.core.ctx import Ctx
from headway.core.errors import Invalid, Malformed
from headway.goals import actions, queries
from headway.goals.actions import key_results, objectives
from headway.goals.actions.refusals import AlignmentCycle
from headway.goals.queries.lines import Filter
from headway.goals.schemas.bulk import BulkAlignment, BulkGoals, BulkKeyResult, BulkObjective
from headway.goals.schemas.key_results import KeyResultPatch
from headway.goals.schemas.objectives import ObjectivePatch
from headway.progress import queries as progress
from headway.progress.rules.metrics import Definition, Kind
from headway.progress.schemas import NewMeasurement
from tests.conftest import Statements
from tests.goals import world
from tests.make import Make

pytestmark = pytest.mark.anyio


async def titles(ctx: Ctx, **wanted: Any) -> list[str]:
    return [line.title for line in (await queries.objective_list(ctx, Filter(**wanted))).items]


async def test_a_line_says_what_a_list_needs(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id, key_results=[world.number("Leads", unit="leads")], confidence=7)
    (result,) = (await world.page(ctx, goal.id)).key_results
    await world.record(ctx, result.id, 40)
    (line,) = (await queries.objective_list(ctx, Filter())).items
    assert (line.progress.raw, line.progress.display, line.confidence) == (0.4, "40 %", 7)
    assert (line.health.state, line.health.sentence) == ("on_track", "Its only key result that counts is on track.")
    assert line.expected == pytest.approx(0.7 * 46 / 91), "a stretch is on course on its way to 70 %"
    assert line.counts.key_results == 1
    (short,) = line.key_results
    assert (short.title, short.value, short.target, short.unit) == ("Leads", 40.0, 100.0, "leads")
    assert (short.progress, short.health, short.owner_id) == (0.4, "on_track", ctx.actor.member)
    assert (line.work.share, line.can.edit, line.version) == (None, True, 1)


async def test_the_list_and_the_page_say_the_same(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    bent = world.number("Bent", v70=Decimal(20))
    goal = await world.objective(ctx, now.id, key_results=[bent, world.number("Straight", commitment="committed")])
    page = await world.page(ctx, goal.id)
    for result, value in zip(page.key_results, (12, 40), strict=True):
        await world.record(ctx, result.id, value)
    page = await world.page(ctx, goal.id)
    (line,) = (await queries.objective_list(ctx, Filter())).items
    assert page.objective.health == line.health
    assert page.objective.expected == line.expected
    assert [one.health.state for one in page.key_results] == [one.health for one in line.key_results]
    assert [one.health for one in line.key_results] == ["on_track", "at_risk"]
    assert [one.progress.raw for one in page.key_results] == [one.progress for one in line.key_results]


async def test_filters_narrow_the_list(ctx: Ctx, make: Make) -> None:
    now, then = await world.cycle(ctx, name="Now"), await world.cycle(ctx, name="Then")
    team, other = await make.team("Board"), await make.member(name="Otto")
    below = await make.team("Below", parent=team)
    await world.objective(ctx, now.id, title="A", team_id=team)
    child = await world.objective(ctx, now.id, title="B", team_id=below, owner_id=other.id)
    parent = await world.objective(ctx, then.id, title="C 100%")
    await world.objective(ctx, then.id, title="D", state="draft")
    gone = await world.objective(ctx, then.id, title="E")
    await objectives.drop_objective(ctx, gone.id, reason="No")
    result = await world.cascading(ctx, parent.id)
    await world.serve(ctx, child.id, parent.id, kind="supports")
    assert await titles(ctx) == ["A", "B", "C 100%", "D"]
    assert await titles(ctx, cycle=now.id) == ["A", "B"]
    assert await titles(ctx, team=team) == ["A", "B"]
    assert await titles(ctx, team=below) == ["B"]
    assert await titles(ctx, owner=other.id) == ["B"]
    await world.key_result(ctx, parent.id, owner_id=other.id)
    assert await titles(ctx, answers=other.id) == ["B", "C 100%"]
    assert await titles(ctx, parent=parent.id) == ["B"]
    assert await titles(ctx, parent=result.id) == []
    assert await titles(ctx, state="draft") == ["D"]
    assert await titles(ctx, state="dropped") == ["E"]
    assert await titles(ctx, state="all", cycle=then.id) == ["C 100%", "D", "E"]
    assert await titles(ctx, q="100%") == ["C 100%"]
    assert await titles(ctx, q="_") == []


async def test_health_is_a_filter_over_any_number_of_objectives(ctx: Ctx) -> None:
    ids = await world.many(ctx, 7, each=1)
    page = await queries.objective_list(ctx, Filter(health="off_track"), limit=3)
    assert [line.id for line in page.items] == ids[:3]
    assert page.next is not None
    rest = await queries.objective_list(ctx, Filter(health="off_track"), limit=100, cursor=page.next)
    assert [line.id for line in rest.items] == ids[3:]
    assert rest.next is None
    assert (await queries.objective_list(ctx, Filter(health="done"))).items == []


async def test_pages_follow_each_other_without_gaps_or_repeats(ctx: Ctx) -> None:
    ids = await world.many(ctx, 10, each=0)
    found: list[UUID] = []
    cursor: str | None = None
    for _ in range(4):
        page = await queries.objective_list(ctx, Filter(), limit=3, cursor=cursor)
        found += [line.id for line in page.items]
        cursor = page.next
    assert found == ids
    assert cursor is None
    with pytest.raises(Malformed):
        await queries.objective_list(ctx, Filter(), cursor="nonsense")


async def test_a_place_in_the_list_is_changed_by_rank(ctx: Ctx) -> None:
    first, second = await world.many(ctx, 2, each=0)
    lines = (await queries.objective_list(ctx, Filter())).items
    patch = ObjectivePatch(rank=lines[0].rank - 1)
    await objectives.change_objective(ctx, second, patch, version=1)
    assert [line.id for line in (await queries.objective_list(ctx, Filter())).items] == [second, first]


@pytest.mark.parametrize("count", [10, 100])
async def test_a_list_takes_three_statements_however_long_it_is(ctx: Ctx, statements: Statements, count: int) -> None:
    await world.many(ctx, count)
    statements.clear()
    page = await queries.objective_list(ctx, Filter(), limit=100)
    assert len(page.items) == count
    assert statements.count == 3


@pytest.mark.parametrize("count", [10, 100])
async def test_a_request_for_the_list_takes_four(ctx: Ctx, client: Any, statements: Statements, count: int) -> None:
    await world.many(ctx, count)
    statements.clear()
    answer = await client.get("/objectives?limit=100")
    assert len(answer.json()["items"]) == count
    sent = [text for text in statements.seen if not _of_the_harness(text)]
    assert len(sent) == 4, sent


def _of_the_harness(text: str) -> bool:
    """What the rolled-back test database adds to a real transaction."""
    return text.startswith("set constraints") or "set_config('headway.guest', ''" in text


@pytest.mark.parametrize("count", [3, 12])
async def test_a_page_takes_the_same_statements_at_any_size(ctx: Ctx, statements: Statements, count: int) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id, key_results=[world.number() for _ in range(count)])
    for _ in range(count):
        await world.serve(ctx, (await world.objective(ctx, now.id)).id, goal.id)
    await ctx.flush()
    statements.clear()
    await world.page(ctx, goal.id)
    assert statements.count <= 18


async def test_many_goals_are_made_in_few_statements(ctx: Ctx, statements: Statements) -> None:
    statements.clear()
    await world.many(ctx, 5)
    few = statements.count
    statements.clear()
    ids = await world.many(ctx, 50)
    assert statements.count == few
    lines = {line.id: line for line in (await queries.objective_list(ctx, Filter(), limit=100)).items}
    assert lines[ids[1]].progress.raw == pytest.approx((0.04 + 0.05 + 0.06 + 0.07) / 4)
    assert [event.kind for event in ctx.recorded].count("goals.made_in_bulk") == 2
    assert await progress.verify(ctx) == []


async def test_bulk_goals_keep_the_rules(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    one, two, three = uuid4(), uuid4(), uuid4()
    goals = tuple(BulkObjective(id=id_, title="T", cycle_id=now.id) for id_ in (one, two, three))
    flat = Definition(kind=Kind.INCREASE, start=Decimal(1), target=Decimal(1))
    bad = BulkGoals(
        objectives=goals[:1], key_results=(BulkKeyResult(id=uuid4(), objective_id=one, title="K", definition=flat),)
    )
    with pytest.raises(Invalid) as refused:
        await actions.make_in_bulk(ctx, bad)
    assert refused.value.code == "progress.start_equals_target"
    circle = tuple(
        BulkAlignment(child_id=child, objective_id=parent, kind="supports")
        for child, parent in ((two, three), (three, two))
    )
    with pytest.raises(AlignmentCycle):
        await actions.make_in_bulk(ctx, BulkGoals(objectives=goals[1:], alignments=circle))


async def test_samples_are_cleared_and_nothing_else(ctx: Ctx) -> None:
    mine = await world.objective(ctx, (await world.cycle(ctx)).id, title="Mine")
    goal, result = uuid4(), uuid4()
    line = Definition(kind=Kind.INCREASE, start=Decimal(0), target=Decimal(10))
    await actions.make_in_bulk(
        ctx,
        BulkGoals(
            objectives=(BulkObjective(id=goal, title="Sample", cycle_id=mine.cycle.id, state="draft"),),
            key_results=(BulkKeyResult(id=result, objective_id=goal, title="K", definition=line),),
            measurements=(NewMeasurement(metric=result, value=Decimal(5)),),
            alignments=(BulkAlignment(child_id=mine.id, objective_id=goal, kind="contributes"),),
            sample=True,
        ),
    )
    assert await actions.clear_samples(ctx) == 1
    assert await titles(ctx, state="all") == ["Mine"]
    assert (await world.page(ctx, mine.id)).parents == []
    assert await actions.clear_samples(ctx) == 0
    assert [cycle.name for cycle in await queries.cycles(ctx)] == ["Now"]


async def test_stored_numbers_equal_a_recompute_after_every_kind_of_write(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    top = await world.objective(ctx, now.id, key_results=[world.number("A"), world.number("B", weight=2)])
    low = await world.objective(ctx, now.id, key_results=[world.number("C")])
    await world.serve(ctx, low.id, top.id, weight=3)
    first, second = (await world.page(ctx, top.id)).key_results
    (third,) = (await world.page(ctx, low.id)).key_results
    await world.record(ctx, first.id, 30)
    await world.record(ctx, third.id, -10)
    await key_results.drop_key_result(ctx, second.id, reason="No")
    await key_results.change_key_result(ctx, first.id, KeyResultPatch(weight=5.0), version=1)
    await objectives.drop_objective(ctx, low.id, reason="No")
    await objectives.restore_objective(ctx, low.id)
    assert await progress.verify(ctx) == []
    assert (await queries.objective(ctx, top.id)).progress.raw == pytest.approx((5 * 0.3 + 0) / 8)
