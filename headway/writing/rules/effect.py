"""Whether a sentence tells of an effect on somebody or on a number, or of something that is made or done.

A sum of plain clues with published weights (`WEIGHTS`): no model, so that every verdict can be explained.
"""

from collections.abc import Iterator

from headway.writing.rules.doers import doers
from headway.writing.rules.quantity import Quantity, noun_behind
from headway.writing.rules.sentence import Sentence, unknown_verb
from headway.writing.rules.words import Line, Word

WEIGHTS = {
    # the verb that opens the sentence, or what was done to its subject
    "moves": 2.0,
    "holds": 1.6,
    "reaches": 0.4,
    "gets_there": 0.4,
    "level": 1.0,
    "makes": -2.0,
    "soft": -1.2,
    "made": -1.9,
    "finished": -1.2,
    "served": 1.2,
    "state": 0.8,
    "bare": -0.6,
    "heading": -1.5,
    "handed": -1.2,
    "under_way": -1.6,
    # what it is about
    "measured": 1.0,
    "measured_more": 0.3,
    "deliverable": -0.7,
    "deliverable_counted": -0.9,
    "measured_counted": 1.0,
    "people_do": 1.2,
    "people_counted": 0.8,
    "used": 1.6,
    "ranked": 1.8,
    "behaves": 1.0,
    # how it is measured
    "percent": 0.6,
    "amount": 1.0,
    "limit": 1.4,
    "bounded": 0.5,
    "capped": 1.0,
    "none": 1.4,
    "from_to": 1.6,
    "better": 0.7,
    "measured_by": 1.8,
    # objectives only
    "direction": 0.4,
    "task": -1.2,
    "theme": -1.5,
    "benefit": 0.9,
    "ambition": 0.5,
    "for_whom": 0.9,
    "purpose": 0.9,
}
_LEADS = (("v:reach", "reaches"), ("v:output", "makes"), ("v:vague", ""), ("v:weak", "soft"))
_METRICS = frozenset({"n:higher", "n:lower"})
_FINITE = frozenset({"f:base", "f:s"})
_BENEFIT = frozenset({"a:opinion", "a:comparative", "a:superlative"})


def effect_score(sentence: Sentence) -> float:
    """Of a key result. Above 0: an effect; 0 and below: something that is made or done."""
    return sum(WEIGHTS[clue] for clue in effect_clues(sentence))


def effect_clues(sentence: Sentence) -> list[str]:
    """What speaks for and against an effect, by the names of `WEIGHTS`."""
    numbers, nouns, people = _number_clues(sentence), _noun_clues(sentence), doers(sentence)
    verbs = [] if "measured_by" in numbers else _verb_clues(sentence)
    if "handed" in nouns:
        people = [clue for clue in people if clue != "people_do"]
    if "people_do" in people:
        verbs = [clue for clue in verbs if clue not in {"made", "heading", "bare"}]
    return [*verbs, *nouns, *numbers, *people]


def objective_effect_score(sentence: Sentence) -> float:
    """Of an objective, which needs no number: a direction is enough, unless it is a task for nobody."""
    line = sentence.line
    words = line.words[line.first :]
    clues = [*_objective_verb(sentence), *_noun_clues(sentence)]
    clues += ["benefit"] * any(word.tags & _BENEFIT for word in words)
    clues += ["ambition"] * any("a:superlative" in word.tags for word in words)
    clues += ["for_whom"] * any("n:people" in word.tags for word in words)
    clues += ["purpose"] * (_purpose_at(sentence) < len(line.words))
    clues += ["amount"] * (sentence.numbers.target is not None)
    return sum(WEIGHTS[clue] for clue in clues)


def is_causative(sentence: Sentence) -> bool:
    """Make reviews faster: not something made."""
    line = sentence.line
    if sentence.lead < 0 or "w:make" not in line.tags(sentence.lead):
        return False
    behind = line.words[sentence.lead + 1 :]
    if any(word.number for word in behind):
        return False
    return any(word.tags & _BENEFIT or {"v:effect", "f:base"} <= word.tags for word in behind)


def _verb_clues(sentence: Sentence) -> list[str]:
    tags = sentence.lead_tags()
    if sentence.moves >= 0:
        return ["holds" if "v:maintain" in sentence.line.tags(sentence.moves) else "moves"]
    if sentence.passive >= 0:
        return _done_clues(sentence)
    if is_causative(sentence):
        return []
    if "v:service" in tags and _is_service(sentence):
        return ["served"]
    return _lead_clues(sentence, tags)


