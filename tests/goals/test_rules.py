"""Decisions about goals that need nothing but values."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from msgspec import Struct
from msgspec.structs import replace

from headway.core.ctx import Actor
from headway.goals import access
from headway.goals.access import KeyResultStanding, Standing, TeamStanding
from headway.goals.rules import changes, cycles
from headway.goals.rules.cycles import HasDates, PlannedCycle
from headway.goals.rules.grading import final_score
from headway.goals.rules.reading import (
    Counted,
    Foreseen,
    KeyResultFacts,
    key_result_sentence,
    objective_expected,
    objective_reading,
    stand,
)
from headway.progress.rules.health import Health
from headway.progress.rules.metrics import Definition, Kind, Method

TODAY = date(2026, 11, 15)


class Cycle(Struct, frozen=True):
    name: str
    kind: str
    starts_on: date
    ends_on: date
    closed_at: date | None = None


def test_a_year_from_january_has_four_quarters_without_gaps() -> None:
    whole, *quarters = cycles.year_cycles(2026, 1)
    assert whole == PlannedCycle(name="2026", kind="year", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    assert [one.name for one in quarters] == ["2026 Q1", "2026 Q2", "2026 Q3", "2026 Q4"]
    assert [(one.starts_on, one.ends_on) for one in quarters] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 12, 31)),
    ]


@pytest.mark.parametrize("month", range(2, 13))
def test_a_year_from_any_other_month_is_named_by_both_years_and_is_whole(month: int) -> None:
    whole, *quarters = cycles.year_cycles(2027, month)
    assert whole.name == "2027/28"
    assert quarters[0].name == "2027/28 Q1"
    assert (whole.starts_on, whole.ends_on.month) == (date(2027, month, 1), month - 1)
    assert quarters[-1].ends_on == whole.ends_on
    for earlier, later in pairwise(quarters):
        assert (later.starts_on - earlier.ends_on).days == 1


def test_a_day_before_the_first_month_belongs_to_the_year_before() -> None:
    assert cycles.year_of(date(2026, 3, 31), 4) == 2025
    assert cycles.year_of(date(2026, 4, 1), 4) == 2026


def test_now_means_the_quarter_then_the_shortest_open_cycle() -> None:
    year = Cycle("2026", "year", date(2026, 1, 1), date(2026, 12, 31))
    quarter = Cycle("2026 Q4", "quarter", date(2026, 10, 1), date(2026, 12, 31))
    sprint = Cycle("Sprint 3", "custom", date(2026, 11, 9), date(2026, 11, 22))
    assert cycles.current_cycle([year, sprint, quarter], TODAY) is quarter
    assert cycles.current_cycle([year, sprint], TODAY) is sprint
    closed = Cycle("2026 Q4", "quarter", date(2026, 10, 1), date(2026, 12, 31), TODAY)
    assert cycles.current_cycle([year, closed], TODAY) is year
    assert cycles.current_cycle([closed], TODAY) is None


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [
        (date(2026, 2, 1), date(2026, 2, 1), "goals.cycle_dates"),
        (date(2026, 2, 2), date(2026, 2, 1), "goals.cycle_dates"),
        (date(2026, 1, 1), date(2032, 1, 1), "goals.cycle_too_long"),
        (date(2025, 12, 31), date(2026, 2, 1), "goals.cycle_outside_parent"),
        (date(2026, 12, 1), date(2027, 1, 1), "goals.cycle_outside_parent"),
    ],
)
def test_a_cycle_with_wrong_dates_is_refused(starts: date, ends: date, code: str) -> None:
    year = HasDates(starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    assert [one.code for one in cycles.cycle_refusals(starts, ends, year)] == [code]


def test_a_cycle_inside_its_parent_is_fine() -> None:
    year = HasDates(starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    assert cycles.cycle_refusals(date(2026, 1, 1), date(2026, 12, 31), year) == []


def test_only_dates_that_were_the_cycles_follow_it() -> None:
    old = HasDates(starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31))
    new = HasDates(starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))
    assert cycles.carried_dates((old.starts_on, old.ends_on), old, new) == (new.starts_on, new.ends_on)
    assert cycles.carried_dates((old.starts_on, date(2026, 3, 1)), old, new) is None


def test_only_drafts_and_fresh_unused_work_of_ones_own_are_deleted() -> None:
    assert changes.may_be_deleted("draft", mine=False, age_minutes=1e6, used=True)
    assert changes.may_be_deleted("active", mine=True, age_minutes=10, used=False)
    assert not changes.may_be_deleted("active", mine=True, age_minutes=10.1, used=False)
    assert not changes.may_be_deleted("active", mine=False, age_minutes=1, used=False)
    assert not changes.may_be_deleted("active", mine=True, age_minutes=1, used=True)


def test_the_path_of_a_circle_names_what_the_reader_may_see() -> None:
    said = changes.cycle_sentence(["Grow", None, "Grow"])
    assert "'Grow' -> a private objective -> 'Grow'" in said


def facts(kind: Kind = Kind.INCREASE, **more: object) -> KeyResultFacts:
    given = {"raw": None, "last_on": None, "dropped": False, "commitment": "stretch"} | more
    definition = Definition(
        kind=kind,
        start=Decimal(0) if kind is Kind.INCREASE else None,
        target=Decimal(100) if kind is Kind.INCREASE else None,
        high=Decimal(5) if kind is Kind.MAINTAIN else None,
        method=given.pop("method", Method.PERIODS),  # type: ignore[arg-type]  # tests give a method here
        starts_on=given.pop("starts_on", date(2026, 10, 1)),  # type: ignore[arg-type]  # and dates
        ends_on=date(2026, 12, 31),
    )
    return KeyResultFacts(definition=definition, every=7, **given)  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    ("given", "state", "words"),
    [
        (facts(dropped=True), "dropped", "dropped"),
        (facts(starts_on=date(2026, 12, 1)), "not_started", "1 December 2026"),
        (facts(starts_on=date(2026, 11, 12)), "no_data", "not due yet"),
        (facts(), "stale", "No value yet, and one is due every 7 days"),
        (facts(made_on=date(2026, 11, 8)), "stale", "No value yet, and one is due every 7 days"),
        (facts(made_on=date(2026, 11, 9)), "no_data", "not due yet"),
        (facts(made_on=date(2026, 11, 8), asked_on=TODAY), "no_data", "the first one is due on 15 November 2026"),
        (facts(asked_on=date(2026, 11, 14)), "stale", "the first one was due on 14 November 2026"),
        (facts(made_on=TODAY, raw=0.1, last_on=TODAY), "off_track", "10 %"),
        (facts(raw=0.9, last_on=date(2026, 11, 1)), "stale", "14 days old"),
        (facts(raw=1.0, last_on=TODAY), "done", "target is reached"),
        (facts(raw=0.5, last_on=TODAY), "on_track", "50 %"),
        (facts(raw=0.25, last_on=TODAY), "at_risk", "on pace for 70 % (a stretch) it would be at 35 % today"),
        (facts(raw=0.1, last_on=TODAY), "off_track", "10 %"),
        (facts(raw=-0.1, last_on=TODAY), "off_track", "worse than where it started"),
        (facts(raw=0.4, last_on=TODAY, commitment="committed"), "at_risk", "the whole target"),
        (facts(Kind.WORK), "no_data", "cancelled"),
        (facts(Kind.OBJECTIVES), "no_data", "No team has taken it up"),
        (facts(Kind.MAINTAIN, raw=0.75, last_on=TODAY), "at_risk", "held for 75 % of the time"),
        (facts(starts_on=date(2026, 11, 12), raw=0.0, last_on=TODAY), "on_track", "just begun"),
        (facts(raw=0.83, last_on=date(2026, 10, 1), closed=True), "achieved", "score of 0.83; 0.70 and more"),
        (facts(raw=0.83, last_on=TODAY, closed=True, commitment="committed"), "missed", "succeeds at 1.00"),
        (facts(closed=True), "missed", "score of 0.00"),
        (facts(raw=0.83, closed=True, dropped=True), "dropped", "dropped"),
        (facts(Kind.WORK, closed=True), "no_data", "cancelled"),
    ],
)
def test_every_health_says_why(given: KeyResultFacts, state: str, words: str) -> None:
    found = stand(given, TODAY)
    assert found.state == state
    assert words in key_result_sentence(given, found)


@pytest.mark.parametrize(
    ("chance", "held", "words"),
    [
        (0.446, Health.OFF_TRACK, "It stays off track until the chance rises above 45 % or one more check-in"),
        (0.66, Health.ON_TRACK, "It stays on track until the chance falls below 65 % or one more check-in"),
        (0.72, Health.AT_RISK, "It stays at risk until the chance rises above 75 % or one more check-in"),
        (0.38, Health.AT_RISK, "It stays at risk until the chance falls below 35 % or one more check-in"),
        (0.5, Health.AT_RISK, ""),
    ],
)
def test_a_health_that_its_margin_holds_says_what_would_change_it(chance: float, held: Health, words: str) -> None:
    given = facts(raw=0.5, last_on=TODAY, foreseen=Foreseen(chance, held, 5))
    found = stand(given, TODAY)
    assert found.verdict.health is held
    said = key_result_sentence(given, found, forecast="A chance.")
    assert said.startswith(f"A chance. {words}" if words else "A chance.")
    assert ("stays" in said) == bool(words)


@pytest.mark.parametrize(
    ("chance", "state", "said"),
    [
        (0.44, Health.OFF_TRACK, "44 % chance of success on average. It stays off track as long as they do."),
        (0.67, Health.ON_TRACK, "67 % chance of success on average. It stays on track as long as they do."),
        (0.5, Health.AT_RISK, "50 % chance of success on average."),
    ],
)
def test_an_objective_says_that_its_key_results_hold_its_health(chance: float, state: Health, said: str) -> None:
    found = objective_reading("active", [Counted(1, state, chance=chance)] * 2)
    assert (found.state, found.sentence) == (state, f"Its key results have a {said}")


def test_the_health_of_an_objective_is_its_worst_and_says_so() -> None:
    members = [Counted(1, Health.ON_TRACK), Counted(1, Health.OFF_TRACK)]
    said = objective_reading("active", members)
    assert (said.state, said.sentence) == (
        "off_track",
        "Of 2 key results: 1 on track, 1 off track. The worst one decides.",
    )


def test_more_than_half_of_the_weight_on_track_lifts_it_one_step() -> None:
    said = objective_reading("active", [Counted(3, Health.ON_TRACK), Counted(1, Health.OFF_TRACK)])
    assert said.state == "at_risk"
    assert "one step better" in said.sentence


def test_a_lifted_objective_does_not_say_that_its_worst_decides_when_another_one_has_its_state() -> None:
    said = objective_reading("active", [Counted(3, Health.ON_TRACK), Counted(1, Health.AT_RISK)])
    assert said.state == "on_track"
    assert "one step better" in said.sentence
    assert "The worst one decides" not in said.sentence


@pytest.mark.parametrize(
    ("state", "members", "found"),
    [
        ("draft", [Counted(1, Health.OFF_TRACK)], "draft"),
        ("dropped", [Counted(1, Health.OFF_TRACK)], "dropped"),
        ("active", [], "not_measured"),
        ("active", [Counted(0, Health.OFF_TRACK)], "not_measured"),
        ("active", [Counted(1, Health.NOT_STARTED)], "not_started"),
        ("active", [Counted(0, Health.OFF_TRACK), Counted(1, Health.DONE)], "done"),
    ],
)
def test_an_objective_without_a_key_result_that_counts_says_so(state: str, members: list[Counted], found: str) -> None:
    assert objective_reading(state, members).state == found


def test_the_pace_of_an_objective_is_weighed() -> None:
    assert objective_expected([(3, 0.5), (1, 1.0), (0, 0.0), (1, None)]) == 0.625
    assert objective_expected([]) is None


GUEST, MEMBER, ADMIN = Actor(role="guest"), Actor(role="member"), Actor(role="admin")


@pytest.mark.parametrize(
    ("standing", "member", "admin", "guest"),
    [
        (Standing(), False, True, False),
        (Standing(owns=True), True, True, False),
        (Standing(wrote=True), True, True, False),
        (Standing(leads=True), True, True, False),
        (Standing(in_team=True), False, True, False),
        (Standing(shared="view"), False, True, False),
        (Standing(shared="edit"), True, True, False),
    ],
)
def test_who_edits_an_objective(standing: Standing, member: bool, admin: bool, guest: bool) -> None:
    assert access.can_edit(MEMBER, standing) is member
    assert access.can_edit(ADMIN, standing) is admin
    assert access.can_edit(GUEST, standing) is guest


@pytest.mark.parametrize(
    ("actor", "standing", "own", "team", "may"),
    [
        (MEMBER, Standing(), False, False, False),
        (MEMBER, Standing(), True, False, True),
        (MEMBER, Standing(), False, True, True),
        (MEMBER, Standing(in_team=True), False, False, True),
        (GUEST, Standing(shared="view"), True, True, False),
        (GUEST, Standing(shared="edit"), False, False, True),
    ],
)
def test_who_records_values(actor: Actor, standing: Standing, *, own: bool, team: bool, may: bool) -> None:
    assert access.can_record(actor, standing, owns=own, in_team=team) is may


def test_who_writes_for_a_team_and_without_one() -> None:
    assert access.can_write_for_team(MEMBER, TeamStanding(member=True))
    assert access.can_write_for_team(MEMBER, TeamStanding(leads=True))
    assert access.can_write_for_team(ADMIN, TeamStanding())
    assert not access.can_write_for_team(MEMBER, TeamStanding())
    assert not access.can_write_for_team(GUEST, TeamStanding(member=True))
    assert access.can_write_without_team(MEMBER, MEMBER.member)
    assert not access.can_write_without_team(GUEST, None)


def test_a_closed_cycle_takes_every_right_away() -> None:
    closed = access.objective_can(ADMIN, Standing(owns=True, closed=True), deletable=True)
    assert not any(getattr(closed, name) for name in closed.__struct_fields__)
    own = access.key_result_can(ADMIN, Standing(owns=True, closed=True), KeyResultStanding(owns=True, deletable=True))
    assert not any(getattr(own, name) for name in own.__struct_fields__)


def test_the_owner_of_a_key_result_edits_it_and_does_not_weigh_it() -> None:
    can = access.key_result_can(MEMBER, Standing(), KeyResultStanding(owns=True))
    assert (can.edit, can.record, can.cascade, can.weigh, can.drop) == (True, True, True, False, False)
    computed = access.key_result_can(MEMBER, Standing(), KeyResultStanding(owns=True, computed=True))
    assert not computed.record


@pytest.mark.parametrize(
    ("kind", "raw", "v70", "score"),
    [
        (Kind.INCREASE, 0.5, None, "0.50"),
        (Kind.INCREASE, 0.8, Decimal(80), "0.70"),
        (Kind.INCREASE, 0.4, Decimal(80), "0.35"),
        (Kind.INCREASE, 1.2, Decimal(80), "1.00"),
        (Kind.INCREASE, -0.1, None, "0.00"),
        (Kind.INCREASE, None, None, "0.00"),
        (Kind.MAINTAIN, None, None, None),
    ],
)
def test_a_key_result_ends_with_the_score_of_its_last_progress(
    kind: Kind, raw: float | None, v70: Decimal | None, score: str | None
) -> None:
    found = final_score(replace(facts(kind).definition, v70=v70), raw)
    assert found == (None if score is None else Decimal(score))


def test_an_objective_of_a_closed_cycle_is_graded_by_the_mean_of_its_scores() -> None:
    members = [Counted(3, Health.ACHIEVED, Decimal("0.90")), Counted(1, Health.MISSED, Decimal("0.30"), "committed")]
    said = objective_reading("active", members)
    assert (said.state, said.sentence) == (
        "achieved",
        "It ended with a score of 0.75; 0.70 and more is a success for a stretch.",
    )
    promised = [Counted(1, Health.ACHIEVED, Decimal("0.90"), "committed")]
    assert objective_reading("active", promised).state == "missed"
    assert objective_reading("dropped", members).state == "dropped"
