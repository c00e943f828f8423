"""What a correct request is made of: a call, with a mark wherever an id goes."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec


class Id(msgspec.Struct, frozen=True):
    """Here goes the id of a thing of this kind (a key of `World.open`)."""

    kind: str


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """`version` is the path parameter whose version If-Match names (or that version); `content` a body, not JSON."""

    path: dict[str, Any] = {}
    query: dict[str, Any] = {}
    body: Any = msgspec.UNSET
    version: str = ""
    content: bytes = b""

    def positions(self) -> Iterator[tuple[tuple[str | int, ...], Id]]:
        """Every place of an id, as a way into the request: ("body", "parents", 0, "objective_id")."""
        for part in ("path", "query", "body"):
            yield from _marks(getattr(self, part), (part,))


def _marks(value: Any, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Id]]:
    if isinstance(value, Id):
        yield way, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _marks(inner, (*way, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _marks(inner, (*way, place))


def fill(value: Any, ids: dict[str, UUID], other: dict[tuple[str | int, ...], UUID], way: tuple[str | int, ...]) -> Any:
    """`value` with ids for marks; `other` says what goes to single places instead."""
    if isinstance(value, Id):
        return str(other.get(way, ids[value.kind]))
    if isinstance(value, dict):
        return {name: fill(inner, ids, other, (*way, name)) for name, inner in value.items()}
    if isinstance(value, list):
        return [fill(inner, ids, other, (*way, place)) for place, inner in enumerate(value)]
    return value


def one(name: str, kind: str = "", *, versioned: bool = False, **more: Any) -> Call:
    return Call(path={name: Id(kind or name)}, version=name if versioned else "", **more)
