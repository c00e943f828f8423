"""Things that came before and read differently now: only what differs in the file is changed, nothing else."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from headway.core.ctx import Ctx
from headway.core.errors import Conflict
from headway.goals.actions.key_results import change_key_result
from headway.goals.actions.objectives import change_objective
from headway.goals.queries.key_results import key_result_row
from headway.goals.queries.objectives import objective_row
from headway.goals.schemas.key_results import KeyResultPatch
from headway.goals.schemas.objectives import ObjectivePatch
from headway.integrations.imports.actions.making import (
    definition_of,
    kind_of,
    label_of,
    measurement_of,
    people_of,
)
from headway.integrations.imports.actions.run import Failed, Run, Written, keep
from headway.integrations.imports.rules.values import Item, KeyResult, Measurement, Objective, Project, Task
from headway.integrations.imports.schemas import ItemRow
from headway.progress import actions as progress
from headway.progress import queries as metrics
from headway.progress.rules.work import Status
from headway.progress.schemas import NewMeasurement
from headway.work.actions.projects import edit_project
from headway.work.actions.tasks import edit_task
from headway.work.queries import projects as project_queries
from headway.work.queries import tasks as task_queries
from headway.work.rules.statuses import Column, matching
from headway.work.schemas.projects import ProjectPatch
from headway.work.schemas.tasks import TaskPatch

Values = dict[str, Any]
MOVED = "It has another place in the file now; here it stays where it is."


async def change(run: Run, changed: Sequence[tuple[str, Item, ItemRow]]) -> None:
    """Bring each up to date in a savepoint of its own; what refuses stays as it is, with a note."""
    written: list[Written] = []
    for mark, item, row in changed:
        old = msgspec.json.decode(row.content, type=Item)
        try:
            version, before, subject = await run.attempt(_work_of(run, item, old, row.subject_id))
        except Failed as error:
            run.note(label_of(item), error)
            continue
        if _moved(old, item):
            run.note(label_of(item), MOVED)
        registry = {
            "fingerprint": row.fingerprint,
            "import_id": str(row.import_id or run.row.id),
            "item": msgspec.to_builtins(old),
        }
        written.append(
            Written(
                external_id=item.external_id,
                kind=kind_of(item),
                subject_id=subject,
                version=version,
                before={"values": before, "registry": registry},
                item=item,
                fingerprint=mark,
            )
        )
    await keep(run, written)


Done = tuple[int, Values, UUID]


def _work_of(run: Run, item: Item, old: Item, subject: UUID) -> Callable[[Ctx], Awaitable[Done]]:
    async def work(ctx: Ctx) -> Done:
        if isinstance(item, Measurement):
            return await _measurement(run, ctx, item, subject)
        wanted = await _wanted(run, ctx, item, old=old, subject=subject)
        version, before = await WRITERS[kind_of(item)](ctx, subject, wanted)
        return version, before, subject

    return work


async def _wanted(run: Run, ctx: Ctx, item: Item, *, old: Item, subject: UUID) -> Values:
    """The fields that differ between this file and the last, as the room's patch names them."""
    differ = {name for name in item.__struct_fields__ if getattr(item, name) != getattr(old, name, None)}
    wanted: Values = {}
    for name in differ & PLAIN.get(type(item), frozenset()):
        wanted[name] = getattr(item, name)
    if isinstance(item, Task):
        wanted |= await _task_values(run, ctx, item, differ=differ, subject=subject)
    if isinstance(item, Project) and "lead" in differ:
        wanted["lead_id"] = run.person(item.lead)
    if isinstance(item, Objective | KeyResult):
        wanted |= {"owner_id": run.person(item.owner)} if "owner" in differ else {}
        wanted |= {"team_id": run.team(item.team)} if "team" in differ else {}
    if isinstance(item, Objective) and "cycle" in differ and run.cycle(item.cycle):
        wanted["cycle_id"] = run.cycle(item.cycle)
    if isinstance(item, KeyResult):
        wanted |= _key_result_values(item, differ)
    return wanted


async def _task_values(run: Run, ctx: Ctx, item: Task, *, differ: set[str], subject: UUID) -> Values:
    wanted: Values = {}
    if "labels" in differ:
        wanted["labels"] = list(item.labels)
    if "assignees" in differ:
        wanted["assignees"] = list(people_of(run, item.assignees))
    if "estimate_hours" in differ:
        wanted["estimate_hours"] = None if item.estimate_hours is None else float(item.estimate_hours)
    if differ & {"status", "status_type"}:
        facts = await task_queries.one(ctx, subject)
        found = await project_queries.statuses(ctx, [facts.project_id])
        columns = [Column(row.id, row.name, Status(row.type)) for row in found]
        wanted["status_id"] = matching(columns, name=item.status, kind=Status(item.status_type)).id
    return wanted


