"""A team's page of four squares: what it wants, what must not break, what is coming."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals.queries import lines_of, shaping, viewer, visible_objectives
from headway.goals.rules.changes import label
from headway.goals.schemas.common import HealthOut, Ref
from headway.goals.schemas.key_results import KeyResultLine
from headway.goals.schemas.objectives import ObjectiveLine
from headway.rituals.access.weeks import can_edit_week
from headway.rituals.queries.agendas import bare_progress
from headway.rituals.queries.teams import standing, week_on, week_ref
from headway.rituals.rules.weeks import Week, confidence_then, instants, weeks_ahead
from headway.rituals.schemas.squares import (
    AheadDraft,
    AheadWeek,
    Colour,
    SquareKeyResult,
    SquareLineOut,
    SquareObjective,
    SquareOut,
)
from headway.work.queries.common import asking
from headway.work.schemas.common import ProjectRef

GUARD = "maintain"  # key results of this kind say what must not break
DRAFTS = 3  # offered for one week


async def square(ctx: Ctx, team_id: UUID) -> SquareOut:
    """The page as it is now. Raises NotFound. The number of statements depends on nothing."""
    team = await standing(ctx, team_id)
    week = week_on(ctx, None)
    facts = await _facts(ctx, team_id, week)
    lines = await lines_of(ctx, list(dict.fromkeys(fact.objective_id for fact in facts)))
    then = await _confidence_changes(ctx, week, [one.id for one in lines])
    shown = _key_results(facts, lines)
    own = await _lines(ctx, team_id, week)
    edit = can_edit_week(ctx.actor, team)
    return SquareOut(
        team=Ref(team.id, team.name),
        week=week_ref(ctx, week),
        objectives=[_objective(line, shown, then) for line in lines],
        guards=[one for one in shown.values() if one.kind == GUARD],
        health=[line for line in own if line.kind == "health"],
        ahead=_ahead(week, own, await _drafts(ctx, team_id, week)),
        can_edit=edit,
    )


async def line(ctx: Ctx, line_id: UUID, *, removed: bool = False) -> "LineRow":
    """One line of a team's own. Raises NotFound, for a removed one unless those are asked for."""
    found = await db.maybe(ctx, LineRow, _LINE, workspace=ctx.workspace.id, id=line_id, removed=removed)
    if found is None:
        raise NotFound
    return found


def line_out(row: "LineRow") -> SquareLineOut:
    given = {name: getattr(row, name) for name in SquareLineOut.__struct_fields__}
    return SquareLineOut(**given)


class LineRow(Struct, frozen=True, kw_only=True):
    id: UUID
    team_id: UUID
    kind: str
    text: str
    state: Colour | None
    week: date | None
    task_id: UUID | None
    project_id: UUID | None
    dismissed: bool
    version: int


class _Fact(Struct, frozen=True, kw_only=True):
    """What the short form of a key result does not say."""

    id: UUID
    number: int
    objective_id: UUID
    owner_id: UUID | None
    owner_name: str | None
    confidence: int
    confidence_before: int


async def _facts(ctx: Ctx, team_id: UUID, week: Week) -> list[_Fact]:
    """The key results of the team's objectives, and its own ones of others', in open cycles that this week touches."""
    start, _ = instants(week, ctx.workspace.zone)
    return await db.rows(
        ctx,
        _Fact,
        SQL(
            """
            select k.id, k.number, o.id as objective_id, k.owner_id, m.name as owner_name, k.confidence,
                   coalesce(
                     (select h.confidence from check_in h
                       where h.workspace_id = k.workspace_id and h.key_result_id = k.id and h.kind = 'check_in'
                         and h.made_at < %(start)s
                         and not exists (select from check_in y
                                          where y.workspace_id = h.workspace_id and y.corrects = h.id)
                       order by h.made_at desc, h.id desc limit 1),
                     (select h.confidence_before from check_in h
                       where h.workspace_id = k.workspace_id and h.key_result_id = k.id and h.made_at >= %(start)s
                       order by h.made_at, h.id limit 1),
                     k.confidence) as confidence_before
              from key_result k
              join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
              join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
              left join member m on m.workspace_id = k.workspace_id and m.id = k.owner_id
             where {visible} and o.team_id = %(team)s and o.state = 'active' and k.state = 'active'
               and c.closed_at is null and c.starts_on <= %(last)s and c.ends_on >= %(first)s
             order by o.rank, o.id, k.rank, k.id
            """
        ).format(visible=visible_objectives(ctx)),
        team=team_id,
        first=week.first,
        last=week.last,
        start=start,
        **viewer(ctx),
    )


class _Change(Struct, frozen=True):
    id: UUID
    old: int


async def _confidence_changes(ctx: Ctx, week: Week, ids: Sequence[UUID]) -> dict[UUID, list[int]]:
    """The confidence that goals had before each change of it since the week began, the earliest first."""
    start, _ = instants(week, ctx.workspace.zone)
    rows = await db.rows(
        ctx,
        _Change,
        """
        select e.subject_id as id, (e.data -> 'changes' -> 'confidence' ->> 0)::integer as old
          from event e
         where e.workspace_id = %(workspace)s and e.subject_id = any (%(ids)s) and e.recorded_at >= %(start)s
           and e.data -> 'changes' -> 'confidence' ->> 0 is not null
         order by e.id
        """,
        workspace=ctx.workspace.id,
        ids=list(ids),
        start=start,
    )
    found: dict[UUID, list[int]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row.old)
    return found


