"""Task lists of Asana, Jira and anybody: parents by name, spoiled ids, wide rows, seconds, statuses."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from headway.integrations.imports.reading.files import read_file
from headway.integrations.imports.rules.planning import make_plan
from headway.integrations.imports.rules.values import Known, Options, Plan, Refused

DATA = Path(__file__).parent.parent / "data" / "imports"


def plan_of(name: str, **options: object) -> Plan:
    return make_plan(read_file((DATA / name).read_bytes()), Options(file_name=name, **options), Known())  # type: ignore[arg-type] # a test's own options


def text_plan(text: str, **options: object) -> Plan:
    return make_plan(read_file(text.encode()), Options(**options), Known())  # type: ignore[arg-type] # a test's own options


def test_an_asana_export_comes_with_parents_statuses_people_and_labels() -> None:
    plan = plan_of("asana_project_export.csv")
    tasks = {task.external_id: task for task in plan.tasks}
    assert plan.kind == "asana_csv"
    assert [project.title for project in plan.projects] == ["Payments Q1"]
    done = tasks["t:1207700000000104"]
    assert (done.status, done.status_type, done.parent) == ("Done", "done", "t:1207700000000102")
    assert done.description == 'He said: "keep the postcode, drop the rest"'
    assert (done.starts_on, done.due_on) == (date(2025, 1, 10), date(2025, 1, 24))
    assert tasks["t:1207700000000102"].labels == ("okr", "kr")
    assert tasks["t:1207700000000105"].status_type == "active"
    assert [person.email for person in plan.people] == [
        "ines.moreau@example.test", "tom.okafor@example.test", "lina.sorensen@example.test", "raj.patel@example.test",
    ]  # fmt: skip
    named = {(loss.row, loss.field, loss.value) for loss in plan.losses if loss.field != "Last Modified"}
    assert named == {(5, "Projects", "Payments Q1,Web"), (5, "Section/Column", "In progress")}
    assert not plan.errors


def test_spoiled_ids_are_replaced_and_repeated_parents_take_the_nearest_above() -> None:
    plan = plan_of("tasks_excel_spoiled.csv")
    assert len({task.external_id for task in plan.tasks}) == 5
    assert not any("E+" in task.external_id for task in plan.tasks)
    calls = [task for task in plan.tasks if task.title == "Call"]
    quote = next(task for task in plan.tasks if task.title == "Ask for a quote")
    assert quote.parent == calls[1].external_id
    assert any(loss.row == 6 and "2 tasks have this name" in loss.why for loss in plan.losses)


def test_the_google_sheet_of_an_asana_project_is_read_below_its_spacer_rows() -> None:
    plan = plan_of("tasks_google_sheet_of_asana.csv")
    assert [(task.row, task.title, task.status_type) for task in plan.tasks] == [
        (5, "Write the brief", "active"), (6, "Review the brief", "active"), (7, "Print it", "done"),
    ]  # fmt: skip
    assert any(loss.row == 1 and loss.value.startswith("https://") for loss in plan.losses)
    assert any(loss.row == 7 and loss.value == "Find a printer" for loss in plan.losses)


def test_a_jira_cloud_export_keeps_keys_comments_hours_and_the_status_type() -> None:
    plan = plan_of("jira_cloud_export.csv")
    epic, story, subtask = plan.tasks
    assert [(task.status, task.status_type) for task in plan.tasks] == [
        ("In Progress", "active"), ("Done", "done"), ("To Do", "open"),
    ]  # fmt: skip
    assert (story.parent, subtask.parent) == (epic.external_id, story.external_id)
    assert story.estimate_hours == Decimal(8)
    assert epic.labels == ("Epic", "okr", "q1")
    assert "Jira: PAY-2" in story.description
    assert "70121:0002: keep the postcode" in story.description
    assert any("wiki markup" in loss.why and loss.row == 2 for loss in plan.losses)
    assert sum(loss.field == "Comment" for loss in plan.losses) == 2
    assert [loss.value for loss in plan.losses if loss.field == "Sprint"] == ["PAY Sprint 1", "PAY Sprint 2"]


def test_a_jira_server_export_with_its_other_names_is_read_too() -> None:
    plan = plan_of("jira_server_export.csv")
    assert [(t.title, t.labels, t.due_on, t.status_type) for t in plan.tasks] == [
        ("Search returns in under 2 s", ("Story", "Search"), date(2024, 8, 20), "active")
    ]
    assert any(loss.value == "OPS-1" and loss.why.startswith("dropped") for loss in plan.losses)


def test_a_german_list_with_semicolons_is_read() -> None:
    plan = plan_of("tasks_german.csv")
    first, second, third = plan.tasks
    assert (first.estimate_hours, first.priority, first.labels) == (Decimal("2.5"), "high", ("einkauf", "eilig"))
    assert (second.estimate_hours, len(second.assignees)) == (Decimal(8), 2)
    assert third.status_type == "done"
    assert [(error.row, error.code) for error in plan.errors] == [
        (4, "imports.unreadable_date"),
        (5, "imports.no_title"),
    ]


def test_a_mapping_overrides_the_guess() -> None:
    text = "Was ist zu tun,Farbe,Egal\nTisch bauen,rot,x\n"
    with pytest.raises(Refused) as refused:
        text_plan(text, kind="tasks_csv")
    assert refused.value.code == "imports.no_title_column"
    plan = text_plan(text, kind="tasks_csv", mapping={"Was ist zu tun": "title", "Farbe": "labels", "Egal": None})
    assert [(task.title, task.labels) for task in plan.tasks] == [("Tisch bauen", ("rot",))]
    assert plan.mapping == {"Was ist zu tun": "title", "Farbe": "labels", "Egal": None}


def test_a_mapping_that_names_nothing_is_refused() -> None:
    for mapping, code in (
        ({"Nope": "title"}, "imports.unknown_column"),
        ({"Title": "colour"}, "imports.unknown_field"),
    ):
        with pytest.raises(Refused) as refused:
            text_plan("Title,Status\nA,Done\n", mapping=mapping)
        assert refused.value.code == code


def test_parents_in_a_circle_are_cut_and_reported() -> None:
    plan = text_plan("ID,Title,Parent ID,Status\n1,One,2,Open\n2,Two,1,Open\n3,Self,3,Open\n")
    assert [task.parent for task in plan.tasks] == ["t:2", None, None]
    assert [loss.row for loss in plan.losses if "circle" in loss.why] == [3, 4]


def test_an_id_that_comes_twice_is_an_error_of_its_row() -> None:
    plan = text_plan("ID,Title,Status\n1,One,Open\n1,Other,Open\n")
    assert [task.title for task in plan.tasks] == ["One"]
    assert [(error.row, error.code) for error in plan.errors] == [(3, "imports.repeated_id")]


def test_rows_wider_than_the_header_lose_their_rest_with_a_reason() -> None:
    plan = text_plan("Title,Status\nOne,Open,extra\n")
    assert [(loss.row, loss.field, loss.value) for loss in plan.losses if loss.row == 2] == [(2, "C", "extra")]


def test_importing_tasks_again_changes_nothing() -> None:
    content = (DATA / "jira_cloud_export.csv").read_bytes()
    first = make_plan(read_file(content), Options(), Known())
    again = make_plan(read_file(content), Options(), Known(items=first.fingerprints))
    assert (again.tasks, again.projects, again.same) == ([], [], len(first.tasks) + len(first.projects))
