"""Sixteen writers at once on one graph leave nothing wrong."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from uuid import UUID, uuid4

from psycopg import AsyncConnection

from headway.core import clock
from headway.core.ctx import SYSTEM, Ctx, Workspace
from headway.core.db import Connection, Database
from headway.progress import actions, queries
from headway.progress.rules.graph import Mode
from headway.progress.rules.work import Totals
from headway.progress.schemas import GraphChange, NewLink, NewMeasurement, NewNode, WorkChange
from tests.progress.world import HUNDRED

WRITERS, ROUNDS, SEED = 16, 8, 7


class Company:
    """Two levels of objectives under one, with key results that take values and key results that count work."""

    def __init__(self) -> None:
        self.root = uuid4()
        self.objectives = [uuid4() for _ in range(6)]
        self.values = [uuid4() for _ in range(8)]
        self.counting = [uuid4() for _ in range(8)]
        self.tasks = [uuid4() for _ in range(120)]

    async def build(self, ctx: Ctx) -> None:
        for key in self.values:
            await actions.define_metric(ctx, key, HUNDRED)
        means = [*self.objectives, self.root]
        nodes = [NewNode(id=key, subject="objective", mode=Mode.MEAN) for key in means]
        nodes += [NewNode(id=key, subject="key_result", mode=Mode.VALUE) for key in self.values]
        nodes += [NewNode(id=key, subject="key_result", mode=Mode.MEAN, when_empty=0.0) for key in self.counting]
        nodes += [NewNode(id=key, subject="task", mode=Mode.WORK, totals=Totals(1)) for key in self.tasks]
        links = [NewLink(child=key, parent=self.root, kind="contributes") for key in self.objectives]
        for i, key in enumerate([*self.values, *self.counting]):
            parents = {self.objectives[i % 6], self.objectives[i % 5]}
            links += [NewLink(child=key, parent=one, kind="measures", weight=1 + i % 3) for one in parents]
        for i, key in enumerate(self.tasks):
            parents = {self.counting[i % 8], self.counting[i % 7]}
            links += [NewLink(child=key, parent=one, kind="work") for one in parents]
        await actions.change_graph(ctx, GraphChange(nodes=tuple(nodes), links=tuple(links)))


async def test_sixteen_writers_leave_a_difference_of_zero(database_url: Callable[[str], str]) -> None:
    company = Company()
    async with _opened(database_url("headway_app")) as database:
        home = await _settled(database, company)
        assert await _all_write(database, home, company) == []
        async with database.transaction(home.id) as connection:
            ctx = _ctx(connection, home)
            assert await queries.verify(ctx) == []
            assert (await queries.reading(ctx, company.root)).number > WRITERS * ROUNDS / 4
            await _finish(ctx, company)
            assert await queries.verify(ctx) == []
            assert (await queries.reading(ctx, company.root)).raw == 1.0


async def test_writers_without_the_lock_are_caught(database_url: Callable[[str], str]) -> None:
    """The same writers without the lock lose updates or deadlock, so the test above is able to fail."""
    async with await AsyncConnection.connect(database_url("postgres"), autocommit=True) as owner:
        await owner.execute("create or replace function progress_lock() returns void language sql as 'select null'")
    company = Company()
    async with _opened(database_url("headway_app")) as database:
        home = await _settled(database, company)
        failures = await _all_write(database, home, company)
        async with database.transaction(home.id) as connection:
            assert failures or await queries.verify(_ctx(connection, home))


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url, size=WRITERS, statement_timeout_ms=60000)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


async def _settled(database: Database, company: Company) -> Workspace:
    home = Workspace(id=uuid4(), slug="writers", name="Writers")
    async with database.transaction(home.id) as connection:
        await connection.execute("insert into workspace (id, slug, name) values (%s, 'writers', 'W')", [home.id])
        await company.build(_ctx(connection, home))
    return home


async def _all_write(database: Database, home: Workspace, company: Company) -> list[BaseException]:
    """What went wrong in any of the writers."""
    histories = [random.Random(SEED + i) for i in range(WRITERS)]
    ended = await asyncio.gather(*[_write(database, home, company, one) for one in histories], return_exceptions=True)
    return [one for one in ended if one is not None]


async def _write(database: Database, home: Workspace, company: Company, chance: random.Random) -> None:
    for _ in range(ROUNDS):
        async with database.transaction(home.id) as connection:
            ctx = _ctx(connection, home)
            await chance.choice([_one_task, _many_tasks, _measure, _weigh, _move, _drop])(ctx, company, chance)
            await ctx.flush()


async def _one_task(ctx: Ctx, company: Company, chance: random.Random) -> None:
    await actions.set_work(ctx, [_change(chance.choice(company.tasks), chance)])


async def _many_tasks(ctx: Ctx, company: Company, chance: random.Random) -> None:
    await actions.set_work(ctx, [_change(key, chance) for key in chance.sample(company.tasks, 20)])


def _change(key: UUID, chance: random.Random) -> WorkChange:
    return WorkChange(id=key, totals=chance.choice([Totals(), Totals(1), Totals(1, 1), Totals(4, 3)]))


async def _measure(ctx: Ctx, company: Company, chance: random.Random) -> None:
    chosen = chance.sample(company.values, 3)
    new = [NewMeasurement(metric=key, value=Decimal(chance.randint(-20, 120))) for key in chosen]
    await actions.record_measurements(ctx, new)


async def _weigh(ctx: Ctx, company: Company, chance: random.Random) -> None:
    child, weight = chance.choice(company.objectives), chance.choice([0.0, 0.5, 1.0, 3.0])
    await actions.set_weight(ctx, child, company.root, weight=weight)


async def _move(ctx: Ctx, company: Company, chance: random.Random) -> None:
    await actions.lock_graph(ctx)
    child = chance.choice([*company.values, *company.counting])
    old = next(one for one in await queries.links_above(ctx, [child]) if one.child == child)
    new = NewLink(child=child, parent=chance.choice(company.objectives), kind="measures", weight=old.weight)
    await actions.change_graph(ctx, GraphChange(unlinks=((child, old.parent),), links=(new,)))


async def _drop(ctx: Ctx, company: Company, chance: random.Random) -> None:
    key = chance.choice([*company.values, *company.counting, *company.objectives])
    await actions.set_active(ctx, key, active=chance.random() < 0.7)


async def _finish(ctx: Ctx, company: Company) -> None:
    await actions.set_work(ctx, [WorkChange(id=key, totals=Totals(1, 1)) for key in company.tasks])
    await actions.record_measurements(ctx, [NewMeasurement(metric=key, value=Decimal(100)) for key in company.values])
    everyone = [*company.values, *company.counting, *company.objectives]
    await actions.change_graph(ctx, GraphChange(active=dict.fromkeys(everyone, True)))
    for key in company.objectives:
        await actions.set_weight(ctx, key, company.root, weight=1.0)


def _ctx(connection: Connection, home: Workspace) -> Ctx:
    return Ctx(connection, home, SYSTEM, now=clock.now())
