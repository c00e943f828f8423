"""Who may do what with what is written for writing.

| what                       | member | the maker | admin | guest |
|----------------------------|--------|-----------|-------|-------|
| look into the library      | yes    | yes       | yes   | no    |
| make a template for all    | yes    | yes       | yes   | no    |
| edit, take away, bring back| no     | yes       | yes   | no    |
| ask the coach              | yes    |           | yes   | no    |
| set how strict it is       | no     |           | yes   | no    |

Guests write no goals, and the words of a company are for its members.
"""

from uuid import UUID

from headway.core.ctx import Actor


def can_make_template(actor: Actor) -> bool:
    return not actor.is_guest


def can_edit_template(actor: Actor, maker: UUID | None) -> bool:
    if actor.is_guest:
        return False
    return actor.is_admin or (maker is not None and maker == actor.member)


def can_change_settings(actor: Actor) -> bool:
    return actor.is_admin
