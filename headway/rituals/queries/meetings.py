"""Meetings that are and were held: their items as they stand now, and what was decided."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from headway.core import db, pages
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.core.pages import Page
from headway.goals.queries import shaping
from headway.goals.schemas.common import Ref
from headway.rituals.access.weeks import TeamStanding, can_edit_week, can_see_meetings
from headway.rituals.queries import agendas
from headway.rituals.queries.agendas import TeamGoal
from headway.rituals.queries.teams import goal_links, standing
from headway.rituals.rules import meetings as rules
from headway.rituals.rules.meetings import Item
from headway.rituals.schemas.meetings import (
    DecisionOut,
    DecisionTask,
    ItemOut,
    MeetingLine,
    MeetingOut,
    ProjectChoice,
)
from headway.rituals.schemas.weeks import GoalLink
from headway.work.queries import tasks as work
from headway.work.queries.common import asking, people
from headway.work.rules.tasks import label
from headway.work.schemas.common import ProjectRef
from headway.work.schemas.tasks import TaskFacts


class MeetingRow(Struct, frozen=True, kw_only=True):
    id: UUID
    team_id: UUID
    week: date
    started_at: datetime
    ended_at: datetime | None
    started_by: UUID | None
    started_by_name: str | None
    place: int
    place_since: datetime
    notes: str
    version: int


class ItemRow(Struct, frozen=True, kw_only=True):
    """One item; `kind` is an `Item` by its value."""

    place: int
    kind: str
    subject_id: UUID | None
    budget: int
    seconds: int
    seen: bool
    note: str


async def meeting_row(ctx: Ctx, meeting_id: UUID, *, lock: bool = False) -> MeetingRow:
    """One meeting as stored, locked if it will be written. Raises NotFound."""
    if not can_see_meetings(ctx.actor):
        raise NotFound
    return await db.one(ctx, MeetingRow, _ONE_LOCKED if lock else _ONE, workspace=ctx.workspace.id, id=meeting_id)


async def items(ctx: Ctx, meeting_id: UUID) -> list[ItemRow]:
    """The agenda of a meeting, in order."""
    return await db.rows(
        ctx,
        ItemRow,
        """
        select place, kind, subject_id, budget, seconds, seen, note from meeting_item
         where workspace_id = %(workspace)s and meeting_id = %(meeting)s order by place
        """,
        workspace=ctx.workspace.id,
        meeting=meeting_id,
    )


async def meeting_page(ctx: Ctx, meeting_id: UUID) -> MeetingOut:
    """Everything of one meeting. Raises NotFound."""
    row = await meeting_row(ctx, meeting_id)
    team = await standing(ctx, row.team_id)
    agenda = await items(ctx, meeting_id)
    last = next((item.subject_id for item in agenda if item.kind == Item.DECISIONS), None)
    decided = await decisions(ctx, [meeting_id, *([last] if last else [])])
    current = await agendas.of_team(ctx, row.team_id) if row.ended_at is None else []
    return MeetingOut(
        id=row.id,
        team=Ref(team.id, team.name),
        week=row.week,
        started_at=row.started_at,
        ended_at=row.ended_at,
        by=shaping.ref(row.started_by, row.started_by_name),
        place=row.place,
        since=row.place_since,
        notes=row.notes,
        items=await _items(ctx, agenda, current),
        decisions=[one for one in decided if one.meeting_id == meeting_id],
        last=[one for one in decided if one.meeting_id != meeting_id],
        missing=await agendas.missing(ctx, row.team_id, current) if current else [],
        blocked=await agendas.blocked(ctx, current) if current else [],
        held_up=await agendas.waiting(ctx, current) if current else [],
        projects=await _choices(ctx, team, agenda, place=row.place),
        version=row.version,
        can_edit=can_edit_week(ctx.actor, team),
    )


async def meeting_list(ctx: Ctx, team_id: UUID, *, cursor: str | None, limit: int) -> Page[MeetingLine]:
    """The meetings of a team, the newest first. Raises NotFound."""
    await standing(ctx, team_id)
    after = pages.decode(cursor, tuple[datetime, UUID])
    rows = await db.rows(
        ctx,
        _Line,
        _LIST,
        workspace=ctx.workspace.id,
        team=team_id,
        after_at=after[0] if after else None,
        after_id=after[1] if after else None,
        limit=limit + 1,
    )
    page = pages.page(rows, limit, lambda row: (row.started_at, row.id))
    return Page([_line(row) for row in page.items], page.next)


async def _items(ctx: Ctx, agenda: Sequence[ItemRow], current: Sequence[TeamGoal]) -> list[ItemOut]:
    """Items with the goals they are about, as those stand now; those of `current` are at hand."""
    known = {goal.id: goal for goal in current}
    about = {item.subject_id for item in agenda if item.subject_id and item.kind in {Item.OFF_TRACK, Item.AT_RISK}}
    known |= {goal.id: goal for goal in await agendas.by_id(ctx, [one for one in about if one not in known])}
    found = []
    for item in agenda:
        goal = known.get(item.subject_id) if item.subject_id else None
        given = {name: getattr(item, name) for name in ItemRow.__struct_fields__} | {"kind": Item(item.kind)}
        found.append(ItemOut(**given, goal=goal.shown() if goal else None))
    return found


class _Decision(Struct, frozen=True, kw_only=True):
    id: UUID
    meeting_id: UUID
    place: int
    text: str
    task_id: UUID | None
    key_result_id: UUID | None
    by_id: UUID | None
    by_name: str | None
    at: datetime
    version: int


async def decisions(ctx: Ctx, meetings: Sequence[UUID]) -> list[DecisionOut]:
    """What these meetings decided, in order, with the tasks that came of it."""
    rows = await db.rows(ctx, _Decision, _DECISIONS, workspace=ctx.workspace.id, meetings=list(meetings))
    picked = [row.task_id for row in rows if row.task_id is not None]
    tasks = {task.id: task for task in await work.facts(ctx, picked)} if picked else {}
    names = await people(ctx, (one for task in tasks.values() for one in task.assignees))
    refs = {one: Ref(one, person.name) for one, person in names.items()}
    goals = await goal_links(ctx, (row.key_result_id for row in rows))
    became = {row.id: _task(ctx, tasks.get(row.task_id), refs) for row in rows if row.task_id}
    return [_decision(row, became.get(row.id), goals) for row in rows]


def _decision(row: _Decision, task: DecisionTask | None, goals: dict[UUID, GoalLink]) -> DecisionOut:
    return DecisionOut(
        id=row.id,
        meeting_id=row.meeting_id,
        place=row.place,
        text=row.text,
        task=task,
        key_result=goals.get(row.key_result_id) if row.key_result_id else None,
        by=shaping.ref(row.by_id, row.by_name),
        at=row.at,
        version=row.version,
    )


def _task(ctx: Ctx, task: TaskFacts | None, names: dict[UUID, Ref]) -> DecisionTask:
    if task is None:
        return DecisionTask(id=None, label="", title="", status="", project=None, people=[])
    return DecisionTask(
        id=task.id,
        label=label(ctx.workspace.key_prefix, task.number),
        title=task.title,
        status="deleted" if task.deleted_at else task.status_type,
        project=ProjectRef(task.project_id, task.project_title),
        people=[names[one] for one in task.assignees if one in names],
    )


class ProjectRow(Struct, frozen=True, kw_only=True):
    """A project a decision could become a task of. `linked`: the project itself hangs on the key result."""

    id: UUID
    title: str
    own: bool
    serves: bool
    linked: bool
    open_tasks: int


async def projects_for(ctx: Ctx, team_id: UUID, key_result_id: UUID | None) -> list[ProjectRow]:
    """The team's projects and those that serve the key result, as far as the caller may see them; not the private."""
    return await db.rows(ctx, ProjectRow, _PROJECTS, **asking(ctx), team=team_id, key_result=key_result_id)


