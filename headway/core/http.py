"""How a room declares a route, and how errors become answers. Only this file, `main.py` and `routes.py` know Litestar.

    @get("/api/w/{workspace:str}/cycles", permission="guest", scope="goals:read", operation_id="goals_cycle_list")
    async def list_cycles(ctx: RequestCtx) -> Page[CycleOut]: ...

`permission` is the least role that may call at all ("public" and "account" are for routes outside a workspace); what
the caller may do with the thing itself is decided by the room's `access.py`. A handler gets `ctx` by name.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar, cast
from uuid import UUID

import litestar
import msgspec
from litestar import MediaType, Request, Response
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException, ValidationException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import ResponseSpec
from litestar.params import HeaderParameter
from litestar.response import Response as LitestarResponse

from headway.core import log
from headway.core.ctx import Ctx, Role
from headway.core.db import as_problem
from headway.core.errors import FieldError, Forbidden, Invalid, Malformed, NotFound, Problem, VersionRequired

__all__ = [
    "IfMatch",
    "Permission",
    "ctx_of",
    "delete",
    "expected",
    "get",
    "patch",
    "post",
    "problem_response",
    "put",
]

Permission = Literal["public", "account"] | Role
Handler = TypeVar("Handler", bound=Callable[..., Any])
IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match",
        required=False,
        description='The version you edited, in quotes: `"3"`. Without it 428, an old one 412 and the current state.',
    ),
]

RequestCtx = NamedDependency[Ctx]
"""How a handler asks for its `ctx`."""

MEDIA_TYPE = "application/problem+json"
PROBLEM_MEDIA = cast("MediaType", MEDIA_TYPE)  # Litestar takes any text here, its annotation says otherwise


class ProblemOut(msgspec.Struct, kw_only=True):
    """RFC 9457 problem details. `code` is stable; `detail` is a sentence that says what to do."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldError]
    request_id: str
    current: Any = msgspec.UNSET


def expected(if_match: str | None) -> int:
    """The version named by If-Match. Raises `VersionRequired` without one and `Malformed` for a strange one."""
    if if_match is None:
        raise VersionRequired
    text = if_match.strip().removeprefix("W/").strip('"')
    if not text.isdecimal() or len(text) > 9:
        raise Malformed('If-Match must be a version in quotes, such as "3".', code="core.if_match")
    return int(text)


async def ctx_of(request: Request[Any, Any, State]) -> Ctx:
    """The `ctx` dependency: made by the edge, one per request."""
    return cast("Ctx", request.scope["state"]["ctx"])


def _route(verb: Callable[..., Any], path: str, **options: Any) -> Callable[[Handler], HTTPRouteHandler]:
    permission: Permission = options.pop("permission")
    scope: str | None = options.pop("scope", None)
    opt = {
        **options.pop("opt", {}),
        "permission": permission,
        "token_scope": scope,
        "stream": options.pop("stream", False),
        "limit_mb": options.pop("limit_mb", None),
    }
    options["responses"] = {**_problems(verb), **options.pop("responses", {})}
    return cast("Callable[[Handler], HTTPRouteHandler]", verb(path, opt=opt, **options))


def _problems(verb: Callable[..., Any]) -> dict[int, ResponseSpec]:
    """The errors a route may answer with, for its description."""
    told = {
        400: "The request could not be read.",
        413: "The request is too large.",
        422: "Something in the request is wrong; `errors` names the fields.",
        401: "Not signed in: no or a wrong password, or the session or token is no longer valid.",
        429: "Too many requests; wait as long as Retry-After says.",
        503: "Not possible right now; try again in a few seconds.",
    }
    told[403] = "The caller may not do this."
    told[404] = "There is nothing here, or the caller may not see it."
    if verb is not litestar.get:
        told[409] = "The present state does not allow this."
        told[412] = "Somebody changed it in the meantime; `current` is the present state."
        told[428] = "The version that was edited is missing (If-Match)."
    return {
        status: ResponseSpec(ProblemOut, generate_examples=False, description=text, media_type=PROBLEM_MEDIA)
        for status, text in sorted(told.items())
    }


def get(
    path: str, *, permission: Permission, operation_id: str, **options: Any
) -> Callable[[Handler], HTTPRouteHandler]:
    return _route(litestar.get, path, permission=permission, operation_id=operation_id, **options)


def post(
    path: str, *, permission: Permission, operation_id: str, **options: Any
) -> Callable[[Handler], HTTPRouteHandler]:
    return _route(litestar.post, path, permission=permission, operation_id=operation_id, **options)


def put(
    path: str, *, permission: Permission, operation_id: str, **options: Any
) -> Callable[[Handler], HTTPRouteHandler]:
    return _route(litestar.put, path, permission=permission, operation_id=operation_id, **options)


def patch(
    path: str, *, permission: Permission, operation_id: str, **options: Any
) -> Callable[[Handler], HTTPRouteHandler]:
    return _route(litestar.patch, path, permission=permission, operation_id=operation_id, **options)


def delete(
    path: str, *, permission: Permission, operation_id: str, **options: Any
) -> Callable[[Handler], HTTPRouteHandler]:
    return _route(litestar.delete, path, permission=permission, operation_id=operation_id, **options)


def problem_response(request: Request[Any, Any, State], error: Exception) -> Response[ProblemOut]:
    """Any exception as a problem. What we did not foresee is logged whole and told briefly."""
    problem = _as_problem(error)
    request_id = str(request.scope.get("state", {}).get("request_id", ""))
    if problem.status >= 500:
        log.get("http").error("request failed", request_id=request_id, path=request.url.path, exc_info=error)
    return problem_answer(problem, request_id)


def problem_answer(problem: Problem, request_id: str) -> Response[ProblemOut]:
    return LitestarResponse(
        ProblemOut(
            type=f"urn:headway:problem:{problem.code}",
            title=problem.title,
            status=problem.status,
            code=problem.code,
            detail=problem.detail,
            errors=problem.errors,
            request_id=request_id,
            current=problem.extra.get("current", msgspec.UNSET),
        ),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=problem.headers,
    )


def _as_problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationException):
        return _from_validation(error)
    if isinstance(error, HTTPException):
        return _from_http(error)
    return as_problem(error)


def _from_validation(error: ValidationException) -> Problem:
    found = [
        FieldError(str(item.get("key", "")), str(item.get("message", "")))
        for item in (error.extra if isinstance(error.extra, list) else [])
        if isinstance(item, dict)
    ]
    if found:
        sentence = "; ".join(f"{item.path}: {item.message}" if item.path else item.message for item in found)
        return Invalid(sentence, errors=found)
    return Invalid(str(error.detail))


def _from_http(error: HTTPException) -> Problem:
    known: dict[int, type[Problem]] = {400: Malformed, 403: Forbidden, 404: NotFound}
    if error.status_code in known:
        return known[error.status_code](error.detail if error.status_code == 400 else "")
    problem = Problem(error.detail, code=f"core.http_{error.status_code}")
    problem.status = error.status_code
    problem.headers = dict(error.headers or {})
    return problem


def uuid_of(text: str) -> UUID:
    """A UUID from a path or query. Raises `NotFound`: an id we could not have given names nothing."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error
