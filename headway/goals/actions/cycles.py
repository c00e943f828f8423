"""Cycles: planned by the year, made by hand, closed and reopened."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import UNSET
from msgspec.structs import asdict
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, NotFound, Stale
from headway.goals import queries
from headway.goals.access import can_manage_cycles
from headway.goals.actions.dates import carry_dates
from headway.goals.actions.grades import forget_suggestions, take_suggestions
from headway.goals.actions.refusals import (
    allow,
    refuse_all,
    refuse_closed,
    refuse_far_dates,
    trimmed,
    unknown,
)
from headway.goals.queries.cycles import cycle_row, cycle_rows
from headway.goals.rules.changes import differences
from headway.goals.rules.cycles import HasDates, PlannedCycle, cycle_refusals, year_cycles
from headway.goals.schemas.cycles import CycleIn, CycleOut, CyclePatch, CycleRow
from headway.progress import actions as progress

ONLY_ADMINS = "Cycles are for the whole workspace: ask an admin."


class NameTaken(Conflict):
    code = "goals.cycle_name_taken"
    title = "There is a cycle of this name already. Choose another name"


class CycleUsed(Conflict):
    code = "goals.cycle_used"
    title = "There are objectives or cycles in it. Move them first, or close the cycle"


class NotClosed(Conflict):
    code = "goals.cycle_not_closed"
    title = "This cycle is open already"


async def plan_year(ctx: Ctx, year: int, *, sample: bool = False) -> list[CycleOut]:
    """The year that begins in `year` and its quarters, by the workspace's year; what is there already stays.

    Returns all five. Called twice it changes nothing.
    """
    allow(can_manage_cycles(ctx.actor), ONLY_ADMINS)
    planned = year_cycles(year, ctx.workspace.year_start_month)
    made = await _insert(ctx, planned[:1], parent=None, sample=sample)
    names = [one.name for one in planned]
    whole = await db.value(
        ctx,
        "select id from cycle where workspace_id = %(workspace)s and name = %(name)s",
        workspace=ctx.workspace.id,
        name=names[0],
    )
    made += await _insert(ctx, planned[1:], parent=whole, sample=sample)
    if made:
        await ctx.record("goals.year_planned", "cycle", whole, data={"cycles": [str(one) for one in made]})
    return [one for one in await queries.cycles(ctx) if one.name in names]


async def create_cycle(ctx: Ctx, given: CycleIn) -> CycleOut:
    """A cycle of any length. Raises `Invalid` for its dates, `NameTaken`."""
    allow(can_manage_cycles(ctx.actor), ONLY_ADMINS)
    name = trimmed("name", given.name)
    refuse_far_dates(given.starts_on, given.ends_on)
    parent = None
    if given.parent_id is not None:
        parent = await cycle_row(ctx, given.parent_id, missing=unknown("parent_id", "cycle"))
        refuse_closed(closed=parent.closed_at is not None)
    refuse_all(cycle_refusals(given.starts_on, given.ends_on, _dates(parent)))
    planned = PlannedCycle(name=name, kind="custom", starts_on=given.starts_on, ends_on=given.ends_on)
    made = await _insert(ctx, [planned], parent=given.parent_id, sample=False)
    if not made:
        raise NameTaken
    await ctx.record("goals.cycle_created", "cycle", made[0], version=1)
    return await queries.cycle(ctx, made[0])


async def change_cycle(ctx: Ctx, cycle_id: UUID, given: CyclePatch, *, version: int) -> CycleOut:
    """Name and dates. Key results that run with their cycle move with its dates. Raises `Stale`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _writable(ctx, cycle_id)
    if old.version != version:
        raise Stale(await queries.cycle(ctx, cycle_id))
    refuse_closed(closed=old.closed_at is not None)
    new: dict[str, Any] = {name: value for name, value in asdict(given).items() if value is not UNSET}
    if "name" in new:
        new["name"] = trimmed("name", new["name"])
    changed = differences(asdict(old), new)
    if not changed:
        return await queries.cycle(ctx, cycle_id)
    await _refuse_change(ctx, old, new)
    await _update(ctx, old, new)
    if changed.keys() & {"starts_on", "ends_on"}:
        await carry_dates(ctx, cycle=cycle_id, old=_span(old, {}), new=_span(old, new))
    said = {name: [str(before), str(after)] for name, (before, after) in changed.items()}
    await ctx.record("goals.cycle_changed", "cycle", cycle_id, version=version + 1, data={"changes": said})
    return await queries.cycle(ctx, cycle_id)


async def close_cycle(ctx: Ctx, cycle_id: UUID) -> CycleOut:
    """From now on its goals and their numbers stay as they are, whatever becomes of the work and the goals below.

    What nobody graded gets the score that the rule gives; opening the cycle again takes those back.
    Raises `CycleClosed` where it is closed already.
    """
    await progress.lock_graph(ctx)
    old = await _writable(ctx, cycle_id)
    refuse_closed(closed=old.closed_at is not None)
    taken = await take_suggestions(ctx, cycle_id)
    await _set_closed(ctx, cycle_id, closed=True)
    await freeze_goals(ctx, [cycle_id], closed=True)
    await ctx.record("goals.cycle_closed", "cycle", cycle_id, version=old.version + 1, data={"suggested": taken})
    return await queries.cycle(ctx, cycle_id)


