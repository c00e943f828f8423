"""The tree of teams and who is in them."""

from typing import Any
from uuid import UUID

import msgspec
import psycopg

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from headway.identity.actions import accounts
from headway.organisation import access
from headway.organisation.actions.shares import forget_shares
from headway.organisation.queries import people
from headway.organisation.queries import teams as queries
from headway.organisation.rules import names
from headway.organisation.rules import teams as rules
from headway.organisation.schemas import TeamNew, TeamOut, TeamPatch, TeamRole, TeamRow

LONGEST_PURPOSE = 2000


class TeamCycle(Conflict):
    code = "organisation.team_cycle"


class TeamTooDeep(Conflict):
    code = "organisation.team_too_deep"


class TeamInUse(Conflict):
    code = "organisation.team_in_use"


async def create_team(ctx: Ctx, new: TeamNew) -> TeamOut:
    """Make a team, below another or at the top."""
    present = await _held_tree(ctx)
    parent = _one_of(present, new.parent_id) if new.parent_id else None
    if not access.can_create_team(ctx.actor, leads_parent=parent is not None and (parent.led or parent.led_above)):
        raise Forbidden("Administrators make teams anywhere, leads below their own team.")
    _refuse_archived(parent)
    name = accounts.usable_name(new.name)
    if len(rules.path_up(_parents(present), new.parent_id)) >= rules.DEEPEST if new.parent_id else False:
        raise TeamTooDeep(f"Teams can be {rules.DEEPEST} levels deep.")
    team: UUID = await db.value(
        ctx,
        """
        insert into team (workspace_id, parent_id, name, slug, purpose)
        values (%(workspace)s, %(parent)s, %(name)s, %(slug)s, %(purpose)s)
        returning id
        """,
        workspace=ctx.workspace.id,
        parent=new.parent_id,
        name=name,
        slug=free_slug(name, {row.slug for row in present}),
        purpose=_usable_purpose(new.purpose),
    )
    await ctx.record("organisation.team_created", "team", team, version=1, data={"name": name})
    return queries.team_out(ctx, await queries.team(ctx, team))


async def edit_team(ctx: Ctx, team_id: UUID, patch: TeamPatch, *, version: int) -> TeamOut:
    """Change a team's name, purpose or place. Raises Stale, Forbidden, TeamCycle (naming the circle)."""
    present = await _held_tree(ctx)
    row = _one_of(present, team_id)
    changes = _checked(patch)
    if not access.can_edit_team(ctx.actor, row):
        raise Forbidden("Only administrators and leads change a team.")
    if "parent_id" in changes and changes["parent_id"] != row.parent_id:
        _refuse_bad_move(ctx, present, row, changes["parent_id"])
    if row.version != version:
        raise Stale(queries.team_out(ctx, row))
    await db.run(
        ctx,
        """
        update team set name = %(name)s, purpose = %(purpose)s, parent_id = %(parent)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(team)s
        """,
        workspace=ctx.workspace.id,
        team=row.id,
        name=changes.get("name", row.name),
        purpose=changes.get("purpose", row.purpose),
        parent=changes.get("parent_id", row.parent_id),
    )
    data = {"changed": msgspec.to_builtins(changes)}
    await ctx.record("organisation.team_edited", "team", row.id, version=row.version + 1, data=data)
    return queries.team_out(ctx, await queries.team(ctx, team_id))


async def archive_team(ctx: Ctx, team_id: UUID) -> TeamOut:
    """Put a team away: its goals and work stay, it is offered no more. Its sub-teams must be put away before."""
    present = await _held_tree(ctx)
    row = _movable(ctx, present, team_id)
    if any(each.parent_id == team_id and each.archived_at is None for each in present):
        raise Conflict("Archive or move its sub-teams first.", code="organisation.team_has_teams")
    if row.archived_at is None:
        await _set_archived(ctx, row, archived=True)
        await ctx.record("organisation.team_archived", "team", row.id, version=row.version + 1)
    return queries.team_out(ctx, await queries.team(ctx, team_id))


async def restore_team(ctx: Ctx, team_id: UUID) -> TeamOut:
    """Take a team out of the archive. Where its parent is still there, that one comes first."""
    present = await _held_tree(ctx)
    row = _movable(ctx, present, team_id)
    _refuse_archived(next((each for each in present if each.id == row.parent_id), None))
    if row.archived_at is not None:
        await _set_archived(ctx, row, archived=False)
        await ctx.record("organisation.team_restored", "team", row.id, version=row.version + 1)
    return queries.team_out(ctx, await queries.team(ctx, team_id))


async def delete_team(ctx: Ctx, team_id: UUID) -> None:
    """Delete a team that nothing belongs to. Raises TeamInUse otherwise: archive it then."""
    row = _movable(ctx, await _held_tree(ctx), team_id)
    try:
        async with ctx.connection.transaction():
            await db.run(
                ctx,
                "delete from team where workspace_id = %(workspace)s and id = %(team)s",
                workspace=ctx.workspace.id,
                team=row.id,
            )
            await forget_shares(ctx, "team", [row.id])
    except psycopg.errors.ForeignKeyViolation as error:
        raise TeamInUse("Teams, goals or projects belong to it. Archive it instead.") from error
    await ctx.record("organisation.team_deleted", "team", row.id, data={"name": row.name})


