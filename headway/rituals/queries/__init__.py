"""Reads, one file per ritual; every list starts from the goals and teams the actor may see."""

from headway.core.subjects import Subject
from headway.rituals.queries import week_subjects

SUBJECTS: list[Subject] = [*week_subjects.SUBJECTS]
