"""How single cells are read: numbers, dates, quarters, people, and the sentence of a key result."""

from datetime import date
from decimal import Decimal

import pytest

from headway.integrations.imports.rules.dates import day_comes_first, read_date, read_time
from headway.integrations.imports.rules.numbers import read_number, read_ratio, writes_comma
from headway.integrations.imports.rules.people import Directory, Named, read_people
from headway.integrations.imports.rules.periods import Period, read_period
from headway.integrations.imports.rules.sentences import read_sentence
from headway.integrations.imports.rules.values import KnownPerson

NUMBERS = [
    ("25 %", False, "25", "%"), ("0,25", None, "0.25", ""), ("1.234,5", None, "1234.5", ""), ("1,234.5", None,
    "1234.5", ""),
    ("1,234", None, "1234", ""), ("1,234", True, "1.234", ""), ("1.234", True, "1234", ""), ("1 234", None, "1234",
    ""),
    ("$9.4m", None, "9400000", "$"), ("1,2 Mio €", True, "1200000", "€"), ("5k", None, "5000", ""), ("94 s", None,
    "94", "s"),
    ("-3", None, "-3", ""), (".5", None, "0.5", ""), ("12 Stunden", None, "12", "h"), ("99.9%", None, "99.9", "%"),
    ("€ 1.200,50", None, "1200.5", "€"), ("1'000.50", None, "1000.5", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "comma", "value", "unit"), NUMBERS)
def test_a_number_is_read_as_people_write_it(text: str, comma: bool | None, value: str, unit: str) -> None:
    quantity = read_number(text, comma=comma)
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["abc", "2025-05-01", "3/4", "1.2.3.4", "9" * 60, "see row 12 for the number", "", "-"]
)
def test_what_is_no_number_is_not_made_one(text: str) -> None:
    assert read_number(text) is None


def test_a_workbook_number_has_the_digits_a_spreadsheet_shows() -> None:
    assert [read_number(cell) for cell in (0.1 + 0.2, 9.0)] == [read_number("0.3"), read_number("9")]
    assert read_number(1e300) is None


def test_the_decimal_mark_is_told_by_the_column() -> None:
    assert writes_comma(["1,5", "2", "1.234,5"]) is True
    assert writes_comma(["1.5", "12,000,000"]) is False
    assert writes_comma(["1,234", "7"]) is None


def test_parts_of_a_whole_are_read() -> None:
    assert read_ratio("6 of 8 teams") == (Decimal(6), Decimal(8), "teams")
    assert read_ratio("320/640") == (Decimal(320), Decimal(640), "")
    assert read_ratio("3 of 0") is None


