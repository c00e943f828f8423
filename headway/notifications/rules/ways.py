"""Where a notice leads: a path below the workspace, the same for the inbox, mails and all that tell of it. Pure."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from headway.notifications.rules.preferences import NoticeKind

PLACES = {
    "key_result": "key-results",
    "objective": "objectives",
    "project": "projects",
    "task": "tasks",
    "team": "teams",
}
ASKING: frozenset[NoticeKind] = frozenset({"reminder", "question", "scoring"})
PARTS = {
    "commitments": "tab=week#commitments",
    "wins": "tab=week#wins",
    "assessment": "tab=assessment",
    "grading": "tab=review&part=score",
    "retrospective": "tab=review&part=learn",
}


class Told(Struct, frozen=True, kw_only=True):
    """A notice, as far as its way depends on it: `ritual` is what it asks for ("" where it asks for none)."""

    kind: NoticeKind
    ritual: str
    subject: str
    subject_id: UUID
    team: UUID | None = None


def page(kind: str, id_: UUID) -> str:
    """The page of a thing; what has none is found in the inbox."""
    if kind == "chat_channel":
        return "settings/chat"
    place = PLACES.get(kind)
    return f"{place}/{id_}" if place else "inbox"


def way(told: Told, left: Sequence[UUID] = ()) -> str:
    """To exactly what a notice asks for; `left` are the key results or objectives that are still to do of it."""
    if told.kind == "missed" and told.subject == "team":
        return f"rhythm?team={told.subject_id}&tab=checkins"
    if told.kind not in ASKING or not told.ritual:
        return page(told.subject, told.subject_id)
    if told.subject in ("key_result", "objective"):
        return thing(told, told.subject_id)
    if len(left) == 1:
        return thing(told, left[0])
    return "check-ins" if told.ritual == "check_in" else _of_team(told)


def _of_team(told: Told) -> str:
    team = told.subject_id if told.subject == "team" else told.team
    return "objectives" if team is None else f"rhythm?team={team}&{PARTS.get(told.ritual, 'tab=week')}"


def thing(told: Told, id_: UUID) -> str:
    """To what is to be done with one of the things a notice asks for."""
    if told.kind not in ASKING:
        return page("key_result", id_)
    if told.ritual == "check_in":
        return f"check-ins?of={id_}"
    if told.team is None or told.ritual not in ("assessment", "grading"):
        return page("objective", id_)
    of = f"&objective={id_}" if told.ritual == "assessment" else ""
    return f"rhythm?team={told.team}&{PARTS[told.ritual]}{of}"
