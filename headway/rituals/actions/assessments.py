"""The monthly assessment: what a team thinks of an objective, and what it decides, carried out at once."""

from datetime import date
from uuid import UUID

from msgspec import UNSET
from msgspec.structs import asdict

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, FieldError, Forbidden, Invalid
from headway.goals.access import can_edit
from headway.goals.actions import key_results, objectives
from headway.goals.actions.refusals import CycleClosed, Dropped, refuse_all
from headway.goals.queries.key_results import key_result_row
from headway.goals.queries.lines import lines_of
from headway.goals.queries.objectives import objective_row
from headway.goals.queries.visible import standing_of
from headway.goals.schemas.key_results import KeyResultPatch
from headway.goals.schemas.objectives import ObjectiveLine
from headway.goals.schemas.rows import ObjectiveFullRow
from headway.progress import actions as progress
from headway.rituals.access.reviews import can_assess
from headway.rituals.queries.assessments import chance_of, of_objectives
from headway.rituals.rules.assessments import assessment_refusals, month_of
from headway.rituals.schemas.assessments import AssessmentIn, AssessmentOut, TargetIn


class NotYet(Conflict):
    code = "rituals.month_ahead"
    title = "This month has not begun: assess it when it has"


class DraftUnassessed(Conflict):
    code = "rituals.draft_unassessed"
    title = "A draft is not assessed: nobody has agreed to it yet"


async def assess(ctx: Ctx, objective_id: UUID, month: date, given: AssessmentIn) -> AssessmentOut:
    """Keep what the team thinks of an objective this month, and do what it decided; again replaces it.

    Raises `Invalid`, `Forbidden`, `Stale` for a target that somebody else changed, `Dropped`, `CycleClosed`.
    """
    await progress.lock_graph(ctx)
    row = await _assessable(ctx, objective_id, given)
    named = month_of(month)
    if named > month_of(ctx.today):
        raise NotYet
    refuse_all(assessment_refusals(given.decision, state=row.state, reason=given.reason, changes=len(given.changes)))
    (line,) = await lines_of(ctx, [objective_id])
    await _keep(ctx, line, named, given)
    await _carry_out(ctx, row, given)
    await ctx.record(
        "rituals.assessed",
        "objective",
        objective_id,
        data={
            "month": named.isoformat(),
            "judgement": given.judgement,
            "decision": given.decision,
            "reason": given.reason.strip(),
        },
    )
    return next(one for one in (await of_objectives(ctx, [objective_id]))[objective_id] if one.month == named)


async def _assessable(ctx: Ctx, objective_id: UUID, given: AssessmentIn) -> ObjectiveFullRow:
    row = await objective_row(ctx, objective_id)
    standing = standing_of(row)
    if not can_assess(ctx.actor, standing):
        raise Forbidden("Objectives are assessed by their team and their owner.")
    if given.decision != "keep" and not can_edit(ctx.actor, standing):
        raise Forbidden("Say what you think and keep it; changing the goal is for its owner and the leads of its team.")
    if row.closed:
        raise CycleClosed
    if row.state == "dropped":
        raise Dropped
    if row.state == "draft":
        raise DraftUnassessed
    return row


async def _keep(ctx: Ctx, line: ObjectiveLine, named: date, given: AssessmentIn) -> None:
    await db.run(
        ctx,
        """
        insert into assessment (workspace_id, objective_id, month, chance, health, progress, judgement, decision,
                                reason, member_id, assessed_at)
        values (%(workspace)s, %(objective)s, %(month)s, %(chance)s, %(health)s, %(progress)s, %(judgement)s,
                %(decision)s, %(reason)s, %(member)s, %(now)s)
        on conflict (workspace_id, objective_id, month) do update
           set chance = excluded.chance, health = excluded.health, progress = excluded.progress,
               judgement = excluded.judgement, decision = excluded.decision, reason = excluded.reason,
               member_id = excluded.member_id, assessed_at = excluded.assessed_at, version = assessment.version + 1
        """,
        workspace=ctx.workspace.id,
        objective=line.id,
        month=named,
        chance=chance_of(line),
        health=line.health.state,
        progress=line.progress.raw,
        judgement=given.judgement,
        decision=given.decision,
        reason=given.reason.strip(),
        member=ctx.actor.member,
        now=ctx.now,
    )


async def _carry_out(ctx: Ctx, row: ObjectiveFullRow, given: AssessmentIn) -> None:
    if given.decision == "pause":
        await objectives.pause_objective(ctx, row.id, reason=given.reason)
    elif given.decision == "resume":
        await objectives.resume_objective(ctx, row.id)
    elif given.decision == "stop":
        await objectives.drop_objective(ctx, row.id, reason=given.reason)
    for place, change in enumerate(given.changes):
        await _adjust(ctx, row.id, change, place=place, reason=given.reason)


async def _adjust(ctx: Ctx, objective: UUID, change: TargetIn, *, place: int, reason: str) -> None:
    """One key result's new numbers; errors name their place in the request."""
    below = await key_result_row(ctx, change.key_result_id)
    if below.objective_id != objective:
        raise Invalid.field(
            f"changes.{place}.key_result_id", "This key result is of another objective.", code="rituals.foreign_target"
        )
    numbers = {
        name: value
        for name, value in asdict(change).items()
        if name not in {"key_result_id", "version"} and value is not UNSET
    }
    patch = KeyResultPatch(reason=reason, **numbers)
    try:
        await key_results.change_key_result(ctx, change.key_result_id, patch, version=change.version)
    except Invalid as wrong:
        errors = [FieldError(f"changes.{place}.{one.path}", one.message) for one in wrong.errors]
        raise Invalid(wrong.detail, code=wrong.code, errors=errors) from wrong
