"""The inbox without a mouse, and a reminder that leads to exactly the check-in it asks for."""

import time

from playwright.sync_api import Page, expect

from tests.journeys import world
from tests.journeys.axe import violations
from tests.journeys.world import Person, focused

TITLES = ("Reviews are quick", "Shops stay", "Nobody waits")


def waiting(person: Person, count: int) -> None:
    """Until the job runner has told them of so many things."""
    deadline = time.monotonic() + 3 * world.PATIENCE
    while len(person.call("GET", "/inbox")["items"]) != count:
        assert time.monotonic() < deadline, person.call("GET", "/inbox")
        time.sleep(0.3)


def lines(page: Page) -> list[str]:
    return [title for text in page.locator("main [data-line]").all_inner_texts() for title in TITLES if title in text]


def opened(owner: Person, mira: Person) -> Page:
    """Mira's inbox with three things in it, reached by keys."""
    mine = world.member_of(mira)
    made = [world.objective(owner, title, [], owner_id=mine) for title in TITLES]
    waiting(mira, len(made))
    page = mira.go("my-week")
    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page.locator("main [data-line]")).to_have_count(3)
    return page


def test_the_inbox_is_worked_through_by_keys_alone(team_of_two: tuple[Person, Person]) -> None:
    owner, mira = team_of_two
    page = opened(owner, mira)
    newest = lines(page)
    assert sorted(newest) == sorted(TITLES)
    assert violations(page) == []

    page.keyboard.press("j")  # the mark moves, and the focus with it
    assert newest[1] in focused(page)
    page.keyboard.press("j")
    page.keyboard.press("j")  # and stays inside
    assert newest[2] in focused(page)
    page.keyboard.press("k")
    assert newest[1] in focused(page)

    page.keyboard.press("e")  # done: the next one is under the hand
    expect(page.locator("main [data-line]")).to_have_count(2)
    page.wait_for_function("(title) => document.activeElement?.textContent?.includes(title)", arg=newest[2])
    expect(page.get_by_role("status").get_by_text("Done.")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator("main [data-line]")).to_have_count(3)
    waiting(mira, 3)

    page.keyboard.press("h")  # until tomorrow
    expect(page.locator("main [data-line]")).to_have_count(2)
    waiting(mira, 2)
    snoozed = mira.call("GET", "/inbox?show=snoozed")["items"]
    assert len(snoozed) == 1

    page.keyboard.press("k")
    page.keyboard.press("k")
    first = lines(page)[0]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=first)).to_be_visible()
    page.go_back()
    expect(page.locator("main [data-line]")).to_have_count(2)


def test_remind_reaches_the_one_who_checks_in_and_opens_that_check_in(team_of_two: tuple[Person, Person]) -> None:
    owner, mira = team_of_two
    made = world.objective(
        owner, "Reviews are quick", [{"title": "Review time", "kind": "increase", "start": "0", "target": "9"}]
    )
    (result,) = world.key_results(owner, made["id"])
    owner.call(
        "PATCH", f"/key-results/{result['id']}", {"check_in_owner_id": world.member_of(mira)}, version=result["version"]
    )
    waiting(mira, 1)
    mira.call("POST", "/inbox/changes", {"ids": _ids(mira), "state": "done"})
    owner.call("POST", f"/key-results/{result['id']}/check-in-request")
    waiting(mira, 1)
    page = mira.go("inbox")
    expect(page.get_by_text("asks for your check-in")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Review time")).to_be_visible()
    expect(page.locator("form input:focus")).to_have_count(1)
    page.keyboard.press("3")
    page.keyboard.press("Control+Enter")
    waiting(mira, 0)


def _ids(person: Person) -> list[str]:
    return [notice["id"] for group in person.call("GET", "/inbox")["items"] for notice in group["notices"]]
