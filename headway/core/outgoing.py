"""A request that leaves the installation, and what came of it: for `core/egress.py`, and for rules that judge it."""

from typing import Literal

from msgspec import Struct

Reached = Literal["answered", "internal", "unknown_host", "no_connection", "no_certificate", "no_answer"]
"""`no_answer`: it may have arrived all the same. With all others but "answered" nothing was sent."""


class Outgoing(Struct, frozen=True, kw_only=True):
    """One request. `host` is a bare name or address; `path` begins with a slash and may hold a query."""

    host: str
    path: str
    body: bytes
    method: Literal["POST", "PUT"] = "POST"
    port: int = 443
    headers: dict[str, str] = {}


class Answer(Struct, frozen=True, kw_only=True):
    """What came back: the beginning of the text, and `retry_after` in seconds where that was said."""

    reached: Reached
    status: int = 0
    text: str = ""
    retry_after: int | None = None
