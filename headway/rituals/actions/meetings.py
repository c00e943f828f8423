"""Hold a meeting: begin, move on, note, decide, end."""

from uuid import UUID

from msgspec import UNSET

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Invalid, Stale
from headway.rituals.actions.refusals import allow, editable_team
from headway.rituals.queries import agendas
from headway.rituals.queries import meetings as queries
from headway.rituals.queries.meetings import ItemRow, MeetingRow
from headway.rituals.queries.teams import standing, week_on
from headway.rituals.rules.meetings import AgendaItem
from headway.rituals.schemas.meetings import MeetingOut, MeetingPatch

LONGEST_ITEM = 4 * 3600  # seconds; more than that, and somebody forgot to end the meeting


class MeetingOver(Conflict):
    code = "rituals.meeting_over"
    title = "This meeting is over: open it again first"


async def begin(ctx: Ctx, team_id: UUID) -> MeetingOut:
    """Begin a meeting with the agenda of now, or join the one that is being held."""
    await editable_team(ctx, team_id)
    running = await agendas.under_way(ctx, team_id)
    if running is not None:
        return await queries.meeting_page(ctx, running)
    agenda = await agendas.made(ctx, team_id, await agendas.of_team(ctx, team_id))
    made: UUID | None = await db.value(
        ctx,
        """
        insert into meeting (workspace_id, team_id, week, started_by, started_at, place_since)
        values (%(workspace)s, %(team)s, %(week)s, %(by)s, %(now)s, %(now)s)
        on conflict do nothing
        returning id
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        week=week_on(ctx, None).first,
        by=ctx.actor.member,
        now=ctx.now,
    )
    if made is None:
        raise Conflict("Somebody has just begun this meeting: join it.", code="rituals.meeting_begun")
    await _write_agenda(ctx, made, agenda)
    await _record(ctx, "rituals.meeting_begun", made, team_id, version=1)
    return await queries.meeting_page(ctx, made)


async def change_meeting(ctx: Ctx, meeting_id: UUID, given: MeetingPatch, *, version: int) -> MeetingOut:
    """Move every screen to another item, or keep notes. Raises Stale for notes on older ones, never for moving on."""
    row = await open_meeting(ctx, meeting_id)
    if given.notes is not UNSET and row.version != version:
        raise Stale(await queries.meeting_page(ctx, meeting_id))
    place = row.place if given.place is UNSET else await _known_place(ctx, meeting_id, given.place)
    moved = place != row.place
    if moved:
        await _leave(ctx, row)
    await db.run(
        ctx,
        """
        update meeting
           set place = %(place)s, notes = %(notes)s, version = version + 1,
               place_since = case when %(moved)s then %(now)s else place_since end
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=meeting_id,
        place=place,
        moved=moved,
        now=ctx.now,
        notes=row.notes if given.notes is UNSET else given.notes,
    )
    kind = "rituals.meeting_moved" if moved else "rituals.meeting_noted"
    await _record(ctx, kind, meeting_id, row.team_id, version=row.version + 1)
    return await queries.meeting_page(ctx, meeting_id)


async def note_item(ctx: Ctx, meeting_id: UUID, place: int, note: str) -> MeetingOut:
    """What was said about one item; the last one to write wins, as on a whiteboard."""
    row = await open_meeting(ctx, meeting_id)
    await _known_place(ctx, meeting_id, place)
    await db.run(
        ctx,
        """
        update meeting_item set note = %(note)s
         where workspace_id = %(workspace)s and meeting_id = %(meeting)s and place = %(place)s
        """,
        workspace=ctx.workspace.id,
        meeting=meeting_id,
        place=place,
        note=note,
    )
    await touch(ctx, row)
    await _record(ctx, "rituals.meeting_noted", meeting_id, row.team_id, version=row.version + 1)
    return await queries.meeting_page(ctx, meeting_id)


