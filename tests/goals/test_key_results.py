"""Key results: written, changed, weighed, dropped; and their values."""

from datetime import timedelta
from decimal import Decimal

import pytest

from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, Invalid, NotFound, Stale
from headway.goals import queries
from headway.goals.actions import key_results, measurements
from headway.goals.actions.refusals import Dropped, NotDeletable
from headway.goals.schemas.key_results import KeyResultIn, KeyResultPatch, PathPointIn, StepIn
from headway.goals.schemas.measurements import MeasurementIn
from headway.goals.schemas.objectives import ObjectiveOut
from headway.progress.actions import KindHasValues, Superseded
from headway.progress.rules.metrics import Kind, Method
from tests.goals import world
from tests.make import Make

pytestmark = pytest.mark.anyio


@pytest.fixture
async def goal(ctx: Ctx) -> ObjectiveOut:
    return await world.objective(ctx, (await world.cycle(ctx)).id)


async def test_a_value_moves_the_key_result_its_objective_and_the_one_above(ctx: Ctx, goal: ObjectiveOut) -> None:
    above = await world.objective(ctx, goal.cycle.id)
    await world.serve(ctx, goal.id, above.id)
    result = await world.key_result(ctx, goal.id, unit="%")
    done = await world.record(ctx, result.id, 25)
    assert (done.key_result.progress.raw, done.key_result.values) == (0.25, 1)
    assert done.key_result.latest is not None
    assert done.key_result.latest.id == done.measurement.id
    assert (await queries.objective(ctx, goal.id)).progress.raw == 0.25
    assert (await queries.objective(ctx, above.id)).progress.raw == 0.25
    told = {event.subject_id: event for event in ctx.recorded if event.kind == "progress.changed"}
    assert told[above.id].data["cause"] == {
        "kind": "goals.measurement_recorded",
        "subject": "key_result",
        "subject_id": str(result.id),
        "label": "KR-1 Review time",
    }


async def test_each_kind_takes_its_own_form_of_value(ctx: Ctx, goal: ObjectiveOut) -> None:
    steps = [StepIn(name="Plan"), StepIn(name="Build", weight=Decimal(3))]
    share = await world.key_result(ctx, goal.id, kind=Kind.SHARE, start=None, target=None)
    yes = await world.key_result(ctx, goal.id, kind=Kind.BINARY, start=None, target=None)
    staged = await world.key_result(ctx, goal.id, kind=Kind.MILESTONE, start=None, target=None, steps=steps)
    counted = await measurements.record_value(ctx, share.id, MeasurementIn(done=Decimal(160), total=Decimal(640)))
    assert (counted.key_result.progress.raw, counted.measurement.value) == (0.25, 0.25)
    said = await measurements.record_value(ctx, yes.id, MeasurementIn(yes=True))
    assert said.key_result.progress.display == "100 %"
    reached = await measurements.record_value(ctx, staged.id, MeasurementIn(steps=[staged.steps[1].id]))
    assert reached.key_result.progress.raw == 0.75
    assert [step.reached for step in reached.key_result.steps] == [False, True]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (MeasurementIn(), "progress.value_missing"),
        (MeasurementIn(value=Decimal(1), done=Decimal(1)), "progress.value_missing"),
        (MeasurementIn(yes=True), "goals.not_yes_or_no"),
        (MeasurementIn(value=Decimal("NaN")), "progress.number_out_of_range"),
        (MeasurementIn(value=Decimal("1e30")), "progress.number_out_of_range"),
    ],
)
async def test_a_value_of_another_form_is_refused(
    ctx: Ctx, goal: ObjectiveOut, given: MeasurementIn, code: str
) -> None:
    result = await world.key_result(ctx, goal.id)
    with pytest.raises(Invalid) as refused:
        await measurements.record_value(ctx, result.id, given)
    assert refused.value.code == code
    assert (await queries.key_result(ctx, result.id)).values == 0


