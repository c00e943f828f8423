"""What can go wrong, said once: a status, a stable code, and a sentence that says what to do.

Every error a person or program can meet is a `Problem`. `core/http.py` turns it into `application/problem+json`.
Rooms subclass the classes here and give a code of their own ("goals.cycle_closed").
"""

from collections.abc import Callable
from typing import Any, ClassVar

import msgspec


class FieldError(msgspec.Struct, frozen=True):
    """One thing wrong with one field; `path` is dotted from the body's root ("key_results.0.target")."""

    path: str
    message: str


class Problem(Exception):
    """Base of all errors that are answers. `detail` is for a person; `code` is for a program and never changes."""

    status: int = 500
    code: str = "core.unexpected"
    title: ClassVar[str] = "Something went wrong"

    def __init__(
        self,
        detail: str = "",
        *,
        code: str | None = None,
        errors: list[FieldError] | None = None,
        extra: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.code = code or self.code
        self.errors = errors or []
        self.extra = extra or {}
        self.headers = headers or {}


class Malformed(Problem):
    """The request cannot be read at all: broken JSON, a bad cursor, a NUL byte."""

    status = 400
    code = "core.malformed"
    title = "The request could not be read"


class Unauthenticated(Problem):
    status = 401
    code = "core.unauthenticated"
    title = "Please sign in"


class Forbidden(Problem):
    """The caller may see the thing but not do this with it. What they may not see is `NotFound`."""

    status = 403
    code = "core.forbidden"
    title = "You are not allowed to do this"


class NotFound(Problem):
    """It does not exist, or not for this caller: the two are never told apart."""

    status = 404
    code = "core.not_found"
    title = "There is nothing here, or you may not see it"


class Conflict(Problem):
    """The thing is in a state that does not allow this now."""

    status = 409
    code = "core.conflict"
    title = "This cannot be done in the present state"


class Stale(Problem):
    """`If-Match` named an older version; `extra["current"]` holds the present state."""

    status = 412
    code = "core.stale"
    title = "Somebody changed this in the meantime"

    def __init__(self, current: Any) -> None:
        super().__init__(
            "Somebody changed this in the meantime. Look at the current state and try again.",
            extra={"current": msgspec.to_builtins(current)},
        )


class TooLarge(Problem):
    status = 413
    code = "core.too_large"
    title = "The request is too large"


class Invalid(Problem):
    """The request is readable but its content is wrong; `errors` names the fields."""

    status = 422
    code = "core.invalid"
    title = "Please check the marked fields"

    @classmethod
    def field(cls, path: str, message: str, *, code: str | None = None) -> "Invalid":
        return cls(message, code=code, errors=[FieldError(path, message)])

    @classmethod
    def together(cls, found: list["Invalid"]) -> "Invalid":
        """Several in one answer: a form says at once what is wrong with each of its fields."""
        first = found[0]
        if len(found) == 1:
            return first
        return cls(code=first.code, errors=[error for one in found for error in one.errors])


def refusals(check: Callable[..., object], *given: object, **named: object) -> list[Invalid]:
    """What a check of one field refuses: one thing, or nothing."""
    try:
        check(*given, **named)
    except Invalid as refused:
        return [refused]
    return []


class VersionRequired(Problem):
    status = 428
    code = "core.version_required"
    title = 'Send the version you edited as If-Match: "<version>"'


class TooMany(Problem):
    status = 429
    code = "core.too_many"
    title = "Too many requests: please wait a moment"

    @classmethod
    def wait(cls, seconds: int, detail: str = "") -> "TooMany":
        return cls(detail, headers={"Retry-After": str(max(1, seconds))})


class Unavailable(Problem):
    status = 503
    code = "core.unavailable"
    title = "Headway cannot answer right now: please try again in a few seconds"
