"""Every usual layout of an OKR sheet gives the same objectives, key results, owners and values."""

import string
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.integrations.imports.reading.files import read_file
from headway.integrations.imports.rules.planning import make_plan
from headway.integrations.imports.rules.values import Known, Options, Plan
from tests.integrations import sheets
from tests.integrations.sheets import HAND, LAYOUTS, Goal, Result


def plan_of(content: bytes, options: Options | None = None, known: Known | None = None) -> Plan:
    return make_plan(read_file(content), options or Options(), known or Known())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_as_csv_gives_the_hand_written_goals(layout: str) -> None:
    delimiter = ";" if layout == "german" else ","
    plan = plan_of(sheets.as_csv(LAYOUTS[layout](HAND), delimiter).encode())
    assert plan.kind == "okr_sheet"
    assert sheets.content(plan) == sheets.expected(HAND)
    assert not plan.errors


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "german"])
def test_a_layout_as_workbook_gives_the_hand_written_goals(layout: str) -> None:
    assert sheets.content(plan_of(sheets.as_workbook(LAYOUTS[layout](HAND)))) == sheets.expected(HAND)


def test_merged_cells_give_the_hand_written_goals() -> None:
    plan = plan_of(sheets.merged(HAND))
    assert sheets.content(plan) == sheets.expected(HAND)
    assert [(loss.row, loss.value) for loss in plan.losses if "guessed" not in loss.why] == [(1, "Company OKRs")]


def test_a_sheet_without_column_names_is_told_by_its_marks() -> None:
    plan = plan_of(sheets.as_csv(sheets.no_header(HAND)).encode())
    assert {title: [kr[0] for kr in krs] for title, krs in sheets.content(plan).items()} == {
        goal.title: [result.title for result in goal.results] for goal in HAND
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_make_no_difference(encoding: str, delimiter: str) -> None:
    content = sheets.as_csv(sheets.repeated(HAND), delimiter).encode(encoding)
    assert sheets.content(plan_of(content)) == sheets.expected(HAND)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_importing_the_same_file_again_changes_nothing(layout: str) -> None:
    content = sheets.as_csv(LAYOUTS[layout](HAND), ";" if layout == "german" else ",").encode()
    first = plan_of(content)
    again = plan_of(content, known=Known(items=first.fingerprints))
    made = len(first.objectives) + len(first.key_results) + len(first.measurements)
    assert (again.objectives, again.key_results, again.measurements) == ([], [], [])
    assert again.same == made > 0


def test_a_moved_row_is_no_change_and_a_new_value_is_one() -> None:
    rows = sheets.repeated(HAND)
    first = plan_of(sheets.as_csv(rows).encode())
    rows[1][5] = "4"
    again = plan_of(sheets.as_csv([["Goals"], *rows]).encode(), known=Known(items=first.fingerprints))
    assert [measurement.value for measurement in again.measurements] == [Decimal(4)]
    assert not again.key_results


_WORDS = st.text(string.ascii_letters, min_size=4, max_size=9)
_TITLES = st.lists(_WORDS, min_size=3, max_size=5, unique=True).map(lambda words: " ".join(words).capitalize())
_OWNERS = st.sampled_from(["Ines Moreau", "Tom Okafor", "Lina Sørensen", "Zoë Ångström"])


def _values(most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(2, most).map(Decimal) | st.integers(21, 10 * most).map(lambda n: Decimal(n) / 10).map(
        lambda value: value if value != value.to_integral() else Decimal(int(value))
    )


@st.composite
def goals(draw: st.DrawFn) -> tuple[Goal, ...]:
    names = draw(st.lists(_TITLES, min_size=4, max_size=9, unique_by=str.casefold))
    cut = draw(st.integers(1, min(3, len(names) - 2)))
    results = []
    for name in names[cut:]:
        baseline = draw(_values(900))
        target = draw(_values(900))
        target += 1 if target == baseline else 0
        results.append(Result(name, draw(_OWNERS), baseline, target, draw(st.none() | _values(900))))
    per = [results[place::cut] for place in range(cut)]
    return tuple(Goal(title, tuple(own)) for title, own in zip(names[:cut], per, strict=True) if own)


@given(goals=goals(), layout=st.sampled_from(sorted(LAYOUTS)))
@settings(max_examples=150, deadline=None)
def test_any_goals_in_any_layout_come_back(goals: tuple[Goal, ...], layout: str) -> None:
    delimiter = ";" if layout == "german" else ","
    plan = plan_of(sheets.as_csv(LAYOUTS[layout](goals), delimiter).encode())
    assert sheets.content(plan) == sheets.expected(goals)
