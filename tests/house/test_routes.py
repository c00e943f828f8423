"""Every route says who may call it and how it is called."""

import re
from collections.abc import Iterator

import pytest
from litestar import get as undeclared_get
from litestar.config.app import AppConfig
from litestar.handlers import HTTPRouteHandler

from headway import main

PERMISSIONS = {"public", "account", "guest", "member", "admin", "owner"}
OPERATION = re.compile(r"[a-z]+(_[a-z]+){2,}")


def faults(routes: list[HTTPRouteHandler], rooms: set[str]) -> Iterator[str]:
    for route in routes:
        name = f"{'/'.join(sorted(route.http_methods))} {', '.join(sorted(route.paths))}"
        permission, operation = route.opt.get("permission"), str(route.operation_id)
        inside = all(path.startswith("/api/w/{workspace") for path in route.paths)
        if permission not in PERMISSIONS:
            yield f"{name}: permission is {permission!r}"
        if inside == (permission in {"public", "account"}):
            yield f"{name}: {permission} does not fit a route {'inside' if inside else 'outside'} a workspace"
        if not OPERATION.fullmatch(operation) or operation.split("_", maxsplit=1)[0] not in rooms:
            yield f"{name}: operation id {operation!r} is not <room>_<noun>_<verb>"


def _rooms() -> set[str]:
    from tests.house import files  # noqa: PLC0415 - git is asked only here

    return {*files.rooms(), *files.inner_rooms(), "core"}


def test_every_route_declares_permission_and_operation_id() -> None:
    found = list(faults(main.ROUTES, _rooms()))
    assert not found, "\n".join(found)


def test_operation_ids_are_unique() -> None:
    ids = [route.operation_id for route in main.ROUTES]
    assert sorted(set(map(str, ids))) == sorted(map(str, ids))


@undeclared_get("/api/w/{workspace:str}/secrets")
async def secrets() -> None: ...


def test_a_route_without_permission_is_noticed_here_and_refused_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [fault for fault in faults([secrets], {"core"}) if "permission is None" in fault]
    monkeypatch.setattr(main, "ROUTES", [*main.ROUTES, secrets])
    with pytest.raises(RuntimeError, match="declares no permission"):
        main._refuse_undeclared(AppConfig())
