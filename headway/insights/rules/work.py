"""What stands in the way of the work behind a key result, each by what the plan would gain without it (science, 3)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from headway.insights.rules.facts import (
    DAYS_A_WEEK,
    HOURS_A_DAY,
    Layout,
    Piece,
    Work,
    layout,
    usual_hours,
    working_days,
)
from headway.progress.rules.delivery import Goal, Outlook, Without, drawn, outcome, outlook

RUNS, FEWEST_RUNS, CELLS = 1000, 100, 200_000
MOST_TRIED = 6  # of each kind
TRIED_RUNS = 300  # enough to compare with, on the same draws
LEAST_CRITICAL = 0.05
GRACE_DAYS = 7  # what is added in the first days is still planning
LEAST_GROWTH = 0.1
LONG = 1.5  # times its estimate
NEARLY_SURE = 0.9


class Kind(StrEnum):
    LATE = "late_work"
    BLOCKED = "blocked"
    DEPENDENCY = "dependency"
    OVERLOADED = "overloaded"
    UNOWNED = "unowned"
    SLOW_START = "slow_start"
    SCOPE = "scope"
    PACE = "pace"
    STALE = "stale"
    NOISE = "recent"
    NO_WORK = "no_work"
    BELOW = "below"


class Finding(Struct, frozen=True, kw_only=True):
    """Something that stands in the way.

    `effect` is what the chance of success would gain without it (part of 1), `days` how many working days sooner the
    work would be done; null where that cannot be said. `pieces` are the tasks behind it, the one
    to look at first; `numbers` what its sentence needs.
    """

    kind: Kind
    effect: float | None = None
    days: float | None = None
    pieces: tuple[Piece, ...] = ()
    waiting: tuple[Piece, ...] = ()
    person: UUID | None = None
    numbers: dict[str, float] = {}
    unit: str = ""


class Delivery(Struct, frozen=True, kw_only=True):
    """When the work will be done by the plan, and what stands in its way; null days where it is never enough."""

    chance: float
    p50: float | None
    p85: float | None
    findings: tuple[Finding, ...]


def delivery(work: Work, *, seed: int) -> Delivery | None:
    """None where there is no open work to plan."""
    made = layout(work)
    if not any(one.weight > 0 for one in made.pieces):
        return None
    return _Search(work, made, seed=seed).delivery()


class _Search:
    """One plan, run once as it is and once without each thing that may stand in its way."""

    def __init__(self, work: Work, made: Layout, *, seed: int) -> None:
        self.work, self.made, self.frame = work, made, work.frame
        many = min(max(CELLS // max(len(made.lengths), 1), FEWEST_RUNS), RUNS)
        self.runs = drawn(made.lengths, sigma=made.plan.sigma, runs=many, seed=seed)
        # what is due at the end of the last day has that day; after the end nothing is left
        self.goal = Goal(needed=self.frame.success - self.frame.progress, due=float(self.frame.days_left))
        self.seen: Outlook = outlook(made.plan, self.runs, self.goal)
        self.fewer = self.runs[:, :TRIED_RUNS]
        self.as_it_is = outcome(made.plan, self.fewer, self.goal)

    def delivery(self) -> Delivery:
        searches = (self.late, self.blocked, self.overloaded, self.unowned, self.scope, self.slow_start, self.pace)
        return Delivery(
            chance=self.seen.chance,
            p50=_finite(self.seen.p50),
            p85=_finite(self.seen.p85),
            findings=tuple(one for search in searches for one in search()),
        )

    def late(self) -> Iterable[Finding]:
        """Its own work that is past its day, or has taken much longer than it was meant to."""
        found = {}
        for at, piece in enumerate(self.made.pieces):
            days, spent = self.made.lengths[at]
            over = (self.frame.today - piece.due_on).days if piece.due_on else 0
            is_late = over > 0 or (spent or 0) > max(LONG * days, days + 1)
            if is_late and piece.weight > 0 and self.seen.critical[at] >= LEAST_CRITICAL:
                found[at] = {"over": float(max(over, 0)), "spent": spent or 0.0, "days": days}
        for at in self._critical_first(found):
            numbers = found[at] | {"critical": self.seen.critical[at]}
            without = Without(done=frozenset({at}))
            yield self._found(Kind.LATE, without, pieces=(self.made.pieces[at],), numbers=numbers)

    def blocked(self) -> Iterable[Finding]:
        """What others wait for, one finding for each thing waited for; and what waits for something outside."""
        held: dict[int, list[int]] = {}
        for at in range(len(self.made.pieces)):
            for before in self.made.plan.after[at]:
                held.setdefault(before, []).append(at)
        for before in self._critical_first(held):
            waiting = held[before]
            without = Without(cut=frozenset((at, before) for at in waiting))
            if before >= len(self.made.pieces):
                at = waiting[0]
                since = self.made.pieces[at].waiting_since
                numbers = {"waited": float((self.frame.today - since).days) if since else 0.0}
                yield self._found(Kind.BLOCKED, without, pieces=(self.made.pieces[at],), numbers=numbers)
                continue
            kind = Kind.BLOCKED if self.made.pieces[before].weight > 0 else Kind.DEPENDENCY
            pieces = (self.made.pieces[before],)
            yield self._found(kind, without, pieces=pieces, waiting=waiting, numbers=self._lateness(before))

    def overloaded(self) -> Iterable[Finding]:
        """People with more to do until the end than they have time for."""
        usual = usual_hours(self.work.pieces)
        hours: dict[UUID, float] = {}
        own: set[UUID] = set()
        for at, piece in enumerate(self.made.pieces):
            who = self.made.plan.activities[at].who
            if isinstance(who, UUID):
                hours[who] = hours.get(who, 0.0) + (usual if piece.hours is None else piece.hours)
                own |= {who} if piece.weight > 0 else set()
        time = self.frame.days_left * HOURS_A_DAY
        busiest = sorted((who for who in own if hours[who] > time), key=lambda who: -hours[who])
        for who in busiest[:MOST_TRIED]:
            numbers = {"hours": hours[who], "time": time}
            found = self._found(Kind.OVERLOADED, Without(twins=frozenset({who})), numbers=numbers)
            yield replace(found, person=who)

    def unowned(self) -> Iterable[Finding]:
        """Its own work that nobody is on; what that costs no plan can say."""
        found = [at for at, one in enumerate(self.made.pieces) if one.weight > 0 and not one.people]
        if found:
            pieces = tuple(self.made.pieces[at] for at in self._critical_first(found))
            yield Finding(kind=Kind.UNOWNED, pieces=pieces, numbers={"count": float(len(found))})

    def scope(self) -> Iterable[Finding]:
        """Work that was added after the start and is still open."""
        since = self.frame.starts_on + timedelta(days=GRACE_DAYS)
        added = [at for at, one in enumerate(self.made.pieces) if one.weight > 0 and one.created_on > since]
        whole = sum(1 for one in self.work.pieces if one.weight > 0)
        if not added or len(added) < LEAST_GROWTH * whole:
            return
        weight = sum(self.made.pieces[at].weight for at in added)
        left = max(1.0 - weight, 1e-9)
        # without them the rest is the whole: what is needed of it shrinks, and what is done is more of it
        needed = self.frame.success * left - self.frame.progress
        without = Without(left_out=frozenset(added), needed=needed)
        numbers = {"added": float(len(added)), "whole": float(whole)}
        first = tuple(self.made.pieces[at] for at in self._critical_first(added))
        yield self._found(Kind.SCOPE, without, pieces=first, numbers=numbers)

    def slow_start(self) -> Iterable[Finding]:
        """The first third against what came after: as much more done as the later pace would have given."""
        starts, today = self.frame.starts_on, self.frame.today
        third = starts + timedelta(days=(self.frame.ends_on - starts).days // 3)
        if today <= third + timedelta(days=GRACE_DAYS):
            return
        closed = [one.closed_on for one in self.work.pieces if one.closed_on is not None and one.weight > 0]
        early = sum(1 for day in closed if day <= third)
        later = (len(closed) - early) / _weeks(third, today)
        missing = round(later * _weeks(starts, third) - early)
        order = [at for at in self.made.plan.order if at < len(self.made.pieces) and self.made.pieces[at].weight > 0]
        if missing < 1 or not order:
            return
        numbers = {"early": float(early), "a_week": later, "missing": float(missing)}
        yield self._found(Kind.SLOW_START, Without(done=frozenset(order[:missing])), numbers=numbers)

    def pace(self) -> Iterable[Finding]:
        """More has to be done a week than ever was: by how much a target of 70 % of it would help."""
        closed = sum(1 for one in self.work.pieces if one.closed_on is not None and one.weight > 0)
        open_ = [one for one in self.made.pieces if one.weight > 0]
        gone, left = _weeks(self.frame.starts_on, self.frame.today), self.frame.days_left / DAYS_A_WEEK
        share = min(max(self.goal.needed / sum(one.weight for one in open_), 0.0), 1.0)
        so_far, wanted = closed / gone, share * len(open_) / max(left, 0.2)
        if self.frame.today <= self.frame.starts_on + timedelta(days=GRACE_DAYS) or wanted <= LONG * so_far:
            return
        without = Without(needed=0.7 * self.frame.success - self.frame.progress)
        yield replace(self._found(Kind.PACE, without, numbers={"needed": wanted, "so_far": so_far}), unit="tasks")

    def _lateness(self, at: int) -> dict[str, float]:
        due = self.made.pieces[at].due_on
        return {"over": float(max((self.frame.today - due).days, 0)) if due else 0.0}

    def _critical_first(self, places: Iterable[int]) -> list[int]:
        found = sorted(places, key=lambda at: (-self.seen.critical[at], at))
        return found[:MOST_TRIED]

    def _found(
        self,
        kind: Kind,
        without: Without,
        *,
        pieces: tuple[Piece, ...] = (),
        waiting: Sequence[int] = (),
        numbers: dict[str, float],
    ) -> Finding:
        better = outcome(self.made.plan, self.fewer, self.goal, without)
        sooner = self.as_it_is.p50 - better.p50
        return Finding(
            kind=kind,
            effect=better.chance - self.as_it_is.chance,
            # who is nearly sure to be in time need not be sooner
            days=sooner if np.isfinite(sooner) and self.seen.chance < NEARLY_SURE else None,
            pieces=pieces,
            waiting=tuple(self.made.pieces[one] for one in waiting if one < len(self.made.pieces)),
            numbers=numbers,
        )


def _weeks(first: date, last: date) -> float:
    return max(working_days(first, last), 1) / DAYS_A_WEEK


def _finite(days: float) -> float | None:
    return days if np.isfinite(days) else None
