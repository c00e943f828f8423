"""Searching by words: what matches, and what stands first."""

import pytest

from headway.writing.rules.finding import Text, found, index_of, words_of

THINGS = [
    [Text(5, "Cut the waiting time"), Text(1, "For offices")],
    [Text(5, "Hire well"), Text(1, "No waiting for candidates")],
    [Text(5, "Wartezeiten senken")],
]


def test_words_are_folded() -> None:
    assert words_of("Über-Maß, ÉTÉ 24/7_x") == ["uber", "mass", "ete", "24", "7", "x"]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("waiting", [0, 1]),  # the greater weight first
        ("wait", [0, 1]),
        ("hire waiting", [1]),  # both words before one
        ("zeiten", [2]),  # inside a compound
        ("wating", [0, 1]),  # a letter left out
        ("waitign", [0, 1]),  # two swapped
        ("wxyting", []),
        ("off", [0]),
        ("x" * 300, []),
        ("", []),
    ],
)
def test_what_is_found(question: str, numbers: list[int]) -> None:
    assert found(index_of(THINGS), question) == numbers
