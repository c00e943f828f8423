"""Linked work as nodes of progress: made with the first link, gone with the last."""

from collections.abc import Sequence
from uuid import UUID

from headway.core import db
from headway.core.ctx import Cause, Ctx
from headway.progress import actions as progress
from headway.progress.rules.graph import Mode
from headway.progress.schemas import GraphChange, NewLink, NewNode
from headway.work.actions.counting import linked_among, totals
from headway.work.schemas.links import LinkTarget


async def hang_again(ctx: Ctx, items: Sequence[UUID], *, cause: Cause | None) -> None:
    """Put linked tasks and projects, with all their links, into the graph as the tables say. One batch."""
    if not items:
        return
    links = await db.rows(
        ctx,
        LinkTarget,
        """
        select coalesce(l.task_id, l.project_id) as item, l.key_result_id, l.weight, m.kind = 'work' as counts
          from work_link l
          join node up on up.workspace_id = l.workspace_id and up.id = l.key_result_id
          join metric m on m.workspace_id = l.workspace_id and m.id = l.key_result_id
         where l.workspace_id = %(workspace)s and (l.task_id = any (%(items)s) or l.project_id = any (%(items)s))
        """,
        workspace=ctx.workspace.id,
        items=list(items),
    )
    nodes = [
        NewNode(id=row.id, subject=row.subject, mode=Mode.WORK, totals=totals(row))
        for row in await linked_among(ctx, items)
    ]
    known = {node.id for node in nodes}
    edges = [
        NewLink(child=one.item, parent=one.key_result_id, kind="work", weight=one.weight, counted=one.counts)
        for one in links
        if one.item in known
    ]
    await progress.change_graph(ctx, GraphChange(nodes=tuple(nodes), links=tuple(edges)), cause=cause)


async def unhang(ctx: Ctx, item: UUID, key_result_id: UUID, *, cause: Cause | None) -> None:
    """Take one link out of the graph, and the piece of work too when it was its last."""
    left = await db.value(
        ctx,
        """
        select exists (select from work_link l
                        where l.workspace_id = %(workspace)s and (l.task_id = %(item)s or l.project_id = %(item)s))
        """,
        workspace=ctx.workspace.id,
        item=item,
    )
    change = GraphChange(unlinks=((item, key_result_id),)) if left else GraphChange(remove=(item,))
    await progress.change_graph(ctx, change, cause=cause)
