"""Key results that run with their cycle follow when the cycle's dates change or the objective moves to another one."""

from uuid import UUID

from msgspec.structs import replace

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.rules.cycles import HasDates, carried_dates
from headway.progress import actions as progress
from headway.progress import queries as metrics
from headway.progress.rules.metrics import Definition, Kind


async def carry_dates(
    ctx: Ctx, *, old: HasDates, new: HasDates, cycle: UUID | None = None, objective: UUID | None = None
) -> None:
    """Of the key results of a cycle or an objective, those dated as `old` become dated as `new`.

    Sub-targets that would fall outside the new dates are refused by the definition's own rules.
    """
    ids = await db.column(
        ctx,
        """
        select m.id
          from key_result k
          join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
          join metric m on m.workspace_id = k.workspace_id and m.id = k.id
         where k.workspace_id = %(workspace)s and (o.cycle_id = %(cycle)s or o.id = %(objective)s)
           and m.starts_on = %(starts_on)s and m.ends_on = %(ends_on)s
         order by m.id
        """,
        workspace=ctx.workspace.id,
        cycle=cycle,
        objective=objective,
        starts_on=old.starts_on,
        ends_on=old.ends_on,
    )
    facts = await metrics.metric_facts(ctx, ids)
    for id_ in ids:
        d = facts[id_].definition
        dates = carried_dates((d.starts_on, d.ends_on), old, new)
        if dates is not None:
            await progress.change_metric(ctx, id_, replace(unfilled(d), starts_on=dates[0], ends_on=dates[1]))


def unfilled(d: Definition) -> Definition:
    """A loaded definition as it is to be kept: the rhythm stays the workspace's, unless it is part of the meaning."""
    return d if d.kind is Kind.MAINTAIN else replace(d, check_in_days=None)
