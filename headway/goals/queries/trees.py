"""The line of sight up, the tree down, and the tree of teams in a cycle."""

from collections import defaultdict
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals.queries import shaping
from headway.goals.queries.cycles import cycle_row, ref
from headway.goals.queries.visible import objectives, viewer
from headway.goals.rules.changes import AlignmentKind
from headway.goals.schemas.common import GoalRef, ProgressOut
from headway.goals.schemas.objectives import CycleTree, LineOut, LineStep, TeamGoals, TreeNode, TreeOut
from headway.progress import queries as progress
from headway.progress.queries import NodeRow

DEEPEST = 20
MOST_NODES = 2000


class _Up(Struct):
    depth: int
    below_id: UUID | None
    kind: AlignmentKind | None
    goal_id: UUID | None
    key_result_id: UUID | None
    key_result_title: str | None
    title: str | None
    priority: str | None
    team_id: UUID | None
    team_name: str | None
    owner_id: UUID | None
    owner_name: str | None
    raw: float | None
    counted: float | None


async def line_up(ctx: Ctx, objective_id: UUID) -> LineOut:
    """From an objective to everything it serves, nearest first; itself first. Raises `NotFound`.

    A goal that the caller may not see is a hidden step: the line goes on above it.
    """
    found = await db.rows(
        ctx,
        _Up,
        SQL(
            """
            with recursive up (id, below_id, kind, key_result_id, depth) as (
              select o.id, null::uuid, null::text, null::uuid, 0 from objective o where {visible} and o.id = %(id)s
              union
              select coalesce(a.objective_id, k.objective_id), up.id, a.kind, a.key_result_id, up.depth + 1
                from up
                join alignment a on a.workspace_id = %(workspace)s and a.child_id = up.id
                left join key_result k on k.workspace_id = a.workspace_id and k.id = a.key_result_id
               where up.depth < %(deepest)s
            )
            select min(up.depth) as depth, up.below_id, up.kind, o.id as goal_id,
                   case when o.id is not null then up.key_result_id end as key_result_id,
                   case when o.id is not null then k.title end as key_result_title,
                   o.title, o.priority, o.team_id, t.name as team_name, o.owner_id, w.name as owner_name,
                   n.raw, n.counted
              from up
              left join objective o on o.id = up.id and {visible}
              left join key_result k on k.workspace_id = %(workspace)s and k.id = up.key_result_id
              left join node n on n.workspace_id = %(workspace)s and n.id = up.id
              left join team t on t.workspace_id = o.workspace_id and t.id = o.team_id
              left join member w on w.workspace_id = o.workspace_id and w.id = o.owner_id
             group by up.id, up.below_id, up.kind, up.key_result_id, o.id, k.title, o.title, o.priority, o.team_id,
                      t.name, o.owner_id, w.name, n.raw, n.counted
             order by depth, o.title nulls last
            """
        ).format(visible=objectives(ctx)),
        id=objective_id,
        deepest=DEEPEST,
        **viewer(ctx),
    )
    if not found:
        raise NotFound
    named = [row.priority for row in reversed(found) if row.priority]
    return LineOut(steps=[_step(row) for row in found], priorities=list(dict.fromkeys(named)))


def _step(row: _Up) -> LineStep:
    via = None
    if row.key_result_id is not None and row.key_result_title is not None:
        via = GoalRef(row.key_result_id, row.key_result_title)
    return LineStep(
        depth=row.depth,
        below_id=row.below_id,
        kind=row.kind,
        via_key_result=via,
        hidden=row.goal_id is None,
        id=row.goal_id,
        title=row.title or "",
        team=shaping.ref(row.team_id, row.team_name),
        owner=shaping.ref(row.owner_id, row.owner_name),
        priority=row.priority or "",
        progress=shaping.mean_progress(row.raw, row.counted),
    )


class _Down(NodeRow, kw_only=True):
    parent_id: UUID | None
    depth: int
    kind: str | None
    weight: float
    share: float
    seen: bool
    title: str | None
    team_id: UUID | None
    team_name: str | None
    owner_id: UUID | None
    owner_name: str | None


async def tree_down(ctx: Ctx, objective_id: UUID) -> TreeOut:
    """From an objective down to all goals that serve it, parents before children. Raises `NotFound`.

    Work is not in it: the room `work` shows what hangs on each key result.
    """
    found = await db.rows(
        ctx,
        _Down,
        _DOWN.format(visible=objectives(ctx)),
        id=objective_id,
        deepest=DEEPEST,
        most=MOST_NODES,
        **viewer(ctx),
    )
    if not found:
        raise NotFound
    return TreeOut([_node(row) for row in found])


