"""The numbers of the sample company as they moved: one change at a time, with everything above it."""

from collections import defaultdict

from msgspec import Struct

from headway.demo.rules.defining import definition
from headway.demo.rules.values import Company, WorkLink
from headway.progress.rules.graph import weighted_mean
from headway.progress.rules.metrics import COMPUTED, Kind
from headway.progress.rules.reading import Reading, evaluate
from headway.progress.rules.work import NOTHING, Totals, share_done, sum_of

Item = int | str  # linked work: a task by its number, a project as `item_of` names it


def item_of(link: WorkLink) -> Item:
    """Apart from all goals: a project may have the same key as one of them."""
    return link.task if link.task is not None else f"project {link.project}"


class Number(Struct, frozen=True):
    """What a goal shows: progress as it is said and as it counts, and the share of its work that is done."""

    raw: float | None
    counted: float | None
    work: float | None


class Change(Struct, frozen=True):
    """A goal by its key, before and after."""

    key: str
    old: Number
    new: Number


class Numbers:
    """All goals before anything happened; every call says what it changed, the lowest first."""

    def __init__(self, company: Company) -> None:
        self._kinds = {result.key: Kind(result.kind) for result in company.key_results}
        self._active = {goal.key: goal.state != "draft" for goal in company.objectives}
        self._readings: dict[str, Reading] = {}
        self._done: dict[Item, Totals] = {}
        self._below: dict[str, list[tuple[Item, float]]] = defaultdict(list)
        self._above: dict[Item, list[str]] = defaultdict(list)
        self._link(company)
        self._order = self._lowest_first([*self._kinds, *self._active])
        self._items = self._items_below()
        self._shares: dict[str, float | None] = dict.fromkeys(self._order)
        for result in company.key_results:
            if Kind(result.kind) not in COMPUTED:
                self._readings[result.key] = evaluate(definition(result), [], as_of=result.start)
        for key in sorted(self._order, key=self._order.__getitem__):
            self._readings.setdefault(key, Reading(None, None))
            self._recount(key)

    def measure(self, key: str, reading: Reading) -> list[Change]:
        """A key result has a new reading."""
        old = self._number(key)
        self._readings[key] = reading
        return self._settle(key, old)

    def drop(self, key: str) -> list[Change]:
        """An objective counts no more for anything above it."""
        self._active[key] = False
        return self._upwards(key)

    def work(self, item: Item, totals: Totals) -> list[Change]:
        """A linked task or project has other totals."""
        touched = [key for key, items in self._items.items() if item in items]
        before = {key: self._number(key) for key in touched}
        self._done[item] = totals
        for key in sorted(touched, key=self._order.__getitem__):
            self._shares[key] = share_done(sum_of(self._done.get(item, NOTHING) for item in self._items[key]))
            self._recount(key)
        return [
            Change(key, before[key], now)
            for key in sorted(touched, key=self._order.__getitem__)
            if (now := self._number(key)) != before[key]
        ]

    def reading(self, key: str) -> Reading:
        return self._readings[key]

    def _link(self, company: Company) -> None:
        for result in company.key_results:
            self._hang(result.key, result.objective, float(result.weight))
        for cascade in company.cascades:
            self._hang(cascade.objective, cascade.key_result, 1.0)
        for one in company.alignments:
            self._hang(one.child, one.parent, float(one.weight) if one.mode == "contributes" else 0.0)
        for link in company.work_links:
            counts = self._kinds[link.key_result] is Kind.WORK
            self._hang(item_of(link), link.key_result, float(link.weight) if counts else 0.0)

    def _hang(self, child: Item, parent: str, weight: float) -> None:
        self._below[parent].append((child, weight))
        self._above[child].append(parent)

    def _lowest_first(self, goals: list[str]) -> dict[str, int]:
        """The longest way down from each goal: children stand before their parents."""
        depth: dict[str, int] = {}

        def measure(key: Item) -> int:
            if isinstance(key, int) or key not in known:
                return 0
            if key not in depth:
                depth[key] = 1 + max((measure(child) for child, _ in self._below[key]), default=0)
            return depth[key]

        known = set(goals)
        for goal in goals:
            measure(goal)
        return depth

    def _items_below(self) -> dict[str, frozenset[Item]]:
        found: dict[str, frozenset[Item]] = {}
        for key in sorted(self._order, key=self._order.__getitem__):
            below = [child for child, _ in self._below[key]]
            inside = [found[c] for c in below if isinstance(c, str) and c in found and self._active.get(c, True)]
            found[key] = frozenset(child for child in below if child not in self._order).union(*inside)
        return found

    def _upwards(self, key: str) -> list[Change]:
        changes = []
        for parent in sorted(self._ancestors(key), key=self._order.__getitem__):
            old = self._number(parent)
            self._recount(parent)
            if (new := self._number(parent)) != old:
                changes.append(Change(parent, old, new))
        return changes

    def _settle(self, key: str, old: Number) -> list[Change]:
        new = self._number(key)
        return [] if new == old else [Change(key, old, new), *self._upwards(key)]

    def _ancestors(self, key: str) -> set[str]:
        found: set[str] = set()
        waiting = [key]
        while waiting:
            for parent in self._above[waiting.pop()]:
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return found

    def _recount(self, key: str) -> None:
        """The mean of what is below, where the number comes from there."""
        kind = self._kinds.get(key)
        if kind is not None and kind not in COMPUTED:
            return
        counted = [(weight, self._counted(child)) for child, weight in self._below[key] if weight > 0]
        mean = 0.0 if kind is Kind.WORK and not counted else weighted_mean(counted)
        self._readings[key] = Reading(mean, mean)

    def _counted(self, child: Item) -> float | None:
        if isinstance(child, str) and child in self._order:
            return self._readings[child].counted if self._active.get(child, True) else None
        return share_done(self._done.get(child, NOTHING))

    def _number(self, key: str) -> Number:
        reading = self._readings[key]
        return Number(reading.raw, reading.counted, self._shares[key])
