"""Last quarter's sheet and an old task list come in, are looked at first, and can be taken back."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys import world
from tests.journeys.world import Person

SHEET = """Objective;Key result;Owner;Start;Target;Current
Customers find what they need;Searches that end in a basket rise from 31 % to 40 %;Mira Olsen;31%;40%;35%
;Median time to first result falls from 900 ms to 300 ms;Noor Haddad;900;300;600
"""
TASKS = """Title,State,Who,Deadline
Measure searches without a result,Open,Mira Olsen,2027-02-01
Write synonyms for the top 100 words,Done,Mira Olsen,2027-01-15
"""


def test_a_sheet_is_previewed_committed_and_undone(team_of_two: tuple[Person, Person], tmp_path: Path) -> None:
    owner, _ = team_of_two
    page = upload(owner, tmp_path / "okr.csv", SHEET)
    for title in ("What it will make", "Columns", "Lost, changed or guessed"):
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_text("The file names 2 people: 1 is known here, 1 is left out.")).to_be_visible()
    page.get_by_role("button", name="Make this person").click()
    expect(page.get_by_text("The file names 2 people: 1 is known here, 1 will be made.")).to_be_visible()
    expect(page.get_by_text("Not known here, and nobody was chosen")).to_have_count(0)
    choose_cycle(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("group", name="Imported")).to_be_focused()  # the button that began it is gone
    assert titles(owner) == ["Customers find what they need"]
    world.tab_to(page, "Undo this import", most=3)
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Undone")).to_be_focused()
    assert titles(owner) == []


def test_a_list_of_tasks_comes_in_by_a_mapping(team_of_two: tuple[Person, Person], tmp_path: Path) -> None:
    owner, _ = team_of_two
    page = upload(owner, tmp_path / "tasks.csv", TASKS)
    expect(page.get_by_role("heading", name="What it will make")).to_be_visible()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("button", name="Undo this import")).to_be_visible(timeout=30_000)
    made = owner.call("GET", "/projects")["items"]
    tasks = [row for one in made for row in owner.call("GET", f"/projects/{one['id']}/tasks")["items"]]
    assert {row["title"]: row["status_type"] for row in tasks} == {
        "Measure searches without a result": "open",
        "Write synonyms for the top 100 words": "done",
    }


def upload(person: Person, file: Path, text: str) -> Page:
    file.write_text(text, encoding="utf-8")
    page = person.go("import")
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Choose a file").click()
    chosen.value.set_files(file)
    page.wait_for_url("**/import/*")
    expect(page.get_by_role("heading", level=1, name=file.name)).to_be_visible()
    return page


def choose_cycle(page: Page) -> None:
    """What the sheet does not say."""
    page.get_by_role("combobox", name="Cycle").click()
    page.get_by_role("option").first.click()


def titles(person: Person) -> list[str]:
    return sorted(row["title"] for row in person.call("GET", "/objectives?limit=50")["items"])
