"""Alignments as rows and as edges of the graph: the one place that turns the one into the other."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Cause, Ctx
from headway.goals import queries
from headway.goals.actions.refusals import AlignmentCycle
from headway.goals.rules.changes import AlignmentKind, cycle_sentence
from headway.progress import actions as progress
from headway.progress import queries as graph
from headway.progress.schemas import GraphChange, NewLink


class NewAlignment(Struct, frozen=True, kw_only=True):
    """A link that has been checked; exactly one of the two parents is set."""

    child: UUID
    objective: UUID | None = None
    key_result: UUID | None = None
    kind: AlignmentKind
    weight: float = 1.0

    @property
    def parent(self) -> UUID:
        above = self.objective or self.key_result
        if above is None:
            raise ValueError("an alignment has a parent")
        return above


def as_link(new: NewAlignment) -> NewLink:
    """Cascades and contributions move the number above; supports are drawn, and carry the work reading."""
    return NewLink(child=new.child, parent=new.parent, kind=new.kind, weight=new.weight, counted=new.kind != "supports")


async def insert_alignments(ctx: Ctx, new: Sequence[NewAlignment]) -> list[UUID]:
    """The rows alone; the edges follow with `change_links` in the same transaction."""
    if not new:
        return []
    return await db.column(
        ctx,
        """
        insert into alignment (workspace_id, child_id, objective_id, key_result_id, kind, weight, created_by,
                               created_at)
        select %(workspace)s, a.child, a.objective, a.key_result, a.kind, a.weight, %(author)s, %(now)s
          from jsonb_to_recordset(%(new)s) as a (
                 child uuid, objective uuid, key_result uuid, kind text, weight double precision)
        returning id
        """,
        workspace=ctx.workspace.id,
        author=ctx.actor.member,
        now=ctx.now,
        new=Jsonb(
            [
                {
                    "child": str(one.child),
                    "objective": None if one.objective is None else str(one.objective),
                    "key_result": None if one.key_result is None else str(one.key_result),
                    "kind": one.kind,
                    "weight": one.weight,
                }
                for one in new
            ]
        ),
    )


async def change_links(ctx: Ctx, change: GraphChange, *, cause: Cause | None = None) -> None:
    """`progress.change_graph` whose refusal of a circle names the goals on it. Raises `AlignmentCycle`."""
    try:
        await progress.change_graph(ctx, change, cause=cause)
    except progress.Cycle as circle:
        raise AlignmentCycle(await _sentence(ctx, circle.path, change)) from circle


async def _sentence(ctx: Ctx, path: Sequence[UUID], change: GraphChange) -> str:
    """The objectives on the path, upwards from the child of the refused link."""
    nodes = await graph.readings(ctx, path)
    visible = {row.id: row.title for row in await queries.objective_rows(ctx, list(path))}
    children = {one.child for one in change.links}
    round_trip = list(path[:-1])
    start = next((place for place, node in enumerate(round_trip) if node in children), 0)
    turned = round_trip[start:] + round_trip[:start]
    goals = [node for node in [*turned, turned[0]] if node in nodes and nodes[node].subject == "objective"]
    return cycle_sentence([visible.get(node) for node in goals])
