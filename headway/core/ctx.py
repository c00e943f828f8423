"""What an action is handed: who calls, in which workspace, when, and the one connection of the transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from headway.core import events, queue
from headway.core.db import Connection
from headway.core.settings import Settings

Role = Literal["guest", "member", "admin", "owner"]
ROLES: tuple[Role, ...] = ("guest", "member", "admin", "owner")


class Workspace(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    slug: str
    name: str
    zone: str = "UTC"
    week_start: int = 1
    year_start_month: int = 1
    check_in_days: int = 7
    key_prefix: str = "HW"
    settings: dict[str, Any] = msgspec.field(default_factory=dict)
    sample: bool = False


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts. `scopes` is None for a person in the browser (all they may), a set for a token."""

    kind: Literal["person", "token", "system"] = "person"
    account: UUID | None = None
    member: UUID | None = None
    role: Role = "guest"
    name: str = ""
    email: str = ""
    scopes: frozenset[str] | None = None
    session: UUID | None = None
    token: UUID | None = None

    @property
    def is_guest(self) -> bool:
        return self.role == "guest"

    @property
    def guest(self) -> UUID | None:
        """The member id of a guest, None for everybody else: what `set_tenant` needs to lower the guest floor."""
        return self.member if self.is_guest else None

    @property
    def is_admin(self) -> bool:
        return self.role in {"admin", "owner"}

    def at_least(self, role: Role) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)


SYSTEM = Actor(kind="system", role="owner", name="Headway")


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """Why a number moved: the subject a person changed, as it read at that time ("HW-42", "Translate checkout")."""

    kind: str
    subject: str
    subject_id: UUID
    label: str = ""


class Ctx:
    """Handed on through actions and queries; never kept, never global.

    `record` and `later` only collect; `flush` writes what was collected in one statement, once, before the commit.
    """

    __slots__ = (
        "_events",
        "_jobs",
        "actor",
        "address",
        "connection",
        "keep_on_refusal",
        "now",
        "request_id",
        "settings",
        "user_agent",
        "workspace",
    )

    def __init__(
        self,
        connection: Connection,
        workspace: Workspace,
        actor: Actor,
        *,
        now: datetime,
        request_id: str = "",
        settings: Settings | None = None,
    ) -> None:
        self.connection = connection
        self.workspace = workspace
        self.actor = actor
        self.now = now
        self.request_id = request_id
        self.settings = settings or Settings()
        self.keep_on_refusal = False  # set by what must count although the answer is a refusal: failed sign-ins
        self.address = ""
        self.user_agent = ""
        self._events: list[events.NewEvent] = []
        self._jobs: list[queue.NewJob] = []

    @property
    def today(self) -> date:
        """The calendar day in the workspace's time zone."""
        return self.now.astimezone(ZoneInfo(self.workspace.zone)).date()

    @property
    def workspace_id(self) -> UUID:
        return self.workspace.id

    async def record(
        self,
        kind: str,
        subject: str,
        subject_id: UUID,
        *,
        version: int = 0,
        data: dict[str, Any] | None = None,
        cause: Cause | None = None,
    ) -> None:
        """Collect one event. `kind` begins with the room ("work.task_closed"); `data` is JSON without secrets."""
        content = dict(data or {})
        if cause is not None:
            content["cause"] = msgspec.to_builtins(cause)
        self._events.append(events.NewEvent(kind, subject, subject_id, version, content))

    async def later(self, job: str, **arguments: Any) -> None:
        """Collect one job; it exists exactly if this transaction commits. Arguments are ids and small values."""
        self._jobs.append(queue.NewJob(job, {"workspace": str(self.workspace.id), **arguments}))

    def retell(self, kind: str, history: Sequence[events.NewEvent]) -> None:
        """Put a past with times and persons of its own in the place of what was collected of a kind; it wakes nobody.

        For the demo company only: what really happens is recorded as it happens.
        """
        self._events = [*history, *(event for event in self._events if event.kind != kind)]

    @property
    def recorded(self) -> tuple[events.NewEvent, ...]:
        """What has been collected and not flushed yet (for tests and for batch reports)."""
        return tuple(self._events)

    async def flush(self) -> bool:
        """Write the collected events and jobs; True if there was any. Whoever opened the transaction calls it."""
        await self._follow_at_once()
        pending, jobs = self._events, self._jobs
        self._events, self._jobs = [], []
        jobs = jobs + [job for event in pending if event.at is None for job in self._followers(event)]
        if pending:
            await events.write(self, pending, jobs)
        elif jobs:
            await queue.defer(self.connection, jobs)
        return bool(pending or jobs)

    async def _follow_at_once(self) -> None:
        """Let other rooms do what belongs into this transaction; what they record themselves is followed too."""
        place = 0
        while place < len(self._events):
            event = self._events[place]
            for job in queue.woken_at_once(event.kind):
                await job.run(self, subject=str(event.subject_id), data=event.data)
            place += 1

    def _followers(self, event: events.NewEvent) -> list[queue.NewJob]:
        return queue.woken_by(event.kind, self.workspace.id, {"subject": str(event.subject_id), "data": event.data})