DATES = [
    ("2025-01-06", date(2025, 1, 6)), ("14/Jul/25 3:42 PM", date(2025, 7, 14)), ("14.3.25", date(2025, 3, 14)),
    ("Jul 14, 2025", date(2025, 7, 14)), ("14. Juli 2025", date(2025, 7, 14)), ("3/4/2025", date(2025, 4, 3)),
    ("2025/07/14 10:00", date(2025, 7, 14)), ("2024-12-09 23:36:20 UTC", date(2024, 12, 9)), ("1743379200000",
    date(2025, 3, 31)),
    ("Mon, 6 Jan 2025", date(2025, 1, 6)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DATES)
def test_a_date_is_read_in_the_usual_forms(text: str, day: date) -> None:
    assert read_date(text) == day


def test_day_and_month_are_told_apart_by_the_column() -> None:
    assert day_comes_first(["3/4/2025", "14/4/2025"]) is True
    assert day_comes_first(["3/4/2025", "4/14/2025"]) is False
    assert day_comes_first(["3/4/2025"]) is None
    assert read_date("3/4/2025", day_first=False) == date(2025, 3, 4)


def test_impossible_dates_are_none_and_a_zone_moves_the_clock() -> None:
    assert read_date("31/02/2025") is None
    time = read_time("2025-01-06T00:30:00+02:00")
    assert time is not None
    assert time.isoformat() == "2025-01-05T22:30:00+00:00"
    assert read_date("2025-01-06T00:30:00+02:00") == date(2025, 1, 6)


@pytest.mark.parametrize(
    "text",
    ["Q2 2024", "2024-Q2", "2024 Q2", "Q2/2024", "Q2'24", "2Q24", "FY24 Q2", "FY2024-Q2", "2. Quartal 2024", "q2 2024"],
)
def test_a_quarter_is_read_in_the_usual_forms(text: str) -> None:
    period = read_period(text)
    assert period is not None
    assert (period.name, period.starts_on, period.ends_on) == ("Q2 2024", date(2024, 4, 1), date(2024, 6, 30))


def test_other_periods_follow_the_start_of_the_year() -> None:
    half, year, april = read_period("H2 2025"), read_period("FY25"), read_period("Q4 2025", year_start_month=4)
    assert half == Period("H2 2025", date(2025, 7, 1), date(2025, 12, 31))
    assert year == Period("FY2025", date(2025, 1, 1), date(2025, 12, 31), fiscal=True)
    assert april == Period("Q4 2025", date(2026, 1, 1), date(2026, 3, 31))
    assert read_period("Q2") is None
    assert read_period("in Q2 2024 we grow") is None
    assert read_period("OKRs of Q2 2024", inside=True) is not None


def test_several_people_in_one_cell_are_read_in_order() -> None:
    assert read_people("Tom, Lina") == [Named("Tom"), Named("Lina")]
    assert read_people("Tom Okafor <TOM@example.test>; lina@example.test") == [
        Named("Tom Okafor", "tom@example.test"), Named("", "lina@example.test"),
    ]  # fmt: skip
    assert read_people("Unassigned") == []
    known = (KnownPerson("1", "Ines Moreau"),)
    assert read_people("Moreau, Ines", known) == [Named("Ines Moreau")]


def test_people_match_by_mail_then_by_name_and_are_asked_about_otherwise() -> None:
    known = (
        KnownPerson("1", "Ines Moreau", "ines@example.test"), KnownPerson("2", "Tom Okafor"), KnownPerson("3",
        "Lina"),
        KnownPerson("4", "Lina"),
    )  # fmt: skip
    directory = Directory(known)
    for row, person in enumerate(
        (Named("I. M.", "ines@example.test"), Named("tom  okafor"), Named("Lina"), Named("Zed"))
    ):
        directory.add(person, row=row, field="Owner")
    found = [(person.member, person.match) for person in directory.people()]
    assert found == [("1", "email"), ("2", "name"), (None, "ask"), (None, "ask")]


def test_a_person_named_with_and_without_address_is_one() -> None:
    directory = Directory(())
    first = directory.add(Named("Tom Okafor"), row=4, field="Owner")
    directory.add(Named("Tom Okafor", "tom@example.test"), row=2, field="Lead")
    directory.settle()
    found = directory.people()
    assert [(p.key, p.rows, p.row, p.field) for p in found] == [("tom@example.test", 2, 3, "Lead")]
    assert directory.resolve(first) == "tom@example.test"


SENTENCES = [
    ("Cut median checkout time from 94 s to 60 s", "decrease", "94", "60", "s"),
    ("lower the average pull request review time from 24 hours to four hours", "decrease", "24", "4", "h"),
    ("reduce average document retrieval time from three minutes to 30 seconds", "decrease", "180", "30", "s"),
    ("First reply 9 h -> 2 h", "decrease", "9", "2", "h"),
    ("Satisfaction 78% → 90%", "increase", "78", "90", "%"),
    ("Grow revenue from $1.2m to $2m", "increase", "1200000", "2000000", "$"),
    ("Fehlerquote von 2,5 % auf 1 % senken", "decrease", "2.5", "1", "%"),
    ("Increase underrepresented group manager from 13% to >=15% (US)", "increase", "13", "15", "%"),
    ("migrate 100% of on-premise file storage to the cloud", "share", "0", "1", ""),
    ("Migrate 100 % of 640 files", "share", "0", "1", ""),
    ("generate 500 marketing-qualified leads from the new whitepaper series", "reach", "0", "500", ""),
    ("Achieve 5,000 daily active users on v2.0", "reach", "0", "5000", ""),
    ("secure five placements in Tier-1 media outlets", "reach", "0", "5", ""),
    ("Hire at least two Customer Engineers", "reach", "0", "2", ""),
    ("increase organic search traffic to the blog by 40%", "increase", "0", "40", "%"),
    ("Reduce main bundle size by 20% by Q2 2024", "increase", "0", "20", "%"),
]


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case[0])
def test_a_sentence_gives_its_measure(case: tuple[str, str, str, str, str]) -> None:
    text, kind, baseline, target, unit = case
    found = read_sentence(text, comma="," in text and "von" in text)
    assert found is not None
    assert (found.kind, found.baseline, found.target, found.unit) == (kind, Decimal(baseline), Decimal(target), unit)


BOUNDS = [
    ("maintain zero critical bugs in production for 90 days", "0", "0", "strict"),
    ("Keine kritischen Ausfälle", "0", "0", "strict"),
    ("Uptime at least 99.9 %", "99.9", None, "now"),
    ("Reduce page load time to under 2 seconds.", None, "2", "now"),
    ("Upgrades take less than 30 minutes.", None, "30", "now"),
    ("All interviews 5.5-hours total or less", None, "5.5", "now"),
]


@pytest.mark.parametrize(("text", "low", "high", "method"), BOUNDS)
def test_a_limit_becomes_something_to_maintain(text: str, low: str | None, high: str | None, method: str) -> None:
    found = read_sentence(text)
    assert found is not None
    assert found.kind == "maintain"
    assert (found.low, found.high, found.method) == (low and Decimal(low), high and Decimal(high), method)


@pytest.mark.parametrize(
    "text",
    [
        "Launch v2.0", "increase deployment frequency from bi-weekly to daily",
        "A blog post hits top 5 in Hacker News every quarter",
        "Ship by Q2 2024", "Fix #9607 and PAY-12", "IPFS Project prepared for 2020 growth", "Finalize id2vec",
        "Have a P0 plan",
        "Complete benchmarks for 5 stages and 26 issues", "Desktop, Companion and WebUI have comprehensive testing",
        "New CEs are productive within first 30 days", "Be compliant with ISO 27001",
    ],
)  # fmt: skip
def test_a_sentence_without_one_clear_number_gives_none(text: str) -> None:
    assert read_sentence(text) is None
