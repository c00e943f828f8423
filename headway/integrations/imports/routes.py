"""Imports: upload a file, look at what it would make, answer questions, commit, undo."""

from typing import Annotated, Any

from litestar import Request
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, uuid_of
from headway.core.pages import DEFAULT_LIMIT, MOST, Page
from headway.integrations.imports import queries
from headway.integrations.imports.actions import commits, undoing, uploads
from headway.integrations.imports.report import Report
from headway.integrations.imports.rules.values import Kind
from headway.integrations.imports.schemas import ImportLine, ImportOut, ImportPatch

ALL = "/api/w/{workspace:str}/imports"
ONE = ALL + "/{import_id:str}"
FileName = Annotated[str, QueryParameter(max_length=200, description="The name of the file; it may tell the quarter.")]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST)]


@get(ALL, permission="member", scope="imports:read", operation_id="integrations_import_list")
async def list_imports(
    ctx: RequestCtx, cursor: FromQuery[str | None] = None, limit: Limit = DEFAULT_LIMIT
) -> Page[ImportLine]:
    """Imports, newest first: your own, and for admins everybody's."""
    return await queries.imports(ctx, cursor=cursor, limit=limit)


@post(ALL, permission="member", scope="imports:write", operation_id="integrations_import_upload", limit_mb=21)
async def upload_import(
    ctx: RequestCtx, request: Request[Any, Any, State], file_name: FileName = "", kind: FromQuery[Kind | None] = None
) -> ImportOut:
    """Upload a file as the body of the request, as it is (CSV or XLSX, at most 20 MB). Nothing is made yet."""
    return await uploads.upload(ctx, await request.body(), file_name=file_name, kind=kind)


@get(ONE, permission="member", scope="imports:read", operation_id="integrations_import_get")
async def get_import(ctx: RequestCtx, import_id: FromPath[str]) -> ImportOut:
    """What the import would make or has made, what is lost, what is asked, how far it is."""
    return await queries.import_out(ctx, uuid_of(import_id))


@get(ONE + "/report", permission="member", scope="imports:read", operation_id="integrations_report_get")
async def get_report(ctx: RequestCtx, import_id: FromPath[str]) -> Report:
    """Every loss and every error, as `headway import --json` prints them."""
    return await queries.report(ctx, uuid_of(import_id))


@patch(ONE, permission="member", scope="imports:write", operation_id="integrations_import_edit", limit_mb=4)
async def edit_import(
    ctx: RequestCtx, import_id: FromPath[str], data: JSONBody[ImportPatch], if_match: IfMatch = None
) -> ImportOut:
    """Another kind, mapping or cycle, and answers to the questions."""
    return await uploads.change_import(ctx, uuid_of(import_id), data, version=expected(if_match))


@delete(ONE, permission="member", scope="imports:write", operation_id="integrations_import_delete")
async def delete_import(ctx: RequestCtx, import_id: FromPath[str]) -> None:
    """Forget a file that nothing was made of."""
    await uploads.delete_import(ctx, uuid_of(import_id))


@post(ONE + "/commit", permission="member", scope="imports:write", operation_id="integrations_commit_create")
async def commit_import(ctx: RequestCtx, import_id: FromPath[str], if_match: IfMatch = None) -> ImportOut:
    """Carry out the plan. It runs in batches of 500; `progress` tells how far it is."""
    return await commits.commit_import(ctx, uuid_of(import_id), version=expected(if_match))


@post(ONE + "/undo", permission="member", scope="imports:write", operation_id="integrations_undo_create")
async def undo_import(ctx: RequestCtx, import_id: FromPath[str], if_match: IfMatch = None) -> ImportOut:
    """Take it back. What somebody has worked on since stays and is listed in `notes`."""
    return await undoing.undo_import(ctx, uuid_of(import_id), version=expected(if_match))


ROUTES: list[HTTPRouteHandler] = [
    list_imports,
    upload_import,
    get_import,
    get_report,
    edit_import,
    delete_import,
    commit_import,
    undo_import,
]
