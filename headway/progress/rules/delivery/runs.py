"""A plan run many times: the chance to be done in time, when, what that hangs on, what one thing less would change."""

import math
from collections.abc import Hashable, Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from headway.progress.rules.delivery.durations import Runs
from headway.progress.rules.delivery.plan import Plan

Row = NDArray[np.float64]
"""One activity: a number for each run."""

SLACK = 1e-9
FEW = 100  # runs, where a share of them or a median is enough


class Goal(Struct, frozen=True, kw_only=True):
    """`needed` is how much of the weight of the activities must be done, `due` by when, in working days from now.

    The end of the day counts, so what is due today has a whole day left: `due` 1.
    """

    needed: float
    due: float


class Without(Struct, frozen=True, kw_only=True):
    """A plan with something taken out of its way, on the same random numbers; nothing gets later by it.

    `done` are places of activities that take no time; `cut` pairs (place, one of those it comes after) that hold no
    more; `twins` people who can do two things at once; `left_out` activities that take no time and give nothing.
    """

    done: frozenset[int] = frozenset()
    cut: frozenset[tuple[int, int]] = frozenset()
    twins: frozenset[Hashable] = frozenset()
    left_out: frozenset[int] = frozenset()
    needed: float | None = None


class Outcome(Struct, frozen=True, kw_only=True):
    """Of a plan without something: to be compared with the outcome of the whole plan, on the same runs."""

    chance: float
    p50: float


class Outlook(Struct, frozen=True, kw_only=True):
    """The chance to reach the goal in time, and when it is reached.

    `p50` and `p85`: in half and in 85 % of the runs, in working days from now, infinite if never. `critical` is by
    activity the share of runs in which the end hangs on it.
    """

    chance: float
    p50: float
    p85: float
    critical: tuple[float, ...]


NOTHING = Without()


def outlook(plan: Plan, runs: Runs, goal: Goal) -> Outlook:
    """The plan as it is."""
    ends = finishes(plan, runs)
    reached = _reached(_weights(plan, NOTHING), ends, goal.needed)
    finite = np.sort(reached)
    return Outlook(
        chance=float(np.mean(reached <= goal.due + SLACK)),
        p50=_quantile(finite, 0.5),
        p85=_quantile(finite, 0.85),
        critical=_critical(plan, runs[:, :FEW], ends[:, :FEW], reached=reached[:FEW]),
    )


def outcome(plan: Plan, runs: Runs, goal: Goal, without: Without = NOTHING) -> Outcome:
    """The chance to reach the goal in time and when it is reached in half of the runs, without something."""
    ends = finishes(plan, runs, without)
    weights = _weights(plan, without)
    needed = goal.needed if without.needed is None else without.needed
    done = weights @ (ends <= goal.due + SLACK)
    reached = _reached(weights, ends[:, :FEW], needed)
    return Outcome(chance=float(np.mean(done >= needed - SLACK)), p50=_quantile(np.sort(reached), 0.5))


def finishes(plan: Plan, runs: Runs, without: Without = NOTHING) -> Runs:
    """When each activity is done in each run: after what it comes after, and after what its person did before."""
    ends = np.zeros_like(runs)
    rows, lengths = list(ends), list(runs)
    hands: dict[Hashable, list[Row]] = {who: [np.zeros(runs.shape[1])] * 2 for who in without.twins}
    nothing = without.done | without.left_out
    for place in plan.order:
        row, who = rows[place], plan.activities[place].who
        for one in _waited_for(plan, place, without):
            np.maximum(row, rows[one], out=row)
        if hands and who in hands:
            np.maximum(row, hands[who][0], out=row)
        if place not in nothing:
            row += lengths[place]
        if hands and who in hands:
            other = hands[who][1]  # whoever was free first did it
            hands[who] = [np.minimum(row, other), np.maximum(row, other)]
    return ends


def _waited_for(plan: Plan, place: int, without: Without) -> Iterator[int]:
    """What has to be done before: what it comes after, and what its person does right before."""
    for one in plan.after[place]:
        if (place, one) not in without.cut:
            yield one
    previous = plan.previous[place]
    if previous is not None and not (without.twins and plan.activities[place].who in without.twins):
        yield previous


def _weights(plan: Plan, without: Without) -> NDArray[np.float64]:
    found = np.array([one.weight for one in plan.activities])
    found[list(without.left_out)] = 0.0
    return found


def _reached(weights: NDArray[np.float64], ends: Runs, needed: float) -> NDArray[np.float64]:
    """When enough is done in each run; 0 where enough is done already, infinite where all of it is not enough."""
    if needed <= SLACK:
        return np.zeros(ends.shape[1])
    if weights.sum() < needed - SLACK:
        return np.full(ends.shape[1], math.inf)
    counting, weights = ends[weights > 0], weights[weights > 0]
    if needed >= weights.sum() - weights.min() + SLACK:
        return np.asarray(counting.max(axis=0))
    if weights.max() - weights.min() <= SLACK / len(weights):
        enough_of_them = math.ceil((needed - SLACK) / weights.mean()) - 1
        return np.asarray(np.partition(counting, enough_of_them, axis=0)[enough_of_them])
    order = counting.argsort(axis=0)
    enough = (weights[order].cumsum(axis=0) >= needed - SLACK).argmax(axis=0)
    return np.asarray(np.take_along_axis(counting, np.take_along_axis(order, enough[None], 0), 0)[0])


def _quantile(ordered: NDArray[np.float64], share: float) -> float:
    return float(ordered[min(math.ceil(share * len(ordered)), len(ordered)) - 1])


def _critical(plan: Plan, runs: Runs, ends: Runs, *, reached: NDArray[np.float64]) -> tuple[float, ...]:
    """Back from the end: an activity is critical where something critical began the moment that it was done."""
    on_way: NDArray[np.bool_] = np.zeros(ends.shape, dtype=bool)
    for place in reversed(plan.order):
        if plan.activities[place].weight > 0:
            on_way[place] |= (np.abs(ends[place] - reached) <= SLACK) & (reached > 0)
        start = ends[place] - runs[place]
        for one in _waited_for(plan, place, NOTHING):
            on_way[one] |= on_way[place] & (np.abs(ends[one] - start) <= 1e-6)
    return tuple(float(share) for share in on_way.mean(axis=1))
