"""`headway lint`: sheets and JSON Lines, for people and for programs."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from headway.cli.lint import command

FOLDER = Path(__file__).parent.parent / "data" / "imports"
LINES = [
    {"objective": "Reviews are no bottleneck for developers", "key_result": "Reduce review time from 24 h to 4 h"},
    {"objective": "Reviews are no bottleneck for developers", "key_result": "Improve performance"},
    {"key_result": "Launch v2.0"},
]


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(command, list(arguments), input=text)


def lint(rows: list[dict[str, Any]], *arguments: str) -> Result:
    return run("-", *arguments, text="\n".join(json.dumps(row) for row in rows))


def test_json_lines_are_read_line_by_line() -> None:
    done = lint(LINES, "--json")
    found = json.loads(done.stdout)
    assert [(one["line"], one["part"]) for one in found] == [
        (1, "objective"),
        (1, "key_result"),
        (2, "objective"),
        (2, "key_result"),
        (3, "key_result"),
    ]
    first = found[1]
    assert first["text"] == "Reduce review time from 24 h to 4 h"
    assert first["findings"] == []
    assert {key: first["reads_as"][key] for key in ("kind", "outcome", "measurable", "vague")} == {
        "kind": "decrease",
        "outcome": True,
        "measurable": True,
        "vague": False,
    }
    assert (first["reads_as"]["baseline"], first["reads_as"]["target"], first["reads_as"]["unit"]) == (24, 4, "h")
    assert set(found[3]["findings"][0]) == {"rule", "severity", "message", "fix"}


def test_the_exit_code_is_that_of_the_loudest_finding() -> None:
    assert lint(LINES).exit_code == 2
    assert lint(LINES[2:]).exit_code == 1
    assert lint(LINES[:1]).exit_code == 0
    assert lint(LINES, "--off", "KR01", "--strictness", "gentle").exit_code == 1


def test_words_for_people() -> None:
    done = lint(LINES)
    assert done.stdout.count("Reviews are no bottleneck for developers") == 1
    assert "Improve performance from … to …" in done.stdout
    assert "reads as decrease, 24 → 4 h" in done.stdout
    assert "4 lines" not in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[-1].startswith("5 lines, ")


def test_a_list_in_json_is_taken_too() -> None:
    done = run("-", "--json", text=json.dumps(LINES))
    assert [one["line"] for one in json.loads(done.stdout)] == [1, 1, 2, 2, 3]


def test_a_real_sheet_is_reviewed() -> None:
    done = run(str(FOLDER / "real_team_objectives.csv"), "--json")
    found = json.loads(done.stdout)
    assert [(one["line"], one["part"]) for one in found] == [(2, "objective"), (3, "objective"), (4, "objective")]


def test_a_sheet_brings_its_numbers_and_owners(tmp_path: Path) -> None:
    sheet = tmp_path / "goals.csv"
    sheet.write_text(
        "Objective,Key Result,Owner,Start,Target\n"
        "Customers get help before they ask,First reply time,Mia,9 h,2 h\n"
        ",Satisfied customers,,78%,90%\n"
    )
    found = json.loads(run(str(sheet), "--json").stdout)
    rules = {(one["line"], one["part"]): [each["rule"] for each in one["findings"]] for one in found}
    assert "KR01" not in rules[2, "key_result"]
    assert "KR09" not in rules[2, "key_result"]
    assert "KR09" in rules[3, "key_result"]


def test_what_cannot_be_read_ends_with_three(tmp_path: Path) -> None:
    for text, said in (("", "empty"), ('{"objective": 1}', "line 1"), ('{"objective": "a"}\n{', "line 2")):
        done = run("-", text=text)
        assert done.exit_code == 3
        assert said in done.stderr
    assert run(str(tmp_path / "nothing.csv")).exit_code == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"key_result": "a"}\n{"key_result": "b"}\n{"key_result": }\n', "line 3"),
        ("[1, 2]", "line 1"),
        ('{"key_result": "a"}\n\0\n', "line 2"),
        ("[" * 100_000, "no JSON"),
        ("Objective,Key Result\nGr\0ow,Reduce churn\n", "neither a text table"),
        ("Objective,Key Result\nGrow," + "Reduce churn " * 90_000 + "\n", "million characters"),
    ],
)
def test_hostile_files_are_refused_in_a_sentence(text: str, said: str) -> None:
    done = run("-", text=text)
    assert done.exit_code == 3
    assert said in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffObjective,Key Result\nGrow with our customers,Reduce churn from 5% to 3%\n",
        "Objective\tKey Result\nGrow with our customers\tReduce churn from 5% to 3%\n",
        '{"key_result": "Reduce churn from 5% to 3%"}\r\n\r\n',
        '{"key_result": "Reduce churn\u2028 from 5% to 3%", "team": "Care"}\n',
    ],
)
def test_signs_of_other_programs_are_read_past(text: str) -> None:
    (line,) = [one for one in json.loads(run("-", "--json", text=text).stdout) if one["part"] == "key_result"]
    assert (line["reads_as"]["baseline"], line["reads_as"]["target"]) == (5, 3)


def test_one_very_long_line_is_read_as_far_as_a_goal_goes() -> None:
    (line,) = json.loads(lint([{"key_result": "Reduce churn from 5 to 3 " * 40_000}], "--json").stdout)
    assert line["reads_as"]["target"] == 3


def test_german_goals_are_answered_in_german() -> None:
    rows = [{"key_result": "Mitarbeiterzufriedenheit deutlich verbessern"}, {"key_result": "Neues Portal einführen"}]
    found = json.loads(lint(rows, "--json").stdout)
    assert "Zahl" in found[0]["findings"][0]["message"]


def test_an_unknown_rule_is_refused() -> None:
    assert "no rule KR99" in lint(LINES, "--off", "KR99").stderr
