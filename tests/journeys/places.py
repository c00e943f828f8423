"""Every page of a workspace, and the overlays that lie over pages."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.world import Person


def paths(person: Person) -> dict[str, str]:
    """Name of a page -> its path below the workspace, with the ids of things that are really there."""
    objectives = person.call("GET", "/objectives?limit=100")["items"]
    goal = next(row for row in objectives if not row["parents"] and row["key_results"])
    result = next(row for row in goal["key_results"] if row["kind"] == "increase")
    projects = person.call("GET", "/projects")["items"]
    project = max(projects, key=lambda row: len(row["title"]))
    people = person.call("GET", "/people")["items"]
    teams = person.call("GET", "/teams")["items"]
    return {
        "my week": "my-week",
        "check-ins": "check-ins",
        "check-in": f"check-ins?of={result['id']}",
        "team check-ins": f"rhythm?team={teams[0]['id']}&tab=checkins",
        "objectives": "objectives",
        "objective": f"objectives/{goal['id']}",
        "key result": f"key-results/{result['id']}",
        "forecasts": "forecasts",
        "projects": "projects",
        "project table": f"projects/{project['id']}",
        "project board": f"projects/{project['id']}?view=board",
        "people": "people",
        "person": f"people/{people[0]['id']}",
        "team": f"teams/{teams[0]['id']}",
        "import": "import",
        "settings": "settings",
        "settings members": "settings/members",
        "settings tokens": "settings/tokens",
        "settings cycles": "settings/cycles",
        "settings chat": "settings/chat",
        "library": "library?at=calm-nights",
    }


def open_page(person: Person, path: str) -> Page:
    """Drawn and at rest: heading there, nothing loading any more."""
    page = person.go(path)
    settle(page)
    assert page.get_by_role("heading", name="Nothing here").count() == 0, path
    return page


def settle(page: Page) -> None:
    page.get_by_role("status").filter(has_text=re.compile("^Loading$")).first.wait_for(state="detached")
    page.locator("[aria-busy=true]").first.wait_for(state="detached")


def _palette(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name=re.compile("Search|Find")).wait_for()


def _create(page: Page) -> None:
    page.keyboard.press("c")
    page.get_by_role("dialog").wait_for()


def _help(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()


def _account_menu(page: Page) -> None:
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menu").wait_for()


def _new_objective(page: Page) -> None:
    page.get_by_role("button", name="New objective").click()
    page.get_by_role("dialog", name="New objective").get_by_label("Key result", exact=True).wait_for()


def _from_template(page: Page) -> None:
    page.get_by_role("button", name="Use this").click()
    page.get_by_role("dialog", name="New objective").get_by_label("Key result", exact=True).first.wait_for()


def _new_template(page: Page) -> None:
    page.get_by_role("button", name="New template").click()
    page.get_by_role("dialog").get_by_label("Key result", exact=True).wait_for()


def _why(page: Page) -> None:
    page.get_by_role("link", name=re.compile("why")).first.click()
    page.get_by_role("dialog", name="Why this number?").get_by_text("Made of").wait_for()


def _cascade(page: Page) -> None:
    page.get_by_role("button", name="Hand down to a team").click()
    page.get_by_role("dialog").wait_for()


def _correct(page: Page) -> None:
    page.get_by_role("button", name="Correct this check-in").first.click()
    page.get_by_role("dialog", name="Correct this check-in").get_by_label("What changed?").wait_for()


def _link_work(page: Page) -> None:
    page.get_by_role("button", name="Link work").click()
    page.get_by_role("dialog").wait_for()


def _task(page: Page) -> None:
    page.get_by_role("gridcell", name=re.compile("^HW-")).get_by_role("link").first.click()
    line = page.get_by_role("dialog").get_by_role("list", name=re.compile("Line of sight")).get_by_role("listitem")
    line.or_(page.get_by_text("This serves no goal yet")).first.wait_for()


def _select(page: Page) -> None:
    page.get_by_role("combobox", name="Team").first.click()
    page.get_by_role("option").first.wait_for()


OVERLAYS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "palette": ("objectives", _palette),
    "create menu": ("objectives", _create),
    "shortcut help": ("objectives", _help),
    "account menu": ("objectives", _account_menu),
    "new objective": ("objectives", _new_objective),
    "objective from a template": ("library", _from_template),
    "new template": ("library", _new_template),
    "list of a select": ("objectives", _select),
    "why panel": ("objective", _why),
    "hand down": ("key result", _cascade),
    "correct a check-in": ("key result", _correct),
    "link work": ("key result", _link_work),
    "task panel": ("project table", _task),
}
FLOATING = ("account menu", "list of a select")
