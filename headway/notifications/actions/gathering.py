"""From the event log to inboxes: each event once, in order, by a cursor that moves in the same transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.notifications.queries import log
from headway.notifications.queries.people import audiences, choices, people
from headway.notifications.rules.notices import Notice, notices, wanted
from headway.notifications.rules.preferences import Choice, mail_time, preference_of

MOST_TRIES = 6  # for an event whose number is not there yet; then the timetable looks again


async def gather(ctx: Ctx, *, tries: int = 0) -> int:
    """Tell people of what has happened since the last time; how many notices were made."""
    before = await _held_cursor(ctx)
    head = await log.head(ctx)
    events = await log.events_after(ctx, before, until=head)
    facts = await log.facts(ctx, wanted(events))
    told = await tell(ctx, [notice for event in events for notice in notices(event, facts)])
    is_full = len(events) == log.AT_ONCE
    await _move_cursor(ctx, events[-1].number if is_full else max(head, before))
    if is_full:
        await ctx.later("notifications.gather")
    elif tries < MOST_TRIES and await log.has_unnumbered(ctx):
        await ctx.later("notifications.gather", tries=tries + 1)
    return told


async def tell(ctx: Ctx, found: Sequence[Notice]) -> int:
    """Write notices for those who may see what they are about, as each wants to hear of it."""
    here = await people(ctx, {notice.member for notice in found}) if found else {}
    seen = await audiences(ctx, [(notice.subject, notice.subject_id) for notice in found])
    chosen = await choices(ctx, list(here)) if here else {}
    rows = []
    for notice in found:
        person, audience = here.get(notice.member), seen.get((notice.subject, notice.subject_id))
        if person is None or audience is None or not audience.admits(person.id, guest=person.role == "guest"):
            continue
        choice = chosen[person.id, preference_of(notice.kind)]
        # the people of the sample company do not exist, so nobody writes to them
        mail_at = None if ctx.workspace.sample else mail_time(choice.mail, person.habits, ctx.now)
        if choice.app or mail_at is not None:
            rows.append(_row(ctx, notice, choice, mail_at=mail_at))
    made = await _insert(ctx, rows)
    for member in made:
        data = {"audience": {"everyone": False, "members": [str(member)]}}
        await ctx.record("notifications.arrived", "inbox", member, data=data)
    if any(row["mail_at"] is not None and row["mail_at"] <= ctx.now for row in rows):
        await ctx.later("notifications.send_mails")
    return len(rows)


async def _insert(ctx: Ctx, rows: Sequence[dict[str, Any]]) -> list[UUID]:
    """The people for whom there is something new."""
    if not rows:
        return []
    await db.run_many(ctx, _INSERT, rows)
    return list(dict.fromkeys(UUID(str(row["member"])) for row in rows if row["shown"]))


def _row(ctx: Ctx, notice: Notice, choice: Choice, *, mail_at: datetime | None) -> dict[str, Any]:
    return {
        "workspace": ctx.workspace.id,
        "member": notice.member,
        "kind": notice.kind,
        "subject": notice.subject,
        "subject_id": notice.subject_id,
        "source": notice.source,
        "actor": notice.actor,
        "data": Jsonb(notice.data),
        "at": notice.at,
        "shown": choice.app,
        "mail_at": mail_at,
        "mail_as": None if mail_at is None else "at_once" if choice.mail == "at_once" else "digest",
    }


_INSERT = """
insert into notification (workspace_id, member_id, kind, subject, subject_id, source, actor_id, data, at, shown,
                          mail_at, mail_as)
values (%(workspace)s, %(member)s, %(kind)s, %(subject)s, %(subject_id)s, %(source)s, %(actor)s, %(data)s, %(at)s,
        %(shown)s, %(mail_at)s, %(mail_as)s)
on conflict (workspace_id, member_id, source, subject_id) do nothing
"""


async def _held_cursor(ctx: Ctx) -> int:
    """Where the log was read to, held until the end of the transaction: one reader for each workspace."""
    await db.run(
        ctx,
        "insert into notification_cursor (workspace_id) values (%(workspace)s) on conflict (workspace_id) do nothing",
        workspace=ctx.workspace.id,
    )
    found: int = await db.value(
        ctx,
        "select number from notification_cursor where workspace_id = %(workspace)s for update",
        workspace=ctx.workspace.id,
    )
    return found


async def _move_cursor(ctx: Ctx, number: int) -> None:
    await db.run(
        ctx,
        "update notification_cursor set number = %(number)s where workspace_id = %(workspace)s",
        workspace=ctx.workspace.id,
        number=number,
    )
