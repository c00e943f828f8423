"""Health of key results and objectives, with the reason (arithmetic, section 4). Derived, never stored."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from headway.progress.rules.metrics import COMPUTED, Kind, Method
from headway.progress.rules.scoring import Band

SLACK = 1e-9  # reaching a threshold exactly is reaching it, whatever the float says


class Health(StrEnum):
    DROPPED = "dropped"
    PAUSED = "paused"
    ACHIEVED = "achieved"
    MISSED = "missed"
    NOT_STARTED = "not_started"
    NO_DATA = "no_data"
    STALE = "stale"
    DONE = "done"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


class Thresholds(Struct, frozen=True, kw_only=True):
    """Workspace settings. `stale_after` is in check-in intervals; the others are shares."""

    stale_after: float = 1.5
    likely: float = 0.7
    unsure: float = 0.4
    on_track: float = 0.9
    at_risk: float = 0.6
    forecast_values: int = 3


DEFAULTS = Thresholds()


class Facts(Struct, frozen=True, kw_only=True):
    """All that the health of a key result depends on.

    `progress` is raw; `expected` in [0, 1] (`pace.expected`, None without dates); `success` the progress that counts
    as success (`pace.success_point`). `values` counts live values, `age` is that of the newest in check-in intervals.
    `first_due` tells whether the first check-in has come due, `started` and `ended` whether its dates have.
    `chance` is P(success) of the forecast, where there is one, and `held` the health that follows from it with
    hysteresis (`outlook.steady`).
    """

    kind: Kind
    method: Method = Method.PERIODS
    progress: float | None
    expected: float | None
    success: float
    values: int = 0
    age: float | None = None
    first_due: bool = False
    started: bool = True
    ended: bool = False
    dropped: bool = False
    paused: bool = False
    graded: Band | None = None
    chance: float | None = None
    held: Health | None = None


class Verdict(Struct, frozen=True):
    """`rule` is the row of the table that held (1-8); `bar` what progress was compared with in row 8."""

    health: Health
    rule: int
    bar: float | None = None


class Member(Struct, frozen=True):
    """A key result as its objective sees it; weight 0 and dropped ones do not count."""

    weight: float
    health: Health
    chance: float | None = None


WORST_FIRST = (
    Health.OFF_TRACK,
    Health.AT_RISK,
    Health.STALE,
    Health.NO_DATA,
    Health.ON_TRACK,
    Health.DONE,
)
BETTER = {
    Health.OFF_TRACK: Health.AT_RISK,
    Health.AT_RISK: Health.ON_TRACK,
    Health.STALE: Health.ON_TRACK,
    Health.NO_DATA: Health.ON_TRACK,
}


def health(facts: Facts, thresholds: Thresholds = DEFAULTS) -> Verdict:
    """The first row that holds."""
    return _said(facts) or _by_values(facts, thresholds) or _by_outlook(facts, thresholds)


def objective_health(members: Sequence[Member], thresholds: Thresholds = DEFAULTS) -> Health | None:
    """Of an objective from its key results; None when none of them counts.

    By forecast where all have one. Else the worst, and one step better (towards on track) when more than half of the
    weight is on track or done: one late key result among many good ones does not paint the whole objective.
    """
    counted = [m for m in members if m.weight > 0 and m.health in WORST_FIRST]
    if not counted:
        return None
    whole = sum(m.weight for m in counted)
    chances = [m.weight * m.chance for m in counted if m.chance is not None]
    if len(chances) == len(counted) and any(m.health is not Health.DONE for m in counted):
        return by_chance(sum(chances) / whole, thresholds)
    worst = min((m.health for m in counted), key=WORST_FIRST.index)
    good = sum(m.weight for m in counted if m.health in {Health.ON_TRACK, Health.DONE})
    return BETTER.get(worst, worst) if good > whole / 2 else worst


def by_chance(chance: float, thresholds: Thresholds = DEFAULTS) -> Health:
    """Row 7: P(success) >= 0.7 on track, >= 0.4 at risk, else off track."""
    return _graded_by(chance, thresholds.likely, thresholds.unsure)


def _said(facts: Facts) -> Verdict | None:
    """Rows 1 to 3: what people said, and dates that have not begun."""
    if facts.dropped or facts.paused:
        return Verdict(Health.DROPPED if facts.dropped else Health.PAUSED, 1)
    if facts.graded is not None:
        return Verdict(Health.ACHIEVED if facts.graded is Band.GREEN else Health.MISSED, 2)
    return None if facts.started else Verdict(Health.NOT_STARTED, 3)


def _by_values(facts: Facts, thresholds: Thresholds) -> Verdict | None:
    """Rows 4 to 6: no value, an old one, or done."""
    if facts.kind not in COMPUTED:
        if not facts.values:
            return Verdict(Health.STALE, 5) if facts.first_due else Verdict(Health.NO_DATA, 4)
        if facts.age is not None and facts.age > thresholds.stale_after + SLACK:
            return Verdict(Health.STALE, 5)
    elif facts.progress is None:
        return Verdict(Health.NO_DATA, 4)
    if facts.progress is not None and facts.progress >= 1 and (facts.kind is not Kind.MAINTAIN or facts.ended):
        return Verdict(Health.DONE, 6)
    return None


def _by_outlook(facts: Facts, thresholds: Thresholds) -> Verdict:
    """Rows 7 and 8: the forecast where there is one, else the pace."""
    if facts.chance is not None and facts.values >= thresholds.forecast_values:
        return Verdict(facts.held or by_chance(facts.chance, thresholds), 7)
    progress = facts.progress
    if not facts.first_due and (progress is None or progress >= 0):
        return Verdict(Health.ON_TRACK, 8)
    if progress is None:
        return Verdict(Health.NO_DATA, 4)
    held = facts.kind is Kind.MAINTAIN and facts.method is not Method.STRICT
    bar = 1.0 if held else (1.0 if facts.expected is None else facts.expected) * facts.success
    return Verdict(_graded_by(progress, thresholds.on_track * bar, thresholds.at_risk * bar), 8, bar)


def _graded_by(number: float, good: float, fair: float) -> Health:
    if number + SLACK >= good:
        return Health.ON_TRACK
    return Health.AT_RISK if number + SLACK >= fair else Health.OFF_TRACK
