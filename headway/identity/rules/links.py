"""Single-use links: how long they live and which page reads them.

The secret stands in the fragment (after #), which browsers never send: it reaches no log. The page posts it.
"""

from datetime import timedelta
from typing import Literal

LinkKind = Literal["set_up", "invitation", "password_reset", "sign_in", "check_in"]

LIFETIME: dict[LinkKind, timedelta] = {
    "set_up": timedelta(days=7),
    "invitation": timedelta(days=14),
    "password_reset": timedelta(hours=1),
    "sign_in": timedelta(days=1),
    "check_in": timedelta(days=7),
}

PAGE: dict[LinkKind, str] = {
    "set_up": "/set-up",
    "invitation": "/invitation",
    "password_reset": "/reset",
    "sign_in": "/sign-in",
    "check_in": "/check-in",
}


def path_of(kind: LinkKind, secret: str) -> str:
    """The path of the page that redeems a link, with the secret in its fragment."""
    return f"{PAGE[kind]}#{secret}"


def address_of(base: str, path: str) -> str:
    """The whole address: `base` as the installation is reached ("https://goals.example.org")."""
    return base.rstrip("/") + path


def base_of(public_url: str, host: str, port: int) -> str:
    """How people reach this installation: the setting, else what the server listens on.

    Never what a request says: a forged Host header would send a reset link to somebody else's site.
    """
    if public_url:
        return public_url.rstrip("/")
    reachable = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104 - compared, not listened on
    shown = f"[{reachable}]" if ":" in reachable else reachable
    return f"http://{shown}:{port}"
