"""Make many rituals of the past at once, for the demo company. One statement for each noun, however many."""

from collections.abc import Sequence

import msgspec
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.rituals.schemas.bulk import BulkCheckIn


async def make_check_ins(ctx: Ctx, check_ins: Sequence[BulkCheckIn]) -> int:
    """Write them as they were given, whatever the caller's own rights: who calls this has checked them.

    They record no value and change no confidence: both are there already. One summary event.
    """
    made = await db.run(
        ctx,
        """
        insert into check_in (workspace_id, key_result_id, measurement_id, unchanged, confidence, confidence_before,
                              progress_before, progress, health, changed, blockers, next_steps, via, author_id,
                              made_at, recorded_at)
        select %(workspace)s, c.key_result_id, m.id, c.unchanged, c.confidence, c.confidence_before,
               c.progress_before, c.progress, c.health, c.changed, c.blockers, c.next_steps, 'sample', c.author_id,
               c.made_at, c.made_at
          from jsonb_to_recordset(%(check_ins)s) as c (
                 key_result_id uuid, made_at timestamptz, author_id uuid, unchanged boolean, confidence smallint,
                 confidence_before smallint, progress_before double precision, progress double precision,
                 health text, changed text, blockers text, next_steps text)
          left join measurement m on m.workspace_id = %(workspace)s and m.metric_id = c.key_result_id
                                 and m.effective_at = c.made_at and m.kind = 'value'
         order by c.made_at
        """,
        workspace=ctx.workspace.id,
        check_ins=Jsonb(msgspec.to_builtins(check_ins)),
    )
    await ctx.record("rituals.made_in_bulk", "workspace", ctx.workspace.id, data={"check_ins": made})
    return made
