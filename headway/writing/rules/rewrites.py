"""One rewrite per finding, in the writer's own words; what only they can know stays a visible blank, "…"."""

from collections.abc import Mapping
from datetime import date

from headway.writing.rules.look import Look
from headway.writing.rules.quantity import Quantity

# How a language puts a line together with what it lacks.
FRAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "from_to": "from … to …",
        "from": "from …",
        "by": "by ",
        "effect": "Move … from … to …",
        "by_doing": "{line} by {doing}",
        "with": "{line} with {thing}",
        "told": "{text}, so that … goes from … to …",
        "so_that": "{line} so that …",
        "shown_by": "{line}, shown by … from … to …",
        "lower": "Reduce",
        "higher": "Increase",
        "hold": "Keep {metric} at {target}",
        "steps": "{line}: 30 % …, 60 % …, 100 % …",
        "which": "weekly active {noun}",
    },
    "de": {
        "from_to": "von … auf …",
        "from": "von …",
        "by": "um ",
        "effect": "… von … auf … bringen",
        "by_doing": "{line}, indem wir {doing}",
        "with": "{line}: mit {thing}",
        "told": "{text}, damit … von … auf … kommt",
        "so_that": "{line}, damit …",
        "shown_by": "{line}, gemessen an … von … auf …",
        "lower": "senken",
        "higher": "steigern",
        "hold": "{metric} bei {target} halten",
        "steps": "{line}: 30 % …, 60 % …, 100 % …",
        "which": "wöchentlich aktive {noun}",
    },
}


def frame(look: Look, name: str, **words: str) -> str:
    """A frame of the line's language, filled."""
    return FRAMES[look.line.lexicon.language][name].format(**words)


def capital(text: str) -> str:
    """With a capital letter in front."""
    return text[:1].upper() + text[1:]


def small(look: Look, text: str) -> str:
    """Without the capital letter of a sentence's beginning; names, nouns of German and abbreviations keep theirs."""
    first = text.split(" ", 1)[0]
    tags = look.line.lexicon.tags_of(first.lower())
    noun = look.line.lexicon.verb_final and not any(tag.startswith(("a:", "w:")) for tag in tags)
    return text[:1].lower() + text[1:] if tags and first[1:].islower() and not noun else text


def numbered(look: Look) -> str:
    """The line with "from … to …" where its numbers belong: behind the metric, in German before the verb."""
    line, lead = look.line, look.sentence.lead
    if look.sentence.states and look.sentence.moves < 0:
        return frame(look, "shown_by", line=look.text)
    if line.lexicon.verb_final:
        return _before_verb(look, frame(look, "from_to"))
    metric = look.reading.spans.get("metric")
    if metric is None or lead < 0:
        return f"{look.text} {frame(look, 'from_to')}"
    rest = line.text[metric.end :].rstrip(" .;")
    return f"{line.text[: metric.end].strip()} {frame(look, 'from_to')}{rest}"


def with_baseline(look: Look) -> str:
    """The line with "from …" before its target."""
    target, line = look.numbers.target, look.line
    if target is None or target.first == look.sentence.moves:
        return numbered(look)
    words = line.words
    if target.first == line.first:
        return f"{look.text}, {frame(look, 'from_to')}"
    at = words[target.leads].start if 0 <= target.leads < target.first else words[target.first].start
    by = frame(look, "by") if look.reading.relative and target.role == "plain" else ""
    return f"{line.text[:at].rstrip()} {frame(look, 'from')} {by}{line.text[at:].rstrip(' .;')}"


def as_effect(look: Look) -> str:
    """What is made, turned into the means: "Launch v2.0" -> "Move … from … to … by launching v2.0"."""
    sentence = look.sentence
    effect = _purpose(look) or frame(look, "effect")
    if look.line.lexicon.verb_final and sentence.lead > look.line.first:
        return frame(look, "by_doing", line=effect, doing=small(look, look.text))
    if sentence.lead < 0 or look.line.lexicon.verb_final:
        words = look.line.words[look.line.first + 1 :]
        told = sentence.states or any(word.tags & {"f:s", "w:perfect", "w:modal"} for word in words)
        return frame(look, "told" if told else "with", line=effect, thing=small(look, look.text), text=look.text)
    return frame(look, "by_doing", line=effect, doing=_doing(look))


def plainer(look: Look) -> str:
    """A vague verb replaced by the way the number goes; a soft one turned into the means."""
    line, lead = look.line, look.sentence.lead
    tags = look.sentence.lead_tags()
    if lead < 0:
        return frame(look, "shown_by", line=look.text)
    if not tags & {"v:vague", "v:up", "v:down"}:
        return as_effect(look)
    way = _way(look)
    if not way or "v:vague" not in tags:
        return numbered(look)
    verb = line.words[lead]
    if line.lexicon.verb_final:
        return f"{line.text[: verb.start].rstrip()} {frame(look, 'from_to')} {frame(look, way)}"
    rest = line.text[verb.end :].strip().rstrip(".;")
    return f"{frame(look, way)} {rest} {frame(look, 'from_to')}"


def kept(look: Look) -> str:
    """The line as something to hold: "Keep uptime at 99.9 %"."""
    target = look.numbers.target
    metric = look.reading.metric
    return frame(look, "hold", metric=metric, target=_said(look, target)) if target and metric else ""


