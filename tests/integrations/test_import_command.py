"""`headway import --dry-run`: no workspace, no server, no database; the JSON keys are a promise."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from headway.cli import main
from headway.core.db import Database

DATA = Path(__file__).parent.parent / "data" / "imports"
FILES = sorted(path.name for path in DATA.iterdir() if path.suffix in {".csv", ".xlsx"})
COUNTS = {"objectives", "key_results", "projects", "tasks", "people", "measurements"}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", *arguments])


def report(name: str, *arguments: str) -> dict[str, Any]:
    result = run(str(DATA / name), "--dry-run", "--json", *arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_sample_gives_a_report_with_exactly_the_promised_keys(name: str) -> None:
    found = report(name)
    assert set(found) == {"kind", "mapping", "counts", "losses", "errors"}
    assert set(found["counts"]) == COUNTS
    assert all(set(loss) == {"row", "field", "value", "why"} for loss in found["losses"])
    assert all(set(error) == {"row", "code", "message"} for error in found["errors"])
    assert all(loss["why"].split(":")[0] in {"dropped", "guessed", "changed"} for loss in found["losses"])
    assert sum(found["counts"].values()) > 0
    assert found == report(name)


EXPECTED = {
    "real_team_objectives.csv": ("okr_sheet", (3, 0, 0, 0, 0, 0), 6),
    "okr_template_merged_cells.xlsx": ("okr_sheet", (2, 4, 0, 0, 4, 4), 6),
    "asana_project_export.csv": ("asana_csv", (0, 0, 1, 7, 4, 0), 9),
    "jira_cloud_export.csv": ("jira_csv", (0, 0, 1, 3, 2, 0), 33),
    "jira_server_export.csv": ("jira_csv", (0, 0, 1, 1, 2, 0), 10),
    "okr_company_2026.csv": ("okr_sheet", (2, 6, 0, 0, 5, 5), 12),
    "okr_deutsch.csv": ("okr_sheet", (2, 4, 0, 0, 3, 4), 5),
    "okr_scores_only.csv": ("okr_sheet", (2, 4, 0, 0, 3, 7), 13),
    "okr_marked.csv": ("okr_sheet", (2, 4, 0, 0, 2, 4), 12),
    "okr_wide.csv": ("okr_sheet", (2, 4, 0, 0, 2, 3), 7),
    "okr_check_ins.csv": ("okr_sheet", (1, 2, 0, 0, 0, 4), 1),
    "okr_sections.csv": ("okr_sheet", (3, 4, 0, 0, 2, 0), 6),
    "okr_viva.csv": ("okr_sheet", (2, 2, 0, 0, 3, 2), 9),
    "okr_cp1252.csv": ("okr_sheet", (1, 2, 0, 0, 1, 0), 3),
    "okr_two_quarters.xlsx": ("okr_sheet", (3, 5, 0, 0, 4, 3), 12),
    "tasks_excel_spoiled.csv": ("asana_csv", (0, 0, 1, 5, 2, 0), 11),
    "tasks_google_sheet_of_asana.csv": ("asana_csv", (0, 0, 1, 3, 1, 0), 4),
    "tasks_german.csv": ("tasks_csv", (0, 0, 1, 3, 2, 0), 9),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_sample_counts_what_a_person_counts(name: str) -> None:
    found = report(name)
    kind, made, lost = EXPECTED[name]
    nouns = ("objectives", "key_results", "projects", "tasks", "people", "measurements")
    people = [loss for loss in found["losses"] if "not known here" in loss["why"]]
    assert (found["kind"], tuple(found["counts"][noun] for noun in nouns)) == (kind, made)
    assert (len(found["losses"]) - len(people), len(people)) == (lost, found["counts"]["people"])


def test_the_real_team_sheet_names_what_it_loses() -> None:
    found = report("real_team_objectives.csv")
    assert found["mapping"] == {
        "id": "external_id", "title": "title", "status": "status", "quarter": "cycle", "team": "team", "pillar": None,
        "objective": "objective", "funder": None, "labels": None, "progress": "progress",
    }  # fmt: skip
    assert [(loss["row"], loss["field"], loss["value"]) for loss in found["losses"]] == [
        (2, "pillar", "Compiler"), (2, "labels", "Proposal"), (3, "status", "Todo"), (3, "pillar", "Ecosystem"),
        (4, "pillar", "Compiler"), (4, "labels", "focus/technology,level/team"),
    ]  # fmt: skip


def test_the_words_say_the_same_and_a_mapping_can_be_given() -> None:
    result = run(str(DATA / "okr_check_ins.csv"), "--dry-run", "--map", "Start=", "--cycle", "Q2 2026")
    assert result.exit_code == 0
    assert "This is an OKR sheet." in result.output
    assert "Start -> left out" in result.output
    assert "2 key results" in result.output


def test_everybody_nobody_knows_is_lost_unless_people_are_made() -> None:
    name = "okr_template_merged_cells.xlsx"
    nobody = [(loss["row"], loss["field"], loss["value"]) for loss in report(name)["losses"] if "not kn" in loss["why"]]
    assert nobody == [
        (row, "OKR Q1!Owner", who)
        for row, who in [(4, "Ines Moreau"), (5, "Tom Okafor"), (6, "Lina Sørensen"), (7, "Raj Patel")]
    ]
    made = report(name, "--make-people")
    assert made["counts"]["people"] == 4
    assert not [loss for loss in made["losses"] if "not known" in loss["why"]]
    told = run(str(DATA / name), "--dry-run").output
    assert "4 people to be asked about" in told
    assert "4 not known: left out, unless" in told
    assert "4 would be made: Ines Moreau, Tom" in run(str(DATA / name), "--dry-run", "--make-people").output


def test_a_file_that_cannot_be_read_exits_with_one_and_the_code(tmp_path: Path) -> None:
    file = tmp_path / "nothing.csv"
    file.write_text("one,two\n1,2\n")
    result = run(str(file), "--dry-run", "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["kind"], found["errors"][0]["code"]) == (None, "imports.no_known_column")
    assert run(str(tmp_path / "missing.csv"), "--dry-run").exit_code != 0


def test_a_wrong_kind_is_taken_at_its_word() -> None:
    assert report("asana_project_export.csv", "--as", "tasks_csv")["kind"] == "tasks_csv"


def test_without_dry_run_it_imports_into_the_workspace_and_again_changes_nothing(
    database_url: Callable[[str], str],
) -> None:
    url = database_url("headway_app")
    asyncio.run(workspace_in(url))
    first = run(str(DATA / "okr_wide.csv"), "--database-url", url, "--make-people")
    assert first.exit_code == 0, first.output
    assert "4 key results" in first.output
    again = run(str(DATA / "okr_wide.csv"), "--database-url", url, "--json")
    assert again.exit_code == 0, again.output
    found = json.loads(again.stdout)
    assert [found["counts"][noun] for noun in ("objectives", "key_results", "measurements")] == [0, 0, 0]
    refused = run(str(DATA / "okr_check_ins.csv"), "--database-url", url, "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["errors"][0]["code"] == "imports.cycle_needed"
    assert run(str(DATA / "okr_wide.csv"), "--database-url", url, "--workspace", "nope").exit_code == 1


async def workspace_in(url: str) -> None:
    """One workspace with one owner."""
    workspace, account, member = uuid4(), uuid4(), uuid4()
    database = Database(url, size=1)
    await database.open()
    async with database.transaction(workspace) as connection:
        slug = f"w-{workspace.hex[:8]}"
        await connection.execute("insert into workspace (id, slug, name) values (%s, %s, 'W')", [workspace, slug])
        await connection.execute(
            "insert into account (id, email, name) values (%s, %s, 'Ola')", [account, f"{account.hex}@example.test"]
        )
        await connection.execute(
            "insert into member (workspace_id, id, account_id, name, email, role) "
            "values (%s, %s, %s, 'Ola', '', 'owner')",
            [workspace, member, account],
        )
    await database.close()
