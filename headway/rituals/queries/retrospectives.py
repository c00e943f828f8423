"""Retrospectives: what the numbers say, what people wrote, the lessons, and the tasks that came out of it."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from msgspec.structs import asdict

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import shaping
from headway.goals.queries.cycles import ref
from headway.goals.queries.grades import Suggestion, suggestions
from headway.goals.schemas.common import GoalRef, Ref
from headway.goals.schemas.key_results import KeyResultOut
from headway.goals.schemas.objectives import ObjectiveLine
from headway.progress.rules.display import percent
from headway.progress.rules.scoring import rounded
from headway.rituals.access.reviews import can_write_review
from headway.rituals.queries.patterns import team_pattern
from headway.rituals.queries.reviews import Review, key_results_of, known_team, review
from headway.rituals.rules.retrospectives import Result, counted_causes, draft, is_open, succeeded
from headway.rituals.schemas.retrospectives import (
    ActionOut,
    CauseCount,
    LessonOut,
    LessonRow,
    LessonsOut,
    MoverOut,
    MoveRow,
    NotesOut,
    ResultOut,
    RetrospectiveOut,
    RetrospectiveRow,
)
from headway.work.queries import tasks as task_queries

MOVERS = 3
NEWEST = 6


class _Ended(Struct, frozen=True, kw_only=True):
    line: ObjectiveLine
    key_result: KeyResultOut
    suggestion: Suggestion
    result: Result


async def retrospective(ctx: Ctx, team_id: UUID, cycle_id: UUID) -> RetrospectiveOut:
    """A team's retrospective of a cycle, drafted where nobody wrote one. Raises `NotFound`."""
    found = await review(ctx, team_id, cycle_id)
    ended = await _ended(ctx, found)
    row = await retrospective_row(ctx, team_id, cycle_id)
    results = [one.result for one in ended]
    return RetrospectiveOut(
        team=Ref(found.team.id, found.team.name),
        cycle=ref(found.cycle),
        results=[_result(one) for one in ended],
        movers=await _movers(ctx, found, ended),
        causes=[CauseCount(cause=cause, count=count) for cause, count in counted_causes(results)],
        draft=NotesOut(**asdict(draft([one.result for one in ended if not one.line.private]))),  # all will read it
        notes=None if row is None else NotesOut(achieved=row.achieved, missed=row.missed, learned=row.learned),
        changed_by=None if row is None else shaping.ref(row.changed_by, row.changer_name),
        changed_at=None if row is None else row.changed_at,
        version=0 if row is None else row.version,
        lessons=[_lesson(one) for one in await lesson_rows(ctx, team_id, cycle=cycle_id)],
        actions=await _actions(ctx, team_id, cycle_id),
        pattern=await team_pattern(ctx, team_id),
        can_write=can_write_review(ctx.actor, found.team.standing),
    )


async def lessons(ctx: Ctx, team_id: UUID) -> LessonsOut:
    """The newest lessons of a team, and its pattern. Raises `NotFound`."""
    await known_team(ctx, team_id)
    found = await lesson_rows(ctx, team_id)
    return LessonsOut(lessons=[_lesson(one) for one in found[:NEWEST]], pattern=await team_pattern(ctx, team_id))


async def retrospective_row(ctx: Ctx, team_id: UUID, cycle_id: UUID) -> RetrospectiveRow | None:
    """None where nobody wrote one."""
    return await db.maybe(
        ctx,
        RetrospectiveRow,
        """
        select r.achieved, r.missed, r.learned, r.changed_by, m.name as changer_name, r.changed_at, r.version
          from retrospective r
          left join member m on m.workspace_id = r.workspace_id and m.id = r.changed_by
         where r.workspace_id = %(workspace)s and r.team_id = %(team)s and r.cycle_id = %(cycle)s
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        cycle=cycle_id,
    )


async def lesson_rows(
    ctx: Ctx, team_id: UUID | None = None, *, cycle: UUID | None = None, lesson: UUID | None = None
) -> list[LessonRow]:
    """Of a team (in a cycle), or one by its id, newest first."""
    return await db.rows(
        ctx,
        LessonRow,
        """
        select l.id, l.team_id, l.words, l.cycle_id, c.name as cycle_name, l.created_by, m.name as author_name,
               l.created_at
          from lesson l
          join cycle c on c.workspace_id = l.workspace_id and c.id = l.cycle_id
          left join member m on m.workspace_id = l.workspace_id and m.id = l.created_by
         where l.workspace_id = %(workspace)s and (l.team_id = %(team)s or l.id = %(lesson)s)
           and (%(cycle)s::uuid is null or l.cycle_id = %(cycle)s)
         order by l.id desc
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        cycle=cycle,
        lesson=lesson,
    )


