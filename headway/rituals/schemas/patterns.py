from typing import Literal

from msgspec import Struct


class PatternOut(Struct, frozen=True, gc=False, kw_only=True):
    """What a team's closed stretch goals say together (science 6.2).

    `quiet` until `needed` of them over two cycles are closed; `missing` says how many are to come. `mean` is the mean
    score that is believed, `safe` and `unrealistic` the probabilities that it lies above 0.88 or below 0.40.
    """

    verdict: Literal["quiet", "fine", "safe", "unrealistic"]
    closed: int
    cycles: int
    needed: int
    missing: int
    mean: float | None
    safe: float | None
    unrealistic: float | None
    sentence: str
