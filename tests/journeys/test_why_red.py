"""From a red key result to the task that matters: two clicks. And tasks that wait for each other, by keyboard alone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import axe, world
from tests.journeys.world import Person, tab_to

COUNT = "() => { window.clicks = 0; addEventListener('click', (e) => e.detail && (window.clicks += 1), true); }"
NARROW: Any = {"width": 320, "height": 720}


def red(owner: Person) -> tuple[dict[str, Any], dict[str, Any]]:
    """(a key result of linked work that is off track, the late task that its end hangs on)."""
    goal = world.objective(owner, "The shop opens in Poland", [{"title": "Everything is ready", "kind": "work"}])
    [result] = world.key_results(owner, str(goal["id"]))
    made = world.project(owner, "Opening", ["Rewrite the checkout", "Print the posters"])
    me = world.member_of(owner)
    late, other = made["tasks"]
    day = (datetime.now(UTC) - timedelta(days=9)).date().isoformat()
    owner.call("PATCH", f"/tasks/{late['id']}", {"due_on": day, "estimate_hours": 400, "assignees": [me]}, version=1)
    owner.call("PATCH", f"/tasks/{other['id']}", {"estimate_hours": 4, "assignees": [me]}, version=1)
    world.link(owner, result, project=made)
    return result, late


def to_list(owner: Person, title: str) -> Page:
    """The list of objectives, with the key results of one open."""
    page = owner.go("objectives")
    row = page.get_by_role("row", name=re.compile(title)).first
    row.wait_for()
    row.focus()
    page.keyboard.press("ArrowRight")
    return page


def test_two_clicks_lead_from_a_red_key_result_to_the_task_that_matters(team_of_two: tuple[Person, Person]) -> None:
    owner, _ = team_of_two
    red(owner)
    page = to_list(owner, "The shop opens in Poland")
    page.evaluate(COUNT)

    page.get_by_role("link", name="Everything is ready", exact=True).click()
    page.get_by_role("link", name=re.compile("'Rewrite the checkout' was due 9 days ago")).click()

    expect(page.get_by_role("dialog").get_by_role("textbox", name="Title")).to_have_value("Rewrite the checkout")
    assert page.evaluate("() => window.clicks") == 2
    assert axe.violations(page) == []


def test_the_question_beside_a_red_leads_there_in_two_clicks_too(team_of_two: tuple[Person, Person]) -> None:
    owner, _ = team_of_two
    result, late = red(owner)
    page = to_list(owner, "The shop opens in Poland")
    named = re.compile("'Rewrite the checkout' was due 9 days ago")
    broken: dict[str, list[str]] = {}
    page.evaluate(COUNT)
    for clicks, goal in ((2, "Everything is ready"), (4, "The shop opens in Poland")):
        page.get_by_role("link", name=f"why? Off track: {goal}").click()
        panel = page.get_by_role("dialog", name="What stands in the way?")
        panel.get_by_role("link", name=named).wait_for()
        broken[goal] = axe.violations(page)
        panel.get_by_role("link", name=named).click()
        expect(page.get_by_role("dialog").get_by_role("textbox", name="Title")).to_have_value(late["title"])
        assert page.evaluate("() => window.clicks") == clicks
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    assert not axe.told(broken)

    owner.go(f"objectives/{result['objective']['id']}")
    page.get_by_role("button", name="Why is it red?").wait_for()
    expect(page.get_by_role("list", name="What stands in the way").get_by_role("link", name=named)).to_be_visible()
    assert axe.violations(page) == []


def test_a_meeting_shows_what_is_in_the_way_and_a_missing_check_in_leads_back_into_it(
    visitor: Callable[..., Person],
) -> None:
    head = visitor()
    team = next(one for one in head.call("GET", "/teams")["items"] if _misses(head, one["id"]))
    meeting = head.call("POST", f"/teams/{team['id']}/meetings")
    page = head.page
    page.goto(f"/w/{head.slug}/meetings/{meeting['id']}")
    agenda = page.get_by_role("navigation", name="Agenda")
    page.get_by_role("list", name="What stands in the way").get_by_role("listitem").first.wait_for()
    broken = {"red": axe.violations(page)}
    agenda.get_by_role("button", name="What is in the way").click()
    page.get_by_text("waits for").first.wait_for()
    broken["blocked"] = axe.violations(page)

    agenda.get_by_role("button", name="Check-ins that are missing").click()
    missing = page.get_by_role("link", name=re.compile("^Check in:"))
    missing.first.wait_for()
    many = missing.count()
    missing.first.click()
    page.get_by_role("link", name="Back to the meeting").wait_for()
    page.get_by_label("Where is it now?").fill("60")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/meetings/{meeting['id']}")
    expect(missing).to_have_count(many - 1)
    head.call("PUT", f"/meetings/{meeting['id']}/end")
    assert not axe.told(broken)


def _misses(head: Person, team: str) -> bool:
    """Whether check-ins are missing that are no steps to tick, and work waits."""
    kinds = [one["kind"] for one in head.call("GET", f"/teams/{team}/agenda")["items"]]
    drafts = head.call("GET", f"/teams/{team}/check-ins")["items"]
    owed = [one for one in drafts if one["due"] and one["due"]["state"] in {"due", "overdue", "missed"}]
    return {"missing", "blocked"} <= {*kinds} and all(one["key_result"]["kind"] != "milestone" for one in owed)


@pytest.mark.parametrize(("scheme", "viewport"), [("light", None), ("dark", NARROW)])
def test_the_answer_is_readable_everywhere(team_of_two: tuple[Person, Person], scheme: str, viewport: Any) -> None:
    owner, _ = team_of_two
    result, _ = red(owner)
    page = owner.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    if viewport:
        page.set_viewport_size(viewport)
    owner.go(f"key-results/{result['id']}")
    page.get_by_role("list", name="What stands in the way").get_by_role("listitem").first.wait_for()
    assert axe.violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    fold = page.get_by_role("button", name=re.compile("^Why is it|What stands in the way"))
    fold.focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "false")


def test_a_dependency_is_added_refused_and_taken_away_by_keyboard(team_of_two: tuple[Person, Person]) -> None:
    owner, _ = team_of_two
    made = world.project(owner, "Opening", ["Sign the lease", "Paint the shop"])
    sign, paint = made["tasks"]
    page = owner.go(f"projects/{made['id']}?view=board&task={paint['id']}")
    panel = page.get_by_role("dialog")
    panel.get_by_role("textbox", name="Title").wait_for()

    add(page, "Sign the lease")
    expect(panel.get_by_role("list", name="Waits for")).to_contain_text("Sign the lease")
    page.keyboard.press("Escape")
    expect(page.get_by_text(f"Waits for {sign['label']}").first).to_be_visible()

    owner.go(f"projects/{made['id']}?view=board&task={sign['id']}")
    panel.get_by_role("textbox", name="Title").wait_for()
    add(page, "Paint the shop")
    expect(panel.get_by_role("alert")).to_contain_text("This would go round in a circle")
    assert axe.violations(page) == []
    tab_to(page, "Cancel")
    page.keyboard.press("Enter")
    tab_to(page, f"Take {paint['label']} away")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("list", name="Holds up")).to_have_count(0)


def add(page: Page, title: str) -> None:
    """Open the form, find the task, choose it, send it."""
    tab_to(page, "Add a dependency")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Which task?")).to_be_focused()
    page.keyboard.type(title)
    page.get_by_role("radio", name=re.compile(title)).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
