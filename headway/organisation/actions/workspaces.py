"""Workspaces: the first one of an installation, further ones, their settings, their end."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET
from msgspec.structs import replace
from psycopg.types.json import Jsonb

from headway.core import clock, db, log
from headway.core.ctx import Actor, Ctx, Workspace
from headway.core.db import set_tenant
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale, refusals
from headway.identity import queries as identity
from headway.identity.actions import accounts, links, sessions
from headway.identity.schemas import AccountRow, OpenedSession
from headway.organisation import access
from headway.organisation.queries import workspaces as queries
from headway.organisation.rules import names
from headway.organisation.schemas import NewWorkspace, SetUp, WorkspaceNew, WorkspaceOut, WorkspacePatch

MOST_OWNED = 25
PATIENCE = "120s"  # deleting a workspace may take longer than an ordinary statement


class AlreadySetUp(Conflict):
    code = "identity.already_set_up"


async def set_up(ctx: Ctx, new: SetUp) -> OpenedSession:
    """Claim a new installation with the secret from the console: the first account and its workspace."""
    if await identity.is_set_up(ctx):
        raise AlreadySetUp("This installation is set up already. Sign in, or ask its owner for an invitation.")
    await links.redeem(ctx, "set_up", new.token)
    unnamed = refusals(accounts.usable_name, new.workspace_name, path="workspace_name")
    if found := unnamed + await accounts.faults(email=new.email, name=new.name, password=new.password):
        raise Invalid.together(found)
    account = await accounts.create_account(ctx, email=new.email, name=new.name, password=new.password)
    opened = await sessions.start_session(ctx, account)
    asked = NewWorkspace(name=new.workspace_name, zone=new.time_zone, start=new.start)
    await create_workspace(ctx, asked, owner=account)
    return opened


async def open_another(ctx: Ctx, new: WorkspaceNew) -> Workspace:
    """One more workspace for the caller. Guests of others' workspaces cannot open one."""
    account = await identity.account_by_id(ctx, ctx.actor.account) if ctx.actor.account else None
    if account is None:
        raise NotFound
    present = await identity.workspaces_of(ctx, account.id)
    if all(each.role == "guest" for each in present):
        raise Forbidden("Guests cannot open a workspace. Ask whoever runs this installation.")
    if sum(each.role == "owner" for each in present) >= MOST_OWNED:
        raise Conflict(f"You own {MOST_OWNED} workspaces already.", code="organisation.too_many_workspaces")
    return await create_workspace(ctx, NewWorkspace(name=new.name, zone=new.time_zone), owner=account)


async def create_workspace(ctx: Ctx, new: NewWorkspace, *, owner: AccountRow) -> Workspace:
    """Make a workspace with one member, its owner. From here on `ctx` acts in it, as that person.

    Raises Invalid for a name or time zone that will not do.
    """
    name = accounts.usable_name(new.name, path="workspace_name")
    zone = usable_zone(new.zone)
    workspace = await _insert_workspace(ctx, new, name=name, zone=zone)
    member: UUID = await db.value(
        ctx,
        """
        insert into member (workspace_id, account_id, name, email, role)
        values (%(workspace)s, %(account)s, %(name)s, %(email)s, 'owner')
        returning id
        """,
        workspace=workspace.id,
        account=owner.id,
        name=owner.name,
        email=owner.email,
    )
    ctx.workspace = workspace
    ctx.actor = Actor(account=owner.id, member=member, role="owner", name=owner.name, email=owner.email)
    await ctx.record(
        "organisation.workspace_created",
        "workspace",
        workspace.id,
        version=1,
        data={"start": new.start, "account": str(owner.id)},
    )
    return workspace


async def enter(ctx: Ctx, workspace: UUID) -> Workspace:
    """From here on `ctx` reads and writes in this workspace; what it has collected for another is written first.

    For the few requests that learn on their way which workspace they are about. Raises NotFound.
    """
    await ctx.flush()
    await set_tenant(ctx.connection, workspace)
    found = await queries.entered(ctx, workspace)
    if found is None:
        raise NotFound
    ctx.workspace = found
    return found


async def edit_workspace(ctx: Ctx, patch: WorkspacePatch, *, version: int) -> WorkspaceOut:
    """Change settings. Raises Stale where somebody changed them since."""
    if not access.can_manage_workspace(ctx.actor):
        raise Forbidden("Only administrators change the workspace.")
    changes = _checked(patch)
    touched = await db.run(
        ctx,
        """
        update workspace
           set name = coalesce(%(name)s, name),
               zone = coalesce(%(zone)s, zone),
               week_start = coalesce(%(week_start)s, week_start),
               year_start_month = coalesce(%(year_start_month)s, year_start_month),
               check_in_days = coalesce(%(check_in_days)s, check_in_days),
               key_prefix = coalesce(%(key_prefix)s, key_prefix),
               version = version + 1
         where id = %(workspace)s and version = %(version)s
        """,
        workspace=ctx.workspace.id,
        version=version,
        **{field: changes.get(field) for field in _SETTINGS},
    )
    now = await queries.workspace(ctx)
    if not touched:
        raise Stale(now)
    await ctx.record(
        "organisation.workspace_edited", "workspace", now.id, version=now.version, data={"changed": changes}
    )
    return now


