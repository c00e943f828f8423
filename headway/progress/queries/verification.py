"""Recompute every stored number from scratch, in Python, and say what differs."""

from typing import Literal
from uuid import UUID

import msgspec

from headway.core import db
from headway.core.ctx import Ctx
from headway.progress.queries.graph import NodeRow
from headway.progress.queries.metrics import live_values, metric_facts
from headway.progress.rules.graph import Edge, Mode, Node, Result, recompute, same
from headway.progress.rules.reading import UNDEFINED, Reading, evaluate
from headway.progress.rules.work import NOTHING, Totals, share_done
from headway.progress.schemas import Difference


async def verify(ctx: Ctx) -> list[Difference]:
    """The stored numbers of the workspace that are not what the rules give; empty when all is well.

    Metrics are evaluated as of the day their node was last seen. The totals of linked work are taken as they are
    stored here: the room that knows tasks verifies those. Holds the graph's lock, so that nobody writes in between.
    """
    await db.run(ctx, "select progress_lock()")
    rows = {row.id: row for row in await _nodes(ctx)}
    readings = await _readings(ctx, rows)
    nodes = {key: _node(row, readings.get(key, UNDEFINED)) for key, row in rows.items()}
    edges = [Edge(one.child, one.parent, one.weight, one.counted) for one in await _edges(ctx)]
    expected = recompute(nodes, edges)
    found = await _wrong_facts(ctx)
    for key, row in rows.items():
        found += _compare(row, expected[key])
    return found


async def _readings(ctx: Ctx, rows: dict[UUID, NodeRow]) -> dict[UUID, Reading]:
    measured = [row.id for row in rows.values() if row.mode == Mode.VALUE]
    facts = await metric_facts(ctx, measured)
    values = await live_values(ctx, measured)
    return {
        key: evaluate(known.definition, values.get(key, []), as_of=rows[key].as_of or ctx.today)
        for key, known in facts.items()
    }


def _node(row: NodeRow, measured: Reading) -> Node:
    if row.mode == Mode.FROZEN:  # there is nothing to compare it with: it is what its period ended with
        return Node(Mode.FROZEN, Reading(row.raw, row.counted), _totals(row), row.active)
    own = _totals(row) if row.mode == Mode.WORK else NOTHING
    share = share_done(own)
    reading = Reading(share, share) if row.mode == Mode.WORK else measured
    return Node(Mode(row.mode), reading, own, row.active, row.when_empty)


def _compare(row: NodeRow, expected: Result) -> list[Difference]:
    found = []
    pairs: list[tuple[Literal["raw", "counted"], float | None, float | None]] = [
        ("raw", row.raw, expected.raw),
        ("counted", row.counted, expected.counted),
    ]
    for what, stored, right in pairs:
        if not same(stored, right):
            found.append(Difference(id=row.id, subject=row.subject, what=what, stored=stored, expected=right))
    if _totals(row) != expected.work:
        stored, right = share_done(_totals(row)), share_done(expected.work)
        found.append(Difference(id=row.id, subject=row.subject, what="work", stored=stored, expected=right))
    return found


def _totals(row: NodeRow) -> Totals:
    return Totals(row.work_leaves, row.work_done, row.work_estimated, row.work_hours, row.work_hours_done)


class _EdgeRow(msgspec.Struct):
    child: UUID
    parent: UUID
    weight: float
    counted: bool


async def _edges(ctx: Ctx) -> list[_EdgeRow]:
    return await db.rows(
        ctx,
        _EdgeRow,
        """
        select child_id as child, parent_id as parent, weight, counted
          from edge
         where workspace_id = %(workspace)s
        """,
        workspace=ctx.workspace.id,
    )


async def _wrong_facts(ctx: Ctx) -> list[Difference]:
    """Metrics whose count of values or newest value is not what their measurements say.

    Materialised, so that old table statistics cannot make it quadratic in the measurements.
    """
    return await db.rows(
        ctx,
        Difference,
        """
        with history as materialized (
          select x.metric_id, x.id, x.effective_at
            from measurement x
           where x.workspace_id = %(workspace)s and x.kind = 'value'
             and x.id not in (
               select c.corrects from measurement c
                where c.workspace_id = %(workspace)s and c.corrects is not null)
        ), facts as materialized (
          select metric_id, count(*) as measured, (array_agg(id order by effective_at desc, id desc))[1] as newest
            from history
           group by metric_id
        )
        select m.id, 'metric' as subject, 'values' as what, m.measured::float8 as stored,
               coalesce(v.measured, 0)::float8 as expected
          from metric m
          left join facts v on v.metric_id = m.id
         where m.workspace_id = %(workspace)s
           and (m.measured <> coalesce(v.measured, 0) or m.newest_id is distinct from v.newest)
        """,
        workspace=ctx.workspace.id,
    )


async def _nodes(ctx: Ctx) -> list[NodeRow]:
    return await db.rows(
        ctx,
        NodeRow,
        """
        select id, subject, mode, raw, counted, when_empty, as_of, number, active, work_leaves, work_done,
               work_estimated, work_hours, work_hours_done
          from node
         where workspace_id = %(workspace)s
        """,
        workspace=ctx.workspace.id,
    )
