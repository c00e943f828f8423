"""Server-sent events as text, and when a reader must start over."""

from uuid import UUID

import msgspec

from headway.core.published import Published
from headway.progress.rules.display import percent

MOST_BEHIND = 2000  # events a reader may have missed and still be told one by one
QUEUE_LIMIT = 500  # messages that may wait for a slow reader
HEARTBEAT = b": still here\n\n"
RETRY_MS = 1000


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """Progress as every answer of the API writes it: the same for everybody who may see the thing at all."""

    raw: float
    counted: float
    display: str


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The `data` of a `change` message. What is defined moves on the screen at once; the rest is asked for."""

    kind: str
    subject: str
    id: UUID
    version: int
    progress: Number | None = None


def hello(number: int) -> bytes:
    """The first message: where the stream stands, and how soon to come back after a break (milliseconds)."""
    return f"retry: {RETRY_MS}\nid: {number}\nevent: hello\ndata: {{}}\n\n".encode()


def change(event: Published) -> bytes:
    """One `change` message: what to look at again, and a number that moved."""
    number = None
    if event.raw is not None and event.counted is not None:
        number = Number(raw=event.raw, counted=event.counted, display=percent(event.raw))
    told = Told(kind=event.kind, subject=event.subject, id=event.subject_id, version=event.version, progress=number)
    return b"id: %d\nevent: change\ndata: %s\n\n" % (event.number, msgspec.json.encode(told))


def reload(number: int) -> bytes:
    """Too much was missed: look at everything again, and go on from `number`."""
    return f"id: {number}\nevent: reload\ndata: {{}}\n\n".encode()


def must_reload(after: int, head: int) -> bool:
    """True where the place a reader names is too old, or from another history (a restored database)."""
    return after > head or head - after > MOST_BEHIND


def parse_place(text: str | None) -> int | None:
    """The number in Last-Event-ID or `?after=`; None for none or for nonsense."""
    return int(text) if text and text.isdecimal() and len(text) <= 18 else None
