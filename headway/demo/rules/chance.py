"""Repeatable variety: a number from a seed and a name, so that adding one thing changes no other."""

from collections.abc import Sequence
from hashlib import blake2b
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")

_SPAN = 1 << 64


def unit(seed: int, *name: object) -> float:
    """A number in [0, 1) that depends on the seed and the name only."""
    text = "/".join(str(part) for part in (seed, *name)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest()) / _SPAN


def normal(seed: int, *name: object) -> float:
    """A standard normal number."""
    return NormalDist().inv_cdf(min(max(unit(seed, *name), 1e-9), 1 - 1e-9))


def between(low: int, high: int, seed: int, *name: object) -> int:
    """A whole number from low to high, both included."""
    return low + int(unit(seed, *name) * (high - low + 1))


def pick(choices: Sequence[T], seed: int, *name: object) -> T:
    """One of the choices, each as likely as the next."""
    return choices[int(unit(seed, *name) * len(choices))]


def pick_early(choices: Sequence[T], seed: int, *name: object) -> T:
    """One of the choices with the weights 1, 1/2, 1/3 ...: the first carries most, as in a real team."""
    weights = [1 / (place + 1) for place in range(len(choices))]
    left = unit(seed, *name) * sum(weights)
    for choice, weight in zip(choices, weights, strict=True):
        left -= weight
        if left < 0:
            return choice
    return choices[-1]
