"""Tasks in lists: the table in tree order, the board by columns, the subtasks of one, the open tasks of a person."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from psycopg.sql import SQL, Composed

from headway.core import db, pages
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.core.pages import Page
from headway.organisation.schemas import PersonRef
from headway.work.queries.common import asking, count_out, people
from headway.work.queries.dependencies import BLOCKERS, named_blockers
from headway.work.queries.projects import statuses
from headway.work.queries.serves import served_by_tasks
from headway.work.rules.tasks import label, number_in
from headway.work.rules.words import patterns
from headway.work.schemas.common import ProjectRef, Serves, TaskRef
from headway.work.schemas.tasks import Board, Column, MyTask, TaskOut, TaskRow

CARDS = 50
MOST_CARDS = 200


class Filter(Struct, frozen=True, kw_only=True):
    """Which tasks of a project. Any of the `statuses`, any of the `assignees`, every one of the `labels`.

    `due_before` includes that day. `open_only` leaves out what is done or cancelled. `unassigned`: nobody's.
    """

    assignees: list[UUID] | None = None
    unassigned: bool = False
    statuses: list[UUID] | None = None
    labels: list[str] | None = None
    words: str = ""
    due_before: date | None = None
    due_after: date | None = None
    without_due: bool = False
    open_only: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out, so that rows stand without those around them."""
        return self != Filter()


def narrowed(
    chosen: Filter, *, due_before: date | None, due_after: date | None, without_due: bool, open_only: bool
) -> Filter:
    """The same, by dates and state."""
    return replace(chosen, due_before=due_before, due_after=due_after, without_due=without_due, open_only=open_only)


async def table(ctx: Ctx, project_id: UUID, chosen: Filter, *, cursor: str | None, limit: int) -> Page[TaskOut]:
    """The tasks of a project in tree order, parents before children; `depth` says how deep. Raises NotFound."""
    await _see(ctx, project_id)
    after = pages.decode(cursor, list[str])
    found = await db.rows(
        ctx,
        TaskRow,
        _TABLE,
        workspace=ctx.workspace.id,
        project=project_id,
        after=after,
        after_rank=after[0] if after else None,
        roots=None if chosen.is_narrow else limit + 1,
        limit=limit + 1,
        **_parameters(ctx, chosen),
    )
    page = pages.page(found, limit, lambda row: row.path)
    return Page(await tasks_out(ctx, page.items), page.next)


async def board(ctx: Ctx, project_id: UUID, chosen: Filter, *, all_depths: bool, cards: int) -> Board:
    """Every column of a project with its first cards. `all_depths` shows subtasks as cards too. Raises NotFound."""
    await _see(ctx, project_id)
    columns = await statuses(ctx, [project_id])
    found = await db.rows(
        ctx,
        TaskRow,
        _BOARD,
        workspace=ctx.workspace.id,
        project=project_id,
        all_depths=all_depths,
        cards=cards + 1,
        **_parameters(ctx, chosen),
    )
    shown = {row.id: out for row, out in zip(found, await tasks_out(ctx, found), strict=True)}
    made = []
    for column in columns:
        page = pages.page([row for row in found if row.status_id == column.id], cards, lambda row: (row.rank, row.id))
        made.append(Column(status=column, items=[shown[row.id] for row in page.items], next=page.next))
    return Board(columns=made)


async def column(
    ctx: Ctx, status_id: UUID, chosen: Filter, *, all_depths: bool, cursor: str | None, limit: int
) -> Page[TaskOut]:
    """More cards of one column. Raises NotFound."""
    project_id = await db.value(
        ctx,
        "select project_id from status where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=status_id,
    )
    if project_id is None:
        raise NotFound
    await _see(ctx, project_id)
    after = pages.decode(cursor, tuple[str, UUID])
    found = await db.rows(
        ctx,
        TaskRow,
        _COLUMN,
        workspace=ctx.workspace.id,
        project=project_id,
        status=status_id,
        all_depths=all_depths,
        after_rank=after[0] if after else None,
        after_id=after[1] if after else None,
        limit=limit + 1,
        **_parameters(ctx, chosen),
    )
    page = pages.page(found, limit, lambda row: (row.rank, row.id))
    return Page(await tasks_out(ctx, page.items), page.next)


