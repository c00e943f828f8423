"""Reads of the organisation, one file per noun. The guest floor in SQL holds below all of them."""

from headway.core.subjects import Subject
from headway.organisation.queries import people, teams, workspaces
from headway.organisation.queries.callers import caller_of

__all__ = ["SUBJECTS", "caller_of"]

SUBJECTS: list[Subject] = [*people.SUBJECTS, *teams.SUBJECTS, *workspaces.SUBJECTS]
