"""Key results: written, changed, weighed, dropped, taken back, deleted."""

from typing import Any
from uuid import UUID

from msgspec import UNSET
from msgspec.structs import asdict

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Stale
from headway.goals import queries
from headway.goals.access import can_edit, can_edit_key_result
from headway.goals.actions.definitions import FIELDS, changed_definition
from headway.goals.actions.events import key_result_cause, objective_cause, said
from headway.goals.actions.links import change_links
from headway.goals.actions.new_key_results import Home, insert_key_results
from headway.goals.actions.refusals import (
    Dropped,
    NotDeletable,
    NotDropped,
    NotPaused,
    Paused,
    allow,
    known_owner,
    known_team,
    refuse_closed,
    trimmed,
)
from headway.goals.actions.revisions import keep_key_result_revision
from headway.goals.queries.key_results import key_result_row, own_standing
from headway.goals.queries.objectives import objective_row
from headway.goals.queries.visible import standing_of
from headway.goals.rules.changes import differences
from headway.goals.schemas.key_results import KeyResultIn, KeyResultOut, KeyResultPatch
from headway.goals.schemas.rows import KeyResultRow
from headway.progress import actions as progress
from headway.progress import queries as metrics
from headway.progress.rules.metrics import Definition
from headway.progress.schemas import GraphChange

NOT_YOURS = "Only its owner and the people of its objective can change this key result."
NOT_YOUR_OBJECTIVE = "Only the people of the objective can do this: its owner, its author, team leads and admins."
OWN_FIELDS = (
    "title", "description", "full_mark", "commitment", "indicator", "owner_id", "check_in_owner_id", "team_id",
    "confidence", "rank",
)  # fmt: skip


async def add_key_result(ctx: Ctx, objective_id: UUID, given: KeyResultIn) -> KeyResultOut:
    """A new key result of an objective. Raises `Invalid`, `Forbidden`, `CycleClosed`, `Dropped`."""
    await progress.lock_graph(ctx)
    above = await objective_row(ctx, objective_id)
    allow(can_edit(ctx.actor, standing_of(above)), NOT_YOUR_OBJECTIVE)
    refuse_closed(closed=above.closed)
    if above.state == "dropped":
        raise Dropped
    last = await db.value(
        ctx,
        "select max(rank) from key_result where workspace_id = %(workspace)s and objective_id = %(id)s",
        workspace=ctx.workspace.id,
        id=objective_id,
    )
    home = Home(
        objective=objective_id, owner=above.owner_id, dates=(above.starts_on, above.ends_on), last_rank=last or 0.0
    )
    (new,), nodes, links = await insert_key_results(ctx, home, [given])
    cause = objective_cause("goals.key_result_created", above.id, number=above.number, title=above.title)
    await change_links(ctx, GraphChange(nodes=tuple(nodes), links=tuple(links)), cause=cause)
    await ctx.record("goals.key_result_created", "key_result", new, version=1, data={"objective": str(objective_id)})
    await ctx.record("goals.key_result_created", "objective", objective_id, data={"key_result": str(new)})
    return await queries.key_result(ctx, new)


async def change_key_result(ctx: Ctx, key_result_id: UUID, given: KeyResultPatch, *, version: int) -> KeyResultOut:
    """Words, numbers, weight. What changed is kept with old and new, and the reason where one was given.

    Raises `Stale`, `Invalid`, `KindHasValues`, `Dropped`, `CycleClosed`.
    """
    await progress.lock_graph(ctx)
    old = await _editable(ctx, key_result_id)
    if old.version != version:
        raise Stale(await queries.key_result(ctx, key_result_id))
    _refuse_dropped(old)
    d = (await metrics.metric_facts(ctx, [key_result_id]))[key_result_id].definition
    kept = changed_definition(d, given)
    changed = await _differences(ctx, old, given) | _numbers(d, kept)
    if not changed:
        return await queries.key_result(ctx, key_result_id)
    await keep_key_result_revision(ctx, old, d, changed=changed, reason=given.reason)
    cause = key_result_cause("goals.key_result_changed", old.id, number=old.number, title=old.title)
    if changed.keys() & FIELDS:
        await progress.change_metric(ctx, key_result_id, kept, cause=cause)
    if "weight" in changed:
        await progress.set_weight(ctx, key_result_id, old.objective_id, weight=changed["weight"][1], cause=cause)
    await _update(ctx, old, {name: new for name, (_, new) in changed.items() if name in OWN_FIELDS})
    await ctx.record(
        "goals.key_result_changed", "key_result", key_result_id, version=version + 1, data=said(changed, given.reason)
    )
    return await queries.key_result(ctx, key_result_id)


async def drop_key_result(ctx: Ctx, key_result_id: UUID, *, reason: str) -> KeyResultOut:
    """It counts no more; its values and history stay. Raises `Dropped`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _of_objective(ctx, key_result_id)
    _refuse_dropped(old)
    return await _switch(ctx, old, "dropped", reason=trimmed("reason", reason))


async def restore_key_result(ctx: Ctx, key_result_id: UUID) -> KeyResultOut:
    """Take the dropping back. Raises `NotDropped`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _of_objective(ctx, key_result_id)
    if old.own_state != "dropped":
        raise NotDropped
    return await _switch(ctx, old, "active")


