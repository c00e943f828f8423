"""What serves what: contributions, supports, cascades, and their weights."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import UNSET

from headway.core import db
from headway.core.ctx import Cause, Ctx
from headway.core.errors import Conflict, Invalid, NotFound, Stale
from headway.goals.access import can_edit, can_edit_key_result
from headway.goals.actions.events import objective_cause, said
from headway.goals.actions.links import NewAlignment, as_link, change_links, insert_alignments
from headway.goals.actions.refusals import Dropped, allow, refuse_closed, unknown
from headway.goals.queries.alignments import alignment_row, is_aligned
from headway.goals.queries.key_results import key_result_row
from headway.goals.queries.objectives import objective_row, objective_rows
from headway.goals.queries.visible import standing_of
from headway.goals.rules.changes import differences
from headway.goals.schemas.alignments import AlignmentOut, AlignmentPatch, AlignmentRow, ParentIn
from headway.goals.schemas.rows import KeyResultRow, ObjectiveFullRow
from headway.progress import actions as progress
from headway.progress import queries as metrics
from headway.progress.rules.metrics import Kind
from headway.progress.schemas import GraphChange

ASK_ABOVE = "This moves the number above: ask whoever owns the goal above, or link it as `supports`."
NOT_YOURS = "Only the people of either end can change this link."


class AlreadyAligned(Conflict):
    code = "goals.already_aligned"
    title = "These two are linked already; change the link instead"


class TakesValues(Conflict):
    """A cascade onto a key result whose number comes from somewhere else."""

    code = "goals.not_for_cascade"
    title = "This key result takes its number from values or work. Cascade it first, with `convert`"


async def align(ctx: Ctx, child_id: UUID, given: ParentIn) -> AlignmentOut:
    """Let an objective serve a higher goal. Raises `AlignmentCycle`, `AlreadyAligned`, `CycleClosed`, `Forbidden`."""
    await progress.lock_graph(ctx)
    child = await _own(ctx, child_id)
    (new,) = await checked_parents(ctx, child_id, [given])
    if await is_aligned(ctx, child=child_id, parent=new.parent):
        raise AlreadyAligned
    (made,) = await insert_alignments(ctx, [new])
    cause = objective_cause("goals.objective_aligned", child_id, number=child.number, title=child.title)
    await change_links(ctx, GraphChange(links=(as_link(new),)), cause=cause)
    row = await alignment_row(ctx, made)
    await _tell(ctx, "goals.objective_aligned", row, {})
    return _out(row)


async def change_alignment(ctx: Ctx, alignment_id: UUID, given: AlignmentPatch, *, version: int) -> AlignmentOut:
    """Weight, and whether it counts. Raises `Stale`, `Invalid` for another kind of a cascade, `CycleClosed`."""
    await progress.lock_graph(ctx)
    old = await _weighable(ctx, alignment_id)
    if old.version != version:
        raise Stale(_out(old))
    new: dict[str, Any] = {
        name: value for name, value in (("kind", given.kind), ("weight", given.weight)) if value is not UNSET
    }
    if old.kind == "cascade" and new.get("kind", "cascade") != "cascade":
        raise Invalid.field("kind", "A cascade stays one; remove the link and make another.", code="goals.is_cascade")
    changed = differences({"kind": old.kind, "weight": old.weight}, new)
    if not changed:
        return _out(old)
    await db.run(
        ctx,
        """
        update alignment set kind = %(kind)s, weight = %(weight)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=alignment_id,
        kind=new.get("kind", old.kind),
        weight=new.get("weight", old.weight),
    )
    row = await alignment_row(ctx, alignment_id)
    await change_links(
        ctx, GraphChange(links=(as_link(_new(row)),)), cause=await _cause(ctx, "goals.alignment_changed", row)
    )
    await _tell(ctx, "goals.alignment_changed", row, changed)
    return _out(row)


async def remove_alignment(ctx: Ctx, alignment_id: UUID) -> None:
    """The two ends stay, the link goes. The people of either end may."""
    await progress.lock_graph(ctx)
    old = await alignment_row(ctx, alignment_id)
    ends = await objective_rows(ctx, [old.child_id, old.goal_id])
    allow(any(can_edit(ctx.actor, standing_of(end)) for end in ends), NOT_YOURS)
    refuse_closed(closed=old.closed)
    await db.run(
        ctx,
        "delete from alignment where workspace_id = %(workspace)s and id = %(id)s",
        workspace=ctx.workspace.id,
        id=alignment_id,
    )
    cause = await _cause(ctx, "goals.alignment_removed", old)
    await change_links(ctx, GraphChange(unlinks=((old.child_id, _new(old).parent),)), cause=cause)
    await _tell(ctx, "goals.alignment_removed", old, {})


