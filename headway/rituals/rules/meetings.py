"""The agenda of a meeting, made from the data: what is red first, what is good last."""

from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class Item(StrEnum):
    """What one looks at, in the order of the agenda."""

    DECISIONS = "decisions"
    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    MISSING = "missing"
    BLOCKED = "blocked"
    UNFINISHED = "unfinished"
    MOVED = "moved"
    WINS = "wins"
    COMMIT = "commit"


# Seconds, short enough to stay awake and long enough to think.
BUDGET = {
    Item.DECISIONS: 120,
    Item.OFF_TRACK: 300,
    Item.AT_RISK: 180,
    Item.MISSING: 60,
    Item.BLOCKED: 180,
    Item.UNFINISHED: 180,
    Item.MOVED: 120,
    Item.WINS: 120,
    Item.COMMIT: 300,
}
MOST_GOALS = 12  # red and amber key results that get an item of their own; more is a longer talk than a weekly meeting


class Goal(Struct, frozen=True, kw_only=True):
    """A key result of the team, as far as the agenda asks. `progress` orders those of one colour."""

    id: UUID
    health: str
    progress: float | None = None


class Facts(Struct, frozen=True, kw_only=True):
    """What there is to talk about. `decisions` is the last meeting, if anything was decided there."""

    goals: Sequence[Goal] = ()
    decisions: UUID | None = None
    missing: int = 0
    blocked: int = 0
    unfinished: int = 0
    moved: int = 0
    wins: int = 0


class AgendaItem(Struct, frozen=True):
    kind: Item
    subject_id: UUID | None
    budget: int


def agenda(facts: Facts) -> list[AgendaItem]:
    """One item for each red and each amber key result, the furthest behind first; one for each list that is not empty.

    The week's commitments always close it: that is what a meeting on Monday is for.
    """
    found = [AgendaItem(Item.DECISIONS, facts.decisions, BUDGET[Item.DECISIONS])] if facts.decisions else []
    found += [_goal(Item.OFF_TRACK, goal) for goal in _worst(facts.goals, "off_track")]
    found += [_goal(Item.AT_RISK, goal) for goal in _worst(facts.goals, "at_risk")]
    found = found[: MOST_GOALS + 1]
    lists = {
        Item.MISSING: facts.missing,
        Item.BLOCKED: facts.blocked,
        Item.UNFINISHED: facts.unfinished,
        Item.MOVED: facts.moved,
        Item.WINS: facts.wins,
    }
    found += [AgendaItem(kind, None, BUDGET[kind]) for kind, count in lists.items() if count]
    return [*found, AgendaItem(Item.COMMIT, None, BUDGET[Item.COMMIT])]


def minutes(items: Sequence[AgendaItem]) -> int:
    """What the whole agenda is meant to take, in whole minutes."""
    return round(sum(item.budget for item in items) / 60)


class Project(Struct, frozen=True, kw_only=True):
    """A project that a decision could become a task of. `serves`: it or tasks in it are linked to the key result."""

    id: UUID
    own: bool = False
    serves: bool = False
    open_tasks: int = 0


def project_for(projects: Sequence[Project]) -> UUID | None:
    """Where a decision becomes a task: work for the key result first, then the team's own, then where most goes on."""
    best = max(projects, key=lambda one: (one.serves, one.own, one.open_tasks), default=None)
    return None if best is None or not (best.serves or best.own) else best.id


def _worst(goals: Sequence[Goal], health: str) -> list[Goal]:
    chosen = [goal for goal in goals if goal.health == health]
    return sorted(chosen, key=lambda goal: -1.0 if goal.progress is None else goal.progress)


def _goal(kind: Item, goal: Goal) -> AgendaItem:
    return AgendaItem(kind, goal.id, BUDGET[kind])
