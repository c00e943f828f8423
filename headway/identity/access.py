"""Who may do what with tokens. Everything else in this room is a person's own."""

from headway.core.ctx import Actor
from headway.identity.schemas import TokenRow


def can_make_token(actor: Actor) -> bool:
    """A signed-in person of the workspace; a token cannot make another, or a leaked one could outlive itself."""
    return actor.kind == "person" and actor.member is not None


def can_see_token(actor: Actor, token: TokenRow) -> bool:
    return actor.account == token.account_id or actor.is_admin


def can_revoke_token(actor: Actor, token: TokenRow) -> bool:
    return actor.kind == "person" and can_see_token(actor, token)
