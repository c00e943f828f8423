"""Objectives: written, changed, activated, dropped, taken back, deleted."""

from typing import Any
from uuid import UUID

from msgspec import UNSET
from msgspec.structs import asdict

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound, Stale
from headway.goals import queries
from headway.goals.access import can_edit
from headway.goals.actions.alignments import checked_parents
from headway.goals.actions.conversions import converted_for, give_number_back
from headway.goals.actions.dates import carry_dates
from headway.goals.actions.events import objective_cause, said
from headway.goals.actions.links import as_link, change_links, insert_alignments
from headway.goals.actions.new_key_results import Home, insert_key_results
from headway.goals.actions.numbering import take_numbers
from headway.goals.actions.refusals import (
    Dropped,
    LocksYouOut,
    NotADraft,
    NotDeletable,
    NotDropped,
    NotPaused,
    Paused,
    allow,
    known_owner,
    known_team,
    open_cycle,
    refuse_closed,
    refuse_foreign_home,
    trimmed,
)
from headway.goals.actions.revisions import keep_objective_revision
from headway.goals.queries.objectives import deletable, objective_row
from headway.goals.queries.visible import standing_of
from headway.goals.rules.changes import RANK_STEP, differences
from headway.goals.rules.cycles import HasDates
from headway.goals.schemas.cycles import CycleRow
from headway.goals.schemas.objectives import ObjectiveIn, ObjectiveOut, ObjectivePatch
from headway.goals.schemas.rows import ObjectiveFullRow
from headway.progress import actions as progress
from headway.progress.rules.graph import Mode
from headway.progress.schemas import GraphChange, NewNode

NOT_YOURS = "Only its owner, its author, the leads of its team and admins can change this objective."


async def create_objective(ctx: Ctx, given: ObjectiveIn) -> ObjectiveOut:
    """A new objective with its key results and what it serves, all or nothing.

    Raises `Invalid`, `Forbidden` for a team that is not the caller's, `CycleClosed`, `AlignmentCycle`.
    """
    await progress.lock_graph(ctx)
    owner = given.owner_id or ctx.actor.member
    await refuse_foreign_home(ctx, given.team_id, owner)
    new = await write_objective(ctx, given)
    await ctx.record(
        "goals.objective_created", "objective", new, version=1, data={"key_results": len(given.key_results)}
    )
    return await still_visible(ctx, new)


async def write_objective(ctx: Ctx, given: ObjectiveIn, *, sample: bool = False) -> UUID:
    """What creating and cascading share: everything but who may write for this team, and the event."""
    cycle = await open_cycle(ctx, given.cycle_id)
    owner = given.owner_id or ctx.actor.member
    await known_owner(ctx, owner)
    if given.team_id is not None:
        await known_team(ctx, given.team_id)
    new = await _insert(ctx, given, owner=owner, sample=sample)
    home = Home(objective=new, owner=owner, dates=(cycle.starts_on, cycle.ends_on), sample=sample)
    _, nodes, links = await insert_key_results(ctx, home, given.key_results, path="key_results.")
    own = NewNode(id=new, subject="objective", mode=Mode.MEAN, active=given.state == "active")
    await change_links(ctx, GraphChange(nodes=(own, *nodes), links=tuple(links)))
    above = await checked_parents(ctx, new, given.parents)
    await insert_alignments(ctx, above)
    if above:
        await change_links(ctx, GraphChange(links=tuple(as_link(one) for one in above)))
    return new


