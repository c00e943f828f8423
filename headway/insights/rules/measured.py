"""What stands in the way of a number that is measured: its forecast, with one thing made different (science, 2.4)."""

from datetime import date

from msgspec import Struct

from headway.insights.rules.facts import DAYS_A_WEEK, working_days
from headway.insights.rules.work import Finding, Kind
from headway.progress.rules.forecasting import Series, forecasts
from headway.progress.rules.forecasting.causes import What, counterfactuals
from headway.progress.rules.forecasting.shapes import ENOUGH, LENGTH

BEYOND = 1.1  # times the pace so far

KINDS = {
    What.EASIER_TARGET: Kind.PACE,
    What.NO_SLOW_START: Kind.SLOW_START,
    What.WITHOUT_LAST_WEEKS: Kind.NOISE,
    What.FRESH_CHECK_IN: Kind.STALE,
}


class Course(Struct, frozen=True, kw_only=True):
    """A measured key result: (day, value) points oldest first, in its own unit.

    `success` is the progress that counts as such. `touch`: it is enough to be there once.
    """

    starts_on: date
    ends_on: date
    today: date
    start: float
    target: float
    unit: str
    touch: bool
    success: float
    points: tuple[tuple[date, float], ...]


class Measured(Struct, frozen=True):
    """`chance` is None where too few values tell anything."""

    chance: float | None
    findings: tuple[Finding, ...]


def measured(course: Course) -> Measured:
    """The chance of success by its values, and what would raise it."""
    series = _series(course)
    if len(series.values) < ENOUGH:
        return Measured(None, ())
    [forecast] = forecasts([series], success=[course.success], fan=False)
    found = counterfactuals(series, success=course.success)
    told = [_finding(course, one.what, one.change) for one in found if one.change > 0]
    return Measured(forecast.chance, tuple(one for one in told if one))


def _series(course: Course) -> Series:
    whole = max((course.ends_on - course.starts_on).days, 1)
    inside = [(day, value) for day, value in course.points if course.starts_on < day <= course.today]
    return Series(
        model="touch" if course.touch else "level",
        times=tuple(LENGTH * (day - course.starts_on).days / whole for day, _ in inside),
        values=tuple((value - course.start) / (course.target - course.start) for _, value in inside),
        now=LENGTH * min((course.today - course.starts_on).days / whole, 1.0),
    )


def _finding(course: Course, what: What, change: float) -> Finding | None:
    kind = KINDS[what]
    numbers: dict[str, float] = {}
    if kind is Kind.PACE:
        numbers = _pace(course)
        if numbers["needed"] <= BEYOND * numbers["so_far"]:
            return None
    if kind is Kind.STALE:
        numbers = {"age": float((course.today - course.points[-1][0]).days)}
    return Finding(kind=kind, effect=change, numbers=numbers, unit=course.unit)


def _pace(course: Course) -> dict[str, float]:
    """In the unit of the metric, a week: so far, and needed from now on to the point of success."""
    moved = (course.points[-1][1] - course.start) / (course.target - course.start)
    gone = max(working_days(course.starts_on, course.points[-1][0]), 1) / DAYS_A_WEEK
    left = max(working_days(course.today, course.ends_on), 1) / DAYS_A_WEEK
    size = abs(course.target - course.start)
    return {"so_far": size * moved / gone, "needed": size * (course.success - moved) / left}
