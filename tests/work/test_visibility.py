"""Who sees which project, and that every way of looking agrees."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from headway.core.ctx import Ctx
from headway.core.db import set_tenant
from headway.core.errors import Forbidden, NotFound
from headway.work.access import can_edit_project, can_edit_tasks
from headway.work.actions import tasks
from headway.work.queries import SUBJECTS, table
from headway.work.queries import projects as project_queries
from headway.work.queries import tasks as task_queries
from headway.work.schemas.projects import ProjectFacts
from headway.work.schemas.tasks import TaskPatch
from tests.make import Make, Member
from tests.work import build

AsMember = Callable[[Member], Ctx]
PROJECT, TASK = SUBJECTS


class Company:
    """Open and private projects, with and without a team; people who stand to them in every way."""

    def __init__(self, ctx: Ctx, make: Make) -> None:
        self.ctx = ctx
        self.make = make
        self.projects: dict[str, UUID] = {}
        self.tasks: dict[str, UUID] = {}
        self.people: dict[str, Member] = {}

    async def build(self) -> "Company":
        names = ("admin", "mate", "lead", "invited", "editor", "stranger")
        for name in names:
            self.people[name] = await self.make.member("admin" if name == "admin" else "member", name=name)
        for name in ("guest of project", "guest of team", "guest"):
            self.people[name] = await self.make.member("guest", name=name)
        team = await self.make.team("Web")
        await self.make.join(team, self.people["mate"])
        wanted: dict[str, dict[str, Any]] = {"open": {}, "open team": {"team_id": team}, "private": {"private": True}}
        wanted["private team"] = {"team_id": team, "private": True, "lead_id": self.people["lead"].id}
        for title, fields in wanted.items():
            self.projects[title] = (await build.project(self.ctx, title, **fields)).id
            self.tasks[title] = (await build.task(self.ctx, self.projects[title], title)).id
        await self._share(team)
        return self

    async def _share(self, team: UUID) -> None:
        private = self.projects["private team"]
        await self.make.share(self.people["invited"], "project", private)
        await self.make.share(self.people["editor"], "project", private, access="edit")
        await self.make.share(self.people["guest of project"], "project", private)
        await self.make.share(self.people["guest of team"], "team", team, access="edit")


SEES = {
    "admin": {"open", "open team"},
    "mate": {"open", "open team", "private team"},
    "lead": {"open", "open team", "private team"},
    "invited": {"open", "open team", "private team"},
    "editor": {"open", "open team", "private team"},
    "stranger": {"open", "open team"},
    "guest of project": {"private team"},
    "guest of team": {"open team"},
    "guest": set(),
}
WORKS = {
    "admin": {"open", "open team"},
    "mate": {"open", "open team", "private team"},
    "lead": {"open", "open team", "private team"},
    "invited": {"open", "open team"},
    "editor": {"open", "open team", "private team"},
    "stranger": {"open", "open team"},
    "guest of project": set(),
    "guest of team": {"open team"},
    "guest": set(),
}
REARRANGES = {
    "admin": {"open", "open team"},
    "mate": {"open", "open team", "private team"},
    "lead": {"open", "private team"},
    "invited": {"open"},
    "editor": {"open"},
    "stranger": {"open"},
    "guest of project": set(),
    "guest of team": set(),
    "guest": set(),
}


@pytest.fixture
async def company(ctx: Ctx, make: Make) -> Company:
    return await Company(ctx, make).build()


async def _as(company: Company, name: str) -> Ctx:
    """That person's eyes, with the guest floor of the database in place."""
    theirs = company.make.ctx_of(company.people[name])
    await set_tenant(theirs.connection, theirs.workspace.id, guest=theirs.actor.guest)
    return theirs


