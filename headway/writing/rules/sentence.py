"""The skeleton of a sentence: which verb governs it, who does it, and what it is about."""

from msgspec import Struct

from headway.writing.rules.numbers import Numbers
from headway.writing.rules.quantities import Quantity
from headway.writing.rules.words import Line, Word

MOVING = frozenset({"v:up", "v:down", "v:maintain"})
_VERBS = frozenset({"f:base", "f:ing", "f:s", "f:past"})
_OF = frozenset({"of", "for", "on", ":", "-", "/", ",", "and", "&", "is", "are", "was", "were"})
_METRIC = frozenset({"n:higher", "n:lower", "n:neutral"})
_BOUNDS = frozenset({"w:at_least", "w:at_most", "w:exactly", "w:from", "w:to", "w:now"})
_NEAR = 8  # words behind a metric in which its bound is looked for
_CLAUSE = frozenset({".", ";", ":", "(", ")"})
_LOOK = 4  # words in which an imperative verb is looked for


class Sentence(Struct, frozen=True, gc=False):
    """`lead` is the word of the verb that opens the sentence ("Launch ..."), -1 where none does.

    `moves` is the verb that moves or holds the number of the target: up, down or maintain, -1 without one. `states`
    tells a sentence that says how something is or will be ("The handbook is fast"); `passive` one whose end says what
    was done ("6 recruiters hired"), at that word, else -1.
    """

    line: Line
    numbers: Numbers
    lead: int
    moves: int
    states: bool
    passive: int

    def lead_tags(self) -> frozenset[str]:
        """The tags of the opening verb."""
        return self.line.tags(self.lead) if self.lead >= 0 else frozenset()


def sentence_of(line: Line, numbers: Numbers) -> Sentence:
    """Find the verbs that matter."""
    start = _past_openers(line)
    lead = start if _is_lead(line, start) else -1
    if lead < 0 and line.lexicon.verb_final:
        lead = _last_verb(line)
    moves = _moving(line, numbers, lead)
    return Sentence(line, numbers, lead, moves, _states(line, lead), _passive(line, lead))


def _past_openers(line: Line) -> int:
    """Past "We have", "To", "Be able to", "Successfully"."""
    place = line.first
    while place < len(line.words) and line.tags(place) & {"w:leading_phrases", "w:leading_adverbs", "w:pronouns"}:
        place += 1
    return place if place < len(line.words) else line.first


def _last_verb(line: Line) -> int:
    """The infinitive that ends the main clause of a German sentence: "Durchlaufzeit ... senken, die ...".

    Verbs we do not know are told by being small and ending in -en, -ern, -eln.
    """
    comma = next((place for place in range(line.first, len(line.words)) if line.key(place) == ","), len(line.words))
    found = _verb_before(line, comma)
    return found if found >= 0 else _verb_before(line, len(line.words))


def _verb_before(line: Line, end: int) -> int:
    for place in range(end - 1, max(line.first, end - 4), -1):
        word = line.words[place]
        if not line.text[word.start].islower():
            continue
        unknown = not word.tags and place == end - 1 and word.key.endswith(("en", "ern", "eln"))
        if "f:base" in word.tags or unknown:
            return place
    return -1


def _is_lead(line: Line, place: int) -> bool:
    """Whether this word is a verb that opens the sentence; "Release process is fast" is led by none."""
    tags = line.tags(place)
    if not tags & _VERBS or not any(tag.startswith("v:") for tag in tags):
        return False
    if "f:base" not in tags and "f:ing" not in tags:
        return (place > line.first and "f:past" in tags) or _opens_with_past(line, place)
    return not _is_noun_here(line, place)


def _opens_with_past(line: Line, place: int) -> bool:
    """Reduced the cost ...: a result told as done. "Increased awareness" as well."""
    return place == line.first and "f:past" in line.tags(place)


def _is_noun_here(line: Line, place: int) -> bool:
    """Words that are verb and noun ("release", "test", "lead") are nouns before a verb or a metric that is bounded."""
    tags, behind = line.tags(place), line.tags(place + 1)
    if behind & _METRIC and not tags & MOVING and _is_bounded(line, place + 2):
        return True  # test coverage above 80 %
    if not any(tag.startswith("n:") for tag in tags):
        return False
    if "w:auxiliary" in behind or line.key(place + 1) in _OF:
        return True
    if "f:s" in behind and "f:base" not in behind and _is_bounded(line, place + 2):
        return True  # inventory turns from 6 to 9
    return "f:past" in behind and "f:base" not in behind and place + 2 >= len(line.words)


