"""Who arranges chat channels, and so sees them at all.

| what                                | admin | lead of the team or above | member | guest |
|-------------------------------------|-------|---------------------------|--------|-------|
| see and arrange the workspace's     | yes   | no                        | no     | no    |
| see and arrange a team's            | yes   | yes                       | no     | no    |

What goes out is what every member may see, whoever made the channel. The address goes in and never comes out.
"""

from headway.core.ctx import Actor
from headway.organisation.access import can_edit_team
from headway.organisation.schemas import TeamRow


def can_arrange_chat(actor: Actor, team: TeamRow | None) -> bool:
    """`team` is None for the workspace's own."""
    return actor.is_admin if team is None else can_edit_team(actor, team)
