"""From stored numbers to what goes out: the same for every read."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from headway.core.ctx import Ctx
from headway.goals.schemas.common import CycleRef, ProgressOut, Ref, RestOut, WorkOut
from headway.goals.schemas.rows import ObjectiveRow
from headway.progress.rules.display import percent
from headway.progress.rules.health import DEFAULTS, Thresholds

NOTHING = ProgressOut(raw=None, counted=None, display="", state="not_measured")
NO_WORK = WorkOut(share=None, display="", leaves=0, done=0)


@lru_cache(maxsize=16384)
def display(progress: float | None) -> str:
    """The whole percent as people read it; empty for what is not measured."""
    return "" if progress is None else percent(progress)


def mean_progress(raw: float | None, counted: float | None) -> ProgressOut:
    """The progress of an objective."""
    if counted is None:
        return NOTHING
    return ProgressOut(raw=raw, counted=counted, display=display(raw), state="measured")


def stated_progress(raw: float | None, counted: float | None, state: str) -> ProgressOut:
    """The progress of a key result, where `state` says why there may be no number."""
    return ProgressOut(raw=raw, counted=counted, display=display(raw), state=state)


def work(share: float | None, leaves: int, done: int) -> WorkOut:
    if share is None:
        return NO_WORK
    return WorkOut(share=share, display=display(share), leaves=leaves, done=done)


def ref(id_: UUID | None, name: str | None) -> Ref | None:
    """None where there is nobody, or nobody the reader may see."""
    return None if id_ is None or name is None else Ref(id_, name)


def cycle_of(row: ObjectiveRow) -> CycleRef:
    return CycleRef(row.cycle_id, row.cycle_name, row.starts_on, row.ends_on, row.closed)


def rest(ctx: Ctx, *states: tuple[str, datetime | None, str], closed: bool) -> RestOut | None:
    """Of (state, since, why), the goal's own before its objective's: what was paused; None where nothing rests.

    What is closed does not rest: it is over.
    """
    for of, (state, since, because) in zip(_RESTING[-len(states) :], states, strict=True):
        if state == "paused" and not closed:
            day = None if since is None else since.astimezone(ZoneInfo(ctx.workspace.zone)).date()
            return RestOut(of=of, since=day, because=because)
    return None


_RESTING: tuple[Literal["key_result"], Literal["objective"]] = ("key_result", "objective")


def number(value: Any) -> float | None:
    return None if value is None else float(value)


def thresholds(ctx: Ctx) -> Thresholds:
    """Those of the workspace where it has set any, else the defaults."""
    chosen = ctx.workspace.settings.get("health")
    if not chosen:
        return DEFAULTS
    return msgspec.convert({**msgspec.to_builtins(DEFAULTS), **chosen}, Thresholds)


def starts_and_ends(own: tuple[date | None, date | None], cycle: tuple[date, date]) -> tuple[date, date]:
    """The dates of a key result: its own, else its cycle's."""
    return own[0] or cycle[0], own[1] or cycle[1]


def decimal(value: float | None) -> Decimal | None:
    """The exact decimal of a number that went through `number`."""
    return None if value is None else Decimal(repr(value))
