"""Reviews what `_lint_source` read, line by line, in the order of the file."""

from collections.abc import Collection, Sequence

from headway.cli._lint_report import Line, line_of
from headway.cli._lint_source import Group
from headway.core import clock
from headway.writing.rules.drafts import Context, Strictness
from headway.writing.rules.lexicon import lexicon_of
from headway.writing.rules.review import findings_of, looks_at
from headway.writing.rules.words import language_of

SAMPLE = 200  # lines that tell the language of a file


def review_all(groups: Sequence[Group], *, strictness: str, language: str, off: Collection[str] = ()) -> list[Line]:
    """Every objective and key result with its findings; an objective once for each line it stands on."""
    today = clock.now().astimezone().date()
    spoken = _language(groups) if language == "auto" else language
    lines: list[Line] = []
    for group in groups:
        context = Context(today=today, complete=group.complete)
        drafts = [one.draft for one in group.key_results]
        above, looks = looks_at(group.objective, drafts, context=context, language=spoken)
        found = findings_of(above, looks, strictness=Strictness(strictness), off=off)
        if above is not None:
            own = [one for one in found if one.part == "objective"]
            lines += [
                line_of(number, "objective", above.draft.title, found=own, reading=above.reading)
                for number in group.lines
            ]
        for place, (one, look) in enumerate(zip(group.key_results, looks, strict=True)):
            own = [finding for finding in found if finding.part == "key_result" and finding.index == place]
            lines.append(line_of(one.line, "key_result", one.draft.title, found=own, reading=look.reading))
    return sorted(lines, key=lambda line: (line.line, line.part != "objective"))


def warm(language: str) -> None:
    """Load the words of the languages that may be needed."""
    for name in ("en", "de") if language == "auto" else (language,):
        lexicon_of(name)


def _language(groups: Sequence[Group]) -> str:
    """By most of the text, so that one short line in between does not change it."""
    titles = [one.draft.title for group in groups[:SAMPLE] for one in group.key_results[:5]]
    titles += [group.objective.title for group in groups[:SAMPLE] if group.objective]
    votes = [language_of(title) for title in titles]
    return "de" if votes.count("de") * 2 > len(votes) else "en"
