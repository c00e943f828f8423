"""Who may do what in a workspace. Guests only look; members work; admins arrange; owners own."""

from headway.core.ctx import ROLES, Actor, Role
from headway.organisation.schemas import MemberRow, TeamRow


def can(actor: Actor) -> dict[str, bool]:
    """What a person may do in the workspace as a whole, for its pages."""
    return {
        "contribute": actor.at_least("member"),
        "invite": can_invite(actor, "guest"),
        "invite_owner": can_invite(actor, "owner"),
        "manage_members": actor.is_admin,
        "create_team": can_create_team(actor, leads_parent=False),
        "manage_workspace": can_manage_workspace(actor),
        "delete_workspace": can_delete_workspace(actor),
        "make_token": actor.kind == "person",
    }


def can_manage_workspace(actor: Actor) -> bool:
    return actor.is_admin


def can_delete_workspace(actor: Actor) -> bool:
    """An owner in person: a token cannot."""
    return actor.role == "owner" and actor.kind == "person"


def can_invite(actor: Actor, role: Role) -> bool:
    """Admins invite everybody but owners, owners everybody.

    Members invite nobody, not even guests: who is in the workspace is for those to decide who answer for it. Members
    share what they have with the guests who are there.
    """
    return actor.is_admin and _reaches(actor, role)


def can_change_role(actor: Actor, member: MemberRow, role: Role) -> bool:
    """Admins, up to their own role, and not over people above them."""
    return actor.is_admin and _reaches(actor, role) and _reaches(actor, member.role)


def can_edit_member(actor: Actor, member: MemberRow) -> bool:
    """Name and title: one's own, or as an admin."""
    return actor.member == member.id or (actor.is_admin and _reaches(actor, member.role))


def can_remove_member(actor: Actor, member: MemberRow) -> bool:
    """Admins, people up to their own role; anybody themselves (leaving)."""
    return actor.member == member.id or (actor.is_admin and _reaches(actor, member.role))


def can_create_team(actor: Actor, *, leads_parent: bool) -> bool:
    """Admins anywhere; a lead below their own team."""
    return actor.is_admin or (leads_parent and not actor.is_guest)


def can_edit_team(actor: Actor, team: TeamRow) -> bool:
    """Name, purpose and people of a team: admins, its leads, and leads above it."""
    return actor.is_admin or ((team.led or team.led_above) and not actor.is_guest)


def can_move_team(actor: Actor, team: TeamRow) -> bool:
    """Move, archive, delete: admins and leads above it; a lead does not abolish their own team."""
    return actor.is_admin or (team.led_above and not actor.is_guest)


def can_leave_team(actor: Actor, member: MemberRow) -> bool:
    return actor.member == member.id


def can_share(actor: Actor, *, may_share: bool) -> bool:
    """Open a thing to a person: members whom the thing's own room lets (`may_share`), which knows what admins may."""
    return may_share and actor.at_least("member")


def _reaches(actor: Actor, role: Role) -> bool:
    return ROLES.index(actor.role) >= ROLES.index(role)
