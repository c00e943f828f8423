"""Carrying over: continue from where it stands, clone clean, or drop; links and work with care; one undo."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, NotFound
from headway.goals import queries as goals
from headway.goals.queries.grades import suggestions
from headway.goals.rules.carrying import Ended, carried
from headway.progress.rules.metrics import Definition, Kind, Step
from headway.rituals.actions.carrying import CarriedAlready, CarryUsed, carry_over, undo_carry
from headway.rituals.queries.carrying import plan
from headway.rituals.schemas.carrying import CarryIn, ChoiceIn, RetitledIn
from headway.work.queries.links import work_of
from tests.goals import world
from tests.make import Make
from tests.rituals.reviews import Quarter, quarter
from tests.work import build as work

AsMember = Callable[[Any], Ctx]


def choose(q: Quarter, objective: UUID, how: Any = "continue") -> CarryIn:
    return CarryIn(to_cycle_id=q.coming.id, choices=[ChoiceIn(objective_id=objective, how=how)])


def line(kind: Kind = Kind.INCREASE, **more: Any) -> Definition:
    return Definition(**{"kind": kind, "start": Decimal(0), "target": Decimal(100), **more})


@pytest.mark.parametrize(
    ("ended", "start", "note"),
    [
        (Ended(definition=line(), value=Decimal(60), raw=0.6), Decimal(60), "baseline"),
        (Ended(definition=line(), value=Decimal(-5), raw=-0.05), Decimal(-5), "baseline"),
        (Ended(definition=line(), value=None, raw=None), Decimal(0), "same"),
        (
            Ended(definition=line(Kind.DECREASE, start=Decimal(24), target=Decimal(4)), value=Decimal(10), raw=0.7),
            Decimal(10),
            "baseline",
        ),
        (Ended(definition=line(Kind.REACH), value=Decimal(60), raw=0.6), Decimal(0), "same"),
    ],
)
def test_the_current_value_becomes_the_baseline(ended: Ended, start: Decimal, note: str) -> None:
    over = carried(ended, "continue")
    assert over.definition is not None
    assert (over.definition.start, over.definition.target, over.note) == (start, ended.definition.target, note)


def test_what_is_reached_stays_behind_and_steps_done_are_left_out() -> None:
    assert carried(Ended(definition=line(), value=Decimal(120), raw=1.2), "continue").definition is None
    assert carried(Ended(definition=line(), value=Decimal(120), raw=1.2), "clone").definition == line()
    steps = Definition(kind=Kind.MILESTONE, steps=(Step(1, "A"), Step(2, "B")))
    over = carried(Ended(definition=steps, value=None, raw=0.5, steps=(1,)), "continue").definition
    assert over is not None
    assert [step.name for step in over.steps] == ["B"]


def test_a_seventy_percent_mark_behind_the_new_baseline_goes() -> None:
    ended = Ended(definition=line(v70=Decimal(50)), value=Decimal(60), raw=0.6)
    over = carried(ended, "continue").definition
    assert over is not None
    assert over.v70 is None


async def test_a_continued_objective_begins_where_the_old_one_stands(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    lead = as_member(q.lead)
    preview = await plan(lead, q.team, q.now.id, None)
    assert preview.to_cycle is not None
    assert (preview.to_cycle.id, preview.objectives[0].suggested) == (q.coming.id, "continue")
    assert [one.start for one in preview.objectives[0].continued.key_results] == [60, 30]
    assert [one.start for one in preview.objectives[0].cloned.key_results] == [0, 0]
    made = await carry_over(lead, q.team, q.now.id, choose(q, q.goal.id))
    page = await world.page(lead, made.objectives[0].id)
    assert page.objective.predecessor is not None
    assert (page.objective.predecessor.id, page.objective.cycle.id) == (q.goal.id, q.coming.id)
    assert [(one.start, one.target, one.values) for one in page.key_results] == [(60, 100, 0), (30, 100, 0)]
    assert [one.predecessor.id if one.predecessor else None for one in page.key_results] == [q.first, q.second]
    assert {one.starts_on for one in page.key_results} == {q.coming.starts_on}
    old = await goals.objective(lead, q.goal.id)
    assert old.cycle.id == q.now.id
    assert old.progress.raw == pytest.approx(0.45)
    with pytest.raises(CarriedAlready):
        await carry_over(lead, q.team, q.now.id, choose(q, q.goal.id))


async def test_a_title_that_names_its_baseline_is_offered_with_the_new_one(ctx: Ctx, make: Make) -> None:
    q = await quarter(ctx, make)
    named = await world.key_result(ctx, q.goal.id, "Paid at once from 0 to 100")
    await world.record(ctx, named.id, 52)
    (shown,) = (await plan(ctx, q.team, q.now.id, None)).objectives
    offered = {one.key_result.id: one.title for one in shown.continued.key_results}
    assert (offered[named.id], offered[q.first]) == ("Paid at once from 52 to 100", "Paid in a minute")
    assert {one.key_result.title == one.title for one in shown.cloned.key_results} == {True}
    titles = [RetitledIn(key_result_id=named.id, title=offered[named.id])]
    choice = ChoiceIn(objective_id=q.goal.id, how="continue", titles=titles)
    made = await carry_over(ctx, q.team, q.now.id, CarryIn(to_cycle_id=q.coming.id, choices=[choice]))
    page = await world.page(ctx, made.objectives[0].id)
    assert {one.title for one in page.key_results} == {"Paid in a minute", "Fewer questions", offered[named.id]}


async def test_a_title_is_only_for_what_goes_on(ctx: Ctx, make: Make) -> None:
    q = await quarter(ctx, make)
    choice = ChoiceIn(
        objective_id=q.goal.id, how="continue", titles=[RetitledIn(key_result_id=q.goal.id, title="Another")]
    )
    with pytest.raises(NotFound):
        await carry_over(ctx, q.team, q.now.id, CarryIn(to_cycle_id=q.coming.id, choices=[choice]))


async def test_open_work_and_links_come_along_and_what_cannot_is_said(ctx: Ctx, make: Make) -> None:
    q = await quarter(ctx, make)
    year = await world.cycle(ctx, name="Year", past=200, ahead=165)
    lasting = await world.objective(ctx, year.id, title="Lasting")
    ending = await world.objective(ctx, q.now.id, title="Ending")
    await world.serve(ctx, q.goal.id, lasting.id, kind="supports")
    await world.serve(ctx, q.goal.id, ending.id, kind="supports")
    project = await work.project(ctx, "Checkout")
    todo = await work.task(ctx, project.id, "To do")
    done = await work.turn(ctx, await work.task(ctx, project.id, "Done"), "done")
    for task in (todo, done):
        await work.link(ctx, q.first, task_id=task.id)
    (shown,) = (await plan(ctx, q.team, q.now.id, None)).objectives
    assert {(one.goal.title if one.goal else "", one.outcome) for one in shown.continued.links} == {
        ("Lasting", "stays"),
        ("Ending", "lost"),
    }
    assert (shown.continued.work, shown.cloned.work) == (1, 0)
    made = await carry_over(ctx, q.team, q.now.id, choose(q, q.goal.id))
    page = await world.page(ctx, made.objectives[0].id)
    assert [one.objective.title for one in page.parents if one.objective] == ["Lasting"]
    linked = await work_of(ctx, page.key_results[0].id)
    assert [one.title for one in linked.items] == ["To do"]
    assert made.lost == ["'Paying is easy' no longer serves 'Ending', which ends with its cycle."]
    assert len((await work_of(ctx, q.first)).items) == 2


async def test_goals_carried_together_keep_serving_each_other(ctx: Ctx, make: Make) -> None:
    q = await quarter(ctx, make)
    above = await world.objective(ctx, q.now.id, title="Above", team_id=q.team)
    await world.serve(ctx, q.goal.id, above.id)
    choices = [ChoiceIn(objective_id=one, how="continue") for one in (q.goal.id, above.id)]
    made = await carry_over(ctx, q.team, q.now.id, CarryIn(to_cycle_id=q.coming.id, choices=choices))
    by_title = {one.title: one.id for one in made.objectives}
    page = await world.page(ctx, by_title["Paying is easy"])
    assert [one.objective.id for one in page.parents if one.objective] == [by_title["Above"]]


async def test_one_undo_takes_it_back_until_somebody_uses_it(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    lead = as_member(q.lead)
    project = await work.project(ctx, "Checkout")
    todo = await work.task(ctx, project.id, "To do")
    await work.link(ctx, q.first, task_id=todo.id)
    first = await carry_over(lead, q.team, q.now.id, choose(q, q.goal.id))
    with pytest.raises(Forbidden):
        await undo_carry(as_member(q.stranger), first.id)
    await undo_carry(lead, first.id)
    assert (await plan(lead, q.team, q.now.id, None)).carries == []
    assert await db.column(ctx, "select id from objective where cycle_id = %(cycle)s", cycle=q.coming.id) == []
    assert len((await work_of(ctx, q.first)).items) == 1
    second = await carry_over(lead, q.team, q.now.id, choose(q, q.goal.id, "clone"))
    page = await world.page(lead, second.objectives[0].id)
    await world.record(ctx, page.key_results[0].id, 5)
    with pytest.raises(CarryUsed):
        await undo_carry(lead, second.id)
    assert (await suggestions(ctx, [q.first]))[q.first].suggested == Decimal("0.60")


async def test_strangers_carry_nothing(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    with pytest.raises(Forbidden):
        await carry_over(as_member(q.stranger), q.team, q.now.id, choose(q, q.goal.id))