def _lead_clues(sentence: Sentence, tags: frozenset[str]) -> list[str]:
    """Of the verb that opens the sentence, where it neither moves a number nor serves anybody."""
    if "v:reach" in tags and _works_off(sentence):
        return ["makes"]
    for tag, clue in _LEADS:
        if tag in tags:
            aimless = clue == "reaches" and sentence.numbers.target is None
            return [clue] if clue and not aimless else []
    return [_without_verb(sentence)]


def _without_verb(sentence: Sentence) -> str:
    """Of a sentence that no verb opens: it says how something is, gets somewhere, or is a heading."""
    if sentence.states:
        return "finished" if _is_finished(sentence.line) else "state"
    if _is_heading(sentence):
        return "heading"
    if sentence.line.label and sentence.line.words[sentence.begin].number:
        return "level"  # Tickets per customer: 0.8
    return "gets_there" if _gets_there(sentence.line) or _is_level(sentence) else "bare"


def _is_heading(sentence: Sentence) -> bool:
    """A noun without a verb, a number or a comparison: "Data quality"."""
    if sentence.numbers.target is not None:
        return False
    words = sentence.line.words[sentence.begin : sentence.end]
    verb = any(word.tags & _FINITE and not any(tag.startswith("n:") for tag in word.tags) for word in words)
    verb = verb or any(unknown_verb(sentence.line, place) for place in range(sentence.begin + 1, sentence.end))
    return not verb and not any(word.tags & {"a:comparative", "a:superlative", "w:fewer", "w:more"} for word in words)


def _works_off(sentence: Sentence) -> bool:
    """Close the 20 oldest issues: a list of one's own, counted."""
    target = sentence.numbers.target
    if target is None or target.sort != "count":
        return False
    return any("n:work_item" in tags for tags in _counted(sentence.line, target))


def _is_level(sentence: Sentence) -> bool:
    """A metric and where it should be: "Crash-free sessions at 99.8 %"."""
    target = sentence.numbers.target
    if target is None:
        return False
    measured = target.sort in {"percent", "money", "time", "rating", "points"}
    if target.role == "exactly" and sentence.line.tags(target.leads - 1) & _METRICS | {"n:neutral"}:
        measured = True  # a score of 8.0
    return measured and target.role in {"at_least", "at_most", "exactly", "to"}


def _gets_there(line: Line) -> bool:
    """Something reaches a number by itself: "A post hits the top 5"."""
    return any(
        {"v:reach", "f:s"} <= word.tags and not any(tag.startswith("n:") for tag in word.tags)
        for word in line.words[line.first + 1 :]
    )


def _is_service(sentence: Sentence) -> bool:
    """Answer 90 % of calls, process applications within 30 days; "deliver 90 % of the roadmap" is work of one's own."""
    target = sentence.numbers.target
    if any("n:own_work" in word.tags for word in _core(sentence)):
        return False
    return sentence.numbers.limit is not None or (target is not None and target.sort in {"percent", "time"})


def _done_clues(sentence: Sentence) -> list[str]:
    """What was done to the subject: documents are written, calls are answered, tools are used."""
    tags = sentence.line.tags(sentence.passive)
    if "v:effect" in tags and "v:hire" not in tags:
        return []
    if "v:service" in tags and sentence.numbers.target is not None:
        return ["served"]
    if "v:service" in tags and any("n:deliverable" in word.tags for word in _core(sentence)):
        return ["made"]
    if tags & {"v:output", "v:hire"} and not tags & {"v:up", "v:down"}:
        return ["made"]
    return ["state"]


def _is_finished(line: Line) -> bool:
    """It "is complete", "is live", "is in place"."""
    return any(
        "a:finished" in word.tags and "w:copula" in line.tags(place - 1) | line.tags(place - 2)
        for place, word in enumerate(line.words)
        if place > line.first
    )


def _noun_clues(sentence: Sentence) -> list[str]:
    words = list(_core(sentence))
    measured = sum(bool(word.tags & _METRICS) and "n:deliverable" not in word.tags for word in words)
    clues = ["measured"] * min(measured, 1) + ["measured_more"] * min(max(measured - 1, 0), 2)
    made = sum("n:deliverable" in word.tags and not word.tags & _METRICS for word in words)
    if sentence.states and sentence.passive < 0:
        made = 0
    clues += ["under_way"] * any("w:under_way" in word.tags for word in words)
    clues += ["handed"] * (made > 0 and _is_handed(sentence, words))
    return clues + ["deliverable"] * min(made, 2)


