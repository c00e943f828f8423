"""Titles that name their numbers, with the numbers of the next cycle."""

from decimal import Decimal

import pytest

from headway.rituals.rules.retitling import Change, retitled


def change(old: str, new: str) -> Change:
    return Change(Decimal(old), Decimal(new))


@pytest.mark.parametrize(
    ("title", "old", "new", "becomes"),
    [
        ("Activation from 40 % to 60 %", "40.0", "52.00", "Activation from 52 % to 60 %"),
        ("Activation from 40% to 60%", "40", "52.345", "Activation from 52.34% to 60%"),
        ("Review time falls from 24h to 4h", "24", "10.5", "Review time falls from 10.5h to 4h"),
        ("From 1,200 to 3,000 leads", "1200", "2150", "From 2,150 to 3,000 leads"),
        ("From 1 200 to 3 000 leads", "1200", "950", "From 950 to 3 000 leads"),
        ("Cost per order from €4.50 to €3", "4.5", "4.1", "Cost per order from €4.1 to €3"),
        ("Loss from -5 to 0", "-5", "-2", "Loss from -2 to 0"),
        ("Loss from \u22125 to 0", "-5", "-2", "Loss from \u22122 to 0"),
        ("Result from 3 to 6", "3", "-2", "Result from \u22122 to 6"),
        ("From 3 to 3 times as many teams", "3", "4", "From 4 to 3 times as many teams"),
    ],
)
def test_the_old_number_becomes_the_new_one(title: str, old: str, new: str, becomes: str) -> None:
    assert retitled(title, [change(old, new)]) == becomes


@pytest.mark.parametrize(
    ("title", "old"),
    [
        ("Paid in a minute", "40"),
        ("Activation rises to 60 %", "40"),
        ("Win Q3 and the 3rd place with v3 on 3.3.2026", "3"),
        ("10k users", "10"),
        ("3 teams do 3 things", "3"),
        ("From 24-hour days to 2026-24-12", "24"),
    ],
)
def test_a_title_without_it_or_where_it_is_not_plain_which_one_stays(title: str, old: str) -> None:
    assert retitled(title, [change(old, "52")]) == title


def test_two_numbers_change_at_once_and_a_swap_does_not_chase_its_tail() -> None:
    assert retitled("From 40 to 60", [change("40", "60"), change("60", "40")]) == "From 60 to 40"
    assert retitled("From 40 to 60", [change("40", "40")]) == "From 40 to 60"
