"""A new user writes a weak key result, sees why, lets it be rewritten by a key, and saves what the sentence said."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys import axe, world
from tests.journeys.world import Person, tab_to

WEAK = "Improve onboarding"
STRONG = "Reduce review time from 24 h to 4 h by 15 December"
SELECTION = "field => [field.selectionStart, field.selectionEnd]"
DIALOG = "document.querySelector('[role=dialog]')"
WIDER = f"() => {DIALOG}.scrollWidth - {DIALOG}.clientWidth"
LIGHT = f"() => getComputedStyle({DIALOG}).backgroundColor === 'rgb(255, 255, 255)'"


def test_a_weak_key_result_is_seen_rewritten_by_keyboard_and_saved_with_fields_from_the_sentence(
    head: Person, someone: Callable[..., Person]
) -> None:
    writer = world.enter_by_invitation(head, someone(scheme="dark"), name="Wanja Lund", email="wanja@meridian.test")
    page = writer.go("objectives?new=objective")
    expect(page.get_by_label("What do you want to achieve?")).to_be_focused()
    page.keyboard.type("Give new customers a calm first week")
    tab_to(page, "Key result")
    line = page.get_by_label("Key result", exact=True)
    at = line.bounding_box()
    page.keyboard.type(WEAK)
    hints = page.get_by_role("list", name="Hints for this line")
    expect(hints).to_contain_text("nobody could say whether this was reached")
    assert (line.evaluate(SELECTION), line.bounding_box()) == ([len(WEAK)] * 2, at)
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Nothing to count")
    reachable_and_clean(page)

    page.keyboard.press("Alt+1")
    expect(line).to_have_value(f"{WEAK} from … to …")
    expect_selection(page, line, "…")
    page.keyboard.press("Control+z")
    expect(line).to_have_value(WEAK)

    page.keyboard.press("Control+a")
    page.keyboard.type(STRONG)
    expect(page.get_by_label("To", exact=True)).to_have_value("4")
    assert (line.evaluate(SELECTION), line.bounding_box()) == ([len(STRONG)] * 2, at)
    for field, value in {"Kind": "Go down", "From": "24", "Unit": "h"}.items():
        expect(page.get_by_label(field, exact=True)).to_have_value(value)
    expect(page.get_by_text("last day 15 Dec")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Give new customers a calm first week")).to_be_visible()
    saved = world.key_results(writer, page.url.split("/objectives/")[1].split("?")[0])[0]
    assert [saved[name] for name in ("title", "kind", "start", "target", "unit")] == [STRONG, "decrease", 24, 4, "h"]
    assert saved["ends_on"].endswith("-12-15")


def reachable_and_clean(page: Page) -> None:
    """With the hints open: nothing for axe in either scheme, no scrolling sideways on the narrowest phone."""
    assert axe.violations(page) == []
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.wait_for_function(LIGHT)
    assert axe.violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(WIDER) <= 0
    page.set_viewport_size(world.WIDE)


def expect_selection(page: Page, line: Locator, text: str) -> None:
    field = line.element_handle()
    chosen = "([field, text]) => field.value.slice(field.selectionStart, field.selectionEnd) === text"
    page.wait_for_function(chosen, arg=[field, text])
