"""One set of objectives written in every layout that teams use, so that all of them must give the same plan."""

import io
from collections.abc import Callable
from decimal import Decimal

import msgspec
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from headway.integrations.imports.rules.values import Plan

Rows = list[list[str]]


class Result(msgspec.Struct, frozen=True):
    """A key result with a number in its columns; `current` None is a blank cell."""

    title: str
    owner: str
    baseline: Decimal
    target: Decimal
    current: Decimal | None


class Goal(msgspec.Struct, frozen=True):
    title: str
    results: tuple[Result, ...]


HEAD = ["Owner", "Start", "Target", "Current"]
HAND = (
    Goal(
        "Customers get help the same day",
        (
            Result("Median first reply in hours", "Ines Moreau", Decimal(9), Decimal(2), Decimal(5)),
            Result("Satisfied answers in points", "Tom Okafor", Decimal("61.5"), Decimal(80), Decimal("66.25")),
        ),
    ),
    Goal(
        "New teams ship in their first month",
        (
            Result("Teams with a first release", "Raj Patel", Decimal(0), Decimal(8), Decimal(6)),
            Result("Steps to a first deployment", "Lina Sørensen", Decimal(14), Decimal(5), None),
            Result("Guides that somebody finished", "Tom Okafor", Decimal(1250), Decimal(4000), Decimal(1900)),
        ),
    ),
)


def cells(result: Result) -> list[str]:
    current = "" if result.current is None else str(result.current)
    return [result.owner, str(result.baseline), str(result.target), current]


def repeated(goals: tuple[Goal, ...]) -> Rows:
    rows = [["Objective", "Key result", *HEAD]]
    rows += [[goal.title, result.title, *cells(result)] for goal in goals for result in goal.results]
    return rows


def first_row_only(goals: tuple[Goal, ...]) -> Rows:
    rows = [["Objective", "Key result", *HEAD]]
    for goal in goals:
        rows += [[goal.title if place == 0 else "", r.title, *cells(r)] for place, r in enumerate(goal.results)]
    return rows


def own_row(goals: tuple[Goal, ...]) -> Rows:
    rows = [["Objectives", "Key Results", *HEAD]]
    for goal in goals:
        rows += [[goal.title, "", "", "", "", ""], *[["", r.title, *cells(r)] for r in goal.results], []]
    return rows


def marked(goals: tuple[Goal, ...]) -> Rows:
    rows = [["OKR", *HEAD]]
    for number, goal in enumerate(goals, 1):
        rows += [[f"O{number}: {goal.title}"]]
        rows += [[f"KR{number}.{place}: {r.title}", *cells(r)] for place, r in enumerate(goal.results, 1)]
    return rows


def numbered(goals: tuple[Goal, ...]) -> Rows:
    rows = [["Objectives and key results", *HEAD]]
    for number, goal in enumerate(goals, 1):
        rows += [[f"{number}. {goal.title}"]]
        rows += [[f"{number}.{place} {r.title}", *cells(r)] for place, r in enumerate(goal.results, 1)]
    return rows


def spaced(goals: tuple[Goal, ...]) -> Rows:
    rows = [["Name", *HEAD]]
    for goal in goals:
        rows += [[goal.title], *[[f"    {r.title}", *cells(r)] for r in goal.results]]
    return rows


def bulleted(goals: tuple[Goal, ...]) -> Rows:
    rows = [["Title", *HEAD]]
    for goal in goals:
        rows += [[goal.title], *[[f"• {r.title}", *cells(r)] for r in goal.results]]
    return rows


def typed(goals: tuple[Goal, ...]) -> Rows:
    rows = [["Type", "Title", *HEAD]]
    for goal in goals:
        rows += [["Objective", goal.title], *[["Key Result", r.title, *cells(r)] for r in goal.results]]
    return rows


def with_ids(goals: tuple[Goal, ...]) -> Rows:
    rows = [["ID", "Title", *HEAD]]
    for number, goal in enumerate(goals, 1):
        rows += [[f"O{number}", goal.title]]
        rows += [[f"KR{number}.{place}", r.title, *cells(r)] for place, r in enumerate(goal.results, 1)]
    return rows


def with_parents(goals: tuple[Goal, ...]) -> Rows:
    """Key results first and objectives last, so only the parent column tells."""
    rows = [["Title", "Type", "Parent", *HEAD]]
    for goal in goals:
        rows += [[r.title, "Key result", goal.title, *cells(r)] for r in goal.results]
    return rows + [[goal.title, "Objective", ""] for goal in goals]


