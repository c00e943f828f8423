"""Tasks of the sample company: plans opened up into trees, numbered, with the moves that brought them here."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from headway.demo.rules.calendar import Calendar, working_day_before
from headway.demo.rules.chance import between, pick, unit
from headway.demo.rules.recipes import Batch, Flow, Plan, Status, Todo
from headway.demo.rules.scheduling import Course, Leaf, courses
from headway.demo.rules.values import Move, Task

STORY_KEY = "translate-checkout"
STORY_NUMBER = 42
_STUCK = {"Blocked", "Waiting"}
_WRITTEN, _READY, _STARTED, _REVIEWED, _CLOSED = (460, 505), (510, 540), (545, 690), (780, 900), (905, 1070)


class Branch(Struct):
    """A task in its tree. `path` names it for the whole company; `course` is set once it is known."""

    path: str
    plan: Plan
    todo: Todo
    parent: "Branch | None"
    below: list["Branch"]
    rank: int
    number: int = 0
    course: Course | None = None


def tasks(plans: Sequence[Plan], *, calendar: Calendar, seed: int) -> tuple[tuple[Task, ...], dict[str, int]]:
    """All tasks by number, and the numbers of those that have a key of their own."""
    branches: list[Branch] = []
    for plan in plans:
        grown = _grow(plan)
        _settle(plan, grown, now_day=calendar.now_day, seed=seed)
        branches.extend(grown)
    _number(branches)
    finished = [_finish(branch, calendar=calendar, seed=seed) for branch in branches]
    keys = {branch.todo.key: branch.number for branch in branches if branch.todo.key}
    return tuple(sorted(finished, key=lambda task: task.number)), keys


def _grow(plan: Plan) -> list[Branch]:
    """The plan's tasks, each parent before its subtasks."""
    found: list[Branch] = []

    def add(todo: Todo, parent: Branch | None) -> None:
        if parent is not None and todo.flow is None:
            todo = replace(todo, flow=parent.todo.flow)
        branch = Branch(f"{plan.key}/{len(found)}", plan, todo, parent, [], len(found) + 1)
        found.append(branch)
        if parent is not None:
            parent.below.append(branch)
        for item in todo.subs:
            add(Todo(title=item) if isinstance(item, str) else item, branch)

    for item in plan.items:
        for todo in _opened(item):
            add(todo, None)
    return found


def _opened(item: str | Todo | Batch) -> Iterable[Todo]:
    if isinstance(item, Todo):
        return [item]
    if isinstance(item, str):
        return [Todo(title=item)]
    return [_one_of(item, thing) for thing in item.over]


def _one_of(batch: Batch, thing: str) -> Todo:
    title = batch.title.format(thing)
    short = thing.split(" (", maxsplit=1)[0]
    flows = batch.flows or (None,) * len(batch.subs)
    subs = tuple(Todo(title=f"{sub}: {short}", flow=flow) for sub, flow in zip(batch.subs, flows, strict=True))
    return Todo(title=title[0].upper() + title[1:], hours=batch.hours, subs=subs)


def _settle(plan: Plan, branches: list[Branch], *, now_day: int, seed: int) -> None:
    """Gives every task its course: leaves by the schedule, parents by what is below them, deepest first."""
    ends = [branch for branch in branches if not branch.below]
    leaves = [Leaf(branch.todo, branch.path, _top(branch).path, place, len(ends)) for place, branch in enumerate(ends)]
    known = courses(plan, leaves, now_day=now_day, seed=seed)
    for branch in ends:
        branch.course = known[branch.path]
    for branch in reversed(branches):
        if branch.below:
            branch.course = _above(plan, branch, [_course_of(below) for below in branch.below])
    for branch in branches:
        if branch.parent:
            branch.course = replace(_course_of(branch), created=_course_of(_top(branch)).created)


def _top(branch: Branch) -> Branch:
    while branch.parent:
        branch = branch.parent
    return branch


def _above(plan: Plan, branch: Branch, below: list[Course]) -> Course:
    flow = _joint_flow([course.flow for course in below])
    is_over = flow in {"done", "cancelled"}
    return Course(
        flow=flow,
        who=branch.todo.who or next((course.who for course in below if course.who), plan.lead),
        priority=max((c.priority for c in below), key=("none", "low", "medium", "high", "urgent").index),
        labels=branch.todo.labels,
        hours=None,
        created=min(course.created for course in below),
        start=min((c.start for c in below if c.start is not None), default=None),
        due=max((c.due for c in below if c.due is not None), default=None),
        started=min((c.started for c in below if c.started is not None), default=None),
        closed=max((c.closed for c in below if c.closed is not None), default=None) if is_over else None,
    )


