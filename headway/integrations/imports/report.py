"""The plan as a person or a program reads it: the JSON of `headway import --json`, and the same in words."""

from collections import Counter
from typing import Any

import msgspec

from headway.integrations.imports.rules.values import Loss, Plan, RowError, counts

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


def report_of(plan: Plan) -> Report:
    return Report(plan.kind, plan.mapping, counts(plan), plan.losses, plan.errors)


def refusal_report(code: str, message: str) -> Report:
    """The report of a file that could not be read at all: one error at row 0 and nothing else."""
    nothing: dict[str, int] = dict.fromkeys(
        ("objectives", "key_results", "projects", "tasks", "people", "measurements"), 0
    )
    return Report(None, {}, nothing, [], [RowError(0, code, message)])


def in_words(plan: Plan, *, most: int = 20) -> list[str]:
    """Lines for the console. Losses are grouped by column and reason; the JSON has each of them."""
    made = counts(plan)
    lines = [f"This is {NAMES[plan.kind]}.", "", "Columns:"]
    lines += [
        f"  {column} -> {field.replace('_', ' ') if field else 'left out'}" for column, field in plan.mapping.items()
    ]
    lines += ["", "It would make or change:"]
    lines += [f"  {made[noun]:>6} {noun.replace('_', ' ')}" for noun in made]
    if plan.same:
        lines.append(f"  {plan.same:>6} already here and unchanged")
    lines += ["", *_errors(plan, most), *_losses(plan, most), *_questions(plan, most)]
    return lines


def _errors(plan: Plan, most: int) -> list[str]:
    if not plan.errors:
        return []
    lines = [f"  row {error.row}: {error.message}" for error in plan.errors[:most]]
    return ["Errors:", *lines, *_more(len(plan.errors) - most), ""]


def _losses(plan: Plan, most: int) -> list[str]:
    if not plan.losses:
        return ["Nothing is lost.", ""]
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
    if not plan.questions:
        return []
    lines = [f"  {question.text}" for question in plan.questions[:most]]
    return ["Questions before it is imported:", *lines, *_more(len(plan.questions) - most), ""]


def _more(count: int) -> list[str]:
    return [f"  and {count} more (see --json)"] if count > 0 else []


def to_json(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(report)
    return found
