"""One reader of the log per process, many open screens.

What the publisher of this process numbers it hands over as it is. What others number the hub reads when they announce
it (or when it looks, every second), for the workspaces that have screens open. It asks each kind of thing once who may
see it, and hands every screen what its person may see. The number of SQL statements does not depend on the number of
screens.
"""

import asyncio
import contextlib
import itertools
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from uuid import UUID, uuid4

import msgspec
import psycopg
from psycopg_pool import PoolTimeout

from headway.core import log
from headway.core.db import Connection, Database
from headway.core.edge import Caller, Transactions
from headway.core.events import CHANNEL
from headway.core.published import Published
from headway.core.subjects import Audience, Registry
from headway.live import queries, rules

IDLE_SECONDS = 1.0
Message = tuple[bytes, int]
"""What goes to a screen, and the number it brings the reader to."""


class Screen:
    """One open stream: a bounded queue of ready messages. What overflows it becomes one `reload`."""

    def __init__(self, workspace: UUID, member: UUID, *, guest: bool) -> None:
        self.workspace = workspace
        self.member = member
        self.guest = guest
        self._waiting: list[bytes] = []
        self._held: list[Message] | None = []  # until it begins
        self._signal = asyncio.Event()
        self._closed = False

    def begin(self, first: list[Message]) -> None:
        """`first` goes before all it was told meanwhile: a reader who has seen a number takes no lower one."""
        held, self._held = self._held or [], None
        for message, number in [*first, *held]:
            self.tell(message, number)

    def tell(self, message: bytes, number: int) -> None:
        if self._held is not None:
            self._held.append((message, number))
            return
        if len(self._waiting) >= rules.QUEUE_LIMIT:
            self._waiting = [rules.reload(number)]
        self._waiting.append(message)
        self._signal.set()

    def close(self) -> None:
        self._closed = True
        self._signal.set()

    def look_again(self, caller: Caller | None) -> None:
        """What the person may hear now: nothing any more, or less or more than before."""
        if caller is None or caller.workspace is None:
            self.close()
        else:
            self.guest = caller.actor.is_guest

    async def take(self, patience: float) -> bytes | None:
        """All that waits, joined; b"" after `patience` seconds of silence; None when the stream is to end."""
        if not self._waiting and not self._closed:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._signal.wait(), patience)
        self._signal.clear()
        if self._closed:
            return None
        ready, self._waiting = b"".join(self._waiting), []
        return ready


class _Holder:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection


