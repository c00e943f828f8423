"""Who may do what: one's inbox, preferences and feed are one's own; chat is for administrators.

| what                                  | admin | member | guest |
|---------------------------------------|-------|--------|-------|
| own inbox, preferences, calendar feed | yes   | yes    | yes   |
| somebody else's                       | no    | no     | no    |
| see, make, change, test chat channels | yes   | no     | no    |
"""

from headway.core.ctx import Actor


def can_manage_chat(actor: Actor) -> bool:
    return actor.is_admin
