"""How much of linked work is done in a week: what the forecast of work is made of."""

from collections.abc import Mapping
from datetime import date, timedelta

from headway.progress.rules.linked_work import Work

WEEK = 7
PAST = 13  # weeks before the period that are looked at


def week_of(day: date, starts_on: date) -> int:
    """The week of a period that a day lies in, from 0; those before it are negative."""
    return (day - starts_on).days // WEEK


def weekly(
    dates: tuple[date, date],
    today: date,
    *,
    first_on: date,
    done: Mapping[int, int],
    added: Mapping[int, int],
    counts: tuple[int, int],
) -> Work:
    """Whole weeks only: `done` and `added` tasks by week; `counts` are (done, all) now.

    Nothing was done before there was anything to do: the weeks begin with that of the first task (`first_on`). What
    was added in the first of the period is how it was planned, not growth.
    """
    starts_on, ends_on = dates
    over = max(0, week_of(today + timedelta(days=1), starts_on))
    oldest = max(-PAST, week_of(first_on, starts_on))
    begun = max(0, oldest)
    return Work(
        past=tuple(done.get(week, 0) for week in range(oldest, 0)),
        weeks=tuple(done.get(week, 0) for week in range(begun, over)),
        added=tuple(added.get(week, 0) for week in range(begun + 1, over)),
        left=max(0, (ends_on - today).days) / WEEK,
        done=counts[0],
        leaves=counts[1],
    )
