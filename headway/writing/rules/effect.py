"""Whether a sentence tells of an effect or of something made, and whether anybody could check it.

Both are sums of plain clues with published weights (`WEIGHTS`): no model, so that every verdict can be explained.
"""

from headway.writing.rules.quantities import Quantity, noun_behind
from headway.writing.rules.sentence import Sentence
from headway.writing.rules.words import Line

WEIGHTS = {
    # the verb that opens the sentence
    "moves": 2.0,
    "holds": 1.6,
    "reaches": 0.4,
    "makes": -2.0,
    "soft": -1.2,
    "made": -1.9,
    # what it is about
    "measured": 1.0,
    "measured_more": 0.3,
    "deliverable": -0.7,
    "deliverable_counted": -0.9,
    "measured_counted": 1.0,
    "people_do": 1.1,
    "people_counted": 0.8,
    # how it is measured
    "percent": 0.6,
    "amount": 1.0,
    "bounded": 0.5,
    "better": 0.7,
    "state": 0.6,
    "bare": -1.0,
}
_LEADS = (("v:reach", "reaches"), ("v:output", "makes"), ("v:vague", ""), ("v:weak", "soft"))
_DOING = ("v:effect",)
_METRICS = frozenset({"n:higher", "n:lower"})
_FRAGMENT = 3  # words up to which a text without a verb says nothing


def effect_score(sentence: Sentence) -> float:
    """Above 0: an effect on somebody or on a number; 0 and below: something that is made or done."""
    clues = [*_verb_clues(sentence), *_noun_clues(sentence), *_number_clues(sentence), *_people_clues(sentence)]
    return sum(WEIGHTS[clue] for clue in clues)


def _verb_clues(sentence: Sentence) -> list[str]:
    tags = sentence.lead_tags()
    if sentence.moves >= 0:
        return ["holds" if "v:maintain" in sentence.line.tags(sentence.moves) else "moves"]
    if sentence.passive >= 0 and _made(sentence.line.tags(sentence.passive)):
        return ["made"]
    for tag, clue in _LEADS:
        if tag in tags:
            return [clue] if clue else []
    return ["state"] if sentence.states else ["bare"]


def _made(tags: frozenset[str]) -> bool:
    return bool(tags & {"v:output", "v:hire"}) and not tags & {"v:up", "v:down", "v:effect"}


def _noun_clues(sentence: Sentence) -> list[str]:
    line = sentence.line
    end = _purpose_at(sentence)
    words = line.words[line.first : end]
    measured = sum(bool(word.tags & _METRICS) and not word.tags & {"n:deliverable"} for word in words)
    clues = ["measured"] * min(measured, 1) + ["measured_more"] * min(max(measured - 1, 0), 2)
    made = sum("n:deliverable" in word.tags and not word.tags & _METRICS for word in words)
    return clues + ["deliverable"] * min(made, 2)


def _purpose_at(sentence: Sentence) -> int:
    """Where "to ...", "so that ..." begins behind a verb of making: what it is for is not what is done."""
    line = sentence.line
    if "v:output" not in sentence.lead_tags():
        return len(line.words)
    for place in range(max(sentence.lead, 0) + 1, len(line.words)):
        if line.key(place) in {"to", "so_that", "which", "that", "um", "damit"} and not line.words[place].number:
            return place
    return len(line.words)


def _number_clues(sentence: Sentence) -> list[str]:
    target = sentence.numbers.target
    if target is None:
        return []
    clues = []
    if target.sort in {"money", "time", "rating", "points"}:
        clues.append("amount")
    if target.sort in {"percent", "coverage"} and not _is_work(sentence):
        clues.append("percent")
    if target.role in {"at_least", "at_most"} and target.sort != "count":
        clues.append("bounded")
    return [*clues, *_counted_clues(sentence, target)]


def _is_work(sentence: Sentence) -> bool:
    return bool(sentence.lead_tags() & {"v:output", "v:hire"}) or sentence.passive >= 0


def _counted_clues(sentence: Sentence, target: Quantity) -> list[str]:
    """What the number counts: leads, people or dashboards."""
    if target.sort != "count":
        return []
    first, last = noun_behind(sentence.line, target.last + 1)
    tags = [sentence.line.tags(place) for place in range(first, last + 1)]
    if any("n:deliverable" in found for found in tags):
        return ["deliverable_counted"]
    if any(found & _METRICS for found in tags):
        return ["measured_counted"]
    return ["people_counted"] if any("n:people" in found for found in tags) else []


def _people_clues(sentence: Sentence) -> list[str]:
    """People who do something of their own: "customers renew", "teams use"; or something that gets better."""
    line = sentence.line
    clues = []
    for place in range(line.first, len(line.words) - 1):
        if "n:people" in line.tags(place) and _do(line, place + 1):
            clues.append("people_do")
            break
    if any("a:comparative" in word.tags for word in line.words[line.first :]):
        clues.append("better")
    return clues


def _do(line: Line, place: int) -> bool:
    tags = line.tags(place)
    if "w:modal" in tags:
        return True
    return any(clue in tags for clue in _DOING) and bool(tags & {"f:base", "f:s"})


def haze(sentence: Sentence, *, has_target: bool) -> float:
    """How much of a sentence nobody could check: 1 and above is vague. A number takes much of it away."""
    line = sentence.line
    words = line.words[line.first :]
    score = 0.0
    score += 0.8 * min(sum("a:opinion" in word.tags for word in words), 2)
    score += 0.7 * min(sum("a:opinion_adverbs" in word.tags for word in words), 2)
    score += 0.5 * min(sum("a:hazy" in word.tags for word in words), 2)
    score += 0.5 * min(sum("a:fuzzy" in word.tags for word in words), 2)
    score += 0.7 * any("a:comparative" in word.tags for word in words)
    score += _verb_haze(sentence)
    score += _shape_haze(sentence)
    score -= 1.6 * has_target
    score -= 0.4 * any("n:deliverable" in word.tags for word in words)
    return score


def _verb_haze(sentence: Sentence) -> float:
    tags = sentence.lead_tags()
    if "v:vague" in tags or tags & {"v:up", "v:down"}:
        return 1.3
    if "v:weak" in tags:
        return 1.0
    if "v:output" in tags:
        return -0.4
    if sentence.passive >= 0:
        return -0.4
    return 0.0


def _shape_haze(sentence: Sentence) -> float:
    """Headings and scraps: "Customer Support (Zendesk)", "Implement new systems, including:"."""
    line = sentence.line
    words = [word for word in line.words[line.first :] if word.key[0].isalpha()]
    score = 0.0
    if line.text.rstrip().endswith((":", "...", "…")):
        score += 1.5
    if sentence.lead < 0 and sentence.passive < 0 and not sentence.states and len(words) <= _FRAGMENT:
        score += 1.3
    return score