async def test_a_value_holds_for_a_day_of_the_past_and_never_of_the_future(ctx: Ctx, goal: ObjectiveOut) -> None:
    result = await world.key_result(ctx, goal.id)
    await world.record(ctx, result.id, 40)
    late = await world.record(ctx, result.id, 10, on=ctx.today - timedelta(days=3))
    assert late.measurement.effective_on == ctx.today - timedelta(days=3)
    assert late.key_result.progress.raw == 0.4
    for day in (ctx.today + timedelta(days=1), ctx.today.replace(year=1)):
        with pytest.raises(Invalid) as refused:
            await world.record(ctx, result.id, 50, on=day)
        assert refused.value.errors[0].path == "effective_on"


async def test_a_correction_and_a_retraction_stay_in_the_history(ctx: Ctx, goal: ObjectiveOut) -> None:
    result = await world.key_result(ctx, goal.id)
    first = (await world.record(ctx, result.id, 90)).measurement
    fixed = await measurements.correct_value(ctx, result.id, first.id, MeasurementIn(value=Decimal(9), note="typo"))
    assert (fixed.key_result.progress.raw, fixed.measurement.corrects) == (0.09, first.id)
    with pytest.raises(Superseded):
        await measurements.retract_value(ctx, result.id, first.id)
    gone = await measurements.retract_value(ctx, result.id, fixed.measurement.id, note="not ours")
    assert (gone.key_result.values, gone.key_result.progress.state) == (0, "no_data")
    history = (await queries.history(ctx, result.id)).items
    assert {(one.kind, one.live) for one in history} == {("retraction", False), ("value", False)}
    assert len(history) == 3


async def test_a_value_of_another_key_result_is_not_found(ctx: Ctx, goal: ObjectiveOut) -> None:
    mine, other = await world.key_result(ctx, goal.id), await world.key_result(ctx, goal.id)
    value = (await world.record(ctx, other.id, 5)).measurement
    with pytest.raises(NotFound):
        await measurements.retract_value(ctx, mine.id, value.id)


async def test_who_records_values(ctx: Ctx, make: Make) -> None:
    now, team = await world.cycle(ctx), await make.team("Shop")
    mate, stranger, owner = await make.member(name="Tom"), await make.member(name="Stan"), await make.member(name="Oda")
    await make.join(team, mate)
    goal = await world.objective(ctx, now.id, team_id=team)
    result = await world.key_result(ctx, goal.id, owner_id=owner.id)
    await world.record(make.ctx_of(mate), result.id, 1)
    await world.record(make.ctx_of(owner), result.id, 2)
    with pytest.raises(Forbidden):
        await world.record(make.ctx_of(stranger), result.id, 3)
    assert (await queries.key_result(make.ctx_of(stranger), result.id)).can.record is False
    assert (await queries.key_result(make.ctx_of(mate), result.id)).can.record is True


async def test_numbers_are_changed_with_old_and_new_kept(ctx: Ctx, goal: ObjectiveOut) -> None:
    result = await world.key_result(ctx, goal.id)
    await world.record(ctx, result.id, 50)
    patch = KeyResultPatch(title="Time to review", target=Decimal(200), reason="too easy")
    changed = await key_results.change_key_result(ctx, result.id, patch, version=1)
    assert (changed.title, changed.target, changed.progress.raw, changed.version) == ("Time to review", 200, 0.25, 2)
    told = next(event for event in ctx.recorded if event.kind == "goals.key_result_changed")
    assert told.data == {
        "changes": {"title": ["Review time", "Time to review"], "target": [100.0, 200.0]},
        "reason": "too easy",
    }
    with pytest.raises(Stale) as refused:
        await key_results.change_key_result(ctx, result.id, KeyResultPatch(title="No"), version=1)
    assert refused.value.extra["current"]["title"] == "Time to review"


