"""Which causes are told, and in which order."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from headway.insights.rules.work import Finding, Kind
from headway.progress.rules.health import WORST_FIRST, Health

MOST = 8
LEAST_EFFECT = 0.01  # one point
LEAST_DAYS = 0.5
Of = Literal["success", "work"]

LIVE = frozenset({Health.ON_TRACK, Health.AT_RISK, Health.OFF_TRACK, Health.STALE, Health.NO_DATA})
BELOW = frozenset({Health.AT_RISK, Health.OFF_TRACK, Health.STALE})
SETTLED = {
    Health.DROPPED: "It was dropped, so there is nothing to look for.",
    Health.PAUSED: "It is paused, so there is nothing to look for.",
    Health.ACHIEVED: "It is graded; the retrospective says what was learned.",
    Health.MISSED: "It is graded; the retrospective says what was learned.",
    Health.NOT_STARTED: "Its dates have not begun.",
    Health.DONE: "It is done.",
}


class Weighed(Struct, frozen=True):
    """A finding, and whose chance its effect is on: the key result's, or that of the work linked to it."""

    finding: Finding
    of: Of


def is_below(state: str) -> bool:
    """Whether somebody would ask why."""
    return state in BELOW


def severity(state: str) -> int:
    """0 is worst; what has no place in the order comes last."""
    return WORST_FIRST.index(Health(state)) if state in WORST_FIRST else len(WORST_FIRST)


def settled(state: str) -> str:
    """Why nothing is looked for; empty where something is."""
    return SETTLED.get(Health(state), "") if state in set(Health) else ""


def strongest(found: Sequence[Weighed]) -> list[Weighed]:
    """Those that would change something, most first: by the chance, then by days; what cannot be said comes last.

    The effects on the key result itself stand before those on the work beside it.
    """
    told = [one for one in found if _counts(one.finding)]
    return sorted(told, key=_order)[:MOST]


def _counts(one: Finding) -> bool:
    if one.effect is None and one.days is None:
        return True
    return (one.effect or 0.0) >= LEAST_EFFECT or (one.days or 0.0) >= LEAST_DAYS


def _order(one: Weighed) -> tuple[bool, bool, float, float]:
    found = one.finding
    unsaid = found.effect is None and found.days is None
    if unsaid and found.kind is Kind.STALE:
        return False, False, -1.0, 0.0  # without a value nothing else can be judged
    return (
        unsaid,
        one.of == "work" and found.kind is not Kind.NO_WORK,
        -round(found.effect or 0.0, 3),
        -(found.days or 0),
    )