async def children(ctx: Ctx, task_id: UUID) -> list[TaskOut]:
    """The direct subtasks of a task that the caller may see, in order."""
    found = await db.rows(ctx, TaskRow, _CHILDREN, workspace=ctx.workspace.id, id=task_id)
    return await tasks_out(ctx, found)


async def open_tasks_of(ctx: Ctx, member_id: UUID, *, cursor: str | None, limit: int) -> Page[MyTask]:
    """A person's open tasks in projects the caller may see: soonest due first, those without a date last.

    Raises NotFound for somebody the caller may not know of.
    """
    if not await people(ctx, [member_id]):
        raise NotFound
    after = pages.decode(cursor, tuple[date, UUID])
    found = await db.rows(
        ctx,
        _MineRow,
        _MINE,
        **asking(ctx),
        member=member_id,
        after_due=after[0] if after else None,
        after_id=after[1] if after else None,
        limit=limit + 1,
    )
    page = pages.page(found, limit, lambda row: (row.due_on or date.max, row.id))
    items = [
        MyTask(
            **{name: getattr(out, name) for name in out.__struct_fields__},
            project=ProjectRef(row.project_id, row.project_title),
        )
        for row, out in zip(page.items, await tasks_out(ctx, page.items), strict=True)
    ]
    return Page(items, page.next)


async def tasks_out(ctx: Ctx, rows: Sequence[TaskRow]) -> list[TaskOut]:
    """Rows as the API gives them: two statements for any number, for people and for what they serve.

    One more where some of them wait for others.
    """
    names = await people(ctx, (one for row in rows for one in row.assignees))
    serves = await served_by_tasks(ctx, rows)
    blocked_by = await named_blockers(ctx, [row.id for row in rows if row.blockers])
    prefix = ctx.workspace.key_prefix
    return [
        _out(prefix, row, names, serves=serves.get(row.id, []), blocked_by=blocked_by.get(row.id, [])) for row in rows
    ]


async def _see(ctx: Ctx, project_id: UUID) -> None:
    """Raises NotFound where the caller may not see the project."""
    statement = """
        select v.id from work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v where v.id = %(id)s
    """
    if await db.value(ctx, statement, **asking(ctx), id=project_id) is None:
        raise NotFound


class _MineRow(TaskRow, frozen=True, gc=False, kw_only=True):
    project_title: str


def _parameters(ctx: Ctx, chosen: Filter) -> dict[str, object]:
    return {
        "assignees": chosen.assignees,
        "unassigned": chosen.unassigned,
        "statuses": chosen.statuses,
        "labels": chosen.labels,
        "words": patterns(chosen.words),
        "number": number_in(chosen.words, ctx.workspace.key_prefix),
        "due_before": chosen.due_before,
        "due_after": chosen.due_after,
        "without_due": chosen.without_due,
        "open_only": chosen.open_only,
    }


def _out(
    prefix: str, row: TaskRow, names: dict[UUID, PersonRef], *, serves: list[Serves], blocked_by: list[TaskRef]
) -> TaskOut:
    return TaskOut(
        id=row.id,
        label=label(prefix, row.number),
        number=row.number,
        project_id=row.project_id,
        parent_id=row.parent_id,
        depth=row.depth,
        status_id=row.status_id,
        status_type=row.status_type,
        title=row.title,
        priority=row.priority,
        labels=row.labels,
        assignees=[names[one] for one in row.assignees if one in names],
        starts_on=row.starts_on,
        due_on=row.due_on,
        estimate_hours=row.estimate_hours,
        subtasks=row.subtasks,
        counted=count_out(row),
        waiting_for=row.waiting_for,
        blockers=row.blockers,
        serves=serves,
        blocked_by=blocked_by,
        closed_at=row.closed_at,
        version=row.version,
    )


# The lean columns of `TaskRow`, on the alias `t`.
_ROW = SQL(
    """t.id, t.number, t.parent_id, t.project_id, t.status_id, t.status_type, t.title, t.priority, t.labels,
       array(select a.member_id from task_assignee a
              where a.workspace_id = t.workspace_id and a.task_id = t.id order by 1) as assignees,
       t.starts_on, t.due_on, t.estimate_hours::float8 as estimate_hours, t.subtasks, t.leaves, t.leaves_done,
       t.leaves_estimated, t.hours::float8 as hours, t.hours_done::float8 as hours_done, t.waiting_for,
       {blockers} as blockers, t.rank, t.closed_at, t.version"""
).format(blockers=BLOCKERS)

