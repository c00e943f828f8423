"""The columns of a project: named statuses, each of one of four types."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from msgspec import Struct

from headway.progress.rules.work import Status
from headway.work.rules.tasks import Refusal

MOST_STATUSES = 30
NEEDED = (Status.OPEN, Status.DONE, Status.CANCELLED)
NAMES = {Status.OPEN: "open", Status.ACTIVE: "active", Status.DONE: "done", Status.CANCELLED: "cancelled"}


class Column(Struct, frozen=True):
    """A status as rules see it."""

    id: UUID
    name: str
    type: Status


class NewColumn(Struct, frozen=True):
    name: str
    type: Status


DEFAULTS = (
    NewColumn("To do", Status.OPEN),
    NewColumn("In progress", Status.ACTIVE),
    NewColumn("Done", Status.DONE),
    NewColumn("Cancelled", Status.CANCELLED),
)


def column_refusals(columns: Sequence[NewColumn | Column]) -> list[Refusal]:
    """What is wrong with the statuses of a project as they would become.

    Names are told apart without case. One of each type but `active` is needed: where new work goes, where done work
    goes, where work goes that nobody will do.
    """
    found = []
    if len(columns) > MOST_STATUSES:
        found.append(Refusal("work.statuses_too_many", "statuses", f"A project has at most {MOST_STATUSES} statuses."))
    names = [column.name.strip().casefold() for column in columns]
    if any(not name for name in names):
        found.append(Refusal("work.status_name", "name", "Give the status a name."))
    if len(set(names)) < len(names):
        found.append(Refusal("work.status_exists", "name", "There is a status of this name; choose another."))
    types = {column.type for column in columns}
    for needed in NEEDED:
        if needed not in types:
            sentence = f"A project needs at least one status of type {NAMES[needed]}."
            found.append(Refusal("work.status_needed", "type", sentence))
    return found


def matching(columns: Sequence[Column], *, name: str, kind: Status) -> Column:
    """Where a task of a status goes in another project: same type and name, else the first of its type.

    `active` falls back to `open`: neither counts as done, so no number moves. Columns are in their order.
    """
    same = [column for column in columns if column.type is kind]
    named = [column for column in same if column.name.casefold() == name.casefold()]
    return (named or same or _of(columns, Status.OPEN))[0]


def first_of(columns: Iterable[Column], kind: Status) -> Column | None:
    """The first status of a type, None where the project has none (`active` only)."""
    return next((column for column in columns if column.type is kind), None)


def placed(order: Sequence[UUID], item: UUID, place: int) -> list[UUID]:
    """The order with `item` at `place` (0 is first; past the end is last)."""
    rest = [one for one in order if one != item]
    return [*rest[:place], item, *rest[place:]]


def _of(columns: Sequence[Column], kind: Status) -> list[Column]:
    return [column for column in columns if column.type is kind]
