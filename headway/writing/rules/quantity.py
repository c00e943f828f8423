"""A number that measures something, and the words of the thing it counts."""

from decimal import Decimal

from msgspec import Struct

from headway.writing.rules.words import Line, Word


class Quantity(Struct, gc=False):
    """A number with its unit. `first` and `last` are its words.

    `sort`: percent, money, time, multiple, points, amount, rating, count, coverage ("each team"), frequency ("daily").
    `role` is the word that leads it: from, to, by, at_least, at_most, exactly, now, window, per or plain. `bound` is
    the limit beside it, at_least or at_most, also where the role is another: "von mindestens 4,5".
    """

    value: Decimal
    unit: str
    sort: str
    first: int
    last: int
    role: str = "plain"
    bound: str = ""
    leads: int = -1
    """The first word of what leads it: "to at least"."""


def noun_behind(line: Line, place: int) -> tuple[int, int]:
    """The words of the thing that is counted behind a number, first and last; first > last where there are none."""
    first = _past_brackets(line, place)
    while "w:of" in line.tags(first) or line.key(first) in {"of", "the", "our", "all", "-", "+", "different"}:
        first += 1
    last = first
    while last < len(line.words) and last < first + 6 and _names(line, last, first):
        last += 1
    return first, last - 1


def _past_brackets(line: Line, place: int) -> int:
    """Past "(...)" between a number and what it counts."""
    if line.key(place) != "(":
        return place
    closing = next((step for step in range(place, min(place + 8, len(line.words))) if line.key(step) == ")"), None)
    return place if closing is None else closing + 1


def _names(line: Line, place: int, first: int) -> bool:
    word = line.words[place]
    if word.tags & {"w:stops", "w:auxiliary", "d:by", "d:in", "w:joins"} and word.key != "-":
        return False
    if place > first and ("f:past" in word.tags and not word.tags & {"n:higher", "n:lower", "n:deliverable"}):
        return False
    if line.lexicon.verb_final and "f:base" in word.tags and line.text[word.start].islower():
        return False
    if "n:people" in line.tags(place - 1) and place > first and word.tags & {"f:base", "f:s"} and _only_verb(word):
        return False  # 10 schools adopt the programme
    return not word.number and (word.key[0].isalpha() or word.key in {"-", "&", "/"})


def _only_verb(word: Word) -> bool:
    return not any(tag.startswith("n:") for tag in word.tags)
