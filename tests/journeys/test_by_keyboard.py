"""Without a pointer: sign in, find, record, move, edit."""

import re

from playwright.sync_api import expect

from tests.journeys import world
from tests.journeys.world import PASSWORD, Person, tab_to


def test_a_colleague_works_through_a_morning_without_a_pointer(team_of_two: tuple[Person, Person]) -> None:
    owner, colleague = team_of_two
    result = {"title": "Median review time falls", "kind": "decrease", "start": "24", "target": "4", "unit": "h"}
    mine = {"owner_id": world.member_of(colleague)}
    goal = world.objective(owner, "Reviews are quick", [{**result, **mine}], **mine)
    chores = world.project(owner, "Review chores", ["Write the review guide", "Split the big modules"])
    colleague.call("DELETE", "/api/session")
    page = colleague.page
    sign_in(colleague)

    page.keyboard.press("Control+k")
    page.get_by_role("dialog").wait_for()
    page.keyboard.type("reviews are")
    page.get_by_role("option", name=re.compile(str(goal["title"]))).first.wait_for()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Reviews are quick")).to_be_focused()

    tab_to(page, "Median review time falls")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Median review time falls")).to_be_focused()
    tab_to(page, "Value")
    page.keyboard.press("Control+a")
    page.keyboard.type("14")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("^50 %: why"))).to_be_visible()

    page.keyboard.press("g")
    page.keyboard.press("p")
    tab_to(page, "Review chores")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Review chores")).to_be_focused()
    edit_a_title(colleague)
    tab_to(page, "Table", key="Shift+Tab")
    page.keyboard.press("ArrowRight")
    move_a_card(colleague, str(chores["id"]))


def sign_in(person: Person) -> None:
    page = person.page
    page.goto(f"/w/{person.slug}/objectives")
    expect(page.get_by_label("E-mail")).to_be_focused()
    page.keyboard.type(person.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Objectives")).to_be_visible()


def edit_a_title(person: Person) -> None:
    page = person.page
    grid = page.get_by_role("grid")
    grid.wait_for()
    page.keyboard.press("j")
    expect(grid).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("Write a short review guide")
    page.keyboard.press("Enter")
    expect(grid.get_by_role("gridcell", name="Write a short review guide")).to_be_visible()


def move_a_card(person: Person, project: str) -> None:
    page = person.page
    card = page.get_by_role("button", name=re.compile("^Write a short review guide"))
    card.wait_for()
    tab_to(page, "Write a short review guide")
    done = page.get_by_role("region", name="Done").get_by_role("button", name=re.compile("^Write a short"))
    for _ in range(6):
        if done.count():
            break
        page.keyboard.press("Shift+ArrowRight")
        expect(card).to_be_focused()
    expect(done).to_be_visible()
    # painted at once, sent in the order of the keys: nothing is under way any more once the toast tells it
    expect(page.get_by_role("status").filter(has_text="Done.")).to_be_visible()
    tasks = person.call("GET", f"/projects/{project}/tasks")["items"]
    assert [row["title"] for row in tasks if row["status_type"] == "done"] == ["Write a short review guide"]