async def pause_key_result(ctx: Ctx, key_result_id: UUID, *, reason: str) -> KeyResultOut:
    """Let it rest: it keeps its number and counts as before. Raises `Paused`, `Dropped`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _of_objective(ctx, key_result_id)
    _refuse_dropped(old)
    if old.own_state == "paused":
        raise Paused
    return await _switch(ctx, old, "paused", reason=trimmed("reason", reason))


async def resume_key_result(ctx: Ctx, key_result_id: UUID) -> KeyResultOut:
    """Take it up again. Raises `NotPaused`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _of_objective(ctx, key_result_id)
    if old.own_state != "paused":
        raise NotPaused
    return await _switch(ctx, old, "active")


async def delete_key_result(ctx: Ctx, key_result_id: UUID) -> None:
    """Of a draft, or made by mistake minutes ago and unused. Raises `NotDeletable`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _of_objective(ctx, key_result_id)
    facts = (await metrics.metric_facts(ctx, [key_result_id]))[key_result_id]
    if not own_standing(ctx, old, facts).deletable:
        raise NotDeletable
    cause = key_result_cause("goals.key_result_deleted", old.id, number=old.number, title=old.title)
    await progress.remove_node(ctx, key_result_id, cause=cause)
    await progress.remove_metric(ctx, key_result_id)
    await db.run(
        ctx,
        "delete from key_result where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=key_result_id,
    )
    await ctx.record(
        "goals.key_result_deleted",
        "key_result",
        key_result_id,
        version=old.version + 1,
        data={"objective": str(old.objective_id)},
    )
    await ctx.record("goals.key_result_deleted", "objective", old.objective_id, data={"key_result": str(old.id)})


async def _editable(ctx: Ctx, key_result_id: UUID) -> KeyResultRow:
    row = await key_result_row(ctx, key_result_id)
    allow(can_edit_key_result(ctx.actor, standing_of(row), owns=row.owns_key_result), NOT_YOURS)
    refuse_closed(closed=row.closed)
    return row


async def _of_objective(ctx: Ctx, key_result_id: UUID) -> KeyResultRow:
    """What changes the objective's number as a whole is for the people of the objective."""
    row = await key_result_row(ctx, key_result_id)
    allow(can_edit(ctx.actor, standing_of(row)), NOT_YOUR_OBJECTIVE)
    refuse_closed(closed=row.closed)
    return row


def _refuse_dropped(row: KeyResultRow) -> None:
    if "dropped" in {row.own_state, row.state}:
        raise Dropped


async def _differences(ctx: Ctx, old: KeyResultRow, given: KeyResultPatch) -> dict[str, tuple[Any, Any]]:
    """What changes of the key result itself, checked."""
    new = {
        name: value for name, value in asdict(given).items() if name in {*OWN_FIELDS, "weight"} and value is not UNSET
    }
    if "title" in new:
        new["title"] = trimmed("title", new["title"])
    changed = differences(asdict(old), new)
    if "weight" in changed:
        allow(can_edit(ctx.actor, standing_of(old)), NOT_YOUR_OBJECTIVE)
    for name in {"owner_id", "check_in_owner_id"} & changed.keys():
        await known_owner(ctx, changed[name][1], field=name)
    if changed.get("team_id", (None, None))[1] is not None:
        await known_team(ctx, changed["team_id"][1])
    return changed


def _numbers(old: Definition, new: Definition) -> dict[str, tuple[Any, Any]]:
    """What changes of the definition; its rhythm is not written here."""
    before, after = asdict(old), asdict(new)
    return differences(before, {name: after[name] for name in FIELDS})


async def _update(ctx: Ctx, old: KeyResultRow, new: dict[str, Any]) -> None:
    values = {name: getattr(old, name) for name in OWN_FIELDS} | new
    await db.run(
        ctx,
        """
        update key_result
           set title = %(title)s, description = %(description)s, full_mark = %(full_mark)s,
               commitment = %(commitment)s, indicator = %(indicator)s, owner_id = %(owner_id)s,
               check_in_owner_id = %(check_in_owner_id)s, team_id = %(team_id)s, confidence = %(confidence)s,
               rank = %(rank)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=old.id,
        **values,
    )


_SWITCHED = {
    ("dropped", "active"): "goals.key_result_restored",
    ("active", "paused"): "goals.key_result_paused",
    ("paused", "active"): "goals.key_result_resumed",
}


async def _switch(ctx: Ctx, old: KeyResultRow, state: str, *, reason: str = "") -> KeyResultOut:
    """Count it, or no longer, and tell."""
    await db.run(
        ctx,
        """
        update key_result
           set state = %(state)s, version = version + 1,
               dropped_reason = case when %(state)s = 'dropped' then %(reason)s else '' end,
               paused_reason = case when %(state)s = 'paused' then %(reason)s else '' end,
               paused_at = case when %(state)s = 'paused' then %(now)s::timestamptz end
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=old.id,
        state=state,
        reason=reason,
        now=ctx.now,
    )
    kind = _SWITCHED.get((old.own_state, state), "goals.key_result_dropped")
    if "dropped" in {old.own_state, state}:
        cause = key_result_cause(kind, old.id, number=old.number, title=old.title)
        await progress.set_active(ctx, old.id, active=state == "active", cause=cause)
    await ctx.record(kind, "key_result", old.id, version=old.version + 1, data=said({}, reason))
    return await queries.key_result(ctx, old.id)