async def test_start_and_target_stay_apart(ctx: Ctx, goal: ObjectiveOut) -> None:
    result = await world.key_result(ctx, goal.id)
    with pytest.raises(Invalid) as refused:
        await key_results.change_key_result(ctx, result.id, KeyResultPatch(target=Decimal(0)), version=1)
    assert refused.value.code == "progress.start_equals_target"
    assert (await queries.key_result(ctx, result.id)).target == 100


async def test_another_kind_needs_values_it_can_read(ctx: Ctx, goal: ObjectiveOut) -> None:
    result = await world.key_result(ctx, goal.id)
    await world.record(ctx, result.id, 50)
    with pytest.raises(KindHasValues):
        await key_results.change_key_result(ctx, result.id, KeyResultPatch(kind=Kind.BINARY), version=1)
    patch = KeyResultPatch(kind=Kind.MAINTAIN, low=Decimal(40), method=Method.NOW)
    held = await key_results.change_key_result(ctx, result.id, patch, version=1)
    assert (held.kind, held.start, held.progress.raw) == (Kind.MAINTAIN, None, 1.0)
    back = await key_results.change_key_result(
        ctx, result.id, KeyResultPatch(kind=Kind.REACH, low=None, target=Decimal(200)), version=2
    )
    assert back.progress.raw == 0.25


async def test_steps_keep_their_meaning_when_they_are_changed(ctx: Ctx, goal: ObjectiveOut) -> None:
    given = KeyResultIn(title="Launch", kind=Kind.MILESTONE, steps=[StepIn(name="A"), StepIn(name="B")])
    result = await key_results.add_key_result(ctx, goal.id, given)
    first, second = result.steps
    await measurements.record_value(ctx, result.id, MeasurementIn(steps=[second.id]))
    patch = KeyResultPatch(steps=[StepIn(name="C"), StepIn(name="B again", id=second.id, weight=Decimal(2))])
    changed = await key_results.change_key_result(ctx, result.id, patch, version=1)
    assert [(step.name, step.reached) for step in changed.steps] == [("C", False), ("B again", True)]
    assert first.id not in {step.id for step in changed.steps}
    with pytest.raises(Invalid) as refused:
        await key_results.change_key_result(ctx, result.id, KeyResultPatch(steps=[StepIn(name="X", id=99)]), version=2)
    assert refused.value.code == "goals.unknown_step"


async def test_weights_are_for_the_people_of_the_objective(ctx: Ctx, make: Make) -> None:
    now, owner = await world.cycle(ctx), await make.member()
    goal = await world.objective(ctx, now.id)
    mine = await world.key_result(ctx, goal.id, owner_id=owner.id)
    other = await world.key_result(ctx, goal.id)
    await world.record(ctx, other.id, 100)
    as_owner = make.ctx_of(owner)
    await key_results.change_key_result(as_owner, mine.id, KeyResultPatch(confidence=8), version=1)
    with pytest.raises(Forbidden):
        await key_results.change_key_result(as_owner, mine.id, KeyResultPatch(weight=9.0), version=2)
    with pytest.raises(Forbidden):
        await key_results.drop_key_result(as_owner, mine.id, reason="No")
    weighed = await key_results.change_key_result(ctx, mine.id, KeyResultPatch(weight=3.0), version=2)
    assert (weighed.weight, weighed.weight_share, weighed.confidence) == (3.0, 0.75, 8)
    assert (await queries.objective(ctx, goal.id)).progress.raw == 0.25


async def test_a_weight_of_nothing_is_drawn_and_never_counted(ctx: Ctx, goal: ObjectiveOut) -> None:
    counted = await world.key_result(ctx, goal.id)
    shown = await world.key_result(ctx, goal.id, weight=0)
    await world.record(ctx, shown.id, 100)
    await world.record(ctx, counted.id, 10)
    page = await world.page(ctx, goal.id)
    assert page.objective.progress.raw == 0.1
    assert [one.weight_share for one in page.key_results] == [1.0, 0.0]


