"""From the weeks of the sample company to rows."""

from collections.abc import Mapping
from typing import TypedDict
from uuid import UUID, uuid4

from headway.demo.actions.goals import GoalIds
from headway.demo.actions.people import Ids
from headway.demo.rules import weeks
from headway.demo.rules.values import Company
from headway.rituals.schemas.bulk import BulkCommitment, BulkLine, BulkWeek, BulkWin


class Weeks(TypedDict):
    commitments: tuple[BulkCommitment, ...]
    weeks: tuple[BulkWeek, ...]
    wins: tuple[BulkWin, ...]
    lines: tuple[BulkLine, ...]


def write_weeks(company: Company, ids: Ids, goals: GoalIds, *, tasks: Mapping[int, UUID], seed: int) -> Weeks:
    """Commitments, wins and four-squares, ready to be written."""
    made = [(uuid4(), one) for one in weeks.commitments(company, seed=seed)]
    return Weeks(
        commitments=tuple(_commitment(id_, one, ids, goals, tasks=tasks) for id_, one in made),
        weeks=tuple(
            BulkWeek(commitment_id=id_, week=week, priority=one.priority, rank=1024.0 * place)
            for place, (id_, one) in enumerate(made)
            for week in one.weeks
        ),
        wins=tuple(_win(one, ids, tasks) for one in weeks.wins(company, seed=seed)),
        lines=tuple(_line(one, ids) for one in weeks.lines(company)),
    )


def _commitment(
    id_: UUID, one: weeks.Commitment, ids: Ids, goals: GoalIds, *, tasks: Mapping[int, UUID]
) -> BulkCommitment:
    return BulkCommitment(
        id=id_,
        team_id=ids.teams[one.team],
        member_id=ids.people[one.member],
        task_id=None if one.task is None else tasks[one.task],
        key_result_id=goals.key_results.get(one.key_result),
        title=one.title,
        done_at=one.done_at,
        dropped_at=one.dropped_at,
        dropped_reason=one.reason,
        created_at=one.at,
    )


def _win(one: weeks.Win, ids: Ids, tasks: Mapping[int, UUID]) -> BulkWin:
    return BulkWin(
        id=uuid4(),
        team_id=ids.teams[one.team],
        member_id=ids.people[one.member],
        week=one.week,
        text=one.text,
        task_id=None if one.task is None else tasks[one.task],
        cheers=tuple(ids.people[key] for key in one.cheers),
        created_at=one.at,
    )


def _line(one: weeks.Line, ids: Ids) -> BulkLine:
    return BulkLine(
        team_id=ids.teams[one.team],
        kind="health" if one.week is None else "ahead",
        text=one.text,
        state=one.state or None,
        week=one.week,
        created_by=ids.people[one.by],
        created_at=one.at,
    )
