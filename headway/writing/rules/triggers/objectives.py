"""Rules about objectives: a direction somebody can remember, with a handful of key results that show it."""

from headway.writing.rules import rewrites
from headway.writing.rules.drafts import ObjectiveDraft
from headway.writing.rules.look import Hit, Look, Trigger
from headway.writing.rules.words import Word

MOST_WORDS = 15
FEWEST, MOST = 2, 5  # key results of an objective
MOST_OBJECTIVES, MANY_OBJECTIVES, MOST_KEY_RESULTS = 5, 3, 13
_BENEFIT = frozenset({"a:opinion", "a:comparative", "a:superlative", "n:people", "w:purpose", "w:contrast"})
_SMALL = frozenset({"w:articles", "w:stops"})
_THEME = 3  # words of a heading
_SHORT = 4  # words of a direction that names nobody


def number_inside(look: Look) -> Hit | None:
    """A number: it belongs to a key result."""
    if look.numbers.target is None:
        return None
    return Hit(rewrites.without_number(look), {"line": look.text})


def topic(look: Look) -> Hit | None:
    """A heading, or a verb that only names an activity: "Customer happiness", "Launching a website"."""
    sentence, line = look.sentence, look.line
    if sentence.lead >= 0 and "f:ing" in line.tags(sentence.lead) and "f:base" not in line.tags(sentence.lead):
        return Hit(rewrites.imperative(look), variant="gerund")
    spoken = sum(word.key[0].isalpha() for word in line.words)
    if sentence.lead >= 0 or sentence.states or sentence.passive >= 0 or _tells(look) or spoken > _THEME:
        return None
    return Hit(rewrites.so_that(look))


def _tells(look: Look) -> bool:
    """Whether somebody does something: "Teams plan their week in minutes"."""
    return any(word.tags & {"f:base", "f:s"} for word in look.line.words[look.line.first + 1 :])


def as_usual(look: Look) -> Hit | None:
    """Continue, keep doing: nothing would be different at the end."""
    lead = look.sentence.lead
    tags = look.sentence.lead_tags()
    if lead < 0 or "v:usual" not in tags:
        return None
    return Hit(
        rewrites.so_that(look), {"word": look.line.text[look.line.words[lead].start : look.line.words[lead].end]}
    )


def too_long(look: Look) -> Hit | None:
    """Longer than anybody remembers."""
    spoken = sum(word.key[0].isalnum() for word in look.line.words)
    sentences = sum(word.key in {".", ";"} for word in look.line.words[:-1])
    if spoken <= MOST_WORDS and not sentences:
        return None
    return Hit(rewrites.shortened(look), {"words": str(spoken)}, "sentences" if sentences else "")


def count_of_results(look: Look) -> Hit | None:
    """No key result, one alone, or more than five."""
    count = sum(bool(other.draft.title.strip()) for other in look.key_results)
    if count > MOST:
        return Hit(words={"count": str(count)}, variant="many")
    if count >= FEWEST or not look.context.complete:
        return None
    return Hit(variant="one", soft=True) if count else Hit()


def too_many(look: Look) -> Hit | None:
    """More objectives than a team, or more key results than a person, can look after."""
    objectives, results = look.context.team_objectives, look.context.owner_key_results
    if objectives is not None and objectives > MANY_OBJECTIVES:
        return Hit(words={"count": str(objectives)}, soft=objectives <= MOST_OBJECTIVES)
    if results is not None and results > MOST_KEY_RESULTS:
        return Hit(words={"count": str(results)}, variant="results")
    return None


def one_sided(look: Look) -> Hit | None:
    """All numbers lag behind what is done, or all only lead."""
    kinds = [other.key_result.indicator for other in look.key_results]
    if len(kinds) < 2 or None in kinds or len(set(kinds)) > 1:
        return None
    return Hit(variant="leading" if kinds[0] == "leading" else "")


def isolated(look: Look) -> Hit | None:
    """Others of the team serve a goal above; this one does not."""
    draft = look.draft
    alone = isinstance(draft, ObjectiveDraft) and draft.aligned is False
    return Hit() if alone and look.context.siblings_aligned else None


def uncommitted(look: Look) -> Hit | None:
    """Nobody said whether 70 % is a success."""
    draft = look.draft
    return Hit() if isinstance(draft, ObjectiveDraft) and draft.commitment == "" else None


def sufficient(look: Look) -> Hit | None:
    """All of its key results are things to do; a question rather than a finding."""
    if not FEWEST <= len(look.key_results) <= MOST:
        return None
    return None if any(other.reading.outcome for other in look.key_results) else Hit()


def task(look: Look) -> Hit | None:
    """Something to be made or done, and nobody it is for."""
    tags = look.sentence.lead_tags()
    if look.reading.outcome or look.numbers.target is not None or "v:output" not in tags:
        return None
    if tags & {"w:make", "w:hold"}:
        return None
    return Hit(rewrites.so_that(look), soft=any(_says_why(word) for word in look.line.words))


def _says_why(word: Word) -> bool:
    """Better in some way, for somebody, so that ..., instead of ...; or a clause that goes on behind a comma."""
    return bool(word.tags & _BENEFIT) or word.key == ","


def bare(look: Look) -> Hit | None:
    """Improve the website: a direction without whom it helps or how one would notice."""
    line, tags = look.line, look.sentence.lead_tags()
    words = [word for word in line.words[line.first :] if word.key[0].isalpha() and not word.tags & _SMALL]
    if len(words) > _SHORT or look.numbers.target is not None or any("n:people" in word.tags for word in words):
        return None
    faster = any("a:comparative" in word.tags for word in words)
    if not faster and not tags & {"v:vague", "v:up", "v:down"}:
        return None
    return Hit(rewrites.so_that(look))


def pay(look: Look) -> Hit | None:
    """Money for people who reach it."""
    return Hit() if "w:pay" in look.line.all_tags() else None


TRIGGERS: dict[str, Trigger] = {
    f"objective_{function.__name__}": function
    for function in (
        number_inside,
        topic,
        as_usual,
        too_long,
        count_of_results,
        too_many,
        one_sided,
        isolated,
        uncommitted,
        sufficient,
        task,
        bare,
        pay,
    )
}
