"""Why is it red: the causes of real work in a real database, for those who may see it and for those who may not."""

import time
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.insights.queries.causes import key_result_causes, objective_causes
from headway.insights.schemas import CausesOut, ObstacleOut
from headway.progress import actions as progress
from headway.progress.rules.metrics import Kind
from headway.progress.schemas import NewMeasurement
from headway.work.actions import bulk, dependencies, tasks
from headway.work.schemas.bulk import Bulk, BulkTask
from headway.work.schemas.tasks import TaskPatch
from tests.conftest import Statements
from tests.make import Make
from tests.work import build


class Quarter:
    """A key result of work late in its quarter, with a project linked to it."""

    def __init__(self, ctx: Ctx) -> None:
        self.ctx = ctx

    async def build(self, **fields: Any) -> "Quarter":
        self.today = self.ctx.today
        self.objective = await build.objective(self.ctx)
        self.key_result = await build.key_result(self.ctx, self.objective)
        await self.between(self.today - timedelta(days=60), self.today + timedelta(days=20))
        self.project = await build.project(self.ctx, "Website", **fields)
        await build.link(self.ctx, self.key_result, project_id=self.project.id)
        return self

    async def between(self, first: date, last: date, key_result: UUID | None = None) -> None:
        await db.run(
            self.ctx,
            """
            update metric set starts_on = %(first)s, ends_on = %(last)s
             where workspace_id = %(workspace)s and id = %(id)s
            """,
            workspace=self.ctx.workspace.id,
            id=key_result or self.key_result,
            first=first,
            last=last,
        )

    async def age(self, key_result: UUID, *, days: int) -> None:
        await db.run(
            self.ctx,
            "update key_result set created_at = %(at)s where workspace_id = %(workspace)s and id = %(id)s",
            workspace=self.ctx.workspace.id,
            id=key_result,
            at=self.ctx.now - timedelta(days=days),
        )

    async def task(self, title: str, *, hours: float, due: int = 10, **fields: Any) -> UUID:
        """Made on the first day; `due` in days from now."""
        due_on = self.today + timedelta(days=due)
        made = await build.task(
            self.ctx, self.project.id, title, estimate_hours=hours, due_on=due_on, starts_on=None, **fields
        )
        await db.run(
            self.ctx,
            "update task set created_at = %(at)s where workspace_id = %(workspace)s and id = %(id)s",
            workspace=self.ctx.workspace.id,
            id=made.id,
            at=self.ctx.now - timedelta(days=60),
        )
        return made.id

    async def causes(self, ctx: Ctx | None = None) -> CausesOut:
        return await key_result_causes(ctx or self.ctx, self.key_result)


def kinds(found: CausesOut) -> list[str]:
    return [one.kind.value for one in found.items]


def of(found: CausesOut, kind: str) -> ObstacleOut:
    [first, *_] = [one for one in found.items if one.kind.value == kind]
    return first


@pytest.fixture
async def quarter(ctx: Ctx) -> Quarter:
    return await Quarter(ctx).build()


async def test_a_late_task_that_the_end_hangs_on_comes_first(quarter: Quarter, make: Make) -> None:
    ana = await make.member(name="Ana")
    late = await quarter.task("Rewrite checkout", hours=120, due=-6, assignees=[ana.id])
    await quarter.task("Small thing", hours=2)
    found = await quarter.causes()
    first = found.items[0]
    assert (first.kind.value, first.task and first.task.id) == ("late_work", late)
    assert first.sentence == "HW-1 'Rewrite checkout' was due 6 days ago."
    assert first.evidence.startswith("Ana. In ")
    assert first.effect is not None
    assert first.effect > 0.3
    assert found.plan is not None
    assert found.plan.chance < 0.7
    assert "caused" not in f"{first.sentence}{first.evidence}{first.supposing}".lower()


async def test_what_waits_for_something_of_another_project_is_one_click_from_it(quarter: Quarter, make: Make) -> None:
    ben = await make.member(name="Ben")
    elsewhere = await build.project(quarter.ctx, "Platform")
    blocker = await build.task(
        quarter.ctx, elsewhere.id, "New API", estimate_hours=120, assignees=[ben.id], due_on=quarter.today
    )
    waiting = await quarter.task("Use the API", hours=16)
    await dependencies.block(quarter.ctx, waiting, blocker.id)
    cause = of(await quarter.causes(), "dependency")
    assert cause.sentence == "HW-2 'Use the API' waits for HW-1 'New API' of the project 'Platform'."
    assert cause.task
    assert cause.task.id == blocker.id
    assert [one.id for one in cause.more] == [waiting]
    assert cause.effect is not None
    assert cause.effect > 0.3


async def test_what_waits_for_the_world_says_for_what_and_how_long(quarter: Quarter) -> None:
    waiting = await quarter.task("Sign", hours=60)
    await tasks.edit_task(quarter.ctx, waiting, TaskPatch(waiting_for="the contract"), version=1)
    await db.run(
        quarter.ctx,
        "update task set waiting_since = %(at)s where workspace_id = %(workspace)s and id = %(id)s",
        workspace=quarter.ctx.workspace.id,
        id=waiting,
        at=quarter.ctx.now - timedelta(days=19),
    )
    cause = of(await quarter.causes(), "blocked")
    assert (cause.sentence, cause.evidence) == ("HW-1 'Sign' waits for: the contract.", "For 19 days so far.")


