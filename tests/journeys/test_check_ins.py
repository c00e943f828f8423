"""Five check-ins by keyboard alone, what they move on another screen, and the link in a reminder."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import axe, places, world
from tests.journeys.moving import MovedServer
from tests.journeys.world import Person, Row

WEDNESDAY = datetime(2026, 10, 7, 9, tzinfo=UTC)
FRIDAY = datetime(2026, 10, 16, 8, tzinfo=UTC)
MOST_KEYS = 8
LINE: Row = {"kind": "increase", "start": "0", "target": "100", "unit": "%"}
RESULTS: list[Row] = [
    {**LINE, "title": "Checkouts that are finished rise"},
    {"kind": "decrease", "start": "24", "target": "4", "unit": "h", "title": "Review time falls"},
    {"kind": "milestone", "title": "The licence is granted", "steps": [{"name": "Applied"}, {"name": "Granted"}]},
    {"kind": "binary", "title": "The terminals are certified"},
    {**LINE, "title": "Shops that pay by wallet rise"},
]


@pytest.fixture(scope="module")
def harbour(moved: MovedServer, founder: Person, browser: Browser) -> Iterator[tuple[MovedServer, Person, Row]]:
    """A workspace with five key results that were written on a Wednesday, one and a half weeks ago."""
    moved.move_to(WEDNESDAY)
    person = world.enter_as(founder, moved.follow(Person(browser, moved.address)))
    world.new_workspace(person, "Harbour")
    goal = world.objective(person, "Paying is a matter of seconds", RESULTS, owner_id=world.member_of(person))
    moved.move_to(FRIDAY)
    yield moved, person, goal
    person.close()
    assert person.troubles == []


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        self.press(*text)


def test_five_check_ins_take_a_handful_of_keys_each(harbour: tuple[MovedServer, Person, Row]) -> None:
    _, person, goal = harbour
    page = person.go("my-week")
    expect(page.get_by_role("heading", name="5 check-ins are due")).to_be_visible()
    page.keyboard.press("b")
    strokes: dict[str, list[str]] = {
        "Checkouts that are finished rise": ["4", "5", "Enter", "7", "Control+Enter"],
        "Review time falls": ["1", "4", "Enter", "1", "0", "Control+Enter"],
        "The licence is granted": [" ", "Enter", "6", "Control+Enter"],
        "The terminals are certified": ["ArrowRight", "Enter", "8", "Control+Enter"],
        "Shops that pay by wallet rise": ["n"],
    }
    for place, (title, keys) in enumerate(strokes.items()):
        expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        expect(page.get_by_role("status").filter(has_text=f"{place + 1} of 5")).to_be_visible()
        expect(page.locator("form input:focus")).to_have_count(1)
        counted = Keys(page)
        counted.press(*keys)
        assert counted.count <= MOST_KEYS, f"{title}: {counted.count} keys"
    expect(page.get_by_role("heading", level=1, name="All 5 checked in")).to_be_visible()
    expect(page.get_by_text("confidence 5 → 10")).to_be_visible()
    expect(page.get_by_text("sending")).to_have_count(0)
    results = {row["title"]: row for row in world.key_results(person, goal["id"])}
    raws = {title: row["progress"]["raw"] for title, row in results.items()}
    assert raws == dict(zip(strokes, (0.45, 0.5, 0.5, 1, 0), strict=True))
    assert [results[title]["confidence"] for title in strokes] == [7, 10, 6, 8, 5]
    moved = page.get_by_role("listitem").filter(has_text="Paying is a matter of seconds")
    expect(moved).to_contain_text("49")
    page.get_by_role("link", name="To my week").click()
    expect(page.get_by_text("You owe no check-in.")).to_be_visible()


def test_a_check_in_moves_the_objective_on_the_screen_of_a_colleague(team_of_two: tuple[Person, Person]) -> None:
    owner, colleague = team_of_two
    goal = world.objective(owner, "Paying is a matter of seconds", RESULTS[:2], owner_id=world.member_of(owner))
    result = world.key_results(owner, goal["id"])[1]
    screen = colleague.go(f"objectives/{goal['id']}")
    page = owner.go(f"check-ins?of={result['id']}")
    expect(page.get_by_label("Where is it now?")).to_be_focused()
    page.keyboard.type("14")
    page.keyboard.press("Enter")
    page.keyboard.press("9")
    page.get_by_label("What is in the way?").fill("No second reviewer")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1, name="Checked in")).to_be_visible()
    expect(page.get_by_text("confidence 5 → 9")).to_be_visible()
    # jobs that the demo company began with may hold events back for a while
    expect(screen.get_by_role("link", name=re.compile("^25.%: why"))).to_be_visible(timeout=60_000)
    expect(screen.get_by_text("No second reviewer")).to_be_visible()


def test_nothing_typed_is_lost_by_a_reload_and_undo_brings_it_back(harbour: tuple[MovedServer, Person, Row]) -> None:
    _, person, goal = harbour
    result = next(row for row in world.key_results(person, goal["id"]) if row["title"] == "Review time falls")
    page = person.go(f"check-ins?of={result['id']}")
    page.get_by_label("What changed?").fill("Two reviewers more")
    page.reload()
    expect(page.get_by_label("What changed?")).to_have_value("Two reviewers more")
    page.get_by_label("Where is it now?").fill("9")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1, name="Checked in")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("What changed?")).to_have_value("Two reviewers more")
    expect(page.get_by_label("Where is it now?")).to_have_value("9")


A_LINK = """
insert into link (kind, secret_hash, workspace_id, data, created_at, expires_at)
values ('check_in', sha256(convert_to(:'secret', 'utf8')), :'workspace',
        jsonb_build_object('key_result', :'key_result'::text, 'member', :'member'::text, 'due_on', ''), :'now',
        :'now'::timestamptz + '7 days');
