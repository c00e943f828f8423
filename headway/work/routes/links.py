"""Links of work to key results."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, uuid_of
from headway.work.actions import links
from headway.work.queries.links import work_of
from headway.work.schemas.links import KeyResultWork, LinkIn, LinkPatch

OF_KEY_RESULT = "/api/w/{workspace:str}/key-results/{key_result:str}/work"
ONE = "/api/w/{workspace:str}/work-links/{link:str}"


@get(OF_KEY_RESULT, permission="guest", scope="work:read", operation_id="work_link_list")
async def list_links(ctx: RequestCtx, key_result: FromPath[str]) -> KeyResultWork:
    """The tasks and projects that serve a key result, with weight and share; what may not be named is counted."""
    return await work_of(ctx, uuid_of(key_result))


@post(OF_KEY_RESULT, permission="member", scope="work:write", operation_id="work_link_create")
async def link_work(ctx: RequestCtx, key_result: FromPath[str], data: JSONBody[LinkIn]) -> KeyResultWork:
    """Link a task or a project; answers with all work of the key result."""
    return await links.link_work(ctx, uuid_of(key_result), data)


@patch(ONE, permission="member", scope="work:write", operation_id="work_link_edit")
async def weigh_link(
    ctx: RequestCtx, link: FromPath[str], data: JSONBody[LinkPatch], if_match: IfMatch = None
) -> KeyResultWork:
    """Change the weight; answers with all work of the key result."""
    return await links.weigh_link(ctx, uuid_of(link), data.weight, version=expected(if_match))


@delete(ONE, permission="member", scope="work:write", operation_id="work_link_remove", status_code=200)
async def unlink_work(ctx: RequestCtx, link: FromPath[str]) -> KeyResultWork:
    """Take a link away; answers with the work that is left."""
    return await links.unlink_work(ctx, uuid_of(link))


ROUTES: list[HTTPRouteHandler] = [list_links, link_work, weigh_link, unlink_work]
