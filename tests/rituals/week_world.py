"""A team with a goal and work, for the tests of its week."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from headway.core.ctx import Ctx
from headway.core.subjects import Registry
from headway.goals.queries import Names
from headway.main import SUBJECTS
from headway.progress.rules.metrics import Kind
from headway.rituals.actions import commitments
from headway.rituals.queries import weeks
from headway.rituals.schemas.weeks import CommitmentIn, CommitmentOut, TeamWeekOut
from headway.work.schemas.tasks import TaskFull
from tests.goals import world as goals
from tests.make import Make, Member
from tests.work import build as work


class Company(msgspec.Struct, kw_only=True):
    """Mia and Noah are in the team, Lea leads it, Otto is of another; `goal` is counted by its work."""

    make: Make
    team: UUID
    mia: Member
    noah: Member
    lea: Member
    otto: Member
    goal: UUID
    objective: UUID
    project: UUID

    def ctx(self, member: Member | None = None, *, days: int = 0) -> Ctx:
        """Through somebody's eyes (Mia's), so many days from now."""
        found = self.make.ctx_of(member or self.mia)
        found.now += timedelta(days=days)
        return found


async def company(make: Make) -> Company:
    owner = make.ctx_of(make.owner)
    lea = await make.member(name="Lea Lead")
    mia, noah = await make.member(name="Mia Member"), await make.member(name="Noah Next")
    otto = await make.member(name="Otto Other")
    team = await make.team("Checkout", lead=lea)
    for one in (mia, noah):
        await make.join(team, one)
    await make.join(await make.team("Elsewhere"), otto)
    cycle = await goals.cycle(owner)
    objective = await goals.objective(owner, cycle.id, team_id=team, owner_id=lea.id)
    counted = await goals.key_result(owner, objective.id, "Languages", kind=Kind.WORK, start=None, target=None)
    project = await work.project(make.ctx_of(mia), "Website", team_id=team)
    return Company(
        make=make, team=team, mia=mia, noah=noah, lea=lea, otto=otto, goal=counted.id, objective=objective.id,
        project=project.id,
    )  # fmt: skip


async def task(us: Company, title: str = "Translate checkout", **fields: Any) -> TaskFull:
    return await work.task(us.ctx(), us.project, title, **fields)


async def commit(us: Company, *, by: Ctx | None = None, **given: Any) -> CommitmentOut:
    given = given or {"title": "Call five customers"}
    return await commitments.make_commitment(by or us.ctx(), us.team, CommitmentIn(**given))


async def week(us: Company, *, by: Ctx | None = None, days: int = 0) -> TeamWeekOut:
    """The team's week, so many days from now."""
    ctx = by or us.ctx()
    return await weeks.week_page(ctx, us.team, ctx.today + timedelta(days=days), Names(ctx, Registry(SUBJECTS)))
