"""Who may bring the sample company in, and clear it."""

from headway.core.ctx import Actor


def can_load_sample(actor: Actor) -> bool:
    """Those who arrange the workspace: it adds people, teams and goals that everybody sees."""
    return actor.is_admin


def can_clear_sample(actor: Actor) -> bool:
    return actor.is_admin
