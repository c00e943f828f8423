"""Reminding, exactly once: the step of an occurrence is taken in the transaction that makes its messages.

Three things hold it. The clock of a workspace moves on in the transaction that asks for the steps it has passed; a step
has a row of its own with a unique key; and what follows from it (events, jobs) commits with that row or not at all.
"""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.rituals.queries import calendars, reminders
from headway.rituals.queries.answers import SUBJECT
from headway.rituals.rules.calendar import Kind
from headway.rituals.rules.reminders import Due, Owed, due_steps, verdict

KEPT_DAYS = 400


async def read_clock(ctx: Ctx) -> int:
    """Ask for every step whose moment has come since the clock was read last; how many there were."""
    before = await _moved_clock(ctx)
    if before is None or before >= ctx.now:
        return 0
    book = await calendars.book(ctx)
    found = due_steps(book, await reminders.scopes(ctx), after=before, until=ctx.now)
    for due in found:
        await ctx.later("rituals.take_step", due=msgspec.to_builtins(due))
    return len(found)


async def take(ctx: Ctx, due: Due) -> bool:
    """Carry out one step; False where somebody else has."""
    if not await _claimed(ctx, due):
        return False
    owed = await reminders.owed(ctx, due)
    if due.step == "remind":
        await _remind(ctx, due, owed)
    else:
        await _close(ctx, due, owed)
    return True


async def go_on(ctx: Ctx, subject_id: UUID, *, ritual: Kind | None = None) -> None:
    """Keep reminding me (of one ritual of a team, or of all): the count of unanswered reminders begins anew.

    Raises `NotFound` where there are none.
    """
    touched = await db.run(
        ctx,
        """
        update ritual_reminder set forgiven = true
         where workspace_id = %(workspace)s and member_id = %(member)s and subject_id = %(subject)s and not forgiven
           and (%(kind)s::text is null or kind = %(kind)s)
        """,
        kind=ritual,
        workspace=ctx.workspace.id,
        member=ctx.actor.member,
        subject=subject_id,
    )
    if not touched:
        raise NotFound


async def forget_old(ctx: Ctx) -> None:
    """Steps and reminders are kept for a year and a bit."""
    oldest = {"workspace": ctx.workspace.id, "oldest": ctx.now - timedelta(days=KEPT_DAYS)}
    await db.run(ctx, "delete from ritual_step where workspace_id = %(workspace)s and taken_at < %(oldest)s", **oldest)
    await db.run(ctx, "delete from ritual_reminder where workspace_id = %(workspace)s and at < %(oldest)s", **oldest)


async def _moved_clock(ctx: Ctx) -> datetime | None:
    """Move the clock to now; where it stood before, None for the first time. Held until the end of the transaction."""
    before: datetime | None = await db.value(
        ctx,
        """
        insert into ritual_clock as c (workspace_id, read_until) values (%(workspace)s, %(now)s)
        on conflict (workspace_id) do update set read_until = greatest(c.read_until, excluded.read_until)
        returning old.read_until
        """,
        workspace=ctx.workspace.id,
        now=ctx.now,
    )
    return before


async def _claimed(ctx: Ctx, due: Due) -> bool:
    """True for the first. Another that tries at the same moment waits for our commit, and is told no."""
    return bool(
        await db.run(
            ctx,
            """
            insert into ritual_step (workspace_id, scope, key, step, taken_at)
            values (%(workspace)s, %(scope)s, %(key)s, %(step)s, %(now)s)
            on conflict (workspace_id, scope, key, step) do nothing
            """,
            workspace=ctx.workspace.id,
            scope=due.team or ctx.workspace.id,
            key=due.key,
            step=due.step,
            now=ctx.now,
        )
    )


async def _remind(ctx: Ctx, due: Due, owed: list[Owed]) -> None:
    """One event a person, whatever the number of things, and one for the team as a whole."""
    wanted = [(each, verdict(each, due)) for each in owed]
    chosen = [(each, said == "ask") for each, said in wanted if said != "silent"]
    await db.run_many(
        ctx,
        """
        insert into ritual_reminder (workspace_id, member_id, subject, subject_id, key, kind, at, team_id, asked)
        values (%(workspace)s, %(member)s, %(subject)s, %(subject_id)s, %(key)s, %(kind)s, %(now)s, %(team)s, %(asked)s)
        on conflict (workspace_id, member_id, subject_id, key) do nothing
        """,
        [
            {
                "workspace": ctx.workspace.id,
                "member": each.member,
                "subject": SUBJECT[due.kind],
                "subject_id": each.subject_id,
                "key": due.key,
                "kind": due.kind,
                "now": ctx.now,
                "team": due.team,
                "asked": asked,
            }
            for each, asked in chosen
        ],
    )
    for member in dict.fromkeys(each.member for each, _ in chosen):
        data = {"key": due.key, "kind": due.kind, "team": _text(due.team), "closes": due.closes.isoformat()}
        data |= {"since": due.since.isoformat(), "first": (due.first or due.since.date()).isoformat()}
        await ctx.record("rituals.reminded", "reminder", member, data=data)

    if chosen and due.team is not None:
        people = len({each.member for each, _ in chosen})
        called = {"key": due.key, "kind": due.kind, "count": len(chosen), "people": people}
        await ctx.record("rituals.called", "team", due.team, data=called)


async def _close(ctx: Ctx, due: Due, owed: list[Owed]) -> None:
    """Tell the leads of a team that something was missed; which things they are told is looked up for each of them."""
    late = [each for each in owed if not each.done]
    if late and due.team is not None:
        data = {"key": due.key, "kind": due.kind, "since": due.since.isoformat(), "count": len(late)}
        await ctx.record("rituals.missed", "team", due.team, data=data)


def _text(team: UUID | None) -> str | None:
    return None if team is None else str(team)
