"""The monthly assessment: what is computed beside what people think, and the decision carried out."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, Stale
from headway.goals import queries as goals
from headway.rituals.actions.assessments import NotYet, assess
from headway.rituals.queries.assessments import month
from headway.rituals.rules.assessments import month_end, month_of
from headway.rituals.schemas.assessments import AssessmentIn, TargetIn
from tests.goals import world
from tests.make import Make
from tests.rituals.reviews import quarter

AsMember = Callable[[Any], Ctx]


async def test_what_is_kept_stands_beside_what_was_computed(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    mate = as_member(q.mate)
    before = await month(mate, q.team, None)
    assert ([one.objective.title for one in before.items], before.done) == (["Paying is easy"], 0)
    await assess(mate, q.goal.id, ctx.today, AssessmentIn(judgement=60, decision="keep"))
    after = await month(mate, q.team, None)
    (item,) = after.items
    assert item.current is not None
    assert (item.current.judgement, item.current.decision, after.done) == (60, "keep", 1)
    assert item.current.progress == pytest.approx(0.45)
    assert (item.can.assess, item.can.decide) == (True, False)
    again = await assess(mate, q.goal.id, ctx.today, AssessmentIn(judgement=40, decision="keep"))
    assert (again.judgement, again.version) == (40, 2)


async def test_a_decision_is_carried_out_with_its_reason(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    lead, mate = as_member(q.lead), as_member(q.mate)
    with pytest.raises(Invalid):
        await assess(lead, q.goal.id, ctx.today, AssessmentIn(judgement=20, decision="pause"))
    with pytest.raises(Forbidden):
        await assess(mate, q.goal.id, ctx.today, AssessmentIn(judgement=20, decision="stop", reason="No"))
    await assess(lead, q.goal.id, ctx.today, AssessmentIn(judgement=20, decision="pause", reason="No bank"))
    paused = await goals.objective(lead, q.goal.id)
    assert (paused.state, paused.paused_reason) == ("paused", "No bank")
    await assess(lead, q.goal.id, ctx.today, AssessmentIn(judgement=50, decision="resume", reason="A bank"))
    assert (await goals.objective(lead, q.goal.id)).state == "active"
    await assess(lead, q.goal.id, ctx.today, AssessmentIn(judgement=0, decision="stop", reason="No money"))
    stopped = await goals.objective(lead, q.goal.id)
    assert (stopped.state, stopped.dropped_reason) == ("dropped", "No money")
    (item,) = (await month(lead, q.team, None)).items
    assert item.current is not None
    assert (item.current.decision, item.can.assess) == ("stop", False)


async def test_an_adjusted_target_keeps_the_original_and_the_reason(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    lead = as_member(q.lead)
    change = TargetIn(key_result_id=q.first, version=1, target=Decimal(80))
    given = AssessmentIn(judgement=70, decision="adjust", reason="Half of the market closed", changes=[change])
    await assess(lead, q.goal.id, ctx.today, given)
    adjusted = await goals.key_result(lead, q.first)
    assert adjusted.original is not None
    assert (adjusted.target, adjusted.original.target) == (80, 100)
    page = await goals.key_result_page(lead, q.first, world.names(lead))
    assert page.revisions[0].reason == "Half of the market closed"
    with pytest.raises(Stale):
        await assess(lead, q.goal.id, ctx.today, given)


async def test_the_months_before_stand_beside(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    lead = as_member(q.lead)
    earlier = month_of(month_of(ctx.today) - timedelta(days=1))
    await assess(lead, q.goal.id, earlier, AssessmentIn(judgement=80, decision="keep"))
    (item,) = (await month(lead, q.team, None)).items
    assert (item.current, [one.judgement for one in item.earlier]) == (None, [80])
    with pytest.raises(NotYet):
        await assess(
            lead, q.goal.id, month_end(ctx.today) + timedelta(days=1), AssessmentIn(judgement=1, decision="keep")
        )


async def test_strangers_say_nothing_and_drafts_are_not_assessed(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    q = await quarter(ctx, make)
    with pytest.raises(Forbidden):
        await assess(as_member(q.stranger), q.goal.id, ctx.today, AssessmentIn(judgement=1, decision="keep"))
    draft = await world.objective(ctx, q.now.id, state="draft", team_id=q.team)
    with pytest.raises(Conflict):
        await assess(ctx, draft.id, ctx.today, AssessmentIn(judgement=1, decision="keep"))
