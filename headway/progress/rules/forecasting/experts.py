"""Nine views of how a number moves, each a small Kalman filter that learns its own noise from the values.

State: a level and a weekly drift. In a step of length d both move by chance, and the value is the level plus noise:

    level' = level + d drift + N(0, (walk d + bend d^3 / 3) s2)
    drift' = drift + N(0, bend d s2)              covariance of the two: bend d^2 / 2 s2
    value  = level + N(0, noise s2)

The drift begins at N(pull / 13, vague s2): without news, a share `pull` of the way is made by the end. The variance s2
is unknown, inverse gamma (shape, shape spread^2), so that all predictions are Student's t. West and Harrison 1997,
chapter 4; values of the parameters: docs/concepts/forecasts.md.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headway.progress.rules.forecasting.shapes import LENGTH
from headway.progress.rules.forecasting.student import Floats

Rows = NDArray[np.intp]
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


class Panel(NamedTuple):
    """Experts as columns of numbers, one row each, ready to work on many series at once.

    `first` is the variance of the baseline; the `shape` is one for all, so that their predictions share their df.
    """

    walk: Floats
    noise: Floats
    vague: Floats
    bend: Floats
    pull: Floats
    spread: Floats
    first: Floats
    shape: float

    def only(self, rows: Rows) -> "Panel":
        """The panel of some of the experts."""
        return Panel(
            self.walk[rows],
            self.noise[rows],
            self.vague[rows],
            self.bend[rows],
            self.pull[rows],
            self.spread[rows],
            self.first[rows],
            self.shape,
        )

    def begin(self, series: int) -> "State":
        """What is known before the first value, for so many series."""
        blank = np.zeros((len(self.walk), series))
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
    df: int

    def at(self, times: Floats) -> tuple[Floats, Floats]:
        """Centres and scales of the value at a time per series."""
        there = self.panel.ahead(self.state, times - self.last)
        return there.level, np.sqrt((there.var + self.panel.noise + TINY) * self.s2)


def panel(experts: tuple[Expert, ...], *, exact: bool) -> Panel:
    """The panel of experts of equal shape; an `exact` baseline is without noise, as the zero from which one counts."""
    walk, noise, vague, bend, pull, shape, spread = np.array(experts, dtype=float).T[:, :, None]
    first = np.zeros_like(noise) if exact else noise
    return Panel(walk, noise, vague, bend, pull, spread, first, float(shape[0, 0]))


LEVEL_PANEL = panel(LEVEL, exact=False)
CUMULATIVE_PANEL = panel(CUMULATIVE, exact=True)


def learn(experts: Panel, times: Floats, values: Floats) -> Belief:
    """Filter the values, shape (series, points), all series with equally many points; times strictly after 0."""
    series, points = times.shape
    state = experts.begin(series)
    surprise, logs = np.zeros_like(state.level), np.zeros_like(state.level)
    gaps = np.diff(times, prepend=0.0)
    for j in range(points):
        state = experts.ahead(state, gaps[:, j])
        spread = state.var + experts.noise + TINY
        error = values[:, j] - state.level
        surprise += error * error / spread
        logs += np.log(spread)
        state = _corrected(state, error, spread)
    shape = experts.shape + points / 2
    start = experts.shape * experts.spread**2
    rate = start + surprise / 2
    evidence = experts.shape * np.log(start) - shape * np.log(rate) - 0.5 * logs
    weights = np.exp(evidence - evidence.max(axis=0))
    weights /= weights.sum(axis=0)
    last = times[:, -1] if points else np.zeros(series)
    return Belief(experts, state, last, weights, rate / shape, rate, round(2 * shape))


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
