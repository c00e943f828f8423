"""Which check-ins are expected of whom, and how those before were answered."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.goals.queries import shaping
from headway.goals.queries.visible import objectives, viewer
from headway.goals.schemas.common import GoalRef, Ref
from headway.rituals.queries.answers import CHECK_IN_ANSWERS
from headway.rituals.queries.calendars import book
from headway.rituals.rules import check_ins as rules
from headway.rituals.rules.calendar import Rhythm
from headway.rituals.rules.check_ins import Course, Standing
from headway.rituals.schemas.check_ins import CheckInDueOut

AHEAD = timedelta(days=60)


class Due(Struct, frozen=True, kw_only=True):
    """What is expected of a key result: `standing` is the slot that counts now, `all` every slot so far.

    A slot is answered by a check-in or by a value; `given` has every slot with its check-in alone.
    `person` gives the check-ins; None where nobody answers for it. `told_at` is when it was last heard of.
    """

    key_result: UUID
    title: str
    objective: GoalRef
    person: Ref | None
    team: UUID | None
    standing: Standing | None
    all: list[Standing]
    given: list[Standing]
    told_at: datetime | None = None

    @property
    def answered(self) -> bool:
        """Whether there is nothing to ask for: before the first slot opens, what was told freely answers."""
        return (self.standing.answered_at if self.standing else self.told_at) is not None

    @property
    def owed(self) -> bool:
        return self.standing is not None and self.standing.owed


async def due(
    ctx: Ctx,
    *,
    member: UUID | None = None,
    team: UUID | None = None,
    below: bool = True,
    key_results: Collection[UUID] | None = None,
    owed_only: bool = True,
) -> list[Due]:
    """Key results that live now and wait for a check-in: of a person, of a team (with the teams `below`), or these.

    The longest due first. Goals that are drafts, paused, dropped or of a closed cycle are left out.
    """
    found = await _courses(ctx, member=member, team=team, below=below, key_results=key_results)
    rhythms = await _rhythms(ctx, {row.team_id for row in found})
    made = [_due(ctx, row, rhythms[row.team_id]) for row in found]
    kept = [one for one in made if one.owed or not owed_only]
    return sorted(kept, key=lambda one: one.standing.slot.on if one.standing else date.max)


def due_out(one: Due) -> CheckInDueOut | None:
    """As it goes out; None where nothing has come due yet."""
    if one.standing is None:
        return None
    return CheckInDueOut(
        key_result_id=one.key_result,
        person=one.person,
        on=one.standing.slot.on,
        state=one.standing.state,
        owed=one.standing.owed,
        answered_at=one.standing.answered_at,
        **rules.discipline(one.all),
    )


async def slots_of(ctx: Ctx, key_result_id: UUID) -> list[Standing]:
    """Every slot of one key result with its check-in, whatever its state."""
    found = await _courses(ctx, key_results=[key_result_id], living=False)
    rhythms = await _rhythms(ctx, {row.team_id for row in found})
    return [standing for row in found for standing in _due(ctx, row, rhythms[row.team_id]).given]


class _CourseRow(Struct):
    id: UUID
    title: str
    objective_id: UUID
    objective_title: str
    person_id: UUID | None
    person_name: str | None
    team_id: UUID | None
    starts_on: date
    ends_on: date
    created_on: date
    every: int
    answers: list[datetime]
    given: list[datetime]


async def _courses(
    ctx: Ctx,
    *,
    member: UUID | None = None,
    team: UUID | None = None,
    below: bool = True,
    key_results: Collection[UUID] | None = None,
    living: bool = True,
) -> list[_CourseRow]:
    return await db.rows(
        ctx,
        _CourseRow,
        _COURSES.format(visible=objectives(ctx), answers=SQL(CHECK_IN_ANSWERS)),
        member=member,
        team=team,
        below=below,
        ids=None if key_results is None else list(key_results),
        living=living,
        today=ctx.today,
        zone=ctx.workspace.zone,
        every=ctx.workspace.check_in_days,
        **viewer(ctx),
    )


_COURSES = SQL(
    """
    select k.id, k.title, k.objective_id, o.title as objective_title, p.id as person_id, p.name as person_name,
           coalesce(k.team_id, o.team_id) as team_id, coalesce(m.starts_on, c.starts_on) as starts_on,
           coalesce(m.ends_on, c.ends_on) as ends_on, (k.created_at at time zone %(zone)s)::date as created_on,
           coalesce(m.check_in_days, %(every)s)::integer as every,
           array(select y.at from (select k.id as subject_id) as a cross join lateral ({answers}) as y) as answers,
           array(select h.made_at from check_in h
                  where h.workspace_id = k.workspace_id and h.key_result_id = k.id and h.kind = 'check_in'
                    and not exists (
                      select from check_in x where x.workspace_id = h.workspace_id and x.corrects = h.id)) as given
      from key_result k
      join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id
      join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
      join metric m on m.workspace_id = k.workspace_id and m.id = k.id
      left join member p on p.workspace_id = k.workspace_id and p.removed_at is null
                        and p.id = coalesce(k.check_in_owner_id, k.owner_id, o.owner_id)
     where {visible}
       and (not %(living)s or (k.state = 'active' and o.state = 'active' and c.closed_at is null
                               and %(today)s between coalesce(m.starts_on, c.starts_on)
                                                 and coalesce(m.ends_on, c.ends_on)))
       and (%(member)s::uuid is null or p.id = %(member)s)
       and (%(ids)s::uuid[] is null or k.id = any (%(ids)s))
       and (%(team)s::uuid is null or coalesce(k.team_id, o.team_id) in (
              with recursive below (id) as (
                select %(team)s::uuid
                union
                select t.id from below b
                  join team t on t.workspace_id = %(workspace)s and t.parent_id = b.id and %(below)s)
              select below.id from below))
     order by o.rank, o.id, k.rank, k.id
    """
)


async def _rhythms(ctx: Ctx, teams: Collection[UUID | None]) -> Mapping[UUID | None, Rhythm]:
    """When each team checks in."""
    if not teams:
        return {}
    held = await book(ctx)
    return {team: held.rhythm(team, "check_in") for team in teams}


def _due(ctx: Ctx, row: _CourseRow, rhythm: Rhythm) -> Due:
    course = Course(starts_on=row.starts_on, ends_on=row.ends_on, every=row.every, since=row.created_on)
    slots = rules.slots(course, rhythm, ctx.today + AHEAD)
    found = rules.standings(slots, row.answers, ctx.now)
    return Due(
        key_result=row.id,
        title=row.title,
        objective=GoalRef(row.objective_id, row.objective_title),
        person=shaping.ref(row.person_id, row.person_name),
        team=row.team_id,
        standing=rules.current(found, ctx.now),
        all=found,
        given=rules.standings(slots, row.given, ctx.now),
        told_at=max(row.answers, default=None),
    )
