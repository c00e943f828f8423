"""Where a key result should be by now (arithmetic, section 4)."""

from datetime import date, timedelta
from itertools import pairwise

from headway.progress.rules.health import Facts
from headway.progress.rules.metrics import WEEK, Definition
from headway.progress.rules.reading import elapsed_days, line
from headway.progress.rules.scoring import Commitment

STRETCH_POINT = 0.7


def elapsed_share(definition: Definition, on: date) -> float | None:
    """Share of its own dates gone by, both ends included, in [0, 1]; None without dates."""
    if definition.starts_on is None or definition.ends_on is None:
        return None
    gone, length = elapsed_days(definition, on)
    return gone / length


def expected(definition: Definition, on: date) -> float | None:
    """Expected progress on a day: the elapsed share, bent through the target path; None without dates.

    Between two sub-targets it runs straight, by days; before the start it is 0, after the end 1.
    """
    share = elapsed_share(definition, on)
    if share is None or not definition.path or share in {0.0, 1.0}:
        return share
    corners = [(0.0, 0.0), *_corners(definition), (1.0, 1.0)]
    for (x0, y0), (x1, y1) in pairwise(corners):
        if share <= x1:
            return y0 + (y1 - y0) * (share - x0) / (x1 - x0)
    return 1.0


def success_point(definition: Definition, commitment: Commitment) -> float:
    """The progress that counts as success: 1 for a committed goal; for a stretch its 70 % point.

    That is the place of `v70` on the line where one is given, else 0.7.
    """
    if commitment is Commitment.COMMITTED:
        return 1.0
    if definition.v70 is None or definition.start is None or definition.target is None:
        return STRETCH_POINT
    return line(definition.v70, start=definition.start, target=definition.target)


def first_check_in_from(starts_on: date, every: int, *, written_on: date | None = None) -> date:
    """The earliest day on which the first check-in can be due, by whatever calendar: the last of the first interval.

    That is counted from the start, or from the day it was written where that is later. The one rule for health, which
    asks whether a first value is owed, and for the calendar of check-ins, which says to whom and until when.
    """
    begins = starts_on if written_on is None else max(starts_on, written_on)
    return begins + timedelta(days=every - 1)


def first_check_in_due(definition: Definition, today: date) -> bool:
    """Whether the first check-in is due: on the day after the first period; without a start, never."""
    if definition.starts_on is None:
        return False
    return today > first_check_in_from(definition.starts_on, definition.check_in_days or WEEK)


def facts(
    definition: Definition,
    *,
    commitment: Commitment,
    progress: float | None,
    values: int,
    last_on: date | None,
    today: date,
) -> Facts:
    """What health depends on, from the metric, its reading, the count of live values and the day of the newest.

    What people said (dropped, paused, graded) and the forecast are added with `msgspec.structs.replace`.
    """
    interval = definition.check_in_days or WEEK
    return Facts(
        kind=definition.kind,
        method=definition.method,
        progress=progress,
        expected=expected(definition, today),
        success=success_point(definition, commitment),
        values=values,
        age=None if last_on is None else (today - last_on).days / interval,
        first_due=first_check_in_due(definition, today),
        started=definition.starts_on is None or today >= definition.starts_on,
        ended=definition.ends_on is not None and today > definition.ends_on,
    )


def _corners(definition: Definition) -> list[tuple[float, float]]:
    """(elapsed share, expected progress) of each sub-target."""
    found = []
    for point in definition.path:
        gone, length = elapsed_days(definition, point.on)
        if definition.start is None or definition.target is None:
            raise ValueError("a target path needs a start and a target")
        found.append((gone / length, line(point.value, start=definition.start, target=definition.target)))
    return found
