"""Objectives as lines: three statements for a page, however many objectives the organisation has."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL
from psycopg.sql import Literal as Written

from headway.core import db, pages
from headway.core.ctx import Actor, Ctx
from headway.core.pages import Page
from headway.goals.access import Standing, objective_can
from headway.goals.queries import shaping
from headway.goals.queries.short import ShortKeyResults, reading_of, short_key_results
from headway.goals.queries.visible import CONDITIONS, STANDING, Audience, audience, fixed, standing_of, viewer
from headway.goals.schemas.alignments import ParentOut
from headway.goals.schemas.common import GoalRef
from headway.goals.schemas.objectives import Counts, ObjectiveCan, ObjectiveLine
from headway.goals.schemas.rows import ObjectiveRow, ParentRow
from headway.progress.rules.health import Thresholds

CHUNK = 500  # most rows read at once while a filter by health looks for matches


class Filter(Struct, frozen=True, kw_only=True):
    """What a list is narrowed to. `team` takes the teams below it too; `parent` is an objective or a key result.

    `answers` is who owns the objective or one of its key results. Without `state`, everything that is not dropped.
    """

    cycle: UUID | None = None
    team: UUID | None = None
    owner: UUID | None = None
    answers: UUID | None = None
    parent: UUID | None = None
    state: Literal["draft", "active", "paused", "dropped", "all"] | None = None
    health: str | None = None
    q: str | None = None


COLUMNS = SQL(
    """o.id, o.number, o.title, o.state, o.private, o.priority, o.confidence, o.rank, o.sample, o.version,
       o.owner_id, w.name as owner_name, o.team_id, t.name as team_name,
       o.cycle_id, c.name as cycle_name, c.starts_on, c.ends_on,
       n.raw, n.counted,
       progress_work(n.work_leaves, n.work_done, n.work_estimated, n.work_hours, n.work_hours_done) as work,
       n.work_leaves, n.work_done,
       (select count(*) from alignment a
         where a.workspace_id = o.workspace_id and a.objective_id = o.id)::integer as children,
       {standing}"""
).format(standing=STANDING)
JOINED = SQL(
    """join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
       join node n on n.workspace_id = o.workspace_id and n.id = o.id
       left join team t on t.workspace_id = o.workspace_id and t.id = o.team_id
       left join member w on w.workspace_id = o.workspace_id and w.id = o.owner_id"""
)
TABLES = SQL("objective o {joined}").format(joined=JOINED)


async def objective_list(
    ctx: Ctx, wanted: Filter, *, limit: int = pages.DEFAULT_LIMIT, cursor: str | None = None
) -> Page[ObjectiveLine]:
    """A page of what the caller may see, in the order of `rank`.

    A filter by health reads on until the page is full, because health is computed and never stored.
    """
    after = pages.decode(cursor, tuple[float, UUID])
    if wanted.health is None:
        found = await _rows(ctx, wanted, after, limit + 1)
        more, shown = len(found) > limit, found[:limit]
        lines = await assemble(ctx, shown)
        return Page(lines, _cursor(shown[-1]) if more else None)
    matches: list[ObjectiveLine] = []
    while len(matches) <= limit:
        found = await _rows(ctx, wanted, after, CHUNK)
        matches += [line for line in await assemble(ctx, found) if line.health.state == wanted.health]
        if len(found) < CHUNK:
            break
        after = (found[-1].rank, found[-1].id)
    return pages.page(matches, limit, lambda line: (line.rank, line.id))


async def lines_of(ctx: Ctx, ids: Sequence[UUID]) -> list[ObjectiveLine]:
    """Those of `ids` that the caller may see, as lines."""
    found = await db.rows(ctx, ObjectiveRow, _some(audience(ctx)), ids=list(ids), **viewer(ctx))
    return await assemble(ctx, found)


async def assemble(ctx: Ctx, rows: Sequence[ObjectiveRow]) -> list[ObjectiveLine]:
    """Rows with their key results and what they serve, in two more statements."""
    if not rows:
        return []
    ids = db.array_of(row.id for row in rows)
    below = await short_key_results(ctx, ids, [row.closed for row in rows])
    above = await _parents(ctx, ids)
    limits, may = shaping.thresholds(ctx), _May(ctx.actor)
    return [
        _line(row, short=short, above=above.get(row.id, []), limits=limits, can=may[standing_of(row)])
        for row, short in zip(rows, below, strict=True)
    ]


@cache
def _some(who: Audience) -> SQL:
    return fixed(
        SQL("select {columns} from {tables} where {visible} and o.id = any (%(ids)s) order by o.rank, o.id").format(
            columns=COLUMNS, tables=TABLES, visible=CONDITIONS[who]
        )
    )


async def parents(ctx: Ctx, ids: Sequence[UUID]) -> dict[UUID, list[ParentOut]]:
    """What each objective serves; goals the caller may not see are hidden. Those that serve nothing are absent."""
    return await _parents(ctx, db.array_of(ids))


async def _parents(ctx: Ctx, ids: str) -> dict[UUID, list[ParentOut]]:
    found = await db.rows(ctx, ParentRow, _above(audience(ctx)), ids=ids, **viewer(ctx))
    above: dict[UUID, list[ParentOut]] = defaultdict(list)
    for row in found:
        above[row.child_id].append(_parent(row))
    return above


@cache
def _above(who: Audience) -> SQL:
    """Through row security no index is used for a `coalesce`: all objectives of the workspace were read instead.

    `offset 0` makes a plain column of it first: 12.9 ms became 1.2 for a page of 100 among 20,000, 1.8 became 0.6
    among 2,000.
    """
    return fixed(
        SQL(
            """
            select a.id, a.child_id, a.kind, a.weight, a.version, o.id as objective_id, o.title as objective_title,
                   case when o.id is not null then a.key_result_id end as key_result_id,
                   case when o.id is not null then a.key_result_title end as key_result_title
              from (select a.id, a.child_id, a.kind, a.weight, a.version, k.id as key_result_id,
                           k.title as key_result_title, coalesce(a.objective_id, k.objective_id) as above_id
                      from alignment a
                      left join key_result k on k.workspace_id = a.workspace_id and k.id = a.key_result_id
                     where a.workspace_id = %(workspace)s and a.child_id = any (%(ids)s::uuid[])
                    offset 0) as a
              left join objective o on o.id = a.above_id and {visible}
             order by a.child_id, a.kind, a.weight desc, a.id
            """
        ).format(visible=CONDITIONS[who])
    )


async def _rows(ctx: Ctx, wanted: Filter, after: tuple[float, UUID] | None, limit: int) -> list[ObjectiveRow]:
    return await db.rows(
        ctx,
        ObjectiveRow,
        _page(audience(ctx), _conditions(wanted, later=after is not None), limit),
        cycle=wanted.cycle,
        team=wanted.team,
        owner=wanted.owner,
        answers=wanted.answers,
        parent=wanted.parent,
        state=wanted.state,
        words="" if wanted.q is None else f"%{escaped(wanted.q)}%",
        rank=after[0] if after else None,
        id=after[1] if after else None,
        **viewer(ctx),
    )


def _conditions(wanted: Filter, *, later: bool) -> tuple[str, ...]:
    """Only those that were asked for, so that each list is planned with its own index."""
    asked = [name for name in ("cycle", "team", "owner", "answers", "parent", "q") if getattr(wanted, name)]
    if wanted.state != "all":
        asked.append("state" if wanted.state else "standing")
    return (*asked, "later") if later else tuple(asked)


@lru_cache(maxsize=512)
def _page(who: Audience, conditions: tuple[str, ...], limit: int) -> SQL:
    """The page is cut before anything is joined: the order comes from an index, however many objectives there are.

    The limit stands in the text: the planner would take a parameter for a tenth of the table and plan again each time.
    """
    parts = [_NARROWED[name].format(visible=CONDITIONS[who]) for name in conditions]
    chosen = SQL("(select o.* from objective o where {all} order by o.rank, o.id limit {limit}) as o").format(
        all=SQL(" and ").join([CONDITIONS[who], *parts]), limit=Written(limit)
    )
    return fixed(
        SQL("select {columns} from {chosen} {joined} order by o.rank, o.id").format(
            columns=COLUMNS, chosen=chosen, joined=JOINED
        )
    )


_TEAM = SQL(
    """o.team_id = any (array(
         with recursive below (id) as (
           select %(team)s::uuid
           union
           select t.id from below b join team t on t.workspace_id = %(workspace)s and t.parent_id = b.id)
         select id from below))"""
)
_PARENT = SQL(
    """o.id = any (array(
         select a.child_id
           from alignment a
           left join key_result k on k.workspace_id = a.workspace_id and k.id = a.key_result_id
          where a.workspace_id = %(workspace)s
            and (a.objective_id = %(parent)s or k.objective_id = %(parent)s or k.id = %(parent)s)
            and coalesce(a.objective_id, k.objective_id) in (select o.id from objective o where {visible})))"""
)
_ANSWERS = SQL(
    """(o.owner_id = %(answers)s or o.id in (
         select k.objective_id from key_result k
          where k.workspace_id = %(workspace)s and k.owner_id = %(answers)s and k.state = 'active'))"""
)
_NARROWED = {
    "cycle": SQL("o.cycle_id = %(cycle)s"),
    "team": _TEAM,
    "owner": SQL("o.owner_id = %(owner)s"),
    "answers": _ANSWERS,
    "parent": _PARENT,
    "q": SQL("o.title ilike %(words)s"),
    "state": SQL("o.state = %(state)s"),
    "standing": SQL("o.state <> 'dropped'"),
    "later": SQL("(o.rank, o.id) > (%(rank)s, %(id)s)"),
}


def _line(
    row: ObjectiveRow, *, short: ShortKeyResults, above: list[ParentOut], limits: Thresholds, can: ObjectiveCan
) -> ObjectiveLine:
    read = reading_of(row.state, tuple(short.members), tuple(short.expected), limits, closed=row.closed)
    return ObjectiveLine(
        id=row.id,
        number=row.number,
        title=row.title,
        state=row.state,
        private=row.private,
        owner=shaping.ref(row.owner_id, row.owner_name),
        team=shaping.ref(row.team_id, row.team_name),
        cycle=shaping.cycle_of(row),
        priority=row.priority,
        confidence=row.confidence,
        progress=shaping.mean_progress(row.raw, row.counted),
        work=shaping.work(row.work, row.work_leaves, row.work_done),
        expected=read.expected,
        health=read.health,
        chance=read.chance,
        score=read.score,
        key_results=short.lines,
        parents=above,
        counts=Counts(key_results=len(short.members), children=row.children + short.children),
        rank=row.rank,
        sample=row.sample,
        version=row.version,
        can=can,
    )


class _May(dict[Standing, ObjectiveCan]):
    """What one caller may do by how they stand to an objective: a list has hundreds of rows and a handful of standings.

    In a list a draft may be deleted and nothing else; the page of the objective knows about undo.
    """

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self._actor = actor

    def __missing__(self, standing: Standing) -> ObjectiveCan:
        self[standing] = objective_can(self._actor, standing, deletable=standing.state == "draft")
        return self[standing]


def _parent(row: ParentRow) -> ParentOut:
    objective = None
    if row.objective_id is not None and row.objective_title is not None:
        objective = GoalRef(row.objective_id, row.objective_title)
    key_result = None
    if row.key_result_id is not None and row.key_result_title is not None:
        key_result = GoalRef(row.key_result_id, row.key_result_title)
    return ParentOut(
        alignment_id=row.id,
        kind=row.kind,
        weight=row.weight,
        hidden=objective is None,
        objective=objective,
        key_result=key_result,
        version=row.version,
    )


def _cursor(row: ObjectiveRow) -> str:
    return pages.encode(row.rank, row.id)


def escaped(words: str) -> str:
    """Words as people type them, with no meaning of their own in a pattern."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
