"""Who sees and sets when rituals take place.

| what                     | admin | lead of the team or above | member | guest                 |
|--------------------------|-------|---------------------------|--------|-----------------------|
| see the workspace's      | yes   | yes                       | yes    | yes                   |
| see a team's             | yes   | yes                       | yes    | of teams shared       |
| set the workspace's      | yes   | no                        | no     | no                    |
| set a team's             | yes   | yes                       | no     | no                    |
"""

from headway.core.ctx import Actor
from headway.organisation.access import can_edit_team
from headway.organisation.schemas import TeamRow


def can_edit_calendar(actor: Actor, team: TeamRow | None) -> bool:
    """`team` is None for the workspace's own."""
    return actor.is_admin if team is None else can_edit_team(actor, team)
