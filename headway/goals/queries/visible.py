"""What the caller may see of goals: the one place. Every read of the room starts from `objectives(ctx)`.

The fragment is a condition on the alias `o` of `objective`, to be used with `**viewer(ctx)`. It repeats what the guest
floor of the database says and adds what is policy: private goals and drafts. The table is in access.py.
"""

from typing import Any, Literal

from psycopg.sql import SQL, Composed

from headway.core.ctx import Ctx
from headway.goals.access import Standing

MY_TEAMS = SQL(
    """array(select tm.team_id from team_member tm
              where tm.workspace_id = %(workspace)s and tm.member_id = %(viewer)s)"""
)
LED = SQL(
    """array(select tm.team_id from team_member tm
              where tm.workspace_id = %(workspace)s and tm.member_id = %(viewer)s and tm.role = 'lead')"""
)
# Teams the caller leads, and all below them.
GOVERNED = SQL(
    """array(with recursive governed (id) as (
               select tm.team_id from team_member tm
                where tm.workspace_id = %(workspace)s and tm.member_id = %(viewer)s and tm.role = 'lead'
               union
               select t.id from governed g
                 join team t on t.workspace_id = %(workspace)s and t.parent_id = g.id)
             select id from governed)"""
)

_SHARED = """array(select s.subject_id from share s
              where s.workspace_id = %(workspace)s and s.member_id = %(viewer)s and s.subject = """
_SHARED_OBJECTIVES = SQL(_SHARED + "'objective')")
_SHARED_TEAMS = SQL(_SHARED + "'team')")
_EDIT_OBJECTIVES = SQL(_SHARED + "'objective' and s.access = 'edit')")
_EDIT_TEAMS = SQL(_SHARED + "'team' and s.access = 'edit')")

_MEMBER = SQL(
    """((not o.private and o.state <> 'draft')
        or o.owner_id = %(viewer)s
        or o.created_by = %(viewer)s
        or (not o.private and o.team_id = any ({my_teams}))
        or o.team_id = any ({led})
        or o.id = any ({shared}))"""
).format(my_teams=MY_TEAMS, led=LED, shared=_SHARED_OBJECTIVES)

_GUEST = SQL(
    """(o.id = any ({shared})
        or (not o.private and o.state <> 'draft' and o.team_id = any ({teams})))"""
).format(shared=_SHARED_OBJECTIVES, teams=_SHARED_TEAMS)

Audience = Literal["member", "guest", "system"]
_IN_WORKSPACE = SQL("(o.workspace_id = %(workspace)s and {rule})")
CONDITIONS: dict[Audience, Composed] = {
    "member": _IN_WORKSPACE.format(rule=_MEMBER),
    "guest": _IN_WORKSPACE.format(rule=_GUEST),
    "system": _IN_WORKSPACE.format(rule=SQL("true")),
}

# How the caller stands to an objective `o` in a cycle `c`: the columns of `StandingRow`.
STANDING = SQL(
    """coalesce(o.owner_id = %(viewer)s, false) as owns,
       coalesce(o.created_by = %(viewer)s, false) as wrote,
       coalesce(o.team_id = any ({governed}), false) as leads,
       coalesce(o.team_id = any ({my_teams}), false) as in_team,
       case when o.id = any ({edit_objectives}) or (not o.private and o.team_id = any ({edit_teams})) then 'edit'
            when o.id = any ({objectives}) or (not o.private and o.team_id = any ({teams})) then 'view' end as shared,
       c.closed_at is not null as closed"""
).format(
    governed=GOVERNED,
    my_teams=MY_TEAMS,
    edit_objectives=_EDIT_OBJECTIVES,
    edit_teams=_EDIT_TEAMS,
    objectives=_SHARED_OBJECTIVES,
    teams=_SHARED_TEAMS,
)


def objectives(ctx: Ctx) -> Composed:
    """The condition on `objective o`: in this workspace, and visible to the caller. Jobs of the system see all."""
    return CONDITIONS[audience(ctx)]


def audience(ctx: Ctx) -> Audience:
    """Which of the three conditions holds for the caller; statements may be kept by it."""
    if ctx.actor.kind == "system":
        return "system"
    return "guest" if ctx.actor.is_guest else "member"


def fixed(statement: Composed) -> SQL:
    """A composed statement as one text, for those that run often: composing costs more than many a query."""
    return SQL(" ".join(statement.as_string().split()))


def viewer(ctx: Ctx) -> dict[str, Any]:
    """The parameters every fragment of this file needs."""
    return {"workspace": ctx.workspace.id, "viewer": ctx.actor.member}


def standing_of(row: Any) -> Standing:
    """The `STANDING` columns of a row that also has `state`, as access.py wants them."""
    return Standing(
        owns=row.owns,
        wrote=row.wrote,
        leads=row.leads,
        in_team=row.in_team,
        shared=row.shared,
        state=row.state,
        closed=row.closed,
    )
