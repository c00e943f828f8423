"""What work is for, said in every list: own links, those above, those of the project; only what one may see."""

from collections.abc import Callable
from typing import Any

import pytest

from headway.core.ctx import Ctx
from headway.work.actions import bulk, writing
from headway.work.queries import projects as project_queries
from headway.work.queries import table
from headway.work.schemas.bulk import Bulk, BulkTask
from headway.work.schemas.common import Serves
from tests.conftest import Statements
from tests.make import Make, Member
from tests.work import build

AsMember = Callable[[Member], Ctx]


def said(serves: list[Serves]) -> list[tuple[str, str]]:
    return [(one.title, one.by) for one in serves]


async def by_title(ctx: Ctx, project_id: Any) -> dict[str, list[tuple[str, str]]]:
    page = await table.table(ctx, project_id, table.Filter(), cursor=None, limit=100)
    return {row.title: said(row.serves) for row in page.items}


async def test_a_task_serves_by_itself_by_what_is_above_it_and_by_its_project(ctx: Ctx, make: Make) -> None:
    top = await build.objective(ctx)
    own, upper, whole = [await build.key_result(ctx, top, title) for title in ("Own", "Upper", "Whole")]
    mia = await make.member(name="Mia")
    project = await build.project(ctx)
    root = await build.task(ctx, project.id, "Root")
    child = await build.task(ctx, project.id, "Child", parent_id=root.id)
    leaf = await build.task(ctx, project.id, "Leaf", parent_id=child.id, assignees=[mia.id])
    await build.task(ctx, project.id, "Other")
    await build.link(ctx, own, task_id=leaf.id)
    await build.link(ctx, upper, task_id=root.id)
    assert await by_title(ctx, project.id) == {
        "Root": [("Upper", "own")],
        "Child": [("Upper", "parent")],
        "Leaf": [("Own", "own"), ("Upper", "parent")],
        "Other": [],
    }
    await build.link(ctx, whole, project_id=project.id)
    found = await by_title(ctx, project.id)
    assert found["Other"] == [("Whole", "project")]
    assert found["Leaf"] == [("Own", "own"), ("Upper", "parent"), ("Whole", "project")]
    [mine] = (await table.open_tasks_of(ctx, mia.id, cursor=None, limit=10)).items
    assert said(mine.serves) == found["Leaf"]
    assert [one.short for one in mine.serves] == ["KR-1", "KR-2", "KR-3"]
    board = await table.board(ctx, project.id, table.Filter(), all_depths=True, cards=10)
    assert {row.title: said(row.serves) for row in board.columns[0].items} == found
    [listed] = (await project_queries.projects(ctx, project_queries.Filter(), cursor=None, limit=10)).items
    assert said(listed.serves) == [("Whole", "own"), ("Own", "task"), ("Upper", "task")]


async def test_a_key_result_one_may_not_see_is_not_named(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    secret = await build.key_result(ctx, await build.objective(ctx, private=True), "Secret")
    project = await build.project(ctx)
    task = await build.task(ctx, project.id, "Task")
    await build.link(ctx, secret, task_id=task.id)
    mia, guest = await make.member(name="Mia"), await make.member("guest", name="Guest")
    await make.share(guest, "project", project.id)
    assert (await by_title(ctx, project.id))["Task"] == [("Secret", "own")]
    for person in (mia, guest):
        theirs = as_member(person)
        assert await by_title(theirs, project.id) == {"Task": []}
        [listed] = (await project_queries.projects(theirs, project_queries.Filter(), cursor=None, limit=10)).items
        assert listed.serves == []


@pytest.mark.parametrize("count", [2, 90])
async def test_naming_what_is_served_takes_one_statement_for_any_number_of_rows(
    ctx: Ctx, client: Any, statements: Statements, count: int
) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project = await build.project(ctx)
    parent = await build.task(ctx, project.id)
    await build.link(ctx, goal, task_id=parent.id)
    ids = await writing.fresh_ids(ctx, count)
    more = [BulkTask(id=one, project_id=project.id, parent_id=parent.id, title="More", status="To do") for one in ids]
    await bulk.make_in_bulk(ctx, Bulk(tasks=tuple(more)))
    for path in (f"/projects/{project.id}/tasks", f"/projects/{project.id}/board?subtasks=true", "/projects"):
        statements.clear()
        answer = await client.get(path)
        assert answer.status_code == 200, answer.text
        assert statements.count <= 10, path
        assert sum("work_link" in one for one in statements.seen) == 1, path
