"""Pages of a list by cursor: stable while rows come and go, the same cost on page 1 and page 1000."""

import base64
import binascii
from typing import Any, Generic, TypeVar

import msgspec

from headway.core.errors import Malformed

T = TypeVar("T")

DEFAULT_LIMIT = 100
MOST = 500


class Page(msgspec.Struct, Generic[T], frozen=True):
    """`next` is the cursor of the following page, or null on the last."""

    items: list[T]
    next: str | None = None


def encode(*key: Any) -> str:
    """A cursor from the sort key of the last row shown."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def decode(cursor: str | None, kinds: type[T]) -> T | None:
    """The sort key in a cursor as `kinds` (a tuple type). Raises `Malformed` for anything we did not make."""
    if not cursor:
        return None
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return msgspec.json.decode(raw, type=kinds)
    except (binascii.Error, ValueError, msgspec.DecodeError) as error:
        raise Malformed(
            "The cursor is not one of ours: start again from the first page.", code="core.cursor"
        ) from error


def page(found: list[T], limit: int, key: Any) -> Page[T]:
    """A page from `limit + 1` rows; `key(row)` gives the tuple for the cursor."""
    if len(found) <= limit:
        return Page(found)
    shown = found[:limit]
    return Page(shown, encode(*key(shown[-1])))
