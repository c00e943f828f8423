"""Which kind of key result a sentence asks for. The values are those of `progress.rules.metrics.Kind`."""

from enum import StrEnum

from headway.writing.rules.sentence import Sentence


class Kind(StrEnum):
    """The kinds that a sentence can ask for; `work` and `objectives` are computed and never read from words."""

    INCREASE = "increase"
    DECREASE = "decrease"
    REACH = "reach"
    SHARE = "share"
    MAINTAIN = "maintain"
    MILESTONE = "milestone"
    BINARY = "binary"


_METRICS = frozenset({"n:higher", "n:lower", "n:neutral", "a:hazy"})
_BOUNDS = frozenset({"at_least", "at_most"})


def kind_of(sentence: Sentence) -> Kind:
    """The kind that fits best; a person may choose another."""
    moved = _moved(sentence)
    if moved is not None:
        return moved
    if sentence.numbers.target is not None:
        return _with_target(sentence)
    if _is_rhythm(sentence):
        return Kind.MAINTAIN
    return Kind.BINARY if _is_yes_or_no(sentence) else Kind.MILESTONE


def _moved(sentence: Sentence) -> Kind | None:
    """By the verb that moves the number: reduce ... from 24 to 4."""
    numbers = sentence.numbers
    if sentence.moves >= 0:
        return _moved_by(sentence, sentence.line.tags(sentence.moves))
    if numbers.target is not None and numbers.baseline is not None:
        return Kind.INCREASE if numbers.target.value >= numbers.baseline.value else Kind.DECREASE
    if "v:vague" in sentence.lead_tags() and numbers.target is None and _measures(sentence):
        return _direction(sentence, frozenset())
    return _by_comparison(sentence) if numbers.target is None else None


def _by_comparison(sentence: Sentence) -> Kind | None:
    """Parents attend more evenings; fewer complaints."""
    tags = sentence.line.all_tags()
    if sentence.lead >= 0 or sentence.passive >= 0:
        return None
    if "w:more" in tags:
        return Kind.INCREASE
    return Kind.DECREASE if "w:fewer" in tags else None


def _moved_by(sentence: Sentence, tags: frozenset[str]) -> Kind | None:
    target = sentence.numbers.target
    if "v:maintain" in tags and not tags & {"v:up", "v:down"}:
        return Kind.MAINTAIN
    if target is not None:
        behind = target.first > sentence.moves + 1
        return None if behind and _is_part(sentence) else _direction(sentence, tags)
    return _direction(sentence, tags) if _measures(sentence) else None


def _direction(sentence: Sentence, tags: frozenset[str]) -> Kind:
    numbers = sentence.numbers
    if "v:down" in tags:
        return Kind.DECREASE
    if numbers.target is not None and numbers.baseline is not None and numbers.target.value < numbers.baseline.value:
        return Kind.DECREASE
    if ("v:up" not in tags or "v:vague" in tags) and _first_metric(sentence) == "n:lower":
        return Kind.DECREASE
    return Kind.INCREASE


def _measures(sentence: Sentence) -> bool:
    """Whether what the verb moves can be measured at all: "reduce churn", not "expand the handbook"."""
    return bool(_first_metric(sentence))


def _first_metric(sentence: Sentence) -> str:
    line = sentence.line
    verb = max(sentence.moves, sentence.lead)
    for place in [*range(verb + 1, len(line.words)), *range(line.first, max(verb, line.first))]:
        found = line.tags(place) & _METRICS
        if found:
            return "n:lower" if "n:lower" in found else "n:higher"
    return ""


def _is_part(sentence: Sentence) -> bool:
    """90 % of customers: a part of a whole."""
    target = sentence.numbers.target
    if target is None or target.sort not in {"percent", "coverage"} or target.unit == "pp":
        return False
    if target.sort == "coverage":
        return True
    line = sentence.line
    key = line.key(target.last + 1)
    return target.role in {"plain", "at_least", "exactly"} and (key in {"of", "der", "des", "aller", "von"})


def _with_target(sentence: Sentence) -> Kind:
    numbers = sentence.numbers
    target = numbers.target
    if target is None:
        return Kind.REACH
    if numbers.window is not None and target.sort in {"percent", "count"} and "v:output" not in sentence.lead_tags():
        return Kind.MAINTAIN
    never = any("w:negation" in word.tags for word in sentence.line.words)
    if (target.value == 0 or (never and target is numbers.window)) and "v:output" not in sentence.lead_tags():
        return Kind.MAINTAIN
    percent = target.sort in {"percent", "coverage"} and target.unit != "pp"
    return Kind.SHARE if percent and (_is_part(sentence) or target.value == 100) else Kind.REACH


def _is_rhythm(sentence: Sentence) -> bool:
    """Send a newsletter every month: kept, period by period."""
    line = sentence.line
    return any(
        "w:every" in word.tags and line.key(place + 1) in line.lexicon.frequency
        for place, word in enumerate(line.words)
    )


def _is_yes_or_no(sentence: Sentence) -> bool:
    """A state, or one hire: there is no half of it."""
    tags = sentence.lead_tags()
    if "v:hire" in tags or "v:hire" in sentence.line.tags(sentence.passive if sentence.passive >= 0 else -1):
        return True
    if sentence.passive >= 0:
        return False
    line = sentence.line
    people = any(
        "n:people" in line.tags(place) and line.tags(place + 1) & {"v:effect"} for place in range(len(line.words))
    )
    return people or sentence.states or any("w:able" in word.tags for word in line.words[: line.first + 3])
