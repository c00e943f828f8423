"""Commitments: made, changed, ticked, carried, dropped, taken away; each has a way back."""

from uuid import UUID

from msgspec import UNSET
from msgspec.structs import replace

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from headway.progress import actions as progress
from headway.rituals.actions.refusals import (
    NotNow,
    allow,
    editable_team,
    known_goal,
    lock,
    member_of,
    only_one,
    refuse_without_work_scope,
    words,
)
from headway.rituals.queries import commitments as queries
from headway.rituals.queries.commitments import CommitmentRow
from headway.rituals.queries.teams import week_on
from headway.rituals.rules.weeks import State, Week, carried_to, may_carry, rank_between, week_of
from headway.rituals.schemas.weeks import CommitmentIn, CommitmentOut, CommitmentPatch
from headway.work.actions import tasks as work
from headway.work.queries import tasks as work_queries
from headway.work.queries.serves import served_by_tasks
from headway.work.schemas.tasks import TaskFacts

SAID = {
    State.OPEN: "It is open.",
    State.DONE: "It is done: open it again first.",
    State.CARRIED: "It was carried into a later week: look for it there.",
    State.DROPPED: "It was dropped: take it up again first.",
    State.CANCELLED: "Its task was cancelled or deleted: bring that back first.",
}


async def make_commitment(ctx: Ctx, team_id: UUID, given: CommitmentIn) -> CommitmentOut:
    """Undertake something this week. A task that an earlier week left open is carried instead of made anew.

    Raises Invalid unless there is exactly one of title and task, Conflict for a task that is on the list already.
    """
    team = await editable_team(ctx, team_id)
    if not only_one([given.title, given.task_id]):
        raise Invalid("Pick a task or write a title, one of the two.", code="rituals.one_of_two")
    week = week_on(ctx, given.on)
    member = await member_of(ctx, team, given.member_id)
    key_result = await known_goal(ctx, given.key_result_id)
    if given.task_id is not None:
        task = await _pickable(ctx, given.task_id)
        before = await _last_of_task(ctx, team_id, task.id)
        if before is not None:
            return await _taken_up(ctx, before, week, given.priority)
        key_result = key_result or await _nearest_goal(ctx, task)
    title = words("title", given.title) if given.title is not None else ""
    made: UUID = await db.value(
        ctx,
        """
        insert into commitment (workspace_id, team_id, member_id, task_id, key_result_id, title, created_by, created_at)
        values (%(workspace)s, %(team)s, %(member)s, %(task)s, %(key_result)s, %(title)s, %(by)s, %(now)s)
        returning id
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        member=member,
        task=given.task_id,
        key_result=key_result,
        title=title,
        by=ctx.actor.member,
        now=ctx.now,
    )
    await _stand_in(ctx, made, team_id, week, priority=given.priority)
    await _record(ctx, "rituals.commitment_made", made, team_id, version=1, week=str(week.first))
    return await queries.shown_one(ctx, made)


async def change_commitment(ctx: Ctx, commitment_id: UUID, given: CommitmentPatch, *, version: int) -> CommitmentOut:
    """Its words, its goal, whose it is, how much it matters, its place. Raises Stale."""
    row = await _editable(ctx, commitment_id)
    if row.version != version:
        raise Stale(await queries.shown_one(ctx, commitment_id))
    title = row.own_title
    if given.title is not UNSET:
        if row.task_id is not None:
            raise Invalid.field("title", "Its words are those of its task: change them there.", code="rituals.picked")
        title = words("title", given.title)
    await db.run(
        ctx,
        """
        update commitment
           set title = %(title)s, key_result_id = %(key_result)s, member_id = %(member)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=commitment_id,
        title=title,
        key_result=row.key_result_id if given.key_result_id is UNSET else await known_goal(ctx, given.key_result_id),
        member=row.member_id if given.member_id is UNSET else await member_of(ctx, row.team, given.member_id),
    )
    await _place(ctx, row, given)
    await _record(ctx, "rituals.commitment_changed", commitment_id, row.team_id, version=version + 1)
    return await queries.shown_one(ctx, commitment_id)


async def tick(ctx: Ctx, commitment_id: UUID) -> CommitmentOut:
    """It is done. A picked one closes its task, and the board and the numbers move with it. Done already: nothing."""
    await progress.lock_graph(ctx)
    row = await _editable(ctx, commitment_id)
    if row.state is State.DONE:
        return await queries.shown_one(ctx, commitment_id)
    _require(row, State.OPEN)
    if row.task_id is not None:
        task = await _own_task(ctx, row.task_id)
        await work.close_task(ctx, task.id, version=task.version)
        return await queries.shown_one(ctx, commitment_id)
    await _write(ctx, replace(row, ticked_at=ctx.now))
    return await _told(ctx, "rituals.commitment_done", row)


