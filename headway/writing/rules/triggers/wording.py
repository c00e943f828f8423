"""Rules about the words of a key result: outputs, vague words, code names, length."""

from headway.writing.rules import rewrites
from headway.writing.rules.look import Hit, Look, Trigger

MOST_CHARACTERS = 140
MOST_WORDS = 25
_VAGUE_TAGS = ("a:opinion", "a:hazy", "a:comparative", "a:opinion_adverbs", "a:fuzzy")


def output(look: Look) -> Hit | None:
    """Something made or done, and nobody says what it changes. Counted, or made for somebody named, it weighs less."""
    if look.reading.outcome or look.kind in {"work", "objectives", "maintain"}:
        return None
    tags = look.sentence.lead_tags()
    made = look.sentence.passive >= 0 or tags & {"v:output", "v:hire", "v:reach"}
    if not made and look.reading.vague:
        return None
    counted = look.target is not None
    soft = counted or names_somebody(look) or look.key_result.scored or look.key_result.steps > 0
    return Hit(rewrites.as_effect(look), variant="counted" if counted else "", soft=soft)


def names_somebody(look: Look) -> bool:
    """Whether it says for whom or where: "for nurses", "in Japan"."""
    line = look.line
    for place, word in enumerate(line.words):
        if "n:people" in word.tags and place > line.first:
            return True
        capital = line.text[word.start].isupper() and not line.words[max(place - 1, 0)].number
        if capital and place > line.first and line.key(place - 1) in {"in", "for", "at", "für", "an"}:
            return not word.key.isdigit() and "d:quarter" not in word.tags
    return False


def vague(look: Look) -> Hit | None:
    """A word that two people would understand differently, and no number that settles it."""
    if look.target is not None or not look.reading.vague or look.key_result.steps:
        return None
    word = _vague_word(look)
    if not word:
        return None
    return Hit(rewrites.plainer(look), {"word": word})


def _vague_word(look: Look) -> str:
    """The verb if it is vague, else the first opinion or fuzzy word, as written."""
    line, lead = look.line, look.sentence.lead
    if lead >= 0 and line.tags(lead) & {"v:vague", "v:weak", "v:up", "v:down"}:
        return line.text[line.words[lead].start : line.words[lead].end]
    for tag in _VAGUE_TAGS:
        for word in line.words[line.first :]:
            if tag in word.tags:
                return line.text[word.start : word.end]
    return ""


def code_name(look: Look) -> Hit | None:
    """Launch v2.0: a version or a code name, and nothing a reader from outside would understand."""
    line, lead = look.line, look.sentence.lead
    if look.reading.outcome or look.numbers.target is not None or lead < 0:
        return None
    words = [word for word in line.words[lead + 1 :] if word.key[0].isalnum()]
    if not 1 <= len(words) <= 3 or not any(word.number for word in words):
        return None
    if any(tag.startswith(("n:", "a:")) for word in words for tag in word.tags):
        return None
    return Hit(rewrites.as_effect(look), {"name": line.text[words[0].start : words[-1].end]})


def too_long(look: Look) -> Hit | None:
    """More than a reader keeps in mind."""
    spoken = sum(word.key[0].isalnum() for word in look.line.words)
    if len(look.text) <= MOST_CHARACTERS and spoken <= MOST_WORDS:
        return None
    return Hit(rewrites.shortened(look), {"words": str(spoken)})


def kept_level(look: Look) -> Hit | None:
    """Something that shall stay as it is."""
    return Hit() if look.kind == "maintain" and look.target is not None else None


def no_source(look: Look) -> Hit | None:
    """Nobody has said where its values come from. Not asked before there is a number to be read."""
    if look.target is None or look.kind in {"work", "objectives"}:
        return None
    return Hit() if look.key_result.source is False else None


def no_owner(look: Look) -> Hit | None:
    """Nobody answers for it."""
    return Hit() if look.key_result.owner is False else None


def pay(look: Look) -> Hit | None:
    """Money for people who reach it."""
    return Hit() if "w:pay" in look.line.all_tags() else None


TRIGGERS: dict[str, Trigger] = {
    function.__name__: function
    for function in (output, vague, code_name, too_long, kept_level, no_source, no_owner, pay)
}
