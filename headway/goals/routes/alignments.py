"""Links between goals: what serves what, and with which weight."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headway.core.http import IfMatch, RequestCtx, delete, expected, patch, post, uuid_of
from headway.goals.actions import alignments
from headway.goals.schemas.alignments import AlignmentOut, AlignmentPatch, ParentIn

BASE = "/api/w/{workspace:str}"
ONE = BASE + "/alignments/{alignment:str}"


@post(
    BASE + "/objectives/{objective:str}/parents",
    permission="member",
    scope="goals:write",
    operation_id="goals_alignment_create",
)
async def create_alignment(ctx: RequestCtx, objective: FromPath[str], data: JSONBody[ParentIn]) -> AlignmentOut:
    """Let the objective serve a higher goal: contribute to it, support it, or be a cascade of its key result."""
    return await alignments.align(ctx, uuid_of(objective), data)


@patch(ONE, permission="member", scope="goals:write", operation_id="goals_alignment_edit")
async def edit_alignment(
    ctx: RequestCtx, alignment: FromPath[str], data: JSONBody[AlignmentPatch], if_match: IfMatch = None
) -> AlignmentOut:
    """Weight, and whether it counts or supports."""
    return await alignments.change_alignment(ctx, uuid_of(alignment), data, version=expected(if_match))


@delete(ONE, permission="member", scope="goals:write", operation_id="goals_alignment_delete")
async def delete_alignment(ctx: RequestCtx, alignment: FromPath[str]) -> None:
    """The two ends stay, the link goes."""
    await alignments.remove_alignment(ctx, uuid_of(alignment))


ROUTES: list[HTTPRouteHandler] = [create_alignment, edit_alignment, delete_alignment]
