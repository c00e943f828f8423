"""What one does with one's own inbox. Everything can be taken back: undo is the state before."""

from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Invalid, NotFound
from headway.notifications.queries import inbox as queries
from headway.notifications.schemas.inbox import InboxChange, InboxOut


async def change(ctx: Ctx, given: InboxChange) -> InboxOut:
    """Set the state of some of one's own notices; Raises `Invalid`, and NotFound where one is not theirs."""
    if given.state == "snoozed" and (given.until is None or given.until.tzinfo is None or given.until <= ctx.now):
        raise Invalid.field("until", "Say until when: a moment to come.", code="notifications.snooze")
    touched = await db.run(
        ctx,
        _CHANGE,
        state=given.state,
        workspace=ctx.workspace.id,
        member=ctx.actor.member,
        ids=given.ids,
        now=ctx.now,
        until=given.until,
    )
    if touched < len(set(given.ids)):
        raise NotFound
    if ctx.actor.member is not None:
        data = {"audience": {"everyone": False, "members": [str(ctx.actor.member)]}}
        await ctx.record("notifications.changed", "inbox", ctx.actor.member, data=data)
    return await queries.inbox(ctx, "open")


# Who is done with something has seen it: both in one moment, by which it is known that it comes back as unread.
_CHANGE = SQL("""
update notification
   set done_at = case when %(state)s = 'done' then %(now)s when %(state)s in ('open', 'snoozed') then null
                      else done_at end,
       read_at = case when %(state)s in ('done', 'read') then coalesce({seen}, %(now)s)
                      when %(state)s = 'unread' then null
                      when %(state)s = 'open' and read_at = done_at then null else read_at end,
       snoozed_until = case when %(state)s = 'snoozed' then %(until)s::timestamptz when %(state)s = 'open' then null
                            else snoozed_until end
 where workspace_id = %(workspace)s and member_id = %(member)s and id = any (%(ids)s)
""").format(seen=queries.SEEN)