async def test_a_dropped_key_result_leaves_the_objective_and_comes_back(ctx: Ctx, goal: ObjectiveOut) -> None:
    kept, other = await world.key_result(ctx, goal.id), await world.key_result(ctx, goal.id)
    await world.record(ctx, kept.id, 50)
    dropped = await key_results.drop_key_result(ctx, other.id, reason="No source")
    assert (dropped.state, dropped.health.state, dropped.weight_share) == ("dropped", "dropped", 0)
    assert (await queries.objective(ctx, goal.id)).progress.raw == 0.5
    assert (await queries.objective(ctx, goal.id)).counts.key_results == 1
    with pytest.raises(Dropped):
        await world.record(ctx, other.id, 1)
    await key_results.restore_key_result(ctx, other.id)
    assert (await queries.objective(ctx, goal.id)).progress.raw == 0.25


async def test_a_fresh_key_result_can_go_and_one_with_values_cannot(ctx: Ctx, goal: ObjectiveOut) -> None:
    fresh, used = await world.key_result(ctx, goal.id), await world.key_result(ctx, goal.id)
    await world.record(ctx, used.id, 50)
    await key_results.delete_key_result(ctx, fresh.id)
    assert (await queries.objective(ctx, goal.id)).progress.raw == 0.5
    with pytest.raises(NotDeletable):
        await key_results.delete_key_result(ctx, used.id)


async def test_the_page_shows_values_against_the_pace(ctx: Ctx, goal: ObjectiveOut) -> None:
    middle = goal.cycle.starts_on + timedelta(days=10)
    result = await world.key_result(ctx, goal.id, path=[PathPointIn(on=middle, value=Decimal(80))])
    await world.record(ctx, result.id, 10, on=goal.cycle.starts_on + timedelta(days=5))
    await world.record(ctx, result.id, 30)
    page = await queries.key_result_page(ctx, result.id, world.names(ctx))
    by_day = {point.on: point for point in page.series}
    assert [point.on for point in page.series] == sorted(by_day)
    assert by_day[middle].expected == pytest.approx(0.7 * 0.8), "a stretch is on course on its way to 70 %"
    assert by_day[ctx.today].progress == 0.3
    assert by_day[goal.cycle.ends_on].expected == 0.7
    assert page.key_result.expected == by_day[ctx.today].expected


async def test_a_band_must_hold_every_day_so_its_pace_is_all_of_it(ctx: Ctx, goal: ObjectiveOut) -> None:
    band = KeyResultIn(title="Bugs", kind=Kind.MAINTAIN, high=Decimal(2))
    made = await key_results.add_key_result(ctx, goal.id, band)
    page = await queries.key_result_page(ctx, made.id, world.names(ctx))
    assert page.key_result.expected == 1.0
    assert {point.expected for point in page.series} == {1.0}


async def test_the_explanation_adds_up_and_names_its_sources(ctx: Ctx, goal: ObjectiveOut) -> None:
    one, two = await world.key_result(ctx, goal.id, "A", weight=3), await world.key_result(ctx, goal.id, "B")
    await world.record(ctx, one.id, 50)
    await world.record(ctx, two.id, 100)
    await ctx.flush()
    told = await queries.explanation(ctx, "objective", goal.id, world.names(ctx))
    assert sum(part.contribution or 0 for part in told.parts) == pytest.approx(told.progress.raw)
    assert [(part.title, part.label, part.share_display) for part in told.parts] == [
        ("A", "KR-1", "75 %"),
        ("B", "KR-2", "25 %"),
    ]
    assert told.moved_by[0].cause is not None
    assert told.moved_by[0].cause.label == "KR-2 B"
    assert told.moved_by[0].actor is not None
    single = await queries.explanation(ctx, "key_result", one.id, world.names(ctx))
    assert {(term.name, term.value) for term in single.inputs} == {("start", 0), ("target", 100), ("value", 50)}
    assert single.current is not None
    assert single.current.author is not None
    assert single.formula == "(value \u2212 0) / (100 \u2212 0)."
