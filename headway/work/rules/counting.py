"""Whole projects counted from their leaves: the oracle of the counters that SQL carries up one change at a time."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from headway.progress.rules.work import Item, Status, Totals, share_done, totals

ProjectState = str
StatusName = str  # a task's status type, one of the values of Status


class Leafy(Struct, frozen=True, kw_only=True):
    """What counting needs of one task that is not deleted."""

    id: UUID
    project_id: UUID
    parent_id: UUID | None
    status: StatusName
    estimate: Decimal | None


def counted(states: Mapping[UUID, ProjectState], tasks: Iterable[Leafy]) -> dict[UUID, Totals]:
    """What every task and project gives to whatever counts it. `states` maps project -> its state."""
    rows = {row.id: row for row in tasks}
    below: dict[UUID, list[UUID]] = {}
    for row in rows.values():
        below.setdefault(row.parent_id or row.project_id, []).append(row.id)
    items: dict[UUID, Item] = {}
    for key in reversed(_parents_first(states, below)):
        children = tuple(items[child] for child in below.get(key, ()))
        if key in rows:
            items[key] = Item(Status(rows[key].status), rows[key].estimate, children)
        else:
            items[key] = Item(project_status(states[key]), None, children, container=True)
    return {key: totals(item) for key, item in items.items()}


def project_status(state: ProjectState) -> Status:
    """A project counts as closed when done, as nothing when cancelled, else by what is in it."""
    return {"done": Status.DONE, "cancelled": Status.CANCELLED}.get(state, Status.OPEN)


def share(leaves: int, done: int, *, estimated: int, hours: Decimal, hours_done: Decimal) -> float | None:
    """The share done, 0 to 1, of stored counters; None when nothing is left to count."""
    return share_done(Totals(leaves, done, estimated, hours, hours_done))


def _parents_first(roots: Iterable[UUID], below: Mapping[UUID, list[UUID]]) -> list[UUID]:
    order = list(roots)
    for key in order:  # grows while it is read
        order.extend(below.get(key, ()))
    return order
