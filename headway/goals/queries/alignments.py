"""Links between goals, one by one."""

from uuid import UUID

from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries.visible import objectives, viewer
from headway.goals.schemas.alignments import AlignmentRow


async def alignment_row(ctx: Ctx, alignment_id: UUID) -> AlignmentRow:
    """A link of which the caller sees one end at least. Raises `NotFound`."""
    return await db.one(
        ctx,
        AlignmentRow,
        SQL(
            """
            select a.id, a.child_id, a.objective_id, a.key_result_id,
                   coalesce(a.objective_id, k.objective_id) as goal_id, a.kind, a.weight, a.version,
                   exists (
                     select from objective x
                       join cycle c on c.workspace_id = x.workspace_id and c.id = x.cycle_id
                      where x.workspace_id = a.workspace_id and c.closed_at is not null
                        and x.id in (a.child_id, coalesce(a.objective_id, k.objective_id))) as closed
              from alignment a
              left join key_result k on k.workspace_id = a.workspace_id and k.id = a.key_result_id
             where a.workspace_id = %(workspace)s and a.id = %(id)s
               and exists (select from objective o
                            where {visible} and o.id in (a.child_id, coalesce(a.objective_id, k.objective_id)))
            """
        ).format(visible=objectives(ctx)),
        id=alignment_id,
        **viewer(ctx),
    )


async def is_aligned(ctx: Ctx, *, child: UUID, parent: UUID) -> bool:
    """Whether the child serves this objective or key result already."""
    found = await db.value(
        ctx,
        """
        select true from alignment
         where workspace_id = %(workspace)s and child_id = %(child)s
           and coalesce(objective_id, key_result_id) = %(parent)s
        """,
        workspace=ctx.workspace.id,
        child=child,
        parent=parent,
    )
    return bool(found)
