"""Sheets + options + what is known -> the plan. Pure: the same input gives the same plan, byte for byte."""

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from headway.integrations.imports.rules.okr.plan import plan_okr
from headway.integrations.imports.rules.people import Directory
from headway.integrations.imports.rules.reader import Book, Reader
from headway.integrations.imports.rules.recognise import recognise
from headway.integrations.imports.rules.sheet import Grid
from headway.integrations.imports.rules.table import columns_of, open_table
from headway.integrations.imports.rules.tasks.plan import plan_tasks
from headway.integrations.imports.rules.text import cut, fold, show
from headway.integrations.imports.rules.values import (
    Item,
    KeyResult,
    Kind,
    Known,
    Objective,
    Options,
    Plan,
    Project,
    Question,
    Refused,
    Sheet,
)
from headway.integrations.imports.rules.words import okr as okr_words

T = TypeVar("T", Objective, KeyResult)
SOURCES: dict[Kind, str] = {
    "okr_sheet": "okr_sheet",
    "asana_csv": "asana",
    "jira_csv": "jira",
    "tasks_csv": "tasks_csv",
}
ROWS = ("objectives", "key_results", "measurements", "projects", "tasks")
_NEEDED: dict[Kind, frozenset[str]] = {
    "okr_sheet": frozenset({"objective", "key_result", "title"}),
    "asana_csv": frozenset({"title"}),
    "jira_csv": frozenset({"title"}),
    "tasks_csv": frozenset({"title"}),
}


def make_plan(sheets: list[Sheet], options: Options, known: Known) -> Plan:
    """What the import would do. Raises `Refused` when no column means anything or the mapping does not fit."""
    kind, fitting = recognise(sheets, options)
    plan = Plan(kind=kind, source=SOURCES[kind], mapping={})
    book = Book(options, known, Directory(known.people), sheets=len(fitting))
    for sheet in sheets:
        prefix = f"{sheet.name}!" if len(sheets) > 1 else ""
        grid = Grid(sheet, prefix=prefix, own_export=_is_own(sheet))
        if any(sheet is other for other in fitting):
            _add(plan, grid, Reader(open_table(grid, kind, options), book))
        else:
            _leave_out(grid, kind)
        grid.unsolved()
        plan.losses += grid.losses
        plan.errors += grid.errors
    plan.losses.sort(key=lambda loss: loss.row)
    plan.errors.sort(key=lambda error: error.row)
    plan.projects = _merged(plan.projects)
    book.directory.settle()
    _settle(plan, book.directory)
    if not any(getattr(plan, noun) for noun in ROWS) and not plan.errors and not plan.losses:
        raise Refused("no_rows", "The file has column names and no rows below them. Add the rows and upload it again.")
    return _difference(plan, known)


def fingerprint(item: Item) -> str:
    """A digest of everything the item says, its row aside: moving a line in the file is no change."""
    content = msgspec.json.encode(msgspec.structs.replace(item, row=0))
    return hashlib.sha256(content).hexdigest()[:32]


def _add(plan: Plan, grid: Grid, reader: Reader) -> None:
    table = reader.table
    for column in columns_of(table, reader.options):
        key, place = column.name, 2
        while key in plan.mapping and plan.mapping[key] != column.field:
            key, place = f"{column.name} ({place})", place + 1
        if key not in plan.mapping:
            plan.columns.append(msgspec.structs.replace(column, name=key))
        plan.mapping[key] = column.field
    held = {(field or "").rstrip("0123456789").removesuffix("_") for field in table.fields.values()}
    if not held & _NEEDED[plan.kind] and plan.kind != "okr_sheet":
        raise Refused("no_title_column", "No column holds the titles. Say which one does with a mapping of columns.")
    if plan.kind == "okr_sheet":
        plan_okr(reader, plan)
        if not held & _NEEDED[plan.kind] and not plan.objectives:
            raise Refused(
                "no_known_column",
                "No column holds objectives or key results. Say which one does with a mapping of columns.",
            )
    else:
        plan_tasks(reader, plan)
    grid.sweep(table.fields)
    plan.unclear = plan.unclear or reader.unclear


def _leave_out(grid: Grid, kind: Kind) -> None:
    """A sheet that is something else ("How to"): every cell of it is named as dropped."""
    what = "goals" if kind == "okr_sheet" else "tasks"
    for row in range(len(grid.rows)):
        for column in grid.filled(row):
            grid.drop(row, column, f"dropped: nothing on this sheet looks like {what}")


def _is_own(sheet: Sheet) -> bool:
    return any(fold(show(cell)) == okr_words.OWN_MARK for row in sheet.rows[:1] for cell in row)


def _settle(plan: Plan, directory: Directory) -> None:
    """Give everybody one key, list the people, ask about those we do not know, and make ids unique."""
    named = directory.resolve
    plan.objectives = [_owned(item, named) for item in plan.objectives]
    plan.key_results = [_owned(item, named) for item in plan.key_results]
    plan.projects = [
        msgspec.structs.replace(item, lead=named(item.lead)) if item.lead else item for item in plan.projects
    ]
    plan.tasks = [
        msgspec.structs.replace(item, assignees=tuple(dict.fromkeys(named(key) for key in item.assignees)))
        if item.assignees
        else item
        for item in plan.tasks
    ]
    plan.people = directory.people()
    for person in plan.people:
        if person.match == "ask":
            text = f"Who is {cut(person.name, 80)}{f' ({person.email})' if person.email and person.name else ''}?"
            plan.questions.append(Question("person", person.key, text))
    for team in plan.teams:
        if team.team is None:
            plan.questions.append(
                Question("team", team.key, f"Which team is {team.name}? It will be made if none is chosen.")
            )


def _owned(item: T, named: Callable[[str], str]) -> T:
    return msgspec.structs.replace(item, owner=named(item.owner)) if item.owner else item


def _merged(projects: list[Project]) -> list[Project]:
    """Projects of one name on several sheets are one, with the statuses of all."""
    held: dict[str, Project] = {}
    for project in projects:
        first = held.get(project.external_id)
        if first is None:
            held[project.external_id] = project
            continue
        names = {name for name, _ in first.statuses}
        added = tuple(status for status in project.statuses if status[0] not in names)
        held[project.external_id] = msgspec.structs.replace(first, statuses=first.statuses + added)
    return list(held.values())


def _difference(plan: Plan, known: Known) -> Plan:
    """Leave out what was imported before and has not changed since."""
    for noun in ROWS:
        items: Sequence[Item] = getattr(plan, noun)
        fresh: list[Item] = []
        for item in items:
            mark, name = fingerprint(item), f"{plan.source}:{item.external_id}"
            if known.items.get(name) == mark:
                plan.same += 1
                continue
            plan.fingerprints[name] = mark
            fresh.append(item)
            plan.changed |= {item.external_id} if name in known.items else set()
        setattr(plan, noun, fresh)
    return plan
