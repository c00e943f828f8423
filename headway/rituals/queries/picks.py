"""Open tasks that somebody could undertake this week, the likeliest first."""

from datetime import date
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.schemas.common import Ref
from headway.rituals.queries.teams import standing, week_on
from headway.rituals.rules.weeks import Week, Why, pick_key, why_pick
from headway.rituals.schemas.weeks import PickOut, Picks
from headway.work.queries import tasks as work
from headway.work.queries.common import asking, people
from headway.work.queries.serves import served_by_tasks
from headway.work.rules.tasks import label, number_in
from headway.work.rules.words import patterns
from headway.work.schemas.common import ProjectRef, Serves
from headway.work.schemas.tasks import TaskFacts

LOOKED_AT = 80
MOST = 40


class _Pick(Struct, frozen=True):
    id: UUID
    mine: bool


async def picks(ctx: Ctx, team_id: UUID, member: UUID | None, day: date | None, *, words: str = "") -> Picks:
    """Of the person's own and the team's; with words, of everything the caller may see. Raises NotFound."""
    await standing(ctx, team_id)
    week = week_on(ctx, day)
    rows = await db.rows(
        ctx,
        _Pick,
        _PICKS,
        **asking(ctx),
        team=team_id,
        member=member or ctx.actor.member,
        first=week.first,
        last=week.last,
        words=patterns(words) or None,
        number=number_in(words, ctx.workspace.key_prefix),
        limit=LOOKED_AT,
    )
    tasks = {task.id: task for task in await work.facts(ctx, [row.id for row in rows])} if rows else {}
    serves = await served_by_tasks(ctx, list(tasks.values()))
    names = await people(ctx, (one for task in tasks.values() for one in task.assignees))
    refs = {one: Ref(one, person.name) for one, person in names.items()}
    found = [
        (_key(tasks[row.id], week, serves.get(row.id, []), mine=row.mine), tasks[row.id], row.mine)
        for row in rows
        if row.id in tasks
    ]
    ordered = sorted(found, key=lambda one: one[0])[:MOST]
    return Picks(
        [
            _out(ctx, task, serves.get(task.id, []), refs, why=_why(task, week, serves, mine=mine))
            for _, task, mine in ordered
        ]
    )


def _key(task: TaskFacts, week: Week, serves: list[Serves], *, mine: bool) -> tuple[bool, int, bool, date]:
    why = why_pick(task.due_on, week, serves=bool(serves), mine=mine)
    return pick_key(why, task.due_on, serves=bool(serves), mine=mine)


def _why(task: TaskFacts, week: Week, serves: dict[UUID, list[Serves]], *, mine: bool) -> Why:
    return why_pick(task.due_on, week, serves=task.id in serves, mine=mine)


def _out(ctx: Ctx, task: TaskFacts, serves: list[Serves], names: dict[UUID, Ref], *, why: Why) -> PickOut:
    return PickOut(
        id=task.id,
        label=label(ctx.workspace.key_prefix, task.number),
        title=task.title,
        project=ProjectRef(task.project_id, task.project_title),
        due_on=task.due_on,
        people=[names[one] for one in task.assignees if one in names],
        serves=serves,
        why=why.value,
    )


_PICKS = """
select t.id,
       exists (select from task_assignee a
                where a.workspace_id = t.workspace_id and a.task_id = t.id and a.member_id = %(member)s) as mine
  from work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v
  join project p on p.workspace_id = %(workspace)s and p.id = v.id and p.archived_at is null
  join task t on t.workspace_id = %(workspace)s and t.project_id = p.id
 where t.deleted_at is null and t.status_type in ('open', 'active')
   and (%(words)s::text[] is not null or p.team_id = %(team)s
        or t.id = any (array(select a.task_id from task_assignee a
                              where a.workspace_id = %(workspace)s and a.member_id = %(member)s)))
   and (%(words)s::text[] is null or t.title ilike all (%(words)s) or t.number = %(number)s)
   and not exists (select from commitment c
                     join commitment_week w on w.workspace_id = c.workspace_id and w.commitment_id = c.id
                      and w.week between %(first)s and %(last)s
                    where c.workspace_id = t.workspace_id and c.task_id = t.id and c.team_id = %(team)s
                      and c.removed_at is null and c.dropped_at is null)
 order by 2 desc, t.due_on nulls last, t.priority = 'urgent' desc, t.priority = 'high' desc, t.rank, t.id
 limit %(limit)s
"""
