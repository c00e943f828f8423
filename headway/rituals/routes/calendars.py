"""When rituals take place. Without `team` it is the workspace's own calendar, which holds where a team has none."""

from uuid import UUID

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, post, put
from headway.core.pages import Page
from headway.rituals.actions import calendars
from headway.rituals.queries import calendars as queries
from headway.rituals.schemas.calendars import (
    CalendarIn,
    CalendarOut,
    ChangeIn,
    CountryOut,
    PreviewIn,
    PreviewOut,
    RhythmIn,
)

CALENDAR = "/api/w/{workspace:str}/rituals/calendar"
RHYTHM = CALENDAR + "/rhythms/{kind:str}"
CHANGE = CALENDAR + "/changes/{key:str}"


@get(CALENDAR, permission="guest", scope="goals:read", operation_id="rituals_calendar_get")
async def get_calendar(ctx: RequestCtx, team: FromQuery[UUID | None] = None) -> CalendarOut:
    """Each ritual's rhythm and whose it is, the next four weeks, and free days."""
    return await queries.calendar(ctx, team)


@put(CALENDAR, permission="member", scope="goals:write", operation_id="rituals_calendar_set")
async def set_calendar(
    ctx: RequestCtx, data: JSONBody[CalendarIn], team: FromQuery[UUID | None] = None, *, if_match: IfMatch = None
) -> CalendarOut:
    """Time zone, country, free days and quiet hours. The version of a calendar nobody has set is 0."""
    return await calendars.set_calendar(ctx, team, data, version=expected(if_match))


@put(RHYTHM, permission="member", scope="goals:write", operation_id="rituals_rhythm_set")
async def set_rhythm(
    ctx: RequestCtx,
    kind: FromPath[str],
    data: JSONBody[RhythmIn],
    team: FromQuery[UUID | None] = None,
    *,
    if_match: IfMatch = None,
) -> CalendarOut:
    """The rhythm of one ritual: check_in, commitments, wins, assessment, grading or retrospective."""
    return await calendars.set_rhythm(ctx, team, kind, data, version=expected(if_match))


@delete(RHYTHM, permission="member", scope="goals:write", operation_id="rituals_rhythm_inherit", status_code=200)
async def inherit_rhythm(
    ctx: RequestCtx, kind: FromPath[str], team: FromQuery[UUID | None] = None, *, if_match: IfMatch = None
) -> CalendarOut:
    """Go back to the workspace's rhythm, or the default."""
    return await calendars.inherit_rhythm(ctx, team, kind, version=expected(if_match))


@put(CHANGE, permission="member", scope="goals:write", operation_id="rituals_occurrence_change")
async def change_occurrence(
    ctx: RequestCtx,
    key: FromPath[str],
    data: JSONBody[ChangeIn],
    team: FromQuery[UUID | None] = None,
    *,
    if_match: IfMatch = None,
) -> CalendarOut:
    """Move one occurrence to another day, or skip it."""
    return await calendars.change_occurrence(ctx, team, key, data, version=expected(if_match))


@delete(CHANGE, permission="member", scope="goals:write", operation_id="rituals_occurrence_restore", status_code=200)
async def restore_occurrence(
    ctx: RequestCtx, key: FromPath[str], team: FromQuery[UUID | None] = None, *, if_match: IfMatch = None
) -> CalendarOut:
    """Let it take place as planned again."""
    return await calendars.restore_occurrence(ctx, team, key, version=expected(if_match))


@post(
    CALENDAR + "/preview",
    permission="guest",
    scope="goals:read",
    operation_id="rituals_rhythm_preview",
    status_code=200,
)
async def preview_rhythm(ctx: RequestCtx, data: JSONBody[PreviewIn], team: FromQuery[UUID | None] = None) -> PreviewOut:
    """The next five dates of a rhythm before it is saved. Changes nothing."""
    return await calendars.preview(ctx, team, data)


@get(
    "/api/w/{workspace:str}/rituals/countries",
    permission="guest",
    scope="goals:read",
    operation_id="rituals_country_list",
)
async def list_countries(ctx: RequestCtx) -> Page[CountryOut]:  # noqa: ARG001 - every handler has it
    """Countries and regions whose public holidays are known."""
    return Page(queries.known_countries())


ROUTES: list[HTTPRouteHandler] = [
    get_calendar,
    set_calendar,
    set_rhythm,
    inherit_rhythm,
    change_occurrence,
    restore_occurrence,
    preview_rhythm,
    list_countries,
]
