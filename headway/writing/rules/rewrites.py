"""One rewrite per finding, in the writer's own words; what only they can know stays a visible blank, "…"."""

from collections.abc import Mapping

from headway.writing.rules.look import Look
from headway.writing.rules.quantities import Quantity
from headway.writing.rules.sentence import Sentence

BLANK = "…"
# From and to, by which, with which, for whom; how a language puts them together.
FRAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "from_to": "from … to …",
        "from": "from … ",
        "move": "Move … from … to …",
        "by_doing": "{line} by {doing}",
        "with": "{line} with {thing}",
        "so_that": "{line} so that …",
        "by_date": "{line} by …",
        "lower": "Reduce",
        "higher": "Increase",
    },
    "de": {
        "from_to": "von … auf …",
        "from": "von … ",
        "move": "… von … auf … verbessern",
        "by_doing": "{line}, indem: {doing}",
        "with": "{line}: mit {thing}",
        "so_that": "{line}, damit …",
        "by_date": "{line} bis …",
        "lower": "senken",
        "higher": "steigern",
    },
}


def frame(look: Look, name: str, **words: str) -> str:
    """A frame of the line's language, filled."""
    return FRAMES[look.line.lexicon.language][name].format(**words)


def capital(text: str) -> str:
    """With a capital letter in front."""
    return text[:1].upper() + text[1:]


def small(look: Look, text: str) -> str:
    """Without the capital letter of the sentence's beginning; names and abbreviations keep theirs."""
    first = text.split(" ", 1)[0]
    known = look.line.lexicon.tags_of(first.lower())
    return text[:1].lower() + text[1:] if known and first[1:].islower() else text


def numbered(look: Look) -> str:
    """The line with "from … to …" where its numbers belong."""
    line, metric = look.line, look.reading.spans.get("metric")
    if look.line.lexicon.language == "de" or metric is None:
        return f"{look.text} {frame(look, 'from_to')}"
    rest = line.text[metric.end :].rstrip(" .;")
    return f"{line.text[: metric.end].strip()} {frame(look, 'from_to')}{rest}"


def with_baseline(look: Look) -> str:
    """The line with "from …" before its target."""
    target, line = look.numbers.target, look.line
    if target is None:
        return numbered(look)
    words = line.words
    at = words[target.leads].start if 0 <= target.leads < target.first else words[target.first].start
    return f"{line.text[:at].rstrip()} {frame(look, 'from')}{line.text[at:].rstrip(' .;')}"


def as_effect(look: Look) -> str:
    """What is made, turned into the means: "Launch v2.0" -> "Move … from … to … by launching v2.0"."""
    sentence = look.sentence
    effect = _purpose(look) or frame(look, "move")
    if sentence.lead < 0 or sentence.passive >= 0:
        return frame(look, "with", line=effect, thing=small(look, look.text))
    return frame(look, "by_doing", line=effect, doing=_doing(look, sentence))


def _doing(look: Look, sentence: Sentence) -> str:
    """The line from its verb on, with the verb in -ing where the language has that."""
    line = look.line
    verb = line.words[sentence.lead]
    lemma = line.lexicon.lemma.get(verb.key, verb.key)
    gerund = line.lexicon.gerund.get(lemma, "").replace("_", " ")
    return (gerund or line.text[verb.start : verb.end]) + line.text[verb.end : _end_of_means(look)].rstrip(" .;,")


def _purpose_at(look: Look) -> int:
    """The place of "to" or "so that" before a verb that moves something, -1 without one."""
    line = look.line
    for place in range(max(look.sentence.lead, line.first) + 1, len(line.words) - 1):
        behind = line.tags(place + 1)
        if line.key(place) in {"to", "so_that", "in_order_to"} and behind & {"v:up", "v:down", "v:vague"}:
            return place
    return -1


def _purpose(look: Look) -> str:
    """Of "... to reduce onboarding time" -> "Reduce onboarding time from … to …"."""
    place = _purpose_at(look)
    if place < 0:
        return ""
    said = look.line.text[look.line.words[place + 1].start :].strip().rstrip(".;")
    return f"{capital(said)} {frame(look, 'from_to')}"


def _end_of_means(look: Look) -> int:
    place = _purpose_at(look)
    return look.line.words[place].start if place >= 0 else len(look.line.text)


def amount(look: Look, one: Quantity) -> str:
    """A number as the writer wrote it."""
    return look.line.said(one.first, one.last)
