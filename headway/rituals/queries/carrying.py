"""What carrying over would make of each objective, before anything is written; and what was carried over."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals.queries import shaping
from headway.goals.queries.cycles import cycle_row, cycle_rows, ref
from headway.goals.queries.objectives import objective_rows
from headway.goals.rules.carrying import CarriedOver, Ended, How, carried
from headway.goals.schemas.alignments import ParentIn, ParentOut
from headway.goals.schemas.common import GoalRef, Ref
from headway.goals.schemas.cycles import CycleRow
from headway.goals.schemas.key_results import KeyResultOut
from headway.goals.schemas.objectives import ObjectiveLine
from headway.progress import queries as progress
from headway.progress.rules.metrics import Definition, Kind
from headway.rituals.access.reviews import can_write_review
from headway.rituals.queries.reviews import key_results_of, review
from headway.rituals.rules.retitling import Change, retitled
from headway.rituals.schemas.carrying import (
    CarryOut,
    CarryPlan,
    CarryRow,
    KeyResultPlan,
    LinkPlan,
    ObjectivePlan,
    WayPlan,
)
from headway.work.queries.links import work_of
from headway.work.schemas.links import WorkItemOut

OVER = frozenset({"done", "cancelled"})
SUCCESS = 0.7


class Planned(Struct, frozen=True, kw_only=True):
    """An objective with what of it goes over: definitions by key result, links upwards, open work by key result."""

    line: ObjectiveLine
    key_results: list[KeyResultOut]
    ended: dict[UUID, Ended]
    parents: list[tuple[LinkPlan, ParentIn | None]]
    work: dict[UUID, list[WorkItemOut]]


class _Successor(Struct):
    old: UUID
    new: UUID


async def plan(ctx: Ctx, team_id: UUID, cycle_id: UUID, to: UUID | None) -> CarryPlan:
    """The preview. `to` is the cycle after this one unless named. Raises `NotFound`."""
    found = await review(ctx, team_id, cycle_id)
    cycles = await cycle_rows(ctx)
    coming = _coming(cycles, found.cycle)
    target = next((one for one in cycles if one.id == to), None) if to else _next(coming, found.cycle)
    if to and target is None:
        raise NotFound
    planned = await planned_objectives(ctx, found.alive, to=None if target is None else target.id)
    after = {} if target is None else await successors(ctx, [line.id for line in found.alive], cycle=target.id)
    named = {row.id: GoalRef(row.id, row.title) for row in await objective_rows(ctx, list(after.values()))}
    return CarryPlan(
        team=Ref(found.team.id, found.team.name),
        from_cycle=ref(found.cycle),
        to_cycle=None if target is None else ref(target),
        cycles=[ref(one) for one in coming],
        objectives=[_shown(one, named.get(after.get(one.line.id, one.line.id))) for one in planned],
        carries=[_out(row, named) for row in await _carries(ctx, team_id, cycle_id)],
        can_carry=can_write_review(ctx.actor, found.team.standing),
    )


async def planned_objectives(ctx: Ctx, lines: Sequence[ObjectiveLine], *, to: UUID | None) -> list[Planned]:
    """All that carrying over needs to know of these objectives."""
    below = await key_results_of(ctx, lines)
    ids = [one.id for found in below.values() for one in found]
    facts = await progress.metric_facts(ctx, ids) if ids else {}
    above = await _ways_up(ctx, lines, to=to)
    planned = []
    for line in lines:
        rows = below[line.id]
        ended = {
            one.id: Ended(
                definition=facts[one.id].definition,
                value=_value(one),
                raw=one.progress.raw,
                steps=tuple(step.id for step in one.steps if step.reached),
            )
            for one in rows
        }
        work = {one.id: await _open_work(ctx, one) for one in rows}
        planned.append(Planned(line=line, key_results=rows, ended=ended, parents=above[line.id], work=work))
    return planned


async def successors(ctx: Ctx, goals: Sequence[UUID], *, cycle: UUID) -> dict[UUID, UUID]:
    """Old objective or key result -> the one of `cycle` that continues it."""
    found = await db.rows(
        ctx,
        _Successor,
        """
        select o.predecessor_id as old, o.id as new from objective o
         where o.workspace_id = %(workspace)s and o.cycle_id = %(cycle)s and o.state <> 'dropped'
           and o.predecessor_id = any (%(ids)s)
        union all
        select k.predecessor_id, k.id
          from key_result k
          join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
         where k.workspace_id = %(workspace)s and o.cycle_id = %(cycle)s and k.state <> 'dropped'
           and k.predecessor_id = any (%(ids)s)
        """,
        workspace=ctx.workspace.id,
        cycle=cycle,
        ids=list(goals),
    )
    return {row.old: row.new for row in found}


async def carry_row(ctx: Ctx, carry_id: UUID) -> CarryRow:
    """One that was not undone. Raises `NotFound`."""
    found = await db.rows(ctx, CarryRow, f"{_CARRY} and c.id = %(id)s", workspace=ctx.workspace.id, id=carry_id)
    if not found:
        raise NotFound
    return found[0]


async def carry_out(ctx: Ctx, row: CarryRow, *, lost: Sequence[str] = ()) -> CarryOut:
    named = {one.id: GoalRef(one.id, one.title) for one in await objective_rows(ctx, row.objectives)}
    return _out(row, named, lost=lost)


def ways(one: Planned, how: How) -> dict[UUID, CarriedOver]:
    """What becomes of each key result."""
    return {id_: carried(ended, how) for id_, ended in one.ended.items()}


# `used`: one of the new objectives was edited, has values, or has something of its own hanging on it.
_CARRY = """
    select c.id, c.team_id, c.from_cycle_id, c.to_cycle_id, y.name as cycle_name, c.objectives, c.carried_by,
           m.name as carrier_name, c.carried_at,
           exists (
             select from objective o
              where o.workspace_id = c.workspace_id and o.id = any (c.objectives)
                and (o.version > 1 or exists (
                       select from key_result k
                         join metric t on t.workspace_id = k.workspace_id and t.id = k.id
                        where k.workspace_id = o.workspace_id and k.objective_id = o.id
                          and (k.version > 1 or t.measured > 0)))) as used
      from carry c
      join cycle y on y.workspace_id = c.workspace_id and y.id = c.to_cycle_id
      left join member m on m.workspace_id = c.workspace_id and m.id = c.carried_by
     where c.workspace_id = %(workspace)s and c.undone_at is null