async def _ended(ctx: Ctx, found: Review) -> list[_Ended]:
    below = await key_results_of(ctx, found.alive)
    suggested = await suggestions(ctx, [one.id for rows in below.values() for one in rows])
    goes_on = found.cycle.closed_at is None and is_open(today=ctx.today, ends_on=found.cycle.ends_on)
    return [
        _Ended(
            line=line,
            key_result=one,
            suggestion=suggested[one.id],
            result=_of(line, one, suggested[one.id], goes_on=goes_on),
        )
        for line in found.alive
        for one in below[line.id]
    ]


def _of(line: ObjectiveLine, one: KeyResultOut, suggestion: Suggestion, *, goes_on: bool) -> Result:
    return Result(
        title=one.title,
        objective=line.title,
        score=suggestion.suggested if one.grade is None else rounded(one.grade.score),
        commitment=one.commitment,
        causes=[] if one.grade is None else one.grade.causes,
        note="" if one.grade is None else one.grade.note,
        revised=suggestion.revised,
        so_far=goes_on and one.grade is None,
    )


def _result(one: _Ended) -> ResultOut:
    original = shaping.number(one.suggestion.original) if one.suggestion.revised else None
    return ResultOut(
        key_result=GoalRef(one.key_result.id, one.key_result.title),
        objective=GoalRef(one.line.id, one.line.title),
        score=shaping.number(one.result.score),
        final=one.key_result.grade is not None,
        original=original,
        commitment=one.key_result.commitment,
        success=succeeded(one.result),
        causes=list(one.result.causes),
        note=one.result.note,
    )


async def _movers(ctx: Ctx, found: Review, ended: Sequence[_Ended]) -> list[MoverOut]:
    """The largest weekly moves of the cycle, one for each key result."""
    titles = {one.key_result.id: one.key_result.title for one in ended}
    rows = await db.rows(
        ctx,
        MoveRow,
        """
        with moved as (
          select subject_id, date_trunc('week', recorded_at at time zone %(zone)s)::date as week,
                 sum((data ->> 'new')::float8 - coalesce((data ->> 'old')::float8, 0)) as moved
            from event
           where workspace_id = %(workspace)s and subject_id = any (%(ids)s) and kind = 'progress.changed'
             and jsonb_typeof(data -> 'new') = 'number'
             and (recorded_at at time zone %(zone)s)::date between %(first)s and %(last)s
           group by 1, 2
        ), most as (
          select distinct on (subject_id) subject_id, week, moved from moved
           order by subject_id, abs(moved) desc, week
        )
        select subject_id as key_result_id, week, moved from most
         where abs(moved) >= 0.05
         order by abs(moved) desc, subject_id
         limit %(limit)s
        """,
        workspace=ctx.workspace.id,
        zone=ctx.workspace.zone,
        ids=list(titles),
        first=found.cycle.starts_on,
        last=found.cycle.ends_on,
        limit=MOVERS,
    )
    return [
        MoverOut(
            key_result=GoalRef(row.key_result_id, titles[row.key_result_id]),
            moved=row.moved,
            display=percent(row.moved),
            week=row.week,
        )
        for row in rows
    ]


async def _actions(ctx: Ctx, team_id: UUID, cycle_id: UUID) -> list[ActionOut]:
    """The tasks that the caller may see, in the order they were made."""
    ids = await db.column(
        ctx,
        """
        select task_id from retrospective_action
         where workspace_id = %(workspace)s and team_id = %(team)s and cycle_id = %(cycle)s
         order by created_at, task_id
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        cycle=cycle_id,
    )
    if not ids:
        return []
    return [
        ActionOut(
            task_id=one.id,
            label=one.label,
            title=one.title,
            state=one.status_type,
            due_on=one.due_on,
            people=[Ref(person.id, person.name) for person in one.assignees],
        )
        for one in await task_queries.full(ctx, ids)
        if one.deleted_at is None
    ]


def _lesson(row: LessonRow) -> LessonOut:
    return LessonOut(
        id=row.id,
        words=row.words,
        cycle=Ref(row.cycle_id, row.cycle_name),
        by=shaping.ref(row.created_by, row.author_name),
        at=row.created_at,
    )
