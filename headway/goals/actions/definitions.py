"""From what people write about a key result to the definition of its metric, and back again when they change it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import UNSET
from msgspec.structs import asdict, replace

from headway.core.errors import Invalid
from headway.goals.actions.dates import unfilled
from headway.goals.actions.refusals import refuse_dates
from headway.goals.schemas.key_results import KeyResultIn, KeyResultPatch, PathPointIn, StepIn
from headway.progress.rules.metrics import LINES, Definition, Kind, Method, PathPoint, Step

FIELDS = frozenset(
    {"kind", "unit", "start", "target", "v70", "low", "high", "method", "steps", "starts_on", "ends_on", "path"}
)


def definition_of(given: KeyResultIn, dates: tuple[date, date]) -> Definition:
    """A new key result's; `dates` are the cycle's, for what is left out. Raises `Invalid`."""
    starts_on, ends_on = given.starts_on or dates[0], given.ends_on or dates[1]
    refuse_dates(starts_on, ends_on)
    return Definition(
        kind=given.kind,
        unit=given.unit,
        start=given.start,
        target=given.target,
        v70=given.v70,
        low=given.low,
        high=given.high,
        method=given.method,
        steps=_steps(given.steps, ()),
        starts_on=starts_on,
        ends_on=ends_on,
        path=_path(given.path),
    )


def changed_definition(old: Definition, given: KeyResultPatch) -> Definition:
    """The old one with what was given. A new kind keeps of the old numbers only those that it has a use for."""
    new: dict[str, Any] = {
        name: value for name, value in asdict(given).items() if name in FIELDS and value is not UNSET
    }
    if "steps" in new:
        new["steps"] = _steps(new["steps"], old.steps)
    if "path" in new:
        new["path"] = _path(new["path"])
    base = unfilled(old)
    kind = new.get("kind", old.kind)
    if kind is not old.kind:
        base = _carried(base, kind)
    kept = replace(base, **new)
    refuse_dates(kept.starts_on, kept.ends_on)
    return kept


def _carried(old: Definition, kind: Kind) -> Definition:
    bare = Definition(kind=kind, unit=old.unit, starts_on=old.starts_on, ends_on=old.ends_on, method=Method.PERIODS)
    if {old.kind, kind} <= LINES:
        return replace(bare, start=old.start, target=old.target, v70=old.v70, path=old.path)
    return bare


def _steps(given: Sequence[StepIn], known: Sequence[Step]) -> tuple[Step, ...]:
    """Steps keep their ids; new ones get the next free number, so that values recorded before keep their meaning."""
    ids = {step.id for step in known}
    free = max(ids | {one.id or 0 for one in given} | {0})
    steps = []
    for place, one in enumerate(given):
        if one.id is not None and known and one.id not in ids:
            raise Invalid.field(f"steps.{place}.id", "There is no step with this id.", code="goals.unknown_step")
        if one.id is None:
            free += 1
        steps.append(Step(one.id or free, one.name.strip() or one.name, one.weight))
    return tuple(steps)


def _path(given: Sequence[PathPointIn]) -> tuple[PathPoint, ...]:
    return tuple(PathPoint(one.on, one.value) for one in given)