async def checked_parents(ctx: Ctx, child: UUID, given: Sequence[ParentIn]) -> list[NewAlignment]:
    """What a request says an objective serves, each checked from above. Raises `Invalid`, `Forbidden`, `Conflict`."""
    found = [await _checked(ctx, child, one) for one in given]
    if len({one.parent for one in found}) < len(found):
        raise Invalid.field("parents", "The same goal is there twice.", code="goals.parent_twice")
    return found


async def _checked(ctx: Ctx, child: UUID, given: ParentIn) -> NewAlignment:
    if (given.objective_id is None) == (given.key_result_id is None):
        raise Invalid.field(
            "objective_id", "Give either an objective or a key result to serve.", code="goals.one_parent"
        )
    if given.key_result_id is not None:
        return await _checked_cascade(ctx, child, given, given.key_result_id)
    kind = given.kind or "supports"
    if kind == "cascade" or given.objective_id is None:
        raise Invalid.field("kind", "A cascade comes from a key result; name that one.", code="goals.cascade_parent")
    if given.objective_id == child:
        raise Invalid.field("objective_id", "An objective cannot serve itself.", code="goals.serves_itself")
    try:
        above = await objective_row(ctx, given.objective_id)
    except NotFound as missing:
        raise unknown("objective_id", "objective") from missing
    allow(kind == "supports" or can_edit(ctx.actor, standing_of(above)), ASK_ABOVE)
    _refuse_end(above)
    return NewAlignment(child=child, objective=above.id, kind=kind, weight=given.weight)


async def _checked_cascade(ctx: Ctx, child: UUID, given: ParentIn, key_result_id: UUID) -> NewAlignment:
    if given.kind not in {None, "cascade"}:
        raise Invalid.field("kind", "What comes from a key result is a cascade.", code="goals.is_cascade")
    try:
        above = await key_result_row(ctx, key_result_id)
    except NotFound as missing:
        raise unknown("key_result_id", "key result") from missing
    may = can_edit_key_result(ctx.actor, standing_of(above), owns=above.owns_key_result)
    allow(may, ASK_ABOVE)
    _refuse_end(above)
    if above.own_state == "dropped":
        raise Dropped
    if (await metrics.definition(ctx, key_result_id)).kind is not Kind.OBJECTIVES:
        raise TakesValues
    return NewAlignment(child=child, key_result=key_result_id, kind="cascade", weight=given.weight)


async def _own(ctx: Ctx, child_id: UUID) -> ObjectiveFullRow:
    """The objective that is to serve something: the caller edits it."""
    child = await objective_row(ctx, child_id)
    allow(can_edit(ctx.actor, standing_of(child)), "Only the people of this objective can say what it serves.")
    _refuse_end(child)
    return child


async def _weighable(ctx: Ctx, alignment_id: UUID) -> AlignmentRow:
    """A link whose weight the caller may change: what counts is weighed from above, support from either end."""
    row = await alignment_row(ctx, alignment_id)
    ends = await objective_rows(ctx, [row.child_id, row.goal_id])
    deciding = [end for end in ends if row.kind == "supports" or end.id == row.goal_id]
    allow(any(can_edit(ctx.actor, standing_of(end)) for end in deciding), ASK_ABOVE)
    refuse_closed(closed=row.closed)
    return row


def _refuse_end(end: ObjectiveFullRow | KeyResultRow) -> None:
    refuse_closed(closed=end.closed)
    if end.state == "dropped":
        raise Dropped


async def _tell(ctx: Ctx, kind: str, row: AlignmentRow, changed: dict[str, tuple[Any, Any]]) -> None:
    """Both ends show the link, so both are told of."""
    for end in (row.child_id, row.goal_id):
        await ctx.record(kind, "objective", end, data={**said(changed), "alignment": str(row.id)})


async def _cause(ctx: Ctx, kind: str, row: AlignmentRow) -> Cause:
    """The child's name is told to those who may see it; everybody else learns that something moved."""
    named = await objective_rows(ctx, [row.child_id])
    number, title = (named[0].number, named[0].title) if named else (0, "")
    return objective_cause(kind, row.child_id, number=number, title=title)


def _new(row: AlignmentRow) -> NewAlignment:
    return NewAlignment(
        child=row.child_id,
        objective=row.objective_id,
        key_result=row.key_result_id,
        kind=row.kind,
        weight=row.weight,
    )


def _out(row: AlignmentRow) -> AlignmentOut:
    return AlignmentOut(
        id=row.id,
        child_id=row.child_id,
        objective_id=row.objective_id,
        key_result_id=row.key_result_id,
        kind=row.kind,
        weight=row.weight,
        version=row.version,
    )