"""


async def _carries(ctx: Ctx, team_id: UUID, cycle_id: UUID) -> list[CarryRow]:
    return await db.rows(
        ctx,
        CarryRow,
        f"{_CARRY} and c.team_id = %(team)s and c.from_cycle_id = %(cycle)s order by c.carried_at desc",
        workspace=ctx.workspace.id,
        team=team_id,
        cycle=cycle_id,
    )


async def _ways_up(
    ctx: Ctx, lines: Sequence[ObjectiveLine], *, to: UUID | None
) -> dict[UUID, list[tuple[LinkPlan, ParentIn | None]]]:
    """What each serves, and what the new one would: the parent's successor, the same parent, or nothing."""
    goals = {one.objective.id for line in lines for one in line.parents if one.objective is not None}
    rows = {row.id: row for row in await objective_rows(ctx, list(goals))}
    ends = list(goals) + [one.key_result.id for line in lines for one in line.parents if one.key_result is not None]
    after = {} if to is None else await successors(ctx, ends, cycle=to)
    batch = {line.id for line in lines}
    target = None if to is None else await cycle_row(ctx, to)
    found: dict[UUID, list[tuple[LinkPlan, ParentIn | None]]] = {}
    for line in lines:
        found[line.id] = []
        for one in line.parents:
            above = None if one.objective is None else rows.get(one.objective.id)
            lives = above is not None and target is not None and not above.closed and above.ends_on >= target.starts_on
            outcome = _outcome(one, after=after, batch=batch, lives=lives)
            link = LinkPlan(goal=one.objective, outcome=outcome)
            found[line.id].append((link, _parent(one, after) if outcome in {"moves", "stays"} else None))
    return found


def _outcome(
    one: ParentOut, *, after: Mapping[UUID, UUID], batch: set[UUID], lives: bool
) -> Literal["moves", "stays", "lost", "hidden"]:
    if one.objective is None:
        return "hidden"
    if one.objective.id in after or one.objective.id in batch:
        return "moves"
    return "stays" if lives else "lost"


