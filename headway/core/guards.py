"""What every answer tells the browser to refuse, said once for pages and once for the API."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Headers = list[tuple[bytes, bytes]]
App = Callable[[Any, Any, Any], Awaitable[None]]
Message = MutableMapping[str, Any]

# Mantine writes style attributes and one style element, hence 'unsafe-inline' for styles and for nothing else.
_PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_ANSWER_POLICY = "default-src 'none'; frame-ancestors 'none'"
_EVERYWHERE: Headers = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin")]
PAGE: Headers = [
    *_EVERYWHERE,
    (b"content-security-policy", _PAGE_POLICY.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]
ANSWER: Headers = [
    *_EVERYWHERE,
    (b"content-security-policy", _ANSWER_POLICY.encode()),
    (b"cross-origin-resource-policy", b"same-origin"),
]
HTTPS_ONLY = (b"strict-transport-security", b"max-age=31536000")


def guarded(app: App, headers: Headers, *, https: bool) -> App:
    """`app` with these headers on everything it answers, refusals and streams too.

    `https`: people use it over HTTPS only, so the browser shall insist on that from now on. Other hosts of the domain
    are not ours to decide.
    """
    added = [*headers, HTTPS_ONLY] if https else headers

    async def handle(scope: Any, receive: Any, send: Any) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *added]}
            await send(message)

        await app(scope, receive, send_guarded)

    return handle
