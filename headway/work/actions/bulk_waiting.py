"""What waits for what, for many tasks at once."""

from collections.abc import Sequence

from msgspec import to_builtins
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.work.schemas.bulk import BulkBlock, BulkWait


async def let_wait(ctx: Ctx, blocks: Sequence[BulkBlock], waits: Sequence[BulkWait]) -> None:
    """Write it as given. Whoever calls this has seen to it that there are no circles."""
    await db.run(
        ctx,
        """
        insert into task_dependency (workspace_id, blocked_id, blocker_id, open, created_by, created_at)
        select %(workspace)s, b.blocked_id, b.blocker_id, t.deleted_at is null and t.status_type in ('open', 'active'),
               %(by)s, %(now)s
          from jsonb_to_recordset(%(blocks)s) as b (blocked_id uuid, blocker_id uuid)
          join task t on t.workspace_id = %(workspace)s and t.id = b.blocker_id
        on conflict do nothing
        """,
        workspace=ctx.workspace.id,
        by=ctx.actor.member,
        now=ctx.now,
        blocks=Jsonb(to_builtins(blocks)),
    )
    await db.run(
        ctx,
        """
        update task t
           set waiting_for = w.waiting_for, waiting_since = w.waiting_since, waiting_by = w.waiting_by
          from jsonb_to_recordset(%(waits)s) as w (
                 task_id uuid, waiting_for text, waiting_since timestamptz, waiting_by uuid)
         where t.workspace_id = %(workspace)s and t.id = w.task_id
        """,
        workspace=ctx.workspace.id,
        waits=Jsonb(to_builtins(waits)),
    )
