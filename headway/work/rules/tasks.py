"""What a change of a task means, and what is refused."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from headway.progress.rules.work import Status

MOST_LABELS = 20
LONGEST_LABEL = 40
MOST_ASSIGNEES = 50
MOST_AT_ONCE = 2000

CLOSED = frozenset({Status.DONE, Status.CANCELLED})


class Refusal(Struct, frozen=True):
    """Why something is refused: a stable code, the field it is about, a sentence that says what to do."""

    code: str
    field: str
    message: str


class Times(Struct, frozen=True):
    """When work on a task began and ended, as far as known."""

    started_at: datetime | None = None
    closed_at: datetime | None = None


def times_after(old: Times, status: Status, *, before: Status, now: datetime) -> Times:
    """The times after a change of status: started once, closed while it is closed, open again means not closed."""
    started = old.started_at or (now if status in {Status.ACTIVE, Status.DONE} else None)
    if status not in CLOSED:
        return Times(started, None)
    return Times(started, old.closed_at if before in CLOSED and old.closed_at else now)


def event_kind(before: Status, after: Status) -> str:
    """The event of a change of status."""
    if after in CLOSED and before not in CLOSED:
        return "work.task_closed" if after is Status.DONE else "work.task_cancelled"
    if before in CLOSED and after not in CLOSED:
        return "work.task_reopened"
    if before in CLOSED and before is not after:
        return "work.task_closed" if after is Status.DONE else "work.task_cancelled"
    return "work.task_moved"


def clean_labels(labels: Iterable[str]) -> list[str]:
    """Labels trimmed, without empty ones, each once (the first spelling wins, whatever the case), in given order."""
    found: dict[str, str] = {}
    for label in labels:
        text = " ".join(label.split())
        if text:
            found.setdefault(text.casefold(), text)
    return list(found.values())


def task_refusals(
    *, title: str, starts_on: date | None, due_on: date | None, labels: Sequence[str], assignees: Sequence[UUID]
) -> list[Refusal]:
    """What is wrong with a task as it would become."""
    found = []
    if not title.strip():
        found.append(Refusal("work.title_empty", "title", "Say in a few words what is to be done."))
    found += date_refusals(starts_on, due_on)
    if len(labels) > MOST_LABELS or any(len(label) > LONGEST_LABEL for label in labels):
        sentence = f"At most {MOST_LABELS} labels of {LONGEST_LABEL} characters each."
        found.append(Refusal("work.labels", "labels", sentence))
    if len(assignees) > MOST_ASSIGNEES:
        found.append(Refusal("work.assignees", "assignees", f"At most {MOST_ASSIGNEES} people on one task."))
    return found


def date_refusals(starts_on: date | None, due_on: date | None) -> list[Refusal]:
    """Work starts before it is due, or on the same day."""
    if starts_on is not None and due_on is not None and starts_on > due_on:
        return [Refusal("work.dates", "due_on", "It is due before it starts; swap the two dates or clear one.")]
    return []


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """By field (old, new), for the fields of `new` that differ."""
    return {name: (old[name], value) for name, value in new.items() if old[name] != value}


def label(prefix: str, number: int) -> str:
    """The short name people say: "HW-42"."""
    return f"{prefix}-{number}"


def cause_label(prefix: str, number: int, title: str) -> str:
    """How a cause reads in an explanation: "HW-42 'Translate checkout'"."""
    return f"{label(prefix, number)} '{title}'"


def number_in(text: str, prefix: str) -> int | None:
    """The number in "HW-42", "hw42" or "42"; None for anything else."""
    rest = text.strip().upper().removeprefix(prefix.upper()).removeprefix("-").removeprefix("#")
    return int(rest) if rest.isascii() and rest.isdecimal() and len(rest) <= 9 else None
