"""Tasks: tables and boards, one task, and everything one does with it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from headway.core.http import IfMatch, RequestCtx, delete, expected, get, patch, post, uuid_of
from headway.core.pages import DEFAULT_LIMIT, MOST, Page
from headway.work.actions import moves, relocation, removal, tasks
from headway.work.queries import table
from headway.work.queries import tasks as queries
from headway.work.schemas.tasks import (
    AllDeleted,
    Board,
    Deleted,
    Edited,
    MoveIn,
    MyTask,
    RelocationIn,
    TaskDetail,
    TaskEdit,
    TaskFull,
    TaskIn,
    TaskOut,
    TaskPatch,
    TaskPick,
    TaskPlace,
)

PROJECT = "/api/w/{workspace:str}/projects/{project:str}"
ALL = "/api/w/{workspace:str}/tasks"
ONE = ALL + "/{task:str}"
Words = Annotated[str, QueryParameter(max_length=200)]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST)]
Cards = Annotated[int, QueryParameter(ge=1, le=table.MOST_CARDS)]
Ids = FromQuery[list[str] | None]


@get(PROJECT + "/tasks", permission="guest", scope="work:read", operation_id="work_task_list")
async def list_tasks(  # noqa: PLR0913 - every filter of a list is a parameter of its address
    ctx: RequestCtx,
    project: FromPath[str],
    *,
    assignee: Ids = None,
    status: Ids = None,
    label: Ids = None,
    q: Words = "",
    due_before: FromQuery[date | None] = None,
    due_after: FromQuery[date | None] = None,
    without_due: FromQuery[bool] = False,
    open_only: FromQuery[bool] = False,
    cursor: FromQuery[str | None] = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[TaskOut]:
    """The tasks of a project in tree order; `assignee=none` finds those without anybody. Days are included."""
    chosen = _chosen(assignee, status, label, words=q)
    chosen = table.narrowed(
        chosen, due_before=due_before, due_after=due_after, without_due=without_due, open_only=open_only
    )
    return await table.table(ctx, uuid_of(project), chosen, cursor=cursor, limit=limit)


@post(PROJECT + "/tasks", permission="guest", scope="work:write", operation_id="work_task_create")
async def create_task(ctx: RequestCtx, project: FromPath[str], data: JSONBody[TaskIn]) -> TaskFull:
    """Add a task, or with `parent_id` a subtask, last among its siblings."""
    return await tasks.create_task(ctx, uuid_of(project), data)


@get(PROJECT + "/board", permission="guest", scope="work:read", operation_id="work_board_get")
async def get_board(  # noqa: PLR0913 - every filter of a list is a parameter of its address
    ctx: RequestCtx,
    project: FromPath[str],
    *,
    assignee: Ids = None,
    label: Ids = None,
    q: Words = "",
    subtasks: FromQuery[bool] = False,
    cards: Cards = table.CARDS,
) -> Board:
    """Every column with its first cards; `subtasks` shows those as cards too."""
    chosen = _chosen(assignee, None, label, words=q)
    return await table.board(ctx, uuid_of(project), chosen, all_depths=subtasks, cards=cards)


@get(
    "/api/w/{workspace:str}/statuses/{status:str}/tasks",
    permission="guest",
    scope="work:read",
    operation_id="work_column_get",
)
async def get_column(  # noqa: PLR0913 - every filter of a list is a parameter of its address
    ctx: RequestCtx,
    status: FromPath[str],
    *,
    assignee: Ids = None,
    label: Ids = None,
    q: Words = "",
    subtasks: FromQuery[bool] = False,
    cursor: FromQuery[str | None] = None,
    limit: Limit = table.CARDS,
) -> Page[TaskOut]:
    """More cards of one column of a board."""
    chosen = _chosen(assignee, None, label, words=q)
    return await table.column(ctx, uuid_of(status), chosen, all_depths=subtasks, cursor=cursor, limit=limit)


@get(
    "/api/w/{workspace:str}/members/{member:str}/tasks",
    permission="guest",
    scope="work:read",
    operation_id="work_assignment_list",
)
async def list_member_tasks(
    ctx: RequestCtx, member: FromPath[str], cursor: FromQuery[str | None] = None, limit: Limit = DEFAULT_LIMIT
) -> Page[MyTask]:
    """A person's open tasks, soonest due first."""
    return await table.open_tasks_of(ctx, uuid_of(member), cursor=cursor, limit=limit)


@patch(ALL, permission="guest", scope="work:write", operation_id="work_tasks_edit")
async def edit_tasks(ctx: RequestCtx, data: JSONBody[list[TaskEdit]]) -> Edited:
    """Change up to 2000 tasks at once, all or none."""
    return Edited(await tasks.edit_tasks(ctx, data))


