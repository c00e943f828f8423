"""From a metric and its values to what the forecast engine takes, and from what lies below a metric to its forecast.

`forecasting` knows scales and times only; here days become times and values become shares of the way.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from headway.progress.rules.ends import NORMAL80, End, straight
from headway.progress.rules.forecasting import (
    Forecast,
    Series,
    band_scale,
    forecasts,
)
from headway.progress.rules.forecasting.recalibration import Recalibration
from headway.progress.rules.forecasting.shapes import ENOUGH, LENGTH, ForecastError, Model
from headway.progress.rules.health import SLACK
from headway.progress.rules.linked_work import Work, of_work
from headway.progress.rules.metrics import LINES, WEEK, Definition, Kind, Method
from headway.progress.rules.outlook import runs_total
from headway.progress.rules.pace import elapsed_share, success_point
from headway.progress.rules.reading import Value, due_periods, evaluate, in_band, line
from headway.progress.rules.scoring import Commitment

SERIES = frozenset({Kind.INCREASE, Kind.DECREASE, Kind.REACH, Kind.SHARE, Kind.MAINTAIN})
HELD, BROKEN = 4.5, 0.5  # values that a band at its edge is thought to have held and not, before there is any
PRIOR = 8  # closed ones that an unknown hit rate weighs as much as, and that are needed before it is said


class Edge(Struct, frozen=True):
    """Of a band whose values lie at its very edge, as zero incidents do: `held` of `n` values, `left` still to come.

    No line through such values says anything; how often they held does.
    """

    held: int
    n: int
    left: int


class Plan(Struct, frozen=True):
    """A series with the point that counts as success, and the values that its 0 and 1 stand for.

    Of a band: `won`, `lost` and `full_lost` are certain whatever comes; of all its periods, the share `held` so far
    and the share `open` still.
    """

    series: Series
    success: float
    zero: Decimal | None = None
    one: Decimal | None = None
    won: bool = False
    lost: bool = False
    full_lost: bool = False
    held: float = 0.0
    open: float = 1.0
    edge: Edge | None = None


class Tally(Struct, frozen=True):
    """How many of a kind have closed, and how many of them succeeded."""

    closed: int = 0
    hits: int = 0


class Asked(Struct, frozen=True, kw_only=True):
    """A metric to be forecast. `work` counts what is linked to it, `tally` the closed ones of its kind."""

    definition: Definition
    values: Sequence[Value] = ()
    progress: float | None = None
    work: Work | None = None
    confidence: int | None = None
    tally: Tally = Tally()


class Made(Struct, frozen=True):
    """A forecast and the model it is of; none where nothing can be said.

    Without `enough` its chances are hardly more than the prior. `zero` and `one` are the values that 0 and 1 of its
    median and ranges stand for, if they are not progress itself. `end` is of counted progress.
    """

    model: str = "none"
    forecast: Forecast | None = None
    end: End | None = None
    zero: Decimal | None = None
    one: Decimal | None = None


def foresee(asked: Sequence[Asked], *, today: date) -> list[Made]:
    """One forecast each, in batches; of `objectives` none, see `of_objectives`."""
    found = [_alone(one, today) for one in asked]
    every = [plan(one.definition, one.values, today=today) for one in asked]
    plans = {place: one for place, one in enumerate(every) if one is not None}
    drawn = [one for one in plans.values() if one.edge is None]
    made = iter(forecasts([one.series for one in drawn], success=[one.success for one in drawn]))
    for place, one in plans.items():
        forecast = next(made) if one.edge is None else at_edge(one.edge, one.success, now=one.series.values[-1])
        chance, full = adjusted(one, forecast)
        said = replace(forecast, chance=chance, chance_full=full)
        found[place] = Made(one.series.model, said, _end_of_plan(one, said), one.zero, one.one)
    return found


def of_objectives(asked: Asked, end: End, *, today: date) -> Made:
    """A metric that is the mean of goals, from where those are expected to end. `n` is whole weeks."""
    now, d = time_of(asked.definition, today), asked.definition
    weeks = 0 if d.starts_on is None else (today - d.starts_on).days // WEEK
    point = stretch_point(d)
    return Made("objectives", straight(end, n=weeks, now=now, progress=asked.progress or 0.0, success=point), end)


def _alone(asked: Asked, today: date) -> Made:
    """The kinds that are no series: linked work, and yes or no."""
    d, work = asked.definition, asked.work
    if d.kind in {Kind.WORK, Kind.MILESTONE, Kind.BINARY} and work is not None and work.leaves > 0:
        point = 1.0 if d.kind is Kind.BINARY else stretch_point(d)
        weighed = asked.progress if d.kind is Kind.WORK else None  # the others' own progress says nothing of the work
        return Made("work", of_work(work, now=time_of(d, today), success=point, progress=weighed))
    if d.kind not in {Kind.MILESTONE, Kind.BINARY} or asked.confidence is None:
        return Made()
    chance = said_chance(asked.tally, asked.confidence)
    enough = asked.tally.closed >= PRIOR
    end = End(chance, math.sqrt(chance * (1 - chance)))
    return Made("said", yes_or_no(chance, n=len(asked.values), enough=enough), end)


def stretch_point(definition: Definition) -> float:
    """The progress that is a success for a stretch; the forecast is made for it and for the whole target."""
    return success_point(definition, Commitment.STRETCH)


def time_of(definition: Definition, day: date) -> float:
    """A day on the scale of the engine: 0 before the first day, 13 at the end of the last."""
    return LENGTH * (elapsed_share(definition, day) or 0.0)


def plan(definition: Definition, values: Sequence[Value], *, today: date) -> Plan | None:
    """What to ask the engine about a metric that takes numbers; None for other kinds and without dates."""
    if definition.kind not in SERIES or definition.starts_on is None or definition.ends_on is None:
        return None
    inside = [
        v for v in values if v.value is not None and definition.starts_on <= v.on <= min(today, definition.ends_on)
    ]
    times = tuple(time_of(definition, v.on) for v in inside)
    now = time_of(definition, today)
    if definition.kind is Kind.MAINTAIN:
        return _to_stay(definition, inside, times, today)
    numbers = [v.value for v in inside if v.value is not None]
    start, target = _number(definition.start), _number(definition.target)
    scaled = tuple(line(number, start=start, target=target) for number in numbers)
    model: Model = "cumulative" if runs_total(definition, numbers) else "level"
    if definition.kind is Kind.REACH:
        model = "touch"
    series = Series(model=model, times=times, values=scaled, now=now)
    return Plan(series, stretch_point(definition), start, target)


def at_edge(edge: Edge, success: float, *, now: float) -> Forecast:
    """Of how often values held so far (beta-binomial); the middle and the ranges are the value as it is now."""
    kept, broken = HELD + edge.held, BROKEN + edge.n - edge.held

    def at_least(wanted: int) -> float:
        return math.fsum(_beta_binomial(k, edge.left, kept, broken) for k in range(max(wanted, 0), edge.left + 1))

    return Forecast(
        n=edge.n,
        enough=edge.n >= ENOUGH,
        chance=min(1.0, at_least(math.ceil(success * edge.left - SLACK))),
        chance_full=min(1.0, at_least(edge.left)),
        median=now,
        low50=now,
        high50=now,
        low80=now,
        high80=now,
        mean_score=kept / (kept + broken),
    )


def adjusted(asked: Plan, found: Forecast) -> tuple[float, float]:
    """The two chances, where what has happened already decides."""
    chance = 1.0 if asked.won else 0.0 if asked.lost else found.chance
    return chance, 0.0 if asked.full_lost else found.chance_full


def said_chance(tally: Tally, confidence: int) -> float:
    """Of a yes or no: the hit rate of its kind, shrunk to a half, and the stated confidence, averaged as log odds."""
    rate = (PRIOR / 2 + tally.hits) / (PRIOR + tally.closed)
    stated = min(max(confidence / 10, 0.05), 0.95)
    return _expit((_logit(rate) + _logit(stated)) / 2)


def recalibrated(chance: float, fit: Recalibration) -> float:
    """By what closed key results have shown, where that helps; what is certain stays so."""
    return chance if chance in {0.0, 1.0} else float(fit(chance))


def yes_or_no(chance: float, *, n: int, enough: bool) -> Forecast:
    """A forecast that is a chance and nothing else: the end is all or nothing."""
    return Forecast(
        n=n,
        enough=enough,
        chance=chance,
        chance_full=chance,
        median=float(chance >= 0.5),
        low50=float(chance >= 0.75),
        high50=float(chance >= 0.25),
        low80=float(chance >= 0.9),
        high80=float(chance >= 0.1),
        mean_score=chance,
    )


def final_progress(
    definition: Definition,
    values: Sequence[Value],
    *,
    start: Decimal | None,
    target: Decimal | None,
    stored: float | None,
) -> float | None:
    """What a metric ended with, on the line of the target that a forecast was made for; None: nothing to measure.

    `values` are those inside of its dates, `stored` the progress its node was frozen with.
    """
    if definition.kind not in LINES or start is None or target is None or start == target:
        return stored
    then = replace(definition, start=start, target=target, v70=None)
    return evaluate(then, values, as_of=definition.ends_on or date.max).raw if values else 0.0


def reached(progress: float, point: float) -> bool:
    """Reaching a point exactly is reaching it, whatever the float says."""
    return progress >= point - SLACK


def pace_end(definition: Definition, progress: float | None, elapsed: float) -> float | None:
    """Where it would end if it went on as it did so far: what forecasts are compared with. A band stays as it held."""
    if progress is None or definition.kind is Kind.MAINTAIN:
        return progress
    return progress / elapsed if elapsed > 0 else None


def _to_stay(d: Definition, inside: Sequence[Value], times: tuple[float, ...], today: date) -> Plan | None:
    """A band, on a scale of the distance from the first value to its nearer end. What was broken stays broken."""
    assert d.starts_on is not None and d.ends_on is not None  # noqa: PT018, S101 - the caller has looked
    numbers = [_number(v.value) for v in inside]
    try:
        scale, band = band_scale(
            baseline=float(numbers[0] if numbers else _middle(d)),
            low=None if d.low is None else float(d.low),
            high=None if d.high is None else float(d.high),
            start=d.starts_on.toordinal() - 1,
            end=d.ends_on.toordinal(),
            whole=all(number == number.to_integral_value() for number in (*numbers, *_ends(d))),
        )
    except ForecastError:
        return None
    values = tuple(scale.share(float(number)) for number in numbers)
    series = Series(model="stay", times=times, values=values, now=time_of(d, today), band=band)
    made = Plan(series, 1.0, Decimal(repr(scale.zero)), Decimal(repr(scale.one)))
    if d.method is Method.PERIODS:
        return _by_periods(made, d, inside, today)
    broken = d.method is Method.STRICT and any(not in_band(number, low=d.low, high=d.high) for number in numbers)
    left = 1 if d.method is Method.NOW else math.ceil((d.ends_on - today).days / (d.check_in_days or WEEK))
    return replace(made, lost=broken, full_lost=broken, edge=_edge(d, numbers, left))


def _by_periods(made: Plan, d: Definition, inside: Sequence[Value], today: date) -> Plan:
    """The share of the periods still to come that must hold, after those that did and did not."""
    assert d.ends_on is not None  # noqa: S101 - the caller has looked
    due, every = len(due_periods(d, today)), len(due_periods(d, d.ends_on + timedelta(days=1)))
    share = evaluate(d, inside, as_of=today).raw
    held = 0.0 if share is None else share * due
    left = every - due
    wanted = (stretch_point(d) * every - held) / left if left else 0.0
    return replace(
        made,
        success=min(max(wanted, 0.0), 1.0),
        won=wanted <= 0,
        lost=wanted > 1,
        full_lost=held < due - 0.5,
        held=held / every,
        open=left / every,
        edge=_edge(d, [_number(v.value) for v in inside], left),
    )


def _edge(d: Definition, numbers: Sequence[Decimal], left: int) -> Edge | None:
    if not numbers or not (d.low == d.high or (len(set(numbers)) == 1 and numbers[0] in {d.low, d.high})):
        return None
    return Edge(sum(in_band(number, low=d.low, high=d.high) for number in numbers), len(numbers), left)


def _middle(d: Definition) -> Decimal:
    return sum(_ends(d), Decimal(0)) / len(_ends(d))


def _ends(d: Definition) -> list[Decimal]:
    return [end for end in (d.low, d.high) if end is not None]


def _end_of_plan(asked: Plan, found: Forecast) -> End:
    """Of a band: what held, and the share of what is open that is expected to; all or nothing of a strict one."""
    if asked.series.model != "stay":
        return _between(found.mean_score, found.low80, found.high80)
    if asked.lost or (asked.held == 0 and asked.open == 1):
        return End(found.chance_full, math.sqrt(found.chance_full * (1 - found.chance_full)))
    unsure = math.sqrt(found.mean_score * (1 - found.mean_score))
    return End(asked.held + asked.open * found.mean_score, asked.open * unsure)


def _between(mean: float, low80: float, high80: float) -> End:
    """From the expected score and the width of the 80 % range inside of 0 and 1."""
    return End(mean, max(min(high80, 1.0) - max(low80, 0.0), 0.0) / (2 * NORMAL80))


def _beta_binomial(k: int, n: int, a: float, b: float) -> float:
    log = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    log += math.lgamma(k + a) + math.lgamma(n - k + b) - math.lgamma(n + a + b)
    return math.exp(log + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b))


def _logit(p: float) -> float:
    return math.log(p / (1 - p))


def _expit(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _number(value: Decimal | None) -> Decimal:
    if value is None:
        raise ValueError("a checked definition or measurement lacks a number")
    return value