async def test_who_has_too_much_is_named_with_the_hours(quarter: Quarter, make: Make) -> None:
    ana = await make.member(name="Ana")
    for number in range(4):
        await quarter.task(f"Part {number}", hours=40, assignees=[ana.id])
    besides = await build.project(quarter.ctx, "Besides")
    await build.task(quarter.ctx, besides.id, "Other", estimate_hours=30, assignees=[ana.id], due_on=quarter.today)
    cause = of(await quarter.causes(), "overloaded")
    assert cause.sentence.startswith("Ana has 190 h of open work until the end, and ")
    assert cause.person
    assert cause.person.id == ana.id
    assert cause.effect is not None or cause.days is not None


async def test_growth_of_the_work_counts_what_was_added(quarter: Quarter, make: Make) -> None:
    ana = await make.member(name="Ana")
    await quarter.task("Planned", hours=40, assignees=[ana.id])
    for number in range(2):
        await build.task(quarter.ctx, quarter.project.id, f"Added {number}", estimate_hours=60, assignees=[ana.id])
    cause = of(await quarter.causes(), "scope")
    assert cause.sentence == "2 of 3 tasks were added after the first week, and still open."
    assert cause.effect is not None
    assert cause.effect > 0


async def test_without_work_it_says_so(ctx: Ctx) -> None:
    objective = await build.objective(ctx)
    for kind in (Kind.WORK, Kind.INCREASE):
        key_result = await build.key_result(ctx, objective, kind=kind)
        await Quarter(ctx).between(ctx.today - timedelta(days=30), ctx.today + timedelta(days=30), key_result)
        assert kinds(await key_result_causes(ctx, key_result)) == ["no_work"], "nobody was asked yet: it is new"
        await Quarter(ctx).age(key_result, days=30)
        found = await key_result_causes(ctx, key_result)
        assert kinds(found) == (["no_work"] if kind is Kind.WORK else ["stale", "no_work"])


async def test_linked_work_without_a_task_is_no_missing_link(quarter: Quarter) -> None:
    cause = of(await quarter.causes(), "no_work")
    assert cause.sentence.startswith("What is linked to it has no tasks yet, ")


async def test_where_nothing_stands_out_it_says_how_far_behind_it_is(quarter: Quarter, make: Make) -> None:
    ana = await make.member(name="Ana")
    await quarter.task("Nearly there", hours=1, assignees=[ana.id])
    found = await quarter.causes()
    assert found.items == []
    assert found.summary.startswith("Nothing stands out: it is simply behind pace by ")


async def test_what_is_settled_is_not_searched(quarter: Quarter) -> None:
    await quarter.between(quarter.today + timedelta(days=5), quarter.today + timedelta(days=50))
    found = await quarter.causes()
    assert (found.items, found.summary) == ([], "Its dates have not begun.")


async def test_hidden_work_counts_for_everybody_and_has_no_name(ctx: Ctx, make: Make) -> None:
    mia, bob = await make.member(name="Mia"), await make.member(name="Bob")
    theirs = make.ctx_of(mia)
    quarter = await Quarter(ctx).build()
    secret = await build.project(theirs, "Secret plans", private=True)
    hidden = await build.task(theirs, secret.id, "Nobody knows", estimate_hours=160, assignees=[mia.id])
    await quarter.task("Known", hours=8)
    await build.link(make.ctx_of(mia), await _mine(quarter, mia.id), project_id=secret.id)
    await tasks.edit_task(theirs, hidden.id, TaskPatch(due_on=quarter.today - timedelta(days=9)), version=1)
    seen, told = await quarter.causes(theirs), await quarter.causes(make.ctx_of(bob))
    assert seen.plan == told.plan
    assert [(one.kind, one.effect, one.days) for one in seen.items] == [
        (one.kind, one.effect, one.days) for one in told.items
    ]
    first = of(told, "late_work")
    assert first.task is None
    assert first.sentence == "A task that is not shared with you was due 9 days ago."
    words = " ".join(f"{one.sentence} {one.evidence}" for one in told.items)
    assert "Nobody knows" not in words
    assert "Secret plans" not in words
    assert of(seen, "late_work").sentence == "HW-1 'Nobody knows' was due 9 days ago."


async def _mine(quarter: Quarter, member: UUID) -> UUID:
    """The key result made that member's, so that they may link work to it."""
    await db.run(
        quarter.ctx,
        "update key_result set owner_id = %(member)s where workspace_id = %(workspace)s and id = %(id)s",
        workspace=quarter.ctx.workspace.id,
        member=member,
        id=quarter.key_result,
    )
    return quarter.key_result


