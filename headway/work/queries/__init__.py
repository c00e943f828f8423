"""Reads, one file per noun; every list starts from the projects the actor may see (SQL function `work_visible`)."""

from headway.work.queries.subjects import SUBJECTS
from headway.work.queries.verification import Copy, Difference, verify

__all__ = ["SUBJECTS", "Copy", "Difference", "verify"]
