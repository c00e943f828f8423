"""What the coach says about a draft, how loud, and what it offers instead."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.writing.rules import triggers
from headway.writing.rules.drafts import (
    Context,
    Finding,
    History,
    KeyResultDraft,
    ObjectiveDraft,
    Other,
    Strictness,
)
from headway.writing.rules.guidance import rules, words_in
from headway.writing.rules.lexicon import LANGUAGES
from headway.writing.rules.review import review

LOUD = {"error", "warning"}
QUARTER = Context(today=date(2026, 4, 1), starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))
GOOD = ("Reduce review time from 24 h to 4 h", "Raise deploys a week from 3 to 10")


def of(title: str, **fields: object) -> list[Finding]:
    """Findings on one key result."""
    return review(None, [KeyResultDraft(title=title, **fields)], context=QUARTER)  # type: ignore[arg-type] # a form's


def names(found: Sequence[Finding], *, loud: bool = False) -> list[str]:
    return [one.rule for one in found if not loud or one.severity in LOUD]


def fix(title: str, rule: str) -> str:
    return next(one.fix for one in of(title) if one.rule == rule)


def objective(title: str, strictness: Strictness = Strictness.NORMAL, results: Sequence[str] = ()) -> list[Finding]:
    drafts = [KeyResultDraft(title=one) for one in results]
    found = review(ObjectiveDraft(title=title), drafts, context=QUARTER, strictness=strictness)
    return [one for one in found if one.part == "objective"]


@pytest.mark.parametrize("title", [*GOOD, "Wartezeit von 45 auf 30 Minuten senken", "90% of customers renew"])
def test_a_good_key_result_is_left_alone(title: str) -> None:
    assert names(of(title), loud=True) == []


@pytest.mark.parametrize(
    ("title", "rule", "expected"),
    [
        ("Improve performance", "KR01", "Improve performance from … to …"),
        ("Improve load time", "KR05", "Reduce load time from … to …"),
        ("Reduce load time by 200 ms", "KR02", "Reduce load time from … by 200 ms"),
        ("Launch v3.1", "KR19", "Move … from … to … by launching v3.1"),
        ("Build a customer portal", "KR04", "Move … from … to … by building a customer portal"),
        ("Launch a wizard to reduce setup time", "KR04", "Reduce setup time from … to … by launching a wizard"),
        ("Achieve more than 500 users", "KR06", "Achieve more than 500 weekly active users"),
        ("Reduce churn from 4% to 8%", "KR18", "Reduce churn from 8% to 4%"),
        (
            "Raise retention to 90% and cut support cost by 10%",
            "KR07",
            "Raise retention to 90%\nCut support cost by 10%",
        ),
        ("Mitarbeiterzufriedenheit verbessern", "KR01", "Mitarbeiterzufriedenheit von … auf … verbessern"),
        ("Neues Portal einführen", "KR04", "… von … auf … bringen, indem wir neues Portal einführen"),
    ],
)
def test_a_finding_offers_a_rewrite_in_the_writers_own_words(title: str, rule: str, expected: str) -> None:
    assert fix(title, rule) == expected


@pytest.mark.parametrize(
    "title", ["Improve performance", "Launch v3.1", "Build a customer portal", "Improve load time"]
)
def test_a_rewrite_with_its_blanks_filled_is_better(title: str) -> None:
    rewritten = of(title)[0].fix
    filled = rewritten.replace("Move …", "Move the renewal rate").replace("from … to …", "from 40% to 60%")
    assert names(of(filled), loud=True) == []


def test_findings_are_ranked_with_the_loudest_first() -> None:
    found = of("Improve performance", owner=False, source=False)
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    order = ["error", "warning", "info"]
    assert [one.severity for one in found] == sorted((one.severity for one in found), key=order.index)


def test_a_rule_that_is_off_says_nothing() -> None:
    drafts = [KeyResultDraft(title="Improve performance")]
    assert "KR05" in names(review(None, drafts))
    assert "KR05" not in names(review(None, drafts, off={"KR05"}))


def test_a_number_in_an_objective_is_a_matter_of_strictness() -> None:
    title = "Improve our shop's traffic by 20% by Q2"
    levels = {
        strictness: [one.severity for one in objective(title, strictness) if one.rule == "OB01"]
        for strictness in Strictness
    }
    assert levels == {"gentle": [], "normal": ["info"], "strict": ["warning"]}
    assert next(one.fix for one in objective(title) if one.rule == "OB01") == "Improve our shop's traffic"


def test_a_missing_baseline_is_a_matter_of_strictness() -> None:
    drafts = [KeyResultDraft(title="Reduce load time to under 2 seconds")]
    assert names(review(None, drafts, strictness=Strictness.GENTLE)) == []
    assert names(review(None, drafts), loud=True) == []
    assert names(review(None, drafts, strictness=Strictness.STRICT), loud=True) == ["KR02"]


def test_an_output_that_is_counted_or_names_somebody_weighs_less() -> None:
    assert "KR04" in names(of("Build a portal"), loud=True)
    for title in ("Translate 500 screens", "Build a portal for nurses"):
        assert "KR04" not in names(of(title), loud=True)
        assert "KR04" in names(of(title))


def test_a_milestone_is_fine_once_its_scoring_is_said() -> None:
    assert "KR14" in names(of("Launch the portal for nurses"))
    for told in ({"steps": 4}, {"scored": True}):
        assert names(of("Launch the portal for nurses", kind="milestone", **told), loud=True) == []
        assert "KR14" not in names(of("Launch the portal for nurses", kind="milestone", **told))


def test_the_fields_of_the_form_count_as_if_they_were_written() -> None:
    filled = {"kind": "decrease", "start": Decimal(24), "target": Decimal(4), "unit": "h"}
    assert {"KR01", "KR02"} & set(names(of("Review time", **filled))) == set()
    assert "KR03" in names(of("Review time", **{**filled, "target": Decimal(24)}))


def test_what_is_not_known_is_not_complained_about() -> None:
    assert {"KR08", "KR09"} & set(names(of(GOOD[0]))) == set()
    assert {"KR08", "KR09"} <= set(names(of(GOOD[0], owner=False, source=False)))


def test_a_date_outside_the_cycle_is_noticed() -> None:
    assert "KR10" in names(of("Sign ten partners by 15 September 2026"), loud=True)
    assert "KR10" not in names(of("Sign ten partners by 15 May 2026"))


def test_the_past_of_a_metric_is_asked() -> None:
    told = History(
        chance=0.97,
        usual_move=Decimal(3),
        days_between_changes=60,
        noise=Decimal(15),
        check_in_age=20,
        same_confidence=3,
        chance_moved=-0.3,
    )
    assert {"KR13", "KR15", "KR16", "KR17", "CK01", "CK02"} <= set(names(of(GOOD[0], history=told)))
    assert {"KR13", "KR15", "KR16", "KR17", "CK01", "CK02"} & set(names(of(GOOD[0], history=History()))) == set()


def test_the_same_metric_twice_is_noticed() -> None:
    title = "Reduce average review time to 4 h"
    others = (Other(title="Average review time of all teams below 8 h", relation="above"),)
    found = review(None, [KeyResultDraft(title=title)], context=Context(others=others))
    assert "KR23" in names(found)
    assert "KR23" in names(review(None, [KeyResultDraft(title=title), KeyResultDraft(title=title)]))


def test_a_company_metric_for_one_person_is_noticed() -> None:
    context = Context(personal=True, company_metrics=("Net revenue retention above 110%",))
    found = review(None, [KeyResultDraft(title="Raise net revenue retention to 112%")], context=context)
    assert "KR25" in names(found)


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Customer happiness", "OB02"),
        ("Launching a website", "OB02"),
        ("Continue supporting the regions", "OB03"),
        ("Improve the website", "OB12"),
        ("Answer faster", "OB12"),
        ("Write the security handbook", "OB11"),
        ("Website verbessern", "OB12"),
    ],
)
def test_weak_objectives_are_noticed(title: str, rule: str) -> None:
    assert rule in names(objective(title), loud=True)


@pytest.mark.parametrize(
    "title",
    [
        "Build the most reliable checkout of our trade",
        "Customers get help before they have to ask",
        "Give every nurse an hour back for patients",
        "Die zuverlässigste Werkstatt der Region werden",
    ],
)
def test_good_objectives_are_left_alone(title: str) -> None:
    assert names(objective(title), loud=True) == []


def test_the_number_of_key_results_is_a_hint_and_no_wall() -> None:
    assert "OB05" not in names(objective("Customers get help before they ask"))
    assert "OB05" in names(objective("Customers get help before they ask", results=[GOOD[0]] * 6))
    complete = Context(complete=True)
    for results in ([], [KeyResultDraft(title=GOOD[0])]):
        found = review(ObjectiveDraft(title="Customers get help before they ask"), results, context=complete)
        assert "OB05" in names(found)


def test_counts_and_alignment_come_from_whoever_asks() -> None:
    draft = ObjectiveDraft(title="Customers get help before they ask", aligned=False, commitment="")
    context = Context(team_objectives=6, siblings_aligned=True)
    assert {"OB06", "OB08", "OB09"} <= set(names(review(draft, [], context=context)))
    assert {"OB06", "OB08"} & set(names(review(draft, [], context=Context()))) == set()


def test_every_rule_has_a_trigger_and_says_why_in_every_language() -> None:
    assert {rule.trigger for rule in rules().values()} == set(triggers.TRIGGERS)
    for language in LANGUAGES:
        said = words_in(language)
        assert list(said) == list(rules())
        assert all(words.name and words.message and words.why for words in said.values())
        assert {name: set(words.messages) for name, words in said.items()} == {
            name: set(words.messages) for name, words in words_in("en").items()
        }


def test_rules_only_hide_rules_there_are() -> None:
    assert {hidden for rule in rules().values() for hidden in rule.hides} <= set(rules())


def test_louder_with_more_strictness() -> None:
    order = ["off", "info", "warning", "error"]
    for rule in rules().values():
        for levels in (rule.levels, rule.soft or rule.levels):
            assert [order.index(level) for level in levels] == sorted(order.index(level) for level in levels)


PIECES = [
    "Launch",
    "improve",
    "reduce",
    "Keep",
    "from",
    "24",
    "h",
    "to",
    "4",
    "h",
    "by",
    "20",
    "%",
    "and",
    ",",
    ".",
    "the",
    "v2.0",
    "customers",
    "faster",
    "Support:",
    "…",
    "Ziel",
    "senken",
    "um",
    "zu",
    "verbessern",
    "einführen",
    "die",
    "3",
    "von",
    "5",
    "each",
    "every",
    "all",
    "zero",
    "no",
    "half",
    "Q2",
    "2026",
    "within",
    "30",
    "days",
    "increase",
    "to",
    "reach",
    "500",
    "users",
    "continue",
    "launching",
    "is",
    "are",
    "been",
    "documented",
    "so",
    "that",
    "which",
    "page",
    "views",
    "and",
    "churn",
    "(",
    ")",
    "->",
    "1,000",
    "$",
    "k",
]


@settings(max_examples=250, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), max_size=4), st.text(max_size=80))
def test_any_draft_is_reviewed_and_every_rewrite_is_read_again(titles: list[str], above: str) -> None:
    for strictness in Strictness:
        drafts = [
            KeyResultDraft(title=title, kind="increase" if not place else None) for place, title in enumerate(titles)
        ]
        found = review(ObjectiveDraft(title=above), drafts, context=QUARTER, strictness=strictness)
        for one in found:
            assert "{" not in one.message or "{" in above
            of(one.fix)
