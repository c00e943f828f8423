"""What rituals do by themselves."""

from headway.core.queue import Job

JOBS: list[Job] = []