def wide(goals: tuple[Goal, ...]) -> Rows:
    most = max(len(goal.results) for goal in goals)
    head = ["Objective"]
    for place in range(1, most + 1):
        head += [f"KR{place}", f"KR{place} Owner", f"KR{place} Start", f"KR{place} Target", f"KR{place} Current"]
    rows = [head]
    for goal in goals:
        row = [goal.title]
        for result in goal.results:
            row += [result.title, *cells(result)]
        rows.append(row)
    return rows


def wide_unnamed(goals: tuple[Goal, ...]) -> Rows:
    most = max(len(goal.results) for goal in goals)
    rows = [["Objective", *[name for n in range(1, most + 1) for name in (f"Key Result {n}", *HEAD)]]]
    return rows + [[goal.title, *[cell for r in goal.results for cell in (r.title, *cells(r))]] for goal in goals]


def below_titles(goals: tuple[Goal, ...]) -> Rows:
    return [["Company goals"], [], ["Status: final"], [], *first_row_only(goals)]


def empty_cells(goals: tuple[Goal, ...]) -> Rows:
    """Levels told only by what is blank."""
    rows = [["Our goals", *HEAD]]
    for goal in goals:
        rows += [[goal.title], *[[r.title, *cells(r)] for r in goal.results], ["", "", "", "", ""]]
    return rows


def repeated_header(goals: tuple[Goal, ...]) -> Rows:
    rows: Rows = []
    for goal in goals:
        rows += [["Objective", "Key result", *HEAD]]
        rows += [[goal.title, r.title, *cells(r)] for r in goal.results]
    return rows


def no_header(goals: tuple[Goal, ...]) -> Rows:
    """Nothing but marks; numbers cannot be told apart without names, so this layout carries titles alone."""
    rows: Rows = []
    for number, goal in enumerate(goals, 1):
        rows += [[f"Objective {number}: {goal.title}"]]
        rows += [["", f"KR {place}: {r.title}"] for place, r in enumerate(goal.results, 1)]
    return rows


def german(goals: tuple[Goal, ...]) -> Rows:
    def comma(text: str) -> str:
        return text.replace(".", ",")

    rows = [["Ziel", "Schlüsselergebnis", "Verantwortlich", "Ausgangswert", "Zielwert", "Istwert"]]
    for goal in goals:
        rows += [[goal.title, r.title, r.owner, *map(comma, cells(r)[1:])] for r in goal.results]
    return rows


LAYOUTS: dict[str, Callable[[tuple[Goal, ...]], Rows]] = {
    layout.__name__: layout
    for layout in (
        repeated, first_row_only, own_row, marked, numbered, spaced, bulleted, typed, with_ids, with_parents, wide,
        wide_unnamed, below_titles, empty_cells, repeated_header, german,
    )
}  # fmt: skip


def as_csv(rows: Rows, delimiter: str = ",") -> str:
    def quoted(cell: str) -> str:
        needs = any(mark in cell for mark in (delimiter, '"', "\n", "\r")) or cell != cell.strip()
        return '"' + cell.replace('"', '""') + '"' if needs else cell

    return "".join(delimiter.join(map(quoted, row)) + "\r\n" for row in rows)


def as_workbook(rows: Rows, merges: tuple[str, ...] = (), *, numbers: bool = True) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if cell:
                sheet.cell(number, column, _typed(cell) if numbers else cell)
    for merge in merges:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def merged(goals: tuple[Goal, ...]) -> bytes:
    """The objective merged down over its key results, under a title merged across."""
    rows = [["Company OKRs"], [], *first_row_only(goals)]
    merges, row = ["A1:F1"], 4
    for goal in goals:
        if len(goal.results) > 1:
            merges.append(f"A{row}:A{row + len(goal.results) - 1}")
        row += len(goal.results)
    return as_workbook(rows, tuple(merges))


def content(plan: Plan) -> dict[str, list[tuple[object, ...]]]:
    """What a plan says without ids and rows: objective title -> its key results, each with measure and last value."""
    titles = {objective.external_id: objective.title for objective in plan.objectives}
    values = {measurement.key_result: measurement.value for measurement in plan.measurements}
    people = {person.key: person.name for person in plan.people}
    found: dict[str, list[tuple[object, ...]]] = {title: [] for title in titles.values()}
    for kr in plan.key_results:
        found[titles[kr.objective]].append(
            (kr.title, people.get(kr.owner or ""), kr.kind, kr.baseline, kr.target, values.get(kr.external_id))
        )
    return found


def expected(goals: tuple[Goal, ...]) -> dict[str, list[tuple[object, ...]]]:
    return {
        goal.title: [
            (r.title, r.owner, "increase" if r.target > r.baseline else "decrease", r.baseline, r.target, r.current)
            for r in goal.results
        ]
        for goal in goals
    }


def _typed(cell: str) -> str | float:
    try:
        return float(cell)
    except ValueError:
        return cell
