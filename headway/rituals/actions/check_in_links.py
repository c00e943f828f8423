"""The link in a reminder: one check-in of one person, without signing in.

Looking changes nothing, and the secret stands in the fragment of the address, which no mail scanner sends. Whoever
holds the link may do what the addressed person may at this very moment, and only this.
"""

from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from headway.core import db
from headway.core.ctx import Actor, Ctx, Role
from headway.core.db import set_tenant
from headway.core.errors import Conflict, NotFound
from headway.goals.queries import shaping
from headway.identity import queries as identity
from headway.identity.actions import links
from headway.identity.actions.links import LinkInvalid
from headway.identity.schemas import LinkRow
from headway.organisation.actions import workspaces
from headway.rituals.actions import check_ins
from headway.rituals.queries.drafts import draft
from headway.rituals.queries.given import given_before
from headway.rituals.schemas.check_ins import (
    CheckInDraftOut,
    CheckInLinkDone,
    CheckInLinkIn,
    CheckInLinkOut,
)


class AlreadyGiven(Conflict):
    code = "rituals.already_given"
    title = "This check-in was given already. Sign in to correct it"


async def look(ctx: Ctx, secret: str) -> CheckInLinkOut:
    """What the link opens. Raises `LinkInvalid`, also where the person may not check in there any more."""
    link = await links.look_up(ctx, "check_in", secret)
    key_result = await _become(ctx, link)
    found = await _draft(ctx, key_result)
    answered = _answered(found, link)
    goal, due = found.key_result, found.due
    latest = goal.latest
    return CheckInLinkOut(
        workspace=ctx.workspace.name,
        person=ctx.actor.name,
        key_result_id=goal.id,
        title=goal.title,
        objective=goal.objective.title,
        kind=goal.kind,
        unit=goal.unit,
        start=goal.start,
        target=goal.target,
        low=goal.low,
        high=goal.high,
        steps=goal.steps,
        value=latest.value if latest else None,
        done=latest.done if latest else None,
        total=latest.total if latest else None,
        value_on=latest.effective_on if latest else None,
        progress=goal.progress.display,
        expected=goal.expected_display,
        pace_value=found.pace_value,
        health=goal.health,
        confidence=found.confidence,
        blockers=found.blockers,
        unchanged=found.unchanged,
        finished_count=found.finished_count,
        due_on=due.on if due else None,
        state=due.state if due else None,
        given=answered,
        expires_at=link.expires_at,
    )


async def give(ctx: Ctx, new: CheckInLinkIn) -> CheckInLinkDone:
    """Check in through a link, which is used by that. The same `once` again gives the same answer.

    Raises `LinkInvalid`, `AlreadyGiven`, and as `check_ins.check_in`.
    """
    once = f"link:{new.once}"
    spent = await identity.spent_link(ctx, "check_in", new.token)
    if spent is not None:
        return await _again(ctx, spent, once)
    link = await links.redeem(ctx, "check_in", new.token)
    key_result = await _become(ctx, link)
    if _answered(await _draft(ctx, key_result), link):
        raise AlreadyGiven
    done = await check_ins.check_in(ctx, key_result, new.check_in, via="link", once=once)
    return CheckInLinkDone(
        title=done.key_result.title,
        before=done.check_in.display_before,
        after=done.check_in.display,
        confidence=done.check_in.confidence,
        unchanged=done.check_in.unchanged,
    )


async def _again(ctx: Ctx, link: LinkRow, once: str) -> CheckInLinkDone:
    """The answer to a request that was carried out and whose answer got lost."""
    key_result = await _become(ctx, link)
    before = await given_before(ctx, key_result, once)
    if before is None or before.author_id != ctx.actor.member:
        raise LinkInvalid
    return CheckInLinkDone(
        title=(await _draft(ctx, key_result)).key_result.title,
        before=shaping.display(before.progress_before),
        after=shaping.display(before.progress),
        confidence=before.confidence,
        unchanged=before.unchanged,
    )


async def _become(ctx: Ctx, link: LinkRow) -> UUID:
    """From here on `ctx` acts as the addressed person, with the rights they have now. The key result of the link."""
    if link.workspace_id is None:
        raise LinkInvalid
    await workspaces.enter(ctx, link.workspace_id)
    person = await db.maybe(
        ctx,
        _Person,
        """
        select m.id, m.account_id, m.name, m.email, m.role
          from member m left join account a on a.id = m.account_id
         where m.workspace_id = %(workspace)s and m.id = %(id)s and m.removed_at is null and a.disabled_at is null
        """,
        workspace=link.workspace_id,
        id=UUID(link.data["member"]),
    )
    if person is None:
        raise LinkInvalid
    ctx.actor = Actor(
        account=person.account_id, member=person.id, role=person.role, name=person.name, email=person.email or ""
    )
    await set_tenant(ctx.connection, link.workspace_id, guest=ctx.actor.guest)
    return UUID(link.data["key_result"])


class _Person(Struct, frozen=True):
    id: UUID
    account_id: UUID | None
    name: str
    email: str | None
    role: Role


async def _draft(ctx: Ctx, key_result: UUID) -> CheckInDraftOut:
    try:
        found = await draft(ctx, key_result)
    except NotFound as gone:
        raise LinkInvalid from gone
    if not found.can.check_in:
        raise LinkInvalid
    return replace(found, finished=[])


def _answered(found: CheckInDraftOut, link: LinkRow) -> bool:
    """Whether the check-in that the link is about was given, by whatever way."""
    last, on = found.last, link.data.get("due_on")
    if last is None or not on:
        return False
    return last.made_at > link.created_at or last.due_on == date.fromisoformat(on)
