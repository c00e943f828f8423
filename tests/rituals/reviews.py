"""A team at the end of a quarter, for tests of how it looks back."""

from typing import Any
from uuid import UUID

from msgspec import Struct

from headway.core.ctx import Ctx
from headway.goals.schemas.cycles import CycleOut
from headway.goals.schemas.objectives import ObjectiveOut
from tests.goals import world
from tests.make import Make, Member


class Quarter(Struct, kw_only=True):
    """`lead` leads the team, `mate` is in it, `stranger` is not; the goal has two key results, at 60 and at 30."""

    team: UUID
    lead: Member
    mate: Member
    stranger: Member
    now: CycleOut
    coming: CycleOut
    goal: ObjectiveOut
    first: UUID
    second: UUID


async def quarter(ctx: Ctx, make: Make, **more: Any) -> Quarter:
    lead = await make.member(name="Lena Lead")
    mate = await make.member(name="Mo Mate")
    stranger = await make.member(name="Sten Stranger")
    team = await make.team("Payments", lead=lead)
    await make.join(team, mate)
    now = await world.cycle(ctx, past=80, ahead=9)
    coming = await world.cycle(ctx, name="Next", past=-10, ahead=99)
    goal = await world.objective(ctx, now.id, title="Paying is easy", team_id=team, owner_id=lead.id, **more)
    first = await world.key_result(ctx, goal.id, "Paid in a minute")
    second = await world.key_result(ctx, goal.id, "Fewer questions")
    await world.record(ctx, first.id, 60)
    await world.record(ctx, second.id, 30)
    return Quarter(
        team=team,
        lead=lead,
        mate=mate,
        stranger=stranger,
        now=now,
        coming=coming,
        goal=goal,
        first=first.id,
        second=second.id,
    )
