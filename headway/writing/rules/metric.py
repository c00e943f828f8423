"""What is measured, in the words of the text: "review time", "of document retrieval", "active users"."""

from headway.writing.rules.dates import Due
from headway.writing.rules.quantity import Quantity, noun_behind
from headway.writing.rules.sentence import Sentence
from headway.writing.rules.words import Line

_MOST = 12  # words a metric may have


def metric_of(sentence: Sentence, dates: list[Due]) -> tuple[int, int] | None:
    """First and last word of what is measured; None where the text does not say."""
    line, target = sentence.line, sentence.numbers.target
    verb = sentence.moves if sentence.moves >= 0 else sentence.lead
    if target is not None and target.sort == "count" and sentence.moves < 0 and sentence.numbers.baseline is None:
        counted = _span(line, *noun_behind(line, target.last + 1), dates)
        if counted is not None:
            return counted
    if target is not None and _follows_number(sentence, target):
        return _span(line, target.last + 2, len(line.words) - 1, dates)
    if sentence.moves > line.first and sentence.lead < 0:
        return _span(line, line.first, sentence.moves - 1, dates)  # the score stays above 4
    if target is not None and sentence.moves == target.last + 1:
        return _span(line, target.last + 2, len(line.words) - 1, dates)  # a 50 % reduction in paper forms
    first_word = line.lexicon.verb_final or verb < 0
    begin = line.first if first_word else verb + 1
    found = _span(line, begin, _end(line, begin, sentence), dates)
    if found is None and target is not None:
        return _span(line, *noun_behind(line, _past_in(line, target.last + 1)), dates)
    return found


def _past_in(line: Line, place: int) -> int:
    """Past the "in" of "3 million in grants"."""
    return place + 1 if line.key(place) == "in" else place


def counted_words(line: Line, target: Quantity) -> str:
    """The noun that a bare number counts, without what follows it; empty where none is near."""
    first, last = noun_behind(line, target.last + 1)
    return line.said(first, min(last, first + 2)) if first <= last else ""


def _follows_number(sentence: Sentence, target: Quantity) -> bool:
    """90 % of customers ...: what is measured stands behind."""
    line = sentence.line
    return target.sort in {"percent", "coverage"} and line.key(target.last + 1) in {"of", "der", "des", "aller", "von"}


def _end(line: Line, begin: int, sentence: Sentence) -> int:
    """The word before the first number that says where it goes, or before the next clause."""
    stops = [
        (one.leads if 0 <= one.leads < one.first else one.first)
        for one in sentence.numbers.all
        if one.first >= begin and (one.role != "plain" or one is sentence.numbers.target)
    ]
    if line.lexicon.verb_final:
        stops += [place for place in (sentence.moves, sentence.lead) if place > begin]
    last = min(stops, default=len(line.words)) - 1
    for place in range(begin, min(last + 1, begin + _MOST)):
        if line.key(place) in {".", ";", ",", "(", ":"} or "w:copula" in line.tags(place):
            return place - 1
    return min(last, begin + _MOST)


def _span(line: Line, first: int, last: int, dates: list[Due]) -> tuple[int, int] | None:
    """Trimmed of articles, "the number of", dates and signs at its ends."""
    for found in dates:
        if first <= found.first <= last:
            last = found.first - 1
    while first <= last and _is_trimming(line, first):
        first += 1
    while last >= first and (not line.key(last)[0].isalnum() or line.tags(last) & {"w:stops", "w:copula", "w:from"}):
        last -= 1
    return (first, last) if first <= last else None


def _is_trimming(line: Line, place: int) -> bool:
    tags = line.tags(place)
    return bool(tags & {"w:articles", "w:trim"}) or not line.key(place)[0].isalnum()
