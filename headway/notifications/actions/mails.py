"""Mails: what is due for one person goes out as one mail for each kind that waits for them, and one digest.

The rows are marked in the transaction that puts the mail into the outbox: killed before the commit, both are as before;
killed after it, the mail is there once.
"""

from collections.abc import Sequence
from uuid import UUID

from headway.core import crypto, db, mail
from headway.core.ctx import Ctx
from headway.identity.actions.links import address_of
from headway.notifications.actions.composing import Known, Mailed, compose
from headway.notifications.queries import inbox
from headway.notifications.queries.people import Person, people, seen_as, seen_by_all
from headway.notifications.rules import letters
from headway.notifications.rules.preferences import preference_of
from headway.notifications.schemas.inbox import NoticeRow
from headway.rituals.actions.check_ins import link_for

PEOPLE_AT_ONCE = 100
MOST_LINKS = 30  # check-ins that one mail opens by a link of their own


class DueRow(NoticeRow, frozen=True, kw_only=True):
    mail_as: str


async def send_due(ctx: Ctx) -> None:
    """A job for each person who has something due."""
    found = await db.column(
        ctx,
        """
        select distinct member_id from notification
         where workspace_id = %(workspace)s and mailed_at is null and mail_at <= %(now)s
         limit %(most)s
        """,
        workspace=ctx.workspace.id,
        now=ctx.now,
        most=PEOPLE_AT_ONCE,
    )
    for member in found:
        await ctx.later("notifications.mail_person", member=str(member))
    if len(found) == PEOPLE_AT_ONCE:
        await ctx.later("notifications.send_mails")


async def mail_person(ctx: Ctx, member: UUID) -> int:
    """Put what is due for one person into the outbox; the number of mails. What they may not see is not in them."""
    rows = await db.rows(ctx, DueRow, _TAKE, workspace=ctx.workspace.id, member=member, now=ctx.now)
    person = (await people(ctx, [member])).get(member)
    if person is None or not rows:
        return 0
    open_ = [row for row in rows if row.read_at is None and row.done_at is None]
    theirs = await seen_as(ctx, person)
    groups = await inbox.shown(theirs, sorted(open_, key=lambda row: (row.at, row.id), reverse=True))
    found = [Mailed(group=group, notice=notice) for group in groups for notice in group.notices]
    links = await _check_in_links(theirs, member, found)
    await seen_by_all(ctx)
    of = {row.id: row for row in open_}
    at_once: dict[str, list[Mailed]] = {}
    for each in found:
        is_digest = of[each.notice.id].mail_as == "digest"
        at_once.setdefault("digest" if is_digest else preference_of(each.notice.kind), []).append(each)
    for kind, together in at_once.items():
        await _post(ctx, person, kind=kind, together=together, links=links)
    return len(at_once)


_TAKE = """
with due as (
  select id from notification
   where workspace_id = %(workspace)s and member_id = %(member)s and mailed_at is null and mail_at <= %(now)s
   order by id
     for update skip locked
)
update notification n set mailed_at = %(now)s
  from due
 where n.workspace_id = %(workspace)s and n.id = due.id
returning n.id, n.kind, n.subject, n.subject_id, n.source, n.actor_id, n.data, n.at, n.read_at, n.done_at,
          n.snoozed_until, n.mail_as
"""


async def _check_in_links(ctx: Ctx, member: UUID, found: Sequence[Mailed]) -> dict[str, str]:
    """The address of each check-in that a reminder asks for: it opens exactly that one, without signing in."""
    asking = [each.notice for each in found if each.notice.kind in {"reminder", "question"}]
    due = [thing.id for notice in asking for thing in notice.things if notice.data.get("kind") == "check_in"]
    return {str(each): await link_for(ctx, each, member) for each in dict.fromkeys(due[:MOST_LINKS])}


async def _post(ctx: Ctx, person: Person, *, kind: str, together: Sequence[Mailed], links: dict[str, str]) -> None:
    secret = await make_unsubscribe_key(ctx, person.id, kind)
    known = Known(
        base=address_of(ctx, f"/w/{ctx.workspace.slug}"),
        workspace=ctx.workspace.name,
        unsubscribe=address_of(ctx, f"/unsubscribe#{secret}"),
        links=links,
    )
    made = compose(kind, person.name, together, known)
    await _put(ctx, person.email, made, one_click=address_of(ctx, f"/api/unsubscribe/{secret}"))


async def _put(ctx: Ctx, email: str, made: letters.Letter, *, one_click: str) -> None:
    headers = {
        "List-Unsubscribe": f"<{one_click}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    mailed = await mail.put(
        ctx, mail.Mail(recipient=email, subject=made.subject, text=made.text, html=made.html, headers=headers)
    )
    await ctx.later("identity.send_mail", mail=str(mailed))


async def make_unsubscribe_key(ctx: Ctx, member: UUID, kind: str) -> str:
    """A new secret for one mail; its hash is kept, and what it may end."""
    secret = crypto.new_secret()
    await db.run(
        ctx,
        """
        insert into notification_key (workspace_id, member_id, purpose, kind, secret_hash, created_at)
        values (%(workspace)s, %(member)s, 'unsubscribe', %(kind)s, %(hash)s, %(now)s)
        """,
        workspace=ctx.workspace.id,
        member=member,
        kind=kind,
        hash=crypto.digest(secret),
        now=ctx.now,
    )
    return secret
