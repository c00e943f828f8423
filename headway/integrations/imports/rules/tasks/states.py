"""What a status of another tool is here: one of the four types, under its own name."""

from headway.integrations.imports.rules.numbers import read_yes_no
from headway.integrations.imports.rules.reader import Reader
from headway.integrations.imports.rules.text import cut, fold, line, show
from headway.integrations.imports.rules.values import MOST_STATUSES, STATUS_LIMIT, StatusType
from headway.integrations.imports.rules.words import states as states_words

CATEGORIES: dict[str, StatusType] = {
    "to do": "open",
    "new": "open",
    "in progress": "active",
    "indeterminate": "active",
    "done": "done",
}
NEVER = frozenset(
    {
        "won t do",
        "wont do",
        "duplicate",
        "cancelled",
        "canceled",
        "won t fix",
        "wontfix",
        "declined",
        "cannot reproduce",
        "rejected",
    }
)
_TYPES: tuple[StatusType, ...] = ("done", "cancelled", "active")


def type_of(name: str) -> StatusType:
    """By the words of the name; what we do not know is open."""
    word = fold(name)
    for kind in _TYPES:
        if word in states_words.STATUS_WORDS[kind]:
            return kind
    return "open"


PLAIN: dict[StatusType, str] = {"open": "To do", "active": "In progress", "done": "Done", "cancelled": "Cancelled"}


class Statuses:
    """Statuses per project, in order of first use. A name keeps the type it had first."""

    def __init__(self) -> None:
        self._held: dict[str, dict[str, tuple[str, StatusType]]] = {}

    def keep(self, project: str, name: str, kind: StatusType) -> tuple[str, StatusType]:
        held = self._held.setdefault(project, {})
        name = cut(name, STATUS_LIMIT)
        if len(held) >= MOST_STATUSES and name.casefold() not in held:
            name = PLAIN[kind]
        return held.setdefault(name.casefold(), (name, kind))

    def of(self, project: str) -> tuple[tuple[str, StatusType], ...]:
        return tuple(self._held.get(project, {}).values())


def status_of(reader: Reader, row: int, places: dict[str, list[int]], section: str) -> tuple[str, StatusType]:
    """Name and type of the status of one row; every cell that had a say is accounted for."""
    grid = reader.grid
    name = section
    for column in places.get("status", [])[:1]:
        name = line(show(grid.cell(row, column)))
        grid.use(row, column)
        if len(name) > STATUS_LIMIT:
            grid.drop(row, column, f"changed: cut to {STATUS_LIMIT} characters")
    kind = _kind(reader, row, places, name)
    finished = _finished(reader, row, places)
    if finished and kind not in {"done", "cancelled"}:
        if name and "status" in places:
            grid.drop(row, places["status"][0], "changed: the task is completed, so its status is Done")
        return "Done", "done"
    return (name or ("Done" if kind == "done" else "To do")), kind


def _kind(reader: Reader, row: int, places: dict[str, list[int]], name: str) -> StatusType:
    grid = reader.grid
    kind = type_of(name)
    for column in places.get("status_category", [])[:1]:
        category = CATEGORIES.get(fold(show(grid.cell(row, column))))
        if category is None:
            grid.drop(row, column, "dropped: not one of To Do, In Progress and Done")
        else:
            grid.use(row, column)
            kind = category
    for column in places.get("resolution", [])[:1]:
        word = fold(show(grid.cell(row, column)))
        if kind == "done" and word in NEVER:
            kind = "cancelled"
            grid.use(row, column)
        elif kind == "done" and word in {"done", "fixed", "resolved", "complete", "completed", "erledigt"}:
            grid.use(row, column)
        else:
            grid.drop(row, column, "dropped: Headway has no field for a resolution beside the status")
    return kind


def _finished(reader: Reader, row: int, places: dict[str, list[int]]) -> bool:
    """Whether a completion date or a tick says so; the date itself is read elsewhere."""
    for column in places.get("done", [])[:1]:
        answer = read_yes_no(reader.grid.cell(row, column))
        if answer is not None:
            reader.grid.use(row, column)
            return answer
    return bool(places.get("completed_at")) and reader.table.kind != "jira_csv"
