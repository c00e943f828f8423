"""Key results, their cascades, and the explanation of any number."""

from typing import Any, Literal

from litestar import Request
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, put, uuid_of
from headway.goals import queries
from headway.goals.actions import cascades, grades, key_results
from headway.goals.schemas.alignments import CascadeIn
from headway.goals.schemas.common import DropIn, PauseIn
from headway.goals.schemas.explanations import ExplanationOut
from headway.goals.schemas.grades import GradeIn
from headway.goals.schemas.key_results import KeyResultFull, KeyResultIn, KeyResultOut, KeyResultPatch
from headway.goals.schemas.objectives import CascadedOut

BASE = "/api/w/{workspace:str}"
ONE = BASE + "/key-results/{key_result:str}"


@post(
    BASE + "/objectives/{objective:str}/key-results",
    permission="member",
    scope="goals:write",
    operation_id="goals_key_result_create",
)
async def create_key_result(ctx: RequestCtx, objective: FromPath[str], data: JSONBody[KeyResultIn]) -> KeyResultOut:
    """A new key result of an objective."""
    return await key_results.add_key_result(ctx, uuid_of(objective), data)


@get(ONE, permission="guest", scope="goals:read", operation_id="goals_key_result_get")
async def get_key_result(
    request: Request[Any, Any, State], ctx: RequestCtx, key_result: FromPath[str]
) -> KeyResultFull:
    """A key result with everything its page shows; its values are under `measurements`."""
    names = queries.Names(ctx, request.app.state.running.subjects)
    return await queries.key_result_page(ctx, uuid_of(key_result), names)


@patch(ONE, permission="member", scope="goals:write", operation_id="goals_key_result_edit")
async def edit_key_result(
    ctx: RequestCtx, key_result: FromPath[str], data: JSONBody[KeyResultPatch], if_match: IfMatch = None
) -> KeyResultOut:
    """Words, numbers, weight; old and new are kept."""
    return await key_results.change_key_result(ctx, uuid_of(key_result), data, version=expected(if_match))


@delete(ONE, permission="member", scope="goals:write", operation_id="goals_key_result_delete")
async def delete_key_result(ctx: RequestCtx, key_result: FromPath[str]) -> None:
    """Of a draft, or made minutes ago and unused. Everything else is dropped."""
    await key_results.delete_key_result(ctx, uuid_of(key_result))


@post(ONE + "/drop", permission="member", scope="goals:write", operation_id="goals_key_result_drop", status_code=200)
async def drop_key_result(ctx: RequestCtx, key_result: FromPath[str], data: JSONBody[DropIn]) -> KeyResultOut:
    """It counts no more; its values and history stay."""
    return await key_results.drop_key_result(ctx, uuid_of(key_result), reason=data.reason)


@delete(
    ONE + "/drop", permission="member", scope="goals:write", operation_id="goals_key_result_restore", status_code=200
)
async def restore_key_result(ctx: RequestCtx, key_result: FromPath[str]) -> KeyResultOut:
    """Take the dropping back."""
    return await key_results.restore_key_result(ctx, uuid_of(key_result))


@post(ONE + "/pause", permission="member", scope="goals:write", operation_id="goals_key_result_pause", status_code=200)
async def pause_key_result(ctx: RequestCtx, key_result: FromPath[str], data: JSONBody[PauseIn]) -> KeyResultOut:
    """Let it rest: it keeps its number and counts as before."""
    return await key_results.pause_key_result(ctx, uuid_of(key_result), reason=data.reason)


@delete(
    ONE + "/pause", permission="member", scope="goals:write", operation_id="goals_key_result_resume", status_code=200
)
async def resume_key_result(ctx: RequestCtx, key_result: FromPath[str]) -> KeyResultOut:
    """Take it up again."""
    return await key_results.resume_key_result(ctx, uuid_of(key_result))


@put(ONE + "/grade", permission="member", scope="goals:write", operation_id="goals_key_result_grade")
async def grade_key_result(ctx: RequestCtx, key_result: FromPath[str], data: JSONBody[GradeIn]) -> KeyResultOut:
    """The final score; again replaces it."""
    return await grades.grade_key_result(ctx, uuid_of(key_result), data)


@delete(
    ONE + "/grade", permission="member", scope="goals:write", operation_id="goals_key_result_ungrade", status_code=200
)
async def ungrade_key_result(ctx: RequestCtx, key_result: FromPath[str]) -> KeyResultOut:
    """Take the final score back."""
    return await grades.ungrade_key_result(ctx, uuid_of(key_result))


@post(ONE + "/cascade", permission="member", scope="goals:write", operation_id="goals_key_result_cascade")
async def cascade_key_result(ctx: RequestCtx, key_result: FromPath[str], data: JSONBody[CascadeIn]) -> CascadedOut:
    """Make it an objective of the level below: a new one for a team, or one that exists."""
    return await cascades.cascade(ctx, uuid_of(key_result), data)


@get(
    BASE + "/explanations/{subject:str}/{subject_id:str}",
    permission="guest",
    scope="goals:read",
    operation_id="goals_explanation_get",
)
async def get_explanation(
    request: Request[Any, Any, State],
    ctx: RequestCtx,
    subject: FromPath[Literal["objective", "key_result"]],
    subject_id: FromPath[str],
) -> ExplanationOut:
    """Where a number comes from: formula, inputs, shares, sources, times, persons, what changed in a week."""
    names = queries.Names(ctx, request.app.state.running.subjects)
    return await queries.explanation(ctx, subject, uuid_of(subject_id), names)


ROUTES: list[HTTPRouteHandler] = [
    create_key_result,
    get_key_result,
    edit_key_result,
    delete_key_result,
    drop_key_result,
    restore_key_result,
    pause_key_result,
    resume_key_result,
    grade_key_result,
    ungrade_key_result,
    cascade_key_result,
    get_explanation,
]
