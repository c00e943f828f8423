"""New things of one batch: projects, tasks, objectives, key results, values. In bulk; one by one where that fails."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from headway.core.ctx import Ctx
from headway.core.errors import Conflict, Forbidden
from headway.goals.actions import bulk as goals_bulk
from headway.goals.schemas.bulk import BulkAlignment, BulkGoals, BulkKeyResult, BulkObjective
from headway.integrations.imports.actions.run import Failed, Run, Written, fresh_ids, keep
from headway.integrations.imports.rules.values import (
    Item,
    KeyResult,
    Measurement,
    Objective,
    Project,
    StatusType,
    Task,
)
from headway.integrations.imports.schemas import ItemRow
from headway.progress import actions as progress
from headway.progress.rules.metrics import Definition, Kind, Method
from headway.progress.rules.work import Status
from headway.progress.schemas import NewMeasurement
from headway.work.access import can_edit_tasks
from headway.work.actions import bulk as work_bulk
from headway.work.queries import projects as project_queries
from headway.work.rules.statuses import DEFAULTS, Column, NewColumn, matching
from headway.work.schemas.bulk import Bulk, BulkProject, BulkTask

New = tuple[str, Item, UUID]


async def make(run: Run, new: Sequence[tuple[str, Item]]) -> None:
    """Make what is new. What refuses to be made is left out with a note, and so is what hangs on it."""
    if not new:
        return
    ids = await fresh_ids(run.ctx, len(new))
    given: list[New] = [(mark, item, id_) for (mark, item), id_ in zip(new, ids, strict=True)]
    try:
        written = await _all(run, given)
    except Failed:
        written = []
        for one in given:
            try:
                written += await _all(run, [one])
            except Failed as error:
                run.note(label_of(one[1]), error)
    await keep(run, written)


def label_of(item: Item) -> str:
    """How a note names a thing of the file."""
    title = f"value {item.value}" if isinstance(item, Measurement) else item.title
    return f"row {item.row}: {title}"


async def _all(run: Run, given: Sequence[New]) -> list[Written]:
    """Make all of it in one savepoint, or raise. Later things of the batch may hang on earlier ones."""
    before = dict(run.known)
    for mark, item, id_ in given:
        run.known[item.external_id] = _as_row(run, item, id_, mark)
    try:
        return await run.attempt(lambda ctx: _write(run, ctx, given))
    except BaseException:
        run.known = before
        raise


async def _write(run: Run, ctx: Ctx, given: Sequence[New]) -> list[Written]:
    work = await _work(run, ctx, given)
    goals = _goals(run, given)
    if work.projects or work.tasks:
        await work_bulk.make_in_bulk(ctx, work)
    values: list[UUID] = []
    if goals.objectives or goals.key_results:
        await goals_bulk.make_in_bulk(ctx, msgspec.structs.replace(goals, measurements=()))
    if goals.measurements:
        values = await _values(ctx, goals.measurements)
    made = {one.id for part in (work.projects, work.tasks, goals.objectives, goals.key_results) for one in part}
    written = [_written(mark, item, id_) for mark, item, id_ in given if id_ in made]
    written += [_stand_in(run, mark, item) for mark, item, _ in given if isinstance(item, Project) and _into_one(run)]
    measured = [(mark, item) for mark, item, _ in given if isinstance(item, Measurement) and _metric(run, item)]
    for (mark, item), id_ in zip(measured, values, strict=True):
        run.known[item.external_id] = _as_row(run, item, id_, mark)
        written.append(_written(mark, item, id_))
    _miss(run, given, {one.external_id for one in written})
    return written


async def _values(ctx: Ctx, new: Sequence[NewMeasurement]) -> list[UUID]:
    added = await progress.record_measurements(ctx, new)
    return [one.id for one in added]


# Work


async def _work(run: Run, ctx: Ctx, given: Sequence[New]) -> Bulk:
    projects = tuple(_project(run, item, id_) for _, item, id_ in given if isinstance(item, Project))
    wanted = [] if run.answers.project_id else list(projects)
    homes = {one.id: {column.name.casefold(): column.name for column in one.statuses} for one in wanted}
    tasks: list[BulkTask] = []
    columns: dict[UUID, list[Column]] = {}
    for _, item, id_ in given:
        if not isinstance(item, Task):
            continue
        home = run.answers.project_id or run.subject(item.project)
        if home is None or (item.parent is not None and run.subject(item.parent) is None):
            continue
        if home not in homes and home not in columns:
            columns[home] = await _columns(ctx, home)
        status = homes[home][item.status.casefold()] if home in homes else _status(columns[home], item)
        tasks.append(_task(run, item, id_, home=home, status=status))
    return Bulk(projects=tuple(wanted), tasks=tuple(tasks))


async def _columns(ctx: Ctx, project: UUID) -> list[Column]:
    """The statuses of an existing project that this person may put tasks into. Raises `NotFound`, `Forbidden`."""
    facts = await project_queries.facts(ctx, project)
    if not can_edit_tasks(ctx.actor, facts):
        raise Forbidden("You may not put tasks into this project.", code="imports.project_read_only")
    if facts.archived_at is not None:
        raise Conflict("This project is in the archive. Take it out first.", code="imports.project_archived")
    found = await project_queries.statuses(ctx, [project])
    return [Column(row.id, row.name, Status(row.type)) for row in found]


def _status(columns: Sequence[Column], item: Task) -> str:
    """The status of an existing project: of the same name, else the first of the same type."""
    return matching(columns, name=item.status, kind=Status(item.status_type)).name


def _project(run: Run, item: Project, id_: UUID) -> BulkProject:
    return BulkProject(
        id=id_,
        title=item.title,
        description=item.description,
        lead_id=run.person(item.lead),
        statuses=columns_of(item.statuses),
    )


def columns_of(statuses: Sequence[tuple[str, StatusType]]) -> tuple[NewColumn, ...]:
    """The statuses of the file, and the usual ones for each type that it lacks."""
    columns = [NewColumn(name, Status(kind)) for name, kind in statuses]
    for usual in DEFAULTS:
        if usual.type is Status.ACTIVE or any(column.type is usual.type for column in columns):
            continue
        taken = any(column.name.casefold() == usual.name.casefold() for column in columns)
        columns.append(NewColumn(f"{usual.name} (2)" if taken else usual.name, usual.type))
    return tuple(columns)


def _task(run: Run, item: Task, id_: UUID, *, home: UUID, status: str) -> BulkTask:
    return BulkTask(
        id=id_,
        project_id=home,
        title=item.title,
        status=status,
        parent_id=run.subject(item.parent),
        description=item.description,
        priority=item.priority,
        labels=item.labels,
        assignees=people_of(run, item.assignees),
        starts_on=item.starts_on,
        due_on=item.due_on,
        estimate_hours=item.estimate_hours,
        created_at=past(run, item.created_at),
        closed_at=past(run, item.closed_at) if item.status_type in {"done", "cancelled"} else None,
    )


def people_of(run: Run, keys: Sequence[str]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(id_ for key in keys if (id_ := run.person(key)) is not None))


def past(run: Run, moment: datetime | None) -> datetime | None:
    """A time of the file, at the latest now."""
    return None if moment is None else min(moment.astimezone(UTC), run.ctx.now)


# Goals


def _goals(run: Run, given: Sequence[New]) -> BulkGoals:
    objectives = [_objective(run, item, id_) for _, item, id_ in given if isinstance(item, Objective)]
    key_results = [
        _key_result(run, item, id_)
        for _, item, id_ in given
        if isinstance(item, KeyResult) and run.subject(item.objective) is not None
    ]
    alignments = [
        BulkAlignment(child_id=id_, objective_id=above, kind="supports")
        for _, item, id_ in given
        if isinstance(item, Objective) and (above := run.subject(item.parent)) is not None
    ]
    values = [measurement_of(run, item) for _, item, _ in given if isinstance(item, Measurement) and _metric(run, item)]
    return BulkGoals(
        objectives=tuple(objectives),
        key_results=tuple(key_results),
        alignments=tuple(alignments),
        measurements=tuple(values),
    )


def _objective(run: Run, item: Objective, id_: UUID) -> BulkObjective:
    cycle = run.cycle(item.cycle)
    if cycle is None:
        raise Conflict("This objective has no cycle.", code="imports.cycle_needed")
    return BulkObjective(
        id=id_,
        title=item.title,
        cycle_id=cycle,
        team_id=run.team(item.team),
        owner_id=run.person(item.owner),
        why=item.why,
        state=item.state,
        dropped_reason=item.dropped_reason,
        confidence=5 if item.confidence is None else item.confidence,
    )


def _key_result(run: Run, item: KeyResult, id_: UUID) -> BulkKeyResult:
    objective = run.subject(item.objective)
    if objective is None:
        raise Conflict("The objective of this key result is not there.", code="imports.objective_missing")
    return BulkKeyResult(
        id=id_,
        objective_id=objective,
        title=item.title,
        definition=definition_of(item),
        weight=float(item.weight),
        owner_id=run.person(item.owner),
        team_id=run.team(item.team),
        description=item.description,
        commitment="committed" if item.committed else "stretch",
        confidence=5 if item.confidence is None else item.confidence,
        state=item.state,
        dropped_reason=item.dropped_reason,
    )


def definition_of(item: KeyResult) -> Definition:
    return Definition(
        kind=Kind(item.kind),
        unit=item.unit,
        start=item.baseline,
        target=item.target,
        low=item.low,
        high=item.high,
        method=Method(item.method or "periods"),
        starts_on=item.starts_on,
        ends_on=item.ends_on,
    )


def measurement_of(run: Run, item: Measurement) -> NewMeasurement:
    """The value on the last second of its day. Without a day: now, or when its cycle ended."""
    share = _is_share(run, item)
    total = _total(run, item) if share else None
    return NewMeasurement(
        metric=_metric(run, item) or run.row.id,
        value=None if share else item.value,
        done=item.value * (total or Decimal(1)) if share else None,
        total=total or Decimal(1) if share else None,
        effective_at=_moment(run, item),
        note=item.note,
        source=f"import:{run.summary.source}",
        source_event=f"{item.external_id}:{run.row.id.hex[-12:]}",
    )


def _moment(run: Run, item: Measurement) -> datetime | None:
    ends = _ends(run, item)
    day = item.on or ends
    if day is None:
        return None
    moment = datetime.combine(day, time(23, 59, 59), ZoneInfo(run.ctx.workspace.zone))
    return None if moment > run.ctx.now else moment


def _ends(run: Run, item: Measurement) -> date | None:
    """The last day of the cycle of a value without a day, if that is over."""
    held = _of(run, item)
    objective = run.known.get(held.objective) if held else None
    cycle = msgspec.json.decode(objective.content, type=Objective).cycle if objective else None
    found = next((one for one in run.summary.cycles if one.name == cycle), None)
    return found.ends_on if found else None


def _of(run: Run, item: Measurement) -> KeyResult | None:
    held = run.known.get(item.key_result)
    return msgspec.json.decode(held.content, type=KeyResult) if held else None


def _metric(run: Run, item: Measurement) -> UUID | None:
    return run.subject(item.key_result)


def _is_share(run: Run, item: Measurement) -> bool:
    held = _of(run, item)
    return bool(held and held.kind == "share")


def _total(run: Run, item: Measurement) -> Decimal | None:
    held = _of(run, item)
    return held.total if held else None


# What both share


def _as_row(run: Run, item: Item, id_: UUID, mark: str) -> ItemRow:
    return ItemRow(
        source=run.summary.source,
        external_id=item.external_id,
        kind=kind_of(item),
        subject_id=id_,
        import_id=run.row.id,
        fingerprint=mark,
        content=msgspec.json.encode(item),
    )


def _written(mark: str, item: Item, id_: UUID) -> Written:
    return Written(external_id=item.external_id, kind=kind_of(item), subject_id=id_, item=item, fingerprint=mark)


def _into_one(run: Run) -> bool:
    """Whether all tasks go into one project that is there already."""
    return run.answers.project_id is not None


def _stand_in(run: Run, mark: str, item: Project) -> Written:
    """The chosen project stands for the one of the file; the undo leaves it alone."""
    made = _written(mark, item, run.answers.project_id or run.row.id)
    return msgspec.structs.replace(made, ours=False)


def kind_of(item: Item) -> str:
    return {Project: "project", Task: "task", Objective: "objective", KeyResult: "key_result"}.get(
        type(item), "measurement"
    )


def _miss(run: Run, given: Sequence[New], made: set[str]) -> None:
    """Say what could not be made because that which it belongs to is not there."""
    for _, item, _ in given:
        if item.external_id not in made:
            run.known.pop(item.external_id, None)
            run.note(label_of(item), "What it belongs to is not here, so it is left out.")
