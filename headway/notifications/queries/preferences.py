"""How one wants to be told."""

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.notifications.rules.preferences import DEFAULTS, Habits, PreferenceKind, next_digest
from headway.notifications.schemas.preferences import PreferenceOut, PreferencesOut, Quiet


class HabitRow(Struct, frozen=True, kw_only=True):
    zone: str | None = None
    digest_hour: int = 8
    digest_weekday: int = 1
    quiet_from: int | None = None
    quiet_until: int | None = None
    version: int = 0


class _Chosen(Struct, frozen=True):
    kind: PreferenceKind
    app: bool
    mail: str


async def preferences(ctx: Ctx) -> PreferencesOut:
    """One's own, with the defaults filled in and when the next digests would come."""
    row = await habits(ctx)
    chosen = await _own(ctx)
    zone = row.zone or ctx.workspace.zone
    quiet = None
    if row.quiet_from is not None and row.quiet_until is not None:
        quiet = Quiet(begin=row.quiet_from, end=row.quiet_until)
    times = Habits(
        zone=zone,
        digest_hour=row.digest_hour,
        digest_weekday=row.digest_weekday,
        quiet=(quiet.begin, quiet.end) if quiet else None,
    )
    return PreferencesOut(
        preferences=[chosen.get(kind) or _usual(kind) for kind in DEFAULTS],
        time_zone=row.zone,
        zone=zone,
        digest_hour=row.digest_hour,
        digest_weekday=row.digest_weekday,
        quiet=quiet,
        email=ctx.actor.email,
        mails=bool(ctx.settings.smtp_url),
        next_daily=next_digest(times, ctx.now, weekly=False),
        next_weekly=next_digest(times, ctx.now, weekly=True),
        feed=await has_feed(ctx),
        version=row.version,
    )


async def habits(ctx: Ctx, *, lock: bool = False) -> HabitRow:
    """The row of one's own habits, or what holds without one (version 0)."""
    found = await db.maybe(
        ctx, HabitRow, _HABITS_LOCKED if lock else _HABITS, workspace=ctx.workspace.id, member=ctx.actor.member
    )
    return found or HabitRow()


_HABITS = """
select zone, digest_hour, digest_weekday, quiet_from, quiet_until, version
  from notification_person
 where workspace_id = %(workspace)s and member_id = %(member)s
"""
_HABITS_LOCKED = """
select zone, digest_hour, digest_weekday, quiet_from, quiet_until, version
  from notification_person
 where workspace_id = %(workspace)s and member_id = %(member)s
   for update
"""


async def has_feed(ctx: Ctx) -> bool:
    found = await db.value(
        ctx,
        """
        select true from notification_key
         where workspace_id = %(workspace)s and member_id = %(member)s and purpose = 'feed'
        """,
        workspace=ctx.workspace.id,
        member=ctx.actor.member,
    )
    return bool(found)


async def _own(ctx: Ctx) -> dict[PreferenceKind, PreferenceOut]:
    rows = await db.rows(
        ctx,
        _Chosen,
        """
        select kind, app, mail from notification_preference
         where workspace_id = %(workspace)s and member_id = %(member)s
        """,
        workspace=ctx.workspace.id,
        member=ctx.actor.member,
    )
    return {
        row.kind: PreferenceOut(kind=row.kind, app=row.app, mail=row.mail, usual=False)  # type: ignore[arg-type]  # the table checks it
        for row in rows
    }


def _usual(kind: PreferenceKind) -> PreferenceOut:
    choice = DEFAULTS[kind]
    return PreferenceOut(kind=kind, app=choice.app, mail=choice.mail, usual=True)
