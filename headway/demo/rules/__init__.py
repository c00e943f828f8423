"""The sample company as values: pure, the same for the same day and seed."""

from headway.demo.rules.assembly import company
from headway.demo.rules.values import Company

__all__ = ["Company", "company"]