@post(ALL + "/relocation", permission="guest", scope="work:write", operation_id="work_tasks_relocate", status_code=200)
async def relocate_tasks(ctx: RequestCtx, data: JSONBody[list[TaskPlace]]) -> Edited:
    """Give up to 2000 tasks another parent or another project, with all their subtasks, all or none."""
    return Edited(await relocation.relocate_tasks(ctx, data))


@post(ALL + "/deletion", permission="guest", scope="work:write", operation_id="work_tasks_delete", status_code=200)
async def delete_tasks(ctx: RequestCtx, data: JSONBody[list[TaskPick]]) -> AllDeleted:
    """Delete up to 2000 tasks with their subtasks, all or none; they can be restored for 30 days."""
    return AllDeleted(await removal.delete_tasks(ctx, data))


@post(ALL + "/restoration", permission="guest", scope="work:write", operation_id="work_tasks_restore", status_code=200)
async def restore_tasks(ctx: RequestCtx, data: JSONBody[list[UUID]]) -> Edited:
    """Undo the deletion of up to 2000 tasks, all or none."""
    return Edited(await removal.restore_tasks(ctx, data))


@get(ONE, permission="guest", scope="work:read", operation_id="work_task_get")
async def get_task(ctx: RequestCtx, task: FromPath[str]) -> TaskDetail:
    """A task with its parents, subtasks, key results and history."""
    return await queries.detail(ctx, uuid_of(task))


@patch(ONE, permission="guest", scope="work:write", operation_id="work_task_edit")
async def edit_task(
    ctx: RequestCtx, task: FromPath[str], data: JSONBody[TaskPatch], if_match: IfMatch = None
) -> TaskFull:
    """Change what is named."""
    return await tasks.edit_task(ctx, uuid_of(task), data, version=expected(if_match))


@post(ONE + "/closure", permission="guest", scope="work:write", operation_id="work_task_close", status_code=200)
async def close_task(ctx: RequestCtx, task: FromPath[str], if_match: IfMatch = None) -> TaskFull:
    """Move a task to the first status of type done."""
    return await tasks.close_task(ctx, uuid_of(task), version=expected(if_match))


@delete(ONE + "/closure", permission="guest", scope="work:write", operation_id="work_task_reopen", status_code=200)
async def reopen_task(ctx: RequestCtx, task: FromPath[str], if_match: IfMatch = None) -> TaskFull:
    """Move a task to the first status of type open."""
    return await tasks.reopen_task(ctx, uuid_of(task), version=expected(if_match))


@post(ONE + "/move", permission="guest", scope="work:write", operation_id="work_task_move", status_code=200)
async def move_task(ctx: RequestCtx, task: FromPath[str], data: JSONBody[MoveIn], if_match: IfMatch = None) -> TaskFull:
    """Another status, another place among the cards, or both in one go."""
    return await moves.move_task(ctx, uuid_of(task), data, version=expected(if_match))


@post(ONE + "/relocation", permission="guest", scope="work:write", operation_id="work_task_relocate", status_code=200)
async def relocate_task(
    ctx: RequestCtx, task: FromPath[str], data: JSONBody[RelocationIn], if_match: IfMatch = None
) -> TaskFull:
    """Another parent or another project, with all subtasks."""
    return await relocation.relocate_task(ctx, uuid_of(task), data, version=expected(if_match))


@delete(ONE, permission="guest", scope="work:write", operation_id="work_task_delete", status_code=200)
async def delete_task(ctx: RequestCtx, task: FromPath[str], if_match: IfMatch = None) -> Deleted:
    """Delete a task with its subtasks; it can be restored for 30 days."""
    return await removal.delete_task(ctx, uuid_of(task), version=expected(if_match))


@post(ONE + "/restoration", permission="guest", scope="work:write", operation_id="work_task_restore", status_code=200)
async def restore_task(ctx: RequestCtx, task: FromPath[str]) -> TaskFull:
    """Undo a deletion."""
    return await removal.restore_task(ctx, uuid_of(task))


def _chosen(
    assignees: list[str] | None, statuses: list[str] | None, labels: list[str] | None, *, words: str
) -> table.Filter:
    named = [one for one in assignees or [] if one != "none"]
    return table.Filter(
        assignees=[uuid_of(one) for one in named] or None,
        unassigned="none" in (assignees or []),
        statuses=[uuid_of(one) for one in statuses] if statuses else None,
        labels=labels or None,
        words=words,
    )


ROUTES: list[HTTPRouteHandler] = [
    list_tasks,
    create_task,
    get_board,
    get_column,
    list_member_tasks,
    edit_tasks,
    relocate_tasks,
    delete_tasks,
    restore_tasks,
    get_task,
    edit_task,
    close_task,
    reopen_task,
    move_task,
    relocate_task,
    delete_task,
    restore_task,
]
