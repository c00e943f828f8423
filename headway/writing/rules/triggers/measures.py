"""Rules about numbers: is there one, where does it start, does it move, is it one, can it be read."""

from functools import lru_cache
from itertools import pairwise

from headway.writing.rules import rewrites
from headway.writing.rules.lexicon import lexicon_of
from headway.writing.rules.look import LINES, Hit, Look, Trigger
from headway.writing.rules.quantity import Quantity, noun_behind
from headway.writing.rules.words import Line

_WAYS = frozenset({"v:up", "v:down", "v:maintain", "v:reach", "w:stops", "w:articles", "w:auxiliary", "w:skip"})
NEAR = 20  # key results that are compared with one another
_BESIDE = frozenset({"from", "now", "window", "per"})  # numbers that are no targets
_ANOTHER = frozenset({"f:base", "n:higher", "n:lower", "n:deliverable"})  # words that begin another result
_ENDED = frozenset({"milestone", "binary"})  # kinds with an end that can be seen


def no_number(look: Look) -> Hit | None:
    """Nothing to count, and no end state that anybody could look at."""
    draft = look.key_result
    if look.target is not None or draft.steps or look.kind in {"work", "objectives"}:
        return None
    if look.kind in _ENDED | {"maintain"} and look.reading.measurable:
        return None
    if look.reading.vague and look.reading.measurable:
        return None
    return Hit(rewrites.numbered(look) if look.reading.outcome else rewrites.as_effect(look))


def no_baseline(look: Look) -> Hit | None:
    """A change without the place it starts from."""
    if look.kind not in {"increase", "decrease"} or look.target is None or look.start is not None:
        return None
    return Hit(rewrites.with_baseline(look), variant="relative" if look.reading.relative else "")


def nothing_moves(look: Look) -> Hit | None:
    """A start without a target, or both the same."""
    if look.kind not in LINES or look.start is None:
        return None
    if look.target is None:
        return Hit(rewrites.numbered(look), variant="no_target")
    if look.target != look.start or look.reading.relative:
        return None
    return Hit(rewrites.kept(look), {"start": f"{look.start:f}"})


def unit_unclear(look: Look) -> Hit | None:
    """Users, visitors, traffic, and not which ones over which time."""
    target, line = look.numbers.target, look.line
    if target is None or target.sort != "count" or look.reading.outcome is False:
        return None
    first, last = noun_behind(line, target.last + 1)
    if first != last or "n:ambiguous" not in line.tags(first):
        return None
    behind = line.words[last + 1 : last + 2]
    if behind and not behind[0].tags & {"w:joins", "d:by"} and behind[0].key not in {".", ",", ";"}:
        return None
    if look.numbers.days is not None or look.numbers.window is not None or _has_period(look):
        return None
    noun = line.said(first, last)
    return Hit(rewrites.which(look, first), {"noun": noun})


def _has_period(look: Look) -> bool:
    return any(word.key in look.line.lexicon.frequency for word in look.line.words)


def two_results(look: Look) -> Hit | None:
    """Two numbers of different things in one line."""
    joint = _joint(look)
    return None if joint is None else Hit(rewrites.split_at(look, joint))


def _joint(look: Look) -> int | None:
    """The word that joins two targets: "and" or a comma between two numbers, a verb or a metric behind it."""
    aims = [one for one in look.numbers.all if one.role not in _BESIDE and one.sort != "coverage"]
    aims = [one for one in aims if one is not look.numbers.days and one is not look.numbers.limit]
    found = (_joint_between(look.line, one, other) for one, other in pairwise(aims))
    return next((place for place in found if place is not None), None)


def _joint_between(line: Line, one: Quantity, other: Quantity) -> int | None:
    for place in range(one.last + 1, other.first):
        if "w:joins" not in line.tags(place) and line.key(place) not in {",", ";", "."}:
            continue
        counts_both = place + 1 == other.first and one.sort == "count" == other.sort
        if counts_both or any(line.tags(step) & _ANOTHER for step in range(place + 1, other.first)):
            return place
    return None


