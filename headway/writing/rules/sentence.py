"""The skeleton of a sentence: which verb governs it, who does it, and what it is about."""

from msgspec import Struct

from headway.writing.rules.clauses import clause_of
from headway.writing.rules.numbers import Numbers
from headway.writing.rules.quantity import Quantity
from headway.writing.rules.words import Line, Word

MOVING = frozenset({"v:up", "v:down", "v:maintain"})
_VERBS = frozenset({"f:base", "f:ing", "f:s", "f:past"})
_OF = frozenset({"of", "for", "on", ":", "-", "/", ",", "and", "&", "is", "are", "was", "were"})
_METRIC = frozenset({"n:higher", "n:lower", "n:neutral"})
_BOUNDS = frozenset({"w:at_least", "w:at_most", "w:exactly", "w:from", "w:to", "w:now"})
_NEAR = 8  # words behind a metric in which its bound is looked for
_CLAUSE = frozenset({".", ";", ":", "(", ")"})
_VERB = 4  # letters that a verb we do not know has at least
_LOOK = 4  # words in which an imperative verb is looked for


class Sentence(Struct, frozen=True, gc=False):
    """`lead` is the word of the verb that opens the sentence ("Launch ..."), -1 where none does.

    `moves` is the verb that moves or holds the number of the target: up, down or maintain, -1 without one. `states`
    tells a sentence that says how something is or will be ("The handbook is fast"); `passive` one whose end says what
    was done ("6 recruiters hired"), at that word, else -1. `begin` and `end` (not included) are the clause all this was
    read from: of several, the one with the target.
    """

    line: Line
    numbers: Numbers
    lead: int
    moves: int
    states: bool
    passive: int
    begin: int
    end: int

    def lead_tags(self) -> frozenset[str]:
        """The tags of the opening verb."""
        return self.line.tags(self.lead) if self.lead >= 0 else frozenset()


def sentence_of(line: Line, numbers: Numbers) -> Sentence:
    """Find the verbs that matter."""
    begin, end = clause_of(line, numbers)
    start = _past_openers(line, begin)
    lead = start if _is_lead(line, start) else -1
    if lead < 0 and line.lexicon.verb_final:
        lead = _last_verb(line, begin, end)
    moves = _moving(line, numbers, lead)
    return Sentence(
        line, numbers, lead, moves, _states(line, lead, begin, end), _passive(line, lead, begin, end), begin, end
    )


def unknown_verb(line: Line, place: int) -> bool:
    """A German word we do not know that is a verb by its form: small, in -t or behind a noun in -en, -ern, -eln."""
    word = line.words[place]
    if not line.lexicon.verb_final or word.tags or not line.text[word.start].islower() or len(word.key) < _VERB:
        return False
    if word.key.endswith("t"):
        return not word.key.startswith("ge")
    before = line.words[place - 1]
    return word.key.endswith(("en", "ern", "eln")) and before.key.isalpha() and line.text[before.start].isupper()


def _past_openers(line: Line, begin: int) -> int:
    """Past "We have", "To", "Be able to", "Successfully"."""
    place = begin
    while place < len(line.words) and line.tags(place) & {"w:leading_phrases", "w:leading_adverbs", "w:pronouns"}:
        place += 1
    return place if place < len(line.words) else begin


def _last_verb(line: Line, begin: int, end: int) -> int:
    """The infinitive that ends the main clause of a German sentence: "Durchlaufzeit ... senken, die ...".

    Verbs we do not know are told by being small and ending in -en, -ern, -eln.
    """
    comma = next((place for place in range(begin, end) if line.key(place) == ","), end)
    found = _verb_before(line, begin, comma)
    return found if found >= 0 else _verb_before(line, begin, end)


def _verb_before(line: Line, begin: int, end: int) -> int:
    for place in range(end - 1, max(begin, end - 4), -1):
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
    if "f:ing" in tags and "w:auxiliary" in line.tags(place + 1):
        return False  # "Providing does not slow the rest": a subject
    if "f:base" not in tags and "f:ing" not in tags:
        return (place > line.first and "f:past" in tags) or _opens_with_past(line, place)
    return not _is_noun_here(line, place)


def _opens_with_past(line: Line, place: int) -> bool:
    """Reduced the cost ...: a result told as done. "Increased awareness" as well."""
    return place == line.first and "f:past" in line.tags(place)


def _is_noun_here(line: Line, place: int) -> bool:
    """Words that are verb and noun ("release", "test", "lead") are nouns before a verb or a metric that is bounded."""
    tags, behind = line.tags(place), line.tags(place + 1)
    if behind & _METRIC and not tags & (MOVING | {"w:carries"}) and _is_bounded(line, place + 2):
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
    return _moving_alone(line, lead, target)


def _moving_alone(line: Line, lead: int, target: Quantity | None) -> int:
    """Where no verb near the target moves it: the one that opens the sentence, or one of a metric that moves itself."""
    if lead >= 0 and line.tags(lead) & MOVING and _holds_a_level(line, lead, target):
        return lead
    if lead < 0 and target is None:
        return _moves_itself(line)
    return _carried(line, lead, target)


def _moves_itself(line: Line) -> int:
    """Churn falls, der Umsatz steigt: the verb of a metric that goes up or down by itself."""
    for place in range(line.first + 1, len(line.words)):
        tags = line.tags(place)
        behind_noun = line.tags(place - 1) & _METRIC
        if behind_noun and "f:s" in tags and tags & {"v:up", "v:down"} and _is_verb_here(line, place):
            return place
    return -1


def _carried(line: Line, lead: int, target: Quantity | None) -> int:
    """The particle that says which way a verb takes the number: "bring ... down to 9 %", "get ... up to 80"."""
    if lead < 0 or target is None or "w:carries" not in line.tags(lead):
        return -1
    places = range(lead + 1, min(lead + _NEAR, target.first + 1))
    return next((place for place in places if "w:particle" in line.tags(place)), -1)


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
    return target is not None and target.sort not in {"count", "coverage"}


def _is_verb_here(line: Line, place: int) -> bool:
    tags = line.tags(place)
    if not tags & _VERBS or line.key(place - 1) in {"the", "a", "an", "our"}:
        return False
    if not any(tag.startswith("n:") for tag in tags):
        return True
    return not line.tags(place - 1) & {"w:articles"} and line.key(place - 1) not in {"of", "in", "for"}


def _states(line: Line, lead: int, begin: int, end: int) -> bool:
    """Whether it says how something is, in a clause of its own: "The handbook is fast"."""
    if lead >= 0 and "f:past" not in line.tags(lead):
        return False
    return any("w:copula" in word.tags or "w:modal" in word.tags for word in line.words[begin:end])


def _passive(line: Line, lead: int, begin: int, end: int) -> int:
    """The participle that says what was done to the subject, -1 if none does."""
    if lead >= 0:
        return lead if "f:past" in line.tags(lead) and "f:base" not in line.tags(lead) else -1
    for place in range(begin + 1, end):
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
