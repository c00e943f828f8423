"""What jobs need of goals to forecast and to judge them; nothing of it goes out."""

from collections.abc import Collection
from typing import Literal
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx


async def confidences(ctx: Ctx, key_results: Collection[UUID]) -> dict[UUID, int]:
    """How confident the owners are, 0 to 10."""
    found = await db.tuples(
        ctx,
        "select id, confidence from key_result where workspace_id = %(workspace)s and id = any (%(ids)s)",
        workspace=ctx.workspace.id,
        ids=list(key_results),
    )
    return {id_: int(confidence) for id_, confidence in found}


class Ended(Struct):
    """A key result of a cycle, as it is judged."""

    id: UUID
    commitment: Literal["committed", "stretch"]
    closed: bool


async def of_cycle(ctx: Ctx, cycle_id: UUID, *, after: UUID, most: int) -> list[Ended]:
    """The next key results of a cycle that were not dropped, by id, and whether it is closed.

    Empty for a cycle that is gone.
    """
    return await db.rows(
        ctx,
        Ended,
        """
        select k.id, k.commitment, c.closed_at is not null as closed
          from key_result k
          join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
          join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
         where k.workspace_id = %(workspace)s and c.id = %(cycle)s and k.state <> 'dropped' and o.state <> 'dropped'
           and k.id > %(after)s
         order by k.id
         limit %(most)s
        """,
        workspace=ctx.workspace.id,
        cycle=cycle_id,
        after=after,
        most=most,
    )
