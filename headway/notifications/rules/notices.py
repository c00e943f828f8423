"""What an event of the log means to whom. Pure: what has to be looked up is asked for first, then handed in.

Nobody is told what they did themselves. Whether a person may see the subject is asked by whoever writes the notice.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct, field

from headway.notifications.rules.preferences import NoticeKind

GOALS = {"goals.key_result_created", "goals.objective_created", "goals.key_result_changed", "goals.objective_changed"}
RECORDED = {"goals.measurement_recorded", "goals.measurement_corrected"}
TASKS = {"work.task_created", "work.task_edited"}
HEALTH = {"progress.forecast_changed"}
FOLLOWED = (
    GOALS
    | RECORDED
    | TASKS
    | HEALTH
    | {"organisation.shared", "rituals.reminded", "rituals.missed"}
    | {"rituals.check_in_asked"}
)
Occasion = tuple[UUID, str, str | None]
"""Who was reminded of which occurrence in which team (its id as text)."""


class Happened(Struct, frozen=True, kw_only=True):
    """One event of the log."""

    number: int
    kind: str
    subject: str
    subject_id: UUID
    actor_id: UUID | None
    data: dict[str, Any]
    recorded_at: datetime


class Wanted(Struct, frozen=True):
    """What has to be looked up for some events."""

    goals: set[UUID] = field(default_factory=set)
    tasks: set[UUID] = field(default_factory=set)
    teams: set[UUID] = field(default_factory=set)
    reminded: set[Occasion] = field(default_factory=set)


class Facts(Struct, frozen=True, kw_only=True):
    """What was found: owners of goals, assignees of tasks, leads of teams, reminders by occasion, committed goals."""

    owners: Mapping[UUID, set[UUID]] = {}
    assignees: Mapping[UUID, set[UUID]] = {}
    leads: Mapping[UUID, set[UUID]] = {}
    reminded: Mapping[Occasion, list[tuple[str, UUID, bool]]] = {}
    committed: Collection[UUID] = frozenset()


class Notice(Struct, frozen=True, kw_only=True):
    """One thing to tell one person. `source` is the same whenever the same event is looked at again."""

    member: UUID
    kind: NoticeKind
    subject: str
    subject_id: UUID
    source: str
    at: datetime
    actor: UUID | None = None
    data: dict[str, Any] = {}


def wanted(events: Iterable[Happened]) -> Wanted:
    """What `notices` will need to know."""
    asked = Wanted()
    for event in events:
        if event.kind in GOALS | RECORDED | HEALTH:
            asked.goals.update({event.subject_id} | _ids([event.data.get("objective")]))
        elif event.kind == "work.task_created":
            asked.tasks.add(event.subject_id)
        elif event.kind == "rituals.missed":
            asked.teams.add(event.subject_id)
        elif event.kind == "rituals.reminded":
            asked.reminded.add(_occasion(event))
    return asked


def notices(event: Happened, facts: Facts) -> list[Notice]:
    """Who is told what about one event; nobody about their own."""
    found: list[Notice] = []
    if event.kind == "rituals.reminded":
        found = _reminders(event, facts)
    elif event.kind == "rituals.missed":
        found = [_about(event, lead, "missed") for lead in facts.leads.get(event.subject_id, ())]
    elif event.kind == "rituals.check_in_asked":
        found = _asked(event)
    elif event.kind == "organisation.shared":
        found = _shared(event)
    elif event.kind in TASKS:
        found = [_about(event, member, "assigned") for member in _assigned(event, facts)]
    elif event.kind in GOALS:
        found = [_about(event, member, "assigned") for member in _owned(event, facts)]
    elif event.kind in RECORDED:
        found = [_about(event, owner, "recorded") for owner in facts.owners.get(event.subject_id, ())]
    elif event.kind in HEALTH and event.subject == "key_result":
        found = _health(event, facts)
    return [notice for notice in found if notice.member != event.actor_id]


def _about(event: Happened, member: UUID, kind: NoticeKind) -> Notice:
    return Notice(
        member=member,
        kind=kind,
        subject=event.subject,
        subject_id=event.subject_id,
        source=f"event:{event.number}",
        at=event.recorded_at,
        actor=event.actor_id,
        data=_kept(event),
    )


KEPT = ("key", "kind", "since", "first", "closes", "team", "count", "from", "to", "access")


def _kept(event: Happened) -> dict[str, Any]:
    """Of an event's data only what an inbox shows; never a title, which is read by whoever may."""
    return {name: event.data[name] for name in KEPT if name in event.data}


