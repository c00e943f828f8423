"""Pages that stay as fresh as the database: many tabs, a server that goes away, a network that does."""

import re

from playwright.sync_api import Request, expect

from tests.journeys import world
from tests.journeys.server import Server
from tests.journeys.world import Person

TABS = 8


def test_eight_tabs_of_one_browser_stay_live_with_one_stream(team_of_two: tuple[Person, Person]) -> None:
    owner, colleague = team_of_two
    goal, result = one_goal(owner)
    streams: list[Request] = []
    colleague.context.on("request", lambda request: streams.append(request) if "/events" in request.url else None)
    tabs = [colleague.page, *(colleague.context.new_page() for _ in range(TABS - 1))]
    for tab in tabs:
        tab.goto(f"/w/{colleague.slug}/objectives/{goal['id']}")
        expect(tab.get_by_role("heading", level=1, name="Parcels arrive")).to_be_visible()
    record(owner, result, 5)
    for tab in tabs:
        expect(tab.get_by_role("link", name="50 %: why? Parcels arrive")).to_be_visible()
    assert len(streams) == 1
    tabs[0].close()
    record(owner, result, 6)
    for tab in tabs[1:]:
        expect(tab.get_by_role("link", name="60 %: why? Parcels arrive")).to_be_visible()


def test_without_a_network_it_says_so_and_catches_up_afterwards(team_of_two: tuple[Person, Person]) -> None:
    owner, colleague = team_of_two
    goal, result = one_goal(owner)
    page = colleague.go(f"objectives/{goal['id']}")
    expect(page.get_by_role("heading", level=1, name="Parcels arrive")).to_be_visible()
    colleague.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    record(owner, result, 4)
    colleague.context.set_offline(False)
    expect(page.get_by_text("You are offline.")).to_be_hidden()
    expect(page.get_by_role("link", name="40 %: why? Parcels arrive")).to_be_visible()


def test_a_server_that_restarts_is_noticed_and_taken_up_again(team_of_two: tuple[Person, Person], demo: Server) -> None:
    owner, colleague = team_of_two
    goal, result = one_goal(owner)
    page = colleague.go(f"objectives/{goal['id']}")
    demo.stop()
    expect(page.get_by_text(re.compile("^Reconnecting"))).to_be_visible()
    demo.start()
    expect(page.get_by_text(re.compile("^Reconnecting"))).to_be_hidden(timeout=30_000)
    record(owner, result, 7)
    expect(page.get_by_role("link", name="70 %: why? Parcels arrive")).to_be_visible()


def one_goal(owner: Person) -> tuple[world.Row, world.Row]:
    goal = world.objective(
        owner, "Parcels arrive", [{"title": "Ten markets", "kind": "reach", "start": "0", "target": "10"}]
    )
    return goal, world.key_results(owner, goal["id"])[0]


def record(owner: Person, result: world.Row, value: int) -> None:
    owner.call("POST", f"/key-results/{result['id']}/measurements", {"value": str(value)})
