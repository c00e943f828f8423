"""Which tasks of the sample company wait, and for what."""

from collections.abc import Iterable

from headway.demo.rules.content.waiting import BLOCKS, OUTSIDE
from headway.demo.rules.values import Company, Task


def blocks(company: Company) -> list[tuple[int, int]]:
    """(waiting task, task that it waits for), by number, where neither is closed."""
    open_ = [task for task in company.tasks if task.closed_at is None]
    pairs = ((_find(open_, *waiting), _find(open_, *blocker)) for waiting, blocker in BLOCKS)
    return [(waiting, blocker) for waiting, blocker in pairs if waiting and blocker]


def outside(company: Company) -> dict[int, str]:
    """Task number -> what it waits for that is no task."""
    open_ = [task for task in company.tasks if task.closed_at is None]
    found = {_find(open_, project, title): what for (project, title), what in OUTSIDE.items()}
    return {number: what for number, what in found.items() if number}


def _find(tasks: Iterable[Task], project: str, title: str) -> int | None:
    return next((task.number for task in tasks if task.project == project and task.title.startswith(title)), None)