def _key_results(facts: Sequence[_Fact], lines: Sequence[ObjectiveLine]) -> dict[UUID, SquareKeyResult]:
    short = {one.id: one for line in lines for one in line.key_results}
    return {fact.id: _key_result(fact, short[fact.id]) for fact in facts if fact.id in short}


def _key_result(fact: _Fact, short: KeyResultLine) -> SquareKeyResult:
    return SquareKeyResult(
        id=fact.id,
        label=label("key_result", fact.number),
        title=short.title,
        kind=short.kind,
        unit=short.unit,
        owner=shaping.ref(fact.owner_id, fact.owner_name),
        progress=bare_progress(short.progress),
        value=short.value,
        low=short.low,
        high=short.high,
        target=short.target,
        health=HealthOut(short.health, ""),
        confidence=fact.confidence,
        confidence_before=fact.confidence_before,
    )


def _objective(line: ObjectiveLine, shown: dict[UUID, SquareKeyResult], then: dict[UUID, list[int]]) -> SquareObjective:
    own = [shown[one.id] for one in line.key_results if one.id in shown]
    return SquareObjective(
        id=line.id,
        label=label("objective", line.number),
        title=line.title,
        cycle=line.cycle,
        health=line.health,
        progress=line.progress,
        confidence=line.confidence,
        confidence_before=confidence_then(line.confidence, then.get(line.id, [])),
        key_results=[one for one in own if one.kind != GUARD],
        version=line.version,
        can_edit=line.can.edit,
    )


async def _lines(ctx: Ctx, team_id: UUID, week: Week) -> list[SquareLineOut]:
    """What the team wrote: its health, and what it sees in the next weeks; what was taken off stays known."""
    rows = await db.rows(
        ctx,
        LineRow,
        """
        select id, team_id, kind, text, state, week, task_id, project_id, dismissed, version
          from square_line
         where workspace_id = %(workspace)s and team_id = %(team)s and removed_at is null
           and (kind = 'health' or week > %(first)s)
         order by kind, week, id
        """,
        workspace=ctx.workspace.id,
        team=team_id,
        first=week.first,
    )
    return [line_out(row) for row in rows]


class _Due(Struct, frozen=True, kw_only=True):
    kind: str
    id: UUID
    text: str
    weight: int
    project_id: UUID
    project_title: str
    due_on: date


async def _drafts(ctx: Ctx, team_id: UUID, week: Week) -> list[_Due]:
    """Projects and weighty tasks of the team that come due in the next weeks, the weightiest first."""
    ahead = weeks_ahead(week)
    return await db.rows(
        ctx, _Due, _DUE, **asking(ctx), team=team_id, first=ahead[0].first, last=ahead[-1].last, limit=80
    )


def _ahead(week: Week, lines: Sequence[SquareLineOut], due: Sequence[_Due]) -> list[AheadWeek]:
    taken = {one for line in lines for one in (line.task_id, line.project_id) if one is not None}
    found = []
    for one in weeks_ahead(week):
        drafts = [row for row in due if one.first <= row.due_on <= one.last and row.id not in taken]
        found.append(
            AheadWeek(
                first=one.first,
                last=one.last,
                lines=[
                    line
                    for line in lines
                    if line.week is not None and one.first <= line.week <= one.last and not line.dismissed
                ],
                drafts=[_draft(row) for row in drafts[:DRAFTS]],
            )
        )
    return found


def _draft(row: _Due) -> AheadDraft:
    return AheadDraft(
        kind="task" if row.kind == "task" else "project",
        id=row.id,
        text=row.text,
        project=ProjectRef(row.project_id, row.project_title),
        due_on=row.due_on,
    )


_LINE = """
select id, team_id, kind, text, state, week, task_id, project_id, dismissed, version
  from square_line
 where workspace_id = %(workspace)s and id = %(id)s and (removed_at is not null) = %(removed)s
"""

# A task has weight if it is linked to a key result, has subtasks, or is of high priority.
_DUE = """
select 'project' as kind, p.id, p.title as text, p.id as project_id, p.title as project_title, p.due_on, 9 as weight
  from work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v
  join project p on p.workspace_id = %(workspace)s and p.id = v.id
 where p.team_id = %(team)s and p.archived_at is null and p.state in ('planned', 'active')
   and p.due_on between %(first)s and %(last)s
union all
select 'task', t.id, t.title, p.id, p.title, t.due_on,
       4 * exists (select from work_link l
                    where l.workspace_id = t.workspace_id and l.task_id = t.id)::integer
       + 2 * (t.subtasks > 0)::integer + (t.priority in ('high', 'urgent'))::integer
  from work_visible(%(workspace)s, %(me)s, %(guest)s, %(everything)s) v
  join project p on p.workspace_id = %(workspace)s and p.id = v.id
  join task t on t.workspace_id = p.workspace_id and t.project_id = p.id
 where p.team_id = %(team)s and p.archived_at is null and t.parent_id is null and t.deleted_at is null
   and t.status_type in ('open', 'active') and t.due_on between %(first)s and %(last)s
 order by weight desc, due_on, id
 limit %(limit)s
"""