async def keep_settings(ctx: Ctx, room: str, values: dict[str, Any], *, version: int) -> WorkspaceOut:
    """Keep the settings of a room, which has checked them, in the place of its old ones. Raises Stale."""
    if not access.can_manage_workspace(ctx.actor):
        raise Forbidden("Only administrators change the workspace.")
    touched = await db.run(
        ctx,
        """
        update workspace
           set settings = settings || jsonb_build_object(%(room)s::text, %(values)s::jsonb), version = version + 1
         where id = %(workspace)s and version = %(version)s
        """,
        room=room,
        values=Jsonb(values),
        workspace=ctx.workspace.id,
        version=version,
    )
    now = await queries.workspace(ctx)
    if not touched:
        raise Stale(now)
    ctx.workspace = replace(ctx.workspace, settings={**ctx.workspace.settings, room: values})
    await ctx.record(
        "organisation.workspace_edited", "workspace", now.id, version=now.version, data={"changed": {room: values}}
    )
    return now


async def delete_workspace(ctx: Ctx, *, typed: str) -> None:
    """Delete the workspace and everything in it, for good. Its log goes too, so the server's own log keeps this."""
    if not access.can_delete_workspace(ctx.actor):
        raise Forbidden("Only an owner in person deletes a workspace.")
    if " ".join(typed.split()) != " ".join(ctx.workspace.name.split()):
        raise Invalid.field("name", f'Type "{ctx.workspace.name}" to delete it.', code="organisation.name_not_typed")
    await db.run(ctx, "select set_config('statement_timeout', %(patience)s, true)", patience=PATIENCE)
    await db.run(ctx, "delete from workspace where id = %(workspace)s", workspace=ctx.workspace.id)
    log.get("organisation").warning(
        "workspace deleted", workspace=str(ctx.workspace.id), slug=ctx.workspace.slug, account=str(ctx.actor.account)
    )


def usable_zone(zone: str, *, path: str = "time_zone") -> str:
    """Raises Invalid for what is no IANA time zone."""
    if not clock.is_zone(zone):
        raise Invalid.field(path, "This is no time zone; one looks like Europe/Berlin.", code="organisation.time_zone")
    return zone


async def _insert_workspace(ctx: Ctx, new: NewWorkspace, *, name: str, zone: str) -> Workspace:
    workspace_id: UUID = await db.value(ctx, "select uuidv7()")
    await ctx.flush()
    await set_tenant(ctx.connection, workspace_id)
    for number in range(1, 100):
        slug = names.numbered(names.slug_of(name, otherwise="workspace"), number)
        made = await db.maybe(
            ctx,
            Workspace,
            """
            insert into workspace (id, slug, name, zone, year_start_month, sample)
            values (%(id)s, %(slug)s, %(name)s, %(zone)s, %(year_start_month)s, %(sample)s)
            on conflict (slug) do nothing
            returning id, slug, name, zone, week_start, year_start_month, check_in_days, key_prefix, settings, sample
            """,
            id=workspace_id,
            slug=slug,
            name=name,
            zone=zone,
            year_start_month=new.year_start_month,
            sample=new.sample,
        )
        if made is not None:
            return made
    raise Conflict("There are too many workspaces of this name. Choose another.", code="organisation.name_taken")


_SETTINGS = ("name", "zone", "week_start", "year_start_month", "check_in_days", "key_prefix")
_RANGES = {"week_start": (1, 7), "year_start_month": (1, 12), "check_in_days": (1, 92)}


def _checked(patch: WorkspacePatch) -> dict[str, str | int]:
    """The settings to change, by column name. Raises Invalid naming the field."""
    given = {field: value for field, value in msgspec.structs.asdict(patch).items() if value is not UNSET}
    for field, (least, most) in _RANGES.items():
        if field in given and not least <= given[field] <= most:
            raise Invalid.field(field, f"Choose {least} to {most}.", code="organisation.setting")
    if "key_prefix" in given and not names.is_key_prefix(given["key_prefix"]):
        raise Invalid.field(
            "key_prefix", "Use 2 to 10 capital letters or digits, a letter first.", code="organisation.setting"
        )
    if "name" in given:
        given["name"] = accounts.usable_name(given["name"])
    if "time_zone" in given:
        given["zone"] = usable_zone(given.pop("time_zone"))
    return given
