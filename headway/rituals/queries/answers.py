"""Whether a ritual is done: what was given, by whom it was asked for, since the day from which on it counts.

One fragment for each ritual, so that a reminder, the inbox and a mail never disagree. A fragment is a lateral query
over one row `a` (member, subject_id, first, since) of what was asked, and says when it was `answered_at` last, ever,
and whether this very occurrence is `done`.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, LiteralString
from uuid import UUID

from msgspec import Struct
from psycopg.sql import SQL

from headway.core import db
from headway.core.ctx import Ctx
from headway.rituals.rules.assessments import month_of
from headway.rituals.rules.calendar import Kind
from headway.rituals.rules.weeks import week_of

SubjectKind = Literal["key_result", "objective", "team"]
SUBJECT: dict[Kind, SubjectKind] = {
    "check_in": "key_result",
    "commitments": "team",
    "wins": "team",
    "assessment": "objective",
    "grading": "objective",
    "retrospective": "team",
}


class Wanted(Struct, frozen=True, kw_only=True):
    """Something asked of somebody: an answer given from the day `first`, the moment `since`, on is one to it."""

    member: UUID
    subject_id: UUID
    first: date
    since: datetime


async def waiting(ctx: Ctx, kind: Kind, wanted: Sequence[Wanted]) -> list[bool]:
    """Of each, whether it still waits: it is not done, and neither dropped, paused nor closed meanwhile."""
    if not wanted:
        return []
    open_ = await db.column(
        ctx,
        SQL(
            """
            with a as (
              select t.member, t.subject_id, t.first, t.since, t.place
                from unnest(%(members)s::uuid[], %(subjects)s::uuid[], %(firsts)s::date[], %(sinces)s::timestamptz[])
                     with ordinality as t (member, subject_id, first, since, place)
            )
            select a.place from a cross join lateral ({answer}) as x where not x.done and exists ({living})
            """
        ).format(answer=SQL(ANSWERS[kind]), living=SQL(_LIVING[SUBJECT[kind]])),
        workspace=ctx.workspace.id,
        members=[each.member for each in wanted],
        subjects=[each.subject_id for each in wanted],
        firsts=[named_by(ctx, kind, each.first) for each in wanted],
        sinces=[each.since for each in wanted],
    )
    places = set(open_)
    return [place in places for place in range(1, len(wanted) + 1)]


def named_by(ctx: Ctx, kind: Kind, first: date) -> date:
    """The day that names the period of an answer in its table: the first of its week, or of its month."""
    if kind in ("commitments", "wins"):
        return week_of(first, ctx.workspace.week_start).first
    return month_of(first) if kind == "assessment" else first


# The moments that answer a check-in. A value is as good as one: who gave the number is not asked for it once more.
# A corrected row does not count, whatever took its place does: a check-in taken back is none.
CHECK_IN_ANSWERS: LiteralString = """
select v.recorded_at as at
  from measurement v
 where v.workspace_id = %(workspace)s and v.metric_id = a.subject_id and v.kind = 'value'
   and not exists (select from measurement w where w.workspace_id = v.workspace_id and w.corrects = v.id)
 union all
select h.made_at
  from check_in h
 where h.workspace_id = %(workspace)s and h.key_result_id = a.subject_id and h.kind = 'check_in'
   and not exists (select from check_in w where w.workspace_id = h.workspace_id and w.corrects = h.id)
"""
_CHECKED_IN: LiteralString = f"""
select max(y.at) as answered_at, coalesce(max(y.at) >= a.since, false) as done from ({CHECK_IN_ANSWERS}) as y
"""  # noqa: S608 - the part is a constant, above
_COMMITTED: LiteralString = """
select max(w.added_at) as answered_at, coalesce(bool_or(w.week >= a.first), false) as done
  from commitment c
  join commitment_week w on w.workspace_id = c.workspace_id and w.commitment_id = c.id
 where c.workspace_id = %(workspace)s and c.team_id = a.subject_id and c.member_id = a.member and c.removed_at is null
"""
_WON: LiteralString = """
select max(v.created_at) as answered_at, coalesce(bool_or(v.week >= a.first), false) as done
  from win v
 where v.workspace_id = %(workspace)s and v.team_id = a.subject_id and v.removed_at is null
   and a.member in (v.member_id, v.created_by)
"""
_ASSESSED: LiteralString = """
select max(s.assessed_at) as answered_at,
       coalesce(bool_or(s.month >= a.first and s.assessed_at >= a.since), false) as done
  from assessment s
 where s.workspace_id = %(workspace)s and s.objective_id = a.subject_id
"""
# Done with one's blind scores, or all is scored already, or there is nothing to score.
_SCORED: LiteralString = """
select max(greatest(b.done_at, o.graded_at)) as answered_at,
       coalesce(bool_or(b.done_at is not null and g.revealed_at is null) or bool_and(o.ungraded = 0), true) as done
  from (select o.workspace_id, o.team_id, o.cycle_id, count(k.id) filter (where k.grade is null) as ungraded,
               max(k.graded_at) as graded_at
          from objective o
          left join key_result k on k.workspace_id = o.workspace_id and k.objective_id = o.id and k.state <> 'dropped'
         where o.workspace_id = %(workspace)s and o.id = a.subject_id
         group by o.workspace_id, o.id) as o
  left join grading g on g.workspace_id = o.workspace_id and g.team_id = o.team_id and g.cycle_id = o.cycle_id
  left join ballot b on b.workspace_id = g.workspace_id and b.grading_id = g.id and b.member_id = a.member
"""
_LEARNED: LiteralString = """
select max(y.at) as answered_at, coalesce(bool_or(c.ends_on >= a.first and y.at >= a.since), false) as done
  from (select r.cycle_id, r.changed_at as at from retrospective r
         where r.workspace_id = %(workspace)s and r.team_id = a.subject_id
           and (r.achieved <> '' or r.missed <> '' or r.learned <> '')
         union all
        select l.cycle_id, l.created_at from lesson l
         where l.workspace_id = %(workspace)s and l.team_id = a.subject_id) as y
  join cycle c on c.workspace_id = %(workspace)s and c.id = y.cycle_id
"""
ANSWERS: dict[Kind, LiteralString] = {
    "check_in": _CHECKED_IN,
    "commitments": _COMMITTED,
    "wins": _WON,
    "assessment": _ASSESSED,
    "grading": _SCORED,
    "retrospective": _LEARNED,
}
_LIVING: dict[SubjectKind, LiteralString] = {
    "key_result": """
        select from key_result k
          join objective o on o.workspace_id = k.workspace_id and o.id = k.objective_id and o.state = 'active'
          join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id and c.closed_at is null
         where k.workspace_id = %(workspace)s and k.id = a.subject_id and k.state = 'active'
    """,
    "objective": """
        select from objective o
          join cycle c on c.workspace_id = o.workspace_id and c.id = o.cycle_id and c.closed_at is null
         where o.workspace_id = %(workspace)s and o.id = a.subject_id and o.state = 'active'
    """,
    "team": """
        select from team t
         where t.workspace_id = %(workspace)s and t.id = a.subject_id and t.archived_at is null
    """,
}
