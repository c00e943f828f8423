"""The kinds of thing a workspace holds, each described once by its room.

Search, live updates, sharing and later discussion, notifications and exports work from this list and need no
switch per kind: a room's `queries.py` ends with `SUBJECTS`.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from uuid import UUID

import msgspec

from headway.core.ctx import Ctx
from headway.core.db import HasConnection


class Titled(msgspec.Struct, frozen=True, kw_only=True):
    """How one thing is named to a person: "HW-42", "Translate checkout", and a second line for a list."""

    id: UUID
    title: str
    label: str = ""
    context: str = ""


class Audience(msgspec.Struct, frozen=True, kw_only=True):
    """Who may see one thing: every member who is no guest (`everyone`), and these members by id in any case."""

    everyone: bool = False
    members: frozenset[UUID] = frozenset()

    def admits(self, member: UUID, *, guest: bool) -> bool:
        return (self.everyone and not guest) or member in self.members


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """One kind. All functions take any number of ids and run a fixed number of statements.

    `visible(ctx, ids)` gives those of `ids` the caller may see, titled. `audience(holder, ids)` says of each existing
    id who may see it (for the live stream, which asks for everybody); the two must agree, and a test compares them.
    `find(ctx, words, limit)` searches what the caller may see. `may_share(ctx, id)` says whether the caller may open a
    visible one to others; without it nobody may.
    """

    kind: str
    audience: Callable[[HasConnection, list[UUID]], Awaitable[dict[UUID, Audience]]]
    visible: Callable[[Ctx, list[UUID]], Awaitable[list[Titled]]]
    find: Callable[[Ctx, str, int], Awaitable[list[Titled]]] | None = None
    may_share: Callable[[Ctx, UUID], Awaitable[bool]] | None = None


class Registry:
    """Filled by main.py from the rooms' lists; handed to whoever needs it."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._by_kind = {subject.kind: subject for subject in subjects}

    def __iter__(self) -> Iterator[Subject]:
        return iter(self._by_kind.values())

    def get(self, kind: str) -> Subject | None:
        return self._by_kind.get(kind)
