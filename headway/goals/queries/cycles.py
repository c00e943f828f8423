"""Reads of cycles. Everybody sees them; they hold no goal's name."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound, Problem
from headway.goals.access import cycle_can
from headway.goals.rules.cycles import current_cycle
from headway.goals.schemas.common import CycleRef
from headway.goals.schemas.cycles import CycleOut, CycleRow


async def cycle_rows(ctx: Ctx, ids: Sequence[UUID] | None = None) -> list[CycleRow]:
    """All cycles, or those of `ids`, the longest first within a start."""
    return await db.rows(
        ctx,
        CycleRow,
        """
        select c.id, c.parent_id, c.name, c.kind, c.starts_on, c.ends_on, c.sample, c.closed_at, c.version,
               (select count(*) from objective o
                 where o.workspace_id = c.workspace_id and o.cycle_id = c.id and o.state <> 'dropped') as objectives,
               (select count(*) from objective o
                 where o.workspace_id = c.workspace_id and o.cycle_id = c.id)
               + (select count(*) from cycle i
                   where i.workspace_id = c.workspace_id and i.parent_id = c.id) as inside
          from cycle c
         where c.workspace_id = %(workspace)s and (%(ids)s::uuid[] is null or c.id = any (%(ids)s))
         order by c.starts_on, c.ends_on desc, c.name
        """,
        workspace=ctx.workspace.id,
        ids=ids,
    )


async def cycle_row(ctx: Ctx, cycle_id: UUID, *, missing: Problem | None = None) -> CycleRow:
    """One cycle as stored. Raises `missing`, or `NotFound`."""
    found = await cycle_rows(ctx, [cycle_id])
    if not found:
        raise missing or NotFound()
    return found[0]


async def cycles(ctx: Ctx) -> list[CycleOut]:
    """Every cycle of the workspace by start, with the current one marked."""
    found = await cycle_rows(ctx)
    now = current_cycle(found, ctx.today)
    return [_out(ctx, row, current=now is not None and row.id == now.id) for row in found]


async def cycle(ctx: Ctx, cycle_id: UUID) -> CycleOut:
    """One cycle. Raises `NotFound`."""
    for one in await cycles(ctx):
        if one.id == cycle_id:
            return one
    raise NotFound


async def current(ctx: Ctx) -> CycleOut | None:
    """The cycle that is meant by "now" in the workspace's time zone."""
    return next((one for one in await cycles(ctx) if one.current), None)


def ref(row: CycleRow) -> CycleRef:
    return CycleRef(row.id, row.name, row.starts_on, row.ends_on, row.closed_at is not None)


def _out(ctx: Ctx, row: CycleRow, *, current: bool) -> CycleOut:
    return CycleOut(
        id=row.id,
        parent_id=row.parent_id,
        name=row.name,
        kind=row.kind,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        closed_at=row.closed_at,
        current=current,
        elapsed=_elapsed(row, ctx.today),
        objectives=row.objectives,
        sample=row.sample,
        version=row.version,
        can=cycle_can(ctx.actor, closed=row.closed_at is not None, used=row.inside > 0),
    )


def _elapsed(row: CycleRow, today: date) -> float:
    """Share of its days gone by, both ends included."""
    whole = (row.ends_on - row.starts_on).days + 1
    return min(max((today - row.starts_on).days + 1, 0), whole) / whole
