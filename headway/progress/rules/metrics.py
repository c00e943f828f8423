"""How a key result gets its number: kinds, definitions, and what is refused when one is written."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

LIMIT = Decimal(10) ** 15  # values, targets and weights lie strictly inside +-LIMIT
DECIMALS = 10  # digits after the point that are kept


class Kind(StrEnum):
    INCREASE = "increase"
    DECREASE = "decrease"
    REACH = "reach"
    SHARE = "share"
    MAINTAIN = "maintain"
    MILESTONE = "milestone"
    BINARY = "binary"
    WORK = "work"
    OBJECTIVES = "objectives"


class Method(StrEnum):
    """How a `maintain` band is judged."""

    PERIODS = "periods"
    NOW = "now"
    STRICT = "strict"


LINES = frozenset({Kind.INCREASE, Kind.DECREASE, Kind.REACH, Kind.SHARE})
COMPUTED = frozenset({Kind.WORK, Kind.OBJECTIVES})
WEEK = 7  # days between check-ins unless the workspace or the metric says otherwise


class Step(Struct, frozen=True):
    """One step of a `milestone`; `id` stays the same when steps are renamed, reordered or weighed anew."""

    id: int
    name: str
    weight: Decimal = Decimal(1)


class PathPoint(Struct, frozen=True):
    """A dated sub-target: `value` is expected on the day `on`."""

    on: date
    value: Decimal


class Definition(Struct, frozen=True, kw_only=True):
    """One metric. `share` gives start, target and path as ratios (0.25 = 25 %).

    `low` and `high` are the band of `maintain`, inclusive: at least a = (a, None), at most b = (None, b),
    between = (a, b), zero = (0, 0). Dates are both included. `check_in_days` is the length of a period; None is the
    workspace's, filled in by whoever loads or keeps the definition.
    """

    kind: Kind
    unit: str = ""
    start: Decimal | None = None
    target: Decimal | None = None
    v70: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    method: Method = Method.PERIODS
    steps: tuple[Step, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    path: tuple[PathPoint, ...] = ()
    check_in_days: int | None = None


class Refusal(Struct, frozen=True):
    """Why something is refused: a stable code, the field it is about, a sentence that says what to do."""

    code: str
    field: str
    message: str


def takes_values(kind: Kind) -> bool:
    """Whether somebody or something records values; `work` and `objectives` are computed from what is below."""
    return kind not in COMPUTED


def moves_with_time(definition: Definition) -> bool:
    """Whether progress changes by the passing of days alone, so that the daily job must look again."""
    return definition.kind is Kind.MAINTAIN and definition.method is not Method.NOW


def with_defaults(definition: Definition) -> Definition:
    """The definition with the baseline and target its kind implies: `reach` starts at 0, `share` runs 0 -> 1."""
    start, target = definition.start, definition.target
    if definition.kind in {Kind.REACH, Kind.SHARE} and start is None:
        start = Decimal(0)
    if definition.kind is Kind.SHARE and target is None:
        target = Decimal(1)
    return replace(definition, start=start, target=target)


def refusals(definition: Definition) -> list[Refusal]:
    """Everything wrong with a definition (defaults filled in first); empty when it may be kept."""
    definition = with_defaults(definition)
    found = _numbers(definition)
    if not found:
        found = [*_dates(definition), *_strangers(definition)]
        if definition.kind in LINES:
            found += [*_line(definition), *_stretch(definition), *_path(definition)]
        elif definition.kind is Kind.MAINTAIN:
            found += _band(definition)
        elif definition.kind is Kind.MILESTONE:
            found += _steps(definition)
    return found


def number_refusal(field: str, value: Decimal | None) -> Refusal | None:
    """Refuses what is not a finite decimal inside +-10^15 with at most ten digits after the point."""
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(value) >= LIMIT or -exponent > DECIMALS:
        return Refusal(
            "progress.number_out_of_range",
            field,
            "Use a plain number below a million billion with at most ten digits after the point.",
        )
    return None


def _numbers(d: Definition) -> list[Refusal]:
    named = {"start": d.start, "target": d.target, "v70": d.v70, "low": d.low, "high": d.high}
    named |= {f"steps.{i}.weight": step.weight for i, step in enumerate(d.steps)}
    named |= {f"path.{i}.value": point.value for i, point in enumerate(d.path)}
    return [bad for field, value in named.items() if (bad := number_refusal(field, value))]


def _dates(d: Definition) -> list[Refusal]:
    found = []
    if d.starts_on and d.ends_on and d.ends_on < d.starts_on:
        found.append(
            Refusal("progress.dates_reversed", "ends_on", "The end lies before the start; swap the two dates.")
        )
    if d.check_in_days is not None and not 1 <= d.check_in_days <= 366:
        found.append(Refusal("progress.interval", "check_in_days", "Check in every 1 to 366 days; 7 is once a week."))
    return found


def _strangers(d: Definition) -> list[Refusal]:
    """Fields that this kind would silently ignore."""
    given = {
        "start": d.start is not None,
        "target": d.target is not None,
        "v70": d.v70 is not None,
        "path": bool(d.path),
        "low": d.low is not None,
        "high": d.high is not None,
        "steps": bool(d.steps),
    }
    own: set[str] = set()
    if d.kind in LINES:
        own = {"start", "target", "v70", "path"}
    elif d.kind is Kind.MAINTAIN:
        own = {"low", "high"}
    elif d.kind is Kind.MILESTONE:
        own = {"steps"}
    return [
        Refusal(
            "progress.field_not_for_kind",
            field,
            f"A key result of kind {d.kind.value} has no {field}; leave it out or choose another kind.",
        )
        for field, present in given.items()
        if present and field not in own
    ]


def _line(d: Definition) -> list[Refusal]:
    if d.start is None or d.target is None:
        missing = "start" if d.start is None else "target"
        return [
            Refusal(
                f"progress.{missing}_missing",
                missing,
                "Say where the number stands now and where it should be at the end.",
            )
        ]
    found = _direction(d.kind, d.start, d.target)
    if d.kind is Kind.SHARE and not (0 <= d.start <= 1 and 0 <= d.target <= 1):
        found.append(
            Refusal(
                "progress.share_outside",
                "target",
                "A share lies between 0 and 1 (0 % and 100 %); write 25 % as 0.25.",
            )
        )
    return found


def _direction(kind: Kind, start: Decimal, target: Decimal) -> list[Refusal]:
    if start == target:
        code = "progress.start_equals_target"
        said = (
            "Start and target are the same, so nothing could move. "
            "To keep a number where it is, use the kind `maintain`."
        )
    elif kind is Kind.INCREASE and target < start:
        code = "progress.target_not_above_start"
        said = "An increase needs a target above its start; for less use `decrease`."
    elif kind is Kind.DECREASE and target > start:
        code = "progress.target_not_below_start"
        said = "A decrease needs a target below its start; for more use `increase`."
    else:
        return []
    return [Refusal(code, "target", said)]


def _stretch(d: Definition) -> list[Refusal]:
    if d.v70 is None or d.start is None or d.target is None:
        return []
    if min(d.start, d.target) < d.v70 < max(d.start, d.target):
        return []
    return [
        Refusal(
            "progress.v70_not_between",
            "v70",
            "The value that counts as 70 % must lie strictly between start and target.",
        )
    ]


def _path(d: Definition) -> list[Refusal]:
    if not d.path or d.start is None or d.target is None:
        return []
    if d.starts_on is None or d.ends_on is None:
        return [Refusal("progress.path_needs_dates", "path", "Give the key result a start and an end first.")]
    found = []
    days = [point.on for point in d.path]
    if any(later <= earlier for earlier, later in pairwise(days)):
        found.append(Refusal("progress.path_order", "path", "Put the sub-targets in order, one for a day."))
    if days[0] < d.starts_on or days[-1] >= d.ends_on:
        found.append(
            Refusal("progress.path_dates", "path", "Sub-targets lie inside the dates and before the last day.")
        )
    low, high = min(d.start, d.target), max(d.start, d.target)
    if any(not low <= point.value <= high for point in d.path):
        found.append(Refusal("progress.path_outside", "path", "Sub-targets lie between the start and the target."))
    return found


def _band(d: Definition) -> list[Refusal]:
    found = []
    if d.low is None and d.high is None:
        found.append(Refusal("progress.band_missing", "low", "Say what must hold: at least, at most, between or zero."))
    if d.low is not None and d.high is not None and d.low > d.high:
        found.append(Refusal("progress.band_reversed", "high", "The upper end lies below the lower; swap the two."))
    if d.method is not Method.NOW and (d.starts_on is None or d.ends_on is None):
        found.append(
            Refusal("progress.dates_missing", "starts_on", "To hold a band over time, give a start and an end.")
        )
    return found


def _steps(d: Definition) -> list[Refusal]:
    if not d.steps:
        return [Refusal("progress.steps_missing", "steps", "Write at least one step.")]
    found = []
    if any(step.weight < 0 for step in d.steps) or not any(step.weight for step in d.steps):
        found.append(Refusal("progress.step_weights", "steps", "Weights are 0 or more, and one at least is above 0."))
    if len({step.id for step in d.steps}) < len(d.steps):
        found.append(Refusal("progress.step_ids", "steps", "Two steps have the same id."))
    return found
