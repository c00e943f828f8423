"""The clock that other journeys move: weeks pass between two clicks, and what happens by timetable happens."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Browser

from tests.journeys import world
from tests.journeys.moving import MovedServer
from tests.journeys.world import Person

START = datetime(2026, 10, 5, 9, tzinfo=UTC)
NUMBER = {"title": "Checkouts that are finished", "kind": "increase", "start": "0", "target": "100"}


def test_server_and_browser_live_on_the_day_that_the_test_says(
    moved: MovedServer, founder: Person, browser: Browser
) -> None:
    moved.move_to(START)
    person = world.enter_as(founder, moved.follow(Person(browser, moved.address)))
    world.new_workspace(person, "Harbour")
    goal = world.objective(person, "Paying is easy", [NUMBER])
    number = world.key_results(person, goal["id"])[0]
    for weeks in (0, 3):
        moment = START + timedelta(weeks=weeks)
        moved.move_to(moment)
        told = datetime.fromisoformat(person.page.evaluate("() => new Date().toISOString()"))
        assert abs(told - moment) < timedelta(minutes=1)
        value = {"value": 10, "effective_on": f"{moment:%Y-%m-%d}"}  # refused where it lies ahead
        made = person.call("POST", f"/key-results/{number['id']}/measurements", value)
        assert made["measurement"]["effective_on"] == value["effective_on"]
    moved.run_timetable("progress.advance")
    person.close()