class Hub:
    """`dispatch` reads the log of all workspaces; `database` asks, as the app, who may see what.

    `name` is what the publisher of this process announces itself by, so that only what others announce is looked up.
    """

    def __init__(self, dispatch: Database, database: Transactions, subjects: Registry) -> None:
        self._dispatch = dispatch
        self._database = database
        self._subjects = subjects
        self._screens: dict[UUID, set[Screen]] = defaultdict(set)
        self._places: dict[UUID, int] = {}
        self.name = uuid4().hex
        self._handed: list[Published] = []
        self._behind = True
        self._news = asyncio.Event()

    def take(self, published: list[Published]) -> None:
        """What this process has numbered just now, in order."""
        self._handed.extend(published)
        self._news.set()

    @contextlib.asynccontextmanager
    async def screen(self, workspace: UUID, member: UUID, *, guest: bool, after: int | None) -> AsyncIterator[Screen]:
        """A screen that begins with `hello` (or with what it missed since `after`) and then hears everything."""
        screen = Screen(workspace, member, guest=guest)
        try:
            await self._begin(screen, after)
            yield screen
        finally:
            self._leave(screen)

    async def run(self) -> None:
        """Follow the log until cancelled; a lost database is waited for and what was missed is caught up."""
        while True:
            try:
                await self._follow()
            except (psycopg.Error, PoolTimeout, OSError) as error:
                log.get("live").warning("database unavailable", error=str(error))
            except Exception as error:  # noqa: BLE001 - whatever it is, open screens must hear of the next change
                log.get("live").error("following the log failed", exc_info=error)
            await asyncio.sleep(0.5)

    def close(self) -> None:
        """End every stream, so that a stopping server need not wait for its readers."""
        for screens in list(self._screens.values()):
            for screen in screens:
                screen.close()

    async def _begin(self, screen: Screen, after: int | None) -> None:
        async with self._database.transaction(screen.workspace) as connection:
            holder = _Holder(connection)
            number = await queries.head(holder, screen.workspace)
            # From here on the hub tells this screen what is new; what lies between is read below, and may come twice.
            place = self._join(screen, number)
            if after is None:
                screen.begin([(rules.hello(number), number)])
            elif rules.must_reload(after, number):
                screen.begin([(rules.reload(number), number)])
            else:
                found = await queries.changes_after(holder, {screen.workspace: after})
                missed = await self._told(holder, [event for event in found if event.number <= max(place, number)])
                screen.begin([(rules.hello(after), after), *_admitted(missed, screen)])

    def _join(self, screen: Screen, number: int) -> int:
        """The place up to which the screens of the workspace are told: `number` where this is the first of them."""
        if screen.workspace not in self._places:
            self._places[screen.workspace] = number
            self._look()  # what was handed over since `number` was read found nobody
        self._screens[screen.workspace].add(screen)
        return self._places[screen.workspace]

    def _leave(self, screen: Screen) -> None:
        screens = self._screens[screen.workspace]
        screens.discard(screen)
        if not screens:
            del self._screens[screen.workspace]
            self._places.pop(screen.workspace, None)

    def _look(self) -> None:
        """Read the log at the next opportunity."""
        self._behind = True
        self._news.set()

    async def _follow(self) -> None:
        self._behind = True
        async with self._dispatch.connection() as connection:
            await connection.execute(f"listen {CHANNEL}")
            listening = asyncio.create_task(self._listen(connection))
            listening.add_done_callback(lambda _: self._news.set())
            try:
                while not listening.done():
                    await self._catch_up()
                    await self._news.wait()
                    self._news.clear()
                await listening
            finally:
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)

    async def _listen(self, connection: Connection) -> None:
        clock = asyncio.get_running_loop().time
        looked = clock()
        while True:
            tellers = [one.payload async for one in connection.notifies(timeout=IDLE_SECONDS, stop_after=1)]
            if any(teller != self.name for teller in tellers) or clock() - looked >= IDLE_SECONDS:
                looked = clock()
                self._look()

    async def _catch_up(self) -> None:
        """Tell what was handed over; read from the log what is missing before it, and what others have numbered."""
        handed, self._handed = self._handed, []
        for workspace, batch in _by_workspace(handed):
            place = self._places.get(workspace)
            events = [event for event in batch if place is not None and event.number > place]
            if events and place is not None and events[-1].number - place != len(events):
                self._behind = True  # somebody else has numbered what is missing
            elif events:
                await self._tell(workspace, events)
        while self._behind:
            self._behind = False
            while self._places and (found := await self._read()):
                for workspace, batch in _by_workspace(found):
                    await self._tell(workspace, list(batch))

    async def _read(self) -> list[Published]:
        async with self._dispatch.connection() as connection:
            return await queries.changes_after(_Holder(connection), self._places)

    async def _tell(self, workspace: UUID, events: list[Published]) -> None:
        """Hand events to the screens of those who may see them; they follow the workspace's place."""
        place = self._places.get(workspace)
        if place is None:
            return
        async with self._database.transaction(workspace) as connection:
            told = await self._told(_Holder(connection), events)
            if self._places.get(workspace) != place:
                self._behind = True  # who listened has gone, and who came since stands elsewhere
                return
            # Nothing waits from here on, so nobody can come or go between the telling and the place.
            for screen in self._screens.get(workspace, ()):
                for message, number in _admitted(told, screen):
                    screen.tell(message, number)
            self._places[workspace] = events[-1].number

    async def _told(self, holder: _Holder, events: list[Published]) -> list[tuple[Message, Audience]]:
        """Each event as it is told, and who may hear it."""
        audiences = await self._audiences(holder, events)
        return [
            (
                (rules.change(event), event.number),
                audiences.get((event.subject, event.subject_id)) or _remembered(event),
            )
            for event in events
        ]

    async def _audiences(self, holder: _Holder, events: list[Published]) -> dict[tuple[str, UUID], Audience]:
        wanted: dict[str, set[UUID]] = defaultdict(set)
        for event in events:
            wanted[event.subject].add(event.subject_id)
        found: dict[tuple[str, UUID], Audience] = {}
        for kind, ids in wanted.items():
            subject = self._subjects.get(kind)
            if subject is not None:
                answers = await subject.audience(holder, list(ids))
                found.update({(kind, id_): audience for id_, audience in answers.items()})
        return found


def _admitted(told: list[tuple[Message, Audience]], screen: Screen) -> list[Message]:
    return [message for message, audience in told if audience.admits(screen.member, guest=screen.guest)]


def _by_workspace(events: list[Published]) -> Iterator[tuple[UUID, Iterator[Published]]]:
    return itertools.groupby(events, key=lambda event: event.workspace_id)


def _remembered(event: Published) -> Audience:
    """Who could see a thing that is gone: its last event says so. Without a word: nobody."""
    if event.audience is None:
        return Audience()
    return msgspec.convert(event.audience, Audience, strict=False)
