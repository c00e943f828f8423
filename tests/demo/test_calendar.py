"""The sample's business year, on any day."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from headway.demo.rules.calendar import YEAR_FIRST_DAY, Calendar
from headway.goals.rules.cycles import year_cycles


@given(st.dates(date(2020, 1, 1), date(2090, 12, 31)))
def test_its_year_is_named_as_a_workspace_names_the_year_that_begins_next_to_it(today: date) -> None:
    calendar = Calendar(today, ZoneInfo("UTC"))
    begins = calendar.day(YEAR_FIRST_DAY)
    planned, *_ = min(
        (year_cycles(year, calendar.year_start_month) for year in (begins.year, begins.year + 1)),
        key=lambda cycles: abs(cycles[0].starts_on - begins),
    )
    assert calendar.year_label() == planned.name
    assert abs(planned.starts_on - begins) <= timedelta(days=16)
