"""The truth of the loss report: every cell with content is in the plan, or named among the losses and errors."""

import re
import string
from datetime import date, timedelta

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from headway.integrations.imports.reading.files import read_file
from headway.integrations.imports.rules.dates import read_date
from headway.integrations.imports.rules.numbers import read_number
from headway.integrations.imports.rules.periods import read_period
from headway.integrations.imports.rules.planning import make_plan
from headway.integrations.imports.rules.text import block, fold, line
from headway.integrations.imports.rules.values import Known, Options, Plan, Refused
from tests.integrations import sheets

# Words that stand for something in the plan rather than appear in it, each by the field it is mapped to.
MEANING = {
    "level": {"objective", "key result", "kr"},
    "status": {"in progress", "active", "draft"},
    "commitment": {"committed", "stretch"},
    "kind": {"increase", "decrease", "reach", "binary"},
    "done": {"yes", "no", "done"},
    "current": {"yes", "no", "done"},
    "target": {"yes", "no", "done"},
    "baseline": {"yes", "no", "done"},
    "resolution": {"done", "fixed"},
    "status_category": {"to do", "in progress", "done"},
    "priority": {"low", "medium", "high", "urgent"},
}


def unexplained(rows: list[list[str]], plan: Plan) -> list[tuple[int, str, str]]:
    """(row, column, cell) of every cell that neither the plan nor the report accounts for."""
    held = _Held(plan)
    header = next((place for place, row in enumerate(rows) if sum(cell in plan.mapping for cell in row) >= 2), 0)
    labels = rows[header]
    missing = []
    for number, row in enumerate(rows, 1):
        if number == header + 1 or row == labels:
            continue
        for place, cell in enumerate(row):
            label = labels[place] if place < len(labels) and labels[place] else ""
            if cell.strip() and not held.accounts(number, plan.mapping.get(label) or "", cell):
                missing.append((number, label, cell))
    return missing


class _Held:
    def __init__(self, plan: Plan) -> None:
        self.losses = {(loss.row, loss.value) for loss in plan.losses}
        self.errors = {error.row for error in plan.errors}
        lists = (
            plan.objectives,
            plan.key_results,
            plan.measurements,
            plan.projects,
            plan.tasks,
            plan.people,
            plan.teams,
        )
        texts = [
            text for items in (*lists, plan.cycles) for item in items for text in _strings(msgspec.to_builtins(item))
        ]
        self.text = " \n ".join(fold(text) for text in texts)
        self.numbers = {read.value for text in texts if (read := read_number(text))}
        self.days = {text[:10] for text in texts}
        self.cycles = {cycle.starts_on for cycle in plan.cycles}

    def accounts(self, row: int, field: str, cell: str) -> bool:
        if row in self.errors or (row, cell) in self.losses or (row, line(cell)) in self.losses:
            return True
        if fold(cell) in MEANING.get(field.rstrip("0123456789").removesuffix("_"), set()):
            return True
        # an objective that is repeated row by row loses its mark once, where it stands first
        for mark in (value for place, value in self.losses if place <= row and value and line(cell).startswith(value)):
            cell = line(cell).removeprefix(mark)
        if any(part and fold(part) not in self.text for part in re.split(r"[,;<\n]", block(cell))):
            return self._as_value(cell)
        return True

    def _as_value(self, cell: str) -> bool:
        quantity, day, period = read_number(cell), read_date(cell), read_period(cell)
        if quantity and quantity.value in self.numbers:
            return True
        if day and day.isoformat() in self.days:
            return True
        return bool(period and period.starts_on in self.cycles)


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _strings(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _strings(part)]
    return [] if value is None or isinstance(value, bool) else [str(value)]


