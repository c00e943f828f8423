"""The check-ins of the sample company: one for every value, and a weekly one for what is counted from below."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from headway.demo.rules.calendar import week_day
from headway.demo.rules.chance import between, pick, unit
from headway.demo.rules.content import check_ins as words
from headway.demo.rules.defining import definition
from headway.demo.rules.history import Happening
from headway.demo.rules.keeping import Habit, habit
from headway.demo.rules.values import CheckIn, Company, KeyResult
from headway.progress.rules import pace
from headway.progress.rules.health import health
from headway.progress.rules.metrics import COMPUTED, WEEK, Kind
from headway.progress.rules.scoring import Commitment

FIRST_CONFIDENCE = 5
SAYS_SOMETHING, SAYS_NEXT = 0.45, 0.3  # share of check-ins with words about the week, and about the next one
_WELL, _HARDLY, _BACK = 1.3, 0.4, -0.2  # progress of a week over what a week should bring
_MORNING, _EVENING = 8 * 60 + 40, 16 * 60 + 20


class _Moment(Struct, frozen=True):
    """When one checked in, and what was recorded with it: the place of the value among the values, and its note."""

    at: datetime
    place: int
    note: str = ""
    unchanged: bool = False


class _Number(Struct, frozen=True):
    at: datetime
    progress: float | None


def check_ins(company: Company, told: Iterable[Happening], *, seed: int) -> tuple[CheckIn, ...]:
    """Everything before today, by time. `told` is the company's history: progress is as it was at that moment."""
    numbers = _numbers(told)
    teams = {goal.key: goal.team for goal in company.objectives if goal.state == "active"}
    quarter = next(cycle.start for cycle in company.cycles if cycle.kind == "quarter" and cycle.state == "active")
    found: list[CheckIn] = []
    for result in company.key_results:
        if result.objective in teams:
            own = habit(result.owner, teams[result.objective], seed)
            moments = [*_with_values(result), *_weekly(result, own, company, quarter=quarter)]
            found += _tell(result, moments, numbers[result.key], quarter=quarter, seed=seed)
    return tuple(sorted(found, key=lambda one: one.at))


def _numbers(told: Iterable[Happening]) -> dict[str | int, list[_Number]]:
    """Of every key result: when its number changed, and to what, oldest first."""
    found: dict[str | int, list[_Number]] = defaultdict(list)
    for one in told:
        if one.kind == "progress.changed" and one.subject == "key_result":
            found[one.key].append(_Number(one.at, one.data["new"]))
    return found


def _with_values(result: KeyResult) -> list[_Moment]:
    values = [(one.value, one.steps) for one in result.measurements]
    return [
        _Moment(one.at, place + 1, one.note, unchanged=place > 0 and values[place] == values[place - 1])
        for place, one in enumerate(result.measurements)
    ]


def _weekly(result: KeyResult, own: Habit, company: Company, *, quarter: date) -> Iterator[_Moment]:
    """What is counted from below has no values; its owner checks in all the same, but for the weeks that are missed."""
    if Kind(result.kind) not in COMPUTED:
        return
    first = (result.start - quarter).days // WEEK + 1
    ended = min(company.today, result.due + timedelta(days=1))
    now = (company.today - quarter).days // WEEK + 1
    for week in range(first, now + 1):
        day = quarter + timedelta(days=week_day(week, own.usual) if week == now else own.day(week))
        if day < ended and (week in {first, now} or not own.misses(week)):
            minute = between(_MORNING, _EVENING, own.seed, result.key, day.isoformat(), "minute")
            at = datetime.combine(day, time(minute // 60, minute % 60), company.objectives[0].created_at.tzinfo)
            yield _Moment(at, 0, unchanged=True)


def _tell(
    result: KeyResult, moments: Sequence[_Moment], numbers: Sequence[_Number], *, quarter: date, seed: int
) -> Iterator[CheckIn]:
    confidence = FIRST_CONFIDENCE
    progress: float | None = None
    share = WEEK / max((result.due - result.start).days, 1)
    for place, moment in enumerate(moments):
        week = (moment.at.date() - quarter).days // WEEK + 1
        before, progress = progress, _at(numbers, moment.at)
        felt = _confidence(result, (place + 1) / len(moments), seed, place)
        moved = None if before is None or progress is None else (progress - before) / share
        yield CheckIn(
            key_result=result.key,
            at=moment.at,
            author=result.owner,
            unchanged=moment.unchanged,
            confidence=felt,
            confidence_before=confidence,
            progress_before=before,
            progress=progress,
            health=_health(result, progress, moment),
            changed=moment.note or _changed(result, moved, seed, place),
            blockers=_blockers(result, week),
            next_steps=pick(words.NEXT, seed, result.key, place, "next") if _says(seed, result, place, "next") else "",
        )
        confidence = felt


def _at(numbers: Sequence[_Number], moment: datetime) -> float | None:
    """The number after what was told up to that moment."""
    return next((one.progress for one in reversed(numbers) if one.at <= moment), None)


def _confidence(result: KeyResult, share: float, seed: int, place: int) -> int:
    """From five to what its owner feels today, not quite straight."""
    if share >= 1:
        return result.confidence
    wander = between(-1, 1, seed, result.key, place, "confidence") if share > 0.2 else 0
    felt = FIRST_CONFIDENCE + (result.confidence - FIRST_CONFIDENCE) * share
    return min(max(round(felt) + wander, 1), 10)


def _health(result: KeyResult, progress: float | None, moment: _Moment) -> str:
    """As it was that day, by pace."""
    on = moment.at.date()
    facts = pace.facts(
        definition(result),
        commitment=Commitment(result.commitment),
        progress=progress,
        values=moment.place,
        last_on=on if moment.place else None,
        today=on,
    )
    return health(facts).health.value


def _changed(result: KeyResult, moved: float | None, seed: int, place: int) -> str:
    if not _says(seed, result, place, "changed") or moved is None:
        return ""
    choices: Sequence[str]
    if result.kind == "objectives":
        choices = words.ABOVE
    elif moved >= _WELL:
        choices = words.WELL
    elif moved >= _HARDLY:
        choices = words.AS_PLANNED
    else:
        choices = words.HARDLY if moved >= _BACK else words.BACK
    return pick(choices, seed, result.key, place, "changed")


def _says(seed: int, result: KeyResult, place: int, what: str) -> bool:
    return unit(seed, result.key, place, "says", what) < (SAYS_SOMETHING if what == "changed" else SAYS_NEXT)


def _blockers(result: KeyResult, week: int) -> str:
    since, what = words.BLOCKERS.get(result.key, (week + 1, ""))
    return what if week >= since else ""
