"""Keep what was agreed when wording, baseline or target change after the cycle began."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Invalid
from headway.goals.actions.events import said
from headway.goals.rules.revisions import Age, Snapshot, has_begun, is_locked, touches_lock
from headway.goals.schemas.rows import KeyResultRow, ObjectiveFullRow
from headway.progress.rules.metrics import Definition

Changed = Mapping[str, tuple[Any, Any]]


class _Goal(Struct, frozen=True, kw_only=True):
    objective: UUID
    key_result: UUID | None
    age: Age
    before: Snapshot


async def keep_key_result_revision(
    ctx: Ctx, old: KeyResultRow, definition: Definition, *, changed: Changed, reason: str
) -> None:
    """Write the revision of a key result, if this edit is one. Raises `Invalid` where a reason is needed."""
    age = Age(state=old.objective_state, cycle_starts_on=old.cycle_starts_on, hours=_hours(ctx, old))
    before = Snapshot(title=old.title, commitment=old.commitment, definition=definition)
    goal = _Goal(objective=old.objective_id, key_result=old.id, age=age, before=before)
    await _keep(ctx, goal, changed=changed, reason=reason)


async def keep_objective_revision(ctx: Ctx, old: ObjectiveFullRow, *, changed: Changed, reason: str) -> None:
    """Write the revision of an objective's wording. Raises `Invalid` where a reason is needed."""
    age = Age(state=old.state, cycle_starts_on=old.starts_on, hours=_hours(ctx, old))
    goal = _Goal(objective=old.id, key_result=None, age=age, before=Snapshot(title=old.title))
    await _keep(ctx, goal, changed=changed, reason=reason)


async def _keep(ctx: Ctx, goal: _Goal, *, changed: Changed, reason: str) -> None:
    if not touches_lock(changed) or not has_begun(goal.age, ctx.today):
        return
    if not reason.strip():
        if is_locked(goal.age, ctx.today):
            raise Invalid.field(
                "reason",
                "The cycle has begun, so wording, baseline and target are locked. Say why you change them: the "
                "reason and the original stay visible.",
                code="goals.reason_needed",
            )
        return
    await db.run(
        ctx,
        """
        insert into goal_revision (workspace_id, objective_id, key_result_id, revised_at, revised_on, member_id, reason,
                                   before, changes)
        values (%(workspace)s, %(objective)s, %(key_result)s, %(now)s, %(today)s, %(member)s, %(reason)s, %(before)s,
                %(changes)s)
        """,
        workspace=ctx.workspace.id,
        objective=goal.objective,
        key_result=goal.key_result,
        now=ctx.now,
        today=ctx.today,
        member=ctx.actor.member,
        reason=reason.strip(),
        before=Jsonb(msgspec.to_builtins(goal.before)),
        changes=Jsonb(said({name: pair for name, pair in changed.items() if touches_lock([name])})["changes"]),
    )


def _hours(ctx: Ctx, old: KeyResultRow | ObjectiveFullRow) -> float:
    return (ctx.now - old.created_at) / timedelta(hours=1)
