"""Who may check in.

| what                                   | whoever may record its values | owner, writer, lead, admin | guest       |
|----------------------------------------|-------------------------------|----------------------------|-------------|
| read check-ins, drafts, open blockers  | with the key result           | with the key result        | with share  |
| check in, correct, withdraw            | yes                           | yes                        | edit share  |
| ask somebody for a check-in            | no                            | yes                        | no          |

Whoever may record the values of a key result may check in for it: its owner, whoever gives its check-ins, its team. A
link in a reminder gives one check-in of one person, and only as long as that person may check in.
"""

from headway.core.ctx import Actor
from headway.goals.access import Standing, can_edit, can_record


def can_check_in(actor: Actor, standing: Standing, *, owns: bool, in_team: bool) -> bool:
    """As recording values; correcting and withdrawing too, whoever's it was."""
    return can_record(actor, standing, owns=owns, in_team=in_team)


def can_remind(actor: Actor, standing: Standing) -> bool:
    """Those who answer for the objective ask for its check-ins."""
    return can_edit(actor, standing)
