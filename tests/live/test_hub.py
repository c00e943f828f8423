"""The hub: everybody hears what they may see, nobody hears more, and a break loses nothing."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from uuid import UUID, uuid4

import msgspec
import pytest

from headway.core import clock
from headway.core.ctx import SYSTEM, Ctx
from headway.core.db import Database, HasConnection
from headway.core.events import Publisher
from headway.core.published import Published
from headway.core.subjects import Audience, Registry, Subject
from headway.live import rules
from headway.live.hub import Hub, Screen
from tests.make import Make


class Stage(msgspec.Struct, kw_only=True):
    """A running hub over a database of its own, and who may see which thing. `ears` hear what this process numbers."""

    hub: Hub
    make: Make
    database: Database
    publisher: Publisher
    audiences: dict[UUID, Audience]
    ears: list[Callable[[list[Published]], None]]

    async def happen(self, *things: UUID, data: dict[str, object] | None = None, kind: str = "test.happened") -> None:
        async with self.database.transaction(self.make.workspace.id) as connection:
            ctx = Ctx(connection, self.make.workspace, SYSTEM, now=clock.now())
            for thing in things:
                await ctx.record(kind, "thing", thing, version=1, data=data)
            await ctx.flush()
        self.publisher.wake()


@pytest.fixture
async def stage(database_url: Callable[[str], str]) -> AsyncIterator[Stage]:
    database = Database(database_url("headway_app"), size=4)
    dispatch = Database(database_url("headway_dispatch"), size=3, name="dispatch")
    await database.open()
    await dispatch.open()
    async with database.transaction(UUID(int=0)) as connection:
        make = await Make.fresh(connection)
    audiences: dict[UUID, Audience] = {}

    async def audience(_: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
        return {id_: audiences[id_] for id_ in ids if id_ in audiences}

    async def visible(_: Ctx, __: list[UUID]) -> list[object]:
        return []

    subject = Subject(kind="thing", audience=audience, visible=visible)  # type: ignore[arg-type]  # never asked here
    hub = Hub(dispatch, database, Registry([subject]))
    ears: list[Callable[[list[Published]], None]] = [hub.take]

    def tell(published: list[Published]) -> None:
        for ear in ears:
            ear(published)

    publisher = Publisher(dispatch, teller=hub.name, tell=tell)
    tasks = [asyncio.create_task(hub.run()), asyncio.create_task(publisher.run())]
    yield Stage(hub=hub, make=make, database=database, publisher=publisher, audiences=audiences, ears=ears)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await dispatch.close()
    await database.close()


async def heard(screen: Screen, *, patience: float = 20.0, things: int = 0) -> bytes:
    """Everything until `things` ids were told (or, without, until the first news), and then a short silence.

    Other tests may keep the machine busy for a while, hence the patience.
    """
    collected = await screen.take(patience) or b""
    while len(ids_in(collected)) < things and (more := await screen.take(patience)):
        collected += more
    while more := await screen.take(0.15):
        collected += more
    return collected


def ids_in(text: bytes) -> list[UUID]:
    return [UUID(found) for found in re.findall(r'"id":"([0-9a-f-]{36})"', text.decode())]


async def test_a_change_reaches_those_who_may_see_it_and_only_them(stage: Stage) -> None:
    workspace, invited, other = stage.make.workspace.id, uuid4(), uuid4()
    open_, private = uuid4(), uuid4()
    stage.audiences[open_] = Audience(everyone=True)
    stage.audiences[private] = Audience(members=frozenset({invited}))
    async with (
        stage.hub.screen(workspace, invited, guest=False, after=None) as of_invited,
        stage.hub.screen(workspace, other, guest=False, after=None) as of_other,
        stage.hub.screen(workspace, uuid4(), guest=True, after=None) as of_guest,
        stage.hub.screen(uuid4(), other, guest=False, after=None) as of_another_workspace,
    ):
        for screen in (of_invited, of_other, of_guest, of_another_workspace):
            assert b"event: hello" in await heard(screen)
        await stage.happen(open_, private)
        assert ids_in(await heard(of_invited, things=2)) == [open_, private]
        assert ids_in(await heard(of_other, things=1)) == [open_]
        assert await heard(of_guest, patience=0.3) == b""
        assert await heard(of_another_workspace, patience=0.3) == b""


async def test_what_is_handed_over_is_told_without_a_look_at_the_log_unless_something_before_it_is_missing(
    stage: Stage,
) -> None:
    workspace, here, ahead, logged = stage.make.workspace.id, uuid4(), uuid4(), uuid4()
    stage.audiences.update({thing: Audience(everyone=True) for thing in (here, ahead, logged)})

    def handed(number: int, thing: UUID) -> Published:
        return Published(workspace, number, "test.happened", "thing", thing, 1)

    async with stage.hub.screen(workspace, uuid4(), guest=False, after=None) as screen:
        start = int(re.findall(r"id: (\d+)", (await heard(screen)).decode())[-1])
        stage.hub.take([handed(start + 1, here)])  # which is in no log
        assert ids_in(await heard(screen, things=1)) == [here]
        stage.hub.take([handed(start + 3, ahead), handed(start + 1, here)])
        assert await heard(screen, patience=0.3) == b""
        await stage.happen(logged, logged)
        assert ids_in(await heard(screen, things=1)) == [logged]  # the second of them: the first's number is told


async def test_what_another_process_numbered_between_two_batches_of_ours_is_told_in_its_place(stage: Stage) -> None:
    workspace, things = stage.make.workspace.id, [uuid4() for _ in range(3)]
    stage.audiences.update({thing: Audience(everyone=True) for thing in things})
    async with stage.hub.screen(workspace, uuid4(), guest=False, after=None) as screen:
        start = int(re.findall(r"id: (\d+)", (await heard(screen)).decode())[-1])
        stage.ears.clear()
        await stage.happen(*things)
        await asyncio.sleep(0.1)
        for at in (0, 2):
            stage.hub.take([Published(workspace, start + 1 + at, "test.happened", "thing", things[at], 1)])
        assert ids_in(await heard(screen, things=3)) == things


async def test_the_log_is_looked_at_every_second_even_while_our_own_announcements_keep_coming(stage: Stage) -> None:
    thing = uuid4()
    stage.audiences[thing] = Audience(everyone=True)
    async with stage.hub.screen(stage.make.workspace.id, uuid4(), guest=False, after=None) as screen:
        await heard(screen)
        stage.ears.clear()
        for _ in range(15):
            await stage.happen(thing)
            await asyncio.sleep(0.2)
        assert ids_in(await screen.take(0.01) or b"")


async def test_a_screen_tells_what_was_missed_before_what_came_while_it_was_read() -> None:
    screen = Screen(uuid4(), uuid4(), guest=False)
    screen.tell(b"10 ", 10)
    screen.begin([(b"8 ", 8), (b"9 ", 9)])
    screen.tell(b"11 ", 11)
    assert await screen.take(0.1) == b"8 9 10 11 "


async def test_what_was_numbered_but_not_handed_over_is_found_in_the_log(stage: Stage) -> None:
    thing = uuid4()
    stage.audiences[thing] = Audience(everyone=True)
    async with stage.hub.screen(stage.make.workspace.id, uuid4(), guest=False, after=None) as screen:
        await heard(screen)
        stage.ears.clear()
        await stage.happen(thing)
        assert ids_in(await heard(screen, things=1)) == [thing]


async def test_what_was_missed_in_a_break_is_told_on_coming_back(stage: Stage) -> None:
    workspace, member = stage.make.workspace.id, uuid4()
    things = [uuid4() for _ in range(4)]
    stage.audiences.update({thing: Audience(everyone=True) for thing in things})
    async with stage.hub.screen(workspace, member, guest=False, after=None) as screen:
        await heard(screen)
        await stage.happen(things[0])
        seen = await heard(screen, things=1)
    last = int(re.findall(r"id: (\d+)", seen.decode())[-1])
    await stage.happen(*things[1:])
    async with stage.hub.screen(workspace, member, guest=False, after=last) as screen:
        assert ids_in(await heard(screen, things=3)) == things[1:]


async def test_a_moved_number_reaches_those_who_may_see_the_thing_and_nobody_else(stage: Stage) -> None:
    workspace, invited, other, private = stage.make.workspace.id, uuid4(), uuid4(), uuid4()
    stage.audiences[private] = Audience(members=frozenset({invited}))
    async with (
        stage.hub.screen(workspace, invited, guest=False, after=None) as of_invited,
        stage.hub.screen(workspace, other, guest=False, after=None) as of_other,
    ):
        for screen in (of_invited, of_other):
            await heard(screen)
        await stage.happen(private, data={"new": 0.25, "new_counted": 0.25}, kind="progress.changed")
        assert b'"progress":{"raw":0.25,"counted":0.25,"display":"25 %"}' in await heard(of_invited, things=1)
        assert await heard(of_other, patience=0.3) == b""
        await stage.happen(private, data={"new": 0.5, "new_counted": 0.5, "note": "not of progress"})
        assert b'"progress"' not in await heard(of_invited, things=1)


async def test_who_missed_too_much_is_told_to_look_again(stage: Stage) -> None:
    workspace = stage.make.workspace.id
    thing = uuid4()
    stage.audiences[thing] = Audience(everyone=True)
    async with stage.hub.screen(workspace, uuid4(), guest=False, after=99_999) as screen:
        assert b"event: reload" in await heard(screen)
    async with stage.hub.screen(workspace, uuid4(), guest=False, after=None) as slow:
        await slow.take(1)
        await stage.happen(*[thing] * (rules.QUEUE_LIMIT + 50))
        await asyncio.sleep(5.0)
        text = await slow.take(20)
        assert text is not None
        assert text.startswith(b"id: ")
        assert b"event: reload" in text[:60]


async def test_the_last_event_of_a_deleted_thing_reaches_who_could_see_it(stage: Stage) -> None:
    workspace, invited, gone = stage.make.workspace.id, uuid4(), uuid4()
    async with (
        stage.hub.screen(workspace, invited, guest=False, after=None) as of_invited,
        stage.hub.screen(workspace, uuid4(), guest=False, after=None) as of_other,
    ):
        await heard(of_invited)
        await heard(of_other)
        await stage.happen(gone, data={"audience": {"everyone": False, "members": [str(invited)]}})
        assert ids_in(await heard(of_invited, things=1)) == [gone]
        assert await heard(of_other, patience=0.3) == b""


async def test_closing_the_hub_ends_every_stream(stage: Stage) -> None:
    async with stage.hub.screen(stage.make.workspace.id, uuid4(), guest=False, after=None) as screen:
        await screen.take(1)
        stage.hub.close()
        assert await screen.take(1) is None


@pytest.mark.alone
async def test_news_arrives_within_a_tenth_of_a_second(stage: Stage) -> None:
    thing = uuid4()
    stage.audiences[thing] = Audience(everyone=True)
    loop = asyncio.get_running_loop()
    taken: list[float] = []
    async with stage.hub.screen(stage.make.workspace.id, uuid4(), guest=False, after=None) as screen:
        await screen.take(1)
        for _ in range(15):
            begun = loop.time()
            await stage.happen(thing)
            assert await screen.take(3)
            taken.append(loop.time() - begun)
    assert sorted(taken)[len(taken) // 2] < 0.1
