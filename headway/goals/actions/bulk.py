"""Make and remove many goals at once: imports, their undo, the demo company. A few statements, however many."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

import msgspec
from msgspec.structs import replace
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Invalid
from headway.goals.actions.cycles import freeze_goals
from headway.goals.actions.links import NewAlignment, as_link, change_links, insert_alignments
from headway.goals.actions.new_key_results import node_of
from headway.goals.actions.numbering import take_numbers
from headway.goals.rules.changes import RANK_STEP
from headway.goals.schemas.bulk import (
    BulkAlignment,
    BulkCycle,
    BulkGoals,
    BulkKeyResult,
    BulkMade,
    BulkObjective,
)
from headway.progress import actions as progress
from headway.progress.rules.graph import Mode
from headway.progress.rules.metrics import Definition
from headway.progress.schemas import GraphChange, NewLink, NewNode


async def make_in_bulk(ctx: Ctx, bulk: BulkGoals) -> BulkMade:
    """Make all of it, whatever the caller's own rights and closed cycles: who calls this has checked them.

    The rules of definitions, values and circles hold: raises `Invalid`, `AlignmentCycle`. One summary event.
    """
    await progress.lock_graph(ctx)
    await _make_cycles(ctx, bulk.cycles, sample=bulk.sample)
    numbers = await _make_objectives(ctx, bulk.objectives, sample=bulk.sample)
    numbers |= await _make_key_results(ctx, bulk.key_results, sample=bulk.sample)
    await _make_graph(ctx, bulk)
    recorded = await progress.record_measurements(ctx, bulk.measurements)
    await freeze_goals(ctx, [one.id for one in bulk.cycles if one.closed_at is not None], closed=True)
    made = BulkMade(
        cycles=len(bulk.cycles),
        objectives=len(bulk.objectives),
        key_results=len(bulk.key_results),
        alignments=len(bulk.alignments),
        measurements=len(recorded),
        numbers=numbers,
    )
    counts = {name: count for name, count in msgspec.structs.asdict(made).items() if name != "numbers"}
    await ctx.record("goals.made_in_bulk", "workspace", ctx.workspace.id, data=counts)
    return made


async def remove_in_bulk(
    ctx: Ctx,
    *,
    objectives: Sequence[UUID] = (),
    key_results: Sequence[UUID] = (),
    cycles: Sequence[UUID] = (),
) -> int:
    """Remove goals with all in them, for good, and cycles that are empty then; the number of objectives.

    For the undo of an import and the clearing of samples: nothing of it can be restored.
    """
    await progress.lock_graph(ctx)
    doomed = await db.column(
        ctx,
        """
        select id from key_result
         where workspace_id = %(workspace)s and (objective_id = any (%(objectives)s) or id = any (%(key_results)s))
        """,
        workspace=ctx.workspace.id,
        objectives=list(objectives),
        key_results=list(key_results),
    )
    if doomed or objectives:
        await change_links(ctx, GraphChange(remove=(*objectives, *doomed)))
    await progress.remove_metrics(ctx, doomed)
    await db.run(ctx, _DELETE_KEY_RESULTS, workspace=ctx.workspace.id, ids=doomed)
    gone = await db.run(ctx, _DELETE_OBJECTIVES, workspace=ctx.workspace.id, ids=list(objectives))
    await db.run(ctx, _DELETE_CYCLES, workspace=ctx.workspace.id, ids=list(cycles))
    await ctx.record(
        "goals.removed_in_bulk", "workspace", ctx.workspace.id, data={"objectives": gone, "key_results": len(doomed)}
    )
    return gone


async def clear_samples(ctx: Ctx) -> int:
    """Remove the goals and cycles of the demo company; returns how many objectives went.

    Cycles that hold goals of your own stay.
    """
    return await remove_in_bulk(
        ctx,
        objectives=await _samples(ctx, "select id from objective where workspace_id = %(workspace)s and sample"),
        key_results=await _samples(ctx, "select id from key_result where workspace_id = %(workspace)s and sample"),
        cycles=await _samples(ctx, "select id from cycle where workspace_id = %(workspace)s and sample"),
    )


async def _samples(ctx: Ctx, statement: LiteralString) -> list[UUID]:
    return await db.column(ctx, statement, workspace=ctx.workspace.id)


async def _make_cycles(ctx: Ctx, cycles: Sequence[BulkCycle], *, sample: bool) -> None:
    if not cycles:
        return
    await db.run(
        ctx,
        """
        insert into cycle (workspace_id, id, parent_id, name, kind, starts_on, ends_on, closed_at, sample)
        select %(workspace)s, c.id, c.parent_id, c.name, c.kind, c.starts_on, c.ends_on, c.closed_at, %(sample)s
          from jsonb_to_recordset(%(cycles)s) as c (
                 id uuid, parent_id uuid, name text, kind text, starts_on date, ends_on date, closed_at timestamptz)
        """,
        workspace=ctx.workspace.id,
        sample=sample,
        cycles=_json(cycles),
    )


async def _make_objectives(ctx: Ctx, objectives: Sequence[BulkObjective], *, sample: bool) -> dict[UUID, int]:
    if not objectives:
        return {}
    numbers = dict(
        zip((one.id for one in objectives), await take_numbers(ctx, "objective", len(objectives)), strict=True)
    )
    await db.run(
        ctx,
        """
        insert into objective (workspace_id, id, number, cycle_id, team_id, owner_id, title, why, priority, state,
                               dropped_reason, private, confidence, predecessor_id, rank, sample, created_by,
                               created_at)
        select %(workspace)s, o.id, o.number, o.cycle_id, o.team_id, o.owner_id, o.title, o.why, o.priority, o.state,
               o.dropped_reason, o.private, o.confidence, o.predecessor_id,
               (select coalesce(max(rank), 0) from objective where workspace_id = %(workspace)s)
                 + %(step)s * row_number() over (order by o.number),
               %(sample)s, coalesce(o.created_by, %(author)s), coalesce(o.created_at, %(now)s)
          from jsonb_to_recordset(%(objectives)s) as o (
                 id uuid, number bigint, cycle_id uuid, team_id uuid, owner_id uuid, title text, why text,
                 priority text, state text, dropped_reason text, private boolean, confidence smallint,
                 predecessor_id uuid, created_by uuid, created_at timestamptz)
        """,
        workspace=ctx.workspace.id,
        sample=sample,
        step=RANK_STEP,
        author=ctx.actor.member,
        now=ctx.now,
        objectives=_json(objectives, numbers),
    )
    return numbers


async def _make_key_results(ctx: Ctx, key_results: Sequence[BulkKeyResult], *, sample: bool) -> dict[UUID, int]:
    if not key_results:
        return {}
    numbers = dict(
        zip((one.id for one in key_results), await take_numbers(ctx, "key_result", len(key_results)), strict=True)
    )
    await db.run(
        ctx,
        """
        insert into key_result (workspace_id, id, number, objective_id, owner_id, team_id, title, description,
                                full_mark, commitment, indicator, state, dropped_reason, confidence, predecessor_id,
                                rank, sample, created_by, created_at)
        select %(workspace)s, k.id, k.number, k.objective_id, k.owner_id, k.team_id, k.title, k.description,
               k.full_mark, k.commitment, k.indicator, k.state, k.dropped_reason, k.confidence, k.predecessor_id,
               coalesce(l.rank, 0) + %(step)s * row_number() over (partition by k.objective_id order by k.number),
               %(sample)s, coalesce(k.created_by, %(author)s), coalesce(k.created_at, %(now)s)
          from jsonb_to_recordset(%(key_results)s) as k (
                 id uuid, number bigint, objective_id uuid, owner_id uuid, team_id uuid, title text, description text,
                 full_mark text, commitment text, indicator text, state text, dropped_reason text,
                 confidence smallint, predecessor_id uuid, created_by uuid, created_at timestamptz)
          left join (
            select objective_id, max(rank) as rank from key_result
             where workspace_id = %(workspace)s and objective_id = any (%(objectives)s)
             group by objective_id) as l using (objective_id)
        """,
        workspace=ctx.workspace.id,
        objectives=list({one.objective_id for one in key_results}),
        sample=sample,
        step=RANK_STEP,
        author=ctx.actor.member,
        now=ctx.now,
        key_results=_json(key_results, numbers),
    )
    dates = await _cycle_dates(ctx, {one.objective_id for one in key_results})
    await progress.define_metrics(ctx, {one.id: _dated(one, dates) for one in key_results})
    return numbers


async def _make_graph(ctx: Ctx, bulk: BulkGoals) -> None:
    """Nodes and measuring edges first, so that a circle among the alignments can be told by its titles."""
    nodes = [
        NewNode(id=one.id, subject="objective", mode=Mode.MEAN, active=one.state == "active") for one in bulk.objectives
    ]
    nodes += [replace(node_of(one.id, one.definition.kind), active=one.state == "active") for one in bulk.key_results]
    links = [
        NewLink(child=one.id, parent=one.objective_id, kind="measures", weight=one.weight) for one in bulk.key_results
    ]
    if nodes or links:
        await change_links(ctx, GraphChange(nodes=tuple(nodes), links=tuple(links)))
    new = [_alignment(one) for one in bulk.alignments]
    await insert_alignments(ctx, new)
    if new:
        await change_links(ctx, GraphChange(links=tuple(as_link(one) for one in new)))


def _alignment(one: BulkAlignment) -> NewAlignment:
    if (one.kind == "cascade") != (one.key_result_id is not None):
        raise Invalid.field("kind", "A cascade, and nothing else, comes from a key result.", code="goals.one_parent")
    return NewAlignment(
        child=one.child_id, objective=one.objective_id, key_result=one.key_result_id, kind=one.kind, weight=one.weight
    )


class _Dates(msgspec.Struct):
    id: UUID
    starts_on: date
    ends_on: date


async def _cycle_dates(ctx: Ctx, objectives: Iterable[UUID]) -> dict[UUID, _Dates]:
    found = await db.rows(
        ctx,
        _Dates,
        """
        select o.id, c.starts_on, c.ends_on
          from objective o join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
         where o.workspace_id = %(workspace)s and o.id = any (%(ids)s)
        """,
        workspace=ctx.workspace.id,
        ids=list(objectives),
    )
    return {row.id: row for row in found}


def _dated(one: BulkKeyResult, dates: dict[UUID, _Dates]) -> Definition:
    if one.objective_id not in dates:
        raise Invalid.field("objective_id", "There is no such objective.", code="goals.unknown_objective")
    cycle, d = dates[one.objective_id], one.definition
    return replace(d, starts_on=d.starts_on or cycle.starts_on, ends_on=d.ends_on or cycle.ends_on)


def _json(
    rows: Sequence[BulkCycle | BulkObjective | BulkKeyResult],
    numbers: dict[UUID, int] | None = None,
) -> Jsonb:
    """Rows for jsonb_to_recordset, with their human numbers; the definition of a key result goes to its metric."""
    plain: list[dict[str, Any]] = msgspec.to_builtins(rows)
    for row, one in zip(plain, rows, strict=True):
        row.pop("definition", None)
        row["number"] = (numbers or {}).get(one.id)
    return Jsonb(plain)


_DELETE_KEY_RESULTS = "delete from key_result where workspace_id = %(workspace)s and id = any (%(ids)s)"
_DELETE_OBJECTIVES = "delete from objective where workspace_id = %(workspace)s and id = any (%(ids)s)"
# A cycle with something left in it stays, and so do the cycles around it.
_DELETE_CYCLES = """
with recursive kept (id) as (
  select c.id from cycle c
   where c.workspace_id = %(workspace)s
     and (not c.id = any (%(ids)s)
          or exists (select from objective o where o.workspace_id = c.workspace_id and o.cycle_id = c.id))
  union
  select c.parent_id from kept k join cycle c on c.workspace_id = %(workspace)s and c.id = k.id
   where c.parent_id is not null
)
delete from cycle c
 where c.workspace_id = %(workspace)s and c.id = any (%(ids)s) and c.id not in (select id from kept)
"""
