"""Who may import what: pure functions of who asks and of the import's row.

| what                         | member | admin | guest |
|------------------------------|--------|-------|-------|
| tasks into projects of theirs| yes    | yes   | no    |
| OKR sheets (goals of others) | no     | yes   | no    |
| people, teams, cycles made   | no     | yes   | no    |
| see and undo an import       | own    | all   | no    |
"""

from uuid import UUID

from headway.core.ctx import Actor
from headway.integrations.imports.rules.values import Kind


def can_import(actor: Actor, kind: Kind | None) -> bool:
    """An OKR sheet sets goals for other people, so it takes an admin; a task list takes a member."""
    return actor.is_admin if kind == "okr_sheet" else actor.at_least("member")


def can_make_people(actor: Actor) -> bool:
    """People, teams and cycles that the file names and the workspace lacks."""
    return actor.is_admin


def can_see(actor: Actor, created_by: UUID | None) -> bool:
    return actor.is_admin or (actor.at_least("member") and created_by == actor.member)
