"""Many tasks changed in one request: all or none, one roll-up, an event for each, and a way back."""

from typing import Any
from uuid import uuid4

import pytest

from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Invalid
from headway.work import queries
from headway.work.actions import bulk, projects, relocation, removal, statuses, tasks, writing
from headway.work.queries import projects as project_queries
from headway.work.queries import table
from headway.work.queries import tasks as task_queries
from headway.work.schemas.bulk import Bulk, BulkTask
from headway.work.schemas.projects import StatusIn, StatusPatch
from headway.work.schemas.tasks import TaskEdit, TaskFull, TaskPatch, TaskPick, TaskPlace
from tests.conftest import Statements
from tests.work import build


async def titles(ctx: Ctx, project_id: Any) -> list[str]:
    page = await table.table(ctx, project_id, table.Filter(), cursor=None, limit=100)
    return ["  " * row.depth + row.title for row in page.items]


async def made(ctx: Ctx, count: int, **fields: Any) -> tuple[Any, list[TaskFull]]:
    """A project and tasks in it."""
    project = await build.project(ctx)
    return project.id, [await build.task(ctx, project.id, f"Task {place}", **fields) for place in range(count)]


def picks(*rows: TaskFull) -> list[TaskPick]:
    return [TaskPick(id=row.id, version=row.version) for row in rows]


def places(*rows: TaskFull, **to: Any) -> list[TaskPlace]:
    return [TaskPlace(id=row.id, version=row.version, **to) for row in rows]


async def test_closing_many_moves_the_key_result_once_and_says_how_many_moved_it(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 2)
    project_id, rows = await made(ctx, 4)
    await build.link(ctx, goal, project_id=project_id)
    done = await build.status(ctx, project_id, "done")
    await ctx.flush()

    await tasks.edit_tasks(
        ctx, [TaskEdit(id=row.id, version=1, changes=TaskPatch(status_id=done.id)) for row in rows[:3]]
    )

    assert await build.progress_of(ctx, goal) == 0.75
    assert [event.kind for event in ctx.recorded if event.kind.startswith("work.")] == ["work.task_closed"] * 3
    moved = [event for event in ctx.recorded if event.kind == "progress.changed" and event.subject_id == goal]
    assert [event.data["cause"]["label"] for event in moved] == ["HW-1 'Task 0' and 2 more"]


async def test_every_row_that_cannot_be_changed_is_named_with_its_field(ctx: Ctx) -> None:
    project_id, [one, two, three] = await made(ctx, 3)
    late = TaskPatch(starts_on=ctx.today)
    early = TaskPatch(due_on=ctx.today.replace(year=2020))
    await tasks.edit_task(ctx, two.id, late, version=1)
    wanted = [(one, 1), (two, 2), (three, 9)]
    with pytest.raises(Invalid) as refused:
        await tasks.edit_tasks(ctx, [TaskEdit(id=row.id, version=version, changes=early) for row, version in wanted])
    assert [error.path for error in refused.value.errors] == ["2.version"]
    with pytest.raises(Invalid) as refused:
        await tasks.edit_tasks(ctx, [TaskEdit(id=row.id, version=v, changes=early) for row, v in wanted[:2]])
    assert (refused.value.code, [error.path for error in refused.value.errors]) == (
        "work.bulk_refused",
        ["1.changes.due_on"],
    )
    assert (await task_queries.one(ctx, one.id)).due_on is None
    assert await titles(ctx, project_id) == ["Task 0", "Task 1", "Task 2"]


