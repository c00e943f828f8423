"""Much work at once: made, counted once, removed without a trace."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Invalid
from headway.progress import queries as progress_queries
from headway.work import queries
from headway.work.actions import bulk, writing
from headway.work.queries import projects as project_queries
from headway.work.queries import table
from headway.work.queries import tasks as task_queries
from headway.work.schemas.bulk import Bulk, BulkLink, BulkProject, BulkTask
from tests.conftest import Statements
from tests.make import Make
from tests.work import build

EARLIER = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
STATUSES = ("To do", "In progress", "done", "Cancelled")


async def company(ctx: Ctx, projects: int, tasks: int, **fields: Any) -> Bulk:
    """Projects with tasks in every status; each tenth task has the nine after it as subtasks."""
    homes = await writing.fresh_ids(ctx, projects)
    ids = await writing.fresh_ids(ctx, tasks)
    made = [
        BulkTask(
            id=id_,
            project_id=homes[place // 10 % projects],
            parent_id=None if place % 10 == 0 else ids[place // 10 * 10],
            title=f"Task {place}",
            status=STATUSES[place % 4],
            estimate_hours=Decimal(place % 5) if place % 3 else None,
            created_at=EARLIER + timedelta(minutes=place),
            closed_at=EARLIER + timedelta(days=1) if place % 4 > 1 else None,
            **fields,
        )
        for place, id_ in enumerate(ids)
    ]
    named = [BulkProject(id=id_, title=f"Project {place}") for place, id_ in enumerate(homes)]
    return Bulk(projects=tuple(named), tasks=tuple(made))


async def test_a_company_is_made_in_few_statements_and_counted_right(
    ctx: Ctx, make: Make, statements: Statements
) -> None:
    mia = await make.member(name="Mia")
    goal, objectives = await build.ladder(ctx, 2)
    wanted = await company(ctx, 10, 900, assignees=(mia.id,))
    task = next(one for one in wanted.tasks if one.project_id != wanted.projects[0].id)
    links = (
        BulkLink(key_result_id=goal, project_id=wanted.projects[0].id, weight=2.0),
        BulkLink(key_result_id=goal, task_id=task.id),
    )
    whole = Bulk(projects=wanted.projects, tasks=wanted.tasks, links=links, sample=True)
    statements.clear()

    made = await bulk.make_in_bulk(ctx, whole)

    assert statements.count < 50
    assert (made.projects, made.tasks, made.links) == (10, 900, 2)
    assert sorted(made.numbers.values()) == list(range(1, 901))
    assert await queries.verify(ctx) == []
    assert await progress_queries.verify(ctx) == []
    assert 0 < (await build.progress_of(ctx, objectives[-1]) or 0) < 1
    page = await table.table(ctx, wanted.projects[0].id, table.Filter(), cursor=None, limit=500)
    assert [one.title for one in page.items[:2]] == ["Task 0", "Task 1"]
    assert [one.depth for one in page.items[:11]] == [0, *[1] * 9, 0]
    assert page.items[0].assignees[0].name == "Mia"


async def test_given_times_are_kept_and_missing_ones_follow_from_the_status(ctx: Ctx) -> None:
    project = await build.project(ctx)
    ids = await writing.fresh_ids(ctx, 3)
    closed = EARLIER + timedelta(days=2)
    rows = (
        BulkTask(
            id=ids[0],
            project_id=project.id,
            title="Old",
            status="Done",
            created_at=EARLIER,
            started_at=EARLIER + timedelta(days=1),
            closed_at=closed,
        ),
        BulkTask(id=ids[1], project_id=project.id, title="New", status="done"),
        BulkTask(id=ids[2], project_id=project.id, title="Open", status="to do", closed_at=closed),
    )
    await bulk.make_in_bulk(ctx, Bulk(tasks=rows))
    old, new, still_open = await task_queries.full(ctx, ids)
    assert (old.created_at, old.started_at, old.closed_at) == (EARLIER, EARLIER + timedelta(days=1), closed)
    assert (new.started_at, new.closed_at) == (ctx.now, ctx.now)
    assert still_open.closed_at is None


async def test_an_unknown_status_and_overlapping_links_are_refused(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project = await build.project(ctx)
    [task_id] = await writing.fresh_ids(ctx, 1)
    strange = BulkTask(id=task_id, project_id=project.id, title="x", status="Limbo")
    with pytest.raises(Invalid) as unknown:
        await bulk.make_in_bulk(ctx, Bulk(tasks=(strange,)))
    assert unknown.value.code == "work.bulk_status"
    good = BulkTask(id=task_id, project_id=project.id, title="x", status="Done")
    links = (BulkLink(key_result_id=goal, task_id=task_id), BulkLink(key_result_id=goal, project_id=project.id))
    with pytest.raises(Conflict) as twice:
        await bulk.make_in_bulk(ctx, Bulk(tasks=(good,), links=links))
    assert twice.value.code == "work.link_overlap"


async def test_what_was_made_in_bulk_is_removed_without_a_trace(ctx: Ctx) -> None:
    goal, objectives = await build.ladder(ctx, 2)
    kept = await build.project(ctx, "Kept")
    own = await build.task(ctx, kept.id, "Own")
    await build.link(ctx, goal, task_id=own.id)
    wanted = await company(ctx, 2, 40)
    inside = await writing.fresh_ids(ctx, 2)
    extra = (
        BulkTask(id=inside[0], project_id=kept.id, title="Extra", status="Done"),
        BulkTask(id=inside[1], project_id=kept.id, title="Below", status="Done", parent_id=inside[0]),
    )
    links = (BulkLink(key_result_id=goal, project_id=wanted.projects[0].id),)
    await bulk.make_in_bulk(ctx, Bulk(projects=wanted.projects, tasks=wanted.tasks + extra, links=links, sample=True))
    assert (await project_queries.project(ctx, kept.id)).counted.leaves == 2
    assert await bulk.clear_sample(ctx) == 42
    assert (await project_queries.project(ctx, kept.id)).counted.leaves == 1
    assert await build.progress_of(ctx, objectives[-1]) == 0.0
    assert await queries.verify(ctx) == []
    assert await progress_queries.verify(ctx) == []
    left: list[UUID] = await db.column(ctx, "select id from task")
    assert left == [own.id]