async def change_objective(ctx: Ctx, objective_id: UUID, given: ObjectivePatch, *, version: int) -> ObjectiveOut:
    """Words, owner, team, cycle, privacy, place. What changed is kept with old and new.

    Raises `Stale`, `Dropped`, `CycleClosed` of the old or the new cycle, `LocksYouOut`.
    """
    await progress.lock_graph(ctx)
    old = await _editable(ctx, objective_id)
    if old.version != version:
        raise Stale(await queries.objective(ctx, objective_id))
    if old.state == "dropped":
        raise Dropped
    new = {name: value for name, value in asdict(given).items() if value is not UNSET and name != "reason"}
    if "title" in new:
        new["title"] = trimmed("title", new["title"])
    changed = differences(asdict(old), new)
    if not changed:
        return await queries.objective(ctx, objective_id)
    await _refuse_move(ctx, old, changed)
    await keep_objective_revision(ctx, old, changed=changed, reason=given.reason)
    await _update(ctx, objective_id, {**asdict(old), **new})
    if "cycle_id" in changed:
        cycle = await open_cycle(ctx, new["cycle_id"])
        await carry_dates(ctx, objective=objective_id, old=_dates_of(old), new=_dates(cycle))
    await ctx.record(
        "goals.objective_changed", "objective", objective_id, version=version + 1, data=said(changed, given.reason)
    )
    return await still_visible(ctx, objective_id)


async def activate_objective(ctx: Ctx, objective_id: UUID) -> ObjectiveOut:
    """A draft becomes an objective that everybody sees and that counts above. Raises `NotADraft`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _editable(ctx, objective_id)
    if old.state != "draft":
        raise NotADraft
    await _set_state(ctx, old, "active")
    return await _told(ctx, old, "goals.objective_activated", active=True)


async def drop_objective(ctx: Ctx, objective_id: UUID, *, reason: str) -> ObjectiveOut:
    """It is not pursued any more and counts nowhere; its numbers and history stay. Raises `Dropped`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _editable(ctx, objective_id)
    if old.state == "dropped":
        raise Dropped
    if old.state == "draft":
        raise NotDropped("A draft counts nowhere anyway: delete it, or activate it first.")
    await _set_state(ctx, old, "dropped", reason=trimmed("reason", reason))
    return await _told(ctx, old, "goals.objective_dropped", active=False, reason=reason)


async def restore_objective(ctx: Ctx, objective_id: UUID) -> ObjectiveOut:
    """Take the dropping back. Raises `NotDropped`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _editable(ctx, objective_id)
    if old.state != "dropped":
        raise NotDropped
    await _set_state(ctx, old, "active")
    return await _told(ctx, old, "goals.objective_restored", active=True)


async def pause_objective(ctx: Ctx, objective_id: UUID, *, reason: str) -> ObjectiveOut:
    """Let it rest: it keeps its numbers and counts as before, and nobody is reminded of it.

    Raises `Paused`, `Dropped`, `CycleClosed`.
    """
    await progress.lock_graph(ctx)
    old = await _editable(ctx, objective_id)
    if old.state == "dropped":
        raise Dropped
    if old.state != "active":
        raise Paused("A draft rests anyway: nobody is reminded of it." if old.state == "draft" else "")
    await _set_state(ctx, old, "paused", reason=trimmed("reason", reason))
    return await _told(ctx, old, "goals.objective_paused", reason=reason)


async def resume_objective(ctx: Ctx, objective_id: UUID) -> ObjectiveOut:
    """Take it up again. Raises `NotPaused`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _editable(ctx, objective_id)
    if old.state != "paused":
        raise NotPaused
    await _set_state(ctx, old, "active")
    return await _told(ctx, old, "goals.objective_resumed")


async def delete_objective(ctx: Ctx, objective_id: UUID) -> None:
    """A draft, or what its author made by mistake minutes ago. Raises `NotDeletable`, `CycleClosed`.

    The key result that was handed down with it then gets its own number back.
    """
    await progress.lock_graph(ctx)
    old = await _editable(ctx, objective_id)
    if not deletable(ctx, old):
        raise NotDeletable
    below = await db.column(
        ctx,
        "select id from key_result where workspace_id = %(workspace)s and objective_id = %(id)s",
        workspace=ctx.workspace.id,
        id=objective_id,
    )
    converted = await converted_for(ctx, objective_id)
    cause = objective_cause("goals.objective_deleted", objective_id, number=old.number, title=old.title)
    await change_links(ctx, GraphChange(remove=(objective_id, *below)), cause=cause)
    for key_result in below:
        await progress.remove_metric(ctx, key_result)
    await db.run(
        ctx,
        "delete from objective where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=objective_id,
    )
    await ctx.record("goals.objective_deleted", "objective", objective_id, version=old.version + 1)
    if converted is not None:
        await give_number_back(ctx, converted)


