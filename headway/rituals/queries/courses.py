"""How check-ins of key results went, for the writing coach: when the last one came, whether confidence follows."""

from typing import LiteralString
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries.visible import objectives, viewer
from headway.rituals.queries.answers import CHECK_IN_ANSWERS
from headway.rituals.schemas.check_ins import CourseOut, CoursesOut


class _Known(Struct):
    id: UUID


async def courses_of(ctx: Ctx, objective: UUID) -> CoursesOut:
    """Of the living key results of an objective. Raises NotFound where the caller sees no such objective."""
    await db.one(ctx, _Known, _OBJECTIVE.format(visible=objectives(ctx)), objective=objective, **viewer(ctx))
    found = await db.rows(
        ctx,
        CourseOut,
        SQL(_COURSES).format(visible=objectives(ctx), answers=SQL(CHECK_IN_ANSWERS)),
        objective=objective,
        today=ctx.today,
        zone=ctx.workspace.zone,
        every=ctx.workspace.check_in_days,
        **viewer(ctx),
    )
    return CoursesOut(found)


_OBJECTIVE = SQL("select o.id from objective o where {visible} and o.id = %(objective)s")
_COURSES: LiteralString = """
    with result as (
      select k.id, k.commitment, coalesce(m.check_in_days, %(every)s)::integer as every
        from key_result k
        join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
        join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
        join metric m on m.workspace_id = k.workspace_id and m.id = k.id
       where {visible} and o.id = %(objective)s and k.state = 'active' and o.state = 'active' and c.closed_at is null
         and %(today)s between coalesce(m.starts_on, c.starts_on) and coalesce(m.ends_on, c.ends_on)),
    said as (
      select h.key_result_id as id, h.made_at, h.confidence, row_number() over newest as place,
             first_value(h.confidence) over newest as last
        from check_in h
        join result r on r.id = h.key_result_id
       where h.workspace_id = %(workspace)s and h.kind = 'check_in'
         and not exists (select from check_in x where x.workspace_id = h.workspace_id and x.corrects = h.id)
      window newest as (partition by h.key_result_id order by h.made_at desc, h.id desc)),
    run as (
      select s.id, count(*)::integer as times, (min(s.made_at) at time zone %(zone)s)::date as since
        from said s
       where not exists (select from said d where d.id = s.id and d.place < s.place and d.confidence <> s.last)
         and s.confidence = s.last
       group by s.id),
    chance (id, as_of, value) as (
      select f.metric_id, f.as_of, case when r.commitment = 'committed' then f.chance_full else f.chance end
        from forecast f
        join result r on r.id = f.metric_id
       where f.workspace_id = %(workspace)s and f.enough)
    select r.id as key_result_id, %(today)s - (answered.at at time zone %(zone)s)::date as check_in_age,
           r.every as check_in_days, coalesce(run.times, 0) as same_confidence,
           coalesce(newest.value - before.value, 0) as chance_moved
      from result r
      left join run on run.id = r.id
      left join lateral (
        select max(y.at) as at from (select r.id as subject_id) as a cross join lateral ({answers}) as y
      ) as answered on true
      left join lateral (
        select value from chance where chance.id = r.id and as_of <= run.since order by as_of desc limit 1
      ) as before on true
      left join lateral (
        select value from chance where chance.id = r.id order by as_of desc limit 1
      ) as newest on true
     order by r.id
"""
