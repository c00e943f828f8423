"""The sample company's calendar: its quarter is always in its eighth week, whatever day it is looked at.

Every date of the sample is written as a day number that counts from the first Monday of the current quarter (day 0).
The quarter has 13 whole weeks, its business year 52, and the current quarter is the third, so there are two behind it
and one ahead. Today therefore lies on one of the days 49 (Monday) to 55 (Sunday).
"""

from datetime import date, datetime, time, timedelta, tzinfo

from msgspec import Struct

WEEKS_BEFORE = 7
QUARTER_DAYS = 91
YEAR_FIRST_DAY = -2 * QUARTER_DAYS
YEAR_LAST_DAY = 2 * QUARTER_DAYS - 1
_FRIDAY = 4
_SATURDAY = 5


class Calendar(Struct, frozen=True):
    today: date
    zone: tzinfo

    @property
    def first(self) -> date:
        """Monday of the first week of the current quarter."""
        return self.today - timedelta(days=self.today.weekday() + 7 * WEEKS_BEFORE)

    @property
    def now_day(self) -> int:
        """Today as a day number, 49 to 55."""
        return (self.today - self.first).days

    def day(self, number: int) -> date:
        return self.first + timedelta(days=number)

    def moment(self, number: int, minute: int) -> datetime:
        """A time of a day: minutes after local midnight."""
        return datetime.combine(self.day(number), time(minute // 60, minute % 60), tzinfo=self.zone)

    @property
    def year_start_month(self) -> int:
        """The month, 1 to 12, whose beginning is nearest to that of the business year."""
        return self._nearest_month.month

    def year_label(self) -> str:
        """As years are named anywhere: '2026' when it begins in January, else '2026/27'."""
        begins = self._nearest_month
        return str(begins.year) if begins.month == 1 else f"{begins.year}/{(begins.year + 1) % 100:02}"

    @property
    def _nearest_month(self) -> date:
        return self.day(YEAR_FIRST_DAY) + timedelta(days=15)


def week_day(week: int, weekday: int = 0) -> int:
    """Day number of a weekday (0 = Monday) of a week of the quarter; week 1 is its first, week 0 the one before."""
    return 7 * (week - 1) + weekday


def working_day_before(number: int) -> int:
    """The day itself, or the Friday before it."""
    return number - max(0, number % 7 - _FRIDAY)


def working_day_after(number: int) -> int:
    """The day itself, or the Monday after it."""
    weekday = number % 7
    return number + (7 - weekday if weekday >= _SATURDAY else 0)


def spoken(day: date) -> str:
    """A date as it stands in a title: '18 December'."""
    return f"{day.day} {day:%B}"
