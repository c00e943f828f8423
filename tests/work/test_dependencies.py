"""What waits for what: circles are refused by name, what is hidden counts and is not named, what is gone leaves."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.core.ctx import Ctx
from headway.core.db import set_tenant
from headway.core.errors import Conflict, Forbidden, NotFound
from headway.work.actions import dependencies, relocation, removal, tasks
from headway.work.queries import table
from headway.work.queries import tasks as task_queries
from headway.work.rules.waiting import Waiting, round_trip, waiting_after
from headway.work.schemas.tasks import RelocationIn, TaskPatch
from tests.conftest import ClientFor, Statements
from tests.make import Make, Member
from tests.work import build

AsMember = Callable[[Member], Ctx]


class Three:
    """Three tasks of one open project."""

    def __init__(self, ctx: Ctx) -> None:
        self.ctx = ctx

    async def build(self) -> "Three":
        self.project = await build.project(self.ctx)
        self.a, self.b, self.c = [await build.task(self.ctx, self.project.id, title) for title in "ABC"]
        return self

    async def blockers(self, task: Any, ctx: Ctx | None = None) -> int:
        return (await task_queries.one(ctx or self.ctx, task.id)).blockers


@pytest.fixture
async def three(ctx: Ctx) -> Three:
    return await Three(ctx).build()


async def test_a_task_waits_for_another_until_that_is_done(ctx: Ctx, three: Three) -> None:
    told = await dependencies.block(ctx, three.b.id, three.a.id)
    assert [one.label for one in told.blocked_by] == ["HW-1"]
    assert [one.title for one in (await task_queries.detail(ctx, three.a.id)).dependencies.blocks] == ["B"]
    assert await three.blockers(three.b) == 1
    await build.turn(ctx, three.a, "done")
    assert await three.blockers(three.b) == 0
    assert [one.status_type for one in (await task_queries.detail(ctx, three.b.id)).dependencies.blocked_by] == ["done"]
    await build.turn(ctx, three.a, "active")
    assert await three.blockers(three.b) == 1


async def test_said_twice_it_stays_and_taken_back_twice_it_is_not_there(ctx: Ctx, three: Three) -> None:
    await dependencies.block(ctx, three.b.id, three.a.id)
    await dependencies.block(ctx, three.b.id, three.a.id)
    assert [event.kind for event in ctx.recorded].count("work.dependency_added") == 1
    assert (await dependencies.unblock(ctx, three.b.id, three.a.id)).blocked_by == []
    with pytest.raises(NotFound):
        await dependencies.unblock(ctx, three.b.id, three.a.id)


async def test_a_circle_is_refused_and_its_way_named(ctx: Ctx, three: Three) -> None:
    await dependencies.block(ctx, three.b.id, three.a.id)
    await dependencies.block(ctx, three.c.id, three.b.id)
    with pytest.raises(Conflict) as refused:
        await dependencies.block(ctx, three.a.id, three.c.id)
    assert refused.value.code == "work.dependency_cycle"
    assert refused.value.detail == (
        "This would go round in a circle: HW-1 'A' would wait for HW-3 'C', which waits for HW-2 'B', "
        "which waits for HW-1 'A'."
    )
    with pytest.raises(Conflict, match="cannot wait for itself"):
        await dependencies.block(ctx, three.a.id, three.a.id)


async def test_a_task_and_its_subtask_do_not_wait_for_each_other(ctx: Ctx, three: Three) -> None:
    below = await build.task(ctx, three.project.id, "Below", parent_id=three.a.id)
    for blocked, blocker in ((three.a, below), (below, three.a)):
        with pytest.raises(Conflict, match="parts of each other"):
            await dependencies.block(ctx, blocked.id, blocker.id)


async def test_a_deleted_blocker_leaves_and_comes_back_with_its_restoration(ctx: Ctx, three: Three) -> None:
    await dependencies.block(ctx, three.b.id, three.a.id)
    await removal.delete_task(ctx, three.a.id, version=1)
    assert await three.blockers(three.b) == 0
    assert (await task_queries.detail(ctx, three.b.id)).dependencies.blocked_by == []
    with pytest.raises(NotFound):
        await dependencies.block(ctx, three.c.id, three.a.id)
    await removal.restore_task(ctx, three.a.id)
    assert await three.blockers(three.b) == 1


async def test_a_blocker_stays_one_in_another_project(ctx: Ctx, three: Three) -> None:
    await dependencies.block(ctx, three.b.id, three.a.id)
    elsewhere = await build.project(ctx, "Elsewhere")
    await relocation.relocate_task(ctx, three.a.id, RelocationIn(project_id=elsewhere.id), version=1)
    assert [one.project for one in (await task_queries.detail(ctx, three.b.id)).dependencies.blocked_by] == [
        "Elsewhere"
    ]


async def test_what_one_may_not_see_counts_and_has_no_name(ctx: Ctx, make: Make, three: Three) -> None:
    mia, gus = await make.member(name="Mia"), await make.member("guest", name="Gus")
    theirs = make.ctx_of(mia)
    private = await build.project(theirs, "Secret", private=True)
    hidden = await build.task(theirs, private.id, "Nobody knows")
    await dependencies.block(theirs, three.b.id, hidden.id)
    await dependencies.block(theirs, hidden.id, three.c.id)
    await make.share(gus, "project", three.project.id)
    for who in (make.ctx_of(make.owner), make.ctx_of(gus)):
        await set_tenant(who.connection, who.workspace.id, guest=who.actor.guest)
        told = (await task_queries.detail(who, three.b.id)).dependencies
        assert (told.blocked_by, told.hidden_blocked_by) == ([], 1)
        assert (await task_queries.detail(who, three.c.id)).dependencies.hidden_blocks == 1
        page = await table.table(who, three.project.id, table.Filter(), cursor=None, limit=9)
        assert [(one.blockers, one.blocked_by) for one in page.items if one.title == "B"] == [(1, [])]
        with pytest.raises(NotFound):
            await dependencies.unblock(who, three.b.id, hidden.id)
    await set_tenant(ctx.connection, ctx.workspace.id, guest=None)
    with pytest.raises(Conflict) as refused:
        await dependencies.block(ctx, three.c.id, three.b.id)
    assert "Nobody knows" not in refused.value.detail
    assert "a task that is not shared with you" in refused.value.detail
    await build.turn(theirs, hidden, "done")
    assert await three.blockers(three.b) == 0


async def test_who_does_neither_of_two_tasks_ties_nothing(make: Make, three: Three) -> None:
    looker = await make.member("guest", name="Gus")
    doer = await make.member("guest", name="Dora")
    await make.share(looker, "project", three.project.id)
    await make.share(doer, "project", three.project.id, access="edit")
    with pytest.raises(Forbidden):
        await dependencies.block(make.ctx_of(looker), three.b.id, three.a.id)
    await dependencies.block(make.ctx_of(doer), three.b.id, three.a.id)


async def test_a_note_says_since_when_and_by_whom_it_waits(ctx: Ctx, three: Three) -> None:
    noted = await tasks.edit_task(ctx, three.a.id, TaskPatch(waiting_for=" the contract "), version=1)
    assert (noted.waiting_for, noted.waiting_since, noted.waiting_by and noted.waiting_by.name) == (
        "the contract",
        ctx.now,
        "Olga Owner",
    )
    closed = await tasks.close_task(ctx, three.a.id, version=2)
    assert closed.waiting_for == "the contract"
    cleared = await tasks.edit_task(ctx, three.a.id, TaskPatch(waiting_for=""), version=3)
    assert (cleared.waiting_since, cleared.waiting_by) == (None, None)


async def test_a_list_names_blockers_in_one_more_statement(ctx: Ctx, three: Three, statements: Statements) -> None:
    async def asked() -> int:
        statements.clear()
        page = await table.table(ctx, three.project.id, table.Filter(), cursor=None, limit=9)
        assert {one.title: [ref.label for ref in one.blocked_by] for one in page.items if one.blocked_by} == expected
        return statements.count

    expected: dict[str, list[str]] = {}
    before = await asked()
    await dependencies.block(ctx, three.b.id, three.a.id)
    await dependencies.block(ctx, three.c.id, three.a.id)
    expected = {"B": ["HW-1"], "C": ["HW-1"]}
    assert await asked() == before + 1


async def test_the_activity_names_what_it_waited_for(client: Any) -> None:
    project = (await client.post("/projects", json={"title": "Website"})).json()
    first, second = [
        (await client.post(f"/projects/{project['id']}/tasks", json={"title": title})).json() for title in ("A", "B")
    ]
    path = f"/tasks/{second['id']}/blockers/{first['id']}"
    assert (await client.put(path)).status_code == 200
    assert (await client.delete(path)).json()["blocked_by"] == []
    activity = (await client.get(f"/tasks/{second['id']}")).json()["activity"]
    assert [one["changes"] for one in activity[:2]] == [
        {"blocked_by": ["HW-1 'A'", None]},
        {"blocked_by": [None, "HW-1 'A'"]},
    ]
    board = (await client.get(f"/projects/{project['id']}/board")).json()
    assert board["columns"][0]["items"][1]["blockers"] == 0


async def test_a_stranger_learns_nothing_of_a_task_by_tying_it(make: Make, three: Three, client_for: ClientFor) -> None:
    mia = await make.member(name="Mia")
    secret = await build.task(make.ctx_of(mia), (await build.project(make.ctx_of(mia), private=True)).id, "Secret")
    client = await client_for(make.owner)
    unknown = "01890000-0000-7000-8000-000000000bad"
    answers = [await client.put(f"/tasks/{three.a.id}/blockers/{other}") for other in (secret.id, unknown)]
    assert [one.status_code for one in answers] == [404, 404]
    bodies = [{name: value for name, value in one.json().items() if name != "request_id"} for one in answers]
    assert bodies[0] == bodies[1]


@given(st.lists(st.one_of(st.none(), st.text("ab", min_size=1)), min_size=2, max_size=6))
def test_a_refused_circle_ends_where_it_begins(names: list[str | None]) -> None:
    told = round_trip(names)
    assert told.count("wait") == len(names)
    assert told.endswith(f"{names[0] or 'a task that is not shared with you'}.")


def test_waiting_goes_on_from_its_first_word() -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    first = waiting_after(Waiting(), "contract", by=None, now=now)
    assert first.since == now
    assert waiting_after(first, "the contract", by=None, now=now.replace(year=2030)).since == now
    assert waiting_after(first, "", by=None, now=now) == Waiting()
