"""Nodes and links: what counts for what, and with which weight."""

import math
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Cause, Ctx
from headway.core.errors import Conflict, Invalid, NotFound
from headway.progress import queries
from headway.progress.actions.moving import evaluated, lock_graph, tell
from headway.progress.rules import graph, work
from headway.progress.rules.graph import Mode
from headway.progress.rules.reading import NO_DATA, Reading
from headway.progress.schemas import GraphChange, Moved, NewLink, NewNode

HEAVIEST = 1_000_000


class Cycle(Conflict):
    """A link that would make a goal contribute to itself. `path` are node ids, first and last the same."""

    code = "progress.cycle"
    title = "This link would close a circle"

    def __init__(self, path: list[UUID]) -> None:
        super().__init__(
            "This would make a goal count towards itself. Remove one of the links on the way first.",
            extra={"path": [str(node) for node in path]},
        )
        self.path = path


async def change_graph(ctx: Ctx, change: GraphChange, *, cause: Cause | None = None) -> list[Moved]:
    """Make any number of changes at once; the numbers of all above follow in the same transaction.

    Raises `Cycle` with the path, `Invalid` for a weight that is negative or above a million.
    """
    await lock_graph(ctx)
    _check_weights(change.links)
    await _refuse_cycles(ctx, change)
    given = await _given(ctx, change)
    moved = await db.rows(
        ctx,
        Moved,
        """
        select node_id as id, subject, old_raw, new_raw, old_counted, new_counted, old_work, new_work, number
          from change_progress_graph(%(change)s)
        """,
        change=Jsonb(given),
    )
    return await tell(ctx, moved, why="graph", cause=cause)


async def add_node(ctx: Ctx, node: NewNode, *links: NewLink, cause: Cause | None = None) -> list[Moved]:
    """Add a node and the links it begins with."""
    return await change_graph(ctx, GraphChange(nodes=(node,), links=links), cause=cause)


async def link(ctx: Ctx, *links: NewLink, cause: Cause | None = None) -> list[Moved]:
    """Add links, or give existing ones another kind, weight or meaning."""
    return await change_graph(ctx, GraphChange(links=links), cause=cause)


async def unlink(ctx: Ctx, child: UUID, parent: UUID, *, cause: Cause | None = None) -> list[Moved]:
    """Remove one link; removing what is not there changes nothing."""
    return await change_graph(ctx, GraphChange(unlinks=((child, parent),)), cause=cause)


async def set_weight(ctx: Ctx, child: UUID, parent: UUID, *, weight: float, cause: Cause | None = None) -> list[Moved]:
    """Weigh one link anew. Raises `NotFound` where there is none."""
    await lock_graph(ctx)
    found = [one for one in await queries.links_below(ctx, [parent]) if one.child == child]
    if not found:
        raise NotFound
    old = found[0]
    new = NewLink(child=child, parent=parent, kind=old.kind, weight=weight, counted=old.counted)
    return await change_graph(ctx, GraphChange(links=(new,)), cause=cause)


async def set_active(ctx: Ctx, node_id: UUID, *, active: bool, cause: Cause | None = None) -> list[Moved]:
    """Let a node count (again), or no longer: dropped. It keeps its own number and history."""
    return await change_graph(ctx, GraphChange(active={node_id: active}), cause=cause)


async def remove_node(ctx: Ctx, node_id: UUID, *, cause: Cause | None = None) -> list[Moved]:
    """Remove a node with all its links. Its metric and measurements stay until `remove_metric`."""
    return await change_graph(ctx, GraphChange(remove=(node_id,)), cause=cause)


def _check_weights(links: Sequence[NewLink]) -> None:
    for one in links:
        if not (math.isfinite(one.weight) and 0 <= one.weight <= HEAVIEST):
            raise Invalid.field(
                "weight",
                "A weight is 0 (supports, never counts) or more, up to a million; 1 is usual.",
                code="progress.weight_out_of_range",
            )


async def _refuse_cycles(ctx: Ctx, change: GraphChange) -> None:
    if not change.links:
        return
    gone, removed = set(change.unlinks), set(change.remove)
    standing = await queries.links_above(ctx, {one.parent for one in change.links})
    pairs = [(one.child, one.parent) for one in standing]
    pairs = [pair for pair in pairs if pair not in gone and not removed.intersection(pair)]
    path = graph.find_cycle([*pairs, *((one.child, one.parent) for one in change.links)])
    if path:
        raise Cycle(path)


async def _given(ctx: Ctx, change: GraphChange) -> dict[str, Any]:
    """The change as `change_progress_graph` takes it; values already recorded give a new node its reading."""
    measured = await evaluated(ctx, [node.id for node in change.nodes if node.mode is Mode.VALUE])
    return {
        "nodes": [_node(ctx, node, measured.get(node.id, NO_DATA)) for node in change.nodes],
        "links": [msgspec.to_builtins(one) for one in {(x.child, x.parent): x for x in change.links}.values()],
        "unlinks": [{"child": str(child), "parent": str(parent)} for child, parent in change.unlinks],
        "remove": [str(node) for node in change.remove],
        "active": [{"id": str(node), "active": active} for node, active in change.active.items()],
    }


def _node(ctx: Ctx, node: NewNode, measured: Reading) -> dict[str, Any]:
    reading = {Mode.VALUE: measured, Mode.MEAN: Reading(node.when_empty, node.when_empty)}.get(node.mode)
    if reading is None:
        share = work.share_done(node.totals)
        reading = Reading(share, share)
    return {
        "id": str(node.id),
        "subject": node.subject,
        "mode": node.mode.value,
        "raw": reading.raw,
        "counted": reading.counted,
        "when_empty": node.when_empty,
        "active": node.active,
        "as_of": None if node.mode is Mode.MEAN else ctx.today.isoformat(),
        **msgspec.to_builtins(node.totals),
    }
