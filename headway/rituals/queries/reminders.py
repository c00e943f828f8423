"""Who owes what to an occurrence of a ritual, and what they were reminded of. For jobs, and for rooms above."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.rituals.rules.calendar import Kind
from headway.rituals.rules.reminders import Due, Owed
from headway.rituals.schemas.reminders import Reminded

SUBJECT: dict[Kind, str] = {
    "check_in": "key_result",
    "commitments": "team",
    "wins": "team",
    "assessment": "objective",
    "grading": "objective",
    "retrospective": "team",
}


async def owed(ctx: Ctx, due: Due) -> list[Owed]:
    """Everybody who has to do with the occurrence: owners of goals, or the people of the team."""
    statement = {"key_result": _KEY_RESULTS, "objective": _OBJECTIVES, "team": _PEOPLE}[SUBJECT[due.kind]]
    return await db.rows(
        ctx,
        Owed,
        statement,
        workspace=ctx.workspace.id,
        team=due.team,
        day=due.on,
        kind=due.kind,
        ending=due.kind == "grading",
    )


# Paused, dropped and draft goals owe nothing; numbers that are computed need nobody.
_KEY_RESULTS = """
with due as (
  select coalesce(k.check_in_owner_id, k.owner_id, o.owner_id) as member, k.id as subject_id,
         greatest(
           (select max(v.recorded_at) from measurement v
             where v.workspace_id = k.workspace_id and v.metric_id = k.id and v.kind = 'value'),
           (select max(h.made_at) from check_in h
             where h.workspace_id = k.workspace_id and h.key_result_id = k.id and h.kind = 'check_in')) as answered_at
    from key_result k
    join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id and o.state = 'active'
    join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id and c.closed_at is null
    join metric m on m.workspace_id = k.workspace_id and m.id = k.id and m.kind not in ('work', 'objectives')
   where k.workspace_id = %(workspace)s and k.state = 'active'
     and coalesce(k.team_id, o.team_id) is not distinct from %(team)s::uuid
     and %(day)s::date between c.starts_on and c.ends_on
)
select d.member, d.subject_id, d.answered_at, r.reminders, r.asked
  from due d
  join member p on p.workspace_id = %(workspace)s and p.id = d.member and p.removed_at is null
 cross join lateral (
  select count(*)::integer as reminders, coalesce(bool_or(r.asked), false) as asked
    from ritual_reminder r
   where r.workspace_id = %(workspace)s and r.subject_id = d.subject_id and r.member_id = d.member
     and r.kind = %(kind)s and not r.forgiven and r.at > coalesce(d.answered_at, '-infinity'::timestamptz)) as r
 order by d.member, d.subject_id
"""
_OBJECTIVES = """
select o.owner_id as member, o.id as subject_id, null::timestamptz as answered_at, 0 as reminders, false as asked
  from objective o
  join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id and c.closed_at is null
  join member p on p.workspace_id = o.workspace_id and p.id = o.owner_id and p.removed_at is null
 where o.workspace_id = %(workspace)s and o.state = 'active' and o.team_id is not distinct from %(team)s::uuid
   and %(day)s::date between c.starts_on and c.ends_on
   and (not %(ending)s or c.ends_on - %(day)s::date < 7)
   and exists (select from key_result k
                where k.workspace_id = o.workspace_id and k.objective_id = o.id and k.state = 'active')
 order by o.owner_id, o.id
"""
# A team without goals has no rituals; without a team there is nobody to meet.
_PEOPLE = """
select tm.member_id as member, tm.team_id as subject_id, null::timestamptz as answered_at, 0 as reminders,
       false as asked
  from team_member tm
  join member p on p.workspace_id = tm.workspace_id and p.id = tm.member_id and p.removed_at is null
   and p.role <> 'guest'
 where tm.workspace_id = %(workspace)s and tm.team_id = %(team)s
   and exists (select from objective o join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
                where o.workspace_id = tm.workspace_id and o.team_id = tm.team_id and o.state = 'active'
                  and c.closed_at is null and %(day)s::date between c.starts_on and c.ends_on)
 order by tm.member_id
"""


async def scopes(ctx: Ctx) -> list[UUID | None]:
    """The teams in use, and None for what belongs to no team."""
    found: list[UUID | None] = await db.column(
        ctx,
        "select id from team where workspace_id = %(workspace)s and archived_at is null order by id",
        workspace=ctx.workspace.id,
    )
    return [None, *found]


async def last_answers(ctx: Ctx, key_results: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of these was answered last, by a value or a check-in; those that never were are missing."""
    found = await db.tuples(
        ctx,
        """
        select a.id, max(a.at)
          from (select metric_id as id, recorded_at as at from measurement
                 where workspace_id = %(workspace)s and metric_id = any (%(ids)s) and kind = 'value'
                 union all
                select key_result_id, made_at from check_in
                 where workspace_id = %(workspace)s and key_result_id = any (%(ids)s) and kind = 'check_in') as a
         group by a.id
        """,
        workspace=ctx.workspace.id,
        ids=list(key_results),
    )
    return dict(found)


async def asked_of_teams(ctx: Ctx, *, keys: Collection[str], teams: Collection[UUID]) -> list[Reminded]:
    """The key results that people of these teams were reminded of for these occurrences."""
    return await db.rows(
        ctx,
        Reminded,
        """
        select key, team_id, member_id, subject_id
          from ritual_reminder
         where workspace_id = %(workspace)s and key = any (%(keys)s) and team_id = any (%(teams)s)
           and subject = 'key_result'
         order by member_id, subject_id
        """,
        workspace=ctx.workspace.id,
        keys=list(keys),
        teams=list(teams),
    )
