"""The long checks at a small, seeded size; and each of them with a planted fault, which it must find."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest
from litestar.params import JSONBody

from headway import main
from headway.core import db, edge
from headway.core.ctx import Actor, Ctx
from headway.core.errors import Forbidden, NotFound
from headway.core.http import post
from headway.core.subjects import Audience, Registry
from headway.main import SUBJECTS
from headway.work.queries import projects as project_queries
from tests.checks import assign, catalogue, fuzz, matrix, purity, sse
from tests.checks.calls import CALLS, Call
from tests.checks.report import Report
from tests.checks.stage import Server, Stage, furnished, staged
from tests.checks.world import World
from tests.conftest import own_database

SEED = 20
NameOf = Callable[[str], str]


@pytest.fixture(scope="module")
def furnished_world(server: Server) -> Iterator[tuple[str, World]]:
    """A database with the world in it, which every test gets a copy of."""
    with own_database(server) as name:
        yield name, asyncio.run(furnished(server("postgres", name)))


@pytest.fixture
async def stage(server: Server, furnished_world: tuple[str, World]) -> AsyncIterator[Stage]:
    template, world = furnished_world
    with own_database(server, template) as name:
        async with staged(server("postgres", name), SEED, world=world) as built:
            yield built


def found(report: Report, words: str) -> list[str]:
    return [failure for failure in report.failures if words in failure]


# -- the checks, small -------------------------------------------------------------------------------------------------


async def test_the_tenant_matrix_finds_no_way_in(stage: Stage) -> None:
    report = await matrix.run(stage, small=True, most=700)
    assert not report.failures, "\n".join(report.failures)
    assert report.counts["other ids"] > 300


async def test_refusals_change_nothing_and_tell_nothing(stage: Stage) -> None:
    report = await purity.run(stage, small=True, most=250)
    assert not report.failures, "\n".join(report.failures)
    assert report.counts["refusals"] > 200


async def test_no_body_writes_a_column_it_does_not_offer(stage: Stage) -> None:
    report = await assign.run(stage, small=True, columns=1)
    assert not report.failures, "\n".join(report.failures)
    assert report.counts["write bodies"] > 40


def test_every_table_and_role_is_as_it_must_be(server: Server, furnished_world: tuple[str, World]) -> None:
    with own_database(server, furnished_world[0]) as name:
        report = catalogue.run(server("postgres", name))
    assert not report.failures, "\n".join(report.failures)


@pytest.mark.timeout(400)
def test_nothing_that_schemathesis_sends_is_answered_with_a_fault(server: Server) -> None:
    report = fuzz.run(seed=SEED, small=True, server=server)
    assert not report.failures, "\n".join(report.failures)


# -- and the faults they must see --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "noticed"),
    [
        ("drop policy tenant on task", "task: no restrictive policy"),
        ("alter table task no force row level security", "task: row security is not enabled and forced"),
        (
            (
                "create function peek() returns integer language sql security definer"
                " set search_path = pg_catalog, public, pg_temp as 'select 1'"
            ),
            "peek() is a security definer and not on the written list",
        ),
        (
            "create function peek() returns integer language sql security definer as 'select 1'",
            "peek() does not pin its search_path",
        ),
        ("create materialized view peek as select 1 as one", "materialized view is not allowed"),
        (
            (
                "alter policy tenant on share using (workspace_id = (select current_setting('headway.workspace')::uuid)"
                " or access = 'edit')"
            ),
            "share: its policy is",
        ),
        (
            "create policy peek on key_result as permissive to headway_app using (true)",
            "key_result is open to guests and not on the written list",
        ),
        ("create view peek as select id from task", "peek: a view must be security_invoker"),
        ("create unique index peek on task (title)", "peek is unique but does not begin with workspace_id"),
        ("create table peek (id uuid primary key)", "peek: has no workspace_id and is not listed"),
        (
            (
                "alter table team add constraint alone unique (id);"
                " create table plant (workspace_id uuid not null, id uuid not null, team_id uuid references team (id),"
                " primary key (workspace_id, id)); select headway_tenant('plant')"
            ),
            "plant: foreign key plant_team_id_fkey does not carry workspace_id",
        ),
        ("grant truncate on task to headway_worker", "headway_worker may truncate task"),
        ("alter role headway_app bypassrls", "headway_app is BYPASSRLS"),
        ("grant create on schema public to headway_app", "headway_app is allowed to create in public"),
        (
            (
                "create table plant (workspace_id uuid not null, id uuid not null, task_id uuid,"
                " primary key (workspace_id, id)); select headway_tenant('plant');"
                " alter table plant add constraint backwards foreign key (task_id, workspace_id)"
                " references task (id, workspace_id)"
            ),
            "foreign key backwards does not begin with workspace_id",
        ),
        (
            (
                "drop policy tenant on task; create policy tenant on task as restrictive to headway_app, headway_worker"
                " using (workspace_id = nullif(current_setting('headway.workspace', true), '')::uuid)"
                " with check (workspace_id = nullif(current_setting('headway.workspace', true), '')::uuid)"
            ),
            "task can be read by headway_app without a tenant",
        ),
    ],
)
def test_the_catalogue_check_sees(database_url: NameOf, fault: str, noticed: str) -> None:
    with psycopg.connect(database_url("postgres"), autocommit=True) as connection:
        if "backwards" in fault:
            connection.execute("alter table task add constraint turned unique (id, workspace_id)")
        connection.execute(fault.encode())
    try:
        report = catalogue.run(database_url("postgres"))
    finally:
        with psycopg.connect(database_url("postgres"), autocommit=True) as connection:
            connection.execute("alter role headway_app nobypassrls")
    assert found(report, noticed), report.failures


SEES_ALL = """
create or replace function work_visible(workspace uuid, me uuid, guest boolean, everything boolean)
returns table (id uuid, shared text, team_shared text, in_team boolean) language sql stable as $$
  select p.id, null::text, null::text, false from project p where p.workspace_id = workspace
