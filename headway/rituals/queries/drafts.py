"""Check-ins before they are given: drafted from what is known, so that nobody starts at an empty form."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals.queries.key_results import key_result_rows, whole
from headway.goals.queries.people import team
from headway.goals.queries.visible import standing_of
from headway.goals.rules.reading import is_computed
from headway.goals.schemas.key_results import KeyResultOut
from headway.goals.schemas.rows import KeyResultRow
from headway.progress import queries as progress
from headway.progress.rules.metrics import WEEK
from headway.progress.schemas import MetricFacts
from headway.rituals.access.check_ins import can_remind
from headway.rituals.queries import check_ins, given
from headway.rituals.queries.check_ins import Due, due_out
from headway.rituals.queries.given import CheckInRow, may_check_in, shaped
from headway.rituals.rules import check_ins as rules
from headway.rituals.rules.check_ins import Known
from headway.rituals.schemas.check_ins import CheckInDraftCan, CheckInDraftOut, FinishedTaskOut
from headway.work.queries.common import asking
from headway.work.rules.tasks import label

SHOWN = 6
NOT_YOURS = "Only its owner and its team can check in for this key result."


async def draft(ctx: Ctx, key_result_id: UUID) -> CheckInDraftOut:
    """The check-in of one key result, due or not. Raises `NotFound`."""
    found = await drafts_of(ctx, [key_result_id])
    if not found:
        raise NotFound
    return found[0]


async def drafts_due(ctx: Ctx, *, member: UUID | None) -> list[CheckInDraftOut]:
    """All that a person owes: the longest due first. Nobody owes nothing."""
    found = await check_ins.due(ctx, member=member) if member else []
    return await _drafts(ctx, [one.key_result for one in found], {one.key_result: one for one in found})


async def drafts_of_team(ctx: Ctx, team_id: UUID) -> list[CheckInDraftOut]:
    """All of a team, whether owed or not: the longest due first. Teams below have their own. Raises `NotFound`."""
    if await team(ctx, team_id) is None:
        raise NotFound
    found = await check_ins.due(ctx, team=team_id, below=False, owed_only=False)
    return await _drafts(ctx, [one.key_result for one in found], {one.key_result: one for one in found})


async def drafts_of(ctx: Ctx, ids: Sequence[UUID]) -> list[CheckInDraftOut]:
    """The check-ins of these key results, as far as the caller may see them, in this order."""
    found = await check_ins.due(ctx, key_results=ids, owed_only=False)
    return await _drafts(ctx, ids, {one.key_result: one for one in found})


def last_known(facts: MetricFacts) -> Known | None:
    """The newest value of a metric; None without one."""
    if facts.last_id is None:
        return None
    steps = None if facts.last_steps is None else tuple(facts.last_steps)
    return Known(value=facts.last_value, done=facts.last_done, total=facts.last_total, steps=steps)


class _Behind(Struct, frozen=True, kw_only=True):
    """What a draft is made of, beside the key result itself."""

    due: Due | None
    facts: MetricFacts
    last: CheckInRow | None
    since: datetime
    finished: list["_FinishedRow"]


async def _drafts(ctx: Ctx, ids: Sequence[UUID], dues: Mapping[UUID, Due]) -> list[CheckInDraftOut]:
    rows = {row.id: row for row in await key_result_rows(ctx, ids=ids)}
    facts = await progress.metric_facts(ctx, rows)
    newest = await given.newest(ctx, rows)
    since = {id_: _since(ctx, facts[id_], newest.get(id_)) for id_ in rows}
    finished = await _finished(ctx, since)
    made = {}
    for out in await whole(ctx, list(rows.values())):
        behind = _Behind(
            due=dues.get(out.id),
            facts=facts[out.id],
            last=newest.get(out.id),
            since=since[out.id],
            finished=finished.get(out.id, []),
        )
        made[out.id] = _draft(ctx, rows[out.id], out, behind)
    return [made[id_] for id_ in dict.fromkeys(ids) if id_ in made]


def _draft(ctx: Ctx, row: KeyResultRow, out: KeyResultOut, behind: _Behind) -> CheckInDraftOut:
    d = behind.facts.definition
    last = behind.last
    return CheckInDraftOut(
        id=row.id,
        key_result=out,
        due=due_out(behind.due) if behind.due else None,
        last=shaped(ctx, row, last, behind.due.given if behind.due else ()) if last else None,
        confidence=row.confidence,
        blockers=last.blockers if last else "",
        unchanged=is_computed(d.kind) or rules.unchanged(d, last_known(behind.facts)) is not None,
        pace_value=rules.pace_value(d, out.expected),
        since=behind.since,
        finished=[
            FinishedTaskOut(
                id=one.id, label=label(ctx.workspace.key_prefix, one.number), title=one.title, closed_at=one.closed_at
            )
            for one in behind.finished
            if one.seen
        ],
        finished_count=behind.finished[0].total if behind.finished else 0,
        can=_can(ctx, row),
    )


def _can(ctx: Ctx, row: KeyResultRow) -> CheckInDraftCan:
    stopped = rules.refusal((row.own_state, row.state), closed=row.closed)
    may = may_check_in(ctx, row)
    return CheckInDraftCan(
        check_in=may,
        remind=stopped is None and can_remind(ctx.actor, standing_of(row)),
        refusal=stopped.message if stopped else "" if may else NOT_YOURS,
    )


def _since(ctx: Ctx, facts: MetricFacts, last: CheckInRow | None) -> datetime:
    """The last check-in, else one interval ago."""
    every = facts.definition.check_in_days or WEEK
    return last.made_at if last else ctx.now - timedelta(days=every)


class _FinishedRow(Struct):
    key_result_id: UUID
    id: UUID
    number: int
    title: str
    closed_at: datetime
    seen: bool
    total: int


async def _finished(ctx: Ctx, since: Mapping[UUID, datetime]) -> dict[UUID, list[_FinishedRow]]:
    """By key result: the newest tasks at or below its linked work that were finished since; hidden ones count only."""
    found = await db.rows(
        ctx,
        _FinishedRow,
        _FINISHED,
        **asking(ctx),
        ids=list(since),
        moments=list(since.values()),
        shown=SHOWN,
    )
    by_goal: dict[UUID, list[_FinishedRow]] = {}
    for row in found:
        by_goal.setdefault(row.key_result_id, []).append(row)
    return by_goal


_FINISHED = SQL(
    """
    with finished as (
      select distinct w.id as key_result_id, t.id, t.number, t.title, t.closed_at, t.project_id
        from unnest(%(ids)s::uuid[], %(moments)s::timestamptz[]) as w (id, since)
        join work_link l on l.workspace_id = %(workspace)s and l.key_result_id = w.id
        cross join lateral (
          select t.* from task t
           where l.project_id is not null and t.workspace_id = %(workspace)s and t.project_id = l.project_id
          union all
          select t.* from work_below(%(workspace)s, l.task_id) b
            join task t on t.workspace_id = %(workspace)s and t.id = b.id
           where l.task_id is not null
        ) as t
       where t.status_type = 'done' and t.deleted_at is null and t.closed_at > w.since
    ), counted as (
      select f.*, v.id is not null as seen, count(*) over (partition by f.key_result_id) as total,
             row_number() over (
               partition by f.key_result_id order by v.id is null, f.closed_at desc, f.id desc) as place
        from finished f
        left join work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v on v.id = f.project_id
    )
    select key_result_id, id, number, case when seen then title else '' end as title, closed_at, seen,
           total::integer
      from counted
     where place <= %(shown)s
     order by key_result_id, place
    """
)
