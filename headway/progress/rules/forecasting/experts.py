"""Nine views of how a number moves, each a small Kalman filter that learns its own noise from the values.

State: a level and a weekly drift. In a step of length d both move by chance, and the value is the level plus noise:

    level' = level + d drift + N(0, (walk d + bend d^3 / 3) s2)
    drift' = drift + N(0, bend d s2)              covariance of the two: bend d^2 / 2 s2
    value  = level + N(0, noise s2)

The drift begins at N(pull / 13, vague s2): without news, a share `pull` of the way is made by the end. The variance s2
is unknown, inverse gamma (shape, shape spread^2), so that all predictions are Student's t. West and Harrison 1997,
chapter 4; values of the parameters: docs/concepts/forecasts.md.
"""

import math
from typing import NamedTuple

import numpy as np

from headway.progress.rules.forecasting.shapes import LENGTH
from headway.progress.rules.forecasting.student import Floats

TINY = 1e-9  # keeps two values at one time from dividing by nothing


class Expert(NamedTuple):
    """One view; the names are those of the equations above."""

    walk: float
    noise: float
    vague: float
    bend: float
    pull: float
    shape: float
    spread: float


LEVEL = (
    Expert(1, 0, 0, 0, 0.2, 1, 0.25),
    Expert(0, 1, 0, 0, 0.2, 1, 0.8),
    Expert(1, 0, 0.05, 0, 0.2, 1, 0.25),
    Expert(0.15, 1, 0, 0, 0.2, 1, 0.8),
    Expert(1, 0.7, 0, 0, 0.2, 1, 0.8),
    Expert(1, 0, 0.3, 0, 0.2, 1, 0.25),
    Expert(1, 0, 0, 0, 0.2, 1, 0.8),
    Expert(0, 1, 0, 0, 0.2, 1, 0.25),
    Expert(1, 0, 2.0, 0.2, 0.5, 1, 0.08),
)
CUMULATIVE = (
    Expert(1, 0, 3.0, 0.05, 1, 1.5, 0.015),
    Expert(1, 0, 3.0, 0, 1, 1.5, 0.015),
    Expert(1, 0, 0.3, 0.05, 1, 1.5, 0.04),
    Expert(1, 0.5, 0.3, 0.05, 1, 1.5, 0.04),
)


class Panel:
    """Experts as columns of numbers, one row each, ready to work on many series at once.

    `exact` says that the baseline is known exactly, as the zero is from which one counts.
    """

    def __init__(self, experts: tuple[Expert, ...], *, exact: bool) -> None:
        columns = np.array(experts, dtype=float).T[:, :, None]
        self.walk, self.noise, self.vague, self.bend, self.pull, self.shape, self.spread = columns
        self.first = np.zeros_like(self.noise) if exact else self.noise
        self.shapes = tuple(expert.shape for expert in experts)

    def begin(self, series: int) -> "State":
        """What is known before the first value, for so many series."""
        blank = np.zeros((len(self.shapes), series))
        return State(blank, blank + self.pull / LENGTH, blank + self.first, blank, blank + self.vague)

    def ahead(self, state: "State", gap: Floats) -> "State":
        """The state after a time `gap` (one per series) without news."""
        far = gap * gap
        return State(
            state.level + gap * state.drift,
            state.drift,
            state.var + 2 * gap * state.both + far * state.var_drift + self.walk * gap + self.bend * (far * gap / 3),
            state.both + gap * state.var_drift + self.bend * (far / 2),
            state.var_drift + self.bend * gap,
        )


class State(NamedTuple):
    """Means and (co)variances of level and drift, in units of s2; arrays of shape (experts, series)."""

    level: Floats
    drift: Floats
    var: Floats
    both: Floats
    var_drift: Floats


class Belief(NamedTuple):
    """What the panel has learnt: states at the time `last`, weights of the experts, and the noise they have seen.

    `s2` is the scale of the Student distributions, `rate` and `df / 2` the parameters of s2's own distribution.
    """

    panel: Panel
    state: State
    last: Floats
    weights: Floats
    s2: Floats
    rate: Floats
    df: tuple[int, ...]

    def at(self, times: Floats) -> tuple[Floats, Floats]:
        """Centres and scales of the value at a time per series."""
        there = self.panel.ahead(self.state, times - self.last)
        return there.level, np.sqrt((there.var + self.panel.noise + TINY) * self.s2)


LEVEL_PANEL = Panel(LEVEL, exact=False)
CUMULATIVE_PANEL = Panel(CUMULATIVE, exact=True)


def learn(panel: Panel, times: Floats, values: Floats) -> Belief:
    """Filter the values, shape (series, points), all series with equally many points; times strictly after 0."""
    series, points = times.shape
    state = panel.begin(series)
    surprise, logs = np.zeros_like(state.level), np.zeros_like(state.level)
    gaps = np.diff(times, prepend=0.0)
    for j in range(points):
        state = panel.ahead(state, gaps[:, j])
        spread = state.var + panel.noise + TINY
        error = values[:, j] - state.level
        surprise += error * error / spread
        logs += np.log(spread)
        state = _corrected(state, error, spread)
    shape = panel.shape + points / 2
    start = panel.shape * panel.spread**2
    rate = start + surprise / 2
    constant = np.array([[math.lgamma(a + points / 2) - math.lgamma(a)] for a in panel.shapes])
    evidence = -0.5 * logs - shape * np.log(rate) + panel.shape * np.log(start) + constant
    weights = np.exp(evidence - evidence.max(axis=0))
    weights /= weights.sum(axis=0)
    last = times[:, -1] if points else np.zeros(series)
    df = tuple(round(2 * a + points) for a in panel.shapes)
    return Belief(panel, state, last, weights, rate / shape, rate, df)


def _corrected(state: State, error: Floats, spread: Floats) -> State:
    """The state after a value that was off by `error`."""
    gain, gain_drift = state.var / spread, state.both / spread
    return State(
        state.level + gain * error,
        state.drift + gain_drift * error,
        state.var * (1 - gain),
        state.both * (1 - gain),
        state.var_drift - gain_drift * state.both,
    )