def _parent(one: ParentOut, after: Mapping[UUID, UUID]) -> ParentIn | None:
    """The link for the new objective, to the successors that are there already."""
    if one.objective is None:
        return None
    if one.key_result is not None:
        new = after.get(one.key_result.id, one.key_result.id)
        return ParentIn(key_result_id=new, kind="cascade", weight=one.weight)
    new = after.get(one.objective.id, one.objective.id)
    return ParentIn(objective_id=new, kind=one.kind, weight=one.weight)


async def _open_work(ctx: Ctx, one: KeyResultOut) -> list[WorkItemOut]:
    """Linked work that is still to do; no statement where none is linked."""
    if not one.work.leaves:
        return []
    return [item for item in (await work_of(ctx, one.id)).items if item.state not in OVER]


def _shown(one: Planned, successor: GoalRef | None) -> ObjectivePlan:
    return ObjectivePlan(
        objective=GoalRef(one.line.id, one.line.title),
        owner=one.line.owner,
        score=one.line.score,
        suggested=_suggested(one),
        successor=successor,
        continued=_way(one, "continue"),
        cloned=_way(one, "clone"),
    )


def _suggested(one: Planned) -> How:
    """What is not a success yet goes on; what is one is done with."""
    if one.line.state == "paused":
        return "drop"
    reached = one.line.score if one.line.score is not None else one.line.progress.counted
    return "drop" if reached is not None and reached >= SUCCESS else "continue"


def _way(one: Planned, how: How) -> WayPlan:
    over = ways(one, how)
    continues = how == "continue"
    return WayPlan(
        key_results=[_key_result(row, over[row.id]) for row in one.key_results],
        links=[link for link, _ in one.parents] if continues else [],
        work=sum(len(items) for items in one.work.values()) if continues else 0,
    )


def _key_result(row: KeyResultOut, over: CarriedOver) -> KeyResultPlan:
    d = over.definition
    return KeyResultPlan(
        key_result=GoalRef(row.id, row.title),
        title=row.title if d is None else retitled(row.title, _changes(row, d)),
        kind=row.kind.value,
        unit=row.unit,
        start=None if d is None else shaping.number(d.start),
        target=None if d is None else shaping.number(d.target),
        left_out=d is None,
        note=over.note,
    )


def _changes(row: KeyResultOut, after: Definition) -> list[Change]:
    """The numbers of the key result that are others in the next cycle: those before a revision too."""
    scale = Decimal(100 if row.kind is Kind.SHARE else 1)
    first = row.original
    pairs = [(row.start, after.start), (row.target, after.target)]
    pairs += [] if first is None else [(first.start, after.start), (first.target, after.target)]
    read = [(shaping.decimal(old), now) for old, now in pairs]
    return [Change(scale * old, scale * now) for old, now in read if old is not None and now is not None and old != now]


def _value(one: KeyResultOut) -> Decimal | None:
    return None if one.latest is None else shaping.decimal(one.latest.value)


def _coming(cycles: Sequence[CycleRow], old: CycleRow) -> list[CycleRow]:
    """Open cycles that end later, soonest first."""
    return [one for one in cycles if one.closed_at is None and one.ends_on > old.ends_on and one.id != old.id]


def _next(coming: Sequence[CycleRow], old: CycleRow) -> CycleRow | None:
    """The first of its own kind that begins after it, else the first that does."""
    later = [one for one in coming if one.starts_on > old.starts_on]
    return min(later, key=lambda one: (one.kind != old.kind, one.starts_on, one.ends_on), default=None)


def _out(row: CarryRow, named: Mapping[UUID, GoalRef], *, lost: Sequence[str] = ()) -> CarryOut:
    return CarryOut(
        id=row.id,
        to_cycle=Ref(row.to_cycle_id, row.cycle_name),
        objectives=[named[id_] for id_ in row.objectives if id_ in named],
        by=shaping.ref(row.carried_by, row.carrier_name),
        at=row.carried_at,
        can_undo=not row.used,
        lost=list(lost),
    )
