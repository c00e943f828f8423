"""Whether anybody could check a sentence: 1 and above is vague. Sums of plain clues, as in `effect`."""

from collections.abc import Sequence

from headway.writing.rules.effect import is_causative
from headway.writing.rules.sentence import Sentence
from headway.writing.rules.words import Word

WEIGHTS = {
    "opinion": 0.8,  # "good", "seamless", each up to MOST times
    "opinion_adverb": 0.7,  # "efficiently"
    "hazy": 0.5,  # "alignment", "awareness"
    "fuzzy": 0.5,  # "several", "relevant", "etc."
    "comparative": 0.7,  # "faster", without saying how much
    "judged": 0.3,  # "is fast": a state that is nothing but an opinion
    "aimless": 0.3,  # "have a strong posture": reached, but no number
    "uncounted": 1.3,  # "hold workshops": how many is open
    "unnamed": 0.25,  # "finish the migration": all that is said of where it ends
    "direction": 1.3,  # "improve", "increase", without saying how far
    "soft": 1.2,  # "support", "begin", "ensure"
    "scrap": 1.3,  # a heading, no sentence
    "no_verb": 1.15,  # "Automated regression tests"
    "open_ended": 1.15,  # "develop", "finalise": where it ends is open
    "opens_list": 1.5,  # "including:"
    "number": -1.6,
    "deliverable": -0.4,
    "made": -0.4,
    "plain_deed": -0.5,  # "publish", "hire": done or not done
    # objectives
    "objective": 0.9,
    "for_whom": -0.9,
    "metric": -0.7,
    "rank": 0.4,  # beside it, "become the leader": nobody measures that
    "claim": 0.9,  # "the leading", "the default choice", where an objective may say so
    "superlative": -0.4,
    "bare": 0.6,  # "Increase sales"
}
MOST = 2
_TAGS = (
    ("a:opinion", "opinion"),
    ("a:opinion_adverbs", "opinion_adverb"),
    ("a:hazy", "hazy"),
    ("a:fuzzy", "fuzzy"),
)
_LEADS = (("v:plain", "plain_deed"), ("v:open_ended", "open_ended"), ("v:weak", "soft"))
_BARE = 4  # words of a direction without anybody it is for
_UNNAMED = 4  # words up to which "finish ..." names no more than a thing
_SCRAP = 3  # words up to which a text without a verb says nothing


def haze(sentence: Sentence) -> float:
    """Of a key result."""
    words = _words(sentence)
    clues = [*_word_clues(words), *_verb_clues(sentence), *_shape_clues(sentence, words)]
    return sum(WEIGHTS[clue] for clue in [*clues, *_more_clues(sentence, words)])


def nameable(sentence: Sentence) -> float:
    """How hazy whether it exists at the end: "define the strategy" is open in its scope, but there or not there."""
    found = haze(sentence)
    ends = "v:ends" in sentence.lead_tags() and sentence.end - sentence.lead > 1
    return found - WEIGHTS["open_ended"] - WEIGHTS["unnamed"] if ends else found


def _more_clues(sentence: Sentence, words: Sequence[Word]) -> list[str]:
    if sentence.numbers.target is not None:
        return ["number", *["deliverable"] * any("n:deliverable" in word.tags for word in words)]
    claims = any("a:superlative" in word.tags for word in words)
    clues = ["claim"] * claims + ["rank"] * (claims and (sentence.states or "w:ranks" in sentence.lead_tags()))
    judged = any(word.tags & {"a:opinion", "a:opinion_adverbs"} for word in words)
    stated = sentence.states or (sentence.passive >= 0 and sentence.lead < 0)
    clues += ["judged"] * (judged and stated)
    aimless = "v:reach" in sentence.lead_tags() and sentence.moves < 0
    clues += ["aimless"] * (aimless and judged)
    clues += ["uncounted"] * _is_uncounted(sentence)
    clues += ["unnamed"] * ("v:ends" in sentence.lead_tags() and sum(w.key[0].isalnum() for w in words) <= _UNNAMED)
    soft = "v:weak" in sentence.lead_tags()
    named = any("n:deliverable" in word.tags for word in words)
    return clues + ["deliverable"] * (named and not soft and not (judged and stated) and "rank" not in clues)