def _is_handed(sentence: Sentence, words: list[Word]) -> bool:
    """Each head receives reports, 75 % of accounts have a plan: somebody made it, and that is all it says."""
    if sentence.lead >= 0 or sentence.numbers.limit is not None:
        return False
    place = next((place for place, word in enumerate(words) if "w:receives" in word.tags), len(words))
    thing: frozenset[str] = frozenset()
    for word in words[place + 1 :]:
        if word.tags & {"w:stops", "w:joins"} or word.key == "/":
            break
        thing = word.tags
    return "n:deliverable" in thing and not thing & _METRICS


def _core(sentence: Sentence) -> Iterator[Word]:
    """The words of what is done: without brackets, examples, and what it is for."""
    line, depth = sentence.line, 0
    for place in range(sentence.begin, _purpose_at(sentence)):
        word = line.words[place]
        if "n:instrument" in word.tags and _tells_how(line, place):
            continue
        depth += (word.key in "([") - (word.key in ")]")
        if word.key in {"e", "including", "incl", "z"} and not word.number:
            return
        if depth == 0 and place != sentence.lead:
            yield word


def _purpose_at(sentence: Sentence) -> int:
    """Where "to ...", "that ...", "what ..." begins behind a verb of making: what it is for is not what is done."""
    line, end, tags = sentence.line, sentence.end, sentence.lead_tags()
    aimless = "v:reach" in tags and sentence.numbers.target is None
    if not aimless and not tags & {"v:output", "v:weak", "v:hire"} and "f:ing" not in tags:
        return end
    for place in range(max(sentence.lead, 0) + 1, end):
        if "w:purpose" in line.tags(place) and not _leads_number(line, place):
            return place
    return end


def _tells_how(line: Line, place: int) -> bool:
    """In the October survey, by an audit: where a number is read, not what is made."""
    return any("w:in_which" in line.tags(step) for step in range(max(line.first, place - 4), place))


def _leads_number(line: Line, place: int) -> bool:
    return any(word.number or word.key in line.lexicon.numbers for word in line.words[place + 1 : place + 3])


def _number_clues(sentence: Sentence) -> list[str]:
    target = sentence.numbers.target
    line = sentence.line
    measured_by = any("w:measured_by" in word.tags for word in line.words)
    if target is None:
        return []
    clues = ["measured_by"] if measured_by else []
    if target.sort in {"money", "time", "rating", "points"}:
        clues.append("amount")
    if target.sort in {"percent", "coverage"} and not _is_work(sentence):
        clues.append("percent")
    if target.value == 0:
        clues.append("none")
    if target.role == "at_most" and target.sort == "count":
        clues.append("capped")
    if sentence.numbers.baseline is not None and sentence.moves < 0 and not _is_work(sentence):
        clues.append("from_to")
    if target.role in {"at_least", "at_most"} and (target.sort != "count" or not _counted(line, target)):
        clues.append("bounded")
    if sentence.numbers.limit is not None:
        clues.append("limit")
    return [*clues, *_counted_clues(line, target)]


def _is_work(sentence: Sentence) -> bool:
    tags = sentence.line.tags(sentence.passive) if sentence.passive >= 0 else frozenset()
    return bool((sentence.lead_tags() | tags) & {"v:output", "v:hire"}) and "v:service" not in tags


def _counted(line: Line, target: Quantity) -> list[frozenset[str]]:
    first, last = noun_behind(line, target.last + 1)
    return [line.tags(place) for place in range(first, last + 1)]


def _counted_clues(line: Line, target: Quantity) -> list[str]:
    """What the number counts: leads, people or dashboards."""
    if target.sort != "count":
        return []
    tags = _counted(line, target)
    if any("n:deliverable" in found and not found & _METRICS for found in tags):
        return ["deliverable_counted"]
    if any(found & _METRICS for found in tags):
        return ["measured_counted"]
    return ["people_counted"] if any("n:people" in found for found in tags) else []


def _objective_verb(sentence: Sentence) -> list[str]:
    tags = sentence.lead_tags()
    if sentence.states or "v:up" in tags or "v:down" in tags:
        return ["state"]
    if "v:output" in tags and "w:make" not in sentence.lead_tags():
        return ["task"]
    spoken = sum(word.key[0].isalpha() for word in sentence.line.words)
    return ["theme"] if sentence.lead < 0 and spoken <= 2 else ["direction"]
