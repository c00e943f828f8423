"""Who may do what with the week of a team, its page of four squares and its meetings.

| what                                            | its team | its leads | admin | others  | guest             |
|-------------------------------------------------|----------|-----------|-------|---------|-------------------|
| see the week, the wins, the four squares        | yes      | yes       | yes   | yes     | with a team share |
| see the meetings and what was decided           | yes      | yes       | yes   | yes     | no                |
| make, edit, carry, drop, tick commitments; wins | yes      | yes       | yes   | no      | no                |
| write on the four squares; hold a meeting       | yes      | yes       | yes   | no      | no                |
| be glad about a win                             | yes      | yes       | yes   | yes     | no                |

"Its leads" are those of the team and of any team above it. A team does its week together, so its people may edit each
other's commitments; the history says who did it. What hangs on a private goal or in a private project keeps its place
and loses its name for whoever may not see that. Ticking a picked commitment closes the task, for
which one must be allowed to edit the tasks there.
"""

from uuid import UUID

from msgspec import Struct

from headway.core.ctx import Actor


class TeamStanding(Struct, frozen=True, kw_only=True):
    """A team that the asking person may see, and how they stand to it; `leads` counts leading a team above, too."""

    id: UUID
    name: str
    archived: bool
    member: bool
    leads: bool


def can_edit_week(actor: Actor, team: TeamStanding) -> bool:
    if actor.kind == "system":
        return True
    if actor.is_guest or team.archived:
        return False
    return team.member or team.leads or actor.is_admin


def can_see_meetings(actor: Actor) -> bool:
    return not actor.is_guest


def can_cheer(actor: Actor) -> bool:
    return not actor.is_guest


def may_touch_work(actor: Actor) -> bool:
    """Whether a token may make and close tasks by way of a ritual: it needs the scope for that as well."""
    return actor.scopes is None or "work:write" in actor.scopes