_DOWN = SQL(
    """
    with recursive down (id, parent_id, subject, kind, weight, share, depth, seen) as (
      select o.id, null::uuid, 'objective', null::text, 1::float8, 1::float8, 0, true
        from objective o where {visible} and o.id = %(id)s
      union all
      select e.child_id, d.id, c.subject, e.kind, e.weight,
             case when e.counted and c.active and c.counted is not null and p.weight_sum > 0
                  then e.weight / p.weight_sum else 0 end,
             d.depth + 1, c.subject = 'key_result' or o.id is not null
        from down d
        join edge e on e.workspace_id = %(workspace)s and e.parent_id = d.id and e.kind <> 'work'
        join node c on c.workspace_id = %(workspace)s and c.id = e.child_id
        join node p on p.workspace_id = %(workspace)s and p.id = d.id
        left join objective o on o.id = e.child_id and {visible}
       where d.seen and d.depth < %(deepest)s and (c.active or c.subject = 'key_result' or o.id is not null)
    )
    select d.id, d.parent_id, d.subject, d.kind, d.weight, d.share, d.depth, d.seen,
           case when d.seen then coalesce(k.title, o.title) end as title,
           n.mode, n.raw, n.counted, n.when_empty, n.as_of, n.number, n.active, n.work_leaves, n.work_done,
           n.work_estimated, n.work_hours, n.work_hours_done,
           t.id as team_id, t.name as team_name, w.id as owner_id, w.name as owner_name
      from down d
      join node n on n.workspace_id = %(workspace)s and n.id = d.id
      left join objective o on d.seen and o.workspace_id = %(workspace)s and o.id = d.id
      left join key_result k on d.seen and k.workspace_id = %(workspace)s and k.id = d.id
      left join team t on t.workspace_id = %(workspace)s and t.id = coalesce(k.team_id, o.team_id)
      left join member w on w.workspace_id = %(workspace)s and w.id = coalesce(k.owner_id, o.owner_id)
     order by d.depth, d.share desc, d.weight desc, d.id
     limit %(most)s
    """
)


def _node(row: _Down) -> TreeNode:
    reading = progress.reading_of(row)
    said: ProgressOut = shaping.stated_progress(reading.raw, reading.counted, reading.state)
    return TreeNode(
        id=row.id if row.seen else None,
        subject="key_result" if row.subject == "key_result" else "objective",
        parent_id=row.parent_id,
        depth=row.depth,
        kind=row.kind,  # type: ignore[arg-type]  # the table allows these kinds and work, which is left out above
        weight=row.weight,
        share=row.share,
        hidden=not row.seen,
        title=row.title or "",
        team=shaping.ref(row.team_id, row.team_name),
        owner=shaping.ref(row.owner_id, row.owner_name),
        progress=said,
        work=shaping.work(reading.work, reading.totals.leaves, reading.totals.done),
    )


class _Team(Struct):
    id: UUID | None
    parent_id: UUID | None
    name: str | None
    objectives: int


async def cycle_tree(ctx: Ctx, cycle_id: UUID) -> CycleTree:
    """The teams with the count of objectives in a cycle that the caller may see. Raises `NotFound`."""
    cycle = await cycle_row(ctx, cycle_id)
    found = await db.rows(
        ctx,
        _Team,
        SQL(
            """
            with counted as (
              select o.team_id, count(*) as objectives
                from objective o
               where {visible} and o.cycle_id = %(cycle)s and o.state <> 'dropped'
               group by o.team_id
            )
            select t.id, t.parent_id, t.name, coalesce(c.objectives, 0) as objectives
              from team t
              left join counted c on c.team_id = t.id
             where t.workspace_id = %(workspace)s and (t.archived_at is null or c.objectives > 0)
            union all
            select null, null, null, sum(objectives)::bigint from counted
             where team_id is null or team_id not in (select id from team where workspace_id = %(workspace)s)
            having count(*) > 0
             order by name, id
            """
        ).format(visible=objectives(ctx)),
        cycle=cycle_id,
        **viewer(ctx),
    )
    teams = [row for row in found if row.id is not None]
    below = _below(teams)
    without = sum(row.objectives for row in found if row.id is None)
    return CycleTree(
        cycle=ref(cycle),
        teams=[
            TeamGoals(id=id_, parent_id=row.parent_id, name=row.name or "", objectives=row.objectives, below=below[id_])
            for row in teams
            if (id_ := row.id) is not None
        ],
        without_team=without,
        objectives=without + sum(row.objectives for row in teams),
    )


def _below(teams: list[_Team]) -> dict[UUID, int]:
    """Objectives of all teams below each team, its own left out."""
    inside: dict[UUID | None, list[_Team]] = defaultdict(list)
    for row in teams:
        inside[row.parent_id].append(row)
    sums: dict[UUID, int] = {}

    def total(row: _Team) -> int:
        below = sum(total(child) for child in inside[row.id])
        if row.id is not None:
            sums[row.id] = below
        return below + row.objectives

    for row in teams:
        if row.id not in sums:
            total(row)
    return sums
