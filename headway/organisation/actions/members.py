"""People of the workspace: their role, how they are shown, and leaving."""

from typing import Any
from uuid import UUID

import msgspec

from headway.core import db
from headway.core.ctx import Ctx, Role
from headway.core.errors import Conflict, Forbidden, Invalid, Stale
from headway.identity import queries as identity
from headway.identity.actions import accounts, links, tokens
from headway.identity.schemas import Account
from headway.organisation import access
from headway.organisation.queries import people
from headway.organisation.schemas import MemberOut, MemberPatch, MemberRow

LONGEST_TITLE = 120


class LastOwner(Conflict):
    code = "organisation.last_owner"


async def edit_member(ctx: Ctx, member_id: UUID, patch: MemberPatch, *, version: int) -> MemberOut:
    """Change somebody's role, name or title. Raises Stale, Forbidden, LastOwner."""
    owners = await _owners(ctx, also=member_id)
    row = await people.member(ctx, member_id, lock=True)
    changes = _checked(patch)
    role: Role = changes.get("role", row.role)
    _refuse_unless_allowed(ctx, row, changes)
    if row.version != version:
        raise Stale(await people.member_shown(ctx, member_id))
    if row.role == "owner" and role != "owner":
        _refuse_last_owner(owners, row)
    await db.run(
        ctx,
        """
        update member set role = %(role)s, name = %(name)s, title = %(title)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(member)s
        """,
        workspace=ctx.workspace.id,
        member=row.id,
        role=role,
        name=changes.get("name", row.name),
        title=changes.get("title", row.title),
    )
    kind = "organisation.member_edited" if role == row.role else "organisation.role_changed"
    data = {"changed": changes, "role_before": row.role}
    await ctx.record(kind, "member", row.id, version=row.version + 1, data=data)
    return await people.member_shown(ctx, member_id)


async def remove_member(ctx: Ctx, member_id: UUID) -> None:
    """Take somebody out of the workspace, or leave it. What they did and what is theirs keeps their name.

    Their next request is refused: sessions and tokens are looked up with the membership each time.
    """
    owners = await _owners(ctx, also=member_id)
    row = await people.member(ctx, member_id, lock=True)
    if not access.can_remove_member(ctx.actor, row):
        raise Forbidden("Only administrators remove people, and only owners remove owners.")
    if row.removed_at is not None:
        return
    if row.role == "owner":
        _refuse_last_owner(owners, row)
    for statement in _LEAVING:
        await db.run(ctx, statement, workspace=ctx.workspace.id, member=row.id, now=ctx.now)
    if row.account_id:
        await tokens.revoke_tokens_of(ctx, row.account_id)
    if row.email:
        await links.discard_by_email(ctx, "invitation", row.email)
    await ctx.record("organisation.member_removed", "member", row.id, version=row.version + 1)


_LEAVING = (
    """
    update member set removed_at = %(now)s, version = version + 1
     where workspace_id = %(workspace)s and id = %(member)s
    """,
    "delete from team_member where workspace_id = %(workspace)s and member_id = %(member)s",
    "delete from share where workspace_id = %(workspace)s and member_id = %(member)s",
)


async def rename_account(ctx: Ctx, name: str) -> Account:
    """Change the caller's own name, here and (by a job each) in all their workspaces."""
    account = await accounts.rename_account(ctx, name)
    for workspace in await identity.workspaces_of(ctx, account.id):
        await ctx.later("organisation.take_account_name", workspace=str(workspace.id), account=str(account.id))
    return account


async def take_account_name(ctx: Ctx, account: UUID) -> None:
    """Show a person under the name their account has now."""
    row = await identity.account_by_id(ctx, account)
    if row is None:
        return
    member: UUID | None = await db.value(
        ctx,
        """
        update member set name = %(name)s, version = version + 1
         where workspace_id = %(workspace)s and account_id = %(account)s and name <> %(name)s
        returning id
        """,
        workspace=ctx.workspace.id,
        account=account,
        name=row.name,
    )
    if member:
        await ctx.record("organisation.member_edited", "member", member, data={"changed": {"name": row.name}})


def _checked(patch: MemberPatch) -> dict[str, Any]:
    given = {field: value for field, value in msgspec.structs.asdict(patch).items() if value is not msgspec.UNSET}
    if "name" in given:
        given["name"] = accounts.usable_name(given["name"])
    if "title" in given:
        given["title"] = " ".join(given["title"].split())
        if len(given["title"]) > LONGEST_TITLE:
            raise Invalid.field("title", f"Use at most {LONGEST_TITLE} characters.", code="organisation.title")
    return given


def _refuse_unless_allowed(ctx: Ctx, row: MemberRow, changes: dict[str, Any]) -> None:
    if "role" in changes and not access.can_change_role(ctx.actor, row, changes["role"]):
        raise Forbidden("Only administrators change roles, and only owners make or change owners.")
    if changes.keys() & {"name", "title"} and not access.can_edit_member(ctx.actor, row):
        raise Forbidden("Only administrators change how others are shown.")


async def _owners(ctx: Ctx, *, also: UUID) -> set[UUID]:
    """The owners, locked together with one more person before anything else is.

    Always in the same order: two owners who go at the same moment wait for each other instead of standing in each
    other's way.
    """
    locked = await db.tuples(
        ctx,
        """
        select id, role = 'owner' and removed_at is null and account_id is not null
          from member
         where workspace_id = %(workspace)s
           and (id = %(also)s or (role = 'owner' and removed_at is null and account_id is not null))
         order by id
           for update
        """,
        workspace=ctx.workspace.id,
        also=also,
    )
    return {member for member, is_owner in locked if is_owner}


def _refuse_last_owner(owners: set[UUID], leaving: MemberRow) -> None:
    """A workspace always has an owner."""
    if not owners - {leaving.id}:
        raise LastOwner("This is the last owner. Make somebody else an owner first.")
