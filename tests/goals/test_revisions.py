"""Wording, baseline and target are locked when the cycle begins; goals may rest; final scores stay."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, Invalid
from headway.goals import queries
from headway.goals.actions import cycles, grades, key_results, objectives
from headway.goals.actions.refusals import CycleClosed, NotPaused, Paused
from headway.goals.queries.grades import suggestions
from headway.goals.rules.revisions import Age, is_locked
from headway.goals.schemas.common import RestOut
from headway.goals.schemas.grades import GradeIn
from headway.goals.schemas.key_results import KeyResultPatch
from headway.goals.schemas.objectives import ObjectivePatch
from tests.goals import world
from tests.make import Make


async def _older(ctx: Ctx) -> None:
    """All goals were written three days ago."""
    for table in ("objective", "key_result"):
        await db.run(
            ctx,
            f"update {table} set created_at = created_at - interval '3 days' where workspace_id = %(workspace)s",
            workspace=ctx.workspace.id,
        )


@pytest.mark.parametrize(
    ("state", "days_in", "hours", "locked"),
    [("active", 3, 30, True), ("active", 3, 2, False), ("active", -1, 500, False), ("draft", 3, 500, False)],
)
def test_goals_are_locked_from_the_first_day_of_their_cycle_but_slips_may_be_mended_for_a_day(
    *, state: str, days_in: int, hours: float, locked: bool
) -> None:
    today = date(2026, 5, 4)
    age = Age(state=state, cycle_starts_on=today - timedelta(days=days_in), hours=hours)
    assert is_locked(age, today) is locked


async def test_a_target_is_changed_with_a_reason_only_and_the_original_stays(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id)
    result = await world.key_result(ctx, goal.id)
    await _older(ctx)
    with pytest.raises(Invalid) as refused:
        await key_results.change_key_result(ctx, result.id, KeyResultPatch(target=Decimal(50)), version=1)
    assert refused.value.code == "goals.reason_needed"
    await key_results.change_key_result(ctx, result.id, KeyResultPatch(confidence=7), version=1)
    halved = KeyResultPatch(target=Decimal(50), reason="Half of the market closed")
    await key_results.change_key_result(ctx, result.id, halved, version=2)
    again = KeyResultPatch(title="Review hours", target=Decimal(40), reason="And again")
    changed = await key_results.change_key_result(ctx, result.id, again, version=3)
    assert changed.original is not None
    assert (changed.original.title, changed.original.target, changed.target) == ("Review time", 100, 40)
    page = await queries.key_result_page(ctx, result.id, world.names(ctx))
    assert [(one.reason, one.changes["target"]) for one in page.revisions] == [
        ("Half of the market closed", [100, 50]),
        ("And again", [50, 40]),
    ]
    whole = await world.page(ctx, goal.id)
    assert [one.on for one in whole.revisions] == [ctx.today, ctx.today]


async def test_both_targets_give_a_score(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id)
    result = await world.key_result(ctx, goal.id)
    plain = await world.key_result(ctx, goal.id, "Untouched")
    await world.record(ctx, result.id, 40)
    await world.record(ctx, plain.id, 30)
    easier = KeyResultPatch(target=Decimal(50), reason="Half of the market closed")
    await key_results.change_key_result(ctx, result.id, easier, version=1)
    found = await suggestions(ctx, [result.id, plain.id])
    assert (found[result.id].suggested, found[result.id].original) == (Decimal("0.80"), Decimal("0.40"))
    assert (found[plain.id].suggested, found[plain.id].original) == (Decimal("0.30"), Decimal("0.30"))
    assert [found[one.id].revised for one in (result, plain)] == [True, False]


async def test_the_wording_of_an_objective_is_locked_too(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id)
    await _older(ctx)
    with pytest.raises(Invalid):
        await objectives.change_objective(ctx, goal.id, ObjectivePatch(title="Other"), version=1)
    await objectives.change_objective(ctx, goal.id, ObjectivePatch(why="Because"), version=1)
    reason = "The company was renamed"
    await objectives.change_objective(ctx, goal.id, ObjectivePatch(title="Other", reason=reason), version=2)
    (kept,) = (await world.page(ctx, goal.id)).revisions
    assert (kept.key_result_id, kept.reason, kept.changes) == (None, reason, {"title": ["Reviews are quick", "Other"]})


async def test_coming_cycles_and_drafts_are_written_freely(ctx: Ctx) -> None:
    coming = await world.cycle(ctx, name="Next", past=-10, ahead=90)
    goal = await world.objective(ctx, coming.id)
    result = await world.key_result(ctx, goal.id)
    await _older(ctx)
    changed = await key_results.change_key_result(ctx, result.id, KeyResultPatch(target=Decimal(50)), version=1)
    assert changed.original is None


async def test_a_paused_objective_keeps_its_number_and_counts_as_before(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    above = await world.objective(ctx, now.id, title="Above")
    goal = await world.objective(ctx, now.id)
    result = await world.key_result(ctx, goal.id)
    await world.serve(ctx, goal.id, above.id)
    await world.record(ctx, result.id, 40)
    paused = await objectives.pause_objective(ctx, goal.id, reason="The supplier is late")
    assert (paused.state, paused.paused_reason, paused.health.state) == ("paused", "The supplier is late", "paused")
    assert paused.progress.raw == 0.4
    rests = RestOut(of="objective", since=ctx.today, because="The supplier is late")
    assert (paused.rest, paused.expected, paused.expected_display) == (rests, None, "")
    below = await queries.key_result(ctx, result.id)
    assert (below.rest, below.expected, below.forecast) == (rests, None, None)
    assert (await queries.objective(ctx, above.id)).progress.raw == 0.4
    assert (await queries.key_result(ctx, result.id)).health.state == "paused"
    assert (paused.can.pause, paused.can.resume, paused.can.drop) == (False, True, True)
    with pytest.raises(Paused):
        await objectives.pause_objective(ctx, goal.id, reason="Twice")
    resumed = await objectives.resume_objective(ctx, goal.id)
    assert (resumed.state, resumed.paused_reason, resumed.rest) == ("active", "", None)
    with pytest.raises(NotPaused):
        await objectives.resume_objective(ctx, goal.id)
    told = [event.data.get("reason") for event in ctx.recorded if event.kind == "goals.objective_paused"]
    assert told == ["The supplier is late"]


async def test_a_key_result_may_rest_alone(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id)
    result = await world.key_result(ctx, goal.id)
    paused = await key_results.pause_key_result(ctx, result.id, reason="No one to do it")
    assert (paused.state, paused.health.state, paused.can.resume) == ("paused", "paused", True)
    assert paused.rest == RestOut(of="key_result", since=ctx.today, because="No one to do it")
    assert (await queries.objective(ctx, goal.id)).health.sentence == "All of its key results are paused."
    assert (await key_results.resume_key_result(ctx, result.id)).state == "active"
    await key_results.pause_key_result(ctx, result.id, reason="Again")
    assert (await key_results.drop_key_result(ctx, result.id, reason="For good")).state == "dropped"


async def test_only_the_people_of_a_goal_may_pause_or_grade_it(ctx: Ctx, make: Make, as_member: Any) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id)
    result = await world.key_result(ctx, goal.id)
    stranger = as_member(await make.member(name="Sten Stranger"))
    with pytest.raises(Forbidden):
        await objectives.pause_objective(stranger, goal.id, reason="I do not like it")
    with pytest.raises(Forbidden):
        await grades.grade_key_result(stranger, result.id, GradeIn(score=Decimal(1), reason="Why not"))


async def test_the_owners_score_stands_beside_the_suggested_one(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id)
    result = await world.key_result(ctx, goal.id)
    await world.record(ctx, result.id, 60)
    with pytest.raises(Invalid) as refused:
        await grades.grade_key_result(ctx, result.id, GradeIn(score=Decimal("0.70")))
    assert refused.value.code == "goals.score_reason"
    given = GradeIn(score=Decimal("0.70"), reason="The last week came in after the books closed")
    graded = await grades.grade_key_result(ctx, result.id, given)
    assert graded.grade is not None
    assert (graded.grade.score, graded.grade.suggested, graded.grade.band) == (0.7, 0.6, "green")
    assert (graded.health.state, graded.score) == ("achieved", 0.7)
    whole = await queries.objective(ctx, goal.id)
    assert (whole.score, whole.health.state) == (0.7, "achieved")
    back = await grades.ungrade_key_result(ctx, result.id)
    assert (back.grade, back.score, (await queries.objective(ctx, goal.id)).score) == (None, None, None)


async def test_a_missed_promise_asks_for_a_cause_in_words(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id)
    result = await world.key_result(ctx, goal.id, commitment="committed")
    await world.record(ctx, result.id, 95)
    with pytest.raises(Invalid) as refused:
        await grades.grade_key_result(ctx, result.id, GradeIn(score=Decimal("0.95")))
    assert {one.path for one in refused.value.errors} == {"causes", "note"}
    given = GradeIn(score=Decimal("0.95"), causes=["dependency", "external"], note="The bank was two weeks late.")
    graded = await grades.grade_key_result(ctx, result.id, given)
    assert graded.grade is not None
    assert (graded.grade.causes, graded.grade.band, graded.health.state) == (
        ["dependency", "external"],
        "amber",
        "missed",
    )


async def test_an_objective_has_its_score_when_all_that_counts_has(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id)
    first, second = [await world.key_result(ctx, goal.id, name) for name in ("A", "B")]
    await grades.grade_key_result(ctx, first.id, GradeIn(score=Decimal(0)))
    assert (await queries.objective(ctx, goal.id)).score is None
    await world.record(ctx, second.id, 100)
    await grades.grade_key_result(ctx, second.id, GradeIn(score=Decimal(1)))
    assert (await queries.objective(ctx, goal.id)).score == 0.5


async def test_closing_takes_the_suggestion_where_nobody_graded_and_opening_gives_it_back(ctx: Ctx) -> None:
    now = await world.cycle(ctx)
    goal = await world.objective(ctx, now.id)
    graded, left = [await world.key_result(ctx, goal.id, name) for name in ("A", "B")]
    await world.record(ctx, graded.id, 50)
    await world.record(ctx, left.id, 90)
    await grades.grade_key_result(ctx, graded.id, GradeIn(score=Decimal("0.60"), reason="Late numbers"))
    await cycles.close_cycle(ctx, now.id)
    taken = await queries.key_result(ctx, left.id)
    assert taken.grade is not None
    assert (taken.grade.score, taken.grade.by, taken.health.state) == (0.9, None, "achieved")
    assert (await queries.key_result(ctx, graded.id)).score == 0.6
    assert (await queries.objective(ctx, goal.id)).score == 0.75
    with pytest.raises(CycleClosed):
        await grades.grade_key_result(ctx, left.id, GradeIn(score=Decimal("0.90")))
    with pytest.raises(Invalid):
        await cycles.reopen_cycle(ctx, now.id, reason="  ")
    await cycles.reopen_cycle(ctx, now.id, reason="A number was wrong")
    assert (await queries.key_result(ctx, left.id)).grade is None
    assert (await queries.key_result(ctx, graded.id)).grade is not None
    (told,) = [event for event in ctx.recorded if event.kind == "goals.cycle_reopened"]
    assert told.data == {"reason": "A number was wrong"}
