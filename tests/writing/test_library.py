"""The library is complete, of one form in both languages, and sound by the product's own arithmetic."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from headway.progress.rules.metrics import Definition, Kind, Method, Step, refusals
from headway.writing.queries import library
from headway.writing.rules.drafts import Context, KeyResultDraft, ObjectiveDraft
from headway.writing.rules.finding import found
from headway.writing.rules.review import review
from headway.writing.schemas.templates import Language, TemplateKeyResultIn

LANGUAGES: tuple[Language, ...] = get_args(Language)
ENTRIES = list(library.entries("en").values())


def definition(one: TemplateKeyResultIn) -> Definition:
    """The key result as it would be if its example numbers were true."""
    return Definition(
        kind=Kind(one.kind),
        unit=one.unit,
        start=one.start,
        target=one.target,
        low=one.low,
        high=one.high,
        method=Method(one.method),
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 3, 31),
        steps=tuple(Step(place, step.name, step.weight) for place, step in enumerate(one.steps, 1)),
    )


def test_every_domain_has_at_least_six_objectives() -> None:
    counts = Counter(one.domain for one in ENTRIES)
    assert set(counts) == set(library.DOMAINS) - {"other"}
    assert min(counts.values()) >= 6
    assert len(ENTRIES) >= 72


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_twice(language: Language) -> None:
    all_ = library.entries(language).values()
    for texts in ([one.objective for one in all_], [f"{one.why}" for one in all_]):
        assert not [text for text, count in Counter(map(str.casefold, texts)).items() if count > 1]
    titles = Counter(result.title.casefold() for one in all_ for result in one.key_results)
    assert not [title for title, count in titles.items() if count > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_objective_is_short_and_without_numbers(language: Language) -> None:
    for one in library.entries(language).values():
        assert len(one.objective.split()) <= 15, one.id
        assert not re.search(r"\d", one.objective), one.id
        assert one.suits, one.id
        assert one.why.endswith("."), one.id
        assert one.words, one.id


def test_three_or_four_key_results_that_the_product_takes() -> None:
    for entry in ENTRIES:
        assert 3 <= len(entry.key_results) <= 4, entry.id
        for one in entry.key_results:
            assert refusals(definition(one)) == [], one.title
            assert one.unit or one.kind in {"share", "milestone", "binary"}, one.title
            assert one.kind != "work", one.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_says_its_window_and_where_it_comes_from(language: Language) -> None:
    for one in (result for entry in library.entries(language).values() for result in entry.key_results):
        assert one.window, one.title
        assert len(one.source) > 8, one.title
        assert not one.source.endswith("."), one.title
        assert len(one.title) <= 140, one.title
        assert len(one.title.split()) <= 25, one.title


def test_something_moves_early_and_something_tells_the_end() -> None:
    for entry in ENTRIES:
        assert {one.indicator for one in entry.key_results} == {"leading", "lagging"}, entry.id


def test_what_pushes_a_volume_watches_its_price() -> None:
    for entry in ENTRIES:
        pushed = any(one.kind in {"reach", "increase"} and is_volume(one.unit) for one in entry.key_results)
        watched = any(one.guards or "%" in one.unit or one.unit.startswith("of ") for one in entry.key_results)
        assert watched or not pushed, entry.id


def is_volume(unit: str) -> bool:
    """A count of things, which more of the same raises: no share, grade, time or speed."""
    return unit.startswith("per ") or unit in {"leads", "customers", "partners", "references", "groups"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_rules_find_nothing_to_mend(language: Language) -> None:
    """At normal strictness, with everything settled that a template leaves to whoever uses it: owner, source, dates."""
    found_ = [
        f"{entry.id}: {finding.rule} {finding.message} ({text})"
        for entry in library.entries(language).values()
        for finding in review(ObjectiveDraft(title=entry.objective), drafts(entry), context=SETTLED, language=language)
        if finding.severity != "info"
        for text in [entry.key_results[finding.index].title if finding.part == "key_result" else entry.objective]
    ]
    assert not found_, "\n".join(found_)


SETTLED = Context(today=date(2026, 1, 5), starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31), complete=True)


def drafts(entry: library.Entry) -> list[KeyResultDraft]:
    """As the form would have them; one is due in the middle of the quarter, as people would be told to."""
    return [
        KeyResultDraft(
            title=one.title,
            kind=one.kind,
            start=_shown(one, one.start),
            target=_shown(one, one.target),
            low=one.low,
            high=one.high,
            unit="%" if one.kind == "share" else one.unit,
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 3, 31) if place else date(2026, 2, 20),
            owner=True,
            source=True,
            steps=len(one.steps),
            scored=bool(one.steps),
            commitment=one.commitment,
            indicator=one.indicator,
        )
        for place, one in enumerate(entry.key_results)
    ]


def _shown(one: TemplateKeyResultIn, number: Decimal | None) -> Decimal | None:
    return number * 100 if number is not None and one.kind == "share" else number


def test_a_counter_metric_is_never_the_only_result() -> None:
    assert not [one.id for one in ENTRIES if all(result.guards for result in one.key_results)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("churn", "see-churn-coming"),
        ("code review", "reviews-that-flow"),
        ("barrierefrei", "open-to-everyone"),
        ("Wartezeit Bürger", "permit-without-waiting"),
        ("onbording", None),
        ("accesibility", "open-to-everyone"),
        ("phishing", "people-who-notice"),
        ("Kündigung", "see-churn-coming"),
        ("flaky", "tests-we-believe"),
        ("days sales outstanding", "cash-that-comes-in"),
    ],
)
def test_the_words_that_come_to_mind_find_it(question: str, first: str | None) -> None:
    hits = [ENTRIES[number] for number in found(library.index(), question)]
    assert hits
    assert first is None or hits[0].id == first
    assert first is not None or "Onboarding".casefold() in " ".join(hits[0].words).casefold()


def test_more_words_narrow_and_nonsense_finds_nothing() -> None:
    many, few = found(library.index(), "time"), found(library.index(), "time invoice")
    assert set(few) <= set(many)
    assert len(few) < len(many)
    assert found(library.index(), "xyzzyx") == []
    assert found(library.index(), "  ") == []
