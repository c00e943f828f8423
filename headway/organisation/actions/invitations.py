"""Inviting people by link.

The person stands in the workspace at once, so that work can be given to them and things shared with them; by
accepting they get an account for it.
"""

from uuid import UUID

from headway.core import db
from headway.core.ctx import Actor, Ctx, Role
from headway.core.errors import Conflict, FieldError, Forbidden, Invalid
from headway.identity import queries as identity
from headway.identity.actions import accounts, links, sessions
from headway.identity.schemas import AccountRow, LinkRow, OpenedSession
from headway.organisation import access
from headway.organisation.actions import workspaces
from headway.organisation.queries import invitations as queries
from headway.organisation.queries import people
from headway.organisation.rules import letters
from headway.organisation.schemas import (
    CreatedInvitationOut,
    InvitationAccept,
    InvitationNew,
    InvitationOut,
    InvitationPreview,
    MemberRow,
)


class AlreadyMember(Conflict):
    code = "organisation.already_member"


class InvitationForAnother(Forbidden):
    code = "organisation.invitation_for_another"


async def invite(ctx: Ctx, new: InvitationNew) -> CreatedInvitationOut:
    """Invite somebody by e-mail address. An earlier invitation to it ends. The link is in the answer, once."""
    _refuse_unless_may_invite(ctx, new.role)
    email = accounts.usable_email(new.email)
    member, created = await _stand_in(ctx, email, new)
    await links.discard_by_email(ctx, "invitation", email)
    made = await links.make(
        ctx,
        "invitation",
        workspace=ctx.workspace.id,
        email=email,
        data={"member": str(member), "role": new.role, "created": created, "inviter": ctx.actor.name},
    )
    await _mail(ctx, email, new.role, made.path)
    await ctx.record("organisation.person_invited", "member", member, data={"email": email, "role": new.role})
    invitation = InvitationOut(
        id=made.id,
        email=email,
        role=new.role,
        member_id=member,
        inviter=ctx.actor.name,
        created_at=ctx.now,
        expires_at=made.expires_at,
    )
    return CreatedInvitationOut(
        invitation=invitation,
        link=links.address_of(ctx, made.path),
        path=made.path,
        mailed=bool(ctx.settings.smtp_url),
    )


async def revoke_invitation(ctx: Ctx, invitation: UUID) -> None:
    """End an open invitation. Whoever was put into the workspace by it leaves again. Raises NotFound."""
    _refuse_unless_may_invite(ctx, "guest")
    link = await links.discard_of_workspace(ctx, "invitation", invitation)
    shown = queries.invitation_out(link)
    _refuse_unless_may_invite(ctx, shown.role)
    if shown.member_id and link.data.get("created"):
        await db.run(
            ctx,
            """
            update member set removed_at = %(now)s, version = version + 1
             where workspace_id = %(workspace)s and id = %(member)s and account_id is null and removed_at is null
            """,
            workspace=ctx.workspace.id,
            member=shown.member_id,
            now=ctx.now,
        )
    subject = shown.member_id or link.id
    await ctx.record("organisation.invitation_revoked", "member", subject, data={"email": shown.email})


async def preview(ctx: Ctx, secret: str) -> InvitationPreview:
    """What an invitation is about, for whoever holds the link."""
    link = await links.look_up(ctx, "invitation", secret)
    workspace = await _workspace_of(ctx, link)
    shown = queries.invitation_out(link)
    account = await identity.account_by_email(ctx, shown.email)
    called = (await people.member(ctx, shown.member_id)).name if shown.member_id else ""
    return InvitationPreview(
        workspace=workspace,
        name="" if called == shown.email.partition("@")[0] else called,
        inviter=shown.inviter,
        email=shown.email,
        role=shown.role,
        has_account=account is not None,
    )


async def accept(ctx: Ctx, answer: InvitationAccept) -> OpenedSession | None:
    """Join the workspace. A session is opened unless the caller is signed in already (then None).

    An invitation is for one address: whoever is signed in with another is refused. An existing account that is not
    signed in proves its password, a new one is made. Until then the link stays unused.
    """
    link = await links.look_up(ctx, "invitation", answer.token)
    account = await _accepting(ctx, link, answer)
    signed_in = ctx.actor.account == account.id
    link = await links.redeem(ctx, "invitation", answer.token)
    opened = None if signed_in else await sessions.start_session(ctx, account)
    await workspaces.enter(ctx, link.workspace_id or UUID(int=0))
    await _join(ctx, link, account)
    return opened


