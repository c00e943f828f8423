"""What serves a goal from below: direct contributors of an objective, children cascaded from a key result."""

from typing import Literal
from uuid import UUID

from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import shaping
from headway.goals.queries.lines import lines_of
from headway.goals.queries.visible import objectives, viewer
from headway.goals.schemas.alignments import ChildOut
from headway.goals.schemas.common import GoalRef, HealthOut
from headway.goals.schemas.rows import ChildRow


async def children(ctx: Ctx, goal: UUID, *, of: Literal["objective", "key_result"]) -> list[ChildOut]:
    """Of an objective with its key results, or of one key result, heaviest first.

    A child that the caller may not see keeps its numbers, so that the sum above adds up; drafts and dropped ones,
    which count nowhere, are left out then.
    """
    found = await db.rows(
        ctx,
        ChildRow,
        SQL(
            """
            select a.id, a.child_id, a.objective_id, a.key_result_id, a.kind, a.weight, a.version,
                   case when e.counted and n.active and n.counted is not null and p.weight_sum > 0
                        then e.weight / p.weight_sum else 0 end as share,
                   o.id is not null as visible, o.title, o.team_id, t.name as team_name,
                   o.owner_id, w.name as owner_name, n.raw, n.counted,
                   progress_work(n.work_leaves, n.work_done, n.work_estimated, n.work_hours, n.work_hours_done)
                     as work,
                   n.work_leaves, n.work_done
              from alignment a
              join edge e on e.workspace_id = a.workspace_id and e.child_id = a.child_id
                         and e.parent_id = coalesce(a.objective_id, a.key_result_id)
              join node n on n.workspace_id = a.workspace_id and n.id = a.child_id
              join node p on p.workspace_id = a.workspace_id and p.id = e.parent_id
              left join objective o on o.id = a.child_id and {visible}
              left join team t on t.workspace_id = o.workspace_id and t.id = o.team_id
              left join member w on w.workspace_id = o.workspace_id and w.id = o.owner_id
             where a.workspace_id = %(workspace)s and {of} and (o.id is not null or n.active)
             order by share desc, a.weight desc, a.id
            """
        ).format(visible=objectives(ctx), of=_OF_OBJECTIVE if of == "objective" else _OF_KEY_RESULT),
        goal=goal,
        **viewer(ctx),
    )
    lines = await lines_of(ctx, [row.child_id for row in found if row.visible])
    health = {line.id: line.health for line in lines}
    return [_child(row, health.get(row.child_id)) for row in found]


_OF_KEY_RESULT = SQL("a.key_result_id = %(goal)s")
_OF_OBJECTIVE = SQL(
    """(a.objective_id = %(goal)s or a.key_result_id = any (array(
          select k.id from key_result k where k.workspace_id = %(workspace)s and k.objective_id = %(goal)s)))"""
)


def _child(row: ChildRow, health: HealthOut | None) -> ChildOut:
    title = row.title if row.visible else None
    return ChildOut(
        alignment_id=row.id,
        kind=row.kind,
        key_result_id=row.key_result_id,
        weight=row.weight,
        share=row.share,
        hidden=not row.visible,
        objective=None if title is None else GoalRef(row.child_id, title),
        team=shaping.ref(row.team_id, row.team_name),
        owner=shaping.ref(row.owner_id, row.owner_name),
        progress=shaping.mean_progress(row.raw, row.counted),
        work=shaping.work(row.work, row.work_leaves, row.work_done),
        health=health,
        version=row.version,
    )