def wrong_way(look: Look) -> Hit | None:
    """Reduce from 4 to 24: the verb and the numbers disagree."""
    if look.start is None or look.target is None or look.reading.relative or look.start == look.target:
        return None
    said = look.reading.kind.value if look.sentence.moves >= 0 else ""
    tags = look.line.tags(look.sentence.moves) if look.sentence.moves >= 0 else frozenset()
    down, up = "v:down" in tags, "v:up" in tags and "v:vague" not in tags
    falls = look.target < look.start
    if not said or down is up or falls is down:
        return None
    words = {"start": f"{look.start:f}", "target": f"{look.target:f}"}
    return Hit(rewrites.swapped(look), words, "up" if up else "down")


def absolute(look: Look) -> Hit | None:
    """All, every, zero, as a stretch goal."""
    draft, target = look.key_result, look.target
    if draft.commitment not in {"stretch", "aspirational"} or target is None:
        return None
    whole = look.reading.unit == "%" and target == 100
    return Hit() if whole or (target == 0 and look.kind != "maintain") else None


def milestone_unscored(look: Look) -> Hit | None:
    """A milestone without steps or a word on what half done means."""
    draft = look.key_result
    if look.kind != "milestone" or draft.steps or draft.scored or look.target is not None:
        return None
    return Hit(rewrites.steps(look))


def volume_alone(look: Look) -> Hit | None:
    """More of something that could come at the price of quality, and nothing beside it that would show."""
    tags = _counted_tags(look)
    if look.kind not in {"increase", "reach"} or "n:volume" not in tags or look.target is None:
        return None
    if any("n:lower" in other.line.all_tags() or _is_quality(other) for other in _others(look)):
        return None
    return Hit(words={"metric": look.reading.metric or look.reading.unit})


def vanity(look: Look) -> Hit | None:
    """Views and followers, and nothing that shows whether they are worth anything."""
    tags = _counted_tags(look)
    if "n:vanity" not in tags or look.kind not in {"increase", "reach"}:
        return None
    if any(_is_quality(other) for other in _others(look)):
        return None
    return Hit(words={"metric": look.reading.metric or look.reading.unit})


def _others(look: Look) -> list[Look]:
    """The other key results of the draft; of a very long one, the first."""
    return [other for other in look.key_results[:NEAR] if other is not look]


def _counted_tags(look: Look) -> set[str]:
    """Of what is counted: the words of the metric, without what it is for."""
    span = look.reading.spans.get("metric")
    if span is None:
        return set()
    return {tag for word in look.line.words if span.start <= word.start < span.end for tag in word.tags}


def _is_quality(look: Look) -> bool:
    return look.reading.unit in {"%", "pp", "points", "stars"} or look.reading.unit.startswith("/")


def same_metric(look: Look) -> Hit | None:
    """The same metric as another key result of the same owner, of this objective, or above."""
    own = _subject(look, look.text)
    if len(own) < 2:
        return None
    before = look.key_results[max(look.index - NEAR, 0) : look.index]
    others = [(other.text, "here") for other in before]
    others += [(other.title, other.relation) for other in look.context.others]
    for title, relation in others:
        theirs = _subject(look, title)
        if len(theirs) > 1 and (own <= theirs or theirs <= own):
            return Hit(words={"other": title}, variant=relation)
    return None


def too_wide(look: Look) -> Hit | None:
    """One person with a metric of the whole company."""
    own = _subject(look, look.reading.metric)
    if not look.context.personal or len(own) < 2:
        return None
    wider = next((title for title in look.context.company_metrics if own <= _subject(look, title)), None)
    return None if wider is None else Hit(words={"other": wider})


def _subject(look: Look, title: str) -> frozenset[str]:
    return _subject_in(title, look.line.lexicon.language)


@lru_cache(maxsize=1024)
def _subject_in(title: str, language: str) -> frozenset[str]:
    """The words that say what a title is about: without numbers, small words and the verbs that only say which way."""
    tags_of = lexicon_of(language).tags_of
    words = (word.strip(".,;:()%").lower() for word in title.split())
    return frozenset(word for word in words if len(word) > 3 and word.isalpha() and not tags_of(word) & _WAYS)


TRIGGERS: dict[str, Trigger] = {
    function.__name__: function
    for function in (
        no_number,
        no_baseline,
        nothing_moves,
        unit_unclear,
        two_results,
        wrong_way,
        absolute,
        milestone_unscored,
        volume_alone,
        vanity,
        same_metric,
        too_wide,
    )
}