async def _accepting(ctx: Ctx, link: LinkRow, answer: InvitationAccept) -> AccountRow:
    """The account that accepts. Nothing but a counted wrong password may be written here."""
    email = link.email or ""
    if ctx.actor.account and ctx.actor.email.lower() != email.lower():
        raise InvitationForAnother(
            f"This invitation is for {email}, and you are signed in as {ctx.actor.email}. "
            "Sign out first, or ask for an invitation to your own address."
        )
    account = await identity.account_by_email(ctx, email)
    if account and ctx.actor.account == account.id:
        return account
    if account:
        return await sessions.prove_password(ctx, email=email, password=answer.password or "")
    missing = [
        FieldError(field, "Please fill this in.") for field in ("name", "password") if not getattr(answer, field)
    ]
    if missing:
        raise Invalid("Choose a name and a password.", code="organisation.invitation_incomplete", errors=missing)
    return await accounts.create_account(ctx, email=email, name=answer.name or "", password=answer.password)


async def _join(ctx: Ctx, link: LinkRow, account: AccountRow) -> None:
    """Give the invited person of the workspace their account. The role is what it is now, not when they were asked."""
    shown = queries.invitation_out(link)
    joined = await db.maybe(
        ctx,
        MemberRow,
        """
        update member
           set account_id = %(account)s,
               name = case when %(created)s then %(name)s else name end,
               version = version + 1
         where workspace_id = %(workspace)s and id = %(member)s and removed_at is null
           and (account_id is null or account_id = %(account)s)
        returning id, account_id, name, email, title, role, sample, removed_at, version, lower(name) as sort_name
        """,
        workspace=ctx.workspace.id,
        member=shown.member_id,
        account=account.id,
        created=bool(link.data.get("created")),
        name=account.name,
    )
    if joined is None:
        raise links.LinkInvalid
    ctx.actor = Actor(account=account.id, member=joined.id, role=joined.role, name=joined.name, email=account.email)
    await ctx.record("organisation.member_joined", "member", joined.id, version=joined.version)


async def _stand_in(ctx: Ctx, email: str, new: InvitationNew) -> tuple[UUID, bool]:
    """The person of this address in the workspace, made or brought back; and whether this invitation made them."""
    found = await people.member_by_email(ctx, email)
    if found is None:
        name = accounts.usable_name(new.name or email.partition("@")[0])
        made: UUID = await db.value(
            ctx,
            """
            insert into member (workspace_id, name, email, role)
            values (%(workspace)s, %(name)s, %(email)s, %(role)s)
            returning id
            """,
            workspace=ctx.workspace.id,
            name=name,
            email=email,
            role=new.role,
        )
        return made, True
    if found.removed_at is None and found.account_id is not None:
        raise AlreadyMember(f"{found.name} is in the workspace already.")
    if not access.can_change_role(ctx.actor, found, new.role):
        raise Forbidden("Only an owner can do this to an owner.")
    await db.run(
        ctx,
        """
        update member
           set role = %(role)s, removed_at = null, account_id = case when removed_at is null then account_id end,
               version = version + 1
         where workspace_id = %(workspace)s and id = %(member)s
        """,
        workspace=ctx.workspace.id,
        member=found.id,
        role=new.role,
    )
    return found.id, found.removed_at is not None


def _refuse_unless_may_invite(ctx: Ctx, role: Role) -> None:
    if not access.can_invite(ctx.actor, role):
        raise Forbidden("Only administrators invite people, and only owners invite owners.")


async def _mail(ctx: Ctx, email: str, role: Role, path: str) -> None:
    letter = letters.invitation(
        workspace=ctx.workspace.name, inviter=ctx.actor.name, role=role, link=links.address_of(ctx, path)
    )
    await links.post(ctx, email, letter)


async def _workspace_of(ctx: Ctx, link: LinkRow) -> str:
    workspace = await workspaces.enter(ctx, link.workspace_id or UUID(int=0))
    return workspace.name
