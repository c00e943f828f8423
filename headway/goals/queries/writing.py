"""Facts for the writing coach: how many goals there are, what they are called, what a metric did in the past.

A page asks once when a form opens, and hands them to every review while somebody types.
"""

from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries.forecasts import seen
from headway.goals.queries.visible import objectives, viewer
from headway.goals.rules.forecasts import chance_of
from headway.goals.schemas.writing import WritingFacts
from headway.writing.queries.reviews import settings_of
from headway.writing.schemas.reviews import ContextIn, HistoryIn, OtherIn

TITLES = 50  # of each sort that are handed out


class Draft(Struct, frozen=True, kw_only=True):
    """What is being written: in which cycle, for whom; `objective` if it is there already."""

    cycle: UUID
    team: UUID | None = None
    owner: UUID | None = None
    objective: UUID | None = None


class _Counts(Struct, frozen=True):
    starts_on: date
    ends_on: date
    objectives: int
    siblings_aligned: bool
    aligned: bool


class _Title(Struct, frozen=True):
    sort: Literal["owner", "above", "company"]
    title: str


class _Moves(Struct, frozen=True):
    id: UUID
    commitment: str
    percent: bool
    usual_move: Decimal | None
    noise: Decimal | None
    days_between_changes: float | None


async def writing_facts(ctx: Ctx, draft: Draft) -> WritingFacts:
    """In three statements, and two more for an objective that is there. Raises NotFound for an unknown cycle.

    Only what the caller may see is counted and named.
    """
    known = {"cycle": draft.cycle, "team": draft.team, "owner": draft.owner, "objective": draft.objective}
    counts = await db.one(ctx, _Counts, _COUNTS.format(visible=objectives(ctx)), **known, **viewer(ctx))
    titles = await db.rows(ctx, _Title, _TITLES.format(visible=objectives(ctx)), **known, most=TITLES, **viewer(ctx))
    held: int = await db.value(ctx, _HELD.format(visible=objectives(ctx)), **known, **viewer(ctx))
    context = ContextIn(
        starts_on=counts.starts_on,
        ends_on=counts.ends_on,
        team_objectives=None if draft.team is None else counts.objectives + 1,
        owner_key_results=None if draft.owner is None else held,
        siblings_aligned=counts.siblings_aligned,
        others=[OtherIn(title=one.title, relation=one.sort) for one in titles if one.sort != "company"],
        company_metrics=[one.title for one in titles if one.sort == "company"],
    )
    return WritingFacts(
        context=context,
        histories={} if draft.objective is None else await _histories(ctx, draft.objective),
        aligned=None if draft.objective is None else counts.aligned,
        off=list(settings_of(ctx).off),
    )


async def _histories(ctx: Ctx, objective: UUID) -> dict[UUID, HistoryIn]:
    found = await db.rows(
        ctx, _Moves, _MOVES.format(visible=objectives(ctx)), objective=objective, weeks=_QUARTER, **viewer(ctx)
    )
    outlooks = (await seen(ctx, [one.id for one in found])).outlooks if found else {}
    chances = {id_: outlook for id_, outlook in outlooks.items() if outlook.enough}
    return {
        one.id: HistoryIn(
            chance=chance_of(chances[one.id], one.commitment) if one.id in chances else None,
            usual_move=_shown(one.usual_move, percent=one.percent),
            noise=_shown(one.noise, percent=one.percent),
            days_between_changes=one.days_between_changes,
        )
        for one in found
    }


def _shown(value: Decimal | None, *, percent: bool) -> Decimal | None:
    """As people write it: a share in percent, with four digits that count."""
    if value is None:
        return None
    return Decimal(f"{value * 100 if percent else value:.4g}")


_QUARTER = 13  # weeks
_COUNTS: SQL = SQL(
    """
    select c.starts_on, c.ends_on, count(o.id) as objectives,
           coalesce(bool_or(a.child_id is not null), false) as siblings_aligned,
           exists (select from alignment al
                     join objective o on o.workspace_id = al.workspace_id and o.id = al.child_id
                    where {visible} and o.id = %(objective)s) as aligned
      from cycle c
      left join objective o
        on {visible} and o.cycle_id = c.id and o.team_id = %(team)s and o.state <> 'dropped'
           and o.id is distinct from %(objective)s
      left join lateral (
        select al.child_id from alignment al
         where al.workspace_id = o.workspace_id and al.child_id = o.id limit 1) as a on true
     where c.workspace_id = %(workspace)s and c.id = %(cycle)s
     group by c.starts_on, c.ends_on
    """
)
_HELD: SQL = SQL(
    """
    select count(*)
      from key_result k
      join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
     where {visible} and o.cycle_id = %(cycle)s and o.state <> 'dropped' and k.state = 'active'
       and k.owner_id = %(owner)s
    """
)
_TITLES: SQL = SQL(
    """
    with above (id) as (
      select coalesce(al.objective_id, up.objective_id)
        from alignment al
        join objective o on o.workspace_id = al.workspace_id and o.id = al.child_id
        left join key_result up on up.workspace_id = al.workspace_id and up.id = al.key_result_id
       where {visible} and o.id = %(objective)s)
    select sort, title
      from (
        select case when o.id in (select id from above) then 'above'
                    when k.owner_id = %(owner)s then 'owner'
                    when o.team_id is null and not o.private then 'company' end as sort,
               k.title, k.id
          from key_result k
          join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
         where {visible} and o.cycle_id = %(cycle)s and o.state <> 'dropped' and k.state = 'active'
           and o.id is distinct from %(objective)s) as found
     where sort is not null
     order by sort, id
     limit %(most)s * 2
    """
)
_MOVES: SQL = SQL(
    """
    with result as (
      select k.id, k.commitment, m.kind = 'share' as percent
        from key_result k
        join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
        join metric m on m.workspace_id = k.workspace_id and m.id = k.id
       where {visible} and o.id = %(objective)s and k.state = 'active'),
    weekly as (
      select v.metric_id as id, date_trunc('week', v.effective_at) as week,
             (array_agg(v.value order by v.effective_at desc, v.id desc))[1] as value
        from measurement v
        join result r on r.id = v.metric_id
       where v.workspace_id = %(workspace)s and v.kind = 'value' and v.value is not null
         and not exists (select from measurement c
                          where c.workspace_id = v.workspace_id and c.corrects = v.id)
       group by v.metric_id, 2),
    moves as (
      select id, week, value - lag(value) over course as step,
             abs(value - lag(value, %(weeks)s) over course) as quarter
        from weekly
      window course as (partition by id order by week))
    select r.id, r.commitment, r.percent,
           (percentile_cont(0.95) within group (order by m.quarter))::numeric as usual_move,
           stddev_samp(m.step) as noise,
           (extract(epoch from max(m.week) - min(m.week)) / 86400
             / nullif(count(*) filter (where m.step <> 0), 0))::float8 as days_between_changes
      from result r
      left join moves m on m.id = r.id
     group by r.id, r.commitment, r.percent
    """
)
