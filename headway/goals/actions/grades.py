"""Final scores: given by the people of a key result, taken back, and taken over when a cycle closes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from msgspec import to_builtins
from psycopg.types.json import Jsonb

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict
from headway.goals import queries
from headway.goals.access import can_edit_key_result
from headway.goals.actions.refusals import Dropped, allow, refuse_all, refuse_closed
from headway.goals.queries.grades import suggestions
from headway.goals.queries.key_results import key_result_row
from headway.goals.queries.visible import standing_of
from headway.goals.rules.final import Final, final_refusals
from headway.goals.schemas.grades import BulkGrade, GradeIn
from headway.goals.schemas.key_results import KeyResultOut
from headway.goals.schemas.rows import KeyResultRow
from headway.progress import actions as progress
from headway.progress.rules.scoring import Commitment

NOT_YOURS = "Only its owner and the people of its objective can give the final score of this key result."


class IsDraft(Conflict):
    code = "goals.draft_ungraded"
    title = "A draft is not graded: nobody has agreed to it yet"


async def grade_key_result(ctx: Ctx, key_result_id: UUID, given: GradeIn) -> KeyResultOut:
    """The final score; again replaces it. Raises `Invalid` for what is missing, `Dropped`, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _gradable(ctx, key_result_id)
    now = (await suggestions(ctx, [key_result_id]))[key_result_id]
    final = Final(
        score=given.score,
        suggested=now.suggested,
        commitment=Commitment(old.commitment),
        reason=given.reason.strip(),
        causes=list(dict.fromkeys(given.causes)),
        note=given.note.strip(),
    )
    refuse_all(final_refusals(final))
    await _grade(ctx, key_result_id, final, original=now.original)
    told = {"score": float(given.score), "suggested": None if now.suggested is None else float(now.suggested)}
    await ctx.record(
        "goals.key_result_graded",
        "key_result",
        key_result_id,
        version=old.version + 1,
        data={**told, "reason": final.reason, "objective": str(old.objective_id)},
    )
    return await queries.key_result(ctx, key_result_id)


async def ungrade_key_result(ctx: Ctx, key_result_id: UUID) -> KeyResultOut:
    """Take the final score back; the history keeps it. Raises `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _gradable(ctx, key_result_id)
    if old.grade is None:
        return await queries.key_result(ctx, key_result_id)
    await db.run(
        ctx,
        """
        update key_result
           set grade = null, grade_suggested = null, grade_original = null, grade_reason = '', grade_causes = '{}',
               grade_note = '', graded_by = null, graded_at = null, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=key_result_id,
    )
    await ctx.record("goals.key_result_ungraded", "key_result", key_result_id, version=old.version + 1)
    return await queries.key_result(ctx, key_result_id)


async def take_suggestions(ctx: Ctx, cycle: UUID) -> int:
    """Before its cycle closes, what nobody graded gets the score that the rule gives; how many did."""
    ids = await db.column(
        ctx,
        """
        select k.id
          from key_result k
          join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
         where k.workspace_id = %(workspace)s and o.cycle_id = %(cycle)s and k.grade is null
           and k.state <> 'dropped' and o.state in ('active', 'paused')
        """,
        workspace=ctx.workspace.id,
        cycle=cycle,
    )
    found = {id_: one for id_, one in (await suggestions(ctx, ids)).items() if one.suggested is not None}
    await _keep(ctx, {id_: (one.suggested, one.original) for id_, one in found.items()})
    return len(found)


async def grade_in_bulk(ctx: Ctx, grades: Sequence[BulkGrade]) -> dict[UUID, Decimal]:
    """Write final scores of the past, whatever the caller's rights and closed cycles; what the rule suggested for each.

    For the demo company. Those that had nothing to measure are left out. One summary event.
    """
    found = await suggestions(ctx, [one.key_result_id for one in grades])
    suggested = {id_: one.suggested for id_, one in found.items() if one.suggested is not None}
    rows = [
        {
            **to_builtins(one),
            "score": str(suggested[one.key_result_id] if one.score is None else one.score),
            "suggested": str(suggested[one.key_result_id]),
            "original": str(found[one.key_result_id].original),
        }
        for one in grades
        if one.key_result_id in suggested
    ]
    await db.run(
        ctx,
        """
        update key_result k
           set grade = g.score, grade_suggested = g.suggested, grade_original = g.original, grade_reason = g.reason,
               grade_causes = g.causes, grade_note = g.note, graded_by = g.graded_by, graded_at = g.graded_at
          from jsonb_to_recordset(%(grades)s) as g (
                 key_result_id uuid, score numeric, suggested numeric, original numeric, reason text, causes text[],
                 note text, graded_by uuid, graded_at timestamptz)
         where k.workspace_id = %(workspace)s and k.id = g.key_result_id
        """,
        workspace=ctx.workspace.id,
        grades=Jsonb(rows),
    )
    await ctx.record("goals.graded_in_bulk", "workspace", ctx.workspace.id, data={"key_results": len(rows)})
    return suggested


async def forget_suggestions(ctx: Ctx, cycle: UUID) -> None:
    """When a cycle opens again: what nobody graded is ungraded as before."""
    await db.run(
        ctx,
        """
        update key_result k
           set grade = null, grade_suggested = null, grade_original = null, graded_at = null
          from objective o
         where k.workspace_id = %(workspace)s and o.workspace_id = k.workspace_id and o.id = k.objective_id
           and o.cycle_id = %(cycle)s and k.grade is not null and k.graded_by is null
        """,
        workspace=ctx.workspace.id,
        cycle=cycle,
    )


async def _keep(ctx: Ctx, scores: Mapping[UUID, tuple[Decimal | None, Decimal | None]]) -> None:
    if not scores:
        return
    await db.run(
        ctx,
        """
        update key_result k
           set grade = s.suggested, grade_suggested = s.suggested, grade_original = s.original, graded_at = %(now)s
          from jsonb_to_recordset(%(scores)s) as s (id uuid, suggested numeric, original numeric)
         where k.workspace_id = %(workspace)s and k.id = s.id
        """,
        workspace=ctx.workspace.id,
        now=ctx.now,
        scores=Jsonb(
            [
                {
                    "id": str(id_),
                    "suggested": str(suggested),
                    "original": None if original is None else str(original),
                }
                for id_, (suggested, original) in scores.items()
            ]
        ),
    )


async def _grade(ctx: Ctx, key_result_id: UUID, final: Final, *, original: Decimal | None) -> None:
    await db.run(
        ctx,
        """
        update key_result
           set grade = %(score)s, grade_suggested = %(suggested)s, grade_original = %(original)s,
               grade_reason = %(reason)s, grade_causes = %(causes)s, grade_note = %(note)s,
               graded_by = %(member)s, graded_at = %(now)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=key_result_id,
        score=final.score,
        suggested=final.suggested,
        original=original,
        reason=final.reason,
        causes=list(final.causes),
        note=final.note,
        member=ctx.actor.member,
        now=ctx.now,
    )


async def _gradable(ctx: Ctx, key_result_id: UUID) -> KeyResultRow:
    row = await key_result_row(ctx, key_result_id)
    allow(can_edit_key_result(ctx.actor, standing_of(row), owns=row.owns_key_result), NOT_YOURS)
    refuse_closed(closed=row.closed)
    if "dropped" in {row.own_state, row.state}:
        raise Dropped
    if row.state == "draft":
        raise IsDraft
    return row
