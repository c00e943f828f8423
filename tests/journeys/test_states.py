"""What the main pages show when there is nothing, when it takes long, and when it fails."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.journeys import world
from tests.journeys.world import Person

MAIN = {
    "objectives": "**/api/w/*/objectives?*",
    "projects": "**/api/w/*/projects?*",
    "people": "**/api/w/*/people?*",
    "library": "**/api/w/*/writing/templates?*",
}


@pytest.mark.parametrize(
    ("path", "sentence", "action"),
    [
        ("objectives", "Nothing is written for this cycle yet.", "Write the first objective"),
        ("projects", "project", "New project"),
        ("import", "Nothing has been imported yet.", "Choose a file"),
    ],
)
def test_an_empty_page_says_one_sentence_and_offers_one_action(
    team_of_two: tuple[Person, Person], path: str, sentence: str, action: str
) -> None:
    owner, _ = team_of_two
    world.current_quarter(owner)
    page = owner.go(path)
    expect(page.get_by_role("main").get_by_text(re.compile(sentence)).first).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button", name=action).first).to_be_visible()


@pytest.mark.parametrize("path", MAIN)
def test_a_page_that_takes_long_keeps_its_place_and_one_that_fails_can_be_asked_again(
    visitor: Callable[..., Person], path: str
) -> None:
    person = visitor()
    page = person.page
    held: list[Route] = []
    answer = [held.append]

    def asked(route: Route) -> None:
        answer[-1](route)

    page.route(MAIN[path], asked)
    page.goto(f"/w/{person.slug}/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("status").filter(has_text="Loading").first).to_be_attached()
    answer.append(broken)
    for route in held:
        broken(route)
    again = page.get_by_role("main").get_by_role("button", name="Try again").first
    expect(again).to_be_visible()
    answer.append(lambda route: route.continue_())
    again.click()
    filled(page, path)


def broken(route: Route) -> None:
    """The page may be gone that asked: then nobody waits for the answer."""
    with suppress(Error):
        route.fulfill(
            status=500, content_type="application/problem+json", body='{"status": 500, "code": "core.failed"}'
        )


def filled(page: Page, path: str) -> None:
    name = {
        "objectives": "Make buying across a border",
        "projects": "Checkout in four languages",
        "people": "Ingrid Solheim",
        "library": "Let the people on call sleep",
    }
    expect(page.get_by_role("main").get_by_text(re.compile(name[path])).first).to_be_visible()


def test_a_thing_that_is_not_there_looks_like_one_that_is_hidden(visitor: Callable[..., Person]) -> None:
    person = visitor()
    page = person.go("objectives/00000000-0000-4000-8000-000000000000")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("not shared with you")).to_be_visible()