def chosen_project(rows: Sequence[ProjectRow]) -> UUID | None:
    return rules.project_for(
        [rules.Project(id=row.id, own=row.own, serves=row.serves, open_tasks=row.open_tasks) for row in rows]
    )


async def _choices(ctx: Ctx, team: TeamStanding, agenda: Sequence[ItemRow], *, place: int) -> list[ProjectChoice]:
    about = next((item.subject_id for item in agenda if item.place == place and _is_goal(item)), None)
    rows = await projects_for(ctx, team.id, about)
    best = chosen_project(rows)
    found = [ProjectChoice(id=row.id, title=row.title, chosen=row.id == best) for row in rows]
    return sorted(found, key=lambda one: not one.chosen)


def _is_goal(item: ItemRow) -> bool:
    return item.kind in {Item.OFF_TRACK, Item.AT_RISK}


class _Line(Struct, frozen=True, kw_only=True):
    id: UUID
    week: date
    started_at: datetime
    ended_at: datetime | None
    by_id: UUID | None
    by_name: str | None
    items: int
    seen: int
    decisions: int


def _line(row: _Line) -> MeetingLine:
    return MeetingLine(
        id=row.id,
        week=row.week,
        started_at=row.started_at,
        ended_at=row.ended_at,
        by=shaping.ref(row.by_id, row.by_name),
        items=row.items,
        seen=row.seen,
        decisions=row.decisions,
    )


