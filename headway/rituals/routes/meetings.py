"""Meetings of a team: agenda, minutes, decisions."""

from typing import Annotated

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, put, uuid_of
from headway.core.pages import MOST, Page
from headway.rituals.actions import decisions, meetings
from headway.rituals.queries import agendas
from headway.rituals.queries import meetings as queries
from headway.rituals.schemas.meetings import (
    AgendaOut,
    DecisionIn,
    ItemPatch,
    MeetingLine,
    MeetingOut,
    MeetingPatch,
)

TEAM = "/api/w/{workspace:str}/teams/{team:str}"
ONE = "/api/w/{workspace:str}/meetings/{meeting:str}"
READ, WRITE = "goals:read", "goals:write"
Limit = Annotated[int, QueryParameter(ge=1, le=MOST)]


@get(TEAM + "/agenda", permission="member", scope=READ, operation_id="rituals_agenda_get")
async def get_agenda(ctx: RequestCtx, team: FromPath[str]) -> AgendaOut:
    """What the team would talk about if it met now: red first."""
    return await agendas.agenda_page(ctx, uuid_of(team))


@get(TEAM + "/meetings", permission="member", scope=READ, operation_id="rituals_meeting_list")
async def list_meetings(
    ctx: RequestCtx, team: FromPath[str], cursor: FromQuery[str | None] = None, limit: Limit = 20
) -> Page[MeetingLine]:
    """The meetings of a team, the newest first."""
    return await queries.meeting_list(ctx, uuid_of(team), cursor=cursor, limit=limit)


@post(TEAM + "/meetings", permission="member", scope=WRITE, operation_id="rituals_meeting_begin")
async def begin_meeting(ctx: RequestCtx, team: FromPath[str]) -> MeetingOut:
    """Begin a meeting with the agenda of now, or join the one that is being held."""
    return await meetings.begin(ctx, uuid_of(team))


@get(ONE, permission="member", scope=READ, operation_id="rituals_meeting_get")
async def get_meeting(ctx: RequestCtx, meeting: FromPath[str]) -> MeetingOut:
    """A meeting with its items, notes and decisions."""
    return await queries.meeting_page(ctx, uuid_of(meeting))


@patch(ONE, permission="member", scope=WRITE, operation_id="rituals_meeting_edit")
async def edit_meeting(
    ctx: RequestCtx, meeting: FromPath[str], data: JSONBody[MeetingPatch], if_match: IfMatch = None
) -> MeetingOut:
    """Move every screen to another item; keep notes."""
    return await meetings.change_meeting(ctx, uuid_of(meeting), data, version=expected(if_match))


@put(ONE + "/items/{place:int}", permission="member", scope=WRITE, operation_id="rituals_item_note")
async def note_item(
    ctx: RequestCtx, meeting: FromPath[str], place: FromPath[int], data: JSONBody[ItemPatch]
) -> MeetingOut:
    """What was said about one item."""
    return await meetings.note_item(ctx, uuid_of(meeting), place, data.note)


@post(ONE + "/decisions", permission="member", scope=WRITE, operation_id="rituals_decision_create")
async def create_decision(ctx: RequestCtx, meeting: FromPath[str], data: JSONBody[DecisionIn]) -> MeetingOut:
    """Keep what was decided; as a task it goes to the project that fits."""
    return await decisions.decide(ctx, uuid_of(meeting), data)


@delete(
    ONE + "/decisions/{decision:str}",
    permission="member",
    scope=WRITE,
    operation_id="rituals_decision_remove",
    status_code=200,
)
async def remove_decision(ctx: RequestCtx, meeting: FromPath[str], decision: FromPath[str]) -> MeetingOut:
    """Not decided after all; its task goes too, and can be restored."""
    return await decisions.take_back(ctx, uuid_of(meeting), uuid_of(decision))


@put(ONE + "/end", permission="member", scope=WRITE, operation_id="rituals_meeting_end")
async def end_meeting(ctx: RequestCtx, meeting: FromPath[str]) -> MeetingOut:
    """It is over; its record stays."""
    return await meetings.end(ctx, uuid_of(meeting))


@delete(ONE + "/end", permission="member", scope=WRITE, operation_id="rituals_meeting_reopen", status_code=200)
async def reopen_meeting(ctx: RequestCtx, meeting: FromPath[str]) -> MeetingOut:
    """Undo the end."""
    return await meetings.reopen(ctx, uuid_of(meeting))


ROUTES: list[HTTPRouteHandler] = [
    get_agenda,
    list_meetings,
    begin_meeting,
    get_meeting,
    edit_meeting,
    note_item,
    create_decision,
    remove_decision,
    end_meeting,
    reopen_meeting,
]
