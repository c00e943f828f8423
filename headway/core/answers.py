"""What goes back to the caller: the answer as it was collected, tagged, and squeezed where that pays."""

import hashlib
import zlib
from collections.abc import Mapping

WORTH_SQUEEZING = 8 * 1024  # bytes; what is smaller has arrived before it would be made smaller still
Headers = list[tuple[bytes, bytes]]


class Answer:
    """Status, headers and the whole body. `packed` makes it a 304 without a body where the caller has it already."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: Headers, body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body


def packed(answer: Answer, asked: Mapping[str, str], *, method: str) -> tuple[Headers, bytes]:
    """Headers and body as they go out. `asked`: the request's headers, names in lower case.

    What is read has a weak ETag, made of the body as it is; long JSON goes out as gzip to whoever takes that.
    """
    headers = [(name, value) for name, value in answer.headers if name.lower() != b"content-length"]
    body = answer.body
    if method == "GET" and answer.status == 200:
        tag = b'W/"' + hashlib.blake2b(body, digest_size=12).hexdigest().encode() + b'"'
        headers.append((b"etag", tag))
        if asked.get("if-none-match", "").encode() == tag:
            answer.status, body = 304, b""
    if len(body) >= WORTH_SQUEEZING and _is_json(headers):
        headers.append((b"vary", b"accept-encoding"))
        if "gzip" in asked.get("accept-encoding", ""):
            body = zlib.compress(body, level=1, wbits=31)  # higher levels win a tenth for three times the work
            headers.append((b"content-encoding", b"gzip"))
    if not any(name.lower() == b"cache-control" for name, _ in headers):
        headers.append((b"cache-control", b"private, no-cache"))
    headers.append((b"content-length", str(len(body)).encode()))
    return headers, body


def _is_json(headers: Headers) -> bool:
    return any(name.lower() == b"content-type" and b"json" in value for name, value in headers)
