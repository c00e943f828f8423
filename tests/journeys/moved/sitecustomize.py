"""Loaded before anything else by the Python of a server under test: its clock is as far ahead as the test's file says.

Only `headway.core.clock` is moved, the one place that asks what time it is. Sessions, leases and timetables go by the
database and the machine, as ever.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from headway.core import clock

AHEAD = Path(os.environ["MOVED_CLOCK"])


def now() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(AHEAD.read_text()))


clock.now = now
