"""From the hand-written content to the finished company: every key resolved, every date real."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from headway.demo.rules import measuring, working
from headway.demo.rules.calendar import (
    QUARTER_DAYS,
    YEAR_FIRST_DAY,
    YEAR_LAST_DAY,
    Calendar,
    spoken,
    week_day,
)
from headway.demo.rules.chance import between
from headway.demo.rules.content.goals import GOALS
from headway.demo.rules.content.people import ABOUT, DOMAIN, NAME, PEOPLE, TEAMS
from headway.demo.rules.content.projects import LINKS, PLANS
from headway.demo.rules.keeping import Habit, habit
from headway.demo.rules.recipes import Goal, Number, Plan, Result
from headway.demo.rules.values import (
    Alignment,
    Cascade,
    Company,
    Cycle,
    KeyResult,
    Measurement,
    MilestoneStep,
    Objective,
    Person,
    Project,
    ProjectStatus,
    WorkLink,
)

UTC = ZoneInfo("UTC")
_CYCLE_KEYS = {"quarter": "q3", "year": "year", "next": "q4", "last": "q2", "first": "q1"}
_CYCLE_WEEKS = {"quarter": (1, 13), "year": (-25, 26), "next": (14, 26), "last": (-12, 0), "first": (-25, -13)}
_DROPPED_DAY = week_day(4, 2)
_DRAFTED_DAY = week_day(7, 2)


def company(today: date, seed: int = 1, zone: ZoneInfo = UTC) -> Company:
    """The sample company as it stands on the morning of `today`; times of day are local times of `zone`.

    The same day, seed and zone give an equal company. Two days a whole number of weeks apart give the same one moved
    by these weeks, but for the dates that titles and cycle names speak of.
    """
    calendar = Calendar(today, zone)
    tasks, numbers = working.tasks(PLANS, calendar=calendar, seed=seed)
    return Company(
        name=NAME,
        about=ABOUT,
        today=today,
        task_prefix="HW",
        people=_people(),
        teams=TEAMS,
        cycles=_cycles(calendar),
        objectives=tuple(_objective(goal, calendar, seed) for goal in GOALS),
        key_results=tuple(_key_result(goal, r, calendar, seed=seed) for goal in GOALS for r in goal.results),
        cascades=tuple(Cascade(goal.cascade, goal.key) for goal in GOALS if goal.cascade),
        alignments=_alignments(),
        projects=tuple(_project(plan, calendar, seed) for plan in PLANS),
        tasks=tasks,
        work_links=tuple(
            WorkLink(n.key_result, n.project, numbers[n.task] if n.task else None, Decimal(str(n.weight)))
            for n in LINKS
        ),
    )


def _people() -> tuple[Person, ...]:
    return tuple(Person(who.key, who.name, f"{who.key}@{DOMAIN}", who.job, who.team, who.role) for who in PEOPLE)


def _cycles(calendar: Calendar) -> tuple[Cycle, ...]:
    label = calendar.year_label()
    year = Cycle("year", label, "year", "", calendar.day(YEAR_FIRST_DAY), calendar.day(YEAR_LAST_DAY), "active")
    quarters = [
        Cycle(
            f"q{place + 1}",
            f"{label} Q{place + 1}",
            "quarter",
            "year",
            calendar.day(first),
            calendar.day(first + QUARTER_DAYS - 1),
            "closed" if place < 2 else "active" if place == 2 else "planned",
        )
        for place, first in enumerate(range(YEAR_FIRST_DAY, YEAR_LAST_DAY, QUARTER_DAYS))
    ]
    return (year, *quarters)


def _objective(goal: Goal, calendar: Calendar, seed: int) -> Objective:
    return Objective(
        key=goal.key,
        title=goal.title,
        why=goal.why,
        owner=goal.owner,
        team=goal.team,
        cycle=_CYCLE_KEYS[goal.cycle],
        state=goal.state,
        reason=goal.reason,
        private=goal.private,
        priority=goal.priority,
        confidence=goal.confidence,
        created_at=_written(goal, calendar, seed),
        dropped_at=calendar.moment(_DROPPED_DAY, 11 * 60) if goal.state == "dropped" else None,
    )


def _written(goal: Goal, calendar: Calendar, seed: int) -> datetime:
    minute = between(9 * 60, 17 * 60, seed, goal.key, "written")
    if goal.state == "draft":
        return calendar.moment(_DRAFTED_DAY, minute)
    start = 0 if goal.cycle == "next" else week_day(_CYCLE_WEEKS[goal.cycle][0])
    week = between(2, 3, seed, goal.key, "written week")
    return calendar.moment(start - 7 * week + between(0, 4, seed, goal.key, "written day"), minute)


def _key_result(goal: Goal, result: Result, calendar: Calendar, *, seed: int) -> KeyResult:
    owner = result.owner or goal.owner
    own = habit(owner, goal.team, seed)
    start, due = _dates(goal, result)
    days = calendar.day(start), calendar.day(due)
    return KeyResult(
        key=result.key,
        objective=goal.key,
        title=result.title.format(due=spoken(days[1])),
        kind=result.kind,
        owner=owner,
        unit=result.unit,
        baseline=_exact(result.start),
        target=_exact(result.target),
        low=_exact(result.low),
        high=_exact(result.high),
        method=result.method,
        v70=_exact(result.v70),
        total=_exact(result.total),
        commitment="stretch" if result.stretch or result.kind == "objectives" else "committed",
        indicator=result.indicator,
        weight=Decimal(str(result.weight)),
        source=result.source,
        full_mark=_full_mark(result),
        confidence=result.confidence,
        start=days[0],
        due=days[1],
        check_in_days=7 * result.every,
        steps=_steps(result, own, calendar),
        measurements=_measurements(goal, result, own, calendar=calendar, seed=seed),
    )


def _dates(goal: Goal, result: Result) -> tuple[int, int]:
    first, last = _weeks(goal, result)
    return week_day(first), week_day(last, 6)


def _weeks(goal: Goal, result: Result) -> tuple[int, int]:
    return result.weeks or _CYCLE_WEEKS[goal.cycle]


def _measurements(goal: Goal, result: Result, own: Habit, *, calendar: Calendar, seed: int) -> tuple[Measurement, ...]:
    return measuring.history(replace(result, weeks=_weeks(goal, result)), habit=own, calendar=calendar, seed=seed)


def _steps(result: Result, own: Habit, calendar: Calendar) -> tuple[MilestoneStep, ...]:
    found = []
    for step in result.steps:
        reached = measuring.is_reached(step.week, weekday=own.usual, calendar=calendar)
        at = calendar.moment(week_day(step.week, own.usual), 15 * 60) if reached and step.week else None
        found.append(MilestoneStep(step.title, Decimal(str(step.weight)), at))
    return tuple(found)


def _full_mark(result: Result) -> str:
    """What 100 % and 70 % look like, in the key result's own unit."""
    if result.start is None or result.target is None:
        return ""
    straight = float(result.start) + 0.7 * (float(result.target) - float(result.start))
    seventy = result.v70 if result.v70 is not None else round(straight, max(result.places, 0))
    whole = f"{result.target:,g}" if isinstance(result.target, float) else f"{result.target:,}"
    return f"100 %: {whole} {result.unit}. 70 %: {seventy:,.10g} {result.unit}."


def _alignments() -> tuple[Alignment, ...]:
    contributes = [
        Alignment(goal.key, parent, "contributes", Decimal(str(weight)))
        for goal in GOALS
        for parent, weight in goal.contributes
    ]
    supports = [Alignment(goal.key, parent, "supports", Decimal(1)) for goal in GOALS for parent in goal.supports]
    return (*contributes, *supports)


def _project(plan: Plan, calendar: Calendar, seed: int) -> Project:
    first = week_day(plan.weeks[0])
    return Project(
        key=plan.key,
        name=plan.name,
        why=plan.why,
        team=plan.team,
        lead=plan.lead,
        state=plan.state,
        start=calendar.day(first),
        due=calendar.day(week_day(plan.weeks[1], 4)),
        statuses=tuple(ProjectStatus(status.name, status.type) for status in plan.statuses),
        created_at=calendar.moment(first - 14, between(9 * 60, 16 * 60, seed, plan.key, "written")),
        guests=plan.guests,
    )


def _exact(number: Number | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