async def test_a_private_goal_is_not_there_for_others(quarter: Quarter, make: Make) -> None:
    bob = make.ctx_of(await make.member(name="Bob"))
    await db.run(
        quarter.ctx,
        "update objective set private = true, owner_id = null where workspace_id = %(workspace)s and id = %(id)s",
        workspace=quarter.ctx.workspace.id,
        id=quarter.objective,
    )
    with pytest.raises(NotFound):
        await quarter.causes(bob)
    with pytest.raises(NotFound):
        await objective_causes(bob, quarter.objective)


async def test_a_measured_key_result_asks_its_forecast_and_the_work_beside_it(ctx: Ctx, make: Make) -> None:
    ana = await make.member(name="Ana")
    quarter = await Quarter(ctx).build()
    number = await build.key_result(ctx, quarter.objective, "Double sales", kind=Kind.INCREASE)
    await quarter.between(quarter.today - timedelta(days=60), quarter.today + timedelta(days=30), number)
    for week, value in enumerate((0.1, 0.2, 0.2, 1.0, 2.0)):
        await _measure(ctx, number, value, on=quarter.today - timedelta(days=49 - 7 * week))
    late = await quarter.task("Campaign", hours=200, due=-3, assignees=[ana.id])
    await build.link(ctx, number, task_id=late)
    found = await key_result_causes(ctx, number)
    assert {"slow_start", "late_work"} <= set(kinds(found))
    assert {one.of for one in found.items if one.kind.value == "late_work"} == {"work"}
    assert kinds(found)[0] == "stale"
    assert found.items[0].sentence == "The newest value is 21 days old."
    assert of(found, "slow_start").of == "success"


async def _measure(ctx: Ctx, metric: UUID, value: float, *, on: date) -> None:
    at = ctx.now - timedelta(days=(ctx.today - on).days)
    await progress.record_measurement(ctx, NewMeasurement(metric=metric, value=Decimal(str(value)), effective_at=at))


async def test_an_objective_tells_of_its_worst_key_results(quarter: Quarter, make: Make) -> None:
    ana = await make.member(name="Ana")
    await quarter.task("Rewrite checkout", hours=120, due=-6, assignees=[ana.id])
    found = await objective_causes(quarter.ctx, quarter.objective)
    assert [one.key_result.id for one in found.items] == [quarter.key_result]
    assert kinds(found.items[0])[0] == "late_work"
    assert (found.title, found.behind, found.summary) == ("Delight customers", 1, "")


async def test_an_objective_says_of_each_key_result_what_its_own_page_says(quarter: Quarter, make: Make) -> None:
    ana = await make.member(name="Ana")
    await quarter.task("Rewrite checkout", hours=60, due=-6, assignees=[ana.id])
    other = await build.key_result(quarter.ctx, quarter.objective, "Tell everybody")
    await quarter.between(quarter.today - timedelta(days=60), quarter.today + timedelta(days=20), other)
    busy = await build.task(
        quarter.ctx,
        (await build.project(quarter.ctx, "Campaign")).id,
        "Film it",
        estimate_hours=80,
        due_on=quarter.today + timedelta(days=5),
        assignees=[ana.id],
    )
    await build.link(quarter.ctx, other, task_id=busy.id)
    whole = await objective_causes(quarter.ctx, quarter.objective)
    assert {one.key_result.id for one in whole.items} == {quarter.key_result, other}
    for one in whole.items:
        assert one == await key_result_causes(quarter.ctx, one.key_result.id)


async def test_an_objective_that_nothing_pulls_down_says_so(ctx: Ctx) -> None:
    bare = await build.objective(ctx)
    found = await objective_causes(ctx, bare)
    assert (found.items, found.behind, found.summary) == ([], 0, "It has no key result yet, so nothing can be said.")


async def _many(quarter: Quarter, people: list[UUID], count: int) -> None:
    made = [
        BulkTask(
            id=UUID(int=(7 << 76) + (2 << 62) + number + count * 10_000),
            project_id=quarter.project.id,
            title=f"Task {number}",
            status="To do",
            assignees=(people[number % len(people)],),
            estimate_hours=Decimal(8),
            due_on=quarter.today + timedelta(days=number % 40 - 10),
        )
        for number in range(count)
    ]
    await bulk.make_in_bulk(quarter.ctx, Bulk(tasks=tuple(made)))
    for one, other in zip(made[::5], made[1::5], strict=False):
        await dependencies.block(quarter.ctx, one.id, other.id)


async def test_the_number_of_statements_does_not_depend_on_the_work(
    quarter: Quarter, make: Make, statements: Statements
) -> None:
    people = [(await make.member(name=name)).id for name in ("Ana", "Ben", "Cem")]
    counts = []
    for tasks_more in (3, 40):
        await _many(quarter, people, tasks_more)
        statements.clear()
        await quarter.causes()
        counts.append(statements.count)
    assert counts[0] == counts[1] <= 12


async def test_two_hundred_tasks_are_searched_in_a_moment(quarter: Quarter, make: Make) -> None:
    people = [(await make.member(name=f"Person {number}")).id for number in range(8)]
    await _many(quarter, people, 200)
    taken = []
    for _ in range(5):
        began = time.process_time()  # without the database, and whoever else is on the machine
        found = await quarter.causes()
        taken.append(time.process_time() - began)
    assert found.items
    assert min(taken) < 0.1
