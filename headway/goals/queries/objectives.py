"""Objectives one by one: the row for actions, the whole for pages."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from msgspec.structs import replace
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals.access import objective_can
from headway.goals.queries import forecasts, shaping
from headway.goals.queries.changes import recent_changes
from headway.goals.queries.children import children
from headway.goals.queries.grades import revisions
from headway.goals.queries.key_results import key_result_rows, whole
from headway.goals.queries.lines import COLUMNS, TABLES, lines_of
from headway.goals.queries.naming import Names
from headway.goals.queries.trees import line_up
from headway.goals.queries.visible import objectives, standing_of, viewer
from headway.goals.rules.changes import label, may_be_deleted
from headway.goals.rules.forecasts import question
from headway.goals.schemas.common import GoalRef
from headway.goals.schemas.forecasts import DivergenceOut
from headway.goals.schemas.objectives import ObjectiveFull, ObjectiveLine, ObjectiveOut
from headway.goals.schemas.rows import ObjectiveFullRow
from headway.progress import queries as progress


async def objective_rows(ctx: Ctx, ids: Sequence[UUID]) -> list[ObjectiveFullRow]:
    """Those of `ids` that the caller may see, with all their words."""
    return await db.rows(
        ctx,
        ObjectiveFullRow,
        SQL(
            """
            select {columns}, o.why, o.dropped_reason, o.paused_reason, o.paused_at, o.predecessor_id,
                   o.created_by, a.name as author_name, o.created_at,
                   exists (
                     select from edge e
                       join key_result k on k.workspace_id = e.workspace_id and k.id = e.parent_id
                      where k.workspace_id = o.workspace_id and k.objective_id = o.id)
                   or exists (
                     select from edge e
                      where e.workspace_id = o.workspace_id and e.parent_id = o.id and e.kind <> 'measures')
                   or exists (
                     select from key_result k
                       join metric m on m.workspace_id = k.workspace_id and m.id = k.id and m.measured > 0
                      where k.workspace_id = o.workspace_id and k.objective_id = o.id) as used
              from {tables}
              left join member a on a.workspace_id = o.workspace_id and a.id = o.created_by
             where {visible} and o.id = any (%(ids)s)
             order by o.rank, o.id
            """
        ).format(columns=COLUMNS, tables=TABLES, visible=objectives(ctx)),
        ids=list(ids),
        **viewer(ctx),
    )


async def objective_row(ctx: Ctx, objective_id: UUID) -> ObjectiveFullRow:
    """One objective as stored. Raises `NotFound` for what the caller may not see, too."""
    found = await objective_rows(ctx, [objective_id])
    if not found:
        raise NotFound
    return found[0]


async def objective(ctx: Ctx, objective_id: UUID) -> ObjectiveOut:
    """One objective as it goes out. Raises `NotFound`."""
    row = await objective_row(ctx, objective_id)
    return await _out(ctx, row, (await lines_of(ctx, [objective_id]))[0])


async def objective_page(ctx: Ctx, objective_id: UUID, names: Names) -> ObjectiveFull:
    """Everything about one objective. Raises `NotFound`."""
    row = await objective_row(ctx, objective_id)
    short = (await lines_of(ctx, [objective_id]))[0]
    rows = await key_result_rows(ctx, objective=objective_id)
    return ObjectiveFull(
        objective=await _out(ctx, row, short),
        key_results=await whole(ctx, rows),
        parents=short.parents,
        line=(await line_up(ctx, objective_id)).steps,
        children=await children(ctx, objective_id, of="objective"),
        revisions=await revisions(ctx, objective=objective_id),
        changes=await recent_changes(ctx, [objective_id, *(one.id for one in rows)], names),
    )


def deletable(ctx: Ctx, row: ObjectiveFullRow) -> bool:
    """Whether the rules allow to delete it now; whether this person may is another question."""
    age = (ctx.now - row.created_at) / timedelta(minutes=1)
    return may_be_deleted(row.state, mine=row.created_by == ctx.actor.member, age_minutes=age, used=row.used)


async def _predecessor(ctx: Ctx, row: ObjectiveFullRow) -> GoalRef | None:
    """The objective it was carried over from, where the caller may see that one."""
    if row.predecessor_id is None:
        return None
    found = await objective_rows(ctx, [row.predecessor_id])
    return GoalRef(found[0].id, found[0].title) if found else None


async def _out(ctx: Ctx, row: ObjectiveFullRow, short: ObjectiveLine) -> ObjectiveOut:
    open_ = row.state == "active" and not row.closed
    asked = question(short.health.state, row.confidence, short.chance) if open_ else ""
    predecessor = await _predecessor(ctx, row)
    ahead = (await progress.ahead_since(ctx, [row.id])).get(row.id) if open_ else None
    return ObjectiveOut(
        id=row.id,
        number=row.number,
        label=label("objective", row.number),
        title=row.title,
        why=row.why,
        priority=row.priority,
        state=row.state,
        dropped_reason=row.dropped_reason,
        paused_reason=row.paused_reason,
        rest=shaping.rest(ctx, (row.state, row.paused_at, row.paused_reason), closed=row.closed),
        predecessor=predecessor,
        private=row.private,
        owner=short.owner,
        team=short.team,
        cycle=short.cycle,
        confidence=row.confidence,
        progress=short.progress,
        work=short.work,
        expected=short.expected,
        expected_display=shaping.display(short.expected),
        health=replace(short.health, question=asked),
        forecast=forecasts.of_objective(short.key_results, closed=not open_),
        divergence=_divergence(ctx, row, ahead) if open_ else None,
        score=short.score,
        counts=short.counts,
        rank=row.rank,
        sample=row.sample,
        author=shaping.ref(row.created_by, row.author_name),
        created_at=row.created_at,
        version=row.version,
        can=objective_can(ctx.actor, standing_of(row), deletable=deletable(ctx, row)),
    )


def _divergence(ctx: Ctx, row: ObjectiveFullRow, ahead_since: date | None) -> DivergenceOut | None:
    return forecasts.divergence_of(None, outcome=row.counted, work=row.work, ahead_since=ahead_since, today=ctx.today)
