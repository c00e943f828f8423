"""What mails and chat messages say about a notice, in one sentence. The pages have their own words."""

from typing import Any

from headway.notifications.rules.preferences import NoticeKind

RITUALS = {
    "check_in": "check-in",
    "commitments": "Monday commitments",
    "wins": "Friday wins",
    "assessment": "monthly assessment",
    "grading": "scoring",
    "retrospective": "retrospective",
}
INVITATIONS = {
    "check_in": "It is time for your check-in",
    "commitments": "What will you do this week to move your key results?",
    "wins": "What went well this week?",
    "assessment": "Will you make it? The monthly assessment is open",
    "grading": "The quarter is ending: please score your objectives",
    "retrospective": "What did you learn? The retrospective is open",
}
ACTIONS = {
    "check_in": "Check in",
    "commitments": "Choose commitments",
    "wins": "Write your wins",
    "assessment": "Assess",
    "grading": "Score",
    "retrospective": "Look back",
}
HEALTH = {"on_track": "on track", "at_risk": "at risk", "off_track": "off track"}


def sentence(kind: NoticeKind, data: dict[str, Any], *, actor: str = "", left: int = 0) -> str:
    """`left` is how many goals are still to do; `actor` the name of whoever did it."""
    somebody = actor or "Somebody"
    ritual = str(data.get("kind", ""))
    if kind == "reminder" and actor:
        return f"{actor} asks for your check-in."
    if kind in ("reminder", "scoring"):
        said = INVITATIONS.get(ritual, "Something is due")
        noun = "key result" if ritual == "check_in" else "objective"
        return f"{said}: {counted(left, noun)}." if left else f"{said.rstrip('?')}{_end(said)}"
    if kind == "question":
        ways = "Check in, hand it over, close it" if ritual == "check_in" else "Do it, leave it out from now on"
        return f"Three reminders stayed without an answer. {ways}, or change the rhythm?"
    if kind == "health":
        return f"It is {HEALTH.get(str(data.get('to')), str(data.get('to', 'different')).replace('_', ' '))} now."
    if kind == "missed":
        return f"Check-ins that nobody made: {counted(left or int(data.get('count', 0)), 'key result')}."
    return {
        "assigned": f"{somebody} gave it to you.",
        "recorded": f"{somebody} recorded a value.",
        "shared": f"{somebody} shared it with you.",
        "chat": "Nothing arrives in this chat channel any more, so it is paused. Look at it, and go on.",
    }[kind]


def counted(number: int, noun: str) -> str:
    """1 key result, 2 key results."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _end(said: str) -> str:
    return "?" if said.endswith("?") else "."