async def still_visible(ctx: Ctx, objective_id: UUID) -> ObjectiveOut:
    """The changed row. Raises `LocksYouOut` where the caller would not see it any more."""
    try:
        return await queries.objective(ctx, objective_id)
    except NotFound as gone:
        raise LocksYouOut from gone


async def _editable(ctx: Ctx, objective_id: UUID) -> ObjectiveFullRow:
    row = await objective_row(ctx, objective_id)
    allow(can_edit(ctx.actor, standing_of(row)), NOT_YOURS)
    refuse_closed(closed=row.closed)
    return row


async def _refuse_move(ctx: Ctx, old: ObjectiveFullRow, changed: dict[str, tuple[Any, Any]]) -> None:
    """Whoever moves it must be allowed at both ends."""
    if "owner_id" in changed:
        await known_owner(ctx, changed["owner_id"][1])
    if "team_id" in changed:
        owner = changed.get("owner_id", (None, old.owner_id))[1]
        await refuse_foreign_home(ctx, changed["team_id"][1], owner)
    if "cycle_id" in changed:
        await open_cycle(ctx, changed["cycle_id"][1])


async def _insert(ctx: Ctx, given: ObjectiveIn, *, owner: UUID | None, sample: bool) -> UUID:
    (number,) = await take_numbers(ctx, "objective", 1)
    new = await db.value(
        ctx,
        """
        insert into objective (workspace_id, number, cycle_id, team_id, owner_id, title, why, priority, state,
                               private, confidence, rank, sample, created_by, created_at)
        select %(workspace)s, %(number)s, %(cycle_id)s, %(team_id)s, %(owner)s, %(title)s, %(why)s, %(priority)s,
               %(state)s, %(private)s, %(confidence)s,
               coalesce((select max(rank) from objective where workspace_id = %(workspace)s), 0) + %(step)s,
               %(sample)s, %(author)s, %(now)s
        returning id
        """,
        workspace=ctx.workspace.id,
        number=number,
        cycle_id=given.cycle_id,
        team_id=given.team_id,
        owner=owner,
        title=trimmed("title", given.title),
        why=given.why,
        priority=given.priority,
        state=given.state,
        private=given.private,
        confidence=given.confidence,
        step=RANK_STEP,
        sample=sample,
        author=ctx.actor.member,
        now=ctx.now,
    )
    return UUID(str(new))


async def _update(ctx: Ctx, objective_id: UUID, values: dict[str, Any]) -> None:
    await db.run(
        ctx,
        """
        update objective
           set title = %(title)s, cycle_id = %(cycle_id)s, team_id = %(team_id)s, owner_id = %(owner_id)s,
               why = %(why)s, priority = %(priority)s, private = %(private)s, confidence = %(confidence)s,
               rank = %(rank)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=objective_id,
        **{
            name: values[name]
            for name in ("title", "cycle_id", "team_id", "owner_id", "why", "priority", "private", "confidence", "rank")
        },
    )


async def _set_state(ctx: Ctx, old: ObjectiveFullRow, state: str, *, reason: str = "") -> None:
    await db.run(
        ctx,
        """
        update objective
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


async def _told(
    ctx: Ctx, old: ObjectiveFullRow, kind: str, *, active: bool | None = None, reason: str = ""
) -> ObjectiveOut:
    """Count it above, or no longer (None: as before), and tell."""
    if active is not None:
        cause = objective_cause(kind, old.id, number=old.number, title=old.title)
        await progress.set_active(ctx, old.id, active=active, cause=cause)
    await ctx.record(kind, "objective", old.id, version=old.version + 1, data=said({}, reason))
    return await still_visible(ctx, old.id)


def _dates_of(old: ObjectiveFullRow) -> HasDates:
    return HasDates(starts_on=old.starts_on, ends_on=old.ends_on)


def _dates(cycle: CycleRow) -> HasDates:
    return HasDates(starts_on=cycle.starts_on, ends_on=cycle.ends_on)
