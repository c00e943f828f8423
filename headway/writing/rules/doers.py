"""Who does something of their own: people who act, things that are used, systems that behave."""

from headway.writing.rules.sentence import Sentence, unknown_verb
from headway.writing.rules.words import Line

_FINITE = frozenset({"f:base", "f:s"})


def doers(sentence: Sentence) -> list[str]:
    """People who do something of their own, things that are used, systems that behave, what gets better."""
    line = sentence.line
    clues = []
    for place in range(sentence.begin, sentence.end - 1):
        if "n:people" in line.tags(place) and _do(sentence, place + 1):
            clues.append("people_do")
            break
    words = line.words[sentence.begin : sentence.end]
    if any(_is_used(line, place) for place in range(sentence.begin, sentence.end)):
        clues.append("used")
    if any("v:behave" in line.tags(p) and _is_finite(line, p) for p in range(sentence.begin + 1, sentence.end)):
        clues.append("behaves")
    if any("w:top" in line.tags(p) and line.words[p + 1].number for p in range(sentence.begin, sentence.end - 1)):
        clues.append("ranked")
    if any("a:comparative" in word.tags for word in words):
        clues.append("better")
    return clues


def _do(sentence: Sentence, place: int) -> bool:
    """Whether the people before this word do something: renew, can order, in a share of them anything active."""
    line = sentence.line
    tags = line.tags(place)
    if "w:modal" in tags:
        return True
    if "w:perfect" in tags:  # have a good experience
        under_way = any("w:under_way" in word.tags for word in line.words[place:])
        judged = any("a:opinion" in line.tags(step) for step in range(place + 1, min(place + 4, sentence.end)))
        return judged and not under_way
    if "w:copula" in tags:
        return False
    if "v:output" in tags and "v:effect" not in tags and "n:inner" in line.tags(place - 1):
        return False  # each squad holds a retrospective
    shared = any(
        one.sort == "percent" or (one.sort in {"coverage", "count"} and one.first < place)
        for one in sentence.numbers.all
    )
    if not tags & _FINITE:
        return shared and sentence.lead < 0 and _may_be_verb(sentence, place)
    return "v:effect" in tags or (shared and "n:deliverable" not in tags and sentence.lead < 0)


def _may_be_verb(sentence: Sentence, place: int) -> bool:
    """A word we do not know right behind people, with more behind it: "3 of 4 candidates accept our offer"."""
    line = sentence.line
    if line.lexicon.verb_final:
        return unknown_verb(line, place)
    if place + 1 >= sentence.end or sentence.passive >= 0 or sentence.states:
        return False
    key = line.key(place)
    return not line.tags(place) and key.isalpha() and not key.endswith(("ed", "ing", "ly", "al", "ful", "ive"))


def _is_used(line: Line, place: int) -> bool:
    """A participle of what people do; "the recommended way" only names a thing."""
    tags = line.tags(place)
    if "v:effect" not in tags or "f:past" not in tags or "f:base" in tags:
        return False
    behind = line.words[place + 1 : place + 2]
    return not ("w:articles" in line.tags(place - 1) and behind and not behind[0].tags & {"w:stops", "w:joins"})


def _is_finite(line: Line, place: int) -> bool:
    """A verb behind its subject; "work" behind an article or a preposition is a noun."""
    before = line.tags(place - 1)
    return bool(line.tags(place) & _FINITE) and any(t.startswith("n:") for t in before) | line.key(place - 1).endswith(
        "s"
    )
