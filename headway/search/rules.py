"""Which of two findings stands higher."""

from uuid import UUID

import msgspec


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One thing found. `label` is its human number ("HW-42") where it has one, `context` a second line."""

    kind: str
    id: UUID
    title: str
    label: str
    context: str


_SCOPES = {"member": "people:read", "team": "people:read", "project": "work:read", "task": "work:read"}


def may_find(kind: str, scopes: frozenset[str] | None) -> bool:
    """Whether a caller with these scopes may find this kind; None is a person, who has no need of any."""
    return scopes is None or _SCOPES.get(kind, "goals:read") in scopes


def rank(hit: Hit, words: str) -> tuple[int, int, str]:
    """A sort key: first the human number itself, then titles that begin so, then words that do, then the rest."""
    wanted = words.casefold().strip()
    title = hit.title.casefold()
    if hit.label.casefold() == wanted:
        place = 0
    elif title.startswith(wanted):
        place = 1
    elif any(word.startswith(wanted) for word in title.split()):
        place = 2
    else:
        place = 3
    return place, len(title), title
