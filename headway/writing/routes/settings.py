"""How strict the coach is, and which rules it leaves out."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery, JSONBody

from headway.core.http import IfMatch, RequestCtx, expected, get, put
from headway.writing.actions import settings
from headway.writing.queries import reviews as queries
from headway.writing.schemas.reviews import Language
from headway.writing.schemas.settings import SettingsIn, SettingsOut

PATH = "/api/w/{workspace:str}/writing/settings"


@get(PATH, permission="member", scope="settings:read", operation_id="writing_settings_get")
async def get_settings(ctx: RequestCtx, language: FromQuery[Language] = "en") -> SettingsOut:
    """How strict the coach is, and all its rules with what they say."""
    return await queries.settings_out(ctx, language)


@put(PATH, permission="admin", scope="settings:write", operation_id="writing_settings_put")
async def put_settings(ctx: RequestCtx, data: JSONBody[SettingsIn], if_match: IfMatch = None) -> SettingsOut:
    """Change it for everybody in the workspace; the version is that of the workspace."""
    return await settings.change_settings(ctx, data, version=expected(if_match))


ROUTES: list[HTTPRouteHandler] = [get_settings, put_settings]
