"""Findings on a draft: ranked, each with why in a sentence and one rewrite in the writer's own words."""

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from headway.writing.rules import triggers
from headway.writing.rules.drafts import (
    SEVERITIES,
    Context,
    Finding,
    KeyResultDraft,
    ObjectiveDraft,
    Part,
    Strictness,
)
from headway.writing.rules.guidance import Rule, rules, words_in
from headway.writing.rules.look import Hit, Look, look_at
from headway.writing.rules.words import language_of

AT_A_TIME = 3  # findings of one line that are shown together


def review(
    objective: ObjectiveDraft | None,
    key_results: Sequence[KeyResultDraft],
    *,
    context: Context | None = None,
    strictness: Strictness = Strictness.NORMAL,
    language: str | None = None,
    off: Collection[str] = (),
) -> list[Finding]:
    """Everything that could be better, line by line, the most important of each line first.

    `off` names rules that are switched off. `language` is found in the text where it is not given.
    """
    above, below = looks_at(objective, key_results, context=context, language=language)
    return findings_of(above, below, strictness=strictness, off=off)


def looks_at(
    objective: ObjectiveDraft | None,
    key_results: Sequence[KeyResultDraft],
    *,
    context: Context | None = None,
    language: str | None = None,
) -> tuple[Look | None, list[Look]]:
    """The lines of a draft, read once for everything that follows."""
    known = context or Context()
    spoken = language or language_of(" ".join([objective.title if objective else "", *(k.title for k in key_results)]))
    looks = [look_at(draft, known, language=spoken, index=place) for place, draft in enumerate(key_results)]
    looks = [replace(look, key_results=looks) for look in looks]
    above = None
    if objective is not None:
        above = replace(look_at(objective, known, language=spoken), key_results=looks)
    return above, looks


def findings_of(
    objective: Look | None, key_results: Sequence[Look], *, strictness: Strictness, off: Collection[str] = ()
) -> list[Finding]:
    """The findings on lines that were read already."""
    found: list[Finding] = []
    if objective is not None and objective.draft.title.strip():
        found += _of_line(objective, "objective", strictness, off)
    for look in key_results:
        if look.draft.title.strip():
            found += _of_line(look, "key_result", strictness, off)
    return found


def _of_line(look: Look, part: Part, strictness: Strictness, off: Collection[str]) -> list[Finding]:
    hits = {name: hit for name, rule, hit in _hits(look, part, off) if rule.level(strictness, soft=hit.soft) != "off"}
    hidden = {name for applies in hits for name in rules()[applies].hides}
    shown = [(name, hit) for name, hit in hits.items() if name not in hidden]
    shown.sort(key=lambda one: _weight(one[0], one[1], strictness))
    return [_finding(look, name, hit, (strictness, rank)) for rank, (name, hit) in enumerate(shown, 1)]


def _hits(look: Look, part: Part, off: Collection[str]) -> Iterator[tuple[str, Rule, Hit]]:
    for name, rule in rules().items():
        if rule.part != part or name in off:
            continue
        hit = triggers.TRIGGERS[rule.trigger](look)
        if hit is not None:
            yield name, rule, hit


def _weight(name: str, hit: Hit, strictness: Strictness) -> tuple[int, int, str]:
    rule = rules()[name]
    level = rule.level(strictness, soft=hit.soft)
    return (len(SEVERITIES) if level == "off" else SEVERITIES.index(level)), rule.order, name


def _finding(look: Look, name: str, hit: Hit, placed: tuple[Strictness, int]) -> Finding:
    rule = rules()[name]
    strictness, rank = placed
    said = words_in(look.line.lexicon.language)[name]
    level = rule.level(strictness, soft=hit.soft)
    return Finding(
        rule=name,
        severity="info" if level == "off" else level,
        part=rule.part,
        index=look.index,
        message=said.messages.get(hit.variant, said.message).format(**hit.words),
        fix=hit.fix,
        fields=rule.fields,
        rank=rank,
    )