_WHERE = SQL(
    """(%(assignees)s::uuid[] is null or exists (
            select from task_assignee a where a.workspace_id = t.workspace_id and a.task_id = t.id
               and a.member_id = any (%(assignees)s)))
       and (not %(unassigned)s or not exists (
            select from task_assignee a where a.workspace_id = t.workspace_id and a.task_id = t.id))
       and (%(statuses)s::uuid[] is null or t.status_id = any (%(statuses)s))
       and (%(labels)s::text[] is null or t.labels @> %(labels)s)
       and (%(words)s::text[] is null or t.title ilike all (%(words)s) or t.number = %(number)s)
       and (%(due_before)s::date is null or t.due_on <= %(due_before)s)
       and (%(due_after)s::date is null or t.due_on >= %(due_after)s)
       and (not %(without_due)s or t.due_on is null)
       and (not %(open_only)s or t.status_type in ('open', 'active'))"""
)

# A page needs at most `roots` top-level tasks from where the last one ended, with everything below them; with a filter
# any of them may have nothing to show, so all are looked at.
_TABLE: Composed = SQL(
    """
    with recursive tree as (
      (select t.id, 0 as depth, array[t.rank, t.id::text] collate "C" as path
         from task t
        where t.workspace_id = %(workspace)s and t.project_id = %(project)s and t.parent_id is null
          and t.deleted_at is null and (%(after_rank)s::text is null or t.rank >= %(after_rank)s)
        order by t.rank, t.id
        limit %(roots)s)
      union all
      select t.id, tree.depth + 1, tree.path || array[t.rank, t.id::text]
        from tree
        join task t on t.workspace_id = %(workspace)s and t.parent_id = tree.id and t.deleted_at is null
    ), page as (
      select tree.id, tree.depth, tree.path
        from tree
        join task t on t.workspace_id = %(workspace)s and t.id = tree.id
       where (%(after)s::text[] is null or tree.path > %(after)s::text[] collate "C") and {where}
       order by tree.path
       limit %(limit)s
    )
    select {row}, page.depth, page.path
      from page
      join task t on t.workspace_id = %(workspace)s and t.id = page.id
     order by page.path
    """
).format(row=_ROW, where=_WHERE)

_BOARD: Composed = SQL(
    """
    select {row}
      from status s
      cross join lateral (
        select t.id from task t
         where t.workspace_id = s.workspace_id and t.project_id = s.project_id and t.status_id = s.id
           and t.deleted_at is null and (%(all_depths)s or t.parent_id is null) and {where}
         order by t.rank, t.id
         limit %(cards)s) as card
      join task t on t.workspace_id = s.workspace_id and t.id = card.id
     where s.workspace_id = %(workspace)s and s.project_id = %(project)s
     order by s.rank, t.rank, t.id
    """
).format(row=_ROW, where=_WHERE)

_COLUMN: Composed = SQL(
    """
    select {row}
      from task t
     where t.workspace_id = %(workspace)s and t.project_id = %(project)s and t.status_id = %(status)s
       and t.deleted_at is null and (%(all_depths)s or t.parent_id is null) and {where}
       and (%(after_id)s::uuid is null or (t.rank, t.id) > (%(after_rank)s::text, %(after_id)s))
     order by t.rank, t.id
     limit %(limit)s
    """
).format(row=_ROW, where=_WHERE)

_CHILDREN: Composed = SQL(
    """
    select {row}, 1 as depth
      from task t
     where t.workspace_id = %(workspace)s and t.parent_id = %(id)s and t.deleted_at is null
     order by t.rank, t.id
    """
).format(row=_ROW)

_MINE: Composed = SQL(
    """
    select {row}, p.title as project_title
      from task_assignee mine
      join task t on t.workspace_id = mine.workspace_id and t.id = mine.task_id
      join project p on p.workspace_id = t.workspace_id and p.id = t.project_id and p.archived_at is null
      join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = p.id
     where mine.workspace_id = %(workspace)s and mine.member_id = %(member)s
       and t.deleted_at is null and t.status_type in ('open', 'active')
       and (%(after_id)s::uuid is null
            or (coalesce(t.due_on, '9999-12-31'), t.id) > (%(after_due)s::date, %(after_id)s))
     order by coalesce(t.due_on, '9999-12-31'), t.id
     limit %(limit)s
    """
).format(row=_ROW)
