"""Forecasts of goals as they go out: the chance, the fan, the two readings, and how good forecasts have been."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct

from headway.core.ctx import Ctx
from headway.goals.queries import shaping
from headway.goals.rules import forecasts as words
from headway.goals.rules.forecasts import chance_of, in_unit
from headway.goals.rules.reading import Foreseen, KeyResultFacts, Stand, key_result_sentence
from headway.goals.schemas.common import HealthOut
from headway.goals.schemas.forecasts import ChanceOut, DivergenceOut, FanOut, ForecastOut
from headway.goals.schemas.key_results import KeyResultLine, KeyResultOut
from headway.progress import queries as progress
from headway.progress.rules.forecasting.shapes import LENGTH
from headway.progress.rules.graph import weighted_mean
from headway.progress.rules.health import WORST_FIRST, Health
from headway.progress.rules.metrics import LINES, Definition, Kind
from headway.progress.rules.outlook import LAPSED, divergence
from headway.progress.schemas import Outlook

STATES = {state.value for state in WORST_FIRST}


class Seen(Struct, frozen=True):
    """Of many key results: the newest forecast, and since when their work is ahead of their outcome."""

    outlooks: Mapping[UUID, Outlook]
    ahead_since: Mapping[UUID, date]


async def seen(ctx: Ctx, ids: Collection[UUID]) -> Seen:
    """In two statements. A forecast that is older than a week is none."""
    found = await progress.outlooks(ctx, ids)
    fresh = {id_: one for id_, one in found.items() if one.as_of >= ctx.today - timedelta(days=LAPSED)}
    return Seen(fresh, await progress.ahead_since(ctx, ids))


def foreseen(found: Outlook | None, commitment: str, *, today: date) -> Foreseen | None:
    """What health takes of a forecast."""
    chance = None if found is None or found.as_of > today else chance_of(found, commitment)
    if found is None or chance is None:
        return None
    held = found.held_full if commitment == "committed" else found.held
    return Foreseen(chance, Health(held) if held else None, found.n)


def health(facts: KeyResultFacts, found: Stand, outlook: Outlook | None, *, confidence: int, today: date) -> HealthOut:
    """With its reason, and a question where its owner sees it otherwise."""
    said = "" if outlook is None else words.forecast_sentence(facts.definition, facts.commitment, outlook, today)
    asked = "" if found.score is not None else words.question(found.state, confidence, found.chance)
    return HealthOut(found.state, key_result_sentence(facts, found, forecast=said), asked)


def out(d: Definition, commitment: str, found: Outlook | None, *, today: date) -> ForecastOut | None:
    """The newest forecast; None where there is none."""
    if found is None or found.model == "none":
        return None
    chance = chance_of(found, commitment)
    full = commitment == "committed"
    success = 1.0 if full else found.success
    rates = words.weekly(d, commitment, found, today)
    return ForecastOut(
        as_of=found.as_of,
        made_at=found.made_at,
        n=found.n,
        enough=found.enough,
        model=found.model,  # type: ignore[arg-type]  # one of those the table allows
        chance=chance,
        chance_display=shaping.display(chance),
        chance_full=found.chance_full if found.enough else None,
        success=success,
        success_value=in_unit(found, success) if d.kind in LINES else None,
        unit=None if found.start is None else "%" if d.kind is Kind.SHARE else d.unit,
        median=in_unit(found, found.median),
        low50=in_unit(found, found.low50),
        high50=in_unit(found, found.high50),
        low80=in_unit(found, found.low80),
        high80=in_unit(found, found.high80),
        needed_per_week=rates.needed,
        pace_per_week=rates.so_far,
        week_unit=rates.unit,
        sentence=words.forecast_sentence(d, commitment, found, today),
    )


async def fan(ctx: Ctx, row: KeyResultOut) -> list[FanOut]:
    """Where the value may go, by day; empty where there is no forecast worth drawing, and after the end."""
    if row.forecast is None or not row.forecast.enough or ctx.today > row.ends_on:
        return []
    found = (await progress.outlooks(ctx, [row.id])).get(row.id)
    days = (row.ends_on - row.starts_on).days + 1
    drawn: dict[date, FanOut] = {}
    for time, *ranges in (found.fan or []) if found is not None else []:
        day = row.starts_on + timedelta(days=round(time / LENGTH * days) - 1)
        low80, low50, median, high50, high80 = (in_unit(found, one) or 0.0 for one in ranges)  # type: ignore[arg-type]  # found is not None here
        drawn[day] = FanOut(on=day, low80=low80, low50=low50, median=median, high50=high50, high80=high80)
    return list(drawn.values())


def divergence_of(
    kind: Kind | None, *, outcome: float | None, work: float | None, ahead_since: date | None, today: date
) -> DivergenceOut | None:
    """The alarm of two readings, where it rings."""
    found = divergence(kind, outcome=outcome, work=work, ahead_since=ahead_since, today=today)
    if found is None:
        return None
    return DivergenceOut(which=found.which, gap=found.gap, since=found.since, sentence=words.divergence_sentence(found))


def of_objective(lines: Sequence[KeyResultLine], *, closed: bool) -> ChanceOut:
    """The chance of an objective from its key results as its line has them."""
    counted = [] if closed else [one for one in lines if one.weight > 0 and one.health in STATES]
    known = [(one.weight, one.chance) for one in counted if one.chance is not None]
    chance = weighted_mean(known) if len(known) == len(counted) else None
    return ChanceOut(
        enough=chance is not None,
        chance=chance,
        chance_display=shaping.display(chance),
        n=len(known),
        of=len(counted),
        sentence=words.objective_sentence(chance, n=len(known), of=len(counted)),
    )
