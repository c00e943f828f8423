"""Reads of notifications: one's own, and the chat channels one arranges."""

from headway.core.subjects import Subject
from headway.notifications.queries import channels

SUBJECTS: list[Subject] = [*channels.SUBJECTS]