_ONE = """
select m.id, m.team_id, m.week, m.started_at, m.ended_at, m.started_by, p.name as started_by_name, m.place,
       m.place_since, m.notes, m.version
  from meeting m
  left join member p on p.workspace_id = m.workspace_id and p.id = m.started_by
 where m.workspace_id = %(workspace)s and m.id = %(id)s
"""
_ONE_LOCKED = """
select m.id, m.team_id, m.week, m.started_at, m.ended_at, m.started_by, p.name as started_by_name, m.place,
       m.place_since, m.notes, m.version
  from meeting m
  left join member p on p.workspace_id = m.workspace_id and p.id = m.started_by
 where m.workspace_id = %(workspace)s and m.id = %(id)s
   for no key update of m
"""
_LIST = """
select m.id, m.week, m.started_at, m.ended_at, m.started_by as by_id, p.name as by_name,
       (select count(*) from meeting_item i
         where i.workspace_id = m.workspace_id and i.meeting_id = m.id)::integer as items,
       (select count(*) from meeting_item i
         where i.workspace_id = m.workspace_id and i.meeting_id = m.id and i.seen)::integer as seen,
       (select count(*) from decision d
         where d.workspace_id = m.workspace_id and d.meeting_id = m.id and d.removed_at is null)::integer as decisions
  from meeting m
  left join member p on p.workspace_id = m.workspace_id and p.id = m.started_by
 where m.workspace_id = %(workspace)s and m.team_id = %(team)s
   and (%(after_id)s::uuid is null or (m.started_at, m.id) < (%(after_at)s::timestamptz, %(after_id)s))
 order by m.started_at desc, m.id desc
 limit %(limit)s
"""
_DECISIONS = """
select d.id, d.meeting_id, d.place, d.text, d.task_id, d.key_result_id, d.created_by as by_id, p.name as by_name,
       d.created_at as at, d.version
  from decision d
  left join member p on p.workspace_id = d.workspace_id and p.id = d.created_by
 where d.workspace_id = %(workspace)s and d.meeting_id = any (%(meetings)s) and d.removed_at is null
 order by d.created_at, d.id
"""
_PROJECTS = """
select p.id, p.title, coalesce(p.team_id = %(team)s, false) as own,
       exists (select from work_link l
                 left join task t on t.workspace_id = l.workspace_id and t.id = l.task_id
                where l.workspace_id = p.workspace_id and l.key_result_id = %(key_result)s::uuid
                  and p.id in (l.project_id, t.project_id)) as serves,
       exists (select from work_link l
                where l.workspace_id = p.workspace_id and l.key_result_id = %(key_result)s::uuid
                  and l.project_id = p.id) as linked,
       p.leaves - p.leaves_done as open_tasks
  from work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v
  join project p on p.workspace_id = %(workspace)s and p.id = v.id
 where p.archived_at is null and p.state in ('planned', 'active') and not p.private
   and (p.team_id = %(team)s
        or p.id in (select coalesce(l.project_id, t.project_id)
                      from work_link l
                      left join task t on t.workspace_id = l.workspace_id and t.id = l.task_id
                     where l.workspace_id = %(workspace)s and l.key_result_id = %(key_result)s::uuid))
 order by own desc, lower(p.title), p.id
 limit 100
"""
