"""From a template to an objective, and from an objective to a template, without a pointer."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import axe, world
from tests.journeys.world import Person, tab_to

TITLE = "Make code review a conversation that never holds work up"
FIRST = "Reduce the median wait for the first review of a change"


def test_a_first_objective_is_written_from_a_template(team_of_two: tuple[Person, Person]) -> None:
    owner, _ = team_of_two
    world.current_quarter(owner)
    page = owner.go("objectives")
    tab_to(page, "Start from a template")
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="Search the library")).to_be_focused()
    page.keyboard.type("code reveiw")  # as fingers do
    expect(page.get_by_role("main").get_by_role("button", name=re.compile(TITLE))).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=re.compile("^1 template|^[1-9] templates"))).to_be_attached()
    page.keyboard.press("ArrowDown")
    inside = page.get_by_role("complementary", name="What is in it")
    expect(inside.get_by_text("Why this works")).to_be_visible()
    expect(inside.get_by_text("24 h → 4 h".replace(" h", "\u202fh"))).to_be_visible()
    assert axe.violations(page) == []
    page.keyboard.press("Enter")
    numbers_are_mine(page)
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    assert world.key_results(owner, page.url.split("/objectives/")[1])[0]["start"] == 30


def numbers_are_mine(page: Page) -> None:
    """The examples are never sent unasked; one key result gets numbers of its own, the others take the examples."""
    form = page.get_by_role("dialog", name="New objective")
    expect(form.get_by_label("What do you want to achieve?")).to_have_value(TITLE)
    first = form.get_by_role("group", name=FIRST)
    start = first.get_by_label("From")
    expect(start).to_have_value("")
    expect(start).to_have_attribute("placeholder", "e.g. 24")
    page.keyboard.press("Control+Enter")
    expect(first.get_by_text("Say where the number stands now")).to_be_visible()
    start.focus()
    page.keyboard.type("30")
    page.keyboard.press("Tab")
    page.keyboard.type("6")
    for _ in range(3):
        form.get_by_role("button", name="Take the examples for now").first.click()
    expect(form.get_by_role("button", name="Take the examples for now")).to_have_count(0)
    page.keyboard.press("Control+Enter")


def test_a_good_objective_becomes_a_template_of_the_workspace(team_of_two: tuple[Person, Person]) -> None:
    owner, colleague = team_of_two
    result = {"title": "Reduce the wait for a repair", "kind": "decrease", "start": "9", "target": "3", "unit": "days"}
    made = world.objective(owner, "Bring bicycles back on the road quickly", [result])
    page = owner.go(f"objectives/{made['id']}")
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Save as a template ...").click()
    form = page.get_by_role("dialog", name="A template for your workspace")
    expect(form.get_by_label("Key result", exact=True)).to_have_value("Reduce the wait for a repair")
    assert axe.violations(page) == []
    form.get_by_role("button", name="Add to the library").click()
    expect(form).to_have_count(0)
    page = colleague.go("library?shelf=workspace")
    page.get_by_role("main").get_by_role("button", name=re.compile("Bring bicycles back")).click()
    inside = page.get_by_role("complementary", name="What is in it")
    expect(inside.get_by_text("9\u202fdays → 3\u202fdays")).to_be_visible()
    expect(inside.get_by_role("button", name="Use this")).to_be_visible()
    expect(inside.get_by_role("button", name="Edit")).to_have_count(0)
