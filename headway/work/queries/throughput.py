"""What was done and added each week of the work linked to metrics, for their forecasts. For jobs: it names nothing."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress.rules.linked_work import Work
from headway.progress.schemas import Due
from headway.work.rules.throughput import PAST, WEEK, weekly


async def throughput(ctx: Ctx, due: Sequence[Due]) -> dict[UUID, Work]:
    """The weeks of the work linked at or below each of these metrics; those without any task are absent.

    Counted are tasks without subtasks that are not deleted; one that is linked twice counts once.
    """
    asked = [one for one in due if one.work_leaves]
    if not asked:
        return {}
    found = await _weeks(ctx, asked)
    done: dict[UUID, dict[int, int]] = defaultdict(dict)
    added: dict[UUID, dict[int, int]] = defaultdict(dict)
    first: dict[UUID, date] = {}
    for row in found:
        if row.done:
            done[row.id][row.week] = row.done
        if row.added:
            added[row.id][row.week] = row.added
        first[row.id] = row.first_on
    return {
        one.id: weekly(
            (one.starts_on, one.ends_on),
            ctx.today,
            first_on=first[one.id],
            done=done[one.id],
            added=added[one.id],
            counts=(one.work_done, one.work_leaves),
        )
        for one in asked
        if one.id in first  # an empty project counts as one piece of work, but nobody has done anything in it
    }


class _Week(Struct):
    id: UUID
    week: int
    done: int
    added: int
    first_on: date


async def _weeks(ctx: Ctx, asked: Sequence[Due]) -> list[_Week]:
    return await db.rows(
        ctx,
        _Week,
        _WEEKS,
        workspace=ctx.workspace.id,
        zone=ctx.workspace.zone,
        ids=[one.id for one in asked],
        starts=[one.starts_on for one in asked],
        week=WEEK,
        past=PAST * WEEK,
    )


_WEEKS = """
    with recursive asked (id, starts_on) as (
      select * from unnest(%(ids)s::uuid[], %(starts)s::date[])
    ),
    down (origin, id, mode) as (
      select a.id, n.id, n.mode
        from asked a join node n on n.workspace_id = %(workspace)s and n.id = a.id
      union
      select d.origin, c.id, c.mode
        from down d
        join edge e on e.workspace_id = %(workspace)s and e.parent_id = d.id
        join node c on c.workspace_id = e.workspace_id and c.id = e.child_id and c.active
       where d.mode <> 'frozen'
    ),
    item (origin, id) as (
      select d.origin, t.id
        from down d
        join task t on t.workspace_id = %(workspace)s and (t.project_id = d.id or t.id = d.id)
       where d.mode = 'work' and t.deleted_at is null
      union
      select i.origin, c.id
        from item i
        join task c on c.workspace_id = %(workspace)s and c.parent_id = i.id and c.deleted_at is null
    ),
    leaf as (
      select i.origin, a.starts_on,
             (t.created_at at time zone %(zone)s)::date as made_on,
             case when t.status_type = 'done' then (t.closed_at at time zone %(zone)s)::date end as done_on
        from item i
        join asked a on a.id = i.origin
        join task t on t.workspace_id = %(workspace)s and t.id = i.id
       where t.below_leaves = 0 and t.status_type <> 'cancelled'
    ),
    counted as (
      select origin, floor((done_on - starts_on) / %(week)s::numeric)::integer as week, 1 as done, 0 as added
        from leaf where done_on >= starts_on - %(past)s::integer
      union all
      select origin, floor((made_on - starts_on) / %(week)s::numeric)::integer, 0, 1
        from leaf where made_on >= starts_on
      union all
      select origin, 0, 0, 0 from leaf
    )
    select c.origin as id, c.week, sum(c.done)::integer as done, sum(c.added)::integer as added, f.first_on
      from counted c
      join (select origin, min(least(made_on, done_on)) as first_on from leaf group by origin) as f
        on f.origin = c.origin
     group by c.origin, c.week, f.first_on
    """
