"""The one chain: a task is closed and everything above it moves, in few statements whatever the size."""

from typing import Any

import pytest

from headway.core.ctx import Ctx
from headway.work.actions import bulk, tasks, writing
from headway.work.schemas.bulk import Bulk, BulkTask
from headway.work.schemas.tasks import TaskPatch
from tests.conftest import Statements
from tests.work import build

LEVELS = 6  # the objective of the key result and five ancestors


async def test_closing_a_task_moves_the_key_result_and_everything_above_it(ctx: Ctx) -> None:
    goal, objectives = await build.ladder(ctx, 3)
    project = await build.project(ctx)
    first = await build.task(ctx, project.id, "Translate checkout")
    second = await build.task(ctx, project.id, "Translate mails")
    await build.link(ctx, goal, project_id=project.id)
    assert await build.progress_of(ctx, goal) == 0.0

    closed = await build.turn(ctx, first, "done")

    assert closed.status_type == "done"
    assert closed.closed_at == ctx.now
    assert [await build.progress_of(ctx, one) for one in (goal, *objectives)] == [0.5] * 4
    await build.turn(ctx, second, "done")
    assert [await build.progress_of(ctx, one) for one in (goal, *objectives)] == [1.0] * 4
    await build.turn(ctx, first, "open")
    await build.turn(ctx, second, "open")
    assert [await build.progress_of(ctx, one) for one in (goal, *objectives)] == [0.0] * 4


async def test_every_moved_number_says_which_task_moved_it(ctx: Ctx) -> None:
    goal, objectives = await build.ladder(ctx, 2)
    project = await build.project(ctx)
    task = await build.task(ctx, project.id, "Translate checkout")
    await build.link(ctx, goal, task_id=task.id)
    await ctx.flush()

    await build.turn(ctx, task, "done")

    moved = [event for event in ctx.recorded if event.kind == "progress.changed"]
    assert {goal, *objectives} <= {event.subject_id for event in moved}
    causes = [event.data["cause"] for event in moved if event.subject_id == objectives[-1]]
    assert [(cause["kind"], cause["label"]) for cause in causes] == [("work.task_closed", "HW-1 'Translate checkout'")]
    own = [event.kind for event in ctx.recorded if event.kind.startswith("work.")]
    assert own == ["work.task_closed"]


async def test_the_answer_says_what_the_task_has_moved_of_what_it_serves(ctx: Ctx) -> None:
    near, _ = await build.ladder(ctx, 2)
    far, _ = await build.ladder(ctx, 2)
    project = await build.project(ctx)
    task = await build.task(ctx, project.id, "Translate checkout")
    await build.task(ctx, project.id, "Translate mails")
    await build.link(ctx, far, project_id=project.id)
    await build.link(ctx, near, task_id=task.id)

    moved = (await build.turn(ctx, task, "done")).moved

    assert [(one.id, one.old, one.new, one.old_work, one.new_work) for one in moved] == [
        (near, 0.0, 1.0, 0.0, 1.0),
        (far, 0.0, 0.5, 0.0, 0.5),
    ]
    await ctx.flush()
    renamed = await tasks.edit_task(ctx, task.id, TaskPatch(title="Translate it"), version=task.version + 1)
    assert renamed.moved == []


@pytest.mark.parametrize("siblings", [2, 400])
async def test_closing_a_task_takes_at_most_fifteen_statements(
    ctx: Ctx, client: Any, statements: Statements, siblings: int
) -> None:
    goal, _ = await build.ladder(ctx, LEVELS)
    project = await build.project(ctx)
    parent = await build.task(ctx, project.id)
    task = await build.task(ctx, project.id, "Translate checkout", parent_id=parent.id)
    rest = [
        BulkTask(id=id_, project_id=project.id, parent_id=parent.id, title="More", status="To do")
        for id_ in await writing.fresh_ids(ctx, siblings)
    ]
    await bulk.make_in_bulk(ctx, Bulk(tasks=tuple(rest)))
    await build.link(ctx, goal, project_id=project.id)
    await ctx.flush()
    done = await build.status(ctx, project.id, "done")
    statements.clear()

    closed = await client.patch(f"/tasks/{task.id}", json={"status_id": str(done.id)}, version=task.version)

    ours = [one for one in statements.seen if "savepoint" not in one.lower() and "set constraints" not in one]
    assert closed.status_code == 200, closed.text
    assert await build.progress_of(ctx, goal) == pytest.approx(1 / (siblings + 1))
    assert len(ours) <= 15, "\n".join(" ".join(one.split())[:110] for one in ours)