def _key_result_values(item: KeyResult, differ: set[str]) -> Values:
    definition = definition_of(item)
    names = {"kind": "kind", "unit": "unit", "baseline": "start", "target": "target", "low": "low", "high": "high"}
    wanted: Values = {theirs: getattr(definition, theirs) for ours, theirs in names.items() if ours in differ}
    if "method" in differ:
        wanted["method"] = definition.method
    if "weight" in differ:
        wanted["weight"] = float(item.weight)
    if "committed" in differ:
        wanted["commitment"] = "committed" if item.committed else "stretch"
    wanted |= {name: getattr(item, name) for name in ("starts_on", "ends_on") if name in differ and getattr(item, name)}
    return wanted


# One writer per kind: it changes the fields named and returns the new version and what stood there before.


async def write_task(ctx: Ctx, subject: UUID, wanted: Values) -> tuple[int, Values]:
    facts = await task_queries.one(ctx, subject)
    before = {name: getattr(facts, name) for name in wanted}
    made = await edit_task(ctx, subject, msgspec.convert(_plain(wanted), TaskPatch), version=facts.version)
    return made.version, before


async def write_project(ctx: Ctx, subject: UUID, wanted: Values) -> tuple[int, Values]:
    facts = await project_queries.facts(ctx, subject)
    before = {name: getattr(facts, name) for name in wanted}
    made = await edit_project(ctx, subject, msgspec.convert(_plain(wanted), ProjectPatch), version=facts.version)
    return made.version, before


async def write_objective(ctx: Ctx, subject: UUID, wanted: Values) -> tuple[int, Values]:
    row = await objective_row(ctx, subject)
    before = {name: getattr(row, name) for name in wanted}
    patch = msgspec.convert(_plain(wanted), ObjectivePatch)
    made = await change_objective(ctx, subject, patch, version=row.version)
    return made.version, before


async def write_key_result(ctx: Ctx, subject: UUID, wanted: Values) -> tuple[int, Values]:
    row = await key_result_row(ctx, subject)
    definition = await metrics.definition(ctx, subject)
    before = {name: getattr(row, name, None) if hasattr(row, name) else getattr(definition, name) for name in wanted}
    patch = msgspec.convert(_plain(wanted), KeyResultPatch)
    made = await change_key_result(ctx, subject, patch, version=row.version)
    return made.version, before


async def _measurement(run: Run, ctx: Ctx, item: Measurement, subject: UUID) -> Done:
    """Another value for the same cell of the file takes the place of the old one, which stays in the history."""
    old = await metrics.measurement(ctx, subject)
    new = measurement_of(run, item)
    if old.metric_id != new.metric:
        raise Conflict("The value belongs to another key result now.", code="imports.value_moved")
    made = await progress.correct_measurement(ctx, subject, new)
    before = {"value": old.value, "done": old.done, "total": old.total, "effective_at": old.effective_at}
    return 1, before, made.id


async def put_back_value(ctx: Ctx, subject: UUID, before: Values) -> UUID:
    """The value that stood there before an import changed it. Raises `Superseded` where somebody corrected it since."""
    held = await metrics.measurement(ctx, subject)
    again = msgspec.convert({**before, "metric": held.metric_id}, NewMeasurement, strict=False)
    return (await progress.correct_measurement(ctx, subject, again)).id


Writer = Callable[[Ctx, UUID, Values], Awaitable[tuple[int, Values]]]
WRITERS: dict[str, Writer] = {
    "task": write_task,
    "project": write_project,
    "objective": write_objective,
    "key_result": write_key_result,
}
PLAIN: dict[type, frozenset[str]] = {
    Task: frozenset({"title", "description", "priority", "starts_on", "due_on"}),
    Project: frozenset({"title", "description"}),
    Objective: frozenset({"title", "why", "confidence"}),
    KeyResult: frozenset({"title", "description", "confidence"}),
}


def _plain(values: Values) -> Values:
    """As JSON would hold it; a confidence that the file no longer gives is left alone."""
    found: Values = msgspec.to_builtins({k: v for k, v in values.items() if not (k == "confidence" and v is None)})
    for name in {"weight", "estimate_hours"} & found.keys():
        found[name] = None if found[name] is None else float(found[name])
    return found


def _moved(old: Item, new: Item) -> bool:
    names = {Task: ("parent", "project"), KeyResult: ("objective",), Objective: ("parent",)}.get(type(new), ())
    return any(getattr(old, name) != getattr(new, name) for name in names)
