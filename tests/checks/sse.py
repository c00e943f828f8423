"""The stream, as part of the matrix: what happens to open, private and foreign things, and who hears of it."""

import asyncio
import re
from uuid import UUID

from headway.core import clock
from headway.core.ctx import SYSTEM, Ctx, Workspace
from headway.core.db import Database
from headway.core.events import Publisher
from headway.core.subjects import Registry
from headway.live.hub import Hub
from headway.main import SUBJECTS
from tests.checks.report import Report
from tests.checks.stage import Stage

HEARERS = ("guest_with", "guest_without", "guest_view", "member", "other", "admin", "owner")
SUBJECT_KINDS = {"objective": "objective", "key_result": "key_result", "project": "project", "task": "task"}
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


async def run(stage: Stage, report: Report) -> None:
    """Screens of all kinds of people listen while everything changes in both workspaces; each says what reached it."""
    info = stage.connection.info
    url = f"postgresql:///{info.dbname}?host={info.host}&user="
    database = Database(url + "headway_app", size=3)
    dispatch = Database(url + "headway_dispatch", size=3, name="dispatch")
    for pool in (database, dispatch):
        await pool.open()
    hub = Hub(dispatch, database, Registry(SUBJECTS))
    publisher = Publisher(dispatch, teller=hub.name, tell=hub.take)
    tasks = [asyncio.create_task(hub.run()), asyncio.create_task(publisher.run())]
    try:
        heard = await _listen(stage, hub, publisher, database)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for pool in (database, dispatch):
            await pool.close()
    _judge(stage, report, heard)


async def _listen(stage: Stage, hub: Hub, publisher: Publisher, database: Database) -> dict[str, set[UUID]]:
    world = stage.world
    heard: dict[str, set[UUID]] = {name: set() for name in HEARERS}
    async with asyncio.TaskGroup() as group:
        listeners = [
            group.create_task(_hear(hub, world.open["workspace"], world.members[name].id, name=name, heard=heard[name]))
            for name in HEARERS
        ]
        await asyncio.sleep(0.3)
        for ids in (world.open, world.private, world.foreign):
            async with database.transaction(ids["workspace"]) as connection:
                workspace = Workspace(id=ids["workspace"], slug="", name="")
                ctx = Ctx(connection, workspace, SYSTEM, now=clock.now())
                for kind, subject in SUBJECT_KINDS.items():
                    await ctx.record("check.happened", subject, ids[kind], version=1)
                await ctx.flush()
        publisher.wake()
        await asyncio.sleep(2.0)
        for listener in listeners:
            listener.cancel()
    return heard


async def _hear(hub: Hub, workspace: UUID, member: UUID, *, name: str, heard: set[UUID]) -> None:
    async with hub.screen(workspace, member, guest=name.startswith("guest"), after=None) as screen:
        while (message := await screen.take(5)) is not None:
            heard.update(UUID(found) for found in IDS.findall(message.decode()))


def _judge(stage: Stage, report: Report, heard: dict[str, set[UUID]]) -> None:
    world = stage.world
    open_ids = {world.open[kind] for kind in SUBJECT_KINDS}
    forbidden = {ids[kind] for ids in (world.private, world.foreign) for kind in SUBJECT_KINDS}
    for name in HEARERS:
        report.tried("stream events judged", len(SUBJECT_KINDS) * 3)
        report.expect(
            not heard[name] & forbidden, f"the stream of {name} reached {len(heard[name] & forbidden)} hidden things"
        )
        wanted = set() if name == "guest_without" else open_ids
        report.expect(
            heard[name] & open_ids == wanted,
            f"the stream of {name} heard {len(heard[name] & open_ids)} open things, not {len(wanted)}",
        )