_WORD = st.text(string.ascii_lowercase, min_size=5, max_size=9)
_TEXT = st.lists(_WORD, min_size=1, max_size=6).map(" ".join)
_NUMBER = st.integers(1000, 99999).map(str) | st.integers(10, 9999).map(lambda n: f"{n / 8:.3f}")
_SMALL = st.integers(0, 1000).map(lambda n: f"{n / 1000:.3f}")
_DATE = st.integers(0, 3000).map(lambda n: (date(2020, 1, 1) + timedelta(days=n)).isoformat())
_MARKED = st.tuples(st.sampled_from(["O1: ", "KR1: ", "1. ", "1.1 ", "- ", "    ", "= ", "3 "]), _TEXT).map("".join)
_WORDS = st.sampled_from(
    ["yes", "no", "n/a", "tbd", "Done", "In Progress", "At risk", "Objective", "Key result", "Committed", "high",
    "P1",
     "Q2 2026", "Q3", "FY26 Q1", "50 %", "6 of 8", "7/10", "increase", "null", "-", "12 h", "€ 5", "1.2E+15",
     "Unassigned"]
)  # fmt: skip
_PERSON = st.sampled_from(["Ines Moreau", "Tom, Lina", "raj@example.test", "Mia <mia@example.test>", "@joe"])
_SENTENCE = st.sampled_from(
    [
        "cut waiting from 94 s to 60 s",
        "reach 500 sign-ups",
        "zero critical bugs",
        "100 % of 640 pages",
        "uptime at least 99.9 %",
    ]
)
_CELL = st.one_of(
    st.just(""), st.just(""), _TEXT, _NUMBER, _SMALL, _DATE, _MARKED, _WORDS, _PERSON, _SENTENCE, st.just("a\nb")
)
_OKR = ["Objective", "Key Result", "Title", "Owner", "Owner email", "Team", "Quarter", "Baseline", "Target",
        "Current",
        "Unit", "Progress", "Score", "Mid-Q", "End-Q", "Confidence", "Weight", "Status", "Notes", "Due date",
        "Start date",
        "Type", "ID", "Parent", "Metric type", "Committed", "KR1", "KR1 Target", "KR2", "KR2 Score", "2026-05-01",
        "Priority",
        "Votes", "Colour"]  # fmt: skip
_TASK = ["Title", "Status", "Assignee", "Email", "Due date", "Start", "Labels", "Project", "Parent", "Parent ID",
         "ID",
         "Priority", "Estimate", "Completed at", "Created", "Description", "Done", "Votes"]  # fmt: skip
_ASANA = ["Task ID", "Created At", "Completed At", "Last Modified", "Name", "Section/Column", "Assignee",
          "Assignee Email",
          "Start Date", "Due Date", "Tags", "Notes", "Projects", "Parent task"]  # fmt: skip
_JIRA = ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Project key", "Project name", "Project lead",
         "Priority",
         "Resolution", "Assignee", "Created", "Resolved", "Due date", "Labels", "Labels", "Description",
         "Original estimate",
         "Comment", "Comment", "Parent", "Parent key", "Status Category", "Votes"]  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    kind = draw(st.sampled_from(["okr", "okr", "okr", "task", "asana", "jira"]))
    if kind == "asana":
        header = _ASANA
    elif kind == "jira":
        header = _JIRA
    else:
        names = _OKR if kind == "okr" else _TASK
        header = draw(st.lists(st.sampled_from(names), min_size=2, max_size=9, unique=True))
    above = [[draw(_TEXT)] for _ in range(draw(st.integers(0, 2)))]
    body = draw(st.lists(st.lists(_CELL, min_size=0, max_size=len(header) + 1), min_size=1, max_size=8))
    return [*above, header, *body]


@given(tables())
@example([["Objective", "Key Result"], ["O1: Ship what people asked for"], ["O1: Ship what people asked for"]])
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_cell_is_in_the_plan_or_in_the_report(rows: list[list[str]]) -> None:
    try:
        plan = make_plan(read_file(sheets.as_csv(rows).encode()), Options(file_name="sheet"), Known())
    except Refused:
        return
    assert unexplained(rows, plan) == []


def test_the_check_itself_sees_a_cell_that_goes_missing() -> None:
    rows = [["Objective", "Key result", "Colour"], ["Grow well", "Ship the thing", "purple"]]
    plan = make_plan(read_file(sheets.as_csv(rows).encode()), Options(), Known())
    assert unexplained(rows, plan) == []
    plan.losses = [loss for loss in plan.losses if loss.value != "purple"]
    assert unexplained(rows, plan) == [(2, "Colour", "purple")]


@given(tables())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_plan_is_the_same_every_time(rows: list[list[str]]) -> None:
    content = sheets.as_csv(rows).encode()
    try:
        first, second = (make_plan(read_file(content), Options(), Known()) for _ in range(2))
    except Refused:
        return
    assert msgspec.json.encode(first) == msgspec.json.encode(second)
