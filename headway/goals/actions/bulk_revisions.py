"""Edits of goals in the past, for the demo company: what was agreed first stays to be seen."""

from collections.abc import Sequence
from typing import Any

import msgspec
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.actions.events import said
from headway.goals.rules.revisions import Snapshot
from headway.goals.schemas.bulk import BulkRevision


async def keep_past_revisions(ctx: Ctx, revisions: Sequence[BulkRevision]) -> None:
    """As if each had been made when it was; the goals are what they became already. No event."""
    await db.run(
        ctx,
        """
        insert into goal_revision (workspace_id, objective_id, key_result_id, revised_at, revised_on, member_id, reason,
                                   before, changes)
        select %(workspace)s, r.objective_id, r.key_result_id, r.at, r.day, r.by, r.reason, r.before, r.changes
          from jsonb_to_recordset(%(rows)s) as r (
                 objective_id uuid, key_result_id uuid, at timestamptz, day date, by uuid, reason text, before jsonb,
                 changes jsonb)
        """,
        workspace=ctx.workspace.id,
        rows=Jsonb([_row(one) for one in revisions]),
    )


def _row(one: BulkRevision) -> dict[str, Any]:
    changed = {"title": (one.title, one.now_titled), "target": (one.before.target, one.now.target)}
    row: dict[str, Any] = msgspec.to_builtins(
        {
            "objective_id": one.objective_id,
            "key_result_id": one.key_result_id,
            "at": one.revised_at,
            "day": one.revised_at.date(),
            "by": one.revised_by,
            "reason": one.reason,
            "before": Snapshot(title=one.title, commitment=one.commitment, definition=one.before),
            "changes": said({name: pair for name, pair in changed.items() if pair[0] != pair[1]})["changes"],
        }
    )
    return row
