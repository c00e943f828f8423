"""Scores, bands, and formulas and numbers as people read them."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from headway.progress.rules import words
from headway.progress.rules.display import plain, short_day
from headway.progress.rules.metrics import Definition, Kind, Method
from headway.progress.rules.scoring import Band, Commitment, band, needs_cause, objective_score, progress_score
from tests.progress.test_rules import HELD, TEN_DAYS


@pytest.mark.parametrize(
    ("score", "stretch", "committed", "cause"),
    [
        ("0.39", Band.RED, Band.RED, True),
        ("0.40", Band.AMBER, Band.RED, True),
        ("0.69", Band.AMBER, Band.RED, True),
        ("0.70", Band.GREEN, Band.RED, True),
        ("0.90", Band.GREEN, Band.AMBER, True),
        ("0.99", Band.GREEN, Band.AMBER, True),
        ("1.00", Band.GREEN, Band.GREEN, False),
    ],
)
def test_bands_differ_between_a_stretch_and_a_commitment(
    score: str, stretch: Band, committed: Band, *, cause: bool
) -> None:
    assert band(Decimal(score), Commitment.STRETCH) is stretch
    assert band(Decimal(score), Commitment.COMMITTED) is committed
    assert needs_cause(Decimal(score), Commitment.COMMITTED) is cause
    assert not needs_cause(Decimal(score), Commitment.STRETCH)


def test_the_score_of_an_objective_is_the_weighted_mean_of_its_key_results() -> None:
    assert objective_score([(2, Decimal("1.00")), (1, Decimal("0.25")), (1, None), (0, Decimal(0))]) == Decimal("0.75")
    assert objective_score([(1, None)]) is None
    assert progress_score(1.4) == Decimal("1.00")


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        (replace(TEN_DAYS, start=Decimal("24.0"), target=Decimal(4)), "(value \u2212 24) / (4 \u2212 24)."),
        (
            Definition(kind=Kind.SHARE, start=Decimal("0.25"), target=Decimal(1)),
            "(done / total \u2212 25 %) / (100 % \u2212 25 %).",
        ),
        (
            replace(HELD, high=Decimal(5), method=Method.NOW),
            "100 % while the newest value is between 1 and 5, else 0 %.",
        ),
        (
            replace(HELD, low=Decimal(0), high=Decimal(0), method=Method.STRICT),
            "Elapsed share of its dates while every value is 0; 0 % from the first one that is not.",
        ),
        (
            HELD,
            "Periods whose value was at least 1, divided by the periods due so far; one without a value was not.",
        ),
        (
            replace(HELD, low=None, high=Decimal(5), method=Method.NOW),
            "100 % while the newest value is at most 5, else 0 %.",
        ),
        (None, words.OBJECTIVE),
    ],
)
def test_a_formula_is_said_in_words(definition: Definition | None, said: str) -> None:
    assert words.formula(definition) == said


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_formula(kind: Kind) -> None:
    assert words.formula(Definition(kind=kind, start=Decimal(0), target=Decimal(1), low=Decimal(1)))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("3500000", "3500000"),
        ("1E+3", "1000"),
        ("0.10", "0.1"),
        ("-4.000", "-4"),
        ("0.00", "0"),
        ("-0", "0"),
        ("100", "100"),
    ],
)
def test_a_decimal_is_written_plainly(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


def test_a_day_is_written_without_its_year_where_the_year_goes_without_saying() -> None:
    assert short_day(date(2026, 9, 3)) == "3 Sep"
