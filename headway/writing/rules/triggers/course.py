"""Rules about dates: does it lie in the cycle, can one see anything half-way."""

from datetime import date

from headway.writing.rules import rewrites
from headway.writing.rules.look import Hit, Look, Trigger


def outside_cycle(look: Look) -> Hit | None:
    """It is due when the cycle is over, or before it began."""
    starts, ends = look.context.starts_on, look.context.ends_on
    due = look.key_result.ends_on or look.reading.due
    if due is None or ends is None or not (due > ends or (starts is not None and due < starts)):
        return None
    return Hit(rewrites.redated(look, ends), {"due": str(due), "end": str(ends)}, "early" if due <= ends else "")


def all_at_the_end(look: Look) -> Hit | None:
    """Every key result is due on the last day, with nothing to see before."""
    if look.index != 0 or len(look.key_results) < 2 or look.context.ends_on is None:
        return None
    ends = {_due(other) for other in look.key_results}
    if ends - {look.context.ends_on, None} or not any(ends):
        return None
    return None if any(other.key_result.sub_targets for other in look.key_results) else Hit()


def _due(look: Look) -> date | None:
    return look.key_result.ends_on or look.reading.due


TRIGGERS: dict[str, Trigger] = {function.__name__: function for function in (outside_cycle, all_at_the_end)}
