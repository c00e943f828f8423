"""The plan as a person or a program reads it: the JSON of `headway import --json`, and the same in words."""

from collections import Counter
from typing import Any

import msgspec

from headway.integrations.imports.rules.people import left_out
from headway.integrations.imports.rules.values import Loss, Person, Plan, RowError, counts

NAMES = {
    "okr_sheet": "an OKR sheet",
    "asana_csv": "a task list from Asana",
    "jira_csv": "an issue list from Jira",
    "tasks_csv": "a task list",
}


class Report(msgspec.Struct, frozen=True):
    """The keys are a promise. `row` 1 is the first line of the file (a quoted cell with line ends is one line)."""

    kind: str | None
    mapping: dict[str, str | None]
    counts: dict[str, int]
    losses: list[Loss]
    errors: list[RowError]


def report_of(plan: Plan, *, make_people: bool = False) -> Report:
    """Who is not known is among the losses, unless people are made."""
    nobody = left_out(plan.people, _answers(plan, make_people=make_people))
    losses = sorted([*plan.losses, *nobody], key=lambda loss: loss.row)
    return Report(plan.kind, plan.mapping, counts(plan), losses, plan.errors)


def refusal_report(code: str, message: str) -> Report:
    """The report of a file that could not be read at all: one error at row 0 and nothing else."""
    nothing: dict[str, int] = dict.fromkeys(
        ("objectives", "key_results", "projects", "tasks", "people", "measurements"), 0
    )
    return Report(None, {}, nothing, [], [RowError(0, code, message)])


def in_words(plan: Plan, *, make_people: bool = False, most: int = 20) -> list[str]:
    """Lines for the console. Losses are grouped by column and reason; the JSON has each of them."""
    made = counts(plan)
    lines = [f"This is {NAMES[plan.kind]}.", "", "Columns:"]
    lines += [
        f"  {column} -> {field.replace('_', ' ') if field else 'left out'}" for column, field in plan.mapping.items()
    ]
    lines += ["", "It would make or change:"]
    lines += [f"  {count:>6} {_noun(noun, count)}" for noun, count in made.items()]
    if made["people"] and not make_people:
        place = [*made].index("people") - len(made)
        lines[place] += " to be asked about, see below"
    if plan.same:
        lines.append(f"  {plan.same:>6} already here and unchanged")
    people = _people(plan, _answers(plan, make_people=make_people), most)
    lines += ["", *people, *_errors(plan, most), *_losses(plan, most), *_questions(plan, most)]
    return lines


def _noun(noun: str, count: int) -> str:
    one = "person" if noun == "people" else noun.removesuffix("s")
    return (one if count == 1 else noun).replace("_", " ")


def _answers(plan: Plan, *, make_people: bool) -> dict[str, str | None]:
    return {person.key: "new" for person in plan.people if person.match == "ask"} if make_people else {}


def _people(plan: Plan, answers: dict[str, str | None], most: int) -> list[str]:
    """Everybody the file names, and what becomes of each."""
    if not plan.people:
        return []
    groups: dict[str, list[str]] = {}
    for person in plan.people:
        groups.setdefault(_becomes(person, answers), []).append(person.name)
    lines = []
    for what, names in groups.items():
        more = f" and {len(names) - most} more" if len(names) > most else ""
        lines.append(f"  {len(names):>6} {what}: {', '.join(names[:most])}{more}")
    return ["People in the file:", *lines, ""]


def _becomes(person: Person, answers: dict[str, str | None]) -> str:
    if person.member:
        return "known here"
    if person.key in answers:
        return "would be made"
    return "not known: left out, unless chosen in the browser or made by --make-people"


def _errors(plan: Plan, most: int) -> list[str]:
    if not plan.errors:
        return []
    lines = [f"  row {error.row}: {error.message}" for error in plan.errors[:most]]
    return ["Errors:", *lines, *_more(len(plan.errors) - most), ""]


def _losses(plan: Plan, most: int) -> list[str]:
    if not plan.losses:
        return ["Nothing else is lost.", ""] if plan.people else ["Nothing is lost.", ""]
    groups = Counter((loss.field, loss.why) for loss in plan.losses)
    first: dict[tuple[str, str], Loss] = {}
    for loss in plan.losses:
        first.setdefault((loss.field, loss.why), loss)
    lines = []
    for (field, why), count in groups.most_common(most):
        example = first[field, why]
        value = f" {example.value[:40]!r}" if example.value else ""
        places = f"row {example.row}" if count == 1 else f"{count} rows, first {example.row}"
        lines.append(f"  {field}{value} ({places}): {why}")
    return ["Lost, guessed or changed:", *lines, *_more(len(groups) - most), ""]


def _questions(plan: Plan, most: int) -> list[str]:
    asked = [question for question in plan.questions if question.about != "person"]  # people stand above
    lines = [f"  {question.text}" for question in asked[:most]]
    return ["Questions before it is imported:", *lines, *_more(len(asked) - most), ""] if asked else []


def _more(count: int) -> list[str]:
    return [f"  and {count} more (see --json)"] if count > 0 else []


def to_json(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(report)
    return found
