"""What the words before a number make of it: from 24, to 4, at least 80."""

from headway.writing.rules.quantity import Quantity
from headway.writing.rules.words import Line

_LOOK_BACK = 5
_ROLES = (
    "w:from",
    "w:to",
    "w:by",
    "w:at_least",
    "w:at_most",
    "w:exactly",
    "w:now",
    "w:window",
    "w:per",
    "w:target_word",
)
_LESS = frozenset({"less", "lower", "fewer", "weniger", "niedriger", "geringer", "shorter", "smaller"})
_BOUNDS = frozenset({"w:at_least", "w:at_most", "w:exactly"})


def lead(line: Line, one: Quantity) -> None:
    """Find the word that leads a quantity, past "about", "the average of" and a comparison behind "to"."""
    if one.role != "plain" or one.sort == "coverage":
        return
    place = one.first - 1
    bound = ""
    for _ in range(_LOOK_BACK):
        tags = line.tags(place)
        role = next((name for name in _ROLES if name in tags), "")
        if role and not (role == "w:per" and "w:articles" in tags):
            one.bound = one.bound or (role[2:] if role in {"w:at_least", "w:at_most"} else "")
            bound = bound if role in _BOUNDS and bound and bound != "w:exactly" else role
            one.leads = place
            if role not in _BOUNDS:
                break
        elif "w:ceiling" in tags:
            one.bound = one.bound or "at_most"
        elif "w:skip" not in tags:
            break
        place -= 1
    one.role = _role(line, one, bound)


def _role(line: Line, one: Quantity, bound: str) -> str:
    if one.sort == "time" and "w:window" in line.tags(one.first - 1) | line.tags(one.first - 2):
        return "window"
    behind = line.tags(one.last + 1)
    if not bound and line.key(one.last + 1) in {"or", "oder"} and "a:comparative" in line.tags(one.last + 2):
        return "at_most" if line.key(one.last + 2) in _LESS else "at_least"
    if not bound and "w:now" in behind and not behind & {"w:from", "w:instead"}:
        return "now"
    return _role_of(line, one, bound)


def _role_of(line: Line, one: Quantity, bound: str) -> str:
    """By the word that was found before it: "get satisfaction up to 80 %" is no limit, "over 3 months" no threshold."""
    lasts = one.sort == "time"
    if bound == "w:at_most" and line.key(one.leads) == "up_to" and "n:higher" in line.tags(one.leads - 1):
        return "to"
    if bound == "w:window" or (bound == "w:at_least" and line.key(one.leads) == "over" and lasts):
        return "window" if lasts else "plain"
    return "to" if bound == "w:target_word" else bound[2:] or "plain"
