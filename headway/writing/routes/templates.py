"""The library: templates to start an objective from."""

from typing import Annotated

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, uuid_of
from headway.writing.actions import templates
from headway.writing.queries import templates as queries
from headway.writing.queries.templates import Wanted
from headway.writing.schemas.templates import (
    Domain,
    Language,
    Origin,
    TemplateIn,
    TemplateList,
    TemplateOut,
    TemplatePatch,
)

ALL = "/api/w/{workspace:str}/writing/templates"
ONE = ALL + "/{template:str}"


@get(ALL, permission="member", scope="goals:read", operation_id="writing_template_list")
async def list_templates(
    ctx: RequestCtx,
    domain: FromQuery[Domain | None] = None,
    origin: FromQuery[Origin | None] = None,
    q: Annotated[str, QueryParameter(max_length=200)] = "",
    *,
    language: FromQuery[Language] = "en",
) -> TemplateList:
    """Templates by domain and words. Words are looked up in English and German, through small slips of the keyboard."""
    return await queries.templates(ctx, Wanted(domain=domain, origin=origin, q=q, language=language))


@get(ONE, permission="member", scope="goals:read", operation_id="writing_template_get")
async def get_template(ctx: RequestCtx, template: FromPath[str], language: FromQuery[Language] = "en") -> TemplateOut:
    """A template with its key results. Their numbers are examples: put in your own."""
    return await queries.template(ctx, template, language)


@post(ALL, permission="member", scope="goals:write", operation_id="writing_template_create")
async def create_template(ctx: RequestCtx, data: JSONBody[TemplateIn]) -> TemplateOut:
    """Offer a template to everybody in the workspace."""
    return await templates.make_template(ctx, data)


@patch(ONE, permission="member", scope="goals:write", operation_id="writing_template_edit")
async def edit_template(
    ctx: RequestCtx, template: FromPath[str], data: JSONBody[TemplatePatch], if_match: IfMatch = None
) -> TemplateOut:
    """Change a template of the workspace."""
    return await templates.change_template(ctx, uuid_of(template), data, version=expected(if_match))


@delete(ONE, permission="member", scope="goals:write", operation_id="writing_template_remove", status_code=204)
async def remove_template(ctx: RequestCtx, template: FromPath[str]) -> None:
    """Take a template of the workspace out of the library; what was written from it stays."""
    await templates.remove_template(ctx, uuid_of(template))


@post(
    ONE + "/restoration",
    permission="member",
    scope="goals:write",
    operation_id="writing_template_restore",
    status_code=200,
)
async def restore_template(ctx: RequestCtx, template: FromPath[str]) -> TemplateOut:
    """Bring a template back that was taken away."""
    return await templates.restore_template(ctx, uuid_of(template))


ROUTES: list[HTTPRouteHandler] = [
    list_templates,
    get_template,
    create_template,
    edit_template,
    remove_template,
    restore_template,
]
