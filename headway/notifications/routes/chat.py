"""Chat channels, for those who arrange them."""

from uuid import UUID

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post
from headway.core.pages import Page
from headway.notifications.actions import channels as actions
from headway.notifications.queries import channels as queries
from headway.notifications.schemas.chat import ChannelIn, ChannelOut, ChannelPatch, ChannelsOut, DeliveryOut

CHANNELS = "/api/w/{workspace:str}/chat/channels"
CHANNEL = CHANNELS + "/{channel:uuid}"


@get(CHANNELS, permission="member", scope="settings:read", operation_id="notifications_chat_list")
async def list_channels(ctx: RequestCtx, team: FromQuery[UUID | None] = None) -> ChannelsOut:
    """The channels that the caller arranges: the workspace's and teams', or one team's. Addresses are not in it."""
    return await queries.channels(ctx, team)


@post(CHANNELS, permission="member", scope="settings:write", operation_id="notifications_chat_create")
async def add_channel(ctx: RequestCtx, data: JSONBody[ChannelIn]) -> ChannelOut:
    """Post to a channel of Slack, Microsoft Teams, Mattermost, Matrix, Google Chat, Discord or Rocket.Chat."""
    return await actions.add_channel(ctx, data)


@get(CHANNEL, permission="member", scope="settings:read", operation_id="notifications_chat_get")
async def get_channel(ctx: RequestCtx, channel: FromPath[UUID]) -> ChannelOut:
    """One channel, without its address."""
    return await queries.channel(ctx, channel)


@patch(CHANNEL, permission="member", scope="settings:write", operation_id="notifications_chat_edit")
async def change_channel(
    ctx: RequestCtx, channel: FromPath[UUID], data: JSONBody[ChannelPatch], if_match: IfMatch = None
) -> ChannelOut:
    """Change its name, what goes there or its address; pause it, or go on."""
    return await actions.change_channel(ctx, channel, data, version=expected(if_match))


@delete(CHANNEL, permission="member", scope="settings:write", operation_id="notifications_chat_delete", status_code=204)
async def delete_channel(ctx: RequestCtx, channel: FromPath[UUID]) -> None:
    """Forget a channel, its address and its messages."""
    await actions.delete_channel(ctx, channel)


@get(
    CHANNEL + "/deliveries", permission="member", scope="settings:read", operation_id="notifications_chat_delivery_list"
)
async def list_deliveries(ctx: RequestCtx, channel: FromPath[UUID]) -> Page[DeliveryOut]:
    """The last messages with what became of each, newest first."""
    return await queries.deliveries(ctx, channel)


@post(
    CHANNEL + "/tests",
    permission="member",
    scope="settings:write",
    operation_id="notifications_chat_test",
    status_code=202,
)
async def test_channel(ctx: RequestCtx, channel: FromPath[UUID]) -> DeliveryOut:
    """Post a test message. It is sent in a moment; the list of deliveries says what became of it."""
    return await actions.test_channel(ctx, channel)


ROUTES: list[HTTPRouteHandler] = [
    list_channels,
    add_channel,
    get_channel,
    change_channel,
    delete_channel,
    list_deliveries,
    test_channel,
]
