"""Opening a team, project or objective to a person, and closing it again."""

from collections.abc import Sequence
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, NotFound
from headway.core.subjects import Registry
from headway.organisation import access
from headway.organisation.queries import people
from headway.organisation.queries import shares as queries
from headway.organisation.schemas import ShareKind, SharePut


async def share(ctx: Ctx, registry: Registry, wanted: SharePut) -> None:
    """Open a thing to a person, or change how far. Raises NotFound for a thing or person the caller may not see."""
    await _refuse_unless_may_share(ctx, registry, wanted.subject, wanted.subject_id)
    member = await people.member(ctx, wanted.member_id)
    if member.removed_at is not None:
        raise Conflict(f"{member.name} has left the workspace.", code="organisation.person_left")
    await db.run(
        ctx,
        """
        insert into share (workspace_id, member_id, subject, subject_id, access, created_by)
        values (%(workspace)s, %(member)s, %(subject)s, %(id)s, %(access)s, %(by)s)
        on conflict (workspace_id, member_id, subject, subject_id) do update set access = excluded.access
        """,
        workspace=ctx.workspace.id,
        member=member.id,
        subject=wanted.subject,
        id=wanted.subject_id,
        access=wanted.access,
        by=ctx.actor.member,
    )
    data = {"subject": wanted.subject, "subject_id": str(wanted.subject_id), "access": wanted.access}
    await ctx.record("organisation.shared", "member", member.id, data=data)


async def unshare(ctx: Ctx, registry: Registry, *, member_id: UUID, kind: ShareKind, subject_id: UUID) -> None:
    """Close a thing to a person again. Raises NotFound where it was not shared with them."""
    await _refuse_unless_may_share(ctx, registry, kind, subject_id)
    closed = await db.run(
        ctx,
        """
        delete from share
         where workspace_id = %(workspace)s and member_id = %(member)s and subject = %(subject)s
           and subject_id = %(id)s
        """,
        workspace=ctx.workspace.id,
        member=member_id,
        subject=kind,
        id=subject_id,
    )
    if not closed:
        raise NotFound
    data = {"subject": kind, "subject_id": str(subject_id)}
    await ctx.record("organisation.unshared", "member", member_id, data=data)


async def forget_shares(ctx: Ctx, kind: ShareKind, ids: Sequence[UUID]) -> None:
    """Drop the shares of things that are deleted for good; their room calls this in the same transaction."""
    await db.run(
        ctx,
        """
        delete from share
         where workspace_id = %(workspace)s and subject = %(subject)s and subject_id = any (%(ids)s)
        """,
        workspace=ctx.workspace.id,
        subject=kind,
        ids=list(ids),
    )


async def _refuse_unless_may_share(ctx: Ctx, registry: Registry, kind: ShareKind, subject_id: UUID) -> None:
    subject, _ = await queries.seen(ctx, registry, kind, subject_id)
    allowed = subject.may_share is not None and await subject.may_share(ctx, subject_id)
    if not access.can_share(ctx.actor, may_share=allowed):
        raise Forbidden("You may not open this to others.", code="organisation.may_not_share")
