"""The plan: who does what in which order."""

from collections.abc import Hashable, Iterator, Sequence
from heapq import heappop, heappush

from msgspec import Struct

from headway.progress.rules.delivery.durations import SPREAD, remaining_mean


class Activity(Struct, frozen=True, kw_only=True):
    """A piece of work that is still to be done, in working days.

    `days` is its mean length from beginning to end, `spent` what has gone by since it began (None: not begun). `who`
    does one activity at a time; None stands for whatever needs nobody's time: waiting, or work without an owner.
    `after` are the places of the activities that must be done before. `weight` is what it gives to the goal when done.
    """

    days: float
    spent: float | None = None
    who: Hashable = None
    after: tuple[int, ...] = ()
    weight: float = 0.0


class Plan(Struct, frozen=True, kw_only=True):
    """Activities in the order in which everybody takes up theirs; `after` without circles; `starts` by mean lengths.

    `previous` is by activity what the same person does right before, None where there is nothing.
    """

    activities: tuple[Activity, ...]
    after: tuple[tuple[int, ...], ...]
    order: tuple[int, ...]
    previous: tuple[int | None, ...]
    starts: tuple[float, ...]
    sigma: float = SPREAD


def planned(activities: Sequence[Activity], *, sigma: float = SPREAD) -> Plan:
    """The baseline by parallel list scheduling: whoever is free takes what is ready and has most still hanging on it.

    What is begun already goes first. The order is kept in every run. An `after` that would close a circle is ignored.
    """
    after, forward = _without_circles([one.after for one in activities])
    lengths = [remaining_mean(one.days, one.spent, sigma=sigma) for one in activities]
    followers = _followers(after)
    tails = _tails(lengths, followers, forward)
    urgency = [
        (one.spent is None, -tail, place) for place, (one, tail) in enumerate(zip(activities, tails, strict=True))
    ]
    starts = _scheduled(activities, after, followers, lengths=lengths, urgency=urgency)
    rank = {place: step for step, place in enumerate(forward)}
    order = sorted(range(len(activities)), key=lambda place: (starts[place], rank[place]))
    return Plan(
        activities=tuple(activities),
        after=after,
        order=tuple(order),
        previous=_previous(activities, order),
        starts=tuple(starts),
        sigma=sigma,
    )


def _previous(activities: Sequence[Activity], order: Sequence[int]) -> tuple[int | None, ...]:
    last: dict[Hashable, int] = {}
    found: list[int | None] = [None] * len(activities)
    for place in order:
        who = activities[place].who
        if who is not None:
            found[place] = last.get(who)
            last[who] = place
    return tuple(found)


def _without_circles(wanted: Sequence[tuple[int, ...]]) -> tuple[tuple[tuple[int, ...], ...], list[int]]:
    """(what each comes after, an order in which everything comes after that). Ties go by place."""
    before = [{one for one in those if one != place} for place, those in enumerate(wanted)]
    left = [set(those) for those in before]
    followers = _followers(wanted)
    order: list[int] = []
    ready = [place for place, those in enumerate(left) if not those]
    open_ = set(range(len(wanted)))
    while open_:
        if not ready:
            place, closing = _circle(left, min(open_))
            before[place].discard(closing)
            left[place].discard(closing)
            ready = [] if left[place] else [place]
            continue
        done = heappop(ready)
        order.append(done)
        open_.discard(done)
        for follower in _freed(done, followers[done], left):
            heappush(ready, follower)
    return tuple(tuple(sorted(those)) for those in before), order


def _freed(done: int, followers: Sequence[int], left: Sequence[set[int]]) -> Iterator[int]:
    """Those that come after nothing else any more."""
    for follower in followers:
        if done in left[follower]:
            left[follower].discard(done)
            if not left[follower]:
                yield follower


def _circle(left: Sequence[set[int]], start: int) -> tuple[int, int]:
    """(place, what it may not come after): back from a place where nothing is ready, until one comes round again."""
    way, at = {start}, start
    while (one := min(left[at])) not in way:
        way.add(one)
        at = one
    return at, one


def _followers(after: Sequence[tuple[int, ...]]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in after]
    for place, before in enumerate(after):
        for one in set(before):
            found[one].append(place)
    return found


def _tails(lengths: Sequence[float], followers: Sequence[Sequence[int]], forward: Sequence[int]) -> list[float]:
    """The longest way from the beginning of each activity to the end of all that hangs on it."""
    tails = [0.0] * len(lengths)
    for place in reversed(forward):
        tails[place] = lengths[place] + max((tails[one] for one in followers[place]), default=0.0)
    return tails


def _scheduled(
    activities: Sequence[Activity],
    after: Sequence[tuple[int, ...]],
    followers: Sequence[Sequence[int]],
    *,
    lengths: Sequence[float],
    urgency: Sequence[tuple[bool, float, int]],
) -> list[float]:
    """When each begins by mean lengths: nobody does two things at once, nothing begins before what it comes after."""
    starts = [0.0] * len(activities)
    left = [len(before) for before in after]
    queues: dict[Hashable, list[tuple[bool, float, int]]] = {one.who: [] for one in activities}
    running: list[tuple[float, int]] = []
    busy: set[Hashable] = set()
    now, ready, free = 0.0, [place for place, count in enumerate(left) if not count], set(queues)
    while True:
        for place in ready:
            heappush(queues[activities[place].who], urgency[place])
        for who in free | {activities[place].who for place in ready}:
            queue = queues[who]
            while queue and who not in busy:
                place = heappop(queue)[-1]
                starts[place] = now
                heappush(running, (now + lengths[place], place))
                busy |= {who} if who is not None else set()
        if not running:
            return starts
        now, done = heappop(running)
        free = {activities[done].who}
        busy -= free
        ready = []
        for follower in followers[done]:
            left[follower] -= 1
            ready += [] if left[follower] else [follower]
