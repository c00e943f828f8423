"""The edge: who may pass, what is forged, what is a repeat, and that a refusal leaves nothing behind."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from litestar import Litestar
from litestar.di import Provide
from litestar.params import JSONBody
from litestar.testing import AsyncTestClient

from headway.core import db
from headway.core.db import Database
from headway.core.edge import Edge
from headway.core.errors import Conflict
from headway.core.http import IfMatch, RequestCtx, ctx_of, expected, get, post, problem_answer, problem_response
from headway.core.settings import Settings
from headway.organisation.queries import caller_of
from tests.conftest import RollbackDatabase
from tests.make import Make, Member


class Thing(msgspec.Struct, forbid_unknown_fields=True):
    kind: str


class Counted(msgspec.Struct):
    events: int


@get("/api/w/{workspace:str}/things", permission="guest", scope="goals:read", operation_id="test_thing_list")
async def things(ctx: RequestCtx) -> Counted:
    return Counted(await db.value(ctx, "select count(*) from event"))


@post("/api/w/{workspace:str}/things", permission="member", scope="goals:write", operation_id="test_thing_make")
async def make_thing(ctx: RequestCtx, data: JSONBody[Thing]) -> Counted:
    await ctx.record(data.kind, "thing", uuid4())
    if data.kind == "test.refused":
        await db.run(ctx, "update workspace set name = 'changed by a refused request'")
        raise Conflict("Not now.", code="test.not_now")
    return Counted(await db.value(ctx, "select count(*) from event"))


@post("/api/w/{workspace:str}/edits", permission="member", operation_id="test_thing_edit", status_code=200)
async def edit_thing(if_match: IfMatch = None) -> Counted:
    return Counted(expected(if_match))


ROUTES = [things, make_thing, edit_thing]


def app_over(database: Any) -> Litestar:
    def answer(problem: Any, request_id: str) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        made = problem_answer(problem, request_id)
        headers = [(name.lower().encode(), value.encode()) for name, value in problem.headers.items()]
        return made.status_code or 500, headers, msgspec.json.encode(made.content)

    edge = Edge(
        database=database, authenticate=caller_of, answer_problem=answer, wake=lambda: None, settings=Settings()
    )
    return Litestar(
        ROUTES,
        middleware=[edge],
        dependencies={"ctx": Provide(ctx_of)},
        exception_handlers={Exception: problem_response},
        request_max_body_size=None,
        openapi_config=None,
    )


class Browser:
    """One person's requests to the things of the workspace."""

    def __init__(self, http: AsyncTestClient[Any], make: Make, headers: dict[str, str]) -> None:
        self.http = http
        self.base = f"/api/w/{make.workspace.slug}"
        self.headers = headers

    async def send(self, method: str, path: str, **options: Any) -> Any:
        self.http.cookies.clear()
        headers = {**self.headers, **options.pop("headers", {})}
        return await self.http.request(method, self.base + path, headers=headers, **options)

    async def make_thing(self, kind: str = "test.made", **options: Any) -> Any:
        return await self.send("POST", "/things", json={"kind": kind}, **options)


async def headers_of(make: Make, member: Member) -> dict[str, str]:
    secret, csrf = await make.session(member)
    return {"Cookie": f"headway_session={secret}", "X-CSRF-Token": csrf}


@pytest.fixture
async def browser(connection: Any, make: Make) -> AsyncIterator[Browser]:
    async with AsyncTestClient(app_over(RollbackDatabase(connection)), base_url="http://headway.test") as http:
        yield Browser(http, make, await headers_of(make, make.owner))


async def test_without_a_session_nobody_passes(browser: Browser) -> None:
    answer = await browser.http.get(browser.base + "/things")
    assert answer.status_code == 401
    assert answer.json()["code"] == "core.unauthenticated"


async def test_a_stranger_to_the_workspace_is_told_there_is_nothing(browser: Browser, make: Make) -> None:
    other = await Make.fresh(make.connection)
    browser.headers = await headers_of(other, other.owner)
    assert (await browser.send("GET", "/things")).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("guest", 403), ("member", 201), ("admin", 201)])
