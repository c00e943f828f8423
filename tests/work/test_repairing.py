"""Counters that are wrong are found, counted again, told of, and then right; through the command too."""

import asyncio
from collections.abc import Callable

import msgspec
import psycopg
from click.testing import CliRunner
from psycopg import AsyncConnection

from headway.cli import main
from headway.core import db
from headway.core.ctx import Ctx
from headway.core.db import set_tenant
from headway.progress import actions as progress_actions
from headway.progress import queries as progress
from headway.work import queries
from headway.work.actions import repairing
from headway.work.actions.dependencies import block
from tests.make import Make
from tests.work import build

BREAK = (
    "update task set below_done = 5, below_leaves = 9 where title = 'Root'",
    "update project set below_leaves = 40, tasks = 17 where title = 'Website'",
    "update node set work_leaves = 3, raw = 0.9, counted = 0.9 where id = (select task_id from work_link)",
    "update task set status_type = 'active' where title = 'Open'",
    "update task_dependency set open = true",
)
PLACES = {"task", "project", "node", "status", "dependency"}


async def linked_work(ctx: Ctx) -> None:
    """A task with one of two subtasks done, linked to a key result; another one waited for what is done."""
    result = await build.key_result(ctx, await build.objective(ctx))
    project = await build.project(ctx)
    root = await build.task(ctx, project.id, "Root")
    done = await build.task(ctx, project.id, "Done", parent_id=root.id)
    await build.task(ctx, project.id, "Open", parent_id=root.id)
    waits = await build.task(ctx, project.id, "Waits")
    await block(ctx, waits.id, done.id)
    await build.turn(ctx, done, "done")
    await build.link(ctx, result, task_id=root.id)


async def test_every_wrong_counter_is_counted_again_and_told_of(ctx: Ctx) -> None:
    await linked_work(ctx)
    before = await progress_rows(ctx)
    for statement in BREAK:
        await ctx.connection.execute(statement.encode())
    assert {one.where for one in await queries.verify(ctx)} == PLACES
    await ctx.flush()
    mended = await repairing.repair(ctx)
    assert {one.where for one in mended} == PLACES
    assert await queries.verify(ctx) == []
    await progress_actions.repair(ctx)  # what stands on the counters was wrong too
    assert await progress.verify(ctx) == []
    assert await progress_rows(ctx) == before
    told = [(event.kind, event.subject, event.data) for event in ctx.recorded]
    repaired = {data.get("where", subject): data for kind, subject, data in told if kind == "work.counts_repaired"}
    assert repaired["task"]["stored"]["leaves"] == 9
    assert repaired["task"]["counted"]["leaves"] == 2
    assert (repaired["dependency"]["stored"], repaired["dependency"]["counted"]) == ("open", "settled")
    assert (repaired["status"]["stored"], repaired["status"]["counted"]) == ("active", "open")
    assert "project" in repaired
    assert {data["why"] for kind, subject, data in told if (kind, subject) == ("progress.changed", "task")} == {
        "repair"
    }


async def test_where_nothing_is_wrong_nothing_is_told(ctx: Ctx) -> None:
    await linked_work(ctx)
    await ctx.flush()
    assert await repairing.repair(ctx) == []
    assert ctx.recorded == ()


async def test_the_command_says_what_differs_and_repairs_it(database_url: Callable[[str], str]) -> None:
    opened = await AsyncConnection.connect(database_url("headway_app"), autocommit=True)
    async with opened as connection, connection.transaction():
        make = await Make.fresh(connection)
        await set_tenant(connection, make.workspace.id)
        ctx = make.ctx_of(make.owner)
        await linked_work(ctx)
        await ctx.flush()
    assert await verified(database_url) == (0, "1 workspaces, 0 differences.")
    with psycopg.connect(database_url("postgres")) as superuser:
        for statement in BREAK:
            superuser.execute(statement.encode())
    code, said = await verified(database_url)
    assert code == 1
    assert "Difference(" in said
    code, said = await verified(database_url, "--repair")
    assert (code, said.splitlines()[-1]) == (0, "1 workspaces, 0 differences.")
    assert "repaired, 0 differences left" in said
    assert await verified(database_url) == (0, "1 workspaces, 0 differences.")
    with psycopg.connect(database_url("postgres")) as superuser:
        kinds = superuser.execute("select count(*) from event where kind = 'work.counts_repaired'").fetchone()
    assert kinds == (4,)


async def verified(database_url: Callable[[str], str], *more: str) -> tuple[int, str]:
    """The command's exit code and what it says; beside the running loop, because it has one of its own."""
    arguments = ["verify", "--database-url", database_url("headway_app"), *more]
    done = await asyncio.to_thread(CliRunner().invoke, main, arguments)
    return done.exit_code, done.output.strip()


class Row(msgspec.Struct):
    subject: str
    raw: float | None
    counted: float | None
    work_leaves: int
    work_done: int


async def progress_rows(ctx: Ctx) -> list[Row]:
    return await db.rows(ctx, Row, "select subject, raw, counted, work_leaves, work_done from node order by id")
