from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden, Invalid, NotFound, Problem, Stale
from headway.work import queries
from headway.work.actions import moves, projects, relocation, removal, statuses, tasks
from headway.work.queries import projects as project_queries
from headway.work.queries import table
from headway.work.queries import tasks as task_queries
from headway.work.schemas.projects import ProjectIn, ProjectPatch, StatusIn, StatusPatch
from headway.work.schemas.tasks import MoveIn, RelocationIn, TaskEdit, TaskIn, TaskPatch
from tests.make import Make, Member
from tests.work import build

AsMember = Callable[[Member], Ctx]


async def titles(ctx: Ctx, project_id: Any) -> list[str]:
    page = await table.table(ctx, project_id, table.Filter(), cursor=None, limit=100)
    return ["  " * one.depth + one.title for one in page.items]


async def code_of(doing: Any) -> str:
    """The stable code of the refusal that `doing` must meet."""
    with pytest.raises(Problem) as refused:
        await doing
    return refused.value.code


async def test_a_project_starts_with_four_statuses_and_counts_nothing_done(ctx: Ctx) -> None:
    project = await build.project(ctx, "Website", starts_on=date(2026, 1, 1), due_on=date(2026, 1, 1))
    assert [(one.name, one.type) for one in project.statuses] == [
        ("To do", "open"),
        ("In progress", "active"),
        ("Done", "done"),
        ("Cancelled", "cancelled"),
    ]
    assert (project.number, project.version, project.counted.share) == (1, 1, 0.0)
    assert (project.counted.leaves, project.counted.done) == (0, 0)
    assert project.can.edit
    assert project.can.edit_tasks


async def test_a_project_keeps_its_own_statuses(ctx: Ctx) -> None:
    idea, live = StatusIn(name="Idea", type="open"), StatusIn(name="Live", type="done")
    wanted = [idea, live, StatusIn(name="No", type="cancelled")]
    project = await build.project(ctx, statuses=wanted)
    assert [one.name for one in project.statuses] == ["Idea", "Live", "No"]
    assert await code_of(projects.make_project(ctx, ProjectIn(title="x", statuses=wanted[:2]))) == "work.status_needed"
    assert await code_of(projects.make_project(ctx, ProjectIn(title=" "))) == "work.title_empty"
    backwards = ProjectIn(title="x", starts_on=date(2026, 2, 1), due_on=date(2026, 1, 1))
    assert await code_of(projects.make_project(ctx, backwards)) == "work.dates"
    assert await code_of(projects.make_project(ctx, ProjectIn(title="x", team_id=uuid4()))) == "work.team_unknown"
    assert await code_of(projects.make_project(ctx, ProjectIn(title="x", lead_id=uuid4()))) == "work.lead_unknown"


async def test_a_project_is_edited_and_archived(ctx: Ctx) -> None:
    project = await build.project(ctx)
    task = await build.task(ctx, project.id)
    edited = await projects.edit_project(ctx, project.id, ProjectPatch(title="Shop", private=True), version=1)
    assert (edited.title, edited.private, edited.version) == ("Shop", True, 2)
    with pytest.raises(Stale) as stale:
        await projects.edit_project(ctx, project.id, ProjectPatch(title="Other"), version=1)
    assert stale.value.extra["current"]["title"] == "Shop"
    archived = await projects.archive_project(ctx, project.id, archived=True, version=2)
    assert archived.archived_at == ctx.now
    assert not archived.can.edit_tasks
    assert await code_of(tasks.edit_task(ctx, task.id, TaskPatch(title="x"), version=1)) == "work.project_archived"
    assert await code_of(tasks.create_task(ctx, project.id, TaskIn(title="x"))) == "work.project_archived"
    page = await project_queries.projects(ctx, project_queries.Filter(), cursor=None, limit=10)
    assert page.items == []
    taken = await projects.archive_project(ctx, project.id, archived=False, version=3)
    assert taken.archived_at is None