def _joint_flow(flows: list[Flow]) -> Flow:
    kinds = set(flows)
    if kinds == {"cancelled"}:
        return "cancelled"
    if kinds <= {"done", "cancelled"}:
        return "done"
    return "open" if kinds <= {"open", "cancelled"} else "active"


def _number(branches: list[Branch]) -> None:
    """Numbers in the order of writing down; the task of the story is written down as the 42nd."""
    rest = [branch for branch in branches if branch.todo.key != STORY_KEY]
    rest.sort(key=lambda branch: _course_of(branch).created)
    story = next(branch for branch in branches if branch.todo.key == STORY_KEY)
    neighbour = _course_of(rest[STORY_NUMBER - 2])
    story.course = replace(_course_of(story), created=neighbour.created)
    rest.insert(STORY_NUMBER - 1, story)
    for place, branch in enumerate(rest, start=1):
        branch.number = place


def _course_of(branch: Branch) -> Course:
    if branch.course is None:
        raise ValueError(branch.path)
    return branch.course


def _finish(branch: Branch, *, calendar: Calendar, seed: int) -> Task:
    course, plan = _course_of(branch), branch.plan
    moves = _moves(branch, course, calendar=calendar, seed=seed)
    started = [move.at for move in moves if _type_of(plan, move.status) == "active"]
    closed = moves[-1].at if course.closed is not None else None
    return Task(
        number=branch.number,
        project=plan.key,
        parent=branch.parent.number if branch.parent else None,
        title=branch.todo.title,
        description=_description(branch, seed),
        status=moves[-1].status,
        assignees=(course.who,) if course.who else (),
        start=calendar.day(course.start) if course.start is not None else None,
        due=calendar.day(course.due) if course.due is not None else None,
        estimate=course.hours,
        priority=course.priority,
        labels=course.labels,
        rank=branch.rank,
        created_at=moves[0].at,
        started_at=started[0] if started else None,
        closed_at=closed,
        moves=moves,
    )


def _description(branch: Branch, seed: int) -> str:
    if branch.todo.note or not branch.plan.notes or branch.below:
        return branch.todo.note
    return pick(branch.plan.notes, seed, branch.path, "note") if unit(seed, branch.path, "noted") < 0.25 else ""


def _moves(branch: Branch, course: Course, *, calendar: Calendar, seed: int) -> tuple[Move, ...]:
    """Its ways over the board, oldest first."""
    by = course.who or branch.plan.lead

    def at(day: int, span: tuple[int, int], name: str) -> datetime:
        return calendar.moment(day, between(*span, seed, branch.path, name))

    waiting, working, stuck, over = _columns(branch.plan, course.flow)
    moves = [Move(at(course.created, _WRITTEN, "written"), waiting[0], branch.plan.lead)]
    if course.started is not None:
        if len(waiting) > 1 and course.started > course.created:
            moves.append(Move(at(course.started, _READY, "ready"), waiting[1], branch.plan.lead))
        moves.append(Move(at(course.started, _STARTED, "started"), working[0], by))
        if stuck and course.flow == "blocked":
            day = working_day_before(min(course.started + 2, calendar.now_day - 1))
            moves.append(Move(at(day, _REVIEWED, "stuck"), stuck, by))
    elif course.flow == "open" and len(waiting) > 1 and unit(seed, branch.path, "ready") < 0.3:
        moves.append(Move(at(course.created, _READY, "ready"), waiting[1], branch.plan.lead))
    if course.closed is not None:
        if course.flow == "done" and len(working) > 1 and not branch.below:
            moves.append(Move(at(course.closed, _REVIEWED, "review"), working[1], by))
        late = (_CLOSED[1] + 1, _CLOSED[1] + 10) if branch.below else _CLOSED
        moves.append(Move(at(course.closed, late, "closed"), over, by))
    elif course.flow == "active" and len(working) > 1 and unit(seed, branch.path, "in review") < 0.3:
        yesterday = working_day_before(calendar.now_day - 1)
        moves.append(Move(at(yesterday, _REVIEWED, "review"), working[1], by))
    return tuple(moves)


def _columns(plan: Plan, flow: Flow) -> tuple[list[str], list[str], str, str]:
    """(waiting columns, working columns, the stuck one, the last one) that a task of this flow passes."""
    waiting = [status.name for status in plan.statuses if status.type == "open"]
    working = [s.name for s in plan.statuses if s.type == "active" and s.name not in _STUCK]
    stuck = next((status.name for status in plan.statuses if status.name in _STUCK), "")
    end = "cancelled" if flow == "cancelled" else "done"
    return waiting, working, stuck, next(s.name for s in plan.statuses if s.type == end)


def _type_of(plan: Plan, name: str) -> str:
    found: Status = next(status for status in plan.statuses if status.name == name)
    return found.type
