"""Commitments in a week, of a team or of a person; those that were left unfinished before it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL, Composed

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals.queries.visible import GOVERNED, MY_TEAMS
from headway.goals.schemas.common import Ref
from headway.rituals.access.weeks import TeamStanding, can_edit_week, may_touch_work
from headway.rituals.queries.teams import goal_links
from headway.rituals.rules.weeks import Life, State, Week, may_carry, state_of, week_of
from headway.rituals.schemas.weeks import CommitmentCan, CommitmentOut, GoalLink, TaskLink
from headway.work.access import can_edit_tasks
from headway.work.queries import tasks as work
from headway.work.rules.tasks import label
from headway.work.schemas.common import ProjectRef
from headway.work.schemas.tasks import TaskFacts

MOST = 500  # in one week of one team; nobody reads more
MOST_UNFINISHED = 60


class CommitmentRow(Struct, frozen=True, kw_only=True):
    """A commitment in one of its weeks, as stored; `carried` counts its weeks before that one, `later` those after.

    `why` it was carried into this one, `why_on` into the next.
    """

    id: UUID
    team_id: UUID
    team_name: str
    team_archived: bool
    in_team: bool
    leads: bool
    member_id: UUID
    member_name: str
    task_id: UUID | None
    key_result_id: UUID | None
    own_title: str
    ticked_at: datetime | None
    dropped_at: datetime | None
    dropped_reason: str
    removed_at: datetime | None
    version: int
    week: date
    priority: int
    rank: float
    why: str
    why_on: str
    carried: int
    since: date
    later: bool
    task_status: str | None
    task_closed_at: datetime | None
    task_deleted: bool
    win_id: UUID | None

    @property
    def team(self) -> TeamStanding:
        return TeamStanding(
            id=self.team_id, name=self.team_name, archived=self.team_archived, member=self.in_team, leads=self.leads
        )

    @property
    def state(self) -> State:
        return state_of(
            Life(
                later=self.later,
                done=self.ticked_at is not None,
                dropped=self.dropped_at is not None,
                task=self.task_status,
                deleted=self.task_deleted,
            )
        )


async def of_week(ctx: Ctx, week: Week, *, team: UUID | None = None, member: UUID | None = None) -> list[CommitmentRow]:
    """Those of a week, of a team or of a person over all teams, in the order people gave them."""
    return await _rows(ctx, _OF_WEEK, first=week.first, last=week.last, team=team, member=member, limit=MOST)


async def unfinished(
    ctx: Ctx, week: Week, *, team: UUID | None = None, member: UUID | None = None
) -> list[CommitmentRow]:
    """What earlier weeks left open: to be carried or dropped. The newest first."""
    return await _rows(ctx, _UNFINISHED, first=week.first, team=team, member=member, limit=MOST_UNFINISHED)


async def one(ctx: Ctx, commitment_id: UUID, *, removed: bool = False) -> CommitmentRow:
    """A commitment in the last of its weeks. Raises NotFound, for a removed one unless those are asked for."""
    found = await _rows(ctx, _LATEST, id=commitment_id, removed=removed)
    if not found:
        raise NotFound
    return found[0]


async def shown(ctx: Ctx, rows: Sequence[CommitmentRow]) -> list[CommitmentOut]:
    """As they go out, with the names that the caller may see: two statements for any number."""
    picked = [row.task_id for row in rows if row.task_id is not None]
    tasks = {task.id: task for task in await work.facts(ctx, picked)} if picked else {}
    goals = await goal_links(ctx, (row.key_result_id for row in rows))
    return [_out(ctx, row, tasks.get(row.task_id) if row.task_id else None, goals) for row in rows]


async def shown_one(ctx: Ctx, commitment_id: UUID) -> CommitmentOut:
    """As every write returns it: in the last of its weeks."""
    return (await shown(ctx, [await one(ctx, commitment_id)]))[0]


def _out(ctx: Ctx, row: CommitmentRow, task: TaskFacts | None, goals: dict[UUID, GoalLink]) -> CommitmentOut:
    edit = can_edit_week(ctx.actor, row.team)
    state = row.state
    tick = edit and (row.task_id is None or (task is not None and _may_close(ctx, task)))
    return CommitmentOut(
        id=row.id,
        team=Ref(row.team_id, row.team_name),
        member=Ref(row.member_id, row.member_name),
        week=row.week,
        title=row.own_title or (task.title if task else ""),
        task=_task(ctx, row, task),
        key_result=goals.get(row.key_result_id) if row.key_result_id else None,
        priority=row.priority,
        rank=row.rank,
        state=state,
        done_at=row.ticked_at or (row.task_closed_at if state is State.DONE else None),
        reason=row.why_on if state is State.CARRIED else row.dropped_reason,
        why=row.why,
        carried=row.carried,
        since=row.since,
        win_id=row.win_id,
        version=row.version,
        can=CommitmentCan(
            edit=edit,
            tick=tick and state in {State.OPEN, State.DONE},
            carry=edit and may_carry(state, week_of(row.week, ctx.workspace.week_start), today=ctx.today),
            drop=edit and state is State.OPEN,
            resume=edit and state is State.DROPPED,
        ),
    )


def _task(ctx: Ctx, row: CommitmentRow, task: TaskFacts | None) -> TaskLink | None:
    if row.task_id is None:
        return None
    if task is None:
        return TaskLink(id=None, label="", project=None, due_on=None, status=row.task_status or "")
    return TaskLink(
        id=task.id,
        label=label(ctx.workspace.key_prefix, task.number),
        project=ProjectRef(task.project_id, task.project_title),
        due_on=task.due_on,
        status=task.status_type,
    )


def _may_close(ctx: Ctx, task: TaskFacts) -> bool:
    return can_edit_tasks(ctx.actor, task.project) and task.archived_at is None and may_touch_work(ctx.actor)


async def _rows(ctx: Ctx, statement: Composed, **parameters: object) -> list[CommitmentRow]:
    return await db.rows(
        ctx, CommitmentRow, statement, workspace=ctx.workspace.id, viewer=ctx.actor.member, **parameters
    )


_STANDING = SQL("x.id = any ({mine}) as in_team, x.id = any ({governed}) as leads").format(
    mine=MY_TEAMS, governed=GOVERNED
)
_SELECT = SQL(
    """
    select c.id, c.team_id, x.name as team_name, x.archived_at is not null as team_archived, {standing},
           c.member_id, m.name as member_name, c.task_id, c.key_result_id, c.title as own_title,
           c.done_at as ticked_at, c.dropped_at, c.dropped_reason, c.removed_at, c.version,
           w.week, w.priority, w.rank, w.why,
           coalesce((select e.why from commitment_week e
                      where e.workspace_id = c.workspace_id and e.commitment_id = c.id and e.week > w.week
                      order by e.week limit 1), '') as why_on,
           (select count(*) from commitment_week e
             where e.workspace_id = c.workspace_id and e.commitment_id = c.id and e.week < w.week)::integer as carried,
           (select min(e.week) from commitment_week e
             where e.workspace_id = c.workspace_id and e.commitment_id = c.id) as since,
           exists (select from commitment_week e
                    where e.workspace_id = c.workspace_id and e.commitment_id = c.id and e.week > w.week) as later,
           t.status_type as task_status, t.closed_at as task_closed_at,
           coalesce(t.deleted_at is not null, false) as task_deleted,
           (select v.id from win v
             where v.workspace_id = c.workspace_id and v.commitment_id = c.id and v.removed_at is null
             order by v.id limit 1) as win_id
      from commitment_week w
      join commitment c on c.workspace_id = w.workspace_id and c.id = w.commitment_id
      join team x on x.workspace_id = c.workspace_id and x.id = c.team_id
      join member m on m.workspace_id = c.workspace_id and m.id = c.member_id
      left join task t on t.workspace_id = c.workspace_id and t.id = c.task_id
     where w.workspace_id = %(workspace)s and {which}
    """
)

_WHOSE = SQL(
    """c.removed_at is null and (%(team)s::uuid is null or c.team_id = %(team)s)
       and (%(member)s::uuid is null or c.member_id = %(member)s)"""
)
_LAST = SQL(
    """not exists (select from commitment_week e
                  where e.workspace_id = c.workspace_id and e.commitment_id = c.id and e.week > w.week)"""
)
_OPEN = SQL(
    """c.done_at is null and c.dropped_at is null
       and (t.id is null or (t.deleted_at is null and t.status_type in ('open', 'active')))"""
)


def _of(which: Composed | SQL, order: SQL) -> Composed:
    return _SELECT.format(standing=_STANDING, which=which) + order


_OF_WEEK = _of(
    SQL("w.week between %(first)s and %(last)s and {whose}").format(whose=_WHOSE),
    SQL(" order by w.priority, w.rank, c.id limit %(limit)s"),
)
_UNFINISHED = _of(
    SQL("w.week < %(first)s and {whose} and {last} and {open}").format(whose=_WHOSE, last=_LAST, open=_OPEN),
    SQL(" order by w.week desc, w.priority, w.rank, c.id limit %(limit)s"),
)
_LATEST = _of(
    SQL("c.id = %(id)s and (c.removed_at is not null) = %(removed)s and {last}").format(last=_LAST),
    SQL(" order by w.week desc limit 1"),
)
