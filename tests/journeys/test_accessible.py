"""Every page and every overlay, light and dark, by axe; and on a screen of 320 px."""

from collections.abc import Callable

import pytest

from tests.journeys import axe, places
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
    "forecasts",
    "library",
)
NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_axe(visitor: Callable[..., Person], scheme: str) -> None:
    person = visitor(scheme=scheme)
    paths = places.paths(person)
    assert set(paths) == set(PAGES)
    broken = {}
    for name, path in paths.items():
        page = places.open_page(person, path)
        broken[name] = axe.violations(page)
    assert not any(broken.values()), axe.told(broken)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_overlay_breaks_a_rule_of_axe(visitor: Callable[..., Person], scheme: str) -> None:
    person = visitor(scheme=scheme)
    paths = places.paths(person)
    broken = {}
    for name, (under, show) in places.OVERLAYS.items():
        page = places.open_page(person, paths[under])
        show(page)
        broken[name] = axe.violations(page, floating=name in places.FLOATING)
    assert not any(broken.values()), axe.told(broken)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_before_one_is_signed_in_break_no_rule_of_axe(someone: Callable[..., Person], scheme: str) -> None:
    page = someone(scheme=scheme).page
    broken = {}
    for path in ("/sign-in", "/forgotten", "/set-up", "/invitation#none", "/reset#none", "/check-in#none"):
        page.goto(path)
        page.get_by_role("heading", level=1).wait_for()
        broken[path] = axe.violations(page)
    assert not any(broken.values()), axe.told(broken)


def test_no_page_scrolls_sideways_at_320_pixels(visitor: Callable[..., Person]) -> None:
    person = visitor(viewport=NARROW)
    wide = {}
    for name, path in places.paths(person).items():
        page = places.open_page(person, path)
        wide[name] = page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth")
    assert {name: over for name, over in wide.items() if over > 0} == {}
