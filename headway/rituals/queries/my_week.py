"""What one person owes, and what moves their key results."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.core.errors import NotFound
from headway.goals.queries.key_results import key_result_rows, whole
from headway.goals.queries.visible import objectives, viewer
from headway.goals.schemas.common import GoalRef
from headway.goals.schemas.key_results import KeyResultOut
from headway.progress.rules.health import WORST_FIRST
from headway.rituals.queries import check_ins
from headway.rituals.queries.check_ins import Due, due_out
from headway.rituals.rules.check_ins import Standing, help_of
from headway.rituals.schemas.my_week import DueLine, MyWeek, RedLine, TaskLine
from headway.work.queries.table import open_tasks_of
from headway.work.schemas.tasks import MyTask

REDS = ("off_track", "at_risk")
SHOWN = 12
MOST = 500


async def my_week(ctx: Ctx) -> MyWeek:
    """The start page of the caller. Raises `NotFound` for who is nobody's member."""
    me = ctx.actor.member
    if me is None:
        raise NotFound
    expected = await check_ins.due(ctx, member=me, owed_only=False)
    open_tasks = (await open_tasks_of(ctx, me, cursor=None, limit=MOST)).items
    mine = await _mine(ctx, me)
    served = {one.id for task in open_tasks for one in task.serves}
    goals = {one.id: one for one in await _goals(ctx, served | set(mine))}
    tasks = _tasks(open_tasks, goals, ctx.today)
    return MyWeek(
        today=ctx.today,
        due=[line for one in expected if one.owed and (line := _due_line(one))],
        next_due=_next(expected, ctx.today),
        reds=_reds([goals[id_] for id_ in mine if id_ in goals]),
        tasks=tasks[:SHOWN],
        tasks_more=max(0, len(tasks) - SHOWN),
        other_tasks=sum(not task.serves for task in open_tasks),
        mine=len(mine),
        any_goals=bool(goals) or await _any_goals(ctx),
    )


async def _mine(ctx: Ctx, me: UUID) -> list[UUID]:
    """Key results that live now and that the caller answers for, or whose objective they answer for."""
    return await db.column(
        ctx,
        SQL(
            """
            select k.id
              from key_result k
              join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
              join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
             where {visible} and k.state = 'active' and o.state = 'active' and c.closed_at is null
               and %(today)s between c.starts_on and c.ends_on
               and %(me)s in (k.owner_id, k.check_in_owner_id, o.owner_id)
             order by o.rank, o.id, k.rank, k.id
            """
        ).format(visible=objectives(ctx)),
        me=me,
        today=ctx.today,
        **viewer(ctx),
    )


async def _goals(ctx: Ctx, ids: set[UUID]) -> list[KeyResultOut]:
    return await whole(ctx, await key_result_rows(ctx, ids=list(ids))) if ids else []


async def _any_goals(ctx: Ctx) -> bool:
    statement = SQL("select exists (select from objective o where {visible})").format(visible=objectives(ctx))
    return bool(await db.value(ctx, statement, **viewer(ctx)))


def _due_line(one: Due) -> DueLine | None:
    shown = due_out(one)
    if shown is None:
        return None
    return DueLine(key_result=GoalRef(one.key_result, one.title), objective=one.objective, due=shown)


def _next(expected: Sequence[Due], today: date) -> date | None:
    """The day of the next check-in that is not owed yet."""
    coming = [standing.slot.on for one in expected for standing in one.all if _coming(standing, today)]
    return min(coming, default=None)


def _coming(standing: Standing, today: date) -> bool:
    return standing.slot.on >= today and standing.answered_at is None


def _reds(mine: Sequence[KeyResultOut]) -> list[RedLine]:
    """Off track before at risk, in the order of the goals."""
    found = [one for one in mine if one.health.state in REDS]
    return [
        RedLine(
            key_result=GoalRef(one.id, one.title),
            objective=one.objective,
            owner=one.owner,
            progress=one.progress,
            expected_display=one.expected_display,
            health=one.health,
            confidence=one.confidence,
        )
        for one in sorted(found, key=lambda one: REDS.index(one.health.state))
    ]


def _tasks(found: Sequence[MyTask], goals: dict[UUID, KeyResultOut], today: date) -> list[TaskLine]:
    """Tasks that serve a key result, what helps most first; the order of the list decides between equals."""
    lines = []
    for task in found:
        healths = [goals[one.id].health.state for one in task.serves if one.id in goals]
        if not task.serves:
            continue
        due_in = None if task.due_on is None else (task.due_on - today).days
        helps = help_of(due_in=due_in, priority=task.priority, healths=healths)
        lines.append(TaskLine(task=task, health=_worst(healths), helps=helps))
    return sorted(lines, key=lambda line: -line.helps)


def _worst(healths: Sequence[str]) -> str:
    order = [state.value for state in WORST_FIRST]
    return min(healths, key=lambda one: order.index(one) if one in order else len(order), default="")
