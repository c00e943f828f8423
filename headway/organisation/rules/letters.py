"""What the organisation writes to people."""

from headway.identity.rules.letters import Letter, letter

ROLE_WORDS = {
    "owner": "an owner",
    "admin": "an administrator",
    "member": "a member",
    "guest": "a guest",
}


def invitation(*, workspace: str, inviter: str, role: str, link: str) -> Letter:
    """Who invites whom where, as what; `role` is one of ROLE_WORDS."""
    return letter(
        f"{inviter} invites you to {workspace} on Headway",
        [
            "Hello,",
            f"{inviter} invites you to {workspace} as {ROLE_WORDS[role]}.",
            "Headway is where the team keeps its goals and the work behind them.",
        ],
        button="Accept the invitation",
        link=link,
        close="The link works once and for 14 days. If you did not expect it, ignore this mail.",
    )
