"""Open invitations of the workspace."""

from uuid import UUID

from headway.core.ctx import Ctx
from headway.identity import queries as identity
from headway.identity.schemas import LinkRow
from headway.organisation.schemas import InvitationOut


async def invitations(ctx: Ctx) -> list[InvitationOut]:
    """The latest first, without their secret, which is not kept."""
    return [invitation_out(link) for link in await identity.links_of_workspace(ctx, "invitation")]


def invitation_out(link: LinkRow) -> InvitationOut:
    """What an invitation link says of itself."""
    return InvitationOut(
        id=link.id,
        email=link.email or "",
        role=link.data["role"],
        member_id=UUID(link.data["member"]),
        inviter=link.data["inviter"],
        created_at=link.created_at,
        expires_at=link.expires_at,
    )