$$
"""


async def part(stage: Stage, *operations: str) -> Report:
    """The matrix over a few operations only."""
    return await matrix.run(stage, small=True, only=frozenset(operations))


async def test_the_matrix_sees_a_load_that_forgets_who_may_see(stage: Stage) -> None:
    await stage.connection.execute(SEES_ALL)
    report = await part(stage, "work_project_get", "work_project_list")
    assert found(report, "as admin, private path.project: reached it 200"), report.failures
    assert found(report, "reached 'Hidden from you' in the answer"), report.failures


async def test_the_matrix_sees_that_members_let_themselves_in(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def everybody(*_: object) -> bool:
        return True

    subjects = [msgspec.structs.replace(one, may_share=everybody) for one in SUBJECTS]
    monkeypatch.setattr(stage.app.state.running, "subjects", Registry(subjects))
    report = await part(stage, "organisation_share_put")
    assert found(report, "organisation_share_put#0 as other, own: answered 200"), report.failures


async def test_the_matrix_sees_a_token_that_may_more_than_its_scopes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for route in stage.app.routes:
        for handler in getattr(route, "route_handlers", []):
            if handler.operation_id == "identity_token_list":
                monkeypatch.setitem(handler.opt, "token_scope", "goals:read")
    report = await part(stage, "goals_cycle_get", "identity_token_list")
    assert found(report, "identity_token_list#0 as read_token, own: answered 200"), report.failures
    assert not found(report, "goals_cycle_get")


async def test_the_matrix_sees_that_removed_people_and_strangers_come_in(stage: Stage) -> None:
    (text,) = await (
        await stage.connection.execute("select pg_get_functiondef('headway_caller'::regproc)")
    ).fetchone() or ("",)
    await stage.connection.execute(text.replace("and m.removed_at is null", "").encode())
    report = await part(stage, "goals_cycle_get")
    assert found(report, "as removed, own: answered 200"), report.failures
    open_door = text.replace("m.workspace_id = w.id and m.account_id", "m.account_id").encode()
    await stage.connection.execute(open_door)
    report = await part(stage, "goals_cycle_get")
    assert found(report, "as outsider, own: answered 200"), report.failures
    assert found(report, "as member, elsewhere: reached it 200"), report.failures


async def test_the_matrix_sees_a_role_that_nobody_asks_for(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Actor, "at_least", lambda *_: True)
    report = await part(stage, "goals_measurement_create", "organisation_member_list")
    assert found(report, "organisation_member_list#0 as guest_without, own: answered 200"), report.failures


async def test_the_matrix_sees_an_operation_and_a_place_without_a_request(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(CALLS, "goals_cycle_get")
    monkeypatch.setitem(CALLS, "goals_cycle_create", Call(body={"name": "Sprint"}))
    report = await part(stage, "goals_cycle_list")
    assert found(report, "goals_cycle_get has no request")
    assert found(report, "goals_cycle_create has no id at body.parent_id")


async def test_the_stream_check_sees_an_audience_of_everybody(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def everybody(_: object, ids: list[UUID]) -> dict[UUID, Audience]:
        return dict.fromkeys(ids, Audience(everyone=True, members=frozenset()))

    open_to_all = [msgspec.structs.replace(one, audience=everybody) for one in SUBJECTS]
    monkeypatch.setattr(sse, "SUBJECTS", open_to_all)
    report = Report(name="stream")
    await sse.run(stage, report)
    assert found(report, "the stream of owner reached"), report.failures


async def test_the_purity_check_sees_what_a_refusal_leaves(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge._Request, "_enter", _keeping(edge._Request._enter))
    report = await purity.run(stage, small=True, only=frozenset({"organisation_team_archive"}))
    assert found(report, "changed the database"), report.failures


def _keeping(enter: Callable[..., Awaitable[Ctx]]) -> Callable[..., Awaitable[Ctx]]:
    """An edge that commits refusals, with the key it claimed."""

    async def keeping(*args: Any) -> Ctx:
        ctx = await enter(*args)
        ctx.keep_on_refusal = True
        return ctx

    return keeping


async def test_the_purity_check_sees_a_refusal_that_says_more_than_it_may(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = project_queries.facts

    async def talkative(ctx: Ctx, project_id: UUID, **more: Any) -> Any:
        try:
            return await asked(ctx, project_id, **more)
        except NotFound as nothing:
            there = await db.value(ctx, "select 1 from project where id = %(id)s", id=project_id)
            raise (Forbidden("This project is private.") if there else nothing) from nothing

    monkeypatch.setattr(project_queries, "facts", talkative)
    report = await purity.run(stage, small=True, only=frozenset({"work_project_edit"}))
    assert found(report, "says"), report.failures


async def test_the_purity_check_sees_a_refusal_that_takes_longer_where_something_is(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = project_queries.facts

    async def slow(ctx: Ctx, project_id: UUID, **more: Any) -> Any:
        try:
            return await asked(ctx, project_id, **more)
        except NotFound:
            await stage.connection.execute("reset role")
            there = await stage.connection.execute("select pg_sleep(0.02) from project where id = %s", [project_id])
            await stage.connection.execute("set local role headway_app")
            del there
            raise

    monkeypatch.setattr(project_queries, "facts", slow)
    report = await purity.run(stage, small=True, strict=True, only=frozenset({"work_project_edit"}))
    assert found(report, "is told from an unknown one by"), report.failures


class LaxTeam(msgspec.Struct):
    name: str
    purpose: str = ""
    parent_id: UUID | None = None


@post("/api/w/{workspace:str}/teams", permission="member", operation_id="organisation_team_create")
async def lax(data: JSONBody[LaxTeam]) -> None:
    """Takes any field."""


async def test_the_assignment_check_sees_a_body_that_takes_anything(
    server: Server, furnished_world: tuple[str, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    template, world = furnished_world
    others = [route for route in main.ROUTES if route.operation_id != "organisation_team_create"]
    monkeypatch.setattr(main, "ROUTES", [*others, lax])
    with own_database(server, template) as name:
        async with staged(server("postgres", name), SEED, world=world) as stage:
            report = await assign.run(stage, small=True, columns=1, only=frozenset({"organisation_team_create"}))
    assert found(report, "organisation_team_create"), report.failures


async def test_the_assignment_check_sees_an_app_that_starts_undeclared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "_refuse_undeclared", lambda config: config)
    report = Report(name="start")
    assign.undeclared(report)
    assert found(report, "an app starts with a route that declares no permission")


@pytest.mark.timeout(300)
def test_the_fuzz_check_sees_that_it_is_no_longer_signed_in(server: Server) -> None:
    report = fuzz.run(seed=SEED, small=True, server=server, only=("goals_cycle_list",), plant="delete from session")
    assert found(report, "as owner: lost the way in while trying: 401, not 200"), report.failures


@pytest.mark.timeout(300)
def test_the_fuzz_check_sees_a_fault(server: Server) -> None:
    report = fuzz.run(
        seed=SEED, small=True, server=server, only=("goals_cycle_list",), plant="alter table cycle rename name to title"
    )
    assert found(report, "answered 500"), report.failures
    assert found(report, "goals_cycle_get was never reached"), report.failures