def _is_bounded(line: Line, place: int) -> bool:
    """Whether a bound with a number follows within a few words: above 80 %, from 6 to 9."""
    for step in range(place, min(place + _NEAR, len(line.words) - 1)):
        word = line.words[step]
        if word.tags & _BOUNDS and (line.words[step + 1].number or line.tags(step + 1) & _BOUNDS):
            return True
        if word.number or "v:up" in word.tags or "v:down" in word.tags:
            return False
    return False


def _moving(line: Line, numbers: Numbers, lead: int) -> int:
    """The verb nearest before the target that moves it, in its clause; else one that opens or ends the sentence."""
    target = numbers.baseline if numbers.baseline and numbers.target is None else numbers.target
    if target is not None:
        if line.tags(target.first) & MOVING:
            return target.first  # halved, doubled
        if target.role == "plain" and line.tags(target.last + 1) & {"v:up", "v:down"}:
            return target.last + 1  # a 50 % reduction
        place = target.first - 1
        while place >= line.first and line.key(place) not in _CLAUSE:
            if _moves_here(line, place, lead, target):
                return place
            place -= 1
        if line.lexicon.verb_final:
            return _moving_behind(line, target)
    if lead >= 0 and line.tags(lead) & MOVING and _holds_a_level(line, lead, target):
        return lead
    return -1


def _moving_behind(line: Line, target: Quantity) -> int:
    for place in range(target.last + 1, len(line.words)):
        if line.tags(place) & (MOVING | {"v:vague"}) and _holds_a_level(line, place, target):
            return place
    return -1


def _moves_here(line: Line, place: int, lead: int, target: Quantity) -> bool:
    tags = line.tags(place)
    if "v:vague" in tags and target.role in {"to", "by", "from"} and _is_verb_here(line, place):
        return True
    if not tags & MOVING or not _is_verb_here(line, place) or not _holds_a_level(line, place, target):
        return False
    if place == lead:
        return True
    return not {"w:hold", "v:output"} <= tags and not _is_purpose(line, lead, place)


def _is_purpose(line: Line, lead: int, place: int) -> bool:
    """Hire two engineers to reduce ...: what it is for is not what is done."""
    if lead < 0 or not line.tags(lead) & {"v:output", "v:hire"}:
        return False
    between = range(lead + 1, place)
    if any(line.key(step) in _CLAUSE for step in between):
        return False
    return any("w:purpose" in line.tags(step) for step in between)


def _holds_a_level(line: Line, place: int, target: Quantity | None) -> bool:
    """Hold 60 calls is no level that is held."""
    tags = line.tags(place)
    if "w:hold" not in tags or "v:output" not in tags:
        return True
    return target is not None and target.sort != "count"


def _is_verb_here(line: Line, place: int) -> bool:
    tags = line.tags(place)
    if not tags & _VERBS:
        return False
    if not any(tag.startswith("n:") for tag in tags):
        return True
    return not line.tags(place - 1) & {"w:articles"} and line.key(place - 1) not in {"of", "in", "for"}


def _states(line: Line, lead: int) -> bool:
    """Whether it says how something is, in a clause of its own: "The handbook is fast"."""
    if lead >= 0 and "f:past" not in line.tags(lead):
        return False
    return any("w:copula" in word.tags or "w:modal" in word.tags for word in line.words[line.first :])


def _passive(line: Line, lead: int) -> int:
    """The participle that says what was done to the subject, -1 if none does."""
    if lead >= 0:
        return lead if "f:past" in line.tags(lead) and "f:base" not in line.tags(lead) else -1
    for place in range(line.first + 1, len(line.words)):
        tags = line.tags(place)
        if "f:past" in tags and _is_done(line, place):
            return place
    return -1


def _is_done(line: Line, place: int) -> bool:
    """A participle behind "is" or "been", or one that ends its clause."""
    before = line.tags(place - 1) | line.tags(place - 2)
    if before & {"w:copula", "w:perfect"}:
        return True
    behind = line.words[place + 1 : place + 2]
    return not behind or _ends_clause(behind[0])


def _ends_clause(word: Word) -> bool:
    return bool(word.tags & {"w:stops", "w:joins", "d:by", "d:in"})
