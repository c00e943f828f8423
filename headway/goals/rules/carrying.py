"""What becomes of a key result when its objective goes on into another cycle."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from headway.progress.rules.metrics import Definition, Kind

How = Literal["continue", "clone", "drop"]


class Ended(Struct, frozen=True, kw_only=True):
    """Where a key result stands: its definition, its newest value (a share as a ratio), its progress, its steps."""

    definition: Definition
    value: Decimal | None
    raw: float | None
    steps: tuple[int, ...] = ()


class CarriedOver(Struct, frozen=True, kw_only=True):
    """The definition for the next cycle, without dates; None where nothing is left to do. `note` says what was done."""

    definition: Definition | None
    note: Literal["", "baseline", "reached", "steps", "same"]


def carried(ended: Ended, how: How) -> CarriedOver:
    """`continue`: the current value is the new baseline, the target stays; what is reached is left out.

    `clone`: the same definition again, from its old baseline. Dates and target paths are those of a cycle: they go.
    """
    bare = replace(ended.definition, starts_on=None, ends_on=None, path=())
    if how == "clone":
        return CarriedOver(definition=_undated(bare), note="same")
    if bare.kind is Kind.MILESTONE:
        return _steps_left(bare, set(ended.steps))
    if ended.raw is not None and ended.raw >= 1 and bare.kind not in {Kind.MAINTAIN, Kind.WORK, Kind.OBJECTIVES}:
        return CarriedOver(definition=None, note="reached")
    if bare.kind in {Kind.INCREASE, Kind.DECREASE, Kind.SHARE} and ended.value is not None:
        return CarriedOver(definition=_undated(_from(bare, ended.value)), note="baseline")
    return CarriedOver(definition=_undated(bare), note="same")


def _from(d: Definition, value: Decimal) -> Definition:
    """The same line from where it stands now; a 70 % mark that lies behind the new baseline goes."""
    v70 = d.v70
    if v70 is not None and d.target is not None and not min(value, d.target) < v70 < max(value, d.target):
        v70 = None
    return replace(d, start=value, v70=v70)


def _steps_left(d: Definition, reached: set[int]) -> CarriedOver:
    left = tuple(step for step in d.steps if step.id not in reached)
    if not left:
        return CarriedOver(definition=None, note="reached")
    return CarriedOver(definition=_undated(replace(d, steps=left)), note="steps" if reached else "same")


def _undated(d: Definition) -> Definition:
    """The rhythm is the workspace's again, unless it is part of the meaning."""
    return d if d.kind is Kind.MAINTAIN else replace(d, check_in_days=None)
