"""A team's week in the browser: Monday, the board, Friday, the week after; a meeting; paper; two screens."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import world
from tests.journeys.world import Person


class Team:
    """A team with a goal, a project and a task that serves it."""

    def __init__(self, owner: Person) -> None:
        self.id = world.team(owner, "Checkout")["id"]
        owner.call("PUT", f"/teams/{self.id}/members/{world.member_of(owner)}", {"role": "lead"})
        goal = world.objective(
            owner, "Checkout in four languages", [{"title": "Languages", "kind": "work"}], team_id=self.id
        )
        self.key_result = world.key_results(owner, goal["id"])[0]["id"]
        self.project = owner.call("POST", "/projects", {"title": "Translations", "team_id": self.id})["id"]
        self.task = owner.call("POST", f"/projects/{self.project}/tasks", {"title": "Translate checkout"})
        owner.call("POST", f"/key-results/{self.key_result}/work", {"task_id": self.task["id"], "weight": 1})


def open_week(person: Person, team: Team) -> Page:
    page = person.go(f"rhythm?team={team.id}")
    expect(page.get_by_role("combobox", name="Commit to something")).to_be_visible()
    return page


def test_a_week_from_monday_to_friday_and_on(team_of_two: tuple[Person, Person]) -> None:
    owner, colleague = team_of_two
    team = Team(owner)
    page = open_week(owner, team)
    watching = colleague.go(f"rhythm?team={team.id}")

    page.keyboard.press("a")
    page.keyboard.type("!Call the bank")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Call the bank")).to_be_visible()
    page.keyboard.type("Translate")
    expect(page.get_by_role("option", name=re.compile("Translate checkout"))).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(watching.get_by_role("checkbox", name="Call the bank")).to_be_visible()
    picked = watching.get_by_role("checkbox", name="Translate checkout")
    expect(picked).not_to_be_checked()

    owner.call("POST", f"/tasks/{team.task['id']}/closure", version=team.task["version"])
    expect(picked).to_be_checked()
    expect(page.get_by_role("button", name=re.compile("Make .Translate checkout. a win"))).to_be_visible()
    page.get_by_role("button", name=re.compile("Make .Translate checkout. a win")).click()
    expect(watching.get_by_role("button", name="Celebrate: nobody yet")).to_be_visible()
    watching.get_by_role("button", name="Celebrate: nobody yet").click()
    expect(page.get_by_role("button", name="Celebrate: 1 person")).to_be_visible()

    bank = page.locator("[data-line-title]", has_text="Call the bank")
    bank.focus()
    page.keyboard.press("n")
    expect(page.get_by_label("What kept it?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Call the bank. is carried"))).to_be_visible()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("]")
    expect(page.get_by_text(re.compile("^carried once"))).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_text(re.compile("^carried once"))).to_be_hidden()
    assert not owner.troubles
    assert not colleague.troubles


def test_a_meeting_moves_both_screens_and_decisions_become_tasks(team_of_two: tuple[Person, Person]) -> None:
    owner, colleague = team_of_two
    team = Team(owner)
    page = owner.go(f"rhythm?team={team.id}&tab=meeting")
    expect(page.get_by_role("button", name=re.compile("Begin the meeting"))).to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_role("timer")).to_be_visible()
    expect(page.get_by_role("link", name="Projects")).to_be_hidden()
    colleague.page.goto(page.url)
    expect(colleague.page.get_by_role("timer")).to_be_visible()
    page.keyboard.press("d")
    page.keyboard.type("Ask the bank")
    expect(page.get_by_text(re.compile("^Enter makes it a task"))).to_be_visible()
    page.keyboard.press("Enter")
    expect(colleague.page.get_by_role("main").get_by_text("Ask the bank").last).to_be_visible()
    page.keyboard.press("Escape")
    while page.get_by_role("button", name=re.compile("^Next")).is_visible():
        here = page.get_by_role("navigation", name="Agenda").locator("[aria-current]").inner_text()
        page.keyboard.press("j")
        expect(page.get_by_role("navigation", name="Agenda").locator("[aria-current]")).not_to_have_text(here)
    last = page.get_by_role("navigation", name="Agenda").locator("[aria-current]").inner_text()
    expect(colleague.page.get_by_role("navigation", name="Agenda").locator("[aria-current]")).to_have_text(last)
    page.keyboard.press("e")
    expect(page.get_by_role("heading", name="Looked at")).to_be_visible()
    expect(colleague.page.get_by_role("heading", name="Looked at")).to_be_visible()


def test_the_four_squares_are_one_sheet_of_paper(visitor: Callable[..., Person]) -> None:
    head = visitor()
    teams = head.call("GET", "/teams")["items"]
    team = next(one for one in teams if one["name"] == "Checkout")
    page = head.go(f"rhythm?team={team['id']}")
    expect(page.get_by_role("heading", name="Next four weeks")).to_be_visible()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Projects")).to_be_hidden()
    expect(page.get_by_role("combobox", name="Commit to something")).to_be_hidden()
