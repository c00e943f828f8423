"""The tree of teams."""

from collections.abc import Iterable, Mapping
from uuid import UUID

DEEPEST = 8  # levels


def path_up(parents: Mapping[UUID, UUID | None], team: UUID) -> list[UUID]:
    """The team, its parent, and so on to the top. A broken tree ends where it would begin to repeat."""
    path: list[UUID] = []
    step: UUID | None = team
    while step is not None and step not in path:
        path.append(step)
        step = parents.get(step)
    return path


def cycle_of_move(parents: Mapping[UUID, UUID | None], team: UUID, new_parent: UUID | None) -> list[UUID] | None:
    """The circle that moving `team` below `new_parent` would close, from the team down to itself; else None."""
    if new_parent is None:
        return None
    path = path_up(parents, new_parent)
    return [team, *reversed(path[: path.index(team)]), team] if team in path else None


def depth_after_move(parents: Mapping[UUID, UUID | None], team: UUID, new_parent: UUID | None) -> int:
    """How many levels deep the lowest team below `team` would stand; 1 is the top."""
    above = len(path_up(parents, new_parent)) if new_parent else 0
    below = max(
        (path.index(team) + 1 for each in parents if team in (path := path_up(parents, each))),
        default=1,
    )
    return above + below


def led_below(parents: Mapping[UUID, UUID | None], led: Iterable[UUID]) -> set[UUID]:
    """The teams that stand below one of `led` (those themselves not, unless one stands below another)."""
    leads = set(led)
    return {team for team in parents if leads & set(path_up(parents, team)[1:])}
