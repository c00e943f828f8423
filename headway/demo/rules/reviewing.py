"""Gradings, retrospectives and monthly assessments of the sample company."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from headway.demo.rules.chance import between, pick, unit
from headway.demo.rules.content.reviews import ADJUSTED, JUDGEMENTS, KEPT, NOTES, REVIEWS, STOPPED
from headway.demo.rules.history import Happening
from headway.demo.rules.recipes import Judgement, Review
from headway.demo.rules.values import CheckIn, Company, Cycle, KeyResult, Objective
from headway.progress.rules.health import Health, Member, objective_health

MOST_SCORERS = 5
STEP = Decimal("0.05")  # people give round scores
NOTED = 0.25  # share of blind scores with a word
LOW = 45  # a judgement below it asks for a reason
TUESDAY = 1
SETTLING = 14  # days of a cycle before it is assessed for the first time
LEFT_OPEN = 0.2  # share of this month's assessments still to be made


class Graded(Struct, frozen=True, kw_only=True):
    """A team's grading of a closed quarter: who scored, what, and when it was revealed."""

    team: str
    cycle: str
    review: Review | None
    people: tuple[str, ...]
    key_results: tuple[str, ...]
    at: datetime
    by: str


class Assessed(Struct, frozen=True, kw_only=True):
    """An objective as its team judged it in a month. `judgement` is out of 100."""

    objective: str
    month: date
    at: datetime
    by: str
    health: str
    progress: float | None
    judgement: int
    decision: Literal["keep", "adjust", "stop"]
    reason: str


def gradings(company: Company) -> tuple[Graded, ...]:
    """One for every team with goals in a closed quarter, two days after its end."""
    zone = _zone(company)
    leads = {team.key: team.lead for team in company.teams}
    found = []
    for cycle in (one for one in company.cycles if one.state == "closed"):
        goals = [goal for goal in company.objectives if goal.cycle == cycle.key]
        for team in dict.fromkeys(goal.team for goal in goals):
            results = _results(company, [goal for goal in goals if goal.team == team])
            found.append(
                Graded(
                    team=team,
                    cycle=cycle.key,
                    review=next((one for one in REVIEWS if (one.team, one.cycle) == (team, cycle.key)), None),
                    people=_scorers(company, team, results),
                    key_results=tuple(result.key for result in results),
                    at=datetime.combine(cycle.end + timedelta(days=2), time(14, 30), zone),
                    by=leads[team],
                )
            )
    return tuple(found)


def judgement(key_result: str) -> Judgement:
    """What was said with its final score."""
    return JUDGEMENTS.get(key_result, Judgement())


def blind_score(person: str, key_result: str, suggested: Decimal, *, seed: int) -> tuple[Decimal, str]:
    """What one person gave before the others' scores were known: round, and not far from what the numbers say."""
    apart = between(-3, 3, seed, person, key_result, "blind") * STEP
    score = ((suggested + apart) / STEP).quantize(Decimal(1)) * STEP
    noted = unit(seed, person, key_result, "noted") < NOTED
    return min(max(score, Decimal(0)), Decimal(1)), pick(NOTES, seed, person, key_result, "note") if noted else ""


def assessments(
    company: Company, told: Iterable[Happening], check_ins: Sequence[CheckIn], *, seed: int
) -> tuple[Assessed, ...]:
    """Of the current quarter's goals, on the first Tuesday of each month since it has settled."""
    cycle = next(one for one in company.cycles if one.kind == "quarter" and one.state == "active")
    moves = [one for one in told if one.kind == "progress.changed" and one.subject == "objective"]
    found: list[Assessed] = []
    for month in _months(cycle, company.today):
        at = datetime.combine(_first_tuesday(month), time(11), _zone(company))
        newest = {one.key_result: one for one in check_ins if one.at <= at}
        latest = month.replace(day=1) == company.today.replace(day=1)
        for goal in company.objectives:
            due = goal.cycle == cycle.key and goal.state == "active"
            left_open = latest and goal.key not in ADJUSTED and unit(seed, goal.key, "assessed") < LEFT_OPEN
            if due and not left_open:
                progress = next(
                    (one.data["new"] for one in reversed(moves) if one.key == goal.key and one.at <= at), None
                )
                below = [newest[r.key] for r in _results(company, [goal]) if r.key in newest]
                found.append(_assessed(goal, at, below, progress=progress, seed=seed))
    return (*_adjusted(found), *_stopped(company))


def _adjusted(assessed: Iterable[Assessed]) -> Iterator[Assessed]:
    """The first assessment of some objectives changed a target."""
    left = dict(ADJUSTED)
    for one in assessed:
        change = left.pop(one.objective, None)
        yield one if change is None else replace(one, decision="adjust", reason=change.reason)


def _assessed(
    goal: Objective, at: datetime, below: Sequence[CheckIn], *, progress: float | None, seed: int
) -> Assessed:
    felt = sum(one.confidence for one in below) / len(below) if below else goal.confidence
    judged = min(max(round(10 * felt) + 5 * between(-1, 1, seed, goal.key, at.month, "judged"), 5), 95)
    state = objective_health([Member(1.0, Health(one.health)) for one in below if one.health])
    return Assessed(
        objective=goal.key,
        month=at.date().replace(day=1),
        at=at,
        by=goal.owner,
        health=(state or Health.NO_DATA).value,
        progress=progress,
        judgement=judged,
        decision="keep",
        reason=pick(KEPT, seed, goal.key, at.month, "kept") if judged < LOW else "",
    )


def _stopped(company: Company) -> Iterator[Assessed]:
    for goal in company.objectives:
        if goal.state == "dropped" and goal.dropped_at is not None:
            yield Assessed(
                objective=goal.key,
                month=goal.dropped_at.date().replace(day=1),
                at=goal.dropped_at,
                by=goal.owner,
                health=Health.OFF_TRACK.value,
                progress=None,
                judgement=10,
                decision="stop",
                reason=goal.reason or STOPPED,
            )


def _months(cycle: Cycle, today: date) -> Iterator[date]:
    """First days of the months whose first Tuesday lies inside the cycle, after it has settled and before today."""
    month = cycle.start.replace(day=1)
    while month <= today:
        if cycle.start + timedelta(days=SETTLING) <= _first_tuesday(month) < today:
            yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _first_tuesday(month: date) -> date:
    return month + timedelta(days=(TUESDAY - month.weekday()) % 7)


def _scorers(company: Company, team: str, results: Sequence[KeyResult]) -> tuple[str, ...]:
    lead = next(one.lead for one in company.teams if one.key == team)
    people = (person.key for person in company.people if person.team == team and person.role != "guest")
    return tuple(dict.fromkeys([lead, *(result.owner for result in results), *people]))[:MOST_SCORERS]


def _results(company: Company, goals: Sequence[Objective]) -> list[KeyResult]:
    keys = {goal.key for goal in goals}
    return [result for result in company.key_results if result.objective in keys]


def _zone(company: Company) -> tzinfo | None:
    return company.objectives[0].created_at.tzinfo