@pytest.mark.parametrize("name", list(SEES))
async def test_every_way_of_looking_shows_the_same_projects(company: Company, name: str) -> None:
    theirs = await _as(company, name)
    page = await project_queries.projects(theirs, project_queries.Filter(), cursor=None, limit=10)
    assert {one.title for one in page.items} == SEES[name]
    for subject, ids in ((PROJECT, company.projects), (TASK, company.tasks)):
        assert {one.title for one in await subject.visible(theirs, list(ids.values()))} == SEES[name]
        assert subject.find is not None
        assert {one.title for one in await subject.find(theirs, "e", 10)} == {t for t in SEES[name] if "e" in t}
    for title, task_id in company.tasks.items():
        if title in SEES[name]:
            assert (await task_queries.detail(theirs, task_id)).can.edit == (title in WORKS[name])
        else:
            with pytest.raises(NotFound):
                await task_queries.detail(theirs, task_id)
            with pytest.raises(NotFound):
                await table.table(theirs, company.projects[title], table.Filter(), cursor=None, limit=10)


@pytest.mark.parametrize("name", list(SEES))
async def test_the_audience_of_live_updates_is_who_may_look(company: Company, name: str) -> None:
    person = company.people[name]
    await set_tenant(company.make.connection, company.make.workspace.id)
    for subject, ids in ((PROJECT, company.projects), (TASK, company.tasks)):
        audiences = await subject.audience(company.make, list(ids.values()))
        admitted = {
            title for title, id_ in ids.items() if audiences[id_].admits(person.id, guest=person.role == "guest")
        }
        assert admitted == SEES[name]


@pytest.mark.parametrize("name", list(SEES))
async def test_who_may_change_what_follows_the_table(company: Company, name: str) -> None:
    theirs = await _as(company, name)
    for title in SEES[name]:
        facts = await project_queries.facts(theirs, company.projects[title])
        assert can_edit_tasks(theirs.actor, facts) == (title in WORKS[name])
        assert can_edit_project(theirs.actor, facts) == (title in REARRANGES[name])


async def test_a_guest_with_a_share_to_edit_closes_a_task_and_moves_the_goal(company: Company) -> None:
    goal, objectives = await build.ladder(company.ctx, 2)
    await build.link(company.ctx, goal, project_id=company.projects["open team"])
    theirs = await _as(company, "guest of team")
    closed = await tasks.close_task(theirs, company.tasks["open team"], version=1)
    assert closed.status_type == "done"
    await set_tenant(theirs.connection, theirs.workspace.id)
    assert await build.progress_of(company.ctx, objectives[-1]) == 1.0


async def test_a_guest_who_may_only_look_changes_nothing(company: Company) -> None:
    theirs = await _as(company, "guest of project")
    with pytest.raises(Forbidden):
        await tasks.edit_task(theirs, company.tasks["private team"], TaskPatch(title="x"), version=1)
    with pytest.raises(NotFound):
        await tasks.edit_task(theirs, company.tasks["open"], TaskPatch(title="x"), version=1)


async def test_a_task_is_found_by_its_number(company: Company) -> None:
    assert TASK.find is not None
    found = await TASK.find(company.ctx, "hw-2", 5)
    assert [(one.label, one.title, one.context) for one in found] == [("HW-2", "open team", "open team")]


async def test_an_open_task_list_of_a_person_shows_what_the_reader_may_see(company: Company) -> None:
    mate = company.people["mate"]
    for title in ("open", "private team"):
        task_id = company.tasks[title]
        await tasks.edit_task(company.ctx, task_id, TaskPatch(assignees=[mate.id]), version=1)

    async def seen(name: str) -> set[str]:
        page = await table.open_tasks_of(await _as(company, name), mate.id, cursor=None, limit=10)
        return {one.title for one in page.items}

    assert await seen("mate") == {"open", "private team"}
    assert await seen("stranger") == {"open"}
    with pytest.raises(NotFound):
        await seen("guest")  # who knows nobody here


def test_the_system_may_do_everything() -> None:
    from headway.core.ctx import SYSTEM  # noqa: PLC0415 - only this test needs it

    facts: Any = ProjectFacts(
        id=UUID(int=1),
        number=1,
        title="x",
        description="",
        team_id=None,
        lead_id=None,
        state="active",
        private=True,
        starts_on=None,
        due_on=None,
        created_by=None,
        archived_at=None,
        version=1,
        shared=None,
        team_shared=None,
        in_team=False,
    )
    assert can_edit_project(SYSTEM, facts)
    assert can_edit_tasks(SYSTEM, facts)
