"""The two cookies of a session: the secret, which no script can read, and the CSRF value, which our page must."""

from typing import TypeVar

from litestar import Response
from litestar.datastructures import Cookie

from headway.core.edge import CSRF_COOKIE, SESSION_COOKIE
from headway.core.settings import Settings

T = TypeVar("T")

DAY = 86_400  # seconds


def with_session(answer: T, *, secret: str, csrf: str, settings: Settings) -> Response[T]:
    """An answer that signs the browser in."""
    cookies = [_cookie(SESSION_COOKIE, secret, settings, readable=False), csrf_cookie(csrf, settings)]
    return Response(answer, cookies=cookies, headers={"Cache-Control": "no-store"})


def without_session(settings: Settings) -> Response[None]:
    """An answer that makes the browser forget both."""
    gone = [Cookie(key=name, path="/", max_age=0, secure=settings.secure_cookies) for name in COOKIES]
    return Response(None, status_code=204, cookies=gone)


def csrf_cookie(csrf: str, settings: Settings) -> Cookie:
    """The readable one, for a browser that has lost it."""
    return _cookie(CSRF_COOKIE, csrf, settings, readable=True)


COOKIES = (SESSION_COOKIE, CSRF_COOKIE)


def _cookie(name: str, value: str, settings: Settings, *, readable: bool) -> Cookie:
    return Cookie(
        key=name,
        value=value,
        path="/",
        max_age=settings.session_days * DAY,
        httponly=not readable,
        samesite="lax",
        secure=settings.secure_cookies,
    )
