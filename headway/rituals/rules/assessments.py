"""What a monthly assessment asks for before it is carried out."""

from datetime import date, timedelta
from typing import Literal

from headway.goals.rules.changes import Refusal

Decision = Literal["keep", "adjust", "pause", "resume", "stop"]


def month_of(day: date) -> date:
    """The first day of its month, which names an assessment."""
    return day.replace(day=1)


def month_end(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return month_of(month + timedelta(days=31)) - timedelta(days=1)


def assessment_refusals(decision: Decision, *, state: str, reason: str, changes: int) -> list[Refusal]:
    """What is missing or does not fit the state of the objective; empty when it can be carried out."""
    found = []
    if decision != "keep" and not reason.strip():
        sentence = "Say in a sentence why: it stays with the goal, and the next assessment begins there."
        found.append(Refusal("rituals.reason_needed", "reason", sentence))
    if decision == "adjust" and not changes:
        found.append(Refusal("rituals.nothing_adjusted", "changes", "Change at least one target, or keep the goal."))
    if decision != "adjust" and changes:
        found.append(Refusal("rituals.not_adjusting", "changes", "Targets change with the decision `adjust` only."))
    if decision == "pause" and state == "paused":
        found.append(Refusal("rituals.paused_already", "decision", "It is paused already: keep it so, or resume it."))
    if decision == "resume" and state != "paused":
        found.append(Refusal("rituals.not_paused", "decision", "It is not paused, so there is nothing to resume."))
    return found