async def untick(ctx: Ctx, commitment_id: UUID) -> CommitmentOut:
    """It is not done after all. A picked one opens its task again. Open already: nothing."""
    await progress.lock_graph(ctx)
    row = await _editable(ctx, commitment_id)
    if row.state is State.OPEN:
        return await queries.shown_one(ctx, commitment_id)
    _require(row, State.DONE)
    if row.task_id is not None:
        task = await _own_task(ctx, row.task_id)
        await work.reopen_task(ctx, task.id, version=task.version)
        return await queries.shown_one(ctx, commitment_id)
    await _write(ctx, replace(row, ticked_at=None))
    return await _told(ctx, "rituals.commitment_reopened", row)


async def carry(ctx: Ctx, commitment_id: UUID, *, reason: str = "") -> CommitmentOut:
    """Into the next week, or from long ago into this one; it keeps its history, and what kept it. Raises NotNow."""
    row = await _editable(ctx, commitment_id)
    week = week_of(row.week, ctx.workspace.week_start)
    _require(row, State.OPEN)
    if not may_carry(row.state, week, today=ctx.today):
        raise NotNow("Its week has not begun: move it when the week is over.")
    target = carried_to(week, week_on(ctx, None))
    await _stand_in(ctx, row.id, row.team_id, target, priority=row.priority, why=reason.strip())
    await _write(ctx, row)
    span = {"week": str(target.first), "since": str(week.first)}
    return await _told(ctx, "rituals.commitment_carried", row, **span, reason=reason.strip())


async def take_back(ctx: Ctx, commitment_id: UUID) -> CommitmentOut:
    """Undo the last carrying. Raises NotNow where it was never carried."""
    row = await _editable(ctx, commitment_id)
    if row.carried == 0:
        raise NotNow("It was not carried, so there is nothing to take back.")
    await db.run(
        ctx,
        """
        delete from commitment_week
         where workspace_id = %(workspace)s and commitment_id = %(id)s and week = %(week)s
        """,
        workspace=ctx.workspace.id,
        id=row.id,
        week=row.week,
    )
    await _write(ctx, row)
    return await _told(ctx, "rituals.commitment_taken_back", row)


async def drop(ctx: Ctx, commitment_id: UUID, *, reason: str) -> CommitmentOut:
    """It is not pursued any more; a picked one leaves its task as it is. Raises NotNow."""
    row = await _editable(ctx, commitment_id)
    _require(row, State.OPEN)
    await _write(ctx, replace(row, dropped_at=ctx.now, dropped_reason=words("reason", reason)))
    return await _told(ctx, "rituals.commitment_dropped", row, reason=reason.strip())


async def resume(ctx: Ctx, commitment_id: UUID) -> CommitmentOut:
    """Undo the dropping. Raises NotNow."""
    row = await _editable(ctx, commitment_id)
    _require(row, State.DROPPED)
    await _write(ctx, replace(row, dropped_at=None, dropped_reason=""))
    return await _told(ctx, "rituals.commitment_resumed", row)


async def remove(ctx: Ctx, commitment_id: UUID) -> None:
    """A slip: it was never meant. What was meant and will not be done is dropped instead."""
    row = await _editable(ctx, commitment_id)
    await _write(ctx, replace(row, removed_at=ctx.now))
    await _record(ctx, "rituals.commitment_removed", row.id, row.team_id, version=row.version + 1)


async def restore(ctx: Ctx, commitment_id: UUID) -> CommitmentOut:
    """Undo the removal."""
    row = await _editable(ctx, commitment_id, removed=True)
    await _write(ctx, replace(row, removed_at=None))
    return await _told(ctx, "rituals.commitment_restored", row)


async def _editable(ctx: Ctx, commitment_id: UUID, *, removed: bool = False) -> CommitmentRow:
    """A commitment in the last of its weeks, held until the end. Raises NotFound, Forbidden."""
    await lock(ctx, "commitment", commitment_id)
    row = await queries.one(ctx, commitment_id, removed=removed)
    allow(ctx, row.team)
    return row


def _require(row: CommitmentRow, state: State) -> None:
    if row.state is not state:
        raise NotNow(SAID[row.state])


async def _pickable(ctx: Ctx, task_id: UUID) -> TaskFacts:
    """A task the caller may see that is not closed without result. Raises Invalid."""
    try:
        task = await work_queries.one(ctx, task_id)
    except NotFound as error:
        raise Invalid.field("task_id", "There is no such task.", code="rituals.unknown_task") from error
    if task.status_type == "cancelled":
        raise Invalid.field("task_id", "This task was cancelled: pick another one.", code="rituals.task_cancelled")
    return task


async def _own_task(ctx: Ctx, task_id: UUID) -> TaskFacts:
    """The task of a picked one. Raises Forbidden for one the caller may not see: they may not close it either."""
    refuse_without_work_scope(ctx)
    try:
        return await work_queries.one(ctx, task_id)
    except NotFound as error:
        raise Forbidden("Its task is private: ask somebody who may see it.", code="rituals.task_private") from error


