"""What stands in the way of a number that is measured: its forecast, with one thing made different (science, 2.4)."""

from datetime import date

from msgspec import Struct

from headway.insights.rules.facts import DAYS_A_WEEK, working_days
from headway.insights.rules.work import Finding, Kind
from headway.progress.rules.forecasting import Series
from headway.progress.rules.forecasting.causes import What, counterfactuals
from headway.progress.rules.forecasting.shapes import ENOUGH

BEYOND = 1.1  # times the pace so far

KINDS = {
    What.EASIER_TARGET: Kind.PACE,
    What.NO_SLOW_START: Kind.SLOW_START,
    What.WITHOUT_LAST_WEEKS: Kind.NOISE,
    What.FRESH_CHECK_IN: Kind.STALE,
}


class Course(Struct, frozen=True, kw_only=True):
    """A measured key result and its values as the forecast takes them.

    `success` is the place on the scale of the series that counts as such, `size` the way from baseline to target in
    `unit`. `last_on` is the day of the newest value.
    """

    series: Series
    success: float
    starts_on: date
    ends_on: date
    today: date
    last_on: date
    size: float
    unit: str


def measured(course: Course) -> list[Finding]:
    """What would raise the chance of success; nothing where too few values tell."""
    if len(course.series.values) < ENOUGH:
        return []
    found = counterfactuals(course.series, success=course.success)
    told = [_finding(course, one.what, one.change) for one in found if one.change > 0]
    return [one for one in told if one]


def _finding(course: Course, what: What, change: float) -> Finding | None:
    kind = KINDS[what]
    numbers: dict[str, float] = {}
    if kind is Kind.PACE:
        numbers = _pace(course)
        if numbers["needed"] <= BEYOND * numbers["so_far"]:
            return None
    if kind is Kind.STALE:
        numbers = {"age": float((course.today - course.last_on).days)}
    return Finding(kind=kind, effect=change, numbers=numbers, unit=course.unit)


def _pace(course: Course) -> dict[str, float]:
    """In the unit of the metric, a week: so far, and needed from now on to the point of success."""
    moved = course.series.values[-1]
    gone = max(working_days(course.starts_on, course.last_on), 1) / DAYS_A_WEEK
    left = max(working_days(course.today, course.ends_on), 1) / DAYS_A_WEEK
    return {"so_far": course.size * moved / gone, "needed": course.size * (course.success - moved) / left}
