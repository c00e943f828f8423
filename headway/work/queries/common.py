"""What every read of the room shares: who asks, people by id, counters as people read them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.organisation.schemas import PersonRef
from headway.progress.rules.display import percent
from headway.work.rules.counting import share
from headway.work.schemas.common import CountOut


class Counters(Protocol):
    """A row with the generated counters."""

    @property
    def leaves(self) -> int: ...
    @property
    def leaves_done(self) -> int: ...
    @property
    def leaves_estimated(self) -> int: ...
    @property
    def hours(self) -> Decimal | float: ...
    @property
    def hours_done(self) -> Decimal | float: ...


def asking(ctx: Ctx) -> dict[str, Any]:
    """The parameters of `work_visible`: every read that starts there passes these."""
    return {
        "workspace": ctx.workspace.id,
        "me": ctx.actor.member,
        "guest": ctx.actor.is_guest,
        "everything": ctx.actor.kind == "system",
    }


async def people(ctx: Ctx, ids: Iterable[UUID | None]) -> dict[UUID, PersonRef]:
    """People by id, those who have left too; one statement, none for no ids."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    found = await db.rows(
        ctx,
        PersonRef,
        """
        select id, name, title, removed_at is null as active
          from member where workspace_id = %(workspace)s and id = any (%(ids)s)
        """,
        workspace=ctx.workspace.id,
        ids=list(wanted),
    )
    return {person.id: person for person in found}


def count_out(row: Counters, *, tasks: int = 1) -> CountOut:
    """The counters of a task or project as the API gives them.

    A project without `tasks` counts as one thing that is not done yet, and that is no task to be counted.
    """
    done = share(
        row.leaves,
        row.leaves_done,
        estimated=row.leaves_estimated,
        hours=Decimal(str(row.hours)),
        hours_done=Decimal(str(row.hours_done)),
    )
    return CountOut(
        share=done,
        display="" if done is None else percent(done),
        by="hours" if row.leaves and row.leaves_estimated == row.leaves and row.hours > 0 else "count",
        leaves=row.leaves if tasks else 0,
        done=row.leaves_done if tasks else 0,
        hours=float(row.hours),
        hours_done=float(row.hours_done),
    )
