"""What a team has to talk about now."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import lines_of, shaping, viewer, visible_objectives
from headway.goals.rules.changes import label
from headway.goals.schemas.common import GoalRef, HealthOut, ProgressOut, Ref
from headway.goals.schemas.key_results import KeyResultLine
from headway.goals.schemas.objectives import ObjectiveLine
from headway.rituals.access.weeks import can_edit_week
from headway.rituals.queries import check_ins, commitments, done, wins
from headway.rituals.queries.held_up import held_up
from headway.rituals.queries.teams import standing, week_on
from headway.rituals.rules import meetings as rules
from headway.rituals.rules.weeks import Week, instants
from headway.rituals.schemas.meetings import AgendaGoal, AgendaOut, Blocked, HeldUp, ItemOut, Missing

ASKED = {"due", "overdue", "missed"}  # one that is only open may come yet
BLOCKED_DAYS = 14  # what was said to be in the way longer ago is no news any more


class TeamGoal(Struct, frozen=True, kw_only=True):
    """A key result with its health, for agendas."""

    id: UUID
    number: int
    title: str
    objective: GoalRef
    private: bool
    owner: Ref | None
    health: str
    progress: float | None
    confidence: int
    last_on: date | None

    def shown(self) -> AgendaGoal:
        return AgendaGoal(
            id=self.id,
            label=label("key_result", self.number),
            title=self.title,
            objective=self.objective,
            owner=self.owner,
            health=HealthOut(self.health, ""),
            progress=bare_progress(self.progress),
            confidence=self.confidence,
        )


def bare_progress(raw: float | None) -> ProgressOut:
    """The progress of a key result as its short form has it."""
    if raw is None:
        return shaping.stated_progress(None, None, "not_measured")
    return shaping.stated_progress(raw, min(max(raw, 0.0), 1.0), "measured")


async def agenda_page(ctx: Ctx, team_id: UUID) -> AgendaOut:
    """The agenda that a meeting would have if it began now. Raises NotFound."""
    team = await standing(ctx, team_id)
    goals = await of_team(ctx, team_id)
    items = await made(ctx, team_id, goals)
    named = {goal.id: goal for goal in goals}
    return AgendaOut(
        items=[_preview(place, item, named) for place, item in enumerate(items)],
        minutes=rules.minutes(items),
        under_way=await under_way(ctx, team_id),
        can_hold=can_edit_week(ctx.actor, team),
    )


async def made(ctx: Ctx, team_id: UUID, goals: Sequence[TeamGoal]) -> list[rules.AgendaItem]:
    """The agenda of now. Private goals are no matter for a meeting: they are left out, whoever asks."""
    week = week_on(ctx, None)
    open_to_all = [goal for goal in goals if not goal.private]
    return rules.agenda(
        rules.Facts(
            goals=[rules.Goal(id=one.id, health=one.health, progress=one.progress) for one in open_to_all],
            decisions=await _last_with_decisions(ctx, team_id),
            missing=len(await missing(ctx, team_id, open_to_all)),
            blocked=len(await blocked(ctx, open_to_all)) + len(await waiting(ctx, open_to_all)),
            unfinished=len(await commitments.unfinished(ctx, week, team=team_id)),
            moved=await _moves(ctx, [one.id for one in open_to_all], week),
            wins=len(await wins.of_week(ctx, team_id, week)) + len(await wins.of_week(ctx, team_id, week.before)),
        )
    )


async def of_team(ctx: Ctx, team_id: UUID) -> list[TeamGoal]:
    """The team's key results of now, as far as the caller may see them."""
    return await by_id(ctx, await done.key_results_of(ctx, team_id, week_on(ctx, None)))


async def by_id(ctx: Ctx, ids: Collection[UUID]) -> list[TeamGoal]:
    """Key results with their health, those the caller may see; four statements for any number, none for none."""
    if not ids:
        return []
    facts = await db.rows(
        ctx,
        _Fact,
        SQL(
            """
            select k.id, k.number, k.objective_id, k.owner_id, m.name as owner_name, k.confidence,
                   (v.effective_at at time zone %(zone)s)::date as last_on
              from key_result k
              join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
              join metric x on x.workspace_id = k.workspace_id and x.id = k.id
              left join measurement v on v.workspace_id = x.workspace_id and v.id = x.newest_id
              left join member m on m.workspace_id = k.workspace_id and m.id = k.owner_id
             where {visible} and k.id = any (%(ids)s)
             order by o.rank, o.id, k.rank, k.id
            """
        ).format(visible=visible_objectives(ctx)),
        ids=list(ids),
        zone=ctx.workspace.zone,
        **viewer(ctx),
    )
    lines = await lines_of(ctx, list({fact.objective_id for fact in facts}))
    short = {one.id: (line, one) for line in lines for one in line.key_results}
    return [_goal(fact, *short[fact.id]) for fact in facts if fact.id in short]


