"""How much of a piece of work is done: a task with subtasks, a project, a milestone (arithmetic, section 1).

A piece of work is counted by its leaves. A task linked on its own beside its project is counted in each of the two:
whoever links both to one key result is refused by the room that knows tasks; across key results it is legitimate.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct


class Status(StrEnum):
    OPEN = "open"
    ACTIVE = "active"
    DONE = "done"
    CANCELLED = "cancelled"


class Item(Struct, frozen=True):
    """A task, or with `container` a project or milestone, which is not itself work to be done."""

    status: Status = Status.OPEN
    estimate: Decimal | None = None
    children: tuple["Item", ...] = ()
    container: bool = False


class Totals(Struct, frozen=True):
    """Counts of leaves that are not cancelled; `estimated` of them have an estimate, in sum `hours`."""

    leaves: int = 0
    done: int = 0
    estimated: int = 0
    hours: Decimal = Decimal(0)
    hours_done: Decimal = Decimal(0)

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.leaves + other.leaves,
            self.done + other.done,
            self.estimated + other.estimated,
            self.hours + other.hours,
            self.hours_done + other.hours_done,
        )


NOTHING = Totals()


def totals(item: Item) -> Totals:
    """The leaves of an item. Cancelled items leave with all that is below them; below a closed one all is done.

    A task whose subtasks are all cancelled is a leaf itself (it still stands on the board); so is whatever has
    nothing below it, an empty open project too: nothing in it is done yet. A container with all cancelled is empty.
    """
    if item.status is Status.CANCELLED:
        return NOTHING
    below = sum((totals(child) for child in item.children), NOTHING)
    closed = item.status is Status.DONE
    if below.leaves:
        return Totals(below.leaves, below.leaves, below.estimated, below.hours, below.hours) if closed else below
    if item.children and item.container and not closed:
        return NOTHING
    hours = item.estimate or Decimal(0)
    known = item.estimate is not None
    return Totals(1, int(closed), int(known), hours, hours if closed else Decimal(0))


def share_done(counts: Totals) -> float | None:
    """By estimate if every leaf has one and their sum is above 0, else by count; None when no leaf is left."""
    if not counts.leaves:
        return None
    if counts.estimated == counts.leaves and counts.hours > 0:
        return float(Fraction(counts.hours_done) / Fraction(counts.hours))
    return counts.done / counts.leaves


def sum_of(parts: Iterable[Totals]) -> Totals:
    """The totals of several pieces of work together, each given once."""
    return sum(parts, NOTHING)
