"""Projects and tasks of the sample, and what they are linked to."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from headway.core.ctx import Ctx
from headway.core.subjects import Registry
from headway.demo.actions.people import Ids
from headway.demo.rules.content.waiting import STUCK_FOR
from headway.demo.rules.values import Company, Project, Task
from headway.demo.rules.waiting import blocks, outside
from headway.organisation.actions import shares
from headway.organisation.schemas import SharePut
from headway.progress.rules.work import Status
from headway.work import queries as work
from headway.work.actions.bulk import make_in_bulk
from headway.work.rules.statuses import NewColumn
from headway.work.schemas.bulk import Bulk, BulkBlock, BulkLink, BulkProject, BulkTask, BulkWait


async def write_work(ctx: Ctx, company: Company, ids: Ids, key_results: Mapping[str, UUID]) -> dict[int, UUID]:
    """Make it all in one go; the numbers of the linked goals follow from it. Returns what the tasks became."""
    projects = {project.key: uuid4() for project in company.projects}
    tasks = {task.number: uuid4() for task in company.tasks}
    links = tuple(
        BulkLink(
            key_result_id=key_results[link.key_result],
            task_id=tasks[link.task] if link.task is not None else None,
            project_id=projects.get(link.project),
            weight=float(link.weight),
        )
        for link in company.work_links
    )
    bulk = Bulk(
        projects=tuple(_project(project, ids, projects[project.key]) for project in company.projects),
        tasks=tuple(_task(task, ids, projects=projects, tasks=tasks) for task in company.tasks),
        links=links,
        blocks=tuple(BulkBlock(blocked_id=tasks[one], blocker_id=tasks[other]) for one, other in blocks(company)),
        waits=tuple(_wait(ctx, tasks[number], what) for number, what in outside(company).items()),
        sample=True,
    )
    await make_in_bulk(ctx, bulk)
    await _share_with_guests(ctx, company, ids, projects)
    return tasks


def _wait(ctx: Ctx, task: UUID, what: str) -> BulkWait:
    return BulkWait(task_id=task, waiting_for=what, waiting_since=ctx.now - timedelta(days=STUCK_FOR))


def _project(project: Project, ids: Ids, id_: UUID) -> BulkProject:
    return BulkProject(
        id=id_,
        title=project.name,
        description=project.why,
        team_id=ids.teams[project.team],
        lead_id=ids.people[project.lead],
        state=project.state,
        starts_on=project.start,
        due_on=project.due,
        statuses=tuple(NewColumn(status.name, Status(status.type)) for status in project.statuses),
        created_at=project.created_at,
        created_by=ids.people[project.lead],
    )


def _task(task: Task, ids: Ids, *, projects: Mapping[str, UUID], tasks: Mapping[int, UUID]) -> BulkTask:
    return BulkTask(
        id=tasks[task.number],
        project_id=projects[task.project],
        parent_id=tasks[task.parent] if task.parent is not None else None,
        title=task.title,
        description=task.description,
        status=task.status,
        priority=task.priority,
        labels=task.labels,
        assignees=tuple(ids.people[key] for key in task.assignees),
        starts_on=task.start,
        due_on=task.due,
        estimate_hours=task.estimate,
        created_at=task.created_at,
        created_by=ids.people[task.moves[0].by],
        started_at=task.started_at,
        closed_at=task.closed_at,
    )


async def _share_with_guests(ctx: Ctx, company: Company, ids: Ids, projects: Mapping[str, UUID]) -> None:
    registry = Registry(work.SUBJECTS)
    for project in company.projects:
        for guest in project.guests:
            wanted = SharePut(
                member_id=ids.people[guest], subject="project", subject_id=projects[project.key], access="edit"
            )
            await shares.share(ctx, registry, wanted)
