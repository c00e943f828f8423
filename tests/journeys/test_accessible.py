"""Every page and every overlay by axe, light and dark, and every page at 320 px: each is opened once for all of it."""

import itertools
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.journeys import axe, places, world
from tests.journeys.server import Server
from tests.journeys.world import Person

PAGES = (
    "my week",
    "check-ins",
    "check-in",
    "team check-ins",
    "objectives",
    "objective",
    "key result",
    "projects",
    "project table",
    "project board",
    "people",
    "person",
    "team",
    "import",
    "settings",
    "settings members",
    "settings tokens",
    "settings cycles",
    "settings chat",
    "settings notifications",
    "settings writing",
    "settings health",
    "forecasts",
    "inbox",
    "week",
    "meeting",
    "assessment",
    "review",
    "rituals",
    "library",
)
OUTSIDE = ("/sign-in", "/forgotten", "/set-up", "/invitation#none", "/reset#none", "/check-in#none")
NARROW: ViewportSize = {"width": 320, "height": 640}

WIDER = """() => Math.max(...["html", "#main"].map((each) => {
  const box = document.querySelector(each);
  return box.scrollWidth - box.clientWidth;
}))"""

Found = dict[str, dict[str, list[str]]]
"""Scheme -> what was looked at -> the rules it breaks."""


@pytest.fixture(scope="module")
def person(browser: Browser, demo: Server, head: Person) -> Iterator[Person]:
    visitor = world.enter_as(head, Person(browser, demo.address))
    yield visitor
    visitor.close()
    assert visitor.troubles == []


@pytest.fixture(scope="module")
def walked(person: Person) -> tuple[Found, dict[str, int]]:
    """What every page breaks, and by how many pixels it is too wide for a small screen."""
    found: Found = {"light": {}, "dark": {}}
    over = {}
    paths = places.paths(person)
    assert set(paths) == set(PAGES)
    for name, path in paths.items():
        page = places.open_page(person, path)
        _keep(found, name, axe.in_both_schemes(page))
        over[name] = _too_wide(page)
    return found, over


@pytest.fixture(scope="module")
def overlaid(person: Person) -> Found:
    """What every overlay breaks; those of one page are opened one after the other."""
    found: Found = {"light": {}, "dark": {}}
    paths = places.paths(person)
    for under, group in itertools.groupby(sorted(places.OVERLAYS.items(), key=_page_of), key=_page_of):
        page, at = person.page, ""
        for name, (_, show) in group:
            if page.url != at:  # the first one, or the one before led elsewhere
                at = places.open_page(person, paths[under]).url
            show(page)
            _keep(found, name, axe.in_both_schemes(page, within=places.LYING_OVER.replace(":visible", "")))
            places.close(page)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_axe(walked: tuple[Found, dict[str, int]], scheme: str) -> None:
    broken = walked[0][scheme]
    assert not any(broken.values()), axe.told(broken)


def test_no_page_scrolls_sideways_at_320_pixels(walked: tuple[Found, dict[str, int]]) -> None:
    assert {name: over for name, over in walked[1].items() if over > 0} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_overlay_breaks_a_rule_of_axe(overlaid: Found, scheme: str) -> None:
    broken = overlaid[scheme]
    assert set(broken) == set(places.OVERLAYS)
    assert not any(broken.values()), axe.told(broken)


def test_pages_before_one_is_signed_in_break_no_rule_of_axe(someone: Callable[..., Person]) -> None:
    page = someone().page
    broken = {}
    for path in OUTSIDE:
        page.goto(path)
        page.get_by_role("heading", level=1).wait_for()
        for scheme, lines in axe.in_both_schemes(page).items():
            broken[f"{path} {scheme}"] = lines
    assert not any(broken.values()), axe.told(broken)


def _page_of(overlay: tuple[str, tuple[str, Callable[[Page], None]]]) -> str:
    return overlay[1][0]


def _keep(found: Found, name: str, broken: dict[str, list[str]]) -> None:
    for scheme, lines in broken.items():
        found[scheme][name] = lines


def _too_wide(page: Page) -> int:
    before = page.viewport_size
    page.set_viewport_size(NARROW)
    page.evaluate(axe.PAINTED)
    over: int = page.evaluate(WIDER)
    assert before is not None
    page.set_viewport_size(before)
    return over