async def test_a_done_project_counts_all_its_tasks_and_a_cancelled_one_none(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project = await build.project(ctx)
    other = await build.project(ctx, "Other")
    await build.task(ctx, project.id)
    await build.task(ctx, other.id)
    await build.link(ctx, goal, project_id=project.id)
    await build.link(ctx, goal, project_id=other.id, weight=3)
    await projects.edit_project(ctx, project.id, ProjectPatch(state="done"), version=1)
    assert await build.progress_of(ctx, goal) == 0.25
    await projects.edit_project(ctx, other.id, ProjectPatch(state="cancelled"), version=1)
    assert await build.progress_of(ctx, goal) == 1.0
    await projects.edit_project(ctx, project.id, ProjectPatch(state="active"), version=2)
    assert await build.progress_of(ctx, goal) == 0.0


async def test_statuses_are_added_renamed_ordered_and_removed(ctx: Ctx) -> None:
    project = await build.project(ctx)
    made = await statuses.add_status(ctx, project.id, StatusIn(name="Review", type="active", place=1))
    assert [one.name for one in made.statuses] == ["To do", "Review", "In progress", "Done", "Cancelled"]
    review = made.statuses[1]
    edited = await statuses.edit_status(ctx, review.id, StatusPatch(name="Check", place=2))
    assert [one.name for one in edited.statuses] == ["To do", "In progress", "Check", "Done", "Cancelled"]
    task = await build.task(ctx, project.id, status_id=review.id)
    assert await code_of(statuses.remove_status(ctx, review.id, None)) == "work.status_in_use"
    assert await code_of(statuses.remove_status(ctx, review.id, uuid4())) == "work.status_foreign"
    done = next(one for one in edited.statuses if one.type == "done")
    removed = await statuses.remove_status(ctx, review.id, done.id)
    assert [one.name for one in removed.statuses] == ["To do", "In progress", "Done", "Cancelled"]
    assert removed.counted.share == 1.0
    assert (await task_queries.one(ctx, task.id)).status_name == "Done"
    assert await code_of(statuses.remove_status(ctx, done.id, project.statuses[0].id)) == "work.status_needed"
    twice = StatusIn(name="to DO", type="open")
    assert await code_of(statuses.add_status(ctx, project.id, twice)) == "work.status_exists"
    assert await code_of(statuses.edit_status(ctx, uuid4(), StatusPatch(name="x"))) == "core.not_found"


async def test_a_task_is_made_with_everything_one_can_say(ctx: Ctx, make: Make) -> None:
    mia = await make.member(name="Mia")
    project = await build.project(ctx)
    active = await build.status(ctx, project.id, "active")
    task = await build.task(
        ctx,
        project.id,
        " Translate checkout ",
        description="All **nine** pages.",
        status_id=active.id,
        priority="high",
        labels=["Web", " web", "shop"],
        assignees=[mia.id, mia.id],
        starts_on=date(2026, 1, 5),
        due_on=date(2026, 1, 9),
        estimate_hours=2.505,
    )
    assert task.title == "Translate checkout"
    assert task.labels == ["Web", "shop"]
    assert [one.name for one in task.assignees] == ["Mia"]
    assert task.estimate_hours == 2.51
    assert task.started_at == ctx.now
    assert task.closed_at is None
    assert (task.label, task.version) == ("HW-1", 1)
    assert (await build.task(ctx, project.id)).label == "HW-2"


async def test_an_edit_changes_what_it_names_and_says_what_it_changed(ctx: Ctx, make: Make) -> None:
    mia, tom = await make.member(name="Mia"), await make.member(name="Tom")
    project = await build.project(ctx)
    task = await build.task(ctx, project.id, assignees=[mia.id], due_on=date(2026, 1, 9))
    patch = TaskPatch(title="New", assignees=[tom.id], due_on=None, labels=["a"])
    edited = await tasks.edit_task(ctx, task.id, patch, version=1)
    assert (edited.title, edited.due_on, edited.labels, edited.version) == ("New", None, ["a"], 2)
    assert [one.name for one in edited.assignees] == ["Tom"]
    assert await task_queries.full(ctx, [task.id]) == [edited]
    event = ctx.recorded[-1]
    assert event.kind == "work.task_edited"
    assert list(event.data["changes"]["title"]) == ["Translate checkout", "New"]
    assert set(event.data["changes"]) == {"title", "assignees", "due_on", "labels"}
    before = len(ctx.recorded)
    same = await tasks.edit_task(ctx, task.id, TaskPatch(title="New"), version=2)
    assert same.version == 2
    assert len(ctx.recorded) == before


@pytest.mark.parametrize(
    ("patch", "code"),
    [
        (TaskPatch(title="  "), "work.title_empty"),
        (TaskPatch(starts_on=date(2026, 2, 1)), "work.dates"),
        (TaskPatch(status_id=uuid4()), "work.status_foreign"),
        (TaskPatch(assignees=[uuid4()]), "work.assignee_unknown"),
    ],
)
async def test_a_wrong_edit_is_refused_and_changes_nothing(ctx: Ctx, patch: TaskPatch, code: str) -> None:
    project = await build.project(ctx)
    task = await build.task(ctx, project.id, due_on=date(2026, 1, 9))
    assert await code_of(tasks.edit_task(ctx, task.id, patch, version=1)) == code
    assert await task_queries.full(ctx, [task.id]) == [task]


async def test_a_stale_edit_gets_the_present_state(ctx: Ctx) -> None:
    project = await build.project(ctx)
    task = await build.task(ctx, project.id)
    await tasks.edit_task(ctx, task.id, TaskPatch(title="First"), version=1)
    with pytest.raises(Stale) as stale:
        await tasks.edit_task(ctx, task.id, TaskPatch(title="Second"), version=1)
    assert stale.value.extra["current"]["title"] == "First"
    assert stale.value.extra["current"]["version"] == 2


async def test_many_tasks_are_edited_together_or_not_at_all(ctx: Ctx) -> None:
    project = await build.project(ctx)
    one, two = await build.task(ctx, project.id, "One"), await build.task(ctx, project.id, "Two")
    done = await build.status(ctx, project.id, "done")
    close = TaskPatch(status_id=done.id)
    bad = [TaskEdit(id=one.id, version=1, changes=close), TaskEdit(id=two.id, version=7, changes=close)]
    with pytest.raises(Invalid) as refused:
        await tasks.edit_tasks(ctx, [*bad, TaskEdit(id=uuid4(), version=1, changes=close)])
    assert refused.value.code == "work.bulk_refused"
    assert [error.path for error in refused.value.errors] == ["1.version", "2.id"]
    assert (await project_queries.project(ctx, project.id)).counted.done == 0
    good = [TaskEdit(id=task.id, version=1, changes=close) for task in (two, one)]
    edited = await tasks.edit_tasks(ctx, good)
    assert [task.title for task in edited] == ["Two", "One"]
    assert (await project_queries.project(ctx, project.id)).counted.done == 2
    assert [event.kind for event in ctx.recorded[-2:]] == ["work.task_closed"] * 2
    assert await code_of(tasks.edit_tasks(ctx, [])) == "work.bulk_size"
    assert await code_of(tasks.edit_tasks(ctx, [good[0], good[0]])) == "work.bulk_size"


async def test_subtasks_count_in_their_parent_by_estimate_when_all_have_one(ctx: Ctx) -> None:
    project = await build.project(ctx)
    parent = await build.task(ctx, project.id, "Parent")
    small = await build.task(ctx, project.id, "Small", parent_id=parent.id, estimate_hours=1)
    await build.task(ctx, project.id, "Large", parent_id=parent.id, estimate_hours=3)
    await build.turn(ctx, small, "done")
    counted = (await task_queries.full(ctx, [parent.id]))[0].counted
    assert (counted.share, counted.by, counted.leaves, counted.done) == (0.25, "hours", 2, 1)
    await build.task(ctx, project.id, "Unknown", parent_id=parent.id)
    counted = (await task_queries.full(ctx, [parent.id]))[0].counted
    assert (counted.share, counted.by) == (1 / 3, "count")
    await build.turn(ctx, parent, "done")
    assert (await project_queries.project(ctx, project.id)).counted.display == "100 %"


async def test_closing_and_reopening_go_to_the_first_status_of_their_type(ctx: Ctx) -> None:
    project = await build.project(ctx)
    task = await build.task(ctx, project.id)
    closed = await tasks.close_task(ctx, task.id, version=1)
    assert (closed.status_type, closed.version) == ("done", 2)
    assert await task_queries.full(ctx, [task.id]) == [closed]
    assert (await tasks.close_task(ctx, task.id, version=2)).version == 2
    reopened = await tasks.reopen_task(ctx, task.id, version=2)
    assert (reopened.status_type, reopened.closed_at) == ("open", None)
    assert [event.kind for event in ctx.recorded[-2:]] == ["work.task_closed", "work.task_reopened"]


async def test_a_card_is_moved_between_two_others(ctx: Ctx) -> None:
    project = await build.project(ctx)
    one, two, three = [await build.task(ctx, project.id, title) for title in ("One", "Two", "Three")]
    await moves.move_task(ctx, three.id, MoveIn(after=one.id), version=1)
    assert await titles(ctx, project.id) == ["One", "Three", "Two"]
    active = await build.status(ctx, project.id, "active")
    moved = await moves.move_task(ctx, two.id, MoveIn(before=one.id, status_id=active.id), version=1)
    assert await titles(ctx, project.id) == ["Two", "One", "Three"]
    assert (moved.status_type, moved.version) == ("active", 2)
    assert await task_queries.full(ctx, [two.id]) == [moved]
    assert await code_of(moves.move_task(ctx, one.id, MoveIn(before=two.id, after=three.id), version=1)) == (
        "work.two_neighbours"
    )
    assert await code_of(moves.move_task(ctx, one.id, MoveIn(before=uuid4()), version=1)) == "work.neighbour_unknown"
    assert await code_of(moves.move_task(ctx, one.id, MoveIn(before=one.id), version=1)) == "work.neighbour_unknown"
    assert await code_of(moves.move_task(ctx, one.id, MoveIn(status_id=uuid4()), version=1)) == "work.status_foreign"
    assert (await moves.move_task(ctx, one.id, MoveIn(), version=1)).version == 1


async def test_a_task_moves_with_its_subtasks_to_another_project(ctx: Ctx) -> None:
    home, away = await build.project(ctx, "Home"), await build.project(ctx, "Away")
    there = await build.task(ctx, away.id, "There")
    root = await build.task(ctx, home.id, "Root")
    leaf = await build.task(ctx, home.id, "Leaf", parent_id=root.id)
    await build.task(ctx, home.id, "Other leaf", parent_id=root.id)
    await build.turn(ctx, leaf, "done")
    moved = await relocation.relocate_task(ctx, root.id, RelocationIn(project_id=away.id, before=there.id), version=1)
    assert (moved.project_id, moved.version) == (away.id, 2)
    assert await titles(ctx, home.id) == []
    assert await titles(ctx, away.id) == ["Root", "  Leaf", "  Other leaf", "There"]
    assert (await project_queries.project(ctx, away.id)).counted.done == 1
    assert (await task_queries.one(ctx, leaf.id)).status_name == "Done"
    assert (await project_queries.project(ctx, home.id)).tasks == 0
    back = await relocation.relocate_task(ctx, leaf.id, RelocationIn(parent_id=there.id), version=2)
    assert back.parent_id == there.id
    assert await titles(ctx, away.id) == ["Root", "  Other leaf", "There", "  Leaf"]
    assert await queries.verify(ctx) == []


async def test_a_task_cannot_be_put_below_itself(ctx: Ctx) -> None:
    project = await build.project(ctx)
    root = await build.task(ctx, project.id, "Root")
    child = await build.task(ctx, project.id, "Child", parent_id=root.id)
    leaf = await build.task(ctx, project.id, "Leaf", parent_id=child.id)
    for parent in (root, child, leaf):
        with pytest.raises(Conflict) as refused:
            await relocation.relocate_task(ctx, root.id, RelocationIn(parent_id=parent.id), version=1)
        assert refused.value.code == "work.task_cycle"
    assert "'Leaf', which is below it" in refused.value.detail
    elsewhere = await build.project(ctx, "Elsewhere")
    where = RelocationIn(project_id=elsewhere.id, parent_id=child.id)
    assert await code_of(relocation.relocate_task(ctx, leaf.id, where, version=1)) == "work.parent_elsewhere"
    missing = RelocationIn(project_id=project.id, parent_id=uuid4())
    assert await code_of(relocation.relocate_task(ctx, leaf.id, missing, version=1)) == "work.parent_unknown"


async def test_a_deleted_task_comes_back_with_all_below_it(ctx: Ctx) -> None:
    goal, _ = await build.ladder(ctx, 1)
    project = await build.project(ctx)
    root = await build.task(ctx, project.id, "Root")
    leaf = await build.task(ctx, project.id, "Leaf", parent_id=root.id)
    gone_before = await build.task(ctx, project.id, "Gone before", parent_id=root.id)
    await build.link(ctx, goal, task_id=leaf.id)
    await build.turn(ctx, leaf, "done")
    await removal.delete_task(ctx, gone_before.id, version=1)
    assert await build.progress_of(ctx, goal) == 1.0

    deleted = await removal.delete_task(ctx, root.id, version=1)

    assert (deleted.label, deleted.tasks) == ("HW-1", 2)
    assert await titles(ctx, project.id) == []
    assert await build.progress_of(ctx, goal) == 0.0
    with pytest.raises(NotFound):
        await task_queries.detail(ctx, leaf.id)
    named = await queries.SUBJECTS[1].visible(ctx, [leaf.id])
    assert [(one.label, one.context) for one in named] == [("HW-2", "Website · deleted")]
    assert await code_of(removal.restore_task(ctx, leaf.id)) == "work.parent_deleted"
    assert await code_of(removal.restore_task(ctx, gone_before.id)) == "work.parent_deleted"
    restored = await removal.restore_task(ctx, root.id)
    assert restored.deleted_at is None
    assert await titles(ctx, project.id) == ["Root", "  Leaf"]
    assert await build.progress_of(ctx, goal) == 1.0
    await removal.restore_task(ctx, gone_before.id)
    assert await titles(ctx, project.id) == ["Root", "  Leaf", "  Gone before"]
    assert await queries.verify(ctx) == []
    with pytest.raises(NotFound):
        await removal.restore_task(ctx, root.id)


async def test_what_was_deleted_long_ago_is_forgotten(ctx: Ctx) -> None:
    project = await build.project(ctx)
    old, fresh = await build.task(ctx, project.id, "Old"), await build.task(ctx, project.id, "Fresh")
    for task in (old, fresh):
        await removal.delete_task(ctx, task.id, version=1)
    await db.run(ctx, "update task set deleted_at = deleted_at - interval '31 days' where id = %(id)s", id=old.id)
    assert await removal.forget_deleted(ctx) == 1
    assert await db.column(ctx, "select title from task") == ["Fresh"]
    assert await queries.verify(ctx) == []


async def test_a_member_works_in_open_projects_but_does_not_rearrange_them(
    ctx: Ctx, make: Make, as_member: AsMember
) -> None:
    team = await make.team("Web")
    mate, stranger = await make.member(name="Mate"), await make.member(name="Stranger")
    await make.join(team, mate)
    project = await build.project(ctx, team_id=team)
    task = await build.task(ctx, project.id)
    theirs = as_member(stranger)
    assert (await tasks.edit_task(theirs, task.id, TaskPatch(title="Helped"), version=1)).title == "Helped"
    with pytest.raises(Forbidden):
        await projects.edit_project(theirs, project.id, ProjectPatch(title="Mine"), version=1)
    with pytest.raises(Forbidden):
        await statuses.add_status(theirs, project.id, StatusIn(name="x", type="open"))
    assert (
        await projects.edit_project(as_member(mate), project.id, ProjectPatch(title="Ours"), version=1)
    ).version == 2


async def test_nobody_is_put_on_a_task_that_they_cannot_see(ctx: Ctx, make: Make) -> None:
    tom, guest = await make.member(name="Tom"), await make.member("guest", name="Gus Guest")
    private = await build.project(ctx, "Secret", private=True)
    open_one = await build.project(ctx, "Open")
    hidden = tasks.create_task(ctx, private.id, TaskIn(title="x", assignees=[tom.id]))
    assert await code_of(hidden) == "work.assignee_cannot_see"
    assert await code_of(tasks.create_task(ctx, open_one.id, TaskIn(title="x", assignees=[guest.id]))) == (
        "work.assignee_cannot_see"
    )
    await make.share(tom, "project", private.id)
    await make.share(guest, "project", open_one.id)
    assert len((await build.task(ctx, private.id, assignees=[tom.id])).assignees) == 1
    assert len((await build.task(ctx, open_one.id, assignees=[guest.id])).assignees) == 1
