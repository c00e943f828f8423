"""Whether a team's stretch targets are too safe or out of reach, from its final scores (science 6.2)."""

import math
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

NEEDED = 8
CYCLES = 2
SAFE, UNREALISTIC = 0.88, 0.40
SURE = 0.70
PRIOR, PRIOR_MEAN, PRIOR_SD = 2, 0.68, 0.25

Verdict = Literal["quiet", "fine", "safe", "unrealistic"]
SAID: dict[Verdict, str] = {
    "fine": "The stretch targets are about right: neither always reached nor always out of reach.",
    "safe": "Stretch targets are reached nearly every time. They may be too safe: what would a braver one be?",
    "unrealistic": "Stretch targets are missed by far, again and again. They are out of reach, or the way there is the "
    "wrong one: worth a conversation, not a reproach.",
}


class Belief(Struct, frozen=True, kw_only=True):
    """`mean` score as it is believed; `safe` and `unrealistic` are P(mean > 0.88) and P(mean < 0.40)."""

    mean: float
    safe: float
    unrealistic: float


class Pattern(Struct, frozen=True, kw_only=True):
    """`missing` is how many closed key results are to come before anything is said."""

    verdict: Verdict
    missing: int
    belief: Belief | None
    sentence: str


def pattern(scores: Sequence[float], *, cycles: int) -> Pattern:
    """What the scores of closed stretch key results over so many cycles say; silent below 8 of them or 2 cycles."""
    missing = max(NEEDED - len(scores), 0)
    if missing or cycles < CYCLES:
        return Pattern(verdict="quiet", missing=missing, belief=None, sentence=_waiting(missing))
    found = belief(scores)
    verdict: Verdict = "fine"
    if found.safe > SURE:
        verdict = "safe"
    elif found.unrealistic > SURE:
        verdict = "unrealistic"
    return Pattern(verdict=verdict, missing=0, belief=found, sentence=SAID[verdict])


def belief(scores: Sequence[float]) -> Belief:
    """The posterior of the mean score: two pseudo key results at 0.68 with a spread of 0.25, then what was scored."""
    n = len(scores)
    middle = sum(scores) / n if n else 0.0
    mean = (PRIOR * PRIOR_MEAN + sum(scores)) / (PRIOR + n)
    variance = (3 * PRIOR_SD**2 + sum((one - middle) ** 2 for one in scores)) / (3 + n)
    scale, freedom = math.sqrt(variance / (PRIOR + n)), 3 + n
    return Belief(
        mean=mean,
        safe=1 - student((SAFE - mean) / scale, freedom),
        unrealistic=student((UNREALISTIC - mean) / scale, freedom),
    )


def student(t: float, freedom: int) -> float:
    """P(T <= t) of Student's distribution, exact for whole degrees of freedom (Abramowitz and Stegun 26.7.3-4)."""
    angle = math.atan(t / math.sqrt(freedom))
    cosine, sine = math.cos(angle), math.sin(angle)
    odd = freedom % 2 == 1
    term = cosine if odd else 1.0
    total = 0.0 if freedom == 1 else term
    for k in range(3 if odd else 2, freedom - 1, 2):
        term *= (k - 1) / k * cosine * cosine
        total += term
    return 0.5 + 0.5 * (2 / math.pi * (angle + sine * total) if odd else sine * total)


def _waiting(missing: int) -> str:
    if not missing:
        return "Nothing can be said of one cycle alone: the next one will tell."
    rest = "1 more closed stretch key result is" if missing == 1 else f"{missing} more closed stretch key results are"
    return f"{rest} needed before the scores say anything about the targets."