def _reminders(event: Happened, facts: Facts) -> list[Notice]:
    """One reminder for all that is due at once, and a question for each thing that was left unanswered three times."""
    kind: NoticeKind = "scoring" if event.data.get("kind") == "grading" else "reminder"
    rows = facts.reminded.get(_occasion(event), [])
    source = "ritual:{1}:{2}".format(*_occasion(event))
    data = _kept(event) | {"of": [str(subject) for _, subject, asked in rows if not asked]}
    found = []
    if data["of"]:
        found.append(
            Notice(
                member=event.subject_id,
                kind=kind,
                subject="member",
                subject_id=event.subject_id,
                source=source,
                at=event.recorded_at,
                data=data,
            )
        )
    found += [
        Notice(
            member=event.subject_id,
            kind="question",
            subject=subject,
            subject_id=subject_id,
            source=source,
            at=event.recorded_at,
            data=_kept(event),
        )
        for subject, subject_id, asked in rows
        if asked
    ]
    return found


def _asked(event: Happened) -> list[Notice]:
    """Somebody asks for one check-in; it is a reminder like the others, and goes when it is done."""
    members = _ids([event.data.get("member")])
    data = {"kind": "check_in", "of": [str(event.subject_id)]}
    return [msgspec.structs.replace(_about(event, member, "reminder"), data=data) for member in members]


def _occasion(event: Happened) -> Occasion:
    team = event.data.get("team")
    return event.subject_id, str(event.data.get("key", "")), team if isinstance(team, str) else None


def _shared(event: Happened) -> list[Notice]:
    subject, shared = event.data.get("subject"), event.data.get("subject_id")
    if not isinstance(subject, str) or not isinstance(shared, str):
        return []
    return [
        Notice(
            member=event.subject_id,
            kind="shared",
            subject=subject,
            subject_id=UUID(shared),
            source=f"event:{event.number}",
            at=event.recorded_at,
            actor=event.actor_id,
            data=_kept(event),
        )
    ]


def _health(event: Happened, facts: Facts) -> list[Notice]:
    """The health that counts for it is another one now: a committed goal is held to the whole of its target."""
    side = "held_full" if event.subject_id in facts.committed else "held"
    before, now = event.data.get("was", {}).get(side), event.data.get(side)
    if before is None or now is None or before == now:
        return []
    told = msgspec.structs.replace(event, data={"from": before, "to": now})
    return [_about(told, owner, "health") for owner in facts.owners.get(event.subject_id, ())]


def _assigned(event: Happened, facts: Facts) -> set[UUID]:
    """Who is new on a task: all of them where it is new itself."""
    if event.kind == "work.task_created":
        return facts.assignees.get(event.subject_id, set())
    old, new = _change(event, "assignees")
    return _ids(new) - _ids(old)


def _owned(event: Happened, facts: Facts) -> set[UUID]:
    """Who came to own a goal: by its making or by a change."""
    if event.kind.endswith("_created"):
        if "key_result" in event.data:
            return set()  # the objective's side of the same thing
        above = {owner for each in _ids([event.data.get("objective")]) for owner in facts.owners.get(each, ())}
        return facts.owners.get(event.subject_id, set()) - above  # whoever owns the objective was told of that
    found: set[UUID] = set()
    for name in ("owner_id", "check_in_owner_id"):
        old, new = _change(event, name)
        found |= _ids([new]) - _ids([old])
    return found


def _change(event: Happened, name: str) -> tuple[Any, Any]:
    changes = event.data.get("changes")
    pair = changes.get(name) if isinstance(changes, dict) else None
    return (pair[0], pair[1]) if isinstance(pair, list) and len(pair) == 2 else (None, None)


def _ids(values: Any) -> set[UUID]:
    return {UUID(each) for each in values if isinstance(each, str)} if isinstance(values, list) else set()
