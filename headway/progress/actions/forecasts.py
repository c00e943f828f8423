"""Forecasts: made in batches and kept, one for a metric and day."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress import queries
from headway.progress.rules import ends as ending
from headway.progress.rules import foresight
from headway.progress.rules.display import whole_percent
from headway.progress.rules.forecasting import Forecast
from headway.progress.rules.forecasting.recalibration import Recalibration
from headway.progress.rules.foresight import Asked, Made, Tally
from headway.progress.rules.graph import Mode
from headway.progress.rules.health import DEFAULTS, Health, Thresholds
from headway.progress.rules.linked_work import Work
from headway.progress.rules.metrics import Definition, Kind
from headway.progress.rules.outlook import Held, made_under, steady
from headway.progress.rules.pace import elapsed_share
from headway.progress.rules.reading import Value, evaluate
from headway.progress.schemas import Due, Outlook

DIGITS = 4  # of what is drawn
RANGES = ("median", "low50", "high50", "low80", "high80")


class Hints(Struct, frozen=True, kw_only=True):
    """What the rooms above know of metrics: the work linked to them, and the owner's confidence (0-10) in a yes or no.

    `thresholds` are those of the workspace.
    """

    work: Mapping[UUID, Work] = {}
    confidence: Mapping[UUID, int] = {}
    thresholds: Thresholds = DEFAULTS


class _One(Struct, frozen=True):
    """One metric on its way to a row."""

    due: Due
    asked: Asked
    made: Made
    before: Outlook | None


async def hold_forecasts(ctx: Ctx) -> None:
    """One forecaster of a workspace at a time; it begins after whoever is writing numbers now."""
    await db.run(ctx, "select progress_forecast_lock()")


async def make_forecasts(ctx: Ctx, due: Sequence[Due], hints: Hints) -> int:
    """Forecast these metrics as of today and keep it; how many there were. Made again, the later one stands.

    One "progress.forecast_changed" for each whose health by forecast is another one; and for each whose chance is
    another one (in whole percent) unless it is the first of the day, so that a new day does not wake every open screen.
    """
    if not due:
        return 0
    ids = [one.id for one in due]
    asked = await _asked(ctx, due, hints)
    before = await queries.outlooks(ctx, ids)
    made = dict(zip(ids, foresight.foresee([asked[id_] for id_ in ids], today=ctx.today), strict=True))
    made |= await _of_objectives(ctx, asked, made)
    fit = await queries.forecast_fit(ctx)
    ones = [_One(one, asked[one.id], made[one.id], before.get(one.id)) for one in due]
    rows = [_row(ctx, one, fit, hints.thresholds) for one in ones]
    await _keep(ctx, rows)
    for one, row in zip(ones, rows, strict=True):
        await _tell(ctx, one, row)
    return len(rows)


async def make_past_forecasts(ctx: Ctx, metrics: Collection[UUID]) -> int:
    """The forecasts that would have been made on a day of the past, from what was known then; how many.

    `ctx` stands in the past: its day is the day of the forecasts. Call it for one day after the other. For the demo
    company, which has a past that nobody watched: no events, and only of metrics that take numbers.
    """
    facts = await queries.metric_facts(ctx, metrics)
    living = [id_ for id_, one in facts.items() if _lives(one.definition, ctx.today)]
    values = await queries.histories(ctx, living, until=ctx.today)
    before = await queries.outlooks(ctx, living)
    asked = [_asked_then(facts[id_].definition, values.get(id_, []), ctx.today) for id_ in living]
    made = foresight.foresee(asked, today=ctx.today)
    rows = [
        _row(ctx, _One(_due_then(id_, one), one, found, before.get(id_)), None, DEFAULTS)
        for id_, one, found in zip(living, asked, made, strict=True)
    ]
    await _keep(ctx, rows)
    return len(rows)


def _lives(d: Definition, day: date) -> bool:
    dated = d.starts_on is not None and d.ends_on is not None and d.starts_on <= day <= d.ends_on
    return dated and d.kind in foresight.SERIES


def _asked_then(d: Definition, values: Sequence[Value], day: date) -> Asked:
    return Asked(definition=d, values=values, progress=evaluate(d, values, as_of=day).raw)


def _due_then(id_: UUID, asked: Asked) -> Due:
    """Without the numbers of its node and its definition: the forecast of today is made anew whatever they are."""
    d = asked.definition
    assert d.starts_on is not None and d.ends_on is not None  # noqa: PT018, S101 - `_lives` has looked
    return Due(
        id=id_,
        subject="key_result",
        kind=d.kind.value,
        number=0,
        recorded=0,
        basis="",
        raw=asked.progress,
        starts_on=d.starts_on,
        ends_on=d.ends_on,
        work_leaves=0,
        work_done=0,
    )


async def _asked(ctx: Ctx, due: Sequence[Due], hints: Hints) -> dict[UUID, Asked]:
    facts = await queries.metric_facts(ctx, [one.id for one in due])
    values = await queries.histories(ctx, [one.id for one in due if one.kind in _TAKE_VALUES])
    tallies = await queries.tallies(ctx) if any(one.kind in _YES_OR_NO for one in due) else {}
    return {
        one.id: Asked(
            definition=facts[one.id].definition,
            values=values.get(one.id, ()),
            progress=one.raw,
            work=hints.work.get(one.id),
            confidence=hints.confidence.get(one.id),
            tally=Tally(*tallies.get(one.kind, (0, 0))),
        )
        for one in due
    }


_YES_OR_NO = {Kind.MILESTONE.value, Kind.BINARY.value}
_TAKE_VALUES = {kind.value for kind in foresight.SERIES} | _YES_OR_NO


async def _of_objectives(ctx: Ctx, asked: Mapping[UUID, Asked], made: Mapping[UUID, Made]) -> dict[UUID, Made]:
    """Those that are the mean of goals, after what lies below them: from this batch, else from what is kept."""
    wanted = [id_ for id_, one in asked.items() if one.definition.kind is Kind.OBJECTIVES]
    if not wanted:
        return {}
    below = await queries.counted_below(ctx, wanted)
    leaves = {one.child for one in below} - {one.parent for one in below}
    ends = {id_: found.end for id_, found in made.items() if found.end is not None}
    for id_, one in (await queries.outlooks(ctx, leaves - ends.keys())).items():
        if one.mean_score is not None and one.spread is not None:
            ends[id_] = ending.End(one.mean_score, one.spread)
    branches = [
        ending.Branch(one.parent, one.child, one.weight, one.counted if one.mode == Mode.FROZEN else None)
        for one in below
    ]
    found = ending.ends_below(branches, ends)
    return {id_: foresight.of_objectives(asked[id_], found[id_], today=ctx.today) for id_ in wanted if id_ in found}


def _row(ctx: Ctx, one: _One, fit: Recalibration | None, limits: Thresholds) -> dict[str, Any]:
    d, due, found = one.asked.definition, one.due, one.made.forecast
    elapsed = elapsed_share(d, ctx.today) or 0.0
    row: dict[str, Any] = {
        "metric_id": due.id,
        "number": due.number,
        "recorded": due.recorded,
        "basis": due.basis,
        "model": one.made.model,
        "n": found.n if found else len(one.asked.values),
        "enough": found is not None and found.enough,
        "start": one.made.zero,
        "target": one.made.one,
        "success": foresight.stretch_point(d),
        "elapsed": elapsed,
        "progress": due.raw,
        "pace": foresight.pace_end(d, due.raw, elapsed),
        "made_under": made_under(ctx.workspace.zone, limits),
    }
    return row if found is None else row | _said(one, found, fit, limits, under=row["made_under"])


def _said(one: _One, found: Forecast, fit: Recalibration | None, limits: Thresholds, *, under: str) -> dict[str, Any]:
    """What the forecast says, after what closed key results have taught; under other limits health begins anew."""
    before = one.before if one.before is not None and one.before.made_under in {"", under} else None
    chance, full = found.chance, found.chance_full
    if fit is not None and found.enough:
        chance, full = (foresight.recalibrated(p, fit) for p in (chance, full))
    said = {
        "model_chance": found.chance,
        "model_full": found.chance_full,
        "chance": chance,
        "chance_full": full,
        "fan": [[round(number, DIGITS) for number in msgspec.structs.astuple(point)] for point in found.fan],
        **{name: getattr(found, name) for name in RANGES},
        "mean_score": one.made.end.mean if one.made.end else None,
        "spread": one.made.end.spread if one.made.end else None,
    }
    if not found.enough or found.n < limits.forecast_values:
        return said
    held = [steady(p, found.n, _held(before, part), limits) for p, part in ((chance, ""), (full, "_full"))]
    return said | {
        "held": held[0].state,
        "held_full": held[1].state,
        "lean": {
            part: [leaning.lean, leaning.lean_n]
            for part, leaning in zip(("", "_full"), held, strict=True)
            if leaning.lean is not None
        },
    }


def _held(before: Outlook | None, part: str) -> Held | None:
    state = None if before is None else getattr(before, f"held{part}")
    if before is None or state is None:
        return None
    lean, n = before.lean.get(part, (None, 0))
    return Held(Health(state), None if lean is None else Health(lean), n)


async def _keep(ctx: Ctx, rows: Sequence[dict[str, Any]]) -> None:
    """In the order of their ids, so that two never wait for each other; the fan of the day before has been drawn."""
    ordered = sorted(rows, key=lambda row: row["metric_id"])
    await db.run(
        ctx,
        "update forecast set fan = null where workspace_id = %(workspace)s and metric_id = any(%(ids)s)"
        " and as_of < %(today)s and fan is not null",
        workspace=ctx.workspace.id,
        ids=[row["metric_id"] for row in ordered],
        today=ctx.today,
    )
    await db.run(ctx, _KEEP, workspace=ctx.workspace.id, today=ctx.today, now=ctx.now, rows=_json(ordered))


def _json(rows: Sequence[Mapping[str, Any]]) -> Jsonb:
    return Jsonb(rows, dumps=msgspec.json.encode)


_KEEP = """
    insert into forecast as f (
      workspace_id, metric_id, as_of, made_at, number, recorded, basis, model, n, enough, start, target, success,
      elapsed, progress, pace, model_chance, model_full, chance, chance_full, mean_score, spread, median, low50, high50,
      low80, high80, held, held_full, lean, fan, made_under)
    select %(workspace)s, r.metric_id, %(today)s, %(now)s, r.number, r.recorded, r.basis, r.model, r.n, r.enough,
           r.start, r.target, r.success, r.elapsed, r.progress, r.pace, r.model_chance, r.model_full, r.chance,
           r.chance_full, r.mean_score, r.spread, r.median, r.low50, r.high50, r.low80, r.high80, r.held,
           r.held_full, coalesce(r.lean, '{}'), r.fan, r.made_under
      from jsonb_to_recordset(%(rows)s) as r (
             metric_id uuid, number bigint, recorded integer, basis text, model text, n integer, enough boolean,
             start numeric, target numeric, success float8, elapsed float8, progress float8, pace float8,
             model_chance float8, model_full float8, chance float8, chance_full float8, mean_score float8,
             spread float8, median float8, low50 float8, high50 float8, low80 float8, high80 float8, held text,
             held_full text, lean jsonb, fan jsonb, made_under text)
    on conflict (workspace_id, metric_id, as_of) do update
       set made_at = excluded.made_at, number = excluded.number, recorded = excluded.recorded,
           basis = excluded.basis, model = excluded.model, n = excluded.n, enough = excluded.enough,
           start = excluded.start, target = excluded.target, success = excluded.success, elapsed = excluded.elapsed,
           progress = excluded.progress, pace = excluded.pace, model_chance = excluded.model_chance,
           model_full = excluded.model_full, chance = excluded.chance, chance_full = excluded.chance_full,
           mean_score = excluded.mean_score, spread = excluded.spread, median = excluded.median, low50 = excluded.low50,
           high50 = excluded.high50, low80 = excluded.low80, high80 = excluded.high80, held = excluded.held,
           held_full = excluded.held_full, lean = excluded.lean, fan = excluded.fan,
           made_under = excluded.made_under
     where f.scored_at is null
    """


async def _tell(ctx: Ctx, one: _One, row: Mapping[str, Any]) -> None:
    before = one.before
    old = (None, None) if before is None else (before.held, before.held_full)
    new_day = before is not None and before.as_of < ctx.today
    old_chances = (None, None) if before is None else (before.chance, before.chance_full)
    changed = (row.get("held"), row.get("held_full")) != old
    if not new_day:
        changed = changed or _percents(old_chances) != _percents((row.get("chance"), row.get("chance_full")))
    if not changed:
        return
    said = {name: row.get(name) for name in ("chance", "chance_full", "held", "held_full")}
    was = {name: None if before is None else getattr(before, name) for name in said}
    await ctx.record("progress.forecast_changed", one.due.subject, one.due.id, data={**said, "was": was})


def _percents(chances: Sequence[float | None]) -> list[int | None]:
    return [None if chance is None else whole_percent(chance) for chance in chances]