async def test_many_are_deleted_with_what_is_below_them_and_all_come_back(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project_id, [one, two, three] = await made(ctx, 3)
    below = await build.task(ctx, project_id, "Below", parent_id=two.id)
    deep = await build.task(ctx, project_id, "Deep", parent_id=below.id)
    await build.link(ctx, goal, task_id=deep.id)
    await build.link(ctx, goal, task_id=three.id)
    await build.turn(ctx, deep, "done")
    assert await build.progress_of(ctx, goal) == 0.5
    await ctx.flush()
    given = [TaskPick(id=row.id, version=await build.version(ctx, row.id)) for row in (deep, two, one)]

    gone = await removal.delete_tasks(ctx, given)

    assert [(row.label, row.tasks) for row in gone] == [("HW-2", 3), ("HW-1", 1)]
    assert await titles(ctx, project_id) == ["Task 2"]
    assert await build.progress_of(ctx, goal) == 0.0
    assert [event.kind for event in ctx.recorded if event.kind.startswith("work.")] == ["work.task_deleted"] * 2
    back = await removal.restore_tasks(ctx, [row.id for row in gone])
    assert [row.title for row in back] == ["Task 1", "Task 0"]
    assert await titles(ctx, project_id) == ["Task 0", "Task 1", "  Below", "    Deep", "Task 2"]
    assert await build.progress_of(ctx, goal) == 0.5
    assert await queries.verify(ctx) == []
    with pytest.raises(Invalid) as refused:
        await removal.restore_tasks(ctx, [one.id, uuid4()])
    assert [error.path for error in refused.value.errors] == ["0.id", "1.id"]


async def test_a_batch_with_one_bad_row_deletes_and_moves_nothing(ctx: Ctx) -> None:
    project_id, [one, two] = await made(ctx, 2)
    away = await build.project(ctx, "Away")
    bad = TaskPick(id=two.id, version=7)
    for doing in (
        removal.delete_tasks(ctx, [*picks(one), bad]),
        relocation.relocate_tasks(
            ctx, [*places(one, project_id=away.id), TaskPlace(id=two.id, version=7, project_id=away.id)]
        ),
    ):
        with pytest.raises(Invalid) as refused:
            await doing
        assert [(error.path, "version 1" in error.message) for error in refused.value.errors] == [("1.version", True)]
    assert await titles(ctx, project_id) == ["Task 0", "Task 1"]
    assert await titles(ctx, away.id) == []


async def test_many_go_to_another_project_and_back_to_the_places_they_had(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project_id, [one, two, three, four] = await made(ctx, 4)
    below = await build.task(ctx, project_id, "Below", parent_id=two.id)
    away = await build.project(ctx, "Away")
    await build.link(ctx, goal, project_id=project_id)
    await build.turn(ctx, four, "done")
    assert await build.progress_of(ctx, goal) == 0.25

    moved = await relocation.relocate_tasks(ctx, places(two, below, three, project_id=away.id))

    assert [row.project_id for row in moved] == [away.id] * 3
    assert moved[1].parent_id == two.id
    assert await titles(ctx, away.id) == ["Task 1", "  Below", "Task 2"]
    assert await titles(ctx, project_id) == ["Task 0", "Task 3"]
    assert await build.progress_of(ctx, goal) == 0.5
    assert await queries.verify(ctx) == []
    await relocation.relocate_tasks(ctx, places(moved[0], moved[2], project_id=project_id, before=four.id))
    assert await titles(ctx, project_id) == ["Task 0", "Task 1", "  Below", "Task 2", "Task 3"]
    assert await build.progress_of(ctx, goal) == 0.25
    assert await queries.verify(ctx) == []
    there = [await task_queries.one(ctx, row.id) for row in (one, two)]
    with pytest.raises(Conflict) as refused:
        await relocation.relocate_tasks(
            ctx, [TaskPlace(id=row.id, version=row.version, parent_id=below.id) for row in there]
        )
    assert refused.value.code == "work.task_cycle"
    assert "which moves too" in refused.value.detail


@pytest.mark.parametrize("count", [3, 60])
async def test_a_batch_takes_the_same_statements_whatever_its_size(
    ctx: Ctx, client: Any, statements: Statements, count: int
) -> None:
    goal, _ = await build.ladder(ctx, 3)
    home, away = await build.project(ctx, "Home"), await build.project(ctx, "Away")
    parent = await build.task(ctx, home.id)
    ids = await writing.fresh_ids(ctx, count)
    more = [BulkTask(id=one, project_id=home.id, parent_id=parent.id, title="More", status="To do") for one in ids]
    await bulk.make_in_bulk(ctx, Bulk(tasks=tuple(more)))
    await build.link(ctx, goal, project_id=home.id)
    done = await build.status(ctx, home.id, "done")
    version = 1

    async def spent(method: str, path: str, body: list[Any]) -> int:
        await ctx.flush()
        statements.clear()
        answer = await client.request(method, path, json=body)
        assert answer.status_code == 200, answer.text
        return sum("savepoint" not in one.lower() for one in statements.seen)

    def rows(**more: Any) -> list[dict[str, Any]]:
        return [{"id": str(one), "version": version, **more} for one in ids]

    assert await spent("PATCH", "/tasks", rows(changes={"status_id": str(done.id)})) <= 17
    assert await build.progress_of(ctx, goal) == 1.0
    version = 2
    assert await spent("POST", "/tasks/relocation", rows(project_id=str(away.id))) <= 22
    version = 3
    assert await spent("POST", "/tasks/deletion", rows()) <= 17
    assert await spent("POST", "/tasks/restoration", [str(one) for one in ids]) <= 19
    assert (await project_queries.project(ctx, away.id)).counted.done == count


async def test_a_status_that_means_something_else_moves_every_number_above(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 2)
    project = await build.project(ctx)
    made = await statuses.add_status(ctx, project.id, StatusIn(name="Review", type="active", place=1))
    review = made.statuses[1]
    one = await build.task(ctx, project.id, "One", status_id=review.id)
    await build.task(ctx, project.id, "Two")
    await build.link(ctx, goal, project_id=project.id)
    assert await build.progress_of(ctx, goal) == 0.0
    await ctx.flush()

    edited = await statuses.edit_status(ctx, review.id, StatusPatch(type="done"))

    assert [(row.name, row.type) for row in edited.statuses][1] == ("Review", "done")
    assert edited.counted.share == 0.5
    assert await build.progress_of(ctx, goal) == 0.5
    closed = await task_queries.one(ctx, one.id)
    assert (closed.status_type, closed.closed_at, closed.version) == ("done", ctx.now, 1)
    [told] = [event for event in ctx.recorded if event.kind == "work.status_edited"]
    assert told.data["changes"] == {"status": ["Review", "Review"], "type": ["active", "done"]}
    await statuses.edit_status(ctx, review.id, StatusPatch(type="cancelled"))
    assert await build.progress_of(ctx, goal) == 0.0
    back = await statuses.edit_status(ctx, review.id, StatusPatch(type="active"))
    assert (back.counted.leaves, back.counted.done) == (2, 0)
    assert (await task_queries.one(ctx, one.id)).closed_at is None
    assert await queries.verify(ctx) == []
    only = next(row for row in back.statuses if row.type == "done")
    with pytest.raises(Invalid) as refused:
        await statuses.edit_status(ctx, only.id, StatusPatch(type="open"))
    assert refused.value.code == "work.status_needed"
    assert (await projects.editable(ctx, project.id)).version == back.version