async def test_a_route_lets_in_its_least_role_and_above(browser: Browser, make: Make, role: Any, status: int) -> None:
    browser.headers = await headers_of(make, await make.member(role))
    assert (await browser.make_thing()).status_code == status


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"X-CSRF-Token": "guessed"}, "core.csrf"),
        ({"X-CSRF-Token": ""}, "core.csrf"),
        ({"Origin": "https://evil.test"}, "core.origin"),
        ({"Origin": "null"}, "core.origin"),
    ],
)
async def test_a_forged_write_is_refused(browser: Browser, headers: dict[str, str], code: str) -> None:
    answer = await browser.make_thing(headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, code)
    assert (await browser.send("GET", "/things")).json() == {"events": 0}


async def test_our_own_origin_passes(browser: Browser) -> None:
    assert (await browser.make_thing(headers={"Origin": "http://headway.test"})).status_code == 201


async def test_a_refusal_leaves_nothing_behind(browser: Browser, make: Make) -> None:
    answer = await browser.make_thing("test.refused")
    assert (answer.status_code, answer.json()["code"]) == (409, "test.not_now")
    assert (await browser.send("GET", "/things")).json() == {"events": 0}
    assert await db.value(make, "select name from workspace") == "Test workspace"


async def test_unknown_fields_and_broken_json_are_named(browser: Browser) -> None:
    unknown = await browser.send("POST", "/things", json={"kind": "test.made", "admin": True})
    assert unknown.status_code == 422
    assert "admin" in unknown.text
    broken = await browser.send("POST", "/things", content=b"{", headers={"Content-Type": "application/json"})
    assert broken.status_code in {400, 422}
    assert broken.headers["content-type"] == "application/problem+json"


async def test_a_body_over_the_limit_is_refused(browser: Browser) -> None:
    answer = await browser.make_thing("x" * (2**20 + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "core.too_large")


async def test_the_same_key_gives_the_same_answer_and_one_effect(browser: Browser) -> None:
    first = await browser.make_thing(headers={"Idempotency-Key": "key-1"})
    again = await browser.make_thing(headers={"Idempotency-Key": "key-1"})
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert again.headers["idempotency-replayed"] == "true"
    assert (await browser.send("GET", "/things")).json() == {"events": 1}


async def test_a_key_used_for_another_request_is_refused(browser: Browser) -> None:
    await browser.make_thing(headers={"Idempotency-Key": "key-1"})
    other = await browser.make_thing("test.other", headers={"Idempotency-Key": "key-1"})
    assert (other.status_code, other.json()["code"]) == (422, "core.key_reused")


async def test_a_refused_write_frees_its_key(browser: Browser) -> None:
    await browser.make_thing("test.refused", headers={"Idempotency-Key": "key-1"})
    other = await browser.make_thing(headers={"Idempotency-Key": "key-1"})
    assert other.status_code == 201


async def test_one_version_header_is_needed_and_must_be_a_version(browser: Browser) -> None:
    assert (await browser.send("POST", "/edits")).status_code == 428
    assert (await browser.send("POST", "/edits", headers={"If-Match": "yesterday"})).status_code == 400
    assert (await browser.send("POST", "/edits", headers={"If-Match": '"7"'})).json() == {"events": 7}


async def test_an_unchanged_answer_is_not_sent_twice(browser: Browser) -> None:
    first = await browser.send("GET", "/things")
    again = await browser.send("GET", "/things", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_the_request_id_is_ours_or_the_callers(browser: Browser) -> None:
    given = await browser.send("GET", "/things", headers={"X-Request-ID": "from-a-proxy-1"})
    assert given.headers["x-request-id"] == "from-a-proxy-1"
    strange = await browser.send("GET", "/things", headers={"X-Request-ID": "x"})
    assert len(strange.headers["x-request-id"]) == 32


async def test_three_copies_of_a_keyed_write_at_once_have_one_effect(database_url: Callable[[str], str]) -> None:
    database = Database(database_url("headway_app"), size=6)
    await database.open()
    async with database.transaction(UUID(int=0)) as connection:
        make = await Make.fresh(connection)
        headers = await headers_of(make, make.owner)
    async with AsyncTestClient(app_over(database), base_url="http://headway.test") as http:
        browser = Browser(http, make, headers)
        answers = await asyncio.gather(
            *[browser.make_thing(headers={"Idempotency-Key": f"key-{n // 3}"}) for n in range(30)]
        )
        counted = await browser.send("GET", "/things")
    await database.close()
    assert {answer.status_code for answer in answers} == {201}
    assert counted.json() == {"events": 10}
