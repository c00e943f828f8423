"""Mondays and Fridays of the sample company: what people undertook, what became of it, what they were glad about."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from headway.demo.rules.chance import between, pick, unit
from headway.demo.rules.content import weeks as words
from headway.demo.rules.values import Company, Person, Task

WEEKS = 5  # with this one
MOST_PICKED = 3
CARRIED, DROPPED = 0.2, 0.1  # share of what was written that is not done in its week
STUCK = {"Blocked", "Waiting"}


class Commitment(Struct, frozen=True, kw_only=True):
    """A task by its number, or words. `weeks` are the Mondays of its life."""

    team: str
    member: str
    key_result: str
    weeks: tuple[date, ...]
    at: datetime
    priority: int
    task: int | None = None
    title: str = ""
    done_at: datetime | None = None
    dropped_at: datetime | None = None
    reason: str = ""


class Win(Struct, frozen=True, kw_only=True):
    team: str
    member: str
    week: date
    at: datetime
    text: str
    task: int | None = None
    cheers: tuple[str, ...] = ()


class Line(Struct, frozen=True, kw_only=True):
    """A line of a team's four squares: a colour, or the Monday of the week that it is for."""

    team: str
    by: str
    at: datetime
    text: str
    state: str = ""
    week: date | None = None


def commitments(company: Company, *, seed: int) -> tuple[Commitment, ...]:
    """Of everybody in a team, for the last four weeks and this one, as far as it has come."""
    mondays = _mondays(company)
    found: list[Commitment] = []
    serves = _serves(company)
    for person in _people(company):
        own = [task for task in company.tasks if person.key in task.assignees]
        found += _picked(person, own, mondays, zone=_zone(company), serves=serves)
        found += _written(company, person, mondays, seed=seed)
    return _once_a_week(found)


