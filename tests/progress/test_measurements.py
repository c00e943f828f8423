"""Values recorded, corrected and withdrawn, and what they do to the number."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import psycopg
import pytest
from msgspec.structs import replace

from headway.core.ctx import Ctx
from headway.core.errors import Invalid, NotFound
from headway.progress import actions, queries
from headway.progress.rules.graph import Mode
from headway.progress.rules.metrics import Definition, Kind, Method, PathPoint, Step
from headway.progress.rules.work import Totals
from headway.progress.schemas import NewLink, NewMeasurement, NewNode
from tests.conftest import Statements

REVIEW_TIME = Definition(kind=Kind.DECREASE, unit="h", start=Decimal(24), target=Decimal(4))
FILES = Definition(kind=Kind.SHARE, unit="files")
UPTIME = Definition(
    kind=Kind.MAINTAIN,
    low=Decimal("99.9"),
    starts_on=date(2026, 1, 5),
    ends_on=date(2026, 4, 5),
)
STEPS = Definition(kind=Kind.MILESTONE, steps=(Step(1, "chosen"), Step(2, "built"), Step(3, "live", Decimal(2))))


async def key_result(ctx: Ctx, definition: Definition) -> UUID:
    key = uuid4()
    await actions.define_metric(ctx, key, definition)
    await actions.add_node(ctx, NewNode(id=key, subject="key_result", mode=actions.mode_of(definition.kind)))
    return key


async def record(ctx: Ctx, key: UUID, value: str, **more: object) -> UUID:
    new = replace(NewMeasurement(metric=key, value=Decimal(value)), **more)
    return (await actions.record_measurement(ctx, new)).id


async def raw(ctx: Ctx, key: UUID) -> float | None:
    return (await queries.reading(ctx, key)).raw


def at(ctx: Ctx, day: date) -> Ctx:
    return Ctx(ctx.connection, ctx.workspace, ctx.actor, now=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


async def test_a_key_result_without_values_counts_zero_and_says_no_data(ctx: Ctx) -> None:
    key = await key_result(ctx, REVIEW_TIME)
    found = await queries.reading(ctx, key)
    assert (found.raw, found.counted, found.state) == (None, 0.0, "no_data")


async def test_the_newest_value_by_effective_time_counts_however_late_it_arrives(ctx: Ctx) -> None:
    key = await key_result(ctx, REVIEW_TIME)
    await record(ctx, key, "14")
    await record(ctx, key, "24", effective_at=ctx.now - timedelta(days=3))
    assert await raw(ctx, key) == 0.5
    facts = (await queries.metric_facts(ctx, [key]))[key]
    assert (facts.values, facts.last_value) == (2, Decimal(14))


async def test_a_change_is_told_once_with_old_new_and_cause(ctx: Ctx) -> None:
    key, objective = await key_result(ctx, REVIEW_TIME), uuid4()
    link = NewLink(child=key, parent=objective, kind="measures")
    await actions.add_node(ctx, NewNode(id=objective, subject="objective", mode=Mode.MEAN), link)
    before = len(ctx.recorded)
    await record(ctx, key, "14")
    told = ctx.recorded[before:]
    assert {(event.kind, event.subject, event.subject_id) for event in told} == {
        ("progress.changed", "key_result", key),
        ("progress.changed", "objective", objective),
    }
    assert {(event.data["old_counted"], event.data["new"]) for event in told} == {(0.0, 0.5)}


async def test_a_value_that_changes_nothing_tells_nothing(ctx: Ctx) -> None:
    key = await key_result(ctx, REVIEW_TIME)
    await record(ctx, key, "14")
    before = len(ctx.recorded)
    await record(ctx, key, "14")
    assert len(ctx.recorded) == before


async def test_the_same_source_event_is_recorded_once(ctx: Ctx) -> None:
    key = await key_result(ctx, REVIEW_TIME)
    first = await record(ctx, key, "14", source="import", source_event="row 3")
    again = await record(ctx, key, "4", source="import", source_event="row 3")
    assert first == again
    assert await raw(ctx, key) == 0.5


async def test_a_correction_replaces_a_value_and_a_withdrawal_takes_it_back(ctx: Ctx) -> None:
    key = await key_result(ctx, REVIEW_TIME)
    await record(ctx, key, "24", effective_at=ctx.now - timedelta(days=3))
    wrong = await record(ctx, key, "14")
    better = await actions.correct_measurement(ctx, wrong, NewMeasurement(metric=key, value=Decimal(9)))
    assert await raw(ctx, key) == 0.75
    await actions.withdraw_measurement(ctx, better.id, note="wrong sheet")
    assert await raw(ctx, key) == 0.0
    history = (await queries.measurements(ctx, key)).items
    assert [row.live for row in history] == [False, False, False, True]
    with pytest.raises(actions.Superseded):
        await actions.correct_measurement(ctx, wrong, NewMeasurement(metric=key, value=Decimal(5)))
    assert await queries.verify(ctx) == []


async def test_withdrawing_the_only_value_leaves_no_data(ctx: Ctx) -> None:
    key = await key_result(ctx, REVIEW_TIME)
    await actions.withdraw_measurement(ctx, await record(ctx, key, "14"))
    assert (await queries.reading(ctx, key)).state == "no_data"


async def test_measurements_cannot_be_changed_or_deleted_by_the_app(ctx: Ctx) -> None:
    await record(ctx, await key_result(ctx, REVIEW_TIME), "14")
    for statement in ("update measurement set value = 1", "delete from measurement"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with ctx.connection.transaction():
                await ctx.connection.execute(statement)


async def test_removing_a_metric_takes_its_measurements_along(ctx: Ctx) -> None:
    key = await key_result(ctx, REVIEW_TIME)
    await actions.correct_measurement(ctx, await record(ctx, key, "14"), NewMeasurement(metric=key, value=Decimal(9)))
    await actions.remove_node(ctx, key)
    await actions.remove_metric(ctx, key)
    assert (await queries.measurements(ctx, key)).items == []


async def test_a_share_keeps_the_total_it_was_measured_with(ctx: Ctx) -> None:
    key = await key_result(ctx, FILES)
    await actions.record_measurement(ctx, NewMeasurement(metric=key, done=Decimal(160), total=Decimal(640)))
    assert await raw(ctx, key) == 0.25
    await actions.record_measurement(ctx, NewMeasurement(metric=key, done=Decimal(320)))
    assert await raw(ctx, key) == 0.5
    await actions.record_measurement(ctx, NewMeasurement(metric=key, done=Decimal(320), total=Decimal(1280)))
    assert await raw(ctx, key) == 0.25
    totals = [row.total for row in (await queries.measurements(ctx, key)).items]
    assert totals == [Decimal(1280), Decimal(640), Decimal(640)]


async def test_reach_keeps_the_best_value_within_its_dates(ctx: Ctx) -> None:
    today = ctx.today
    dated = Definition(
        kind=Kind.REACH, target=Decimal(4), starts_on=today - timedelta(days=10), ends_on=today + timedelta(days=10)
    )
    key = await key_result(ctx, dated)
    await record(ctx, key, "4", effective_at=ctx.now - timedelta(days=20))
    await record(ctx, key, "3", effective_at=ctx.now - timedelta(days=2))
    await record(ctx, key, "1")
    assert await raw(ctx, key) == 0.75


async def test_steps_reached_weigh_what_they_weigh(ctx: Ctx) -> None:
    key = await key_result(ctx, STEPS)
    await actions.record_measurement(ctx, NewMeasurement(metric=key, steps=(1, 2)))
    assert await raw(ctx, key) == 0.5
    await actions.record_measurement(ctx, NewMeasurement(metric=key, steps=()))
    assert await raw(ctx, key) == 0.0


async def test_periods_come_due_as_days_pass_and_a_missing_one_was_not_held(ctx: Ctx) -> None:
    first = at(ctx, date(2026, 1, 6))
    key = await key_result(first, UPTIME)
    await record(first, key, "99.95")
    assert (await queries.reading(first, key)).state == "not_measured"
    assert await actions.advance_time(at(ctx, date(2026, 1, 11))) == 0
    assert await actions.advance_time(at(ctx, date(2026, 1, 12))) == 1
    assert await raw(ctx, key) == 1.0
    assert await actions.advance_time(at(ctx, date(2026, 1, 12))) == 0
    assert await actions.advance_time(at(ctx, date(2026, 1, 19))) == 1
    assert await raw(ctx, key) == 0.5
    assert (await queries.reading(ctx, key)).as_of == date(2026, 1, 19)
    assert await queries.verify(ctx) == []


async def test_a_strict_band_grows_day_by_day_and_is_lost_at_the_first_breach(ctx: Ctx) -> None:
    ninety = replace(
        UPTIME, low=Decimal(0), high=Decimal(0), method=Method.STRICT, ends_on=date(2026, 1, 5) + timedelta(days=89)
    )
    key = await key_result(at(ctx, date(2026, 1, 5)), ninety)
    assert (await queries.reading(ctx, key)).state == "no_data"
    await record(at(ctx, date(2026, 1, 5)), key, "0")
    await actions.advance_time(at(ctx, date(2026, 2, 18)))
    assert await raw(ctx, key) == 0.5
    await record(at(ctx, date(2026, 2, 20)), key, "1")
    await record(at(ctx, date(2026, 2, 21)), key, "0")
    assert await raw(ctx, key) == 0.0
    assert await queries.verify(ctx) == []


async def test_days_are_those_of_the_workspace(ctx: Ctx) -> None:
    ctx.workspace = replace(ctx.workspace, zone="Pacific/Auckland")
    held = replace(UPTIME, starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 18))
    late_sunday_in_utc = Ctx(ctx.connection, ctx.workspace, ctx.actor, now=datetime(2026, 1, 11, 20, tzinfo=UTC))
    key = await key_result(late_sunday_in_utc, held)
    await record(late_sunday_in_utc, key, "100")
    values = (await queries.live_values(ctx, [key]))[key]
    assert values[0].on == date(2026, 1, 12)
    assert await raw(ctx, key) == 0.0


@pytest.mark.parametrize(
    ("definition", "new", "code"),
    [
        (REVIEW_TIME, {}, "progress.value_missing"),
        (REVIEW_TIME, {"value": Decimal("NaN")}, "progress.number_out_of_range"),
        (REVIEW_TIME, {"value": Decimal("1e15")}, "progress.number_out_of_range"),
        (REVIEW_TIME, {"value": Decimal("0.00000000001")}, "progress.number_out_of_range"),
        (REVIEW_TIME, {"value": Decimal(1), "steps": (1,)}, "progress.value_missing"),
        (FILES, {"value": Decimal(1)}, "progress.done_missing"),
        (FILES, {"done": Decimal(1)}, "progress.total_missing"),
        (FILES, {"done": Decimal(1), "total": Decimal(0)}, "progress.total_not_positive"),
        (FILES, {"done": Decimal(7), "total": Decimal(6)}, "progress.done_outside"),
        (STEPS, {"value": Decimal(1)}, "progress.steps_not_given"),
        (STEPS, {"steps": (9,)}, "progress.step_unknown"),
        (Definition(kind=Kind.BINARY), {"value": Decimal(2)}, "progress.value_not_binary"),
        (Definition(kind=Kind.WORK), {"value": Decimal(2)}, "progress.takes_no_values"),
        (
            REVIEW_TIME,
            {"value": Decimal(2), "effective_at": datetime(2999, 1, 1, tzinfo=UTC)},
            "progress.time_in_future",
        ),
        (
            REVIEW_TIME,
            {"value": Decimal(2), "effective_at": datetime(2020, 1, 1)},  # noqa: DTZ001 - the missing zone is the point
            "progress.time_without_zone",
        ),
    ],
)
async def test_a_value_the_metric_cannot_take_is_refused_and_changes_nothing(
    ctx: Ctx, definition: Definition, new: dict[str, object], code: str
) -> None:
    key = await key_result(ctx, definition)
    with pytest.raises(Invalid) as refused:
        await actions.record_measurement(ctx, replace(NewMeasurement(metric=key), **new))
    assert refused.value.code == code
    assert (await queries.measurements(ctx, key)).items == []


async def test_a_value_for_an_unknown_metric_is_not_found(ctx: Ctx) -> None:
    with pytest.raises(NotFound):
        await record(ctx, uuid4(), "1")


async def test_a_definition_that_is_wrong_names_every_field(ctx: Ctx) -> None:
    wrong = Definition(
        kind=Kind.INCREASE,
        start=Decimal(5),
        target=Decimal(5),
        low=Decimal(1),
        starts_on=date(2026, 2, 1),
        ends_on=date(2026, 1, 1),
    )
    with pytest.raises(Invalid) as refused:
        await actions.define_metric(ctx, uuid4(), wrong)
    assert {error.path for error in refused.value.errors} == {"target", "low", "ends_on"}


async def test_a_new_target_moves_the_number_at_once(ctx: Ctx) -> None:
    key = await key_result(ctx, REVIEW_TIME)
    await record(ctx, key, "14")
    moved = await actions.change_metric(ctx, key, replace(REVIEW_TIME, target=Decimal(14)))
    assert [(one.old_raw, one.new_raw) for one in moved] == [(0.5, 1.0)]
    assert await queries.verify(ctx) == []


async def test_a_key_result_may_turn_to_counting_its_work_and_back(ctx: Ctx) -> None:
    key, task = await key_result(ctx, REVIEW_TIME), uuid4()
    objective = uuid4()
    await actions.add_node(
        ctx,
        NewNode(id=objective, subject="objective", mode=Mode.MEAN),
        NewLink(child=key, parent=objective, kind="measures"),
    )
    await actions.add_node(
        ctx,
        NewNode(id=task, subject="task", mode=Mode.WORK, totals=Totals(4, 3)),
        NewLink(child=task, parent=key, kind="work", counted=False),
    )
    await record(ctx, key, "14")
    await actions.change_metric(ctx, key, Definition(kind=Kind.WORK))
    assert (await raw(ctx, key), await raw(ctx, objective)) == (0.75, 0.75)
    await actions.change_metric(ctx, key, REVIEW_TIME)
    assert (await raw(ctx, key), await raw(ctx, objective)) == (0.5, 0.5)
    assert await queries.verify(ctx) == []


async def test_values_of_one_shape_are_not_read_as_another(ctx: Ctx) -> None:
    key = await key_result(ctx, REVIEW_TIME)
    await record(ctx, key, "14")
    with pytest.raises(actions.KindHasValues):
        await actions.change_metric(ctx, key, FILES)
    assert await raw(ctx, key) == 0.5


async def test_a_definition_comes_back_as_it_was_kept(ctx: Ctx) -> None:
    dated = replace(
        REVIEW_TIME,
        v70=Decimal("10.5"),
        starts_on=date(2026, 1, 5),
        ends_on=date(2026, 4, 5),
        path=(PathPoint(date(2026, 2, 1), Decimal("20.25")),),
        check_in_days=14,
    )
    for definition in (dated, STEPS):
        key = await key_result(ctx, definition)
        assert await queries.definition(ctx, key) == replace(definition, check_in_days=definition.check_in_days or 7)


async def test_the_history_comes_in_pages(ctx: Ctx) -> None:
    key = await key_result(ctx, REVIEW_TIME)
    many = [NewMeasurement(metric=key, value=Decimal(i), effective_at=ctx.now - timedelta(days=i)) for i in range(5)]
    await actions.record_measurements(ctx, many)
    first = await queries.measurements(ctx, key, limit=3)
    second = await queries.measurements(ctx, key, limit=3, cursor=first.next)
    assert [row.value for row in [*first.items, *second.items]] == [Decimal(i) for i in range(5)]
    assert second.next is None


@pytest.mark.parametrize("count", [1, 60])
async def test_recording_costs_the_same_statements_for_any_number_of_values(
    ctx: Ctx, statements: Statements, count: int
) -> None:
    keys = [await key_result(ctx, REVIEW_TIME) for _ in range(3)]
    statements.clear()
    new = [NewMeasurement(metric=keys[i % 3], value=Decimal(i)) for i in range(count)]
    await actions.record_measurements(ctx, new)
    assert statements.count == 6


def test_the_functions_under_test_are_those_of_the_room(database_url: Callable[[str], str]) -> None:
    """Every function of the migration belongs to the owner and runs with the rights of its caller."""
    with psycopg.connect(database_url("headway_app")) as connection:
        found = connection.execute(
            """
            select proname, pg_get_userbyid(proowner), prosecdef
              from pg_proc where proname like '%progress%' and pronamespace = 'public'::regnamespace
            """
        ).fetchall()
    assert len(found) >= 12
    assert {(owner, definer) for _, owner, definer in found} == {("headway_owner", False)}
