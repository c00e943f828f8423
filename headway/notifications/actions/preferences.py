"""Saying how one wants to be told, and the one thing that a link in a mail may change of it."""

from uuid import UUID

from msgspec import Struct

from headway.core import clock, crypto, db
from headway.core.ctx import Ctx
from headway.core.errors import Invalid, NotFound, Stale
from headway.notifications.queries import preferences as queries
from headway.notifications.rules.preferences import DEFAULTS, KINDS, PreferenceKind
from headway.notifications.schemas.preferences import PreferencesIn, PreferencesOut, UnsubscribedOut
from headway.organisation.actions.workspaces import enter

LINK_GONE = "This link does not work any more. Sign in and open Settings, Notifications."


class KeyRow(Struct, frozen=True):
    """Whose secret it is, and what it is for."""

    workspace_id: UUID
    member_id: UUID
    kind: str | None


async def save(ctx: Ctx, given: PreferencesIn, *, version: int) -> PreferencesOut:
    """Replace one's preferences and habits. Raises `Stale`, `Invalid`."""
    if given.time_zone is not None and not clock.is_zone(given.time_zone):
        raise Invalid.field("time_zone", "Use a time zone such as Europe/Berlin.", code="notifications.time_zone")
    if (await queries.habits(ctx, lock=True)).version != version:
        raise Stale(await queries.preferences(ctx))
    whose = {"workspace": ctx.workspace.id, "member": ctx.actor.member}
    saved = await db.run(
        ctx,
        _SAVE,
        zone=given.time_zone,
        hour=given.digest_hour,
        weekday=given.digest_weekday,
        quiet_from=given.quiet.begin if given.quiet else None,
        quiet_until=given.quiet.end if given.quiet else None,
        before=version,
        **whose,
    )
    if not saved:
        raise Stale(await queries.preferences(ctx))
    await db.run(ctx, _FORGET, **whose)
    await db.run_many(
        ctx,
        _SET,
        [
            {"kind": each.kind, "app": each.app, "mail": each.mail, **whose}
            for each in {each.kind: each for each in given.preferences}.values()
            if (each.app, each.mail) != (DEFAULTS[each.kind].app, DEFAULTS[each.kind].mail)
        ],
    )
    await _told(ctx)
    return await queries.preferences(ctx)


_SAVE = """
insert into notification_person as p (workspace_id, member_id, zone, digest_hour, digest_weekday, quiet_from,
                                      quiet_until, version)
values (%(workspace)s, %(member)s, %(zone)s, %(hour)s, %(weekday)s, %(quiet_from)s, %(quiet_until)s, 1)
on conflict (workspace_id, member_id) do update
   set zone = excluded.zone, digest_hour = excluded.digest_hour, digest_weekday = excluded.digest_weekday,
       quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, version = p.version + 1
 where p.version = %(before)s
"""
_FORGET = """
delete from notification_preference where workspace_id = %(workspace)s and member_id = %(member)s
"""
_SET = """
insert into notification_preference (workspace_id, member_id, kind, app, mail)
values (%(workspace)s, %(member)s, %(kind)s, %(app)s, %(mail)s)
on conflict (workspace_id, member_id, kind) do update set app = excluded.app, mail = excluded.mail
"""


async def unsubscribe(ctx: Ctx, secret: str) -> UnsubscribedOut:
    """No more mails of the kind that this link came with, for the person it was sent to; nothing else changes.

    It may be used again: mail programs do. Raises NotFound for a secret that is none.
    """
    found = await db.maybe(
        ctx,
        KeyRow,
        "select workspace_id, member_id, kind from notification_key_of(%(secret)s, 'unsubscribe')",
        secret=crypto.digest(secret),
    )
    if found is None or found.kind is None:
        raise NotFound(LINK_GONE, code="notifications.link_gone")
    workspace = await enter(ctx, found.workspace_id)
    kinds = [kind for kind in KINDS if found.kind in {kind, "digest"}]
    for kind in kinds:
        await _stop(ctx, found.member_id, kind, digests_only=found.kind == "digest")
    await db.run(
        ctx,
        "update notification_key set used_at = %(now)s where workspace_id = %(workspace)s and secret_hash = %(hash)s",
        workspace=workspace.id,
        hash=crypto.digest(secret),
        now=ctx.now,
    )
    await ctx.record("notifications.unsubscribed", "inbox", found.member_id, data={"kind": found.kind})
    return UnsubscribedOut(kind=found.kind, workspace=workspace.name)  # type: ignore[arg-type]  # written by `make_key`


async def _stop(ctx: Ctx, member: UUID, kind: PreferenceKind, *, digests_only: bool) -> None:
    usual = DEFAULTS[kind]
    if digests_only and usual.mail not in {"daily", "weekly"}:
        statement = _STOP_CHOSEN_DIGEST
    else:
        statement = _STOP_DIGEST if digests_only else _STOP
    await db.run(ctx, statement, workspace=ctx.workspace.id, member=member, kind=kind, app=usual.app)


_STOP = """
insert into notification_preference (workspace_id, member_id, kind, app, mail)
values (%(workspace)s, %(member)s, %(kind)s, %(app)s, 'never')
on conflict (workspace_id, member_id, kind) do update set mail = 'never'
"""
_STOP_DIGEST = """
insert into notification_preference as p (workspace_id, member_id, kind, app, mail)
values (%(workspace)s, %(member)s, %(kind)s, %(app)s, 'never')
on conflict (workspace_id, member_id, kind) do update set mail = 'never' where p.mail in ('daily', 'weekly')
"""
_STOP_CHOSEN_DIGEST = """
update notification_preference set mail = 'never'
 where workspace_id = %(workspace)s and member_id = %(member)s and kind = %(kind)s and mail in ('daily', 'weekly')
"""


async def _told(ctx: Ctx) -> None:
    if ctx.actor.member is not None:
        data = {"audience": {"everyone": False, "members": [str(ctx.actor.member)]}}
        await ctx.record("notifications.preferences_changed", "inbox", ctx.actor.member, data=data)