async def _nearest_goal(ctx: Ctx, task: TaskFacts) -> UUID | None:
    served = (await served_by_tasks(ctx, [task])).get(task.id, [])
    return served[0].id if served else None


async def _last_of_task(ctx: Ctx, team_id: UUID, task_id: UUID) -> CommitmentRow | None:
    """The team's commitment to this task that is neither dropped nor removed, if there is one."""
    found: UUID | None = await db.value(
        ctx,
        """
        select id from commitment
         where workspace_id = %(workspace)s and team_id = %(team)s and task_id = %(task)s and removed_at is null
           and dropped_at is null
         order by id desc limit 1 for no key update
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        task=task_id,
    )
    return await queries.one(ctx, found) if found is not None else None


async def _taken_up(ctx: Ctx, row: CommitmentRow, week: Week, priority: int) -> CommitmentOut:
    """An earlier week's commitment to the same task comes into this one: one thing, one life."""
    if row.week >= week.first:
        raise Conflict(f"This task is on the list already, for {row.member_name}.", code="rituals.committed_already")
    await _stand_in(ctx, row.id, row.team_id, week, priority=priority)
    await _write(ctx, row)
    return await _told(ctx, "rituals.commitment_carried", row, week=str(week.first), since=str(row.week))


async def _stand_in(ctx: Ctx, commitment_id: UUID, team_id: UUID, week: Week, *, priority: int, why: str = "") -> None:
    """Put it last into a week."""
    await db.run(
        ctx,
        """
        insert into commitment_week (workspace_id, commitment_id, week, priority, why, rank, added_by, added_at)
        select %(workspace)s, %(id)s, %(first)s, %(priority)s, %(why)s, coalesce(max(w.rank), 0) + %(step)s,
               %(by)s, %(now)s
          from commitment_week w
          join commitment c on c.workspace_id = w.workspace_id and c.id = w.commitment_id and c.team_id = %(team)s
         where w.workspace_id = %(workspace)s and w.week between %(first)s and %(last)s
        """,
        workspace=ctx.workspace.id,
        id=commitment_id,
        team=team_id,
        first=week.first,
        last=week.last,
        priority=priority,
        why=why,
        step=rank_between(0.0, None),
        by=ctx.actor.member,
        now=ctx.now,
    )


async def _place(ctx: Ctx, row: CommitmentRow, given: CommitmentPatch) -> None:
    """Its priority, and its place before another one of the same week."""
    priority = row.priority if given.priority is UNSET else given.priority
    rank = row.rank
    if given.before is not UNSET:
        rank = await _rank_before(ctx, row, given.before)
    await db.run(
        ctx,
        """
        update commitment_week set priority = %(priority)s, rank = %(rank)s
         where workspace_id = %(workspace)s and commitment_id = %(id)s and week = %(week)s
        """,
        workspace=ctx.workspace.id,
        id=row.id,
        week=row.week,
        priority=priority,
        rank=rank,
    )


async def _rank_before(ctx: Ctx, row: CommitmentRow, before: UUID | None) -> float:
    week = week_of(row.week, ctx.workspace.week_start)
    others = [one for one in await queries.of_week(ctx, week, team=row.team_id) if one.id != row.id]
    others.sort(key=lambda one: one.rank)
    place = next((at for at, one in enumerate(others) if one.id == before), None)
    if place is None:
        if before is not None:
            raise Invalid.field("before", "This one is not in the same week.", code="rituals.not_in_week")
        return rank_between(others[-1].rank if others else None, None)
    return rank_between(others[place - 1].rank if place else None, others[place].rank)


async def _write(ctx: Ctx, row: CommitmentRow) -> None:
    """Write what became of it, as the row says, and count the edit."""
    await db.run(
        ctx,
        """
        update commitment
           set done_at = %(done)s,
               done_by = case when %(done)s::timestamptz is not null then coalesce(done_by, %(by)s) end,
               dropped_at = %(dropped)s,
               dropped_by = case when %(dropped)s::timestamptz is not null then coalesce(dropped_by, %(by)s) end,
               dropped_reason = %(reason)s, removed_at = %(removed)s, version = version + 1
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=row.id,
        by=ctx.actor.member,
        done=row.ticked_at,
        dropped=row.dropped_at,
        reason=row.dropped_reason,
        removed=row.removed_at,
    )


async def _told(ctx: Ctx, kind: str, row: CommitmentRow, **more: str) -> CommitmentOut:
    await _record(ctx, kind, row.id, row.team_id, version=row.version + 1, **more)
    return await queries.shown_one(ctx, row.id)


async def _record(ctx: Ctx, kind: str, id_: UUID, team_id: UUID, *, version: int, **more: str) -> None:
    """One event; it names no task and no goal, for everybody who sees the team may read it."""
    await ctx.record(kind, "commitment", id_, version=version, data={"team_id": str(team_id), **more})
