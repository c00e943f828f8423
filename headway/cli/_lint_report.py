"""What `headway lint` says: as JSON, or for people in a terminal."""

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import click
from msgspec import Struct

from headway.writing.rules.drafts import Finding, Part, Severity
from headway.writing.rules.guidance import words_in
from headway.writing.rules.kinds import Kind
from headway.writing.rules.reading import Reading
from headway.writing.rules.review import AT_A_TIME

SIGNS: dict[Severity, tuple[str, str]] = {
    "error": ("\u2716", "red"),
    "warning": ("\u25b2", "yellow"),
    "info": ("\u00b7", "blue"),
}
NOUNS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
EXIT: dict[Severity, int] = {"error": 2, "warning": 1, "info": 0}
WIDEST = 100


class FindingOut(Struct, frozen=True):
    """As the JSON report has it."""

    rule: str
    severity: Severity
    message: str
    fix: str


class ReadsAs(Struct, frozen=True, kw_only=True):
    """Numbers as written: 80 % is 80 with the unit "%". `relative`: "by 20 %". `due` is a day."""

    kind: Kind
    outcome: bool
    measurable: bool
    vague: bool
    baseline: float | None
    target: float | None
    unit: str
    relative: bool
    due: date | None
    metric: str


class Line(Struct, frozen=True, kw_only=True):
    """One objective or key result of the file."""

    line: int
    part: Part
    text: str
    findings: list[FindingOut]
    reads_as: ReadsAs


def line_of(number: int, part: Part, text: str, *, found: Sequence[Finding], reading: Reading) -> Line:
    """A line of the report; its findings in the order of their rank."""
    return Line(
        line=number,
        part=part,
        text=text,
        findings=[FindingOut(one.rule, one.severity, one.message, one.fix) for one in found],
        reads_as=ReadsAs(
            kind=reading.kind,
            outcome=reading.outcome,
            measurable=reading.measurable,
            vague=reading.vague,
            baseline=None if reading.baseline is None else float(reading.baseline),
            target=None if reading.target is None else float(reading.target),
            unit=reading.unit,
            relative=reading.relative,
            due=reading.due,
            metric=reading.metric,
        ),
    )


def exit_code(lines: Sequence[Line]) -> int:
    """2 with an error, 1 with a warning, else 0."""
    return max((EXIT[found.severity] for line in lines for found in line.findings), default=0)


def in_words(lines: Sequence[Line], language: str) -> Iterator[str]:
    """The report for a terminal: each line with what it reads as, at most three findings, and a sum at the end.

    An objective that is named on every line of its key results is shown once.
    """
    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    shown: set[str] = set()
    for line in lines:
        if line.part == "objective":
            if line.text in shown:
                continue
            shown.add(line.text)
            yield ""
        yield from _line(line, language, width)
    yield ""
    yield _sum(lines)


def _line(line: Line, language: str, width: int) -> Iterator[str]:
    objective = line.part == "objective"
    margin = 7 if objective else 9
    first = f"{line.line:>5}" + " " * (margin - 5)
    yield from _wrapped(line.text, width, first=first, bold=objective)
    if not objective:
        yield " " * margin + click.style(_said(line.reads_as), dim=True)
    names = words_in(language)
    for found in line.findings[:AT_A_TIME]:
        sign, colour = SIGNS[found.severity]
        title = click.style(f"{sign} {names[found.rule].name}", fg=colour) + click.style(f"  {found.rule}", dim=True)
        yield " " * margin + title
        yield from _wrapped(found.message, width, first=" " * (margin + 2))
        for fix in found.fix.split("\n") if found.fix else ():
            yield from _wrapped(fix, width, first=" " * (margin + 2) + "\u2192 ", colour="green")
    more = len(line.findings) - AT_A_TIME
    if more > 0:
        yield " " * margin + click.style(f"and {more} more; --json lists all", dim=True)


def _wrapped(text: str, width: int, *, first: str, colour: str | None = None, bold: bool = False) -> Iterator[str]:
    """Cut at blanks, indented by what stands before it."""
    margin = len(first)
    for place, part in enumerate(textwrap.wrap(text, max(width - margin, 20)) or [""]):
        yield (first if place == 0 else " " * margin) + click.style(part, fg=colour, bold=bold)


def _said(reads: ReadsAs) -> str:
    """Such as "decrease, review time 24 -> 4 h, due 2026-06-30"."""
    numbers = ""
    if reads.target is not None:
        start = "" if reads.baseline is None else f"{_figure(reads.baseline)} \u2192 "
        by = "by " if reads.relative else ""
        numbers = f"{start}{by}{_figure(reads.target)} {reads.unit}".strip()
    due = f"due {reads.due}" if reads.due else ""
    effect = "an effect" if reads.outcome else "something done"
    return ", ".join(part for part in (f"reads as {reads.kind.value}", numbers, due, effect) if part)


def _figure(value: float) -> str:
    return f"{value:,.10g}"


def _sum(lines: Sequence[Line]) -> str:
    counts = Counter(found.severity for line in lines for found in line.findings)
    clean = sum(all(found.severity == "info" for found in line.findings) for line in lines)
    parts = [_count(counts[severity], noun) for severity, noun in NOUNS.items()]
    return f"{_count(len(lines), 'line')}, {clean} without errors or warnings: {', '.join(parts)}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
