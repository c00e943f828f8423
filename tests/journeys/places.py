"""Every page of a workspace, and the overlays that lie over pages."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.world import Person

SETTINGS = ("members", "tokens", "cycles", "chat", "notifications", "writing", "health")


def paths(person: Person) -> dict[str, str]:
    """Name of a page -> its path below the workspace, with the ids of things that are really there."""
    objectives = person.call("GET", "/objectives?limit=100")["items"]
    goal = next(row for row in objectives if not row["parents"] and row["key_results"])
    result = next(row for row in goal["key_results"] if row["kind"] == "increase")
    projects = person.call("GET", "/projects")["items"]
    project = max(projects, key=lambda row: len(row["title"]))
    people = person.call("GET", "/people")["items"]
    teams = person.call("GET", "/teams")["items"]
    team = next(one["id"] for one in teams if one["name"] == "Checkout")  # it has commitments and wins
    return {
        "my week": "my-week",
        "check-ins": "check-ins",
        "check-in": f"check-ins?of={result['id']}",
        "team check-ins": f"rhythm?team={teams[0]['id']}&tab=checkins",
        "objectives": "objectives",
        "objective": f"objectives/{goal['id']}",
        "key result": f"key-results/{result['id']}",
        "forecasts": "forecasts",
        "inbox": "inbox",
        "week": f"rhythm?team={team}",
        "meeting": f"rhythm?team={team}&tab=meeting",
        "assessment": f"rhythm?team={team}&tab=assessment",
        "review": f"rhythm?team={team}&tab=review",
        "rituals": f"rhythm?team={team}&tab=rituals",
        "projects": "projects",
        "project table": f"projects/{project['id']}",
        "project board": f"projects/{project['id']}?view=board",
        "people": "people",
        "person": f"people/{people[0]['id']}",
        "team": f"teams/{teams[0]['id']}",
        "import": "import",
        "settings": "settings",
        **{f"settings {name}": f"settings/{name}" for name in SETTINGS},
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


def close(page: Page) -> None:
    """Whatever lies over the page goes by Escape, one thing after the other."""
    for _ in range(3):
        if page.locator(LYING_OVER).count() == 0:
            return
        page.keyboard.press("Escape")
        page.locator(LYING_OVER).first.wait_for(state="detached")
    raise AssertionError("Escape leaves something open")


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


def _of_line(key: str) -> Callable[[Page], None]:
    """What a key opens on the first open commitment of the week."""

    def show(page: Page) -> None:
        page.get_by_role("checkbox", disabled=False, checked=False).first.focus()
        page.keyboard.press(key)
        page.get_by_role("dialog").wait_for()

    return show


def _menu(name: str) -> Callable[[Page], None]:
    """The menu that the first button of this name opens."""

    def show(page: Page) -> None:
        page.get_by_role("button", name=re.compile(name)).first.click()
        page.get_by_role("menu").wait_for()

    return show


def _picks(page: Page) -> None:
    page.get_by_role("combobox", name="Commit to something").focus()
    page.get_by_role("option").first.wait_for()


def _edit_win(page: Page) -> None:
    _menu("More about this win")(page)
    page.get_by_role("menuitem", name="Edit").click()
    page.get_by_role("dialog").wait_for()


def _adjust(page: Page) -> None:
    page.get_by_role("radio", name="Adjust").click()
    page.get_by_label("Why another target?").wait_for()


def _change_rhythm(page: Page) -> None:
    page.get_by_role("button", name="Change: Check-in").click()
    page.get_by_role("status", name="The next five").get_by_role("listitem").first.wait_for()


def _free_days(page: Page) -> None:
    page.get_by_role("button", name="Time zone and free days").click()
    page.get_by_role("dialog").get_by_label("Own free days").wait_for()


def _move_one(page: Page) -> None:
    page.locator("button[data-kind]").first.click()
    page.get_by_role("menuitem", name="Move this one").click()
    page.get_by_role("dialog").wait_for()


def _close_cycle(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^More about")).last.click()
    page.get_by_role("menuitem", name=re.compile("^Close|^Open again")).click()
    page.get_by_role("dialog").wait_for()


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
    "picks of the week": ("week", _picks),
    "menu of a commitment": ("week", _menu("^More about [^t]")),
    "carry a commitment": ("week", _of_line("n")),
    "drop a commitment": ("week", _of_line("d")),
    "edit a commitment": ("week", _of_line("e")),
    "edit a win": ("week", _edit_win),
    "adjust at the assessment": ("assessment", _adjust),
    "free days": ("rituals", _free_days),
    "move a ritual": ("rituals", _move_one),
    "change a rhythm": ("rituals", _change_rhythm),
    "snooze": ("inbox", _menu("^Snooze")),
    "close a cycle": ("settings cycles", _close_cycle),
}
LYING_OVER = "[role=dialog]:visible, [role=menu]:visible, [role=listbox]:visible"