def which(look: Look, place: int) -> str:
    """The line with the counted noun said exactly, as an example."""
    word, text = look.line.words[place], look.line.text
    noun = frame(look, "which", noun=text[word.start : word.end])
    return (text[: word.start] + noun + text[word.end :]).strip().rstrip(".;")


def split_at(look: Look, place: int) -> str:
    """Two lines; the second one takes the verb of the first if it has none of its own."""
    line = look.line
    word = line.words[place]
    first = line.text[line.words[line.first].start : word.start].rstrip(" ,;.")
    second = line.text[word.end :].strip(" ,;.")
    own_verb = line.tags(place + 1) & {"f:base", "f:ing"}
    lead = look.sentence.lead
    if lead >= 0 and not own_verb and not line.lexicon.verb_final:
        verb = line.words[lead]
        second = f"{line.text[verb.start : verb.end]} {second}"
    return f"{first}\n{capital(second)}"


def swapped(look: Look) -> str:
    """The two numbers in each other's place."""
    one, other, line = look.numbers.baseline, look.numbers.target, look.line
    if one is None or other is None:
        return ""
    first, second = sorted((one, other), key=lambda number: number.first)
    words, text = line.words, line.text
    a, b = (words[first.first].start, words[first.last].end), (words[second.first].start, words[second.last].end)
    turned = text[: a[0]] + text[b[0] : b[1]] + text[a[1] : b[0]] + text[a[0] : a[1]] + text[b[1] :]
    return turned.strip().rstrip(".;")


def steps(look: Look) -> str:
    """The milestone with places for what is half done."""
    return frame(look, "steps", line=look.text)


def shortened(look: Look) -> str:
    """The first clause, if it says enough to stand alone; else nothing: what to leave out only the writer knows."""
    line = look.line
    target = look.numbers.target
    for place, word in enumerate(line.words):
        long_enough = place >= line.first + 4 and (target is None or place > target.last)
        if long_enough and word.key in {".", ";", ",", "(", ":"}:
            return line.text[line.words[line.first].start : word.start].strip()
    return ""


def redated(look: Look, ends: date) -> str:
    """The line without its date; the cycle's end is the form's business."""
    span = look.reading.spans.get("due")
    if span is None:
        return ""
    text = look.line.text
    return f"{text[: span.start].rstrip(' ,')} {ends.isoformat()}{text[span.end :]}".strip().rstrip(".;")


def without_number(look: Look) -> str:
    """The objective up to its number."""
    target, line = look.numbers.target, look.line
    if target is None:
        return ""
    first = look.numbers.baseline or target
    place = min(first.leads if 0 <= first.leads < first.first else first.first, target.first)
    said = line.text[: line.words[place].start].rstrip(" ,;:.") if place > line.first else ""
    return said if len(said.split()) > 1 else ""


def imperative(look: Look) -> str:
    """Launching a website -> Launch a website so that ... ."""
    line, lead = look.line, look.sentence.lead
    word = line.words[lead]
    base = line.lexicon.lemma.get(word.key, word.key).replace("_", " ")
    rest = line.text[word.end :].strip().rstrip(".;")
    return frame(look, "so_that", line=f"{capital(base)} {rest}".strip())


def so_that(look: Look) -> str:
    """The line and whom it serves."""
    return frame(look, "so_that", line=look.text)


def _before_verb(look: Look, words: str) -> str:
    line, lead = look.line, look.sentence.lead
    if lead <= line.first:
        return f"{look.text} {words}"
    at = line.words[lead].start
    return f"{line.text[:at].rstrip()} {words} {line.text[at:].rstrip(' .;')}"


def _doing(look: Look) -> str:
    """The line from its verb on, with the verb in -ing."""
    line = look.line
    verb = line.words[look.sentence.lead]
    lemma = line.lexicon.lemma.get(verb.key, verb.key)
    gerund = line.lexicon.gerund.get(lemma, "").replace("_", " ")
    return (gerund or line.text[verb.start : verb.end]) + line.text[verb.end : _end_of_means(look)].rstrip(" .;,")


def _purpose_at(look: Look) -> int:
    """The place of "to" before a verb that moves something, -1 without one."""
    line = look.line
    for place in range(max(look.sentence.lead, line.first) + 1, len(line.words) - 1):
        behind = line.tags(place + 1)
        if line.key(place) in {"to", "in_order_to"} and behind & {"v:up", "v:down", "v:vague"}:
            return place
    return -1


def _purpose(look: Look) -> str:
    """Of "... to reduce onboarding time": "Reduce onboarding time from … to …"."""
    place = _purpose_at(look)
    if place < 0:
        return ""
    said = look.line.text[look.line.words[place + 1].start :].strip().rstrip(".;")
    return f"{capital(said)} {frame(look, 'from_to')}"


def _end_of_means(look: Look) -> int:
    place = _purpose_at(look)
    return look.line.words[place].start if place >= 0 else len(look.line.text)


def _way(look: Look) -> str:
    """Whether more or less of what is measured is better; empty where the words do not tell."""
    span = look.reading.spans.get("metric")
    if span is None:
        return ""
    tags = [word.tags for word in look.line.words if span.start <= word.start < span.end]
    if any("n:lower" in found for found in tags):
        return "lower"
    return "higher" if any("n:higher" in found for found in tags) else ""


def _said(look: Look, one: Quantity) -> str:
    return look.line.said(one.first, one.last)
