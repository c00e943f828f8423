"""What is refused, each with its stable code, and the checks that several actions share."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from headway.core.ctx import Ctx
from headway.core.errors import Conflict, FieldError, Forbidden, Invalid
from headway.goals.access import can_write_for_team, can_write_without_team
from headway.goals.queries.cycles import cycle_row
from headway.goals.queries.people import PersonRow, TeamRow, person, team
from headway.goals.rules.changes import Refusal
from headway.goals.schemas.cycles import CycleRow

EARLIEST, LATEST = date(1990, 1, 1), date(2200, 12, 31)
LONGEST_DAYS = 6 * 366


class CycleClosed(Conflict):
    code = "goals.cycle_closed"
    title = "This cycle is closed, so its goals stay as they are. Reopen the cycle, or work in another one"


class AlignmentCycle(Conflict):
    """A link that would make an objective serve itself; the sentence names the path."""

    code = "goals.alignment_cycle"
    title = "This would go round in a circle"


class NotADraft(Conflict):
    code = "goals.not_a_draft"
    title = "This objective is active already"


class NotDropped(Conflict):
    code = "goals.not_dropped"
    title = "This was not dropped, so there is nothing to take back"


class Dropped(Conflict):
    code = "goals.dropped"
    title = "This was dropped. Take the dropping back first"


class Paused(Conflict):
    code = "goals.paused"
    title = "This is paused already"


class NotPaused(Conflict):
    code = "goals.not_paused"
    title = "This is not paused, so there is nothing to resume"


class NotDeletable(Conflict):
    code = "goals.not_deletable"
    title = "Only drafts can be deleted. Drop it with a reason instead: its history stays, and it counts no more"


class LocksYouOut(Conflict):
    code = "goals.locks_you_out"
    title = "You would not see it any more. Ask its owner to do this, or have it shared with you first"


def refuse_closed(*, closed: bool) -> None:
    """Raises `CycleClosed`."""
    if closed:
        raise CycleClosed


def refuse_all(refusals: Sequence[Refusal]) -> None:
    """Raises `Invalid` with the first one's code and sentence, naming every field."""
    if refusals:
        raise Invalid(
            refusals[0].message,
            code=refusals[0].code,
            errors=[FieldError(one.field, one.message) for one in refusals],
        )


def trimmed(path: str, text: str) -> str:
    """A title or name without blanks around it. Raises `Invalid` for nothing but blanks."""
    kept = text.strip()
    if not kept:
        raise Invalid.field(path, "Write at least one word here.", code="goals.empty")
    return kept


def refuse_dates(starts_on: date | None, ends_on: date | None) -> None:
    """Dates that no key result has: far away, or longer than six years."""
    refuse_far_dates(starts_on, ends_on)
    if starts_on and ends_on and (ends_on - starts_on).days > LONGEST_DAYS:
        raise Invalid.field("ends_on", "A key result lasts at most six years.", code="goals.dates_too_long")


def refuse_far_dates(starts_on: date | None, ends_on: date | None) -> None:
    """Slips of the keyboard: the year 206, the year 20260."""
    for name, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        if day is not None and not EARLIEST <= day <= LATEST:
            raise Invalid.field(name, "Use a year between 1990 and 2200.", code="goals.date_out_of_range")


async def open_cycle(ctx: Ctx, cycle_id: UUID) -> CycleRow:
    """The cycle something is to be written in. Raises `Invalid` for an unknown one, `CycleClosed`."""
    from_db = await cycle_row(ctx, cycle_id, missing=unknown("cycle_id", "cycle"))
    refuse_closed(closed=from_db.closed_at is not None)
    return from_db


async def known_owner(ctx: Ctx, member: UUID | None, *, field: str = "owner_id") -> PersonRow | None:
    """Raises `Invalid` for nobody, somebody who has left, or a guest."""
    if member is None:
        return None
    found = await person(ctx, member)
    if found is None or found.removed:
        raise unknown(field, "person")
    if found.role == "guest":
        raise Invalid.field(
            field, "A guest cannot own a goal. Choose a member, and share the goal.", code="goals.guest_owner"
        )
    return found


async def known_team(ctx: Ctx, team_id: UUID) -> TeamRow:
    """Raises `Invalid` for an unknown or archived team."""
    found = await team(ctx, team_id)
    if found is None:
        raise unknown("team_id", "team")
    if found.archived:
        raise Invalid.field("team_id", "This team is archived; choose another one.", code="goals.team_archived")
    return found


async def refuse_foreign_home(ctx: Ctx, team_id: UUID | None, owner: UUID | None) -> None:
    """Raises `Forbidden` where the caller may not write for this team, or for this person without a team."""
    if team_id is None:
        if not can_write_without_team(ctx.actor, owner):
            raise Forbidden(
                "Without a team you can write goals for yourself; choose a team of yours.", code="goals.not_your_goal"
            )
        return
    found = await known_team(ctx, team_id)
    if not can_write_for_team(ctx.actor, found.standing):
        raise Forbidden(
            f"You are not in the team {found.name}. Ask one of its members, or cascade a key result to it.",
            code="goals.not_your_team",
        )


def unknown(field: str, noun: str) -> Invalid:
    """A reference to what does not exist, or not for this caller: the two are never told apart."""
    return Invalid.field(field, f"There is no such {noun}.", code=f"goals.unknown_{noun.replace(' ', '_')}")


def allow(permitted: bool, sentence: str) -> None:
    """Raises `Forbidden` with the sentence unless permitted."""
    if not permitted:
        raise Forbidden(sentence)


def in_order(ids: Iterable[UUID]) -> list[UUID]:
    """Each once, in the order given."""
    return list(dict.fromkeys(ids))