async def under_way(ctx: Ctx, team_id: UUID) -> UUID | None:
    """The meeting that is being held, if any."""
    found: UUID | None = await db.value(
        ctx,
        "select id from meeting where workspace_id = %(workspace)s and team_id = %(team)s and ended_at is null",
        workspace=ctx.workspace.id,
        team=team_id,
    )
    return found


async def missing(ctx: Ctx, team_id: UUID, goals: Sequence[TeamGoal]) -> list[Missing]:
    """Of these goals those whose check-in is owed, the longest due first."""
    named = {goal.id: goal for goal in goals if not goal.private}
    owed = [
        one
        for one in await check_ins.due(ctx, team=team_id)
        if one.key_result in named and one.standing is not None and one.standing.state in ASKED
    ]
    return [
        Missing(
            id=one.key_result,
            label=label("key_result", named[one.key_result].number),
            title=one.title,
            owner=one.person,
            health=HealthOut(named[one.key_result].health, ""),
            last_on=named[one.key_result].last_on,
        )
        for one in owed
    ]


class _Blocked(Struct, frozen=True):
    id: UUID
    text: str
    by_id: UUID | None
    by_name: str | None


async def blocked(ctx: Ctx, goals: Sequence[TeamGoal]) -> list[Blocked]:
    """What the last check-ins of these goals said to be in the way, the newest first."""
    named = {goal.id: goal for goal in goals if not goal.private}
    rows = await db.rows(
        ctx,
        _Blocked,
        """
        select c.key_result_id as id, c.blockers as text, c.author_id as by_id, m.name as by_name
          from unnest(%(ids)s::uuid[]) as wanted (id)
          cross join lateral (
            select x.* from check_in x
             where x.workspace_id = %(workspace)s and x.key_result_id = wanted.id and x.kind = 'check_in'
               and not exists (select from check_in y where y.workspace_id = x.workspace_id and y.corrects = x.id)
             order by x.made_at desc, x.id desc limit 1) as c
          left join member m on m.workspace_id = %(workspace)s and m.id = c.author_id
         where c.blockers <> '' and c.made_at > %(since)s
         order by c.made_at desc
        """,
        workspace=ctx.workspace.id,
        ids=list(named),
        since=ctx.now - timedelta(days=BLOCKED_DAYS),
    )
    return [
        Blocked(
            subject="key_result",
            id=row.id,
            label=label("key_result", named[row.id].number),
            title=named[row.id].title,
            text=row.text,
            by=shaping.ref(row.by_id, row.by_name),
        )
        for row in rows
    ]


async def waiting(ctx: Ctx, goals: Sequence[TeamGoal]) -> list[HeldUp]:
    """The open tasks of these goals that wait for others."""
    return await held_up(ctx, [goal.id for goal in goals if not goal.private])


class _Fact(Struct, frozen=True, kw_only=True):
    id: UUID
    number: int
    objective_id: UUID
    owner_id: UUID | None
    owner_name: str | None
    confidence: int
    last_on: date | None


def _goal(fact: _Fact, line: ObjectiveLine, short: KeyResultLine) -> TeamGoal:
    return TeamGoal(
        id=fact.id,
        number=fact.number,
        title=short.title,
        objective=GoalRef(line.id, line.title),
        private=line.private,
        owner=shaping.ref(fact.owner_id, fact.owner_name),
        health=short.health,
        progress=short.progress,
        confidence=fact.confidence,
        last_on=fact.last_on,
    )


def _preview(place: int, item: rules.AgendaItem, goals: dict[UUID, TeamGoal]) -> ItemOut:
    goal = goals.get(item.subject_id) if item.subject_id else None
    return ItemOut(
        place=place,
        kind=item.kind,
        subject_id=item.subject_id,
        goal=goal.shown() if goal else None,
        budget=item.budget,
        seconds=0,
        seen=False,
        note="",
    )


async def _last_with_decisions(ctx: Ctx, team_id: UUID) -> UUID | None:
    """The newest meeting that was held to its end, if it decided anything."""
    found: UUID | None = await db.value(
        ctx,
        """
        select m.id
          from (select id from meeting
                 where workspace_id = %(workspace)s and team_id = %(team)s and ended_at is not null
                 order by started_at desc, id desc limit 1) as m
         where exists (select from decision d
                        where d.workspace_id = %(workspace)s and d.meeting_id = m.id and d.removed_at is null)
        """,
        workspace=ctx.workspace.id,
        team=team_id,
    )
    return found


async def _moves(ctx: Ctx, key_results: Sequence[UUID], week: Week) -> int:
    """How many of these moved in this week or the one before."""
    start, _ = instants(week.before, ctx.workspace.zone)
    found: int | None = await db.value(
        ctx,
        """
        select count(distinct e.subject_id)::integer from event e
         where e.workspace_id = %(workspace)s and e.subject_id = any (%(ids)s) and e.kind = 'progress.changed'
           and e.recorded_at >= %(start)s and e.data -> 'old' is distinct from e.data -> 'new'
        """,
        workspace=ctx.workspace.id,
        ids=list(key_results),
        start=start,
    )
    return found or 0
