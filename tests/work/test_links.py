from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from headway.core.ctx import Ctx
from headway.core.errors import Forbidden, NotFound, Problem, Stale
from headway.progress import queries as progress_queries
from headway.progress.rules.metrics import Kind
from headway.work import queries
from headway.work.actions import links, relocation, removal
from headway.work.queries import tasks as task_queries
from headway.work.queries.links import work_of
from headway.work.schemas.links import LinkIn
from headway.work.schemas.tasks import RelocationIn
from tests.make import Make, Member
from tests.work import build

AsMember = Callable[[Member], Ctx]


async def refused(ctx: Ctx, doing: Any) -> tuple[str, str]:
    """(code, sentence) of the refusal that `doing` must meet; rolled back as the edge does."""
    with pytest.raises(Problem) as problem:
        async with ctx.connection.transaction():
            await doing
    return problem.value.code, problem.value.detail


async def test_weights_share_a_key_result_among_its_work(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project = await build.project(ctx)
    one, two = await build.task(ctx, project.id, "One"), await build.task(ctx, project.id, "Two")
    await build.link(ctx, goal, task_id=one.id, weight=3)
    link = await build.link(ctx, goal, task_id=two.id, weight=1)
    await build.turn(ctx, one, "done")
    found = await work_of(ctx, goal)
    assert [(item.label, item.weight, item.share) for item in found.items] == [("HW-1", 3, 0.75), ("HW-2", 1, 0.25)]
    assert await build.progress_of(ctx, goal) == 0.75
    changed = await links.weigh_link(ctx, link, 3, version=1)
    assert await build.progress_of(ctx, goal) == 0.5
    assert changed.items[1].version == 2
    with pytest.raises(Stale):
        await links.weigh_link(ctx, link, 5, version=1)
    left = await links.unlink_work(ctx, link)
    assert [item.label for item in left.items] == ["HW-1"]
    assert await build.progress_of(ctx, goal) == 1.0


async def test_cancelled_work_leaves_both_sums(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project = await build.project(ctx)
    one, two = await build.task(ctx, project.id, "One"), await build.task(ctx, project.id, "Two")
    for task in (one, two):
        await build.link(ctx, goal, task_id=task.id)
    await build.turn(ctx, one, "done")
    await build.turn(ctx, two, "cancelled")
    assert await build.progress_of(ctx, goal) == 1.0
    await build.turn(ctx, one, "cancelled")
    assert await build.progress_of(ctx, goal) is None


async def test_work_beside_a_measured_key_result_moves_the_work_reading_only(ctx: Ctx) -> None:
    objective = await build.objective(ctx)
    goal = await build.key_result(ctx, objective, "Qualified leads", kind=Kind.INCREASE)
    project = await build.project(ctx)
    task = await build.task(ctx, project.id)
    await build.link(ctx, goal, task_id=task.id)
    await build.turn(ctx, task, "done")
    assert await build.progress_of(ctx, goal) is None
    assert await build.progress_of(ctx, objective) == 0.0
    assert await build.work_of(ctx, goal) == await build.work_of(ctx, objective) == 1.0
    found = await work_of(ctx, goal)
    assert not found.counts
    assert found.items[0].share is None


async def test_a_task_may_serve_several_key_results(ctx: Ctx) -> None:
    first, objectives = await build.ladder(ctx, 2)
    second = await build.key_result(ctx, objectives[1], "Second")
    project = await build.project(ctx)
    task = await build.task(ctx, project.id)
    for goal in (first, second):
        await build.link(ctx, goal, task_id=task.id)
    await build.turn(ctx, task, "done")
    assert await build.progress_of(ctx, objectives[1]) == 1.0
    assert await progress_queries.verify(ctx) == []


async def test_a_project_and_a_task_inside_it_cannot_both_serve_one_key_result(ctx: Ctx) -> None:
    goal, objectives = await build.ladder(ctx, 1)
    other = await build.key_result(ctx, objectives[0], "Other")
    project = await build.project(ctx, "Website")
    root = await build.task(ctx, project.id, "Root")
    leaf = await build.task(ctx, project.id, "Leaf", parent_id=root.id)
    await build.link(ctx, goal, project_id=project.id)
    for task in (root, leaf):
        code, sentence = await refused(ctx, links.link_work(ctx, goal, LinkIn(task_id=task.id)))
        assert code == "work.link_overlap"
        assert "The project 'Website' is linked to 'Ship it' already." in sentence
    await build.link(ctx, other, task_id=leaf.id)
    code, sentence = await refused(ctx, links.link_work(ctx, other, LinkIn(project_id=project.id)))
    assert "HW-2 'Leaf' is linked to 'Other' already." in sentence


async def test_a_task_and_its_subtask_cannot_both_serve_one_key_result(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project = await build.project(ctx)
    root = await build.task(ctx, project.id, "Root")
    leaf = await build.task(ctx, project.id, "Leaf", parent_id=root.id)
    await build.link(ctx, goal, task_id=leaf.id)
    code, sentence = await refused(ctx, links.link_work(ctx, goal, LinkIn(task_id=root.id)))
    assert code == "work.link_overlap"
    assert "HW-2 'Leaf'" in sentence


async def test_a_move_that_would_count_work_twice_is_refused(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project, other = await build.project(ctx, "Website"), await build.project(ctx, "Other")
    task = await build.task(ctx, other.id, "Root")
    leaf = await build.task(ctx, other.id, "Leaf", parent_id=task.id)
    await build.link(ctx, goal, project_id=project.id)
    await build.link(ctx, goal, task_id=leaf.id)
    where = RelocationIn(project_id=project.id)
    code, _ = await refused(ctx, relocation.relocate_task(ctx, task.id, where, version=1))
    assert code == "work.link_overlap"
    await removal.delete_task(ctx, leaf.id, version=1)
    await relocation.relocate_task(ctx, task.id, where, version=1)
    code, _ = await refused(ctx, removal.restore_task(ctx, leaf.id))
    assert code == "work.link_overlap"


async def test_wrong_links_are_refused(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project = await build.project(ctx)
    task = await build.task(ctx, project.id)
    both = LinkIn(task_id=task.id, project_id=project.id)
    assert (await refused(ctx, links.link_work(ctx, goal, both)))[0] == "work.link_one"
    assert (await refused(ctx, links.link_work(ctx, goal, LinkIn())))[0] == "work.link_one"
    assert (await refused(ctx, links.link_work(ctx, goal, LinkIn(task_id=uuid4()))))[0] == "core.not_found"
    assert (await refused(ctx, links.link_work(ctx, uuid4(), LinkIn(task_id=task.id))))[0] == "core.not_found"
    await build.link(ctx, goal, task_id=task.id)
    assert (await refused(ctx, links.link_work(ctx, goal, LinkIn(task_id=task.id))))[0] == "work.linked_already"
    assert (await refused(ctx, links.unlink_work(ctx, uuid4())))[0] == "core.not_found"


async def test_a_closed_cycle_takes_no_links(ctx: Ctx) -> None:
    closed = await build.cycle(ctx, closed=True)
    goal = await build.key_result(ctx, await build.objective(ctx, cycle_id=closed))
    project = await build.project(ctx)
    assert (await refused(ctx, links.link_work(ctx, goal, LinkIn(project_id=project.id))))[0] == "goals.cycle_closed"


async def test_hidden_work_is_counted_and_not_named(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    tom = await make.member(name="Tom")
    goal, _ = await build.ladder(ctx, 1)
    shown, secret = await build.project(ctx, "Shown"), await build.project(ctx, "Secret", private=True)
    for project in (shown, secret):
        for title in ("One", "Two"):
            task = await build.task(ctx, project.id, f"{project.title} {title}")
            await build.link(ctx, goal, task_id=task.id)
    found = await work_of(as_member(tom), goal)
    assert [item.title for item in found.items] == ["Shown One", "Shown Two"]
    assert (found.hidden.items, found.hidden.leaves, found.hidden.share) == (2, 2, 0.5)
    assert not found.can_link
    assert (await work_of(ctx, goal)).hidden.items == 0


async def test_a_project_without_tasks_is_linked_as_work_without_tasks(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project = await build.project(ctx, "Empty")
    await build.link(ctx, goal, project_id=project.id)
    (item,) = (await work_of(ctx, goal)).items
    assert (item.counted.leaves, item.counted.share) == (0, 0.0)


async def test_links_are_made_by_those_who_answer_for_either_end(ctx: Ctx, make: Make, as_member: AsMember) -> None:
    tom, guest = await make.member(name="Tom"), await make.member("guest", name="Gus")
    goal, objectives = await build.ladder(ctx, 1)
    led = await build.project(ctx, "Led", lead_id=tom.id, team_id=await make.team())
    other = await build.project(ctx, "Other", team_id=await make.team())
    task = await build.task(ctx, other.id)
    await links.link_work(as_member(tom), goal, LinkIn(project_id=led.id))
    with pytest.raises(Forbidden):
        await links.link_work(as_member(tom), goal, LinkIn(project_id=other.id))
    await links.link_work(as_member(tom), goal, LinkIn(task_id=task.id))
    await make.share(guest, "objective", objectives[0], access="edit")
    await make.share(guest, "project", other.id, access="edit")
    with pytest.raises(Forbidden):
        await links.link_work(as_member(guest), goal, LinkIn(task_id=task.id))
    secret = await build.key_result(ctx, await build.objective(ctx, "Secret", private=True))
    with pytest.raises(NotFound):
        await links.link_work(as_member(tom), secret, LinkIn(task_id=task.id))
    assert await queries.verify(ctx) == []


async def test_the_history_of_a_task_names_no_goal_that_the_reader_may_not_see(
    ctx: Ctx, make: Make, as_member: AsMember
) -> None:
    tom = await make.member(name="Tom")
    secret = await build.key_result(ctx, await build.objective(ctx, "Secret", private=True), "Secret number")
    hidden, project = await build.project(ctx, "Hidden", private=True), await build.project(ctx, "Shown")
    task = await build.task(ctx, hidden.id)
    moved = await relocation.relocate_task(ctx, task.id, RelocationIn(project_id=project.id), version=1)
    link = await build.link(ctx, secret, task_id=moved.id)
    await links.unlink_work(ctx, link)
    await ctx.flush()

    async def told(reader: Ctx) -> list[object]:
        return [one.changes for one in (await task_queries.detail(reader, task.id)).activity[:3]]

    mine, theirs = await told(ctx), await told(as_member(tom))
    assert "Secret number" in str(mine)
    assert "Hidden" in str(mine)
    assert "Secret number" not in str(theirs)
    assert "Hidden" not in str(theirs)
    assert theirs[0] == {"weight": [1.0, None], "key_result": ["something private", None]}
    assert "project" in str(theirs[2])
