"""The clock that other journeys move: weeks pass between two clicks, and what happens by timetable happens."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys import world
from tests.journeys.moving import MovedServer
from tests.journeys.world import Person

START = datetime(2026, 10, 5, 9, tzinfo=UTC)


def test_server_and_browser_live_on_the_day_that_the_test_says(pages: Path, browser: Browser) -> None:
    assert (pages / "index.html").exists()
    server = MovedServer(START, demo=True).start()
    try:
        person = world.enter_by_link(server.follow(Person(browser, server.address)), server.link)
        listed = person.call("GET", "/objectives?limit=100")["items"]
        number = next(one for goal in listed for one in goal["key_results"] if one["kind"] == "increase")
        for weeks in (0, 3):
            moment = START + timedelta(weeks=weeks)
            server.move_to(moment)
            told = datetime.fromisoformat(person.page.evaluate("() => new Date().toISOString()"))
            assert abs(told - moment) < timedelta(minutes=1)
            value = {"value": number["target"], "effective_on": f"{moment:%Y-%m-%d}"}  # refused where it lies ahead
            made = person.call("POST", f"/key-results/{number['id']}/measurements", value)
            assert made["measurement"]["effective_on"] == value["effective_on"]
        server.run_timetable("progress.advance")
        person.close()
    finally:
        server.close()
