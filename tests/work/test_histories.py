"""Whatever people do to tasks and projects, the counters are what counting again gives, here and in the graph."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import AsyncConnection

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict
from headway.progress import queries as progress_queries
from headway.work import queries
from headway.work.actions import bulk, links, projects, relocation, removal, statuses, tasks, writing
from headway.work.queries import projects as project_queries
from headway.work.schemas.bulk import Bulk, BulkTask
from headway.work.schemas.links import LinkIn
from headway.work.schemas.projects import ProjectPatch, StatusIn, StatusPatch
from headway.work.schemas.tasks import RelocationIn, TaskEdit, TaskPatch, TaskPick, TaskPlace
from tests.make import Make
from tests.work import build

STATES = ["planned", "active", "done", "cancelled"]
TYPES = ["open", "active", "done", "cancelled"]
HOURS = [None, 0.0, 1.0, 2.5, 8.0]

WHAT = ["add", "turn", "turn", "turn", "estimate", "delete", "restore", "relocate", "state", "many"]
WHAT += ["link", "link", "unlink", "drop_status", "bulk", "remove"]
WHAT += ["delete_many", "restore_many", "relocate_many", "retype", "retype"]
NUMBER = st.integers(0, 999)
ADDS = st.lists(st.tuples(st.just("add"), NUMBER, NUMBER, NUMBER), min_size=3, max_size=10)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(WHAT),
        NUMBER,
        NUMBER,
        NUMBER,
    ),
    max_size=22,
)


@given(adds=ADDS, steps=STEPS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_is_counted_as_the_rules_count(
    shared_url: str, adds: list[tuple[str, int, int, int]], steps: list[tuple[str, int, int, int]]
) -> None:
    asyncio.run(_in_a_fresh_workspace(shared_url, [*adds, *steps]))


async def test_a_wrong_counter_is_found_and_put_right(ctx: Ctx) -> None:
    project = await build.project(ctx)
    parent = await build.task(ctx, project.id)
    await build.task(ctx, project.id, parent_id=parent.id)
    assert await queries.verify(ctx) == []
    await db.run(
        ctx,
        "update task set below_done = 1 where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=parent.id,
    )
    assert {one.id for one in await queries.verify(ctx)} == {parent.id}
    assert await _recompute(ctx) == 1
    assert await queries.verify(ctx) == []


async def _in_a_fresh_workspace(url: str, steps: list[tuple[str, int, int, int]]) -> None:
    async with (
        await AsyncConnection.connect(url, autocommit=True) as connection,
        connection.transaction(force_rollback=True),
    ):
        make = await Make.fresh(connection)
        world = World(make.ctx_of(make.owner))
        await world.build()
        for what, *chosen in steps:
            await DO[what](world, chosen)
            assert await queries.verify(world.ctx) == []
        assert await progress_queries.verify(world.ctx) == []
        assert await _recompute(world.ctx) == 0
        await connection.execute("set constraints all immediate")


class World:
    """Two projects and the key results their work may serve."""

    def __init__(self, ctx: Ctx) -> None:
        self.ctx = ctx
        self.projects: list[UUID] = []
        self.goals: list[UUID] = []

    async def build(self) -> None:
        self.projects = [(await build.project(self.ctx, title)).id for title in ("One", "Two")]
        first, objectives = await build.ladder(self.ctx, 2)
        self.goals = [first, await build.key_result(self.ctx, objectives[0], "Second")]

    async def tasks(self, *, deleted: bool = False) -> list[UUID]:
        return await db.column(
            self.ctx,
            """
            select id from task where workspace_id = %(workspace)s and (deleted_with = id) is not distinct from %(gone)s
             order by number
            """,
            workspace=self.ctx.workspace.id,
            gone=True if deleted else None,
        )

    async def pick(self, number: int, *, deleted: bool = False) -> UUID | None:
        found = await self.tasks(deleted=deleted)
        return found[number % len(found)] if found else None


async def _add(world: World, chosen: list[int]) -> None:
    parent = await world.pick(chosen[0]) if chosen[0] % 3 else None
    project = world.projects[chosen[1] % 2]
    if parent is not None:
        project = await db.value(world.ctx, "select project_id from task where id = %(id)s", id=parent)
    kind = TYPES[chosen[2] % 3]
    status = await build.status(world.ctx, project, kind)
    await build.task(
        world.ctx, project, parent_id=parent, status_id=status.id, estimate_hours=HOURS[chosen[2] % len(HOURS)]
    )


async def _turn(world: World, chosen: list[int]) -> None:
    await _edit(world, chosen[0], kind=TYPES[chosen[1] % 4])


async def _estimate(world: World, chosen: list[int]) -> None:
    task = await world.pick(chosen[0])
    if task is not None:
        patch = TaskPatch(estimate_hours=HOURS[chosen[1] % len(HOURS)])
        await tasks.edit_task(world.ctx, task, patch, version=await build.version(world.ctx, task))


async def _edit(world: World, number: int, *, kind: str) -> None:
    task = await world.pick(number)
    if task is not None:
        project = await db.value(world.ctx, "select project_id from task where id = %(id)s", id=task)
        status = await build.status(world.ctx, project, kind)
        version = await build.version(world.ctx, task)
        await tasks.edit_task(world.ctx, task, TaskPatch(status_id=status.id), version=version)


async def _delete(world: World, chosen: list[int]) -> None:
    task = await world.pick(chosen[0])
    if task is not None:
        await removal.delete_task(world.ctx, task, version=await build.version(world.ctx, task))


async def _restore(world: World, chosen: list[int]) -> None:
    task = await world.pick(chosen[0], deleted=True)
    if task is not None:
        await _unless_refused(world, removal.restore_task(world.ctx, task))


async def _relocate(world: World, chosen: list[int]) -> None:
    task, parent = await world.pick(chosen[0]), await world.pick(chosen[1]) if chosen[1] % 3 else None
    if task is None:
        return
    where = RelocationIn(parent_id=parent) if parent else RelocationIn(project_id=world.projects[chosen[2] % 2])
    version = await build.version(world.ctx, task)
    await _unless_refused(world, relocation.relocate_task(world.ctx, task, where, version=version))


async def _some(world: World, number: int, *, deleted: bool = False) -> list[UUID]:
    """About half of the tasks, parents and children mixed."""
    found = await world.tasks(deleted=deleted)
    return [task for place, task in enumerate(found) if (number >> place % 10) & 1]


async def _delete_many(world: World, chosen: list[int]) -> None:
    ids = await _some(world, chosen[0])
    picks = [TaskPick(id=one, version=await build.version(world.ctx, one)) for one in ids]
    if picks:
        await removal.delete_tasks(world.ctx, picks)


async def _restore_many(world: World, chosen: list[int]) -> None:
    ids = await _some(world, chosen[0], deleted=True)
    if ids:
        await _unless_refused(world, removal.restore_tasks(world.ctx, ids))


async def _relocate_many(world: World, chosen: list[int]) -> None:
    ids = await _some(world, chosen[0])
    parent = await world.pick(chosen[1]) if chosen[1] % 3 else None
    where = {"parent_id": parent} if parent else {"project_id": world.projects[chosen[2] % 2]}
    places = [TaskPlace(id=one, version=await build.version(world.ctx, one), **where) for one in ids]
    if places:
        await _unless_refused(world, relocation.relocate_tasks(world.ctx, places))


async def _retype(world: World, chosen: list[int]) -> None:
    """One status, the first of all so that tasks come to stand in it, means now this and now that."""
    project = world.projects[chosen[0] % 2]
    found = [one for one in await project_queries.statuses(world.ctx, [project]) if one.name == "Changing"]
    kind: Any = TYPES[chosen[1] % 4]
    if found:
        await statuses.edit_status(world.ctx, found[0].id, StatusPatch(type=kind))
    else:
        await statuses.add_status(world.ctx, project, StatusIn(name="Changing", type=kind, place=0))


async def _state(world: World, chosen: list[int]) -> None:
    project = world.projects[chosen[0] % 2]
    version = await db.value(world.ctx, "select version from project where id = %(id)s", id=project)
    patch = ProjectPatch(state=STATES[chosen[1] % 4])  # type: ignore[arg-type]  # one of the states
    await projects.edit_project(world.ctx, project, patch, version=version)


async def _many(world: World, chosen: list[int]) -> None:
    edits = []
    for task in (await world.tasks())[:: chosen[0] % 3 + 1]:
        project = await db.value(world.ctx, "select project_id from task where id = %(id)s", id=task)
        status = await build.status(world.ctx, project, TYPES[chosen[1] % 4])
        patch = TaskPatch(status_id=status.id, estimate_hours=HOURS[chosen[2] % len(HOURS)])
        edits.append(TaskEdit(id=task, version=await build.version(world.ctx, task), changes=patch))
    if edits:
        await tasks.edit_tasks(world.ctx, edits)


async def _link(world: World, chosen: list[int]) -> None:
    goal = world.goals[chosen[0] % 2]
    task = await world.pick(chosen[1]) if chosen[2] % 3 else None
    new = LinkIn(task_id=task) if task else LinkIn(project_id=world.projects[chosen[1] % 2])
    await _unless_refused(world, links.link_work(world.ctx, goal, new))


async def _unlink(world: World, chosen: list[int]) -> None:
    found = await db.column(
        world.ctx,
        """
        select l.id from work_link l left join task t on t.id = l.task_id
         where l.workspace_id = %(workspace)s and t.deleted_at is null order by l.id
        """,
        workspace=world.ctx.workspace.id,
    )
    if found:
        await links.unlink_work(world.ctx, found[chosen[0] % len(found)])


async def _drop_status(world: World, chosen: list[int]) -> None:
    """A status comes, takes tasks and goes, leaving them in one of another type."""
    project = world.projects[chosen[0] % 2]
    made = await statuses.add_status(world.ctx, project, StatusIn(name="Passing", type="active", place=1))
    passing = next(one for one in made.statuses if one.name == "Passing")
    for task in await world.tasks():
        if await db.value(world.ctx, "select project_id from task where id = %(id)s", id=task) == project:
            version = await build.version(world.ctx, task)
            await tasks.edit_task(world.ctx, task, TaskPatch(status_id=passing.id), version=version)
            break
    target = await build.status(world.ctx, project, TYPES[chosen[1] % 4] if chosen[1] % 4 != 1 else "done")
    await statuses.remove_status(world.ctx, passing.id, target.id)


async def _bulk(world: World, chosen: list[int]) -> None:
    """Tasks three deep at once, below one that is there or at the top."""
    parent = await world.pick(chosen[0]) if chosen[0] % 2 else None
    project = world.projects[chosen[1] % 2]
    if parent is not None:
        project = await db.value(world.ctx, "select project_id from task where id = %(id)s", id=parent)
    ids = await writing.fresh_ids(world.ctx, 6)
    above = [parent, ids[0], ids[0], ids[1], ids[1], parent]
    names = ["To do", "Done", "In progress", "Cancelled"]
    rows = [
        BulkTask(id=id_, project_id=project, parent_id=up, title="Bulk", status=names[(chosen[2] + place) % 4])
        for place, (id_, up) in enumerate(zip(ids, above, strict=True))
    ]
    await bulk.make_in_bulk(world.ctx, Bulk(tasks=tuple(rows)))


async def _remove(world: World, chosen: list[int]) -> None:
    found = {task for number in chosen for task in [await world.pick(number, deleted=number % 5 == 0)] if task}
    await bulk.remove_in_bulk(world.ctx, tasks=sorted(found))


async def _unless_refused(world: World, doing: Awaitable[object]) -> None:
    """A refusal is an answer too, and changes nothing."""
    try:
        async with world.ctx.connection.transaction():
            await doing
    except Conflict:
        return


async def _recompute(ctx: Ctx) -> int:
    found: int = await db.value(ctx, "select recompute_work(%(workspace)s)", workspace=ctx.workspace.id)
    return found


DO: dict[str, Callable[[World, list[int]], Awaitable[None]]] = {
    "add": _add,
    "turn": _turn,
    "estimate": _estimate,
    "delete": _delete,
    "restore": _restore,
    "relocate": _relocate,
    "state": _state,
    "many": _many,
    "delete_many": _delete_many,
    "restore_many": _restore_many,
    "relocate_many": _relocate_many,
    "retype": _retype,
    "link": _link,
    "unlink": _unlink,
    "drop_status": _drop_status,
    "bulk": _bulk,
    "remove": _remove,
}
