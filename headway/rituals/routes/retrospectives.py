"""Retrospectives, lessons, and the tasks that come out of them."""

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, post, put, uuid_of
from headway.rituals.actions import retrospectives
from headway.rituals.queries import retrospectives as queries
from headway.rituals.schemas.retrospectives import (
    ActionIn,
    LessonIn,
    LessonsOut,
    RetrospectiveIn,
    RetrospectiveOut,
)

BASE = "/api/w/{workspace:str}"
PATH = BASE + "/teams/{team:str}/cycles/{cycle:str}/retrospective"


@get(PATH, permission="member", scope="goals:read", operation_id="rituals_retrospective_get")
async def get_retrospective(ctx: RequestCtx, team: FromPath[str], cycle: FromPath[str]) -> RetrospectiveOut:
    """What the numbers say, and what people wrote."""
    return await queries.retrospective(ctx, uuid_of(team), uuid_of(cycle))


@put(PATH, permission="member", scope="goals:write", operation_id="rituals_retrospective_put")
async def put_retrospective(
    ctx: RequestCtx,
    team: FromPath[str],
    cycle: FromPath[str],
    *,
    data: JSONBody[RetrospectiveIn],
    if_match: IfMatch = None,
) -> RetrospectiveOut:
    """Keep the three texts; `If-Match: "0"` the first time."""
    return await retrospectives.write_retrospective(
        ctx, uuid_of(team), uuid_of(cycle), data, version=expected(if_match)
    )


@post(PATH + "/lessons", permission="member", scope="goals:write", operation_id="rituals_lesson_create")
async def create_lesson(
    ctx: RequestCtx, team: FromPath[str], cycle: FromPath[str], data: JSONBody[LessonIn]
) -> RetrospectiveOut:
    """One sentence for those who write the next goals."""
    return await retrospectives.add_lesson(ctx, uuid_of(team), uuid_of(cycle), data)


@delete(BASE + "/lessons/{lesson:str}", permission="member", scope="goals:write", operation_id="rituals_lesson_delete")
async def delete_lesson(ctx: RequestCtx, lesson: FromPath[str]) -> None:
    """It is not shown any more."""
    await retrospectives.remove_lesson(ctx, uuid_of(lesson))


@get(BASE + "/teams/{team:str}/lessons", permission="member", scope="goals:read", operation_id="rituals_lesson_list")
async def list_lessons(ctx: RequestCtx, team: FromPath[str]) -> LessonsOut:
    """What a team should remember when it writes goals."""
    return await queries.lessons(ctx, uuid_of(team))


@post(PATH + "/actions", permission="member", scope="work:write", operation_id="rituals_action_create")
async def create_action(
    ctx: RequestCtx, team: FromPath[str], cycle: FromPath[str], data: JSONBody[ActionIn]
) -> RetrospectiveOut:
    """Something to do: it becomes a task."""
    return await retrospectives.add_action(ctx, uuid_of(team), uuid_of(cycle), data)


ROUTES: list[HTTPRouteHandler] = [
    get_retrospective,
    put_retrospective,
    create_lesson,
    delete_lesson,
    list_lessons,
    create_action,
]
