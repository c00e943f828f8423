"""What happened to goals, from the event log: edits with old and new, and numbers with their causes."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries.naming import Names
from headway.goals.schemas.common import ChangeOut, EventRow, Ref

RECENT = 20


async def recent_changes(ctx: Ctx, ids: Collection[UUID], names: Names, *, limit: int = RECENT) -> list[ChangeOut]:
    """The newest of what people did and the newest moves of the numbers, so that many moves bury no edit.

    Newest first, without what was forecast; the caller has made sure that the reader may see these goals.
    """
    found = await db.rows(
        ctx,
        EventRow,
        """
        select e.recorded_at as at, e.kind, e.subject, e.subject_id, e.actor_id, m.name as actor_name, e.data
          from (
            (select * from event
              where workspace_id = %(workspace)s and subject_id = any (%(ids)s) and left(kind, 9) <> 'progress.'
              order by id desc limit %(limit)s)
            union all
            (select * from event
              where workspace_id = %(workspace)s and subject_id = any (%(ids)s) and kind = 'progress.changed'
              order by id desc limit %(limit)s)
          ) as e
          left join member m on m.workspace_id = e.workspace_id and m.id = e.actor_id
         order by e.id desc
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
        limit=limit,
    )
    await names.nameable(_causes(found))
    return [_out(row, names) for row in found]


def _causes(found: Sequence[EventRow]) -> list[tuple[str, UUID]]:
    causes = [row.data["cause"] for row in found if row.data.get("cause")]
    return [(cause["subject"], UUID(cause["subject_id"])) for cause in causes]


def _out(row: EventRow, names: Names) -> ChangeOut:
    cause = names.cause(row.data.get("cause"))
    hidden = cause is not None and cause.id is None
    actor = None if row.actor_id is None or row.actor_name is None or hidden else Ref(row.actor_id, row.actor_name)
    return ChangeOut(
        at=row.at,
        kind=row.kind,
        subject=row.subject,
        subject_id=row.subject_id,
        actor=actor,
        changes=_changes(row),
        reason=str(row.data.get("reason", "")),
        cause=cause,
    )


def _changes(row: EventRow) -> dict[str, Any]:
    if row.kind != "progress.changed":
        return dict(row.data.get("changes", {}))
    data = row.data
    said = {"progress": [data.get("old"), data.get("new")], "work": [data.get("old_work"), data.get("new_work")]}
    return {name: pair for name, pair in said.items() if pair[0] != pair[1]}
