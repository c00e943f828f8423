"""When each task of a project was planned and what became of it by today.

A plan's leaves follow each other over the project's weeks. The share `progress` of them, earliest first with a little
disorder, is done; the next few are being worked on; the rest waits. What should have been done and is not, is late:
lateness is never written down, it follows from the two.
"""

from decimal import Decimal

from msgspec import Struct

from headway.demo.rules.calendar import week_day, working_day_after, working_day_before
from headway.demo.rules.chance import between, pick, pick_early, unit
from headway.demo.rules.recipes import Flow, Plan, Todo
from headway.demo.rules.values import Priority

_HOURS = (2, 3, 4, 4, 6, 6, 8, 8, 12, 16)
_DISORDER = 0.1
_CANCELLED = 0.05
_SLIP = (-2, -1, -1, 0, 0, 0, 1, 1, 2, 3, 5, 8)
_PRIORITIES: tuple[tuple[float, Priority], ...] = (
    (0.03, "urgent"),
    (0.18, "high"),
    (0.62, "medium"),
    (0.82, "low"),
    (1.0, "none"),
)


class Leaf(Struct, frozen=True):
    """A task without subtasks, with its place in the plan: `place` of `count`, counted from 0.

    `group` is the path of the highest task above it (its own at the top): what belongs together keeps its order.
    """

    todo: Todo
    path: str
    group: str
    place: int
    count: int


class Course(Struct, frozen=True):
    """What became of a leaf; all days are day numbers, `closed` the day it was done or cancelled."""

    flow: Flow
    who: str
    priority: Priority
    labels: tuple[str, ...]
    hours: Decimal | None
    created: int
    start: int | None
    due: int | None
    started: int | None
    closed: int | None


def courses(plan: Plan, leaves: list[Leaf], *, now_day: int, seed: int) -> dict[str, Course]:
    """The course of every leaf, by its path."""
    flows = _flows(plan, leaves, seed)
    return {leaf.path: _course(plan, leaf, flow=flows[leaf.path], now_day=now_day, seed=seed) for leaf in leaves}


def _flows(plan: Plan, leaves: list[Leaf], seed: int) -> dict[str, Flow]:
    found: dict[str, Flow] = {leaf.path: leaf.todo.flow for leaf in leaves if leaf.todo.flow is not None}
    free = [leaf for leaf in leaves if leaf.path not in found]
    if 0 < plan.progress < 1:
        for leaf in free:
            if leaf.group == leaf.path and unit(seed, leaf.path, "cancelled") < _CANCELLED:
                found[leaf.path] = "cancelled"
    free = sorted((leaf for leaf in free if leaf.path not in found), key=lambda leaf: _turn(leaf, seed))
    done = round(plan.progress * len(leaves)) - sum(flow == "done" for flow in found.values())
    active = 0 if plan.progress in {0, 1} else len(plan.staff) + len(leaves) // 40
    for place, leaf in enumerate(free):
        found[leaf.path] = "done" if place < done else "active" if place < done + active else "open"
    return found


def _turn(leaf: Leaf, seed: int) -> float:
    return leaf.place / leaf.count + (unit(seed, leaf.group, "turn") - 0.5) * 2 * _DISORDER


def _course(plan: Plan, leaf: Leaf, *, flow: Flow, now_day: int, seed: int) -> Course:
    hours = _estimate(plan, leaf, seed)
    start, due = _planned(plan, leaf, hours=hours, seed=seed)
    started, closed = _happened(leaf, flow=flow, start=start, due=due, now_day=now_day, seed=seed)
    return Course(
        flow=flow,
        who=leaf.todo.who or _assignee(plan, leaf, flow, seed),
        priority=leaf.todo.priority or _priority(leaf, seed),
        labels=leaf.todo.labels or _labels(plan, leaf, seed),
        hours=hours,
        created=_created(plan, leaf, first=min(start, started if started is not None else start), seed=seed),
        start=start if _is_dated(leaf, flow, seed) else None,
        due=due if _is_dated(leaf, flow, seed) else None,
        started=started,
        closed=closed,
    )


def _planned(plan: Plan, leaf: Leaf, *, hours: Decimal | None, seed: int) -> tuple[int, int]:
    if leaf.todo.due is not None:
        due = week_day(*leaf.todo.due)
    else:
        first, last = week_day(plan.weeks[0]), week_day(plan.weeks[1], 4)
        wobble = (unit(seed, leaf.path, "due") - 0.5) * 6
        spot = first + 3 + (last - first - 3) * (leaf.place + 1) / leaf.count + wobble
        due = working_day_before(min(last, max(first + 1, round(spot))))
    length = max(1, int(hours or 6) // 4) + between(0, 3, seed, leaf.path, "length")
    return working_day_before(due - length), due


def _happened(
    leaf: Leaf, *, flow: Flow, start: int, due: int, now_day: int, seed: int
) -> tuple[int | None, int | None]:
    """(started, closed): working days before today, in order."""
    newest = working_day_before(now_day - 1)
    if flow == "open":
        return None, None
    if flow in {"active", "blocked"}:
        started = min(working_day_after(start), newest - between(0, 6, seed, leaf.path, "started"))
        return working_day_before(started), None
    closed = working_day_before(due + pick(_SLIP, seed, leaf.path, "slip"))
    if closed > newest:
        closed = working_day_before(newest - between(0, 4, seed, leaf.path, "recent"))
    if flow == "cancelled":
        return None, closed
    started = working_day_before(min(start, closed - between(0, 3, seed, leaf.path, "took")))
    return started, closed


def _created(plan: Plan, leaf: Leaf, *, first: int, seed: int) -> int:
    """Most tasks are written down when the project is planned, the others in the weeks before they begin."""
    planned = week_day(plan.weeks[0]) - 10 + between(0, 4, seed, leaf.path, "planned")
    if unit(seed, leaf.path, "early") < 0.7:
        return working_day_before(min(planned, first))
    return working_day_before(max(planned, min(first, week_day(8)) - between(5, 16, seed, leaf.path, "written")))


def _is_dated(leaf: Leaf, flow: Flow, seed: int) -> bool:
    return leaf.todo.due is not None or flow != "open" or unit(seed, leaf.path, "dated") < 0.8


def _estimate(plan: Plan, leaf: Leaf, seed: int) -> Decimal | None:
    if plan.estimates == "none" or (
        plan.estimates == "some" and leaf.todo.hours is None and unit(seed, leaf.path, "estimated") < 0.3
    ):
        return None
    return Decimal(str(leaf.todo.hours or pick(_HOURS, seed, leaf.path, "hours")))


def _assignee(plan: Plan, leaf: Leaf, flow: Flow, seed: int) -> str:
    if flow == "open" and unit(seed, leaf.path, "nobody") < 0.25:
        return ""
    return pick_early(plan.staff, seed, leaf.path, "who")


def _priority(leaf: Leaf, seed: int) -> Priority:
    chance = unit(seed, leaf.path, "priority")
    return next(name for limit, name in _PRIORITIES if chance < limit)


def _labels(plan: Plan, leaf: Leaf, seed: int) -> tuple[str, ...]:
    if unit(seed, leaf.path, "labelled") < 0.45:
        return ()
    first = pick(plan.labels, seed, leaf.path, "label")
    second = pick(plan.labels, seed, leaf.path, "second label")
    return (first, second) if second != first and unit(seed, leaf.path, "both") < 0.15 else (first,)