def wins(company: Company, *, seed: int) -> tuple[Win, ...]:
    """One or two a week and team, on its Friday; of this week once it is Friday."""
    zone, people = _zone(company), _people(company)
    found: list[Win] = []
    for monday in _mondays(company):
        friday = monday + timedelta(days=4)
        if friday >= company.today:
            continue
        at = datetime.combine(friday, time(16, 5), zone)
        for team, texts in words.WINS.items():
            members = [person.key for person in people if person.team == team]
            place = (monday.toordinal() // 7) % (len(texts) + 1)
            if place < len(texts):
                by = pick(members, seed, team, monday.isoformat(), "win")
                cheers = tuple(one for one in members if one != by and unit(seed, team, str(monday), one, "glad") < 0.5)
                found.append(Win(team=team, member=by, week=monday, at=at, text=texts[place], cheers=cheers))
        found += _won(company, monday, at, seed=seed)
    return tuple(found)


def lines(company: Company) -> tuple[Line, ...]:
    """What each team watches and sees coming, written by its lead on the Monday of this week."""
    monday = _mondays(company)[-1]
    at = datetime.combine(monday - timedelta(days=7), time(10, 20), _zone(company))
    leads = {team.key: team.lead for team in company.teams}
    health = [
        Line(team=team, by=leads[team], at=at, text=text, state=state)
        for team, some in words.HEALTH.items()
        for text, state in some
    ]
    ahead = [
        Line(team=team, by=leads[team], at=at, text=text, week=monday + timedelta(days=7 * weeks))
        for team, some in words.AHEAD.items()
        for weeks, text in some
    ]
    return (*health, *ahead)


def _picked(
    person: Person, own: Sequence[Task], mondays: Sequence[date], *, zone: tzinfo | None, serves: dict[str, str]
) -> Iterator[Commitment]:
    """Tasks from the board: those finished in a week, and in this one those under way."""
    for monday in mondays:
        finished = [task for task in own if task.closed_at and _in_week(task.closed_at.date(), monday)]
        chosen = finished[:MOST_PICKED]
        if monday == mondays[-1]:
            open_ = [task for task in own if not task.closed_at and task.started_at and task.status not in STUCK]
            chosen = [*chosen, *open_][:MOST_PICKED]
        for place, task in enumerate(chosen):
            since = monday - timedelta(days=7) if _began_before(task, monday) and monday > mondays[0] else monday
            yield Commitment(
                team=person.team,
                member=person.key,
                key_result=serves.get(task.project, ""),
                weeks=tuple(dict.fromkeys((since, monday))),
                at=_monday_morning(since, zone),
                priority=1 if place == 0 else 2,
                task=task.number,
            )


def _once_a_week(found: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """Without what a colleague would write anew in a week into which it was carried."""
    carried = {(one.team, one.title, week) for one in found if one.title for week in one.weeks[1:]}
    return tuple(one for one in found if (one.team, one.title, one.weeks[0]) not in carried)


def _written(company: Company, person: Person, mondays: Sequence[date], *, seed: int) -> Iterator[Commitment]:
    """In words of their own, for a key result that they answer for: as many people of a team as it has words for."""
    texts, owned = words.WRITTEN.get(person.team, ()), _owned(company)
    writers = [one.key for one in _people(company) if one.team == person.team and owned[one.key]][: len(texts)]
    if person.key not in writers:
        return
    for week, monday in enumerate(mondays):
        text = texts[(writers.index(person.key) + week) % len(texts)]
        key_result = pick(owned[person.key], seed, person.key, monday.isoformat(), "for")
        yield _lived(company, person, text, key_result, monday=monday, seed=seed)


def _owned(company: Company) -> dict[str, list[str]]:
    """Person -> key results of now that are theirs, or of an objective of theirs, which everybody may see."""
    found: dict[str, list[str]] = defaultdict(list)
    goals = {goal.key: goal for goal in company.objectives if goal.state == "active" and not goal.private}
    for result in company.key_results:
        if result.objective in goals and result.start <= company.today <= result.due:
            for person in dict.fromkeys((result.owner, goals[result.objective].owner)):
                found[person].append(result.key)
    return found


def _lived(company: Company, person: Person, text: str, key_result: str, *, monday: date, seed: int) -> Commitment:
    """What became of it: done in its week, or carried into the next, or dropped; this week's is open."""
    luck, zone = unit(seed, person.key, text, monday.isoformat(), "luck"), _zone(company)
    this = _mondays(company)[-1]
    made = Commitment(
        team=person.team,
        member=person.key,
        key_result=key_result,
        weeks=(monday,),
        at=_monday_morning(monday, zone),
        priority=1 if luck > 0.5 else 2,
        title=text,
    )
    over = datetime.combine(monday + timedelta(days=3), time(between(9, 17, seed, text, monday.isoformat())), zone)
    if monday == this:
        return made
    if luck < DROPPED:
        return replace(made, dropped_at=over, reason=pick(words.DROPPED, seed, person.key, text, "dropped"))
    if luck < DROPPED + CARRIED:
        later = monday + timedelta(days=7)
        return replace(made, weeks=(monday, later), done_at=over + timedelta(days=5) if later < this else None)
    return replace(made, done_at=over)


def _won(company: Company, monday: date, at: datetime, *, seed: int) -> Iterator[Win]:
    """Made of a task that was finished: for every second team."""
    teams = {person.key: person.team for person in company.people}
    finished: dict[str, list[Task]] = defaultdict(list)
    for task in company.tasks:
        done = task.closed_at is not None and not task.parent and _in_week(task.closed_at.date(), monday)
        if done and task.assignees and task.status == task.moves[-1].status:
            finished[teams[task.assignees[0]]].append(task)
    for team, tasks in finished.items():
        if unit(seed, team, monday.isoformat(), "won") < 0.5:
            task = pick(tasks, seed, team, monday.isoformat(), "which")
            yield Win(team=team, member=task.assignees[0], week=monday, at=at, text=task.title, task=task.number)


def _people(company: Company) -> list[Person]:
    return [person for person in company.people if person.role != "guest"]


def _serves(company: Company) -> dict[str, str]:
    """Project -> the first key result that it moves."""
    found: dict[str, str] = {}
    for link in company.work_links:
        if link.project:
            found.setdefault(link.project, link.key_result)
    return found


def _mondays(company: Company) -> list[date]:
    this = company.today - timedelta(days=company.today.weekday())
    return [this - timedelta(days=7 * ago) for ago in reversed(range(WEEKS))]


def _in_week(day: date, monday: date) -> bool:
    return monday <= day < monday + timedelta(days=7)


def _began_before(task: Task, monday: date) -> bool:
    return task.started_at is not None and task.started_at.date() < monday - timedelta(days=2)


def _monday_morning(monday: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(monday, time(10, 5), zone)


def _zone(company: Company) -> tzinfo | None:
    return company.objectives[0].created_at.tzinfo
