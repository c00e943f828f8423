"""A key result that is handed down takes its number from objectives below; undoing that gives it its own one back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.actions.dates import unfilled
from headway.goals.actions.events import key_result_cause
from headway.goals.queries.key_results import key_result_row
from headway.goals.rules.changes import UNDO_MINUTES
from headway.goals.schemas.rows import KeyResultRow
from headway.progress import actions as progress
from headway.progress.rules.metrics import Definition, Kind


class Converted(Struct, frozen=True):
    """A key result, and its definition (as JSON) from before it was handed down."""

    key_result: UUID
    before: dict[str, Any]


async def convert_to_objectives(ctx: Ctx, above: KeyResultRow, old: Definition) -> dict[str, Any]:
    """Let it take its progress from objectives. Returns what it was, for the event that undo reads."""
    bare = Definition(kind=Kind.OBJECTIVES, unit=old.unit, starts_on=old.starts_on, ends_on=old.ends_on)
    cause = key_result_cause("goals.key_result_cascaded", above.id, number=above.number, title=above.title)
    await progress.change_metric(ctx, above.id, unfilled(bare), cause=cause)
    return {"before": msgspec.to_builtins(unfilled(old))}


async def converted_for(ctx: Ctx, child: UUID) -> Converted | None:
    """The key result that this person converted minutes ago for this objective, which is all that it counts."""
    return await db.maybe(
        ctx,
        Converted,
        """
        select a.key_result_id as key_result, e.data -> 'before' as before
          from alignment a
          join metric m on m.workspace_id = a.workspace_id and m.id = a.key_result_id and m.kind = 'objectives'
          join event e on e.workspace_id = a.workspace_id and e.subject_id = a.key_result_id
                      and e.kind = 'goals.key_result_cascaded'
         where a.workspace_id = %(workspace)s and a.child_id = %(child)s and e.data ->> 'objective' = %(child)s::text
           and e.data -> 'before' is not null and e.actor_id = %(me)s and e.recorded_at >= %(since)s
           and not exists (select from alignment b
                            where b.workspace_id = a.workspace_id and b.key_result_id = a.key_result_id
                              and b.id <> a.id)
         order by e.id desc
         limit 1
        """,
        child=child,
        workspace=ctx.workspace.id,
        me=ctx.actor.member,
        since=ctx.now - timedelta(minutes=UNDO_MINUTES),
    )


async def give_number_back(ctx: Ctx, converted: Converted) -> None:
    """After the objective it was handed down to is gone."""
    above = await key_result_row(ctx, converted.key_result)
    if above.closed:
        return
    cause = key_result_cause("goals.key_result_changed", above.id, number=above.number, title=above.title)
    before = msgspec.convert(converted.before, Definition, strict=False)
    await progress.change_metric(ctx, above.id, before, cause=cause)
    await ctx.record("goals.key_result_changed", "key_result", above.id, version=above.version)
