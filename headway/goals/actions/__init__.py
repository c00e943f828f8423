"""Writes of goals, one file per noun. Every action takes the lock of the graph first, so that what it checked holds.

`make_in_bulk` and `remove_in_bulk` are for imports and the demo company.
"""

from headway.goals.actions.bulk import clear_samples, make_in_bulk, remove_in_bulk
from headway.goals.actions.cycles import plan_year

__all__ = ["clear_samples", "make_in_bulk", "plan_year", "remove_in_bulk"]
