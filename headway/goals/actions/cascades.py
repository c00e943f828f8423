"""A key result of one level becomes an objective of the level below."""

from typing import Any
from uuid import UUID

from msgspec.structs import replace

from headway.core.ctx import Ctx
from headway.core.errors import Conflict
from headway.goals import queries
from headway.goals.access import can_edit_key_result, can_write_for_team, can_write_without_team
from headway.goals.actions.alignments import align
from headway.goals.actions.conversions import convert_to_objectives
from headway.goals.actions.events import key_result_cause
from headway.goals.actions.key_results import NOT_YOURS
from headway.goals.actions.links import NewAlignment, as_link, change_links, insert_alignments
from headway.goals.actions.objectives import still_visible, write_objective
from headway.goals.actions.refusals import Dropped, allow, known_team, refuse_closed
from headway.goals.queries.key_results import key_result_row
from headway.goals.queries.visible import standing_of
from headway.goals.schemas.alignments import CascadeIn, ParentIn
from headway.goals.schemas.objectives import CascadedOut, ObjectiveIn
from headway.goals.schemas.rows import KeyResultRow
from headway.progress import actions as progress
from headway.progress import queries as metrics
from headway.progress.rules.metrics import Kind
from headway.progress.schemas import GraphChange


class NeedsConversion(Conflict):
    """It takes its number from elsewhere and has nothing recorded: `convert` is enough."""

    code = "goals.cascade_needs_conversion"
    title = (
        "This key result takes values. Send `convert: true` to let it take its progress from the objectives "
        "it is handed down to"
    )


class HasOwnNumber(Conflict):
    """Values were recorded or work is linked: converting would throw that number away."""

    code = "goals.cascade_has_values"
    title = (
        "This key result has a number of its own already, from values or linked work. Make a new key result for the "
        "cascade, or retract the values and unlink the work first"
    )


async def cascade(ctx: Ctx, key_result_id: UUID, given: CascadeIn) -> CascadedOut:
    """Hang an existing objective, or a new one, under a key result.

    A new one for a team the caller does not belong to is a draft for that team to take up. Raises `NeedsConversion`,
    `HasOwnNumber`, `AlignmentCycle`, `CycleClosed`, `Forbidden`.
    """
    await progress.lock_graph(ctx)
    above = await key_result_row(ctx, key_result_id)
    allow(can_edit_key_result(ctx.actor, standing_of(above), owns=above.owns_key_result), NOT_YOURS)
    refuse_closed(closed=above.closed)
    if "dropped" in {above.own_state, above.state}:
        raise Dropped
    before = await _prepare(ctx, above, convert=given.convert)
    child = given.objective_id
    if child is None:
        child = await _make(ctx, above, given)
    else:
        await align(ctx, child, ParentIn(key_result_id=above.id, kind="cascade", weight=given.weight))
    await ctx.record(
        "goals.key_result_cascaded",
        "key_result",
        key_result_id,
        version=above.version,
        data={"objective": str(child), **before},
    )
    return CascadedOut(
        objective=await still_visible(ctx, child), key_result=await queries.key_result(ctx, key_result_id)
    )


async def _prepare(ctx: Ctx, above: KeyResultRow, *, convert: bool) -> dict[str, Any]:
    """What the event keeps of its own number, where it gives that up."""
    facts = (await metrics.metric_facts(ctx, [above.id]))[above.id]
    if facts.definition.kind is Kind.OBJECTIVES:
        return {}
    if facts.values or above.has_links:
        raise HasOwnNumber
    if not convert:
        raise NeedsConversion
    return await convert_to_objectives(ctx, above, facts.definition)


async def _make(ctx: Ctx, above: KeyResultRow, given: CascadeIn) -> UUID:
    new = ObjectiveIn(
        title=given.title or above.title,
        cycle_id=given.cycle_id or above.cycle_id,
        team_id=given.team_id,
        owner_id=given.owner_id,
        state=given.state,
    )
    if not await _own_team(ctx, given):
        new = replace(new, state="draft")
    child = await write_objective(ctx, new)
    link = NewAlignment(child=child, key_result=above.id, kind="cascade", weight=given.weight)
    await insert_alignments(ctx, [link])
    cause = key_result_cause("goals.key_result_cascaded", above.id, number=above.number, title=above.title)
    await change_links(ctx, GraphChange(links=(as_link(link),)), cause=cause)
    await ctx.record("goals.objective_created", "objective", child, version=1, data={"cascaded_from": str(above.id)})
    return child


async def _own_team(ctx: Ctx, given: CascadeIn) -> bool:
    """Whether the caller may write for the team without its consent."""
    if given.team_id is None:
        return can_write_without_team(ctx.actor, given.owner_id or ctx.actor.member)
    team = await known_team(ctx, given.team_id)
    return can_write_for_team(ctx.actor, team.standing)
