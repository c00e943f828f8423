"""Finding texts by words: whole words first, then beginnings, then parts of compounds, then slips of the keyboard."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

LONGEST = 12  # words of a question that are looked at
WHOLE, BEGINS, INSIDE, SLIP = 8, 6, 4, 2
_WORD = re.compile(r"[^\W_]+")


class Text(Struct, frozen=True):
    """A part of what can be found, and how much a hit in it counts."""

    weight: int
    words: str


class Index(Struct, frozen=True):
    """`places[word][number]` is the greatest weight with which the word stands in thing number `number`."""

    places: dict[str, dict[int, int]]


def words_of(text: str) -> list[str]:
    """Folded words: "Über-Maß" gives ["uber", "mass"]; letters and digits of every script are kept."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def index_of(things: Iterable[Sequence[Text]]) -> Index:
    """The words of all things, numbered as they come."""
    places: dict[str, dict[int, int]] = defaultdict(dict)
    for number, texts in enumerate(things):
        for text in texts:
            for word in words_of(text.words):
                places[word][number] = max(text.weight, places[word].get(number, 0))
    return Index(dict(places))


def found(index: Index, question: str) -> list[int]:
    """The numbers of the things that hold most words of the question, best first; empty where none does.

    A thing that misses a word which another one has is left out: more words narrow a search.
    """
    asked = list(dict.fromkeys(words_of(question)))[:LONGEST]
    hits: dict[int, list[int]] = defaultdict(list)
    for word in asked:
        for number, mark in _marks(index, word).items():
            hits[number].append(mark)
    most = max(map(len, hits.values()), default=0)
    best = [number for number, marks in hits.items() if len(marks) == most]
    return sorted(best, key=lambda number: (-sum(hits[number]), number))


def _marks(index: Index, asked: str) -> dict[int, int]:
    """Thing -> how well one word of the question is met by the best of its words."""
    marks: dict[int, int] = {}
    for word, places in index.places.items():
        likeness = _likeness(asked, word)
        if likeness:
            for number, weight in places.items():
                marks[number] = max(marks.get(number, 0), likeness * weight)
    return marks


def _likeness(asked: str, word: str) -> int:
    if word == asked:
        return WHOLE
    if len(asked) > 1 and word.startswith(asked):
        return BEGINS
    if len(asked) > 3 and asked in word:
        return INSIDE
    allowed = 0 if len(asked) < 5 else 1 + (len(asked) > 8)
    if not allowed or word[0] != asked[0]:
        return 0
    return SLIP if _slips(asked, word, allowed) or _slips(asked, word[: len(asked)], allowed) else 0


def _slips(one: str, other: str, allowed: int) -> bool:
    """Whether at most `allowed` letters were left out, added, mistaken or swapped with their neighbour."""
    if abs(len(one) - len(other)) > allowed:
        return False
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, sign in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != sign))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == sign:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > allowed:
            return False
        before, last = last, now
    return last[-1] <= allowed
