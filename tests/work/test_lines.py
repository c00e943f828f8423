"""From a task up to the company priority, from the priority down to tasks and people."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.progress.rules.metrics import Kind
from headway.work.queries.lines import contributors, line_of_sight, steps_down
from headway.work.rules.lines import heights
from tests.make import Make, Member
from tests.work import build

AsMember = Callable[[Member], Ctx]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda bond: bond[0] < bond[1]), max_size=40))
def test_everything_stands_above_all_that_it_rests_on(bonds: list[tuple[int, int]]) -> None:
    found = heights(0, bonds)
    assert found[0] == 0
    reached = [(child, parent) for child, parent in bonds if child in found]
    assert all(found[parent] > found[child] for child, parent in reached)
    lowest = {parent: max(found[child] for child, above in reached if above == parent) for _, parent in reached}
    assert all(found[parent] == below + 1 for parent, below in lowest.items())


async def test_a_subtask_sees_up_to_the_company_priority(ctx: Ctx) -> None:
    company = await build.objective(ctx, "Be the easiest shop", priority="Customers stay")
    team = await build.objective(ctx, "Checkout in every language")
    cascaded = await build.key_result(ctx, company, "Nine markets", kind=Kind.OBJECTIVES)
    await build.cascade(ctx, team, cascaded)
    goal = await build.key_result(ctx, team, "All pages translated")
    project = await build.project(ctx, "Website")
    root = await build.task(ctx, project.id, "Translate shop")
    task = await build.task(ctx, project.id, "Translate checkout", parent_id=root.id)
    await build.link(ctx, goal, project_id=project.id)

    line = await line_of_sight(ctx, task.id)

    assert [(node.label, node.title) for node in line.nodes] == [
        ("HW-2", "Translate checkout"),
        ("HW-1", "Translate shop"),
        ("P-1", "Website"),
        ("KR-2", "All pages translated"),
        ("O-2", "Checkout in every language"),
        ("KR-1", "Nine markets"),
        ("O-1", "Be the easiest shop"),
    ]
    assert [node.height for node in line.nodes] == list(range(7))
    assert {bond.kind for bond in line.bonds} == {"inside", "work", "measures", "cascade"}
    assert line.serves
    assert line.priorities == ["Customers stay"]
    assert all(bond.share == 1.0 for bond in line.bonds if bond.kind != "inside")


async def test_work_without_a_goal_says_so(ctx: Ctx) -> None:
    project = await build.project(ctx)
    task = await build.task(ctx, project.id)
    line = await line_of_sight(ctx, task.id)
    assert not line.serves
    assert [node.kind for node in line.nodes] == ["task", "project"]
    with pytest.raises(NotFound):
        await line_of_sight(ctx, uuid4())


async def test_a_private_goal_on_the_way_is_there_without_a_name(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    tom = await make.member(name="Tom")
    company = await build.objective(ctx, "Company")
    secret = await build.objective(ctx, "Secret plan", private=True)
    await build.cascade(ctx, secret, await build.key_result(ctx, company, "Cascaded", kind=Kind.OBJECTIVES))
    goal = await build.key_result(ctx, secret, "Secret number")
    project = await build.project(ctx)
    task = await build.task(ctx, project.id)
    await build.link(ctx, goal, task_id=task.id)

    line = await line_of_sight(as_member(tom), task.id)

    hidden = [node for node in line.nodes if node.hidden]
    assert [node.kind for node in hidden] == ["key_result", "objective"]
    assert all((node.id, node.title, node.label, node.owner) == (None, "", "", None) for node in hidden)
    assert line.nodes[-1].title == "Company"
    assert {bond.child for bond in line.bonds} | {bond.parent for bond in line.bonds} == {n.key for n in line.nodes}
    assert not any(str(secret) in node.key or str(goal) in node.key for node in line.nodes)
    assert len((await line_of_sight(ctx, task.id)).nodes) == len(line.nodes)


async def test_one_walks_down_a_level_at_a_time(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    mia, tom = await make.member(name="Mia"), await make.member(name="Tom")
    goal, objectives = await build.ladder(ctx, 2)
    project = await build.project(ctx, "Website", lead_id=mia.id)
    root = await build.task(ctx, project.id, "Root", assignees=[mia.id])
    leaf = await build.task(ctx, project.id, "Leaf", parent_id=root.id, assignees=[tom.id])
    secret = await build.project(ctx, "Secret", private=True)
    await build.link(ctx, goal, project_id=project.id)
    await build.link(ctx, goal, project_id=secret.id)

    top = await steps_down(ctx, "objective", objectives[1])
    assert [(one.kind, one.bond, one.below) for one in top.items] == [("key_result", "measures", 1)]
    middle = await steps_down(ctx, "key_result", top.items[0].id)
    assert [(one.kind, one.title) for one in middle.items] == [("objective", "Objective 0")]
    work = await steps_down(as_member(tom), "key_result", goal)
    assert [(one.title, one.share, one.below) for one in work.items] == [("Website", 0.5, 1)]
    assert (work.hidden, work.more) == (1, False)
    assert [person.name for person in work.items[0].people] == ["Mia"]
    tasks = await steps_down(ctx, "project", project.id)
    assert [(one.label, one.below) for one in tasks.items] == [("HW-1", 1)]
    leaves = await steps_down(ctx, "task", root.id)
    assert [(one.id, one.people[0].name) for one in leaves.items] == [(leaf.id, "Tom")]
    for kind, id_ in (("objective", goal), ("project", uuid4()), ("task", project.id)):
        with pytest.raises(NotFound):
            await steps_down(ctx, kind, id_)  # type: ignore[arg-type]  # kinds as written
    with pytest.raises(NotFound):
        await steps_down(as_member(tom), "project", secret.id)


async def test_the_people_behind_a_goal_are_counted_with_what_is_theirs(
    ctx: Ctx, make: Make, as_member: AsMember
) -> None:
    mia, tom = await make.member(name="Mia"), await make.member(name="Tom")
    goal, objectives = await build.ladder(ctx, 2)
    project = await build.project(ctx, "Website", lead_id=mia.id)
    root = await build.task(ctx, project.id, "Root", assignees=[mia.id])
    done = await build.task(ctx, project.id, "Done", parent_id=root.id, assignees=[mia.id, tom.id])
    await build.turn(ctx, done, "done")
    await build.link(ctx, goal, project_id=project.id)
    found = {one.person.name: one for one in (await contributors(ctx, objectives[1])).items}
    assert set(found) == {"Mia", "Tom", "Olga Owner"}
    assert (found["Mia"].projects, found["Mia"].tasks_open, found["Mia"].tasks_done) == (1, 1, 1)
    assert (found["Tom"].tasks_open, found["Tom"].tasks_done) == (0, 1)
    assert found["Olga Owner"].objectives == 2
    secret = await build.objective(ctx, "Secret", private=True)
    with pytest.raises(NotFound):
        await contributors(as_member(tom), secret)
