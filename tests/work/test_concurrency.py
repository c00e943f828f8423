"""Sixteen people at once on one workspace: nobody waits for ever, nothing is counted wrong."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

from headway.core import clock, db
from headway.core.ctx import Actor, Ctx, Workspace
from headway.core.db import Connection, Database
from headway.core.errors import Problem
from headway.progress import queries as progress_queries
from headway.work import queries
from headway.work.actions import links, moves, relocation, removal, tasks
from headway.work.schemas.links import LinkIn
from headway.work.schemas.tasks import MoveIn, RelocationIn, TaskEdit, TaskIn, TaskPatch
from tests.work import build

WRITERS, ROUNDS, SEED = 16, 8, 11


class Company:
    def __init__(self, home: Workspace) -> None:
        self.home = home
        self.member = uuid4()
        self.projects: list[UUID] = []
        self.goals: list[UUID] = []

    def ctx(self, connection: Connection) -> Ctx:
        actor = Actor(member=self.member, role="owner", name="Owner")
        return Ctx(connection, self.home, actor, now=clock.now())

    async def build(self, connection: Connection) -> None:
        await connection.execute("insert into workspace (id, slug, name) values (%s, 'writers', 'W')", [self.home.id])
        await connection.execute(
            "insert into member (workspace_id, id, name, email, role) values (%s, %s, 'Owner', '', 'owner')",
            [self.home.id, self.member],
        )
        ctx = self.ctx(connection)
        first, objectives = await build.ladder(ctx, 3)
        self.goals = [first, await build.key_result(ctx, objectives[0], "Second")]
        self.projects = [(await build.project(ctx, title)).id for title in ("One", "Two", "Three")]
        for project in self.projects:
            for _ in range(6):
                await build.task(ctx, project)
        await links.link_work(ctx, self.goals[0], LinkIn(project_id=self.projects[0]))
        await links.link_work(ctx, self.goals[1], LinkIn(project_id=self.projects[1]))
        await ctx.flush()


async def test_sixteen_writers_neither_deadlock_nor_miscount(database_url: Callable[[str], str]) -> None:
    company = Company(Workspace(id=uuid4(), slug="writers", name="Writers"))
    async with _opened(database_url("headway_app")) as database:
        async with database.transaction(company.home.id) as connection:
            await company.build(connection)
        histories = [random.Random(SEED + place) for place in range(WRITERS)]
        ended = await asyncio.gather(*[_write(database, company, one) for one in histories], return_exceptions=True)
        assert [one for one in ended if isinstance(one, BaseException)] == []
        assert sum(one for one in ended if isinstance(one, int)) > WRITERS * ROUNDS / 4
        async with database.transaction(company.home.id) as connection:
            ctx = company.ctx(connection)
            assert await queries.verify(ctx) == []
            assert await progress_queries.verify(ctx) == []


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url, size=WRITERS, statement_timeout_ms=60000)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


async def _write(database: Database, company: Company, chance: random.Random) -> int:
    """How many of the rounds were not refused; a refusal (stale, gone, overlap) is an answer and rolls back."""
    done = 0
    for _ in range(ROUNDS):
        doing = chance.choice([_close, _close, _rename, _many, _add, _move, _relocate, _delete])
        try:
            async with database.transaction(company.home.id) as connection:
                ctx = company.ctx(connection)
                await doing(ctx, company, chance)
                await ctx.flush()
            done += 1
        except Problem as refusal:
            if refusal.status >= 500:
                raise
    return done


async def _some(ctx: Ctx, chance: random.Random, count: int) -> list[tuple[UUID, UUID, int]]:
    """(task, project, version) of tasks as they are before any lock, as a page would know them."""
    async with ctx.connection.cursor() as cursor:
        await cursor.execute("select id, project_id, version from task where deleted_at is null order by number")
        found = await cursor.fetchall()
    return chance.sample(found, min(count, len(found)))


async def _close(ctx: Ctx, _: Company, chance: random.Random) -> None:
    [(task, __, version)] = await _some(ctx, chance, 1)
    await chance.choice([tasks.close_task, tasks.reopen_task])(ctx, task, version=version)


async def _rename(ctx: Ctx, _: Company, chance: random.Random) -> None:
    [(task, __, version)] = await _some(ctx, chance, 1)
    await tasks.edit_task(ctx, task, TaskPatch(title=f"Title {chance.random()}"), version=version)


async def _many(ctx: Ctx, _: Company, chance: random.Random) -> None:
    edits = [
        TaskEdit(id=task, version=version, changes=TaskPatch(title="Many", estimate_hours=chance.choice([None, 2.0])))
        for task, __, version in await _some(ctx, chance, 4)
    ]
    await tasks.edit_tasks(ctx, edits)


async def _add(ctx: Ctx, _: Company, chance: random.Random) -> None:
    [(parent, project, __)] = await _some(ctx, chance, 1)
    await tasks.create_task(ctx, project, TaskIn(title="New", parent_id=parent))


async def _move(ctx: Ctx, _: Company, chance: random.Random) -> None:
    [(task, project, version)] = await _some(ctx, chance, 1)
    status = await db.column(ctx, "select id from status where project_id = %(id)s order by rank", id=project)
    await moves.move_task(ctx, task, MoveIn(status_id=chance.choice(status)), version=version)


async def _relocate(ctx: Ctx, company: Company, chance: random.Random) -> None:
    [(task, __, version)] = await _some(ctx, chance, 1)
    where = RelocationIn(project_id=chance.choice(company.projects))
    await relocation.relocate_task(ctx, task, where, version=version)


async def _delete(ctx: Ctx, _: Company, chance: random.Random) -> None:
    [(task, __, version)] = await _some(ctx, chance, 1)
    await removal.delete_task(ctx, task, version=version)
