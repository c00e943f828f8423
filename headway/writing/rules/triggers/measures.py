"""Rules about numbers: is there one, where does it start, does it move, is it one."""

from headway.writing.rules import rewrites
from headway.writing.rules.look import LINES, Hit, Look, Trigger


def no_number(look: Look) -> Hit | None:
    """Nothing to count, and no end state that anybody could look at."""
    if look.target is not None or (look.kind == "milestone" and look.reading.measurable):
        return None
    if look.kind in {"binary", "maintain"} and look.reading.measurable:
        return None
    if look.draft.title and look.key_result.steps:
        return None
    return Hit(rewrites.numbered(look), {"metric": look.reading.metric})


def no_baseline(look: Look) -> Hit | None:
    """A change without the place it starts from."""
    if look.kind not in {"increase", "decrease"} or look.target is None or look.start is not None:
        return None
    return Hit(rewrites.with_baseline(look), {"target": look.line.text})


def nothing_moves(look: Look) -> Hit | None:
    """A start without a target, or both the same."""
    if look.kind not in LINES or look.start is None:
        return None
    if look.target is None:
        return Hit(rewrites.numbered(look), variant="no_target")
    return Hit(words={"start": f"{look.start:f}"}) if look.target == look.start and not look.reading.relative else None


TRIGGERS: dict[str, Trigger] = {"no_number": no_number, "no_baseline": no_baseline, "nothing_moves": nothing_moves}
