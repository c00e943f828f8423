"""Nodes and edges: the numbers of many subjects at once, and who lies above and below."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.progress.rules.graph import Mode
from headway.progress.rules.work import Totals, share_done
from headway.progress.schemas import EdgeKind, NodeReading, State


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One edge as it is stored. `share` is the normalised weight: 0 for what is not counted, dropped or undefined."""

    child: UUID
    parent: UUID
    kind: EdgeKind
    weight: float
    counted: bool
    share: float


async def readings(ctx: Ctx, ids: Collection[UUID]) -> dict[UUID, NodeReading]:
    """The numbers of many nodes, in one statement. Ids that are no node are absent."""
    found = await db.rows(
        ctx,
        NodeRow,
        """
        select id, subject, mode, raw, counted, when_empty, as_of, number, active, work_leaves, work_done,
               work_estimated, work_hours, work_hours_done
          from node
         where workspace_id = %(workspace)s and id = any(%(ids)s)
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
    )
    return {row.id: reading_of(row) for row in found}


async def reading(ctx: Ctx, node_id: UUID) -> NodeReading:
    """The numbers of one node. Raises `NotFound`."""
    found = await readings(ctx, [node_id])
    if not found:
        raise NotFound
    return found[node_id]


async def links_below(ctx: Ctx, ids: Collection[UUID]) -> list[Link]:
    """The edges that end in these nodes, heaviest first."""
    return await db.rows(
        ctx,
        Link,
        """
        select e.child_id as child, e.parent_id as parent, e.kind, e.weight, e.counted,
               case when e.counted and c.active and c.counted is not null and p.weight_sum > 0
                    then e.weight / p.weight_sum else 0 end as share
          from edge e
          join node c on c.workspace_id = e.workspace_id and c.id = e.child_id
          join node p on p.workspace_id = e.workspace_id and p.id = e.parent_id
         where e.workspace_id = %(workspace)s and e.parent_id = any(%(ids)s)
         order by e.parent_id, e.weight desc, e.child_id
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
    )


async def links_above(ctx: Ctx, ids: Collection[UUID]) -> list[Link]:
    """Every edge on any way up from these nodes, each once: the line of sight, and what a new link could close."""
    return await db.rows(
        ctx,
        Link,
        """
        with recursive up (id) as (
          select unnest(%(ids)s::uuid[])
          union
          select e.parent_id
            from up join edge e on e.workspace_id = %(workspace)s and e.child_id = up.id
        )
        select e.child_id as child, e.parent_id as parent, e.kind, e.weight, e.counted,
               case when e.counted and c.active and c.counted is not null and p.weight_sum > 0
                    then e.weight / p.weight_sum else 0 end as share
          from up
          join edge e on e.workspace_id = %(workspace)s and e.child_id = up.id
          join node c on c.workspace_id = e.workspace_id and c.id = e.child_id
          join node p on p.workspace_id = e.workspace_id and p.id = e.parent_id
         order by e.child_id, e.parent_id
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
    )


class NodeRow(msgspec.Struct, kw_only=True):
    """The columns of `node` a reading is made of; select them to join readings in your own statement."""

    id: UUID
    subject: str
    mode: str
    raw: float | None
    counted: float | None
    when_empty: float | None
    as_of: date | None
    number: int
    active: bool
    work_leaves: int
    work_done: int
    work_estimated: int
    work_hours: Decimal
    work_hours_done: Decimal


def reading_of(row: NodeRow) -> NodeReading:
    """A row as people see it."""
    totals = Totals(row.work_leaves, row.work_done, row.work_estimated, row.work_hours, row.work_hours_done)
    return NodeReading(
        id=row.id,
        subject=row.subject,
        mode=Mode(row.mode),
        raw=row.raw,
        counted=row.counted,
        work=share_done(totals),
        state=state_of(row),
        as_of=row.as_of,
        number=row.number,
        active=row.active,
        totals=totals,
    )


def state_of(row: NodeRow) -> State:
    """Whether there is a number, and if not, why not."""
    if row.counted is None:
        return "not_measured"
    if row.raw is None:
        return "no_data"
    if row.mode == Mode.MEAN and row.when_empty is not None and not row.work_leaves and row.raw == row.when_empty:
        return "no_work"
    return "measured"