async def reopen_cycle(ctx: Ctx, cycle_id: UUID, *, reason: str) -> CycleOut:
    """Its goals may change again, and what happened below them meanwhile counts; the reason is kept.

    Raises `NotClosed`, `Invalid` without a reason.
    """
    await progress.lock_graph(ctx)
    old = await _writable(ctx, cycle_id)
    if old.closed_at is None:
        raise NotClosed
    why = trimmed("reason", reason)
    await _set_closed(ctx, cycle_id, closed=False)
    await forget_suggestions(ctx, cycle_id)
    await freeze_goals(ctx, [cycle_id], closed=False)
    await ctx.record("goals.cycle_reopened", "cycle", cycle_id, version=old.version + 1, data={"reason": why})
    return await queries.cycle(ctx, cycle_id)


async def freeze_goals(ctx: Ctx, cycles: Sequence[UUID], *, closed: bool) -> None:
    """Let the numbers of all goals in these cycles stay as they are, or move again."""
    goals = await db.column(
        ctx,
        """
        select o.id from objective o where o.workspace_id = %(workspace)s and o.cycle_id = any (%(cycles)s)
        union all
        select k.id
          from key_result k join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
         where k.workspace_id = %(workspace)s and o.cycle_id = any (%(cycles)s)
        """,
        workspace=ctx.workspace.id,
        cycles=list(cycles),
    )
    await progress.freeze(ctx, goals, closed=closed)


async def delete_cycle(ctx: Ctx, cycle_id: UUID) -> None:
    """Only one with nothing in it. Raises `CycleUsed`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _writable(ctx, cycle_id)
    refuse_closed(closed=old.closed_at is not None)
    if old.inside:
        raise CycleUsed
    await db.run(
        ctx,
        "delete from cycle where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=cycle_id,
    )
    await ctx.record("goals.cycle_deleted", "cycle", cycle_id, data={"name": old.name, "audience": {"everyone": True}})


async def _writable(ctx: Ctx, cycle_id: UUID) -> CycleRow:
    row = await cycle_row(ctx, cycle_id)
    allow(can_manage_cycles(ctx.actor), ONLY_ADMINS)
    return row


async def _refuse_change(ctx: Ctx, old: CycleRow, new: dict[str, Any]) -> None:
    span = _span(old, new)
    refuse_far_dates(span.starts_on, span.ends_on)
    everything = await cycle_rows(ctx)
    parent = next((one for one in everything if one.id == old.parent_id), None)
    refuse_all(cycle_refusals(span.starts_on, span.ends_on, _dates(parent)))
    for child in (one for one in everything if one.parent_id == old.id):
        refuse_all(cycle_refusals(child.starts_on, child.ends_on, span))
    if "name" in new and any(one.name == new["name"] and one.id != old.id for one in everything):
        raise NameTaken


async def _insert(ctx: Ctx, planned: Sequence[PlannedCycle], *, parent: UUID | None, sample: bool) -> list[UUID]:
    """Those whose names are free; the ids of what was really made."""
    return await db.column(
        ctx,
        """
        insert into cycle (workspace_id, parent_id, name, kind, starts_on, ends_on, sample)
        select %(workspace)s, %(parent)s, p.name, p.kind, p.starts_on, p.ends_on, %(sample)s
          from jsonb_to_recordset(%(planned)s) as p (name text, kind text, starts_on date, ends_on date)
        on conflict (workspace_id, name) do nothing
        returning id
        """,
        workspace=ctx.workspace.id,
        parent=parent,
        sample=sample,
        planned=Jsonb(
            [
                {**asdict(one), "starts_on": one.starts_on.isoformat(), "ends_on": one.ends_on.isoformat()}
                for one in planned
            ]
        ),
    )


async def _update(ctx: Ctx, old: CycleRow, new: dict[str, Any]) -> None:
    span = _span(old, new)
    await db.run(
        ctx,
        """
        update cycle set name = %(name)s, starts_on = %(starts_on)s, ends_on = %(ends_on)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=old.id,
        name=new.get("name", old.name),
        starts_on=span.starts_on,
        ends_on=span.ends_on,
    )


async def _set_closed(ctx: Ctx, cycle_id: UUID, *, closed: bool) -> None:
    touched = await db.run(
        ctx,
        """
        update cycle set closed_at = case when %(closed)s then %(now)s::timestamptz end, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=cycle_id,
        closed=closed,
        now=ctx.now,
    )
    if not touched:
        raise NotFound


def _dates(row: CycleRow | None) -> HasDates | None:
    return None if row is None else HasDates(starts_on=row.starts_on, ends_on=row.ends_on)


def _span(old: CycleRow, new: dict[str, Any]) -> HasDates:
    return HasDates(starts_on=new.get("starts_on", old.starts_on), ends_on=new.get("ends_on", old.ends_on))
