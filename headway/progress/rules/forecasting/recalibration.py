"""Learning from forecasts made: stretch or shrink all chances a little, if and only if that would have helped."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike

from headway.progress.rules.forecasting.scoring import log_loss
from headway.progress.rules.forecasting.student import Floats

CLOSED = 50  # key results that must have closed before anything is learnt
LAST = 2  # cycles on which it must help
SHIFT, STRETCH = 0.5, 0.3  # standard deviations of the prior around "change nothing"
EDGE = 1e-4  # chances are kept this far from 0 and 1 before they are stretched
STEPS = 50


class Judged(Struct, frozen=True, kw_only=True):
    """One forecast whose key result has closed. `cycle` orders the cycles in time; `key_result` tells them apart."""

    key_result: str
    cycle: int
    chance: float
    outcome: bool


class Recalibration(Struct, frozen=True, kw_only=True):
    """logit P' = shift + stretch logit P, to be used only where `adopted`.

    `before` and `after` are log losses over the last two cycles, of which `after` was fitted on the cycles before them
    alone; None where there was not enough to tell. `missing` key results must still close before it is tried.
    """

    adopted: bool
    shift: float = 0.0
    stretch: float = 1.0
    closed: int = 0
    missing: int = 0
    before: float | None = None
    after: float | None = None

    def __call__(self, chances: ArrayLike) -> Floats:
        """The chances after recalibration; unchanged where it was not adopted."""
        said = np.asarray(chances, dtype=float)
        return _stretched(said, self.shift, self.stretch) if self.adopted else said


def recalibration(judged: Sequence[Judged]) -> Recalibration:
    """The recalibration that these forecasts ask for.

    Fitted on all cycles but the last two, it must lower their log loss; then it is fitted again on everything.
    """
    closed = len({one.key_result for one in judged})
    last = sorted({one.cycle for one in judged})[-LAST:]
    earlier, later = ([one for one in judged if (one.cycle in last) is late] for late in (False, True))
    if closed < CLOSED or not earlier:
        return Recalibration(adopted=False, closed=closed, missing=max(CLOSED - closed, 0))
    said, happened = _columns(later)
    before = log_loss(said, happened)
    after = log_loss(_stretched(said, *fitted(*_columns(earlier))), happened)
    shift, stretch = fitted(*_columns(judged))
    helps = after < before
    return Recalibration(adopted=helps, shift=shift, stretch=stretch, closed=closed, before=before, after=after)


def fitted(chances: ArrayLike, outcomes: ArrayLike) -> tuple[float, float]:
    """Shift and stretch of greatest posterior density, by Newton's method; the prior says (0, 1)."""
    x, y = _logit(np.asarray(chances, dtype=float)), np.asarray(outcomes, dtype=float)
    design = np.column_stack([np.ones_like(x), x])
    centre, precision = np.array([0.0, 1.0]), np.array([SHIFT**-2, STRETCH**-2])
    found = centre.copy()
    for _ in range(STEPS):
        p = _expit(design @ found)
        slope = design.T @ (y - p) - precision * (found - centre)
        curve = (design * (p * (1 - p))[:, None]).T @ design + np.diag(precision)
        move = np.linalg.solve(curve, slope)
        found = found + move
        if np.abs(move).max() < 1e-10:
            break
    return float(found[0]), float(found[1])


def _columns(judged: Sequence[Judged]) -> tuple[Floats, Floats]:
    return np.array([one.chance for one in judged]), np.array([float(one.outcome) for one in judged])


def _stretched(chances: Floats, shift: float, stretch: float) -> Floats:
    return _expit(shift + stretch * _logit(chances))


def _logit(p: Floats) -> Floats:
    inside = np.clip(p, EDGE, 1 - EDGE)
    return np.log(inside / (1 - inside))


def _expit(x: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-x))
