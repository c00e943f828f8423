"""Blind scores and their reveal; the final score is given at the key result itself (goals)."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headway.core.http import RequestCtx, delete, get, post, put, uuid_of
from headway.rituals.actions import gradings
from headway.rituals.queries import gradings as queries
from headway.rituals.schemas.gradings import BlindScoreIn, GradingOut, RevealIn

PATH = "/api/w/{workspace:str}/teams/{team:str}/cycles/{cycle:str}/grading"


@get(PATH, permission="member", scope="goals:read", operation_id="rituals_grading_get")
async def get_grading(ctx: RequestCtx, team: FromPath[str], cycle: FromPath[str]) -> GradingOut:
    """A team's grading of a cycle. Before the reveal nobody is shown what others gave, whoever asks."""
    return await queries.grading(ctx, uuid_of(team), uuid_of(cycle))


@put(
    PATH + "/scores/{key_result:str}",
    permission="member",
    scope="goals:write",
    operation_id="rituals_blind_score_put",
)
async def put_score(
    ctx: RequestCtx,
    team: FromPath[str],
    cycle: FromPath[str],
    *,
    key_result: FromPath[str],
    data: JSONBody[BlindScoreIn],
) -> GradingOut:
    """Your own score of a key result, for your eyes until the reveal."""
    return await gradings.score_blind(ctx, uuid_of(team), uuid_of(cycle), data, key_result=uuid_of(key_result))


@put(PATH + "/done", permission="member", scope="goals:write", operation_id="rituals_grading_finish")
async def finish(ctx: RequestCtx, team: FromPath[str], cycle: FromPath[str]) -> GradingOut:
    """You are done scoring."""
    return await gradings.finish_scoring(ctx, uuid_of(team), uuid_of(cycle), done=True)


@delete(
    PATH + "/done", permission="member", scope="goals:write", operation_id="rituals_grading_resume", status_code=200
)
async def resume(ctx: RequestCtx, team: FromPath[str], cycle: FromPath[str]) -> GradingOut:
    """You are not done after all."""
    return await gradings.finish_scoring(ctx, uuid_of(team), uuid_of(cycle), done=False)


@post(
    PATH + "/reveal", permission="member", scope="goals:write", operation_id="rituals_grading_reveal", status_code=200
)
async def reveal(ctx: RequestCtx, team: FromPath[str], cycle: FromPath[str], data: JSONBody[RevealIn]) -> GradingOut:
    """Put all scores on the table, once and for all."""
    return await gradings.reveal(ctx, uuid_of(team), uuid_of(cycle), data)


ROUTES: list[HTTPRouteHandler] = [get_grading, put_score, finish, resume, reveal]
