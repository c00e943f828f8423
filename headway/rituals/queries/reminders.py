"""Who owes what to an occurrence of a ritual, and what they were reminded of. For jobs, and for rooms above."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.rituals.queries import check_ins
from headway.rituals.queries.answers import ANSWERS, SUBJECT, SubjectKind, named_by
from headway.rituals.rules.calendar import WEEK
from headway.rituals.rules.check_ins import Standing
from headway.rituals.rules.reminders import Due, Owed
from headway.rituals.schemas.reminders import Reminded


class _Row(Struct, frozen=True, kw_only=True):
    member: UUID
    subject_id: UUID
    answered_at: datetime | None
    done: bool
    reminders: int
    asked: bool


async def owed(ctx: Ctx, due: Due) -> list[Owed]:
    """Everybody who has to do with the occurrence: owners of goals, or the people of the team."""
    first = due.first or due.since.date()
    rows = await db.rows(
        ctx,
        _Row,
        _OWED.format(asked=SQL(_ASKED[SUBJECT[due.kind]]), answer=SQL(ANSWERS[due.kind])),
        workspace=ctx.workspace.id,
        team=due.team,
        day=due.on,
        kind=due.kind,
        ending=due.kind == "grading",
        first=named_by(ctx, due.kind, first),
        since=due.since,
    )
    return await _of_slots(ctx, due, rows) if due.kind == "check_in" else [_owed(row, done=row.done) for row in rows]


async def _of_slots(ctx: Ctx, due: Due, rows: Sequence[_Row]) -> list[Owed]:
    """Key results have distances of their own between check-ins: only of those with a slot now is one expected."""
    courses = await check_ins.due(ctx, key_results=[row.subject_id for row in rows], owed_only=False)
    slots = {one.key_result: _slot(one.all, due, ctx.now) for one in courses}
    found = []
    for row in rows:
        standing = slots.get(row.subject_id)
        if standing is not None:
            found.append(_owed(row, done=standing.answered_at is not None))
    return found


def _slot(expected: Sequence[Standing], due: Due, now: datetime) -> Standing | None:
    """To be reminded of: what is open and due before the next week. Missed: what was due in the week up to the day."""
    if due.step == "remind":
        near = [one for one in expected if one.slot.opens <= now and due.on <= one.slot.on < due.on + WEEK]
    else:
        near = [one for one in expected if due.on - WEEK < one.slot.on <= due.on]
    return near[-1] if near else None


def _owed(row: _Row, *, done: bool) -> Owed:
    return Owed(member=row.member, subject_id=row.subject_id, done=done, reminders=row.reminders, asked=row.asked)


_OWED = SQL(
    """
    with a as ({asked})
    select a.member, a.subject_id, x.answered_at, x.done, r.reminders, r.asked
      from a
      join member p on p.workspace_id = %(workspace)s and p.id = a.member and p.removed_at is null
     cross join lateral ({answer}) as x
     cross join lateral (
      select count(*)::integer as reminders, coalesce(bool_or(r.asked), false) as asked
        from ritual_reminder r
       where r.workspace_id = %(workspace)s and r.subject_id = a.subject_id and r.member_id = a.member
         and r.kind = %(kind)s and not r.forgiven and r.at > coalesce(x.answered_at, '-infinity'::timestamptz)) as r
     order by a.member, a.subject_id
    """
)
# Paused, dropped and draft goals owe nothing. Numbers that are computed do: how sure one is, and what is in the way.
# A team without goals has no rituals; without a team there is nobody to meet.
_ASKED: dict[SubjectKind, LiteralString] = {
    "key_result": """
        select coalesce(k.check_in_owner_id, k.owner_id, o.owner_id) as member, k.id as subject_id,
               %(first)s::date as first, %(since)s::timestamptz as since
          from key_result k
          join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id and o.state = 'active'
          join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id and c.closed_at is null
         where k.workspace_id = %(workspace)s and k.state = 'active'
           and coalesce(k.team_id, o.team_id) is not distinct from %(team)s::uuid
           and %(day)s::date between c.starts_on and c.ends_on
    """,
    "objective": """
        select o.owner_id as member, o.id as subject_id, %(first)s::date as first, %(since)s::timestamptz as since
          from objective o
          join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id and c.closed_at is null
         where o.workspace_id = %(workspace)s and o.state = 'active' and o.team_id is not distinct from %(team)s::uuid
           and %(day)s::date between c.starts_on and c.ends_on
           and (not %(ending)s or c.ends_on - %(day)s::date < 7)
           and exists (select from key_result k
                        where k.workspace_id = o.workspace_id and k.objective_id = o.id and k.state = 'active')
    """,
    "team": """
        select tm.member_id as member, tm.team_id as subject_id, %(first)s::date as first,
               %(since)s::timestamptz as since
          from team_member tm
          join member p on p.workspace_id = tm.workspace_id and p.id = tm.member_id and p.role <> 'guest'
         where tm.workspace_id = %(workspace)s and tm.team_id = %(team)s
           and exists (select from objective o
                         join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id
                        where o.workspace_id = tm.workspace_id and o.team_id = tm.team_id and o.state = 'active'
                          and c.closed_at is null and %(day)s::date between c.starts_on and c.ends_on)
    """,
}


async def scopes(ctx: Ctx) -> list[UUID | None]:
    """The teams in use, and None for what belongs to no team."""
    found: list[UUID | None] = await db.column(
        ctx,
        "select id from team where workspace_id = %(workspace)s and archived_at is null order by id",
        workspace=ctx.workspace.id,
    )
    return [None, *found]


async def asked_of_teams(ctx: Ctx, *, keys: Collection[str], teams: Collection[UUID]) -> list[Reminded]:
    """The key results that people of these teams were reminded of for these occurrences."""
    return await db.rows(
        ctx,
        Reminded,
        """
        select key, team_id, member_id, subject_id
          from ritual_reminder
         where workspace_id = %(workspace)s and key = any (%(keys)s) and team_id = any (%(teams)s)
           and subject = 'key_result'
         order by member_id, subject_id
        """,
        workspace=ctx.workspace.id,
        keys=list(keys),
        teams=list(teams),
    )
