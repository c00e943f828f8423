"""From the meetings and calendars of the sample company to rows."""

from collections.abc import Mapping, Sequence
from typing import TypedDict
from uuid import UUID, uuid4

from headway.demo.actions.goals import GoalIds
from headway.demo.actions.people import Ids
from headway.demo.rules import meeting
from headway.demo.rules.values import CheckIn, Company, Task
from headway.rituals.rules.meetings import BUDGET, Item
from headway.rituals.schemas.bulk import (
    BulkCalendar,
    BulkDecision,
    BulkHoliday,
    BulkMeeting,
    BulkPoint,
    BulkTiming,
)


class Rows(TypedDict):
    """Fields of `BulkRituals`."""

    meetings: tuple[BulkMeeting, ...]
    calendars: tuple[BulkCalendar, ...]


def write_meetings(
    company: Company, ids: Ids, goals: GoalIds, *, tasks: Mapping[int, UUID], given: Sequence[CheckIn]
) -> Rows:
    """The last meetings with what they decided, and when whose rituals take place."""
    known = {task.number: task for task in company.tasks}
    return Rows(
        meetings=tuple(_meeting(one, ids, goals, tasks=tasks, known=known) for one in meeting.meetings(company, given)),
        calendars=tuple(_calendar(one, ids) for one in meeting.calendars(company)),
    )


def _meeting(
    held: meeting.Held, ids: Ids, goals: GoalIds, *, tasks: Mapping[int, UUID], known: Mapping[int, Task]
) -> BulkMeeting:
    return BulkMeeting(
        id=uuid4(),
        team_id=ids.teams[held.team],
        week=held.week,
        started_by=ids.people[held.by],
        started_at=held.begun_at,
        ended_at=held.ended_at,
        notes=held.notes,
        points=tuple(
            BulkPoint(
                kind=one.kind,
                subject_id=goals.key_results.get(one.key_result),
                budget=BUDGET[Item(one.kind)],
                seconds=one.seconds,
                note=one.note,
            )
            for one in held.points
        ),
        decisions=tuple(
            BulkDecision(
                place=place,
                text=known[number].title,
                task_id=tasks[number],
                key_result_id=goals.key_results.get(held.points[place].key_result),
                created_by=ids.people[held.by],
                created_at=known[number].created_at,
            )
            for place, number in held.tasks
        ),
    )


def _calendar(one: meeting.TeamCalendar, ids: Ids) -> BulkCalendar:
    return BulkCalendar(
        id=uuid4(),
        team_id=ids.teams[one.team],
        holidays=tuple(BulkHoliday(day=day, name=name) for day, name in one.holidays),
        rhythms=tuple(
            BulkTiming(kind=at.kind, cadence=at.cadence, weekday=at.weekday, hour=at.hour, minute=at.minute)
            for at in one.rhythms
        ),
    )
