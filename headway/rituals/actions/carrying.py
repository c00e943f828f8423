"""Carry objectives over into the next cycle, and take that back as long as nobody used what was made."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound
from headway.goals.actions import remove_in_bulk
from headway.goals.actions.alignments import align
from headway.goals.actions.carrying import Carried, CarriedKeyResult, carry_objective
from headway.goals.actions.refusals import open_cycle
from headway.goals.schemas.alignments import ParentIn
from headway.progress import actions as progress
from headway.rituals.access.reviews import can_write_review
from headway.rituals.actions.refusals import words
from headway.rituals.queries.carrying import (
    Planned,
    carry_out,
    carry_row,
    planned_objectives,
    successors,
    ways,
)
from headway.rituals.queries.reviews import known_team, review
from headway.rituals.schemas.carrying import CarryIn, CarryOut, ChoiceIn
from headway.work.actions.links import link_work, unlink_work
from headway.work.queries.links import work_of
from headway.work.schemas.links import LinkIn, WorkItemOut

NOT_YOURS = "Goals are carried over by the people of the team."


class CarriedAlready(Conflict):
    code = "rituals.carried_already"
    title = "One of these was carried over into that cycle already. Leave it out, or undo the first time"


class CarryUsed(Conflict):
    code = "rituals.carry_used"
    title = "Somebody has worked with the new goals already. Drop those you do not want, with a reason"


class _Made(Struct, frozen=True):
    planned: Planned
    choice: ChoiceIn
    carried: Carried


async def carry_over(ctx: Ctx, team_id: UUID, cycle_id: UUID, given: CarryIn) -> CarryOut:
    """Make the new objectives, all or nothing; what cannot come along is said in `lost`.

    Raises `Forbidden`, `CarriedAlready`, `CycleClosed` for a closed next cycle, `Invalid`, `NotFound`.
    """
    await progress.lock_graph(ctx)
    found = await review(ctx, team_id, cycle_id)
    if not can_write_review(ctx.actor, found.team.standing):
        raise Forbidden(NOT_YOURS)
    await _refuse(ctx, given, cycle_id)
    chosen = {one.objective_id: one for one in given.choices if one.how != "drop"}
    lines = [line for line in found.alive if line.id in chosen]
    if len(lines) < len(chosen):
        raise NotFound
    if not lines:
        raise Invalid.field("choices", "Nothing is left to carry over.", code="rituals.nothing_carried")
    made = [
        _Made(one, chosen[one.line.id], await _carry(ctx, one, chosen[one.line.id], to=given.to_cycle_id))
        for one in await planned_objectives(ctx, lines, to=given.to_cycle_id)
    ]
    lost = [sentence for one in made for sentence in await _link(ctx, one, made)]
    new = await _keep(ctx, team_id, cycle_id, to=given.to_cycle_id, made=[one.carried.objective for one in made])
    await ctx.record(
        "rituals.carried_over",
        "team",
        team_id,
        data={"carry": str(new), "cycle": str(cycle_id), "to": str(given.to_cycle_id), "objectives": len(made)},
    )
    return await carry_out(ctx, await carry_row(ctx, new), lost=lost)


async def undo_carry(ctx: Ctx, carry_id: UUID) -> None:
    """Take all of it back: the new objectives go, the old ones are as they were. Raises `CarryUsed`."""
    await progress.lock_graph(ctx)
    row = await carry_row(ctx, carry_id)
    team = await known_team(ctx, row.team_id)
    if not can_write_review(ctx.actor, team.standing):
        raise Forbidden(NOT_YOURS)
    if row.used:
        raise CarryUsed
    for key_result in await _key_results(ctx, row.objectives):
        for item in (await work_of(ctx, key_result)).items:
            await unlink_work(ctx, item.id)
    await remove_in_bulk(ctx, objectives=row.objectives)
    await db.run(
        ctx,
        """
        update carry set undone_by = %(member)s, undone_at = %(now)s
         where workspace_id = %(workspace)s and id = %(id)s
        """,
        workspace=ctx.workspace.id,
        id=carry_id,
        member=ctx.actor.member,
        now=ctx.now,
    )
    await ctx.record("rituals.carry_undone", "team", row.team_id, data={"carry": str(carry_id)})


async def _refuse(ctx: Ctx, given: CarryIn, cycle_id: UUID) -> None:
    ids = [one.objective_id for one in given.choices]
    if len(set(ids)) < len(ids):
        raise Invalid.field("choices", "An objective is there twice.", code="rituals.choice_twice")
    if given.to_cycle_id == cycle_id:
        raise Invalid.field("to_cycle_id", "Choose another cycle than this one.", code="rituals.same_cycle")
    await open_cycle(ctx, given.to_cycle_id)
    wanted = [one.objective_id for one in given.choices if one.how != "drop"]
    if await successors(ctx, wanted, cycle=given.to_cycle_id):
        raise CarriedAlready


async def _carry(ctx: Ctx, one: Planned, choice: ChoiceIn, *, to: UUID) -> Carried:
    over = ways(one, choice.how)
    titles = {given.key_result_id: words("title", given.title) for given in choice.titles}
    going = [
        CarriedKeyResult(old=row, definition=definition, title=titles.pop(row.id, row.title))
        for row in one.key_results
        if (definition := over[row.id].definition) is not None
    ]
    if titles:
        raise NotFound
    return await carry_objective(ctx, one.line.id, going, to=to, how=choice.how)


async def _link(ctx: Ctx, one: _Made, everything: Sequence[_Made]) -> list[str]:
    """What the new objective serves and what work it takes along; the sentences say what could not come."""
    if one.choice.how != "continue":
        return []
    moved = {made.planned.line.id: made.carried.objective for made in everything}
    below = {old: new for made in everything for old, new in made.carried.key_results.items()}
    title = one.planned.line.title
    lost = [
        f"'{title}' no longer serves '{link.goal.title}', which ends with its cycle."
        for link, _ in one.planned.parents
        if link.outcome == "lost" and link.goal is not None
    ]
    for link, parent in one.planned.parents:
        if parent is not None and not await _aligned(ctx, one.carried.objective, _moved(parent, moved, below)):
            name = "a goal above" if link.goal is None else f"'{link.goal.title}'"
            lost.append(f"'{title}' is not linked to {name}: whoever answers for that one can take it in.")
    left = await _work(ctx, one)
    if left:
        lost.append(f"{left} pieces of work of '{title}' are not yours to link; they stay with the old goal.")
    return lost


def _moved(parent: ParentIn, moved: Mapping[UUID, UUID], below: Mapping[UUID, UUID]) -> ParentIn:
    """The same link onto what was made in this very go."""
    if parent.objective_id is not None:
        return replace(parent, objective_id=moved.get(parent.objective_id, parent.objective_id))
    if parent.key_result_id is not None:
        return replace(parent, key_result_id=below.get(parent.key_result_id, parent.key_result_id))
    return parent


async def _aligned(ctx: Ctx, child: UUID, parent: ParentIn) -> bool:
    try:
        async with ctx.connection.transaction():
            await align(ctx, child, parent)
    except (Forbidden, Conflict, Invalid):
        return False
    return True


async def _work(ctx: Ctx, one: _Made) -> int:
    """Link the open work to the new key results too; how many could not be."""
    pairs = [(new, item) for old, new in one.carried.key_results.items() for item in one.planned.work[old]]
    return len([item for new, item in pairs if not await _linked(ctx, new, item)])


async def _linked(ctx: Ctx, key_result: UUID, item: WorkItemOut) -> bool:
    task, project = (item.item_id, None) if item.kind == "task" else (None, item.item_id)
    try:
        async with ctx.connection.transaction():
            await link_work(ctx, key_result, LinkIn(task_id=task, project_id=project, weight=item.weight))
    except (Forbidden, Conflict):
        return False
    return True


async def _keep(ctx: Ctx, team_id: UUID, cycle_id: UUID, *, to: UUID, made: Sequence[UUID]) -> UUID:
    new = await db.value(
        ctx,
        """
        insert into carry (workspace_id, team_id, from_cycle_id, to_cycle_id, objectives, carried_by, carried_at)
        values (%(workspace)s, %(team)s, %(cycle)s, %(to)s, %(made)s, %(member)s, %(now)s)
        returning id
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        cycle=cycle_id,
        to=to,
        made=list(made),
        member=ctx.actor.member,
        now=ctx.now,
    )
    return UUID(str(new))


async def _key_results(ctx: Ctx, objectives: Sequence[UUID]) -> list[UUID]:
    return await db.column(
        ctx,
        "select id from key_result where workspace_id = %(workspace)s and objective_id = any (%(ids)s)",
        workspace=ctx.workspace.id,
        ids=list(objectives),
    )
