"""What a forecast means for health and for people: hysteresis, its pace per week, two readings that drift apart.

The forecasts themselves are `forecasting`; this is what is said about them (arithmetic, sections 2 and 4).
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from headway.progress.rules.health import DEFAULTS, Health, Thresholds, by_chance
from headway.progress.rules.metrics import Definition, Kind

MARGIN = 0.05  # a threshold is crossed by this much, or at two check-ins
AHEAD = 0.25  # work before outcome: "we do the work and nothing moves"
BEHIND = 0.4  # outcome before work: what moves it is not what is linked
PATIENCE = 14  # days for which work is ahead before it is said
LAPSED = 7  # days after which a forecast is no longer used: something keeps new ones from being made
WEEK = 7
WEEKS = 13  # of the dates of a metric, however long they are

BANDS = (Health.OFF_TRACK, Health.AT_RISK, Health.ON_TRACK)  # worst first

RATES = frozenset({"%", "percent", "pct", "pp", "points", "score", "nps", "ratio", "rate", "index", "stars"})


class Held(Struct, frozen=True, gc=False):
    """The health by forecast that stands; `lean` is another one that the chance fell into at the `lean_n`th value."""

    state: Health
    lean: Health | None = None
    lean_n: int = 0


class Divergence(Struct, frozen=True, gc=False):
    """`work_ahead` since a day, or `outcome_ahead`; `gap` is W - P or P - W."""

    which: Literal["work_ahead", "outcome_ahead"]
    gap: float
    since: date | None = None


class Paces(Struct, frozen=True, gc=False):
    """Progress a week: what is `needed` from now on for success (None at the end), and what it was `so_far`."""

    needed: float | None
    so_far: float | None


def steady(chance: float, n: int, before: Held | None, thresholds: Thresholds = DEFAULTS) -> Held:
    """Health by forecast with hysteresis: a threshold counts as crossed by 0.05, or when two check-ins agree.

    `n` is the number of values (for computed kinds: of check-in intervals) the chance was made of.
    """
    now = by_chance(chance, thresholds)
    if before is None or now is before.state:
        return Held(now)
    falls = BANDS.index(now) < BANDS.index(before.state)
    sure = by_chance(chance + MARGIN - 1e-6 if falls else chance - MARGIN, thresholds)  # exactly that is enough
    if before.lean is now and n > before.lean_n:
        return Held(now)
    state = sure if (BANDS.index(sure) < BANDS.index(before.state)) == falls and sure is not before.state else None
    if state is now:
        return Held(now)
    since = before.lean_n if before.lean is now else n
    return Held(state or before.state, now, since)


def turns_at(chance: float, held: Health, thresholds: Thresholds = DEFAULTS) -> float | None:
    """The chance beyond which a health that only its margin holds changes at once; None where the chance agrees."""
    now = by_chance(chance, thresholds)
    if held not in BANDS or now is held:
        return None
    if BANDS.index(now) > BANDS.index(held):
        return (thresholds.unsure if held is Health.OFF_TRACK else thresholds.likely) + MARGIN
    return (thresholds.likely if held is Health.ON_TRACK else thresholds.unsure) - MARGIN


def made_under(zone: str, thresholds: Thresholds = DEFAULTS) -> str:
    """What a stored forecast follows from besides the numbers of its metric; another one asks for a new forecast."""
    return f"{zone} {thresholds.likely:g} {thresholds.unsure:g} {thresholds.forecast_values}"


def held_chance(chance: float, held: Health, thresholds: Thresholds = DEFAULTS) -> float:
    """The chance as its health counts it: inside of the band that stands, so that objectives agree with their parts."""
    if held is Health.ON_TRACK:
        return max(chance, thresholds.likely)
    if held is Health.OFF_TRACK:
        return min(chance, thresholds.unsure - MARGIN / 10)
    return min(max(chance, thresholds.unsure), thresholds.likely - MARGIN / 10)


def runs_total(definition: Definition, values: Sequence[Decimal]) -> bool:
    """Whether a metric is read as a running total: it counts up from 0, in no unit of a rate, and has never fallen."""
    if definition.kind not in {Kind.INCREASE, Kind.SHARE} or definition.start != 0:
        return False
    if definition.kind is Kind.INCREASE and set(definition.unit.lower().replace("/", " ").split()) & RATES:
        return False
    return all(later >= earlier for earlier, later in zip([Decimal(0), *values], values, strict=False))


def paces(definition: Definition, *, progress: float | None, success: float, today: date) -> Paces:
    """From the dates of the metric, both included; nothing without them or without a number."""
    if progress is None or definition.starts_on is None or definition.ends_on is None:
        return Paces(None, None)
    gone = (today - definition.starts_on).days + 1
    left = (definition.ends_on - today).days
    return Paces(
        needed=max(0.0, success - progress) * WEEK / left if left > 0 else None,
        so_far=progress * WEEK / gone if gone > 0 else None,
    )


def ahead_since(before: date | None, *, counted: float | None, work: float | None, on: date) -> date | None:
    """Since when the work has been ahead of the outcome without a break, after the numbers of a day."""
    if work is None or counted is None or work - counted <= AHEAD:
        return None
    return before or on


def divergence(
    kind: Kind | None, *, outcome: float | None, work: float | None, ahead_since: date | None, today: date
) -> Divergence | None:
    """Whether outcome and work (both counted, in [0, 1]) have drifted apart; `kind` is None for an objective.

    Not where the work is the outcome, and not where the outcome is to stay as it is.
    """
    if outcome is None or work is None or kind in {Kind.WORK, Kind.OBJECTIVES, Kind.MAINTAIN}:
        return None
    if work - outcome > AHEAD:
        long = ahead_since is not None and (today - ahead_since).days >= PATIENCE
        return Divergence("work_ahead", work - outcome, ahead_since) if long else None
    return Divergence("outcome_ahead", outcome - work) if outcome - work > BEHIND else None
