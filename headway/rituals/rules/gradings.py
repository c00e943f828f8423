"""What blind scores say together, once they are revealed."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from headway.progress.rules.scoring import rounded

WIDE = Decimal("0.30")


class Opinion(Struct, frozen=True):
    """Of several scores of one key result: mean and spread (highest minus lowest). `apart`: worth talking about."""

    mean: Decimal
    spread: Decimal
    apart: bool


def opinion(scores: Sequence[Decimal]) -> Opinion | None:
    """None without scores. Two people 0.30 apart have seen two different quarters: that is the conversation."""
    if not scores:
        return None
    mean = rounded(float(sum(scores)) / len(scores))
    spread = max(scores) - min(scores)
    return Opinion(mean, spread, apart=len(scores) > 1 and spread >= WIDE)