async def put_in_team(ctx: Ctx, team_id: UUID, member_id: UUID, *, role: TeamRole) -> None:
    """Add somebody to a team, or change whether they lead it."""
    row = await queries.team(ctx, team_id)
    member = await people.member(ctx, member_id)
    if not access.can_edit_team(ctx.actor, row):
        raise Forbidden("Only administrators and leads say who is in a team.")
    if member.removed_at is not None:
        raise Conflict(f"{member.name} has left the workspace.", code="organisation.person_left")
    if member.role == "guest" and role == "lead":
        raise Conflict("A guest cannot lead a team.", code="organisation.guest_cannot_lead")
    await db.run(
        ctx,
        """
        insert into team_member (workspace_id, team_id, member_id, role)
        values (%(workspace)s, %(team)s, %(member)s, %(role)s)
        on conflict (workspace_id, team_id, member_id) do update set role = excluded.role
        """,
        workspace=ctx.workspace.id,
        team=row.id,
        member=member.id,
        role=role,
    )
    data = {"member": str(member.id), "role": role}
    await ctx.record("organisation.team_joined", "team", row.id, version=row.version, data=data)


async def take_from_team(ctx: Ctx, team_id: UUID, member_id: UUID) -> None:
    """Take somebody out of a team; anybody may leave one. Raises NotFound where they are not in it."""
    row = await queries.team(ctx, team_id)
    member = await people.member(ctx, member_id)
    if not (access.can_edit_team(ctx.actor, row) or access.can_leave_team(ctx.actor, member)):
        raise Forbidden("Only administrators and leads say who is in a team.")
    taken = await db.run(
        ctx,
        """
        delete from team_member
         where workspace_id = %(workspace)s and team_id = %(team)s and member_id = %(member)s
        """,
        workspace=ctx.workspace.id,
        team=row.id,
        member=member.id,
    )
    if not taken:
        raise NotFound
    data = {"member": str(member.id)}
    await ctx.record("organisation.team_left", "team", row.id, version=row.version, data=data)


def free_slug(name: str, taken: set[str]) -> str:
    """A short name nobody has yet."""
    wanted, number = names.slug_of(name, otherwise="team"), 1
    while names.numbered(wanted, number) in taken:
        number += 1
    return names.numbered(wanted, number)


async def _held_tree(ctx: Ctx) -> list[TeamRow]:
    """The tree, held until the transaction ends: two moves at once could close a circle that neither sees."""
    await db.run(
        ctx,
        "select pg_advisory_xact_lock(hashtextextended('organisation.teams:' || %(workspace)s::text, 0))",
        workspace=ctx.workspace.id,
    )
    return await queries.rows(ctx)


def _one_of(present: list[TeamRow], team_id: UUID) -> TeamRow:
    found = next((row for row in present if row.id == team_id), None)
    if found is None:
        raise NotFound
    return found


def _movable(ctx: Ctx, present: list[TeamRow], team_id: UUID) -> TeamRow:
    row = _one_of(present, team_id)
    if not access.can_move_team(ctx.actor, row):
        raise Forbidden("Only administrators and leads above a team move or archive it.")
    return row


def _refuse_bad_move(ctx: Ctx, present: list[TeamRow], row: TeamRow, parent_id: UUID | None) -> None:
    """Both places are asked: the one it leaves and the one it comes to."""
    parent = _one_of(present, parent_id) if parent_id else None
    may_add = access.can_create_team(ctx.actor, leads_parent=parent is not None and (parent.led or parent.led_above))
    if not (access.can_move_team(ctx.actor, row) and may_add):
        raise Forbidden("Administrators move teams anywhere, leads within what is below their own team.")
    _refuse_archived(parent)
    parents = _parents(present)
    circle = rules.cycle_of_move(parents, row.id, parent_id)
    if circle:
        by_id = {each.id: each.name for each in present}
        raise TeamCycle("A team cannot stand below itself: " + " > ".join(by_id[step] for step in circle) + ".")
    if rules.depth_after_move(parents, row.id, parent_id) > rules.DEEPEST:
        raise TeamTooDeep(f"Teams can be {rules.DEEPEST} levels deep.")


def _refuse_archived(parent: TeamRow | None) -> None:
    if parent is not None and parent.archived_at is not None:
        raise Conflict(f"{parent.name} is archived. Restore it first.", code="organisation.team_archived")


def _parents(present: list[TeamRow]) -> dict[UUID, UUID | None]:
    return {row.id: row.parent_id for row in present}


def _checked(patch: TeamPatch) -> dict[str, Any]:
    given = {field: value for field, value in msgspec.structs.asdict(patch).items() if value is not msgspec.UNSET}
    if "name" in given:
        given["name"] = accounts.usable_name(given["name"])
    if "purpose" in given:
        given["purpose"] = _usable_purpose(given["purpose"])
    return given


def _usable_purpose(text: str) -> str:
    if len(text) > LONGEST_PURPOSE:
        raise Invalid.field("purpose", f"Use at most {LONGEST_PURPOSE} characters.", code="organisation.purpose")
    return text.strip()


async def _set_archived(ctx: Ctx, row: TeamRow, *, archived: bool) -> None:
    await db.run(
        ctx,
        """
        update team set archived_at = %(at)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(team)s
        """,
        workspace=ctx.workspace.id,
        team=row.id,
        at=ctx.now if archived else None,
    )