async def end(ctx: Ctx, meeting_id: UUID) -> MeetingOut:
    """It is over; its record stays. Over already: nothing."""
    row = await _editable(ctx, meeting_id)
    if row.ended_at is None:
        await _leave(ctx, row)
        await db.run(
            ctx,
            """
            update meeting set ended_at = %(now)s, version = version + 1
             where workspace_id = %(workspace)s and id = %(id)s
            """,
            workspace=ctx.workspace.id,
            id=meeting_id,
            now=ctx.now,
        )
        await _record(ctx, "rituals.meeting_ended", meeting_id, row.team_id, version=row.version + 1)
    return await queries.meeting_page(ctx, meeting_id)


async def reopen(ctx: Ctx, meeting_id: UUID) -> MeetingOut:
    """Undo the end. Raises Conflict while the team holds another one."""
    row = await _editable(ctx, meeting_id)
    if row.ended_at is None:
        return await queries.meeting_page(ctx, meeting_id)
    if await agendas.under_way(ctx, row.team_id) is not None:
        raise Conflict("The team is holding another meeting: end that one first.", code="rituals.meeting_other")
    await db.run(
        ctx,
        """
        update meeting set ended_at = null, place_since = %(now)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=meeting_id,
        now=ctx.now,
    )
    await _record(ctx, "rituals.meeting_reopened", meeting_id, row.team_id, version=row.version + 1)
    return await queries.meeting_page(ctx, meeting_id)


async def open_meeting(ctx: Ctx, meeting_id: UUID) -> MeetingRow:
    """A meeting that is being held and that the caller may write in. Raises NotFound, Forbidden, MeetingOver."""
    row = await _editable(ctx, meeting_id)
    if row.ended_at is not None:
        raise MeetingOver
    return row


async def item_at(ctx: Ctx, meeting_id: UUID, place: int) -> ItemRow:
    """Raises Invalid for a place beyond the agenda."""
    found = next((item for item in await queries.items(ctx, meeting_id) if item.place == place), None)
    if found is None:
        raise Invalid.field("place", "The agenda has no such item.", code="rituals.no_item")
    return found


async def touch(ctx: Ctx, row: MeetingRow) -> None:
    """Count an edit of what belongs to the meeting."""
    await db.run(
        ctx,
        "update meeting set version = version + 1 where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=row.id,
    )


async def _write_agenda(ctx: Ctx, meeting_id: UUID, agenda: list[AgendaItem]) -> None:
    await db.run_many(
        ctx,
        """
        insert into meeting_item (workspace_id, meeting_id, place, kind, subject_id, budget)
        values (%(workspace)s, %(meeting)s, %(place)s, %(kind)s, %(subject)s, %(budget)s)
        """,
        [
            {
                "workspace": ctx.workspace.id,
                "meeting": meeting_id,
                "place": place,
                "kind": item.kind.value,
                "subject": item.subject_id,
                "budget": item.budget,
            }
            for place, item in enumerate(agenda)
        ],
    )


async def _leave(ctx: Ctx, row: MeetingRow) -> None:
    """The item all looked at has been seen, and took so long."""
    seconds = max(0, min(LONGEST_ITEM, round((ctx.now - row.place_since).total_seconds())))
    await db.run(
        ctx,
        """
        update meeting_item set seen = true, seconds = seconds + %(seconds)s
         where workspace_id = %(workspace)s and meeting_id = %(meeting)s and place = %(place)s
        """,
        workspace=ctx.workspace.id,
        meeting=row.id,
        place=row.place,
        seconds=seconds,
    )


async def _known_place(ctx: Ctx, meeting_id: UUID, place: int) -> int:
    return (await item_at(ctx, meeting_id, place)).place


async def _editable(ctx: Ctx, meeting_id: UUID) -> MeetingRow:
    row = await queries.meeting_row(ctx, meeting_id, lock=True)
    allow(ctx, await standing(ctx, row.team_id))
    return row


async def _record(ctx: Ctx, kind: str, id_: UUID, team_id: UUID, *, version: int) -> None:
    await ctx.record(kind, "meeting", id_, version=version, data={"team_id": str(team_id)})
