"""Take an objective over into another cycle: a new one beside the old, which stays as it ended."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.actions.objectives import write_objective
from headway.goals.actions.refusals import refuse_foreign_home
from headway.goals.queries.objectives import objective_row
from headway.goals.queries.people import person
from headway.goals.rules.carrying import How
from headway.goals.schemas.key_results import KeyResultIn, KeyResultOut, StepIn
from headway.goals.schemas.objectives import ObjectiveIn
from headway.progress import actions as progress
from headway.progress.rules.metrics import Definition


class CarriedKeyResult(Struct, frozen=True, kw_only=True):
    """An old key result, its definition and its title in the next cycle."""

    old: KeyResultOut
    definition: Definition
    title: str


class Carried(Struct, frozen=True, kw_only=True):
    """The new objective, and its key results by the old ones' ids."""

    objective: UUID
    key_results: dict[UUID, UUID]


async def carry_objective(
    ctx: Ctx, objective_id: UUID, key_results: Sequence[CarriedKeyResult], *, to: UUID, how: How
) -> Carried:
    """A new objective in the cycle `to`, with words and people of the old one. Links are the caller's to make.

    Raises `Forbidden` for a team that is not the caller's, `CycleClosed`, `Invalid`.
    """
    await progress.lock_graph(ctx)
    old = await objective_row(ctx, objective_id)
    owner = await _still_here(ctx, old.owner_id)
    await refuse_foreign_home(ctx, old.team_id, owner or ctx.actor.member)
    given = ObjectiveIn(
        title=old.title,
        cycle_id=to,
        team_id=old.team_id,
        owner_id=owner,
        why=old.why,
        priority=old.priority,
        private=old.private,
        key_results=[await _key_result(ctx, one) for one in key_results],
    )
    new = await write_objective(ctx, given)
    fresh = await db.column(
        ctx,
        "select id from key_result where workspace_id = %(workspace)s and objective_id = %(id)s order by rank, id",
        workspace=ctx.workspace.id,
        id=new,
    )
    pairs = {one.old.id: id_ for one, id_ in zip(key_results, fresh, strict=True)}
    await _follow(ctx, new=new, old=old.id, pairs=pairs)
    told = {"key_results": len(pairs), "carried_from": str(old.id), "how": how}
    await ctx.record("goals.objective_created", "objective", new, version=1, data=told)
    return Carried(objective=new, key_results=pairs)


async def _follow(ctx: Ctx, *, new: UUID, old: UUID, pairs: dict[UUID, UUID]) -> None:
    """Name the predecessors."""
    await db.run(
        ctx,
        "update objective set predecessor_id = %(old)s where workspace_id = %(workspace)s and id = %(new)s",
        workspace=ctx.workspace.id,
        old=old,
        new=new,
    )
    await db.run(
        ctx,
        """
        update key_result k set predecessor_id = p.old
          from unnest(%(old)s::uuid[], %(new)s::uuid[]) as p (old, new)
         where k.workspace_id = %(workspace)s and k.id = p.new
        """,
        workspace=ctx.workspace.id,
        old=list(pairs),
        new=list(pairs.values()),
    )


async def _key_result(ctx: Ctx, one: CarriedKeyResult) -> KeyResultIn:
    old, d = one.old, one.definition
    return KeyResultIn(
        title=one.title,
        kind=d.kind,
        unit=d.unit,
        start=d.start,
        target=d.target,
        v70=d.v70,
        low=d.low,
        high=d.high,
        method=d.method,
        steps=[StepIn(name=step.name, weight=step.weight) for step in d.steps],
        weight=old.weight,
        owner_id=await _still_here(ctx, None if old.owner is None else old.owner.id),
        team_id=None if old.team is None else old.team.id,
        description=old.description,
        full_mark=old.full_mark,
        commitment=old.commitment,
        indicator=old.indicator,
    )


async def _still_here(ctx: Ctx, member: UUID | None) -> UUID | None:
    """None for somebody who has left, or is a guest now: the goal goes to whoever carries it over."""
    if member is None:
        return None
    found = await person(ctx, member)
    return None if found is None or found.removed or found.role == "guest" else member
