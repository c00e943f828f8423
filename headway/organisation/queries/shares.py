"""What is open to whom."""

from datetime import datetime
from uuid import UUID

import msgspec

from headway.core import db
from headway.core.ctx import Ctx, Role
from headway.core.errors import Invalid, NotFound
from headway.core.subjects import Registry, Subject, Titled
from headway.organisation.schemas import ShareAccess, ShareKind, ShareOut


class ShareRow(msgspec.Struct, frozen=True, kw_only=True):
    member_id: UUID
    member: str
    role: Role
    subject: ShareKind
    subject_id: UUID
    access: ShareAccess
    created_at: datetime


async def shares(
    ctx: Ctx,
    registry: Registry,
    *,
    kind: ShareKind | None = None,
    subject_id: UUID | None = None,
    member: UUID | None = None,
) -> list[ShareOut]:
    """The shares of one thing, or of one person. Raises Invalid where neither is named."""
    if kind and subject_id:
        return await _of_thing(ctx, registry, kind, subject_id)
    if member:
        return await _of_person(ctx, registry, member)
    raise Invalid("Name a thing (subject and subject_id) or a person (member).", code="organisation.shares_of_what")


async def _of_thing(ctx: Ctx, registry: Registry, kind: ShareKind, subject_id: UUID) -> list[ShareOut]:
    """With whom one thing is shared, by name. Raises NotFound where the caller may not see the thing."""
    _, thing = await seen(ctx, registry, kind, subject_id)
    return [_out(row, thing) for row in await _rows(ctx, subject=kind, subject_id=subject_id)]


async def _of_person(ctx: Ctx, registry: Registry, member: UUID) -> list[ShareOut]:
    """What is shared with one person, as far as the caller may see it: somebody else's private goal is left out."""
    found = await _rows(ctx, member=member)
    out: list[ShareOut] = []
    for kind in sorted({row.subject for row in found}):
        titles = await _titles(ctx, registry, kind, [row.subject_id for row in found if row.subject == kind])
        out += [_out(row, titles[row.subject_id]) for row in found if row.subject == kind and row.subject_id in titles]
    return out


async def seen(ctx: Ctx, registry: Registry, kind: str, subject_id: UUID) -> tuple[Subject, Titled]:
    """A thing the caller may see, through the room it belongs to. Raises NotFound."""
    subject = registry.get(kind)
    found = await subject.visible(ctx, [subject_id]) if subject else []
    if subject is None or not found:
        raise NotFound
    return subject, found[0]


async def _titles(ctx: Ctx, registry: Registry, kind: str, ids: list[UUID]) -> dict[UUID, Titled]:
    subject = registry.get(kind)
    return {each.id: each for each in await subject.visible(ctx, ids)} if subject else {}


async def _rows(
    ctx: Ctx, *, member: UUID | None = None, subject: str | None = None, subject_id: UUID | None = None
) -> list[ShareRow]:
    return await db.rows(
        ctx,
        ShareRow,
        """
        select s.member_id, m.name as member, m.role, s.subject, s.subject_id, s.access, s.created_at
          from share s
          join member m on m.workspace_id = s.workspace_id and m.id = s.member_id and m.removed_at is null
         where s.workspace_id = %(workspace)s
           and (%(member)s::uuid is null or s.member_id = %(member)s)
           and (%(subject)s::text is null or (s.subject = %(subject)s and s.subject_id = %(subject_id)s))
         order by lower(m.name), m.id, s.created_at, s.subject_id
        """,
        workspace=ctx.workspace.id,
        member=member,
        subject=subject,
        subject_id=subject_id,
    )


def _out(row: ShareRow, thing: Titled) -> ShareOut:
    return ShareOut(
        member_id=row.member_id,
        member=row.member,
        role=row.role,
        subject=row.subject,
        subject_id=row.subject_id,
        title=thing.title,
        access=row.access,
        created_at=row.created_at,
    )