def _is_uncounted(sentence: Sentence) -> bool:
    """Something that is done again and again, in the plural and without a number: "conduct interviews"."""
    line = sentence.line
    if sentence.lead < 0 or "v:repeats" not in sentence.lead_tags():
        return False
    for place in range(sentence.lead + 1, min(sentence.lead + 4, sentence.end)):
        tags, key = line.tags(place), line.key(place)
        if tags & {"w:articles", "w:whole", "w:stops"} or line.words[place].number or key in line.lexicon.frequency:
            return False
        if tags & {"n:deliverable", "n:volume"} and key.endswith("s"):
            return True
    return False


def objective_haze(sentence: Sentence) -> float:
    """Of an objective: clear is one that names people, a metric, a deed or a number; all others are hazy."""
    words = _words(sentence)
    clues = ["objective", *_word_clues(words)]
    clues += ["number"] * (sentence.numbers.target is not None)
    clues += ["for_whom"] * any("n:people" in word.tags for word in words)
    clues += ["metric"] * any("n:lagging" in word.tags for word in words)
    clues += ["superlative"] * any("a:superlative" in word.tags for word in words)
    clues += ["plain_deed"] * ("v:plain" in sentence.lead_tags())
    clues += ["bare"] * (len(words) <= _BARE and bool(sentence.lead_tags() & {"v:up", "v:down", "v:vague"}))
    return sum(WEIGHTS[clue] for clue in clues)


def _words(sentence: Sentence) -> Sequence[Word]:
    return sentence.line.words[sentence.line.first :]


def _word_clues(words: Sequence[Word]) -> list[str]:
    clues = []
    for tag, clue in _TAGS:
        clues += [clue] * min(sum(tag in word.tags and "a:superlative" not in word.tags for word in words), MOST)
    return clues + ["comparative"] * any("a:comparative" in word.tags for word in words)


def _verb_clues(sentence: Sentence) -> list[str]:
    tags = sentence.lead_tags()
    if tags & {"v:vague", "v:up", "v:down"} or is_causative(sentence):
        return ["direction"]
    if _is_uncounted(sentence):
        return []
    found = next((clue for tag, clue in _LEADS if tag in tags), "")
    if found:
        return [found]
    if sentence.passive >= 0:
        return _done_clues(sentence)
    return ["made"] if "v:output" in tags else []


def _done_clues(sentence: Sentence) -> list[str]:
    """Of a participle: "has improved" says no more than "improve"; "well defined" is an opinion, "published" a fact."""
    tags = sentence.line.tags(sentence.passive)
    if tags & {"v:vague", "v:up", "v:down"}:
        return ["direction"]
    judged = any(word.tags & {"a:opinion", "a:opinion_adverbs"} for word in sentence.line.words)
    return [] if judged else ["made"]


def _shape_clues(sentence: Sentence, words: Sequence[Word]) -> list[str]:
    """Headings and scraps: "Customer Support (Zendesk)", "Implement new systems, including:"."""
    clues = []
    if sentence.line.text.rstrip().endswith((":", "...", "\u2026")):
        clues.append("opens_list")
    spoken = sum(word.key[0].isalpha() for word in words)
    if sentence.lead < 0 and sentence.passive < 0 and sentence.moves < 0 and not sentence.states and not _acts(words):
        clues.append("scrap" if spoken <= _SCRAP else "no_verb")
    return clues


def _acts(words: Sequence[Word]) -> bool:
    """Whether any word is clearly a verb behind its subject: "handbook outlines ..."."""
    return any("f:s" in word.tags and not any(tag.startswith("n:") for tag in word.tags) for word in words)
