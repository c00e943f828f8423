"""Which thresholds of health make sense (arithmetic, section 4): each in its range, and the worse below the better."""

from collections.abc import Mapping
from typing import NamedTuple

from headway.progress.rules.health import Thresholds

APART = 0.05  # a threshold counts as crossed by 0.05 (`outlook.MARGIN`): closer ones could not be told apart
RANGES: Mapping[str, tuple[float, float]] = {
    "likely": (0.1, 0.95),
    "unsure": (0.05, 0.9),
    "on_track": (0.2, 1.0),
    "at_risk": (0.1, 0.95),
    "stale_after": (1.0, 10.0),
    "forecast_values": (3, 20),
}
_PAIRS = (("unsure", "likely"), ("at_risk", "on_track"))


class Refusal(NamedTuple):
    field: str
    code: str
    message: str


def refusals(given: Thresholds) -> list[Refusal]:
    """Everything that is wrong with them; empty where they can be used."""
    found = [
        Refusal(name, "goals.thresholds_range", f"Choose from {_said(name, low)} to {_said(name, high)}.")
        for name, (low, high) in RANGES.items()
        if not low <= getattr(given, name) <= high
    ]
    found += [
        Refusal(worse, "goals.thresholds_order", "Off track must begin at least 5 points below where on track begins.")
        for worse, better in _PAIRS
        if getattr(given, better) - getattr(given, worse) < APART - 1e-9
    ]
    return found


def _said(name: str, number: float) -> str:
    return f"{number:g}" if name in {"stale_after", "forecast_values"} else f"{number * 100:.0f} %"
