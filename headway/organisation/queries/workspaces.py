"""The workspace the caller is in."""

from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx, Workspace
from headway.core.db import HasConnection
from headway.core.subjects import Audience, Subject, Titled
from headway.organisation import access
from headway.organisation.queries import teams
from headway.organisation.schemas import MeOut, WorkspaceBootstrap, WorkspaceOut


async def bootstrap(ctx: Ctx) -> WorkspaceBootstrap:
    """What every page of the workspace needs first."""
    actor = ctx.actor
    event = await _last_event(ctx)  # before all else: what changes meanwhile is told on the stream once more
    return WorkspaceBootstrap(
        workspace=await workspace(ctx),
        me=MeOut(
            member=actor.member or UUID(int=0),
            name=actor.name,
            email=actor.email,
            role=actor.role,
            can=access.can(actor),
        ),
        teams=await teams.references(ctx),
        sample=ctx.workspace.sample,
        event=event,
    )


async def _last_event(ctx: Ctx) -> int:
    number = await db.value(
        ctx, "select number from event_counter where workspace_id = %(workspace)s", workspace=ctx.workspace.id
    )
    return int(number or 0)


async def workspace(ctx: Ctx) -> WorkspaceOut:
    """The workspace with its settings."""
    return await db.one(
        ctx,
        WorkspaceOut,
        """
        select id, slug, name, zone as time_zone, week_start, year_start_month, check_in_days, key_prefix, sample,
               version, jsonb_build_object('edit', %(edit)s::boolean, 'delete', %(delete)s::boolean) as can
          from workspace
         where id = %(workspace)s
        """,
        workspace=ctx.workspace.id,
        edit=access.can_manage_workspace(ctx.actor),
        delete=access.can_delete_workspace(ctx.actor),
    )


async def entered(ctx: HasConnection, workspace: UUID) -> Workspace | None:
    """The workspace of the tenant that has just been set, as a `Ctx` carries it."""
    return await db.maybe(
        ctx,
        Workspace,
        """
        select id, slug, name, zone, week_start, year_start_month, check_in_days, key_prefix, settings, sample
          from workspace
         where id = %(workspace)s
        """,
        workspace=workspace,
    )


async def visible(ctx: Ctx, ids: list[UUID]) -> list[Titled]:
    own = ctx.workspace
    return [Titled(id=own.id, title=own.name)] if own.id in ids else []


async def audience(ctx: HasConnection, ids: list[UUID]) -> dict[UUID, Audience]:
    """Everybody who is in it, guests too."""
    guests = await db.column(ctx, "select id from member where role = 'guest' and removed_at is null")
    return dict.fromkeys(ids, Audience(everyone=True, members=frozenset(guests)))


SUBJECTS = [Subject(kind="workspace", visible=visible, audience=audience)]
