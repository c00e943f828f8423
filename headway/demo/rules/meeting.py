"""The last meeting that some teams of the sample company held, and the calendars that their rituals follow."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from headway.demo.rules.content.reviews import COMPANY_DAY, MEETING_NOTES, RHYTHMS
from headway.demo.rules.recipes import Timing
from headway.demo.rules.values import CheckIn, Company, Task
from headway.rituals.rules.meetings import BUDGET, Item

SPOKEN = {"off_track": Item.OFF_TRACK, "at_risk": Item.AT_RISK}
MOST_DECISIONS = 3
BEFORE, AFTER = timedelta(minutes=20), timedelta(minutes=15)  # of the first decision, and of the last


class Point(Struct, frozen=True):
    """An item of the agenda: a red or amber key result, or a list; what was noted, and how long it took in seconds."""

    kind: str
    key_result: str
    note: str
    seconds: int


class Held(Struct, frozen=True, kw_only=True):
    """A meeting that is over. What it decided are the `tasks` that were written down in it, each at its place."""

    team: str
    by: str
    week: date
    begun_at: datetime
    ended_at: datetime
    notes: str
    points: tuple[Point, ...]
    tasks: tuple[tuple[int, int], ...]


class TeamCalendar(Struct, frozen=True):
    team: str
    holidays: tuple[tuple[date, str], ...]
    rhythms: tuple[Timing, ...]


def meetings(company: Company, check_ins: Sequence[CheckIn]) -> tuple[Held, ...]:
    """Of each team with notes, on the last day on which tasks of its projects were written down."""
    leads = {team.key: team.lead for team in company.teams}
    found = []
    for team, notes in MEETING_NOTES.items():
        decided = _last_written(company, team)
        begun = decided[0].created_at - BEFORE
        points = _agenda(company, team, [one for one in check_ins if one.at < begun])
        place = next((place for place, point in enumerate(points) if point.key_result), 0)
        day = begun.date()
        found.append(
            Held(
                team=team,
                by=leads[team],
                week=day - timedelta(days=day.weekday()),
                begun_at=begun,
                ended_at=decided[-1].created_at + AFTER,
                notes=notes,
                points=points,
                tasks=tuple((place, task.number) for task in decided),
            )
        )
    return tuple(found)


def calendars(company: Company) -> tuple[TeamCalendar, ...]:
    """Every team has the company's free day, the Friday in two weeks; some have hours of their own."""
    free = company.today - timedelta(days=company.today.weekday()) + timedelta(days=14 + 4)
    return tuple(TeamCalendar(team.key, ((free, COMPANY_DAY),), RHYTHMS.get(team.key, ())) for team in company.teams)


def _last_written(company: Company, team: str) -> list[Task]:
    own = {project.key for project in company.projects if project.team == team}
    tasks = sorted((task for task in company.tasks if task.project in own), key=lambda task: task.created_at)
    day = tasks[-1].created_at.date()
    return [task for task in tasks if task.created_at.date() == day][:MOST_DECISIONS]


def _agenda(company: Company, team: str, said: Sequence[CheckIn]) -> tuple[Point, ...]:
    goals = {goal.key for goal in company.objectives if goal.team == team and goal.state == "active"}
    now = {r.key for r in company.key_results if r.objective in goals and r.start <= company.today <= r.due}
    newest = {one.key_result: one for one in said if one.key_result in now}
    shown = [
        Point(item, one.key_result, one.blockers or one.changed, BUDGET[item] - 40)
        for health, item in SPOKEN.items()
        for one in newest.values()
        if one.health == health
    ]
    lists = [Point(item, "", "", BUDGET[item] - 30) for item in (Item.BLOCKED, Item.WINS, Item.COMMIT)]
    return (*shown, *lists)
