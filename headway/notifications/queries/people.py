"""The people to be told: who is here, may see what, and wants to hear of it how."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Actor, Ctx, Role
from headway.core.db import set_tenant
from headway.core.subjects import Audience, Registry
from headway.goals import queries as goals
from headway.notifications.queries import channels
from headway.notifications.rules.preferences import DEFAULTS, Choice, Habits, PreferenceKind
from headway.organisation import queries as organisation
from headway.work import queries as work

REGISTRY = Registry([*organisation.SUBJECTS, *goals.SUBJECTS, *work.SUBJECTS, *channels.SUBJECTS])


class Person(Struct, frozen=True, kw_only=True):
    """Somebody with an account who has not left."""

    id: UUID
    account: UUID
    name: str
    email: str
    role: Role
    zone: str
    digest_hour: int
    digest_weekday: int
    quiet_from: int | None
    quiet_until: int | None

    @property
    def habits(self) -> Habits:
        quiet = None
        if self.quiet_from is not None and self.quiet_until is not None:
            quiet = (self.quiet_from, self.quiet_until)
        return Habits(zone=self.zone, digest_hour=self.digest_hour, digest_weekday=self.digest_weekday, quiet=quiet)


class _Chosen(Struct, frozen=True):
    member_id: UUID
    kind: str
    app: bool
    mail: Any


async def people(ctx: Ctx, ids: Collection[UUID]) -> dict[UUID, Person]:
    """Of these, those who can be told anything: with an account that is not disabled, and still here."""
    found = await db.rows(
        ctx,
        Person,
        """
        select m.id, a.id as account, m.name, a.email, m.role, coalesce(p.zone, %(zone)s) as zone,
               coalesce(p.digest_hour, 8) as digest_hour, coalesce(p.digest_weekday, 1) as digest_weekday,
               p.quiet_from, p.quiet_until
          from member m
          join account a on a.id = m.account_id and a.disabled_at is null
          left join notification_person p on p.workspace_id = m.workspace_id and p.member_id = m.id
         where m.workspace_id = %(workspace)s and m.id = any (%(ids)s) and m.removed_at is null
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
        zone=ctx.workspace.zone,
    )
    return {each.id: each for each in found}


async def choices(ctx: Ctx, ids: Collection[UUID]) -> dict[tuple[UUID, PreferenceKind], Choice]:
    """What each of these chose for each kind, the defaults filled in."""
    rows = await db.rows(
        ctx,
        _Chosen,
        """
        select member_id, kind, app, mail from notification_preference
         where workspace_id = %(workspace)s and member_id = any (%(ids)s)
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
    )
    own = {(row.member_id, row.kind): Choice(app=row.app, mail=row.mail) for row in rows}
    return {(each, kind): own.get((each, kind), default) for each in ids for kind, default in DEFAULTS.items()}


async def audiences(ctx: Ctx, things: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], Audience]:
    """Who may see each thing, one statement for each kind."""
    by_kind: dict[str, set[UUID]] = {}
    for kind, id_ in things:
        by_kind.setdefault(kind, set()).add(id_)
    found: dict[tuple[str, UUID], Audience] = {}
    for kind, ids in by_kind.items():
        subject = REGISTRY.get(kind)
        if subject is not None:
            found.update({(kind, id_): audience for id_, audience in (await subject.audience(ctx, list(ids))).items()})
    return found


async def seen_as(ctx: Ctx, person: Person) -> Ctx:
    """The same transaction through the eyes of a person, with the guest floor closed for a guest. See `seen_by_all`."""
    actor = Actor(account=person.account, member=person.id, role=person.role, name=person.name, email=person.email)
    await set_tenant(ctx.connection, ctx.workspace.id, guest=actor.guest)
    return Ctx(ctx.connection, ctx.workspace, actor, now=ctx.now, settings=ctx.settings)


async def seen_by_all(ctx: Ctx) -> None:
    """Back to the eyes of a job."""
    await set_tenant(ctx.connection, ctx.workspace.id)
