"""Wording, baseline and target are locked when the cycle begins: a later change needs a reason and stays visible.

A goal written when the cycle was under way already is locked a day after it was written, so that slips of the keyboard
can be mended without a ceremony.
"""

from collections.abc import Collection
from datetime import date

from msgspec import Struct

from headway.progress.rules.metrics import Definition

GRACE_HOURS = 24.0
LOCKED = frozenset(
    {
        "title", "commitment", "kind", "unit", "start", "target", "v70", "low", "high", "method", "steps",
        "starts_on", "ends_on",
    }
)  # fmt: skip


class Snapshot(Struct, frozen=True, kw_only=True):
    """What was agreed: kept as JSON in `goal_revision.before`. An objective has a title only."""

    title: str
    commitment: str | None = None
    definition: Definition | None = None


class Age(Struct, frozen=True, kw_only=True):
    """How long a goal has been agreed: its state, its cycle's first day, and the hours since it was written."""

    state: str
    cycle_starts_on: date
    hours: float


def has_begun(age: Age, today: date) -> bool:
    """Whether edits of this goal are revisions at all: drafts and coming cycles are still being written."""
    return age.state != "draft" and today >= age.cycle_starts_on


def is_locked(age: Age, today: date) -> bool:
    """Whether an edit of what is locked needs a reason."""
    return has_begun(age, today) and age.hours > GRACE_HOURS


def touches_lock(changed: Collection[str]) -> bool:
    """Whether any of the changed fields is wording, baseline, target or what else was agreed."""
    return bool(LOCKED & set(changed))