"""


def test_the_link_of_a_reminder_opens_one_check_in_once_without_signing_in(
    harbour: tuple[MovedServer, Person, Row], browser: Browser
) -> None:
    server, person, goal = harbour
    title = "Shops that pay by wallet rise"
    result = next(row for row in world.key_results(person, goal["id"]) if row["title"] == title)
    known = {"member": world.member_of(person), "key_result": result["id"], "now": server.now().isoformat()}
    known["workspace"] = person.call("GET", "/bootstrap")["workspace"]["id"]
    server._query(A_LINK, secret="only-for-one-check-in", **known)
    stranger = server.follow(Person(browser, server.address))
    page = stranger.page
    for _ in range(2):  # looking uses nothing
        page.goto("about:blank")
        page.goto("/check-in#only-for-one-check-in")
        expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.get_by_label("Where is it now?")).to_be_focused()
    assert axe.violations(page) == []
    page.keyboard.type("20")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1, name="Thank you, that is all")).to_be_visible()
    expect(page.get_by_text(re.compile("20.%"))).to_be_visible()
    for secret in ("only-for-one-check-in", "no-such-link"):
        page.goto("about:blank")
        page.goto(f"/check-in#{secret}")
        expect(page.get_by_role("heading", name="This link opens nothing any more")).to_be_visible()
    made = person.call("GET", f"/key-results/{result['id']}/check-ins")["items"][0]
    assert (made["via"], made["value"], made["author"]["id"]) == ("link", 20, known["member"])
    stranger.close()


def test_every_step_is_without_fault_and_fits_a_phone(
    harbour: tuple[MovedServer, Person, Row], browser: Browser
) -> None:
    server, person, goal = harbour
    result = world.key_results(person, goal["id"])[0]
    broken: dict[str, list[str]] = {}
    for scheme in ("light", "dark"):
        phone = server.follow(Person(browser, server.address, scheme=scheme, viewport={"width": 320, "height": 640}))
        phone.context.add_cookies(person.context.cookies())  # type: ignore[arg-type] # as above
        phone.slug = person.slug
        for path in (f"check-ins?of={result['id']}", "my-week", f"key-results/{result['id']}"):
            page = places.open_page(phone, path)
            assert page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth") <= 0, path
            broken[f"{scheme} {path}"] = axe.violations(page)
        phone.close()
    assert not any(broken.values()), axe.told(broken)
