"""Who may do what with work: pure functions of who asks and how they stand to the project.

| what                                     | member | its team | lead, maker | admin | share view | share edit |
|------------------------------------------|--------|----------|-------------|-------|------------|------------|
| see a project and everything in it       | yes    | yes      | yes         | yes   | yes        | yes        |
| see a private one                        | no     | yes      | yes         | no    | yes        | yes        |
| add, edit, move, close, delete tasks     | yes    | yes      | yes         | yes   | yes        | yes        |
| the same in a private one                | no     | yes      | yes         | no    | no         | yes        |
| edit the project, its statuses; archive  | no     | yes      | yes         | yes   | no         | no         |

Guests see what is shared with them and change tasks with a share to edit; they make no projects and no links. Work is
linked to a key result by who may edit the key result, or the tasks (the project, if it is the project that is linked).

A guest's share is of the project itself, or of its team for what is not private. In a project that is not private every
member may do the work: people help each other across teams, and the activity says who did what. A private project opens
to no admin: who needs in is given a share that everybody concerned can see; a share to view a private project does not
let its holder change it. A project without a team that is not private may be edited by every member. Work of an
archived project can be read and restored, not changed.
"""

from typing import Protocol
from uuid import UUID

from headway.core.ctx import Actor
from headway.work.schemas.common import Access
from headway.work.schemas.projects import ProjectCan
from headway.work.schemas.tasks import TaskCan


class Standing(Protocol):
    """A project that the caller may see, with how they stand to it; ProjectFacts and ProjectRow are such."""

    @property
    def team_id(self) -> UUID | None: ...
    @property
    def lead_id(self) -> UUID | None: ...
    @property
    def created_by(self) -> UUID | None: ...
    @property
    def private(self) -> bool: ...
    @property
    def shared(self) -> Access | None: ...
    @property
    def team_shared(self) -> Access | None: ...
    @property
    def in_team(self) -> bool: ...


def can_make_projects(actor: Actor) -> bool:
    return not actor.is_guest


def can_edit_project(actor: Actor, project: Standing) -> bool:
    """Its texts, people, dates, state, privacy and statuses; archive it."""
    if actor.kind == "system":
        return True
    if actor.is_guest:
        return False
    if _is_theirs(actor, project):
        return True
    return not project.private and (actor.is_admin or project.team_id is None)


def can_edit_tasks(actor: Actor, project: Standing) -> bool:
    """Everything about the tasks in it."""
    if actor.is_guest:
        return "edit" in {project.shared, None if project.private else project.team_shared}
    if actor.kind == "system" or not project.private:
        return True
    return _is_theirs(actor, project) or project.shared == "edit"


def project_can(actor: Actor, project: Standing, *, archived: bool) -> ProjectCan:
    return ProjectCan(
        edit=can_edit_project(actor, project),
        edit_tasks=can_edit_tasks(actor, project) and not archived,
    )


def task_can(actor: Actor, project: Standing, *, archived: bool, deleted: bool) -> TaskCan:
    edit = can_edit_tasks(actor, project) and not archived
    return TaskCan(
        edit=edit and not deleted, restore=edit and deleted, link=edit and not deleted and not actor.is_guest
    )


def can_link(actor: Actor, *, edits_goal: bool, edits_work: bool) -> bool:
    """Work is linked by those who answer for either end: it moves the goal, and it says what the work is for."""
    return not actor.is_guest and (edits_goal or edits_work)


def _is_theirs(actor: Actor, project: Standing) -> bool:
    return actor.member is not None and (project.in_team or actor.member in {project.lead_id, project.created_by})
