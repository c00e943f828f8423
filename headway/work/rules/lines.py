"""Lines of sight as graphs."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

Id = TypeVar("Id", bound=Hashable)


def heights(start: Id, bonds: Iterable[tuple[Id, Id]]) -> dict[Id, int]:
    """The longest way up from `start` to each node, by (child, parent) bonds without a cycle.

    The longest, so that everything stands above all that it rests on. What cannot be reached is left out.
    """
    above: dict[Id, list[Id]] = defaultdict(list)
    for child, parent in bonds:
        above[child].append(parent)
    order: list[Id] = []
    seen: set[Id] = set()
    _visit(start, above, seen, order)
    found = {start: 0}
    for key in reversed(order):  # children before parents
        for parent in above[key]:
            found[parent] = max(found.get(parent, 0), found[key] + 1)
    return found


def _visit(start: Id, above: dict[Id, list[Id]], seen: set[Id], order: list[Id]) -> None:
    """Depth first without recursion; appends each node after everything above it."""
    stack = [(start, iter(above[start]))]
    seen.add(start)
    while stack:
        key, rest = stack[-1]
        step = next((one for one in rest if one not in seen), None)
        if step is None:
            order.append(key)
            stack.pop()
        else:
            seen.add(step)
            stack.append((step, iter(above[step])))
