"""`mass-assign`: no body writes a column that its operation does not offer; no route starts without a permission."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import msgspec
from litestar import get
from litestar.config.app import AppConfig

from headway import main
from tests.checks.calls import Call
from tests.checks.policy import answers
from tests.checks.report import Report
from tests.checks.stage import Stage
from tests.checks.surface import Operation, Requests, operations, variants

WRITERS = ("owner", "member")
REFUSED = {400, 422}
PLANTED = {"planted": ["here"]}  # of no column's type: where a field is offered under this name it is refused as well
Way = tuple[str | int, ...]


async def run(stage: Stage, *, small: bool, columns: int | None = None, only: frozenset[str] = frozenset()) -> Report:
    """`columns` picks that many by the seed for each place; all of them together are always tried."""
    report = Report(name="mass-assign")
    undeclared(report)
    every = await _columns(stage)
    report.tried("columns", len(every))
    for operation in operations(stage.app):
        if operation.has_body and (not only or operation.id in only):
            for call in variants(operation.id)[: 1 if small else None]:
                await _operation(stage, operation, call, every=every, most=columns, report=report)
    return report


async def _operation(
    stage: Stage, operation: Operation, call: Call, *, every: list[str], most: int | None, report: Report
) -> None:
    caller = next((one for one in WRITERS if answers(operation.id, 0)[one] < 400), "owner")
    base = Requests(stage.http, stage.world).build(caller, operation, call)
    body = msgspec.json.decode(base.content)
    plain = (await stage.send(base)).status_code
    report.expect(plain not in REFUSED, f"{operation.id}: its body is refused ({plain}) before anything is planted")
    report.tried("write bodies")
    for way, inner in _objects(body, ()):
        unknown = [name for name in every if name not in inner]
        chosen = unknown if most is None or most >= len(unknown) else stage.random.sample(unknown, most)
        for extra in [*([name] for name in chosen), unknown]:
            planted = _with(body, way, dict.fromkeys(extra, PLANTED))
            answer = await stage.send(_again(stage, base, planted))
            report.tried("planted")
            if answer.status_code not in REFUSED:
                where = ".".join(map(str, way)) or "the body"
                names = extra[0] if len(extra) == 1 else f"{len(extra)} columns"
                report.fail(f"{operation.id}: {names} in {where} was taken ({answer.status_code})")


def _again(stage: Stage, base: httpx.Request, body: Any) -> httpx.Request:
    headers = {name: value for name, value in base.headers.items() if name.lower() not in {"content-length", "host"}}
    headers["idempotency-key"] = uuid4().hex
    return stage.http.build_request(base.method, base.url, headers=headers, json=body)


def _objects(value: Any, way: Way) -> Iterator[tuple[Way, dict[str, Any]]]:
    """Every JSON object of a body, with the way to it."""
    if isinstance(value, dict):
        yield way, value
        for name, inner in value.items():
            yield from _objects(inner, (*way, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _objects(inner, (*way, place))


def _with(value: Any, way: Way, extra: dict[str, Any]) -> Any:
    """A copy of `value` whose object at `way` has more fields."""
    if not way:
        return {**value, **extra}
    copy: Any = list(value) if isinstance(value, list) else dict(value)
    copy[way[0]] = _with(value[way[0]], way[1:], extra)
    return copy


async def _columns(stage: Stage) -> list[str]:
    cursor = await stage.connection.execute(
        """
        select distinct column_name::text from information_schema.columns
         where table_schema = 'public' and table_name not like 'procrastinate%' and table_name not like '%yoyo%'
         order by 1
        """
    )
    return [row[0] for row in await cursor.fetchall()]


def undeclared(report: Report) -> None:
    """A route without a permission must stop the app from starting."""

    @get("/api/w/{workspace:str}/planted")
    async def planted() -> None: ...

    for routes, refused in (([*main.ROUTES, planted], True), (list(main.ROUTES), False)):
        report.tried("start-ups")
        kept, main.ROUTES[:] = list(main.ROUTES), routes
        try:
            main._refuse_undeclared(AppConfig())
        except RuntimeError:
            report.expect(refused, "an app whose routes all declare a permission does not start")
        else:
            report.expect(not refused, "an app starts with a route that declares no permission")
        finally:
            main.ROUTES[:] = kept
