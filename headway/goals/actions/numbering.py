"""Human numbers (O-12, KR-34): dense per workspace and kind, taken in the transaction that uses them."""

from typing import Literal

from headway.core import db
from headway.core.ctx import Ctx


async def take_numbers(ctx: Ctx, kind: Literal["objective", "key_result"], count: int) -> range:
    """The next `count` numbers. Whoever takes some at the same time waits for this transaction."""
    last = await db.value(
        ctx,
        """
        insert into display_counter as c (workspace_id, kind, number)
        values (%(workspace)s, %(kind)s, %(count)s)
        on conflict (workspace_id, kind) do update set number = c.number + excluded.number
        returning number
        """,
        workspace=ctx.workspace.id,
        kind=kind,
        count=count,
    )
    return range(int(last) - count + 1, int(last) + 1)
