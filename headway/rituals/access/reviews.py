"""Who may do what when a team looks back.

| what                                         | its members | leads | owners of its goals | admins  |
|----------------------------------------------|-------------|-------|---------------------|---------|
| see assessments, gradings, retrospectives    | everybody in the workspace but guests; of goals they may see    |
| say what one thinks of an objective          | yes         | yes   | yes                 | yes     |
| pause, adjust, stop it                       | whoever may edit the goal (goals/access.py)                     |
| score blind                                  | yes         | yes   | yes                 | no      |
| see the scores of others before the reveal   | nobody, admins and owners of the workspace included             |
| reveal when everybody who began is done      | yes         | yes   | yes                 | yes     |
| reveal before that                           | no          | yes   | no                  | yes     |
| write the retrospective, lessons, carry over | yes         | yes   | no                  | yes     |

"Leads" are leads of the team or of a team above it.
"""

from headway.core.ctx import Actor
from headway.goals.access import Standing, TeamStanding, can_edit, can_write_for_team


def can_assess(actor: Actor, standing: Standing) -> bool:
    """Say what one thinks of an objective; carrying out more than `keep` is for those who may edit it."""
    return not actor.is_guest and (can_edit(actor, standing) or standing.in_team)


def can_score(actor: Actor, team: TeamStanding, *, owns_a_goal: bool) -> bool:
    return not actor.is_guest and (team.member or team.leads or owns_a_goal)


def can_reveal(actor: Actor, team: TeamStanding, *, takes_part: bool, everybody_done: bool) -> bool:
    if actor.is_guest:
        return False
    return team.leads or actor.is_admin or (takes_part and everybody_done)


def can_write_review(actor: Actor, team: TeamStanding) -> bool:
    """Retrospective, lessons, actions and the carrying over."""
    return can_write_for_team(actor, team)
