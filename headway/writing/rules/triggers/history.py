"""Rules that know a metric's past: is it safe, beyond anything seen, too slow or too noisy, looked at."""

from decimal import Decimal

from headway.writing.rules.look import Hit, Look, Trigger


def safe(look: Look) -> Hit | None:
    """The target is met already, or reached as good as surely."""
    if look.target is None or look.start is None or look.reading.relative:
        return _sure(look)
    met = {"increase": look.start >= look.target, "decrease": look.start <= look.target}
    if met.get(look.kind) and look.start != look.target and look.sentence.moves < 0:
        return Hit(words={"start": f"{look.start:f}"}, variant="met")
    return _sure(look)


def _sure(look: Look) -> Hit | None:
    history = look.key_result.history
    if history is None or history.chance is None or history.chance < 0.95:
        return None
    return Hit(words={"chance": f"{history.chance * 100:.0f} %"})


def beyond(look: Look) -> Hit | None:
    """More than the metric ever moved in a quarter."""
    history = look.key_result.history
    if history is None or history.usual_move is None or look.start is None or look.target is None:
        return None
    gap = abs(look.target - look.start)
    if look.reading.relative or gap <= history.usual_move or history.usual_move <= 0:
        return None
    return Hit(words={"gap": f"{gap:f}", "move": f"{history.usual_move.normalize():f}"})


def cannot_move(look: Look) -> Hit | None:
    """A metric that changes more seldom than every six weeks."""
    history = look.key_result.history
    if history is None or history.days_between_changes is None or history.days_between_changes <= 42:
        return None
    return Hit(words={"weeks": f"{history.days_between_changes / 7:.0f}"})


def noisy(look: Look) -> Hit | None:
    """A metric whose weekly wobble is more than half of the way."""
    history = look.key_result.history
    if history is None or history.noise is None or look.start is None or look.target is None:
        return None
    gap = abs(look.target - look.start)
    if not gap or look.reading.relative or history.noise <= gap / Decimal(2):
        return None
    return Hit(words={"noise": f"{history.noise.normalize():f}", "gap": f"{gap:f}"})


def stale(look: Look) -> Hit | None:
    """Nobody checked in for more than one and a half times the usual time."""
    history = look.key_result.history
    if history is None or history.check_in_age is None or history.check_in_age <= history.check_in_days * 1.5:
        return None
    return Hit(words={"days": str(history.check_in_age), "every": str(history.check_in_days)})


def confidence_stuck(look: Look) -> Hit | None:
    """The same confidence three times, while the forecast moved."""
    history = look.key_result.history
    if history is None or history.same_confidence < 3 or abs(history.chance_moved) < 0.2:
        return None
    return Hit(words={"times": str(history.same_confidence), "moved": f"{abs(history.chance_moved) * 100:.0f}"})


TRIGGERS: dict[str, Trigger] = {
    function.__name__: function for function in (safe, beyond, cannot_move, noisy, stale, confidence_stuck)
}
