"""Objectives: the list, the page, and everything people do with one."""

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Request
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, uuid_of
from headway.core.pages import DEFAULT_LIMIT, MOST, Page
from headway.goals import queries
from headway.goals.actions import objectives
from headway.goals.schemas.common import DropIn, PauseIn
from headway.goals.schemas.objectives import (
    CycleTree,
    LineOut,
    ObjectiveFull,
    ObjectiveIn,
    ObjectiveLine,
    ObjectiveOut,
    ObjectivePatch,
    TreeOut,
)

PATH = "/api/w/{workspace:str}/objectives"
ONE = PATH + "/{objective:str}"
States = Literal["draft", "active", "paused", "dropped", "all"]
Healths = Literal[
    "draft", "dropped", "not_started", "not_measured", "no_data", "stale", "done", "on_track", "at_risk", "off_track",
    "achieved", "missed", "paused",
]  # fmt: skip
Limit = Annotated[int, QueryParameter(ge=1, le=MOST)]


@get(PATH, permission="guest", scope="goals:read", operation_id="goals_objective_list")
async def list_objectives(  # noqa: PLR0913 - one argument per filter of the URL
    ctx: RequestCtx,
    *,
    cycle: FromQuery[UUID | None] = None,
    team: FromQuery[UUID | None] = None,
    owner: FromQuery[UUID | None] = None,
    answers: FromQuery[UUID | None] = None,
    parent: FromQuery[UUID | None] = None,
    which: Annotated[States | None, QueryParameter(name="state")] = None,
    health: FromQuery[Healths | None] = None,
    q: Annotated[str | None, QueryParameter(max_length=200)] = None,
    cursor: FromQuery[str | None] = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[ObjectiveLine]:
    """Objectives with their key results. `team` takes the teams below it too, `parent` is an objective or key result.

    `answers`: who owns the objective or one of its key results. Without `state`: everything that is not dropped.
    """
    wanted = queries.Filter(
        cycle=cycle, team=team, owner=owner, answers=answers, parent=parent, state=which, health=health, q=q
    )
    return await queries.objective_list(ctx, wanted, limit=limit, cursor=cursor)


@get(PATH + "/tree", permission="guest", scope="goals:read", operation_id="goals_team_tree_get")
async def get_team_tree(ctx: RequestCtx, *, cycle: FromQuery[UUID]) -> CycleTree:
    """The teams with how many objectives each has in a cycle; the list by team gives what is inside."""
    return await queries.cycle_tree(ctx, cycle)


@post(PATH, permission="member", scope="goals:write", operation_id="goals_objective_create")
async def create_objective(ctx: RequestCtx, data: JSONBody[ObjectiveIn]) -> ObjectiveOut:
    """An objective with its key results and what it serves, all or nothing."""
    return await objectives.create_objective(ctx, data)


@get(ONE, permission="guest", scope="goals:read", operation_id="goals_objective_get")
async def get_objective(request: Request[Any, Any, State], ctx: RequestCtx, objective: FromPath[str]) -> ObjectiveFull:
    """An objective with everything its page shows."""
    names = queries.Names(ctx, request.app.state.running.subjects)
    return await queries.objective_page(ctx, uuid_of(objective), names)


@patch(ONE, permission="member", scope="goals:write", operation_id="goals_objective_edit")
async def edit_objective(
    ctx: RequestCtx, objective: FromPath[str], data: JSONBody[ObjectivePatch], if_match: IfMatch = None
) -> ObjectiveOut:
    """Words, owner, team, cycle, privacy, place in the list."""
    return await objectives.change_objective(ctx, uuid_of(objective), data, version=expected(if_match))


@delete(ONE, permission="member", scope="goals:write", operation_id="goals_objective_delete")
async def delete_objective(ctx: RequestCtx, objective: FromPath[str]) -> None:
    """A draft, or what you made minutes ago and nobody used yet. Everything else is dropped."""
    await objectives.delete_objective(ctx, uuid_of(objective))


@post(
    ONE + "/activation",
    permission="member",
    scope="goals:write",
    operation_id="goals_objective_activate",
    status_code=200,
)
async def activate_objective(ctx: RequestCtx, objective: FromPath[str]) -> ObjectiveOut:
    """A draft becomes visible to everybody and counts above."""
    return await objectives.activate_objective(ctx, uuid_of(objective))


@post(ONE + "/drop", permission="member", scope="goals:write", operation_id="goals_objective_drop", status_code=200)
async def drop_objective(ctx: RequestCtx, objective: FromPath[str], data: JSONBody[DropIn]) -> ObjectiveOut:
    """It is not pursued any more; its numbers and history stay."""
    return await objectives.drop_objective(ctx, uuid_of(objective), reason=data.reason)


@delete(
    ONE + "/drop", permission="member", scope="goals:write", operation_id="goals_objective_restore", status_code=200
)
async def restore_objective(ctx: RequestCtx, objective: FromPath[str]) -> ObjectiveOut:
    """Take the dropping back."""
    return await objectives.restore_objective(ctx, uuid_of(objective))


@post(ONE + "/pause", permission="member", scope="goals:write", operation_id="goals_objective_pause", status_code=200)
async def pause_objective(ctx: RequestCtx, objective: FromPath[str], data: JSONBody[PauseIn]) -> ObjectiveOut:
    """Let it rest: it keeps its numbers, and nobody is reminded of it."""
    return await objectives.pause_objective(ctx, uuid_of(objective), reason=data.reason)


@delete(
    ONE + "/pause", permission="member", scope="goals:write", operation_id="goals_objective_resume", status_code=200
)
async def resume_objective(ctx: RequestCtx, objective: FromPath[str]) -> ObjectiveOut:
    """Take it up again."""
    return await objectives.resume_objective(ctx, uuid_of(objective))


@get(ONE + "/line", permission="guest", scope="goals:read", operation_id="goals_line_get")
async def get_line(ctx: RequestCtx, objective: FromPath[str]) -> LineOut:
    """The line of sight: up to everything it serves."""
    return await queries.line_up(ctx, uuid_of(objective))


@get(ONE + "/tree", permission="guest", scope="goals:read", operation_id="goals_tree_get")
async def get_tree(ctx: RequestCtx, objective: FromPath[str]) -> TreeOut:
    """Down to all goals that serve it, parents before children."""
    return await queries.tree_down(ctx, uuid_of(objective))


ROUTES: list[HTTPRouteHandler] = [
    list_objectives,
    get_team_tree,
    create_objective,
    get_objective,
    edit_objective,
    delete_objective,
    activate_objective,
    drop_objective,
    restore_objective,
    pause_objective,
    resume_objective,
    get_line,
    get_tree,
]
