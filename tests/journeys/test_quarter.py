"""A lead's quarter: Monday, a week of work, Friday, the month, the scores, and what goes on in the next one.

The clock is moved by the test; every ritual begins where it begins for a person, with what the inbox and the mail say.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys import paper, world
from tests.journeys.moving import MovedServer
from tests.journeys.world import Person, Row

# the workspace lives in Berlin: 10:00 on its walls is 8:00 in summer and 9:00 in winter
BEFORE = datetime(2026, 10, 2, 6, tzinfo=UTC)  # a week before the first check-in: what is younger owes none
MONDAY = datetime(2026, 10, 5, 8, 1, tzinfo=UTC)
WEDNESDAY = datetime(2026, 10, 7, 13, tzinfo=UTC)
FRIDAY = datetime(2026, 10, 9, 13, 1, tzinfo=UTC)
NEXT_MONDAY = datetime(2026, 10, 12, 8, 1, tzinfo=UTC)
LATER_FRIDAYS = [datetime(2026, 10, day, 14, tzinfo=UTC) for day in (16, 23, 30)]
FIRST_TUESDAY = datetime(2026, 11, 3, 9, 1, tzinfo=UTC)
LAST_TUESDAY = datetime(2026, 12, 29, 9, 1, tzinfo=UTC)
LAST_THURSDAY = datetime(2026, 12, 31, 13, 1, tzinfo=UTC)
NEXT_QUARTER = datetime(2027, 1, 4, 9, 1, tzinfo=UTC)

GOAL, SHOPS, TILL = "Paying is easy", "Every shop has a terminal", "The old till is gone"
PAID, QUESTIONS, LANGUAGES = "Paid in a minute", "Fewer questions", "Languages of the checkout"
BANK, TASK = "Call the bank", "Translate checkout"
WHY = "Their man is ill"
UNDERTAKE = ("What will you do this week?", "What will you do this week to move your key results?")
LESSON = "Ask the bank before we promise a date"


class Team:
    """A team on the first Monday of a quarter: three goals, work on a board, and nothing undertaken yet."""

    def __init__(self, server: MovedServer, lead: Person, mate: Person) -> None:
        self.server, self.lead, self.mate = server, lead, mate
        self.cycle = world.current_quarter(lead)
        lead.call("POST", "/cycles/years", {"year": 2027})
        self.id = str(world.team(lead, "Payments")["id"])
        hers, his = world.member_of(lead), world.member_of(mate)
        for member, role in ((hers, "lead"), (his, "member")):
            lead.call("PUT", f"/teams/{self.id}/members/{member}", {"role": role})
        paid = {
            "title": PAID,
            "kind": "increase",
            "start": "0",
            "target": "100",
            "unit": "%",
            "commitment": "committed",
        }
        fewer = {"title": QUESTIONS, "kind": "decrease", "start": "50", "target": "10", "owner_id": his}
        shops = {"title": "Terminals", "kind": "increase", "start": "0", "target": "40", "owner_id": his}
        self.goal = self._goal(
            GOAL, [paid, fewer, {"title": LANGUAGES, "kind": "work", "owner_id": his}], owner_id=hers
        )
        second = self._goal(SHOPS, [shops], owner_id=his)
        self._goal(TILL, [{"title": "Switched off", "kind": "binary", "owner_id": his}], owner_id=his)
        self.paid, self.questions, self.languages = world.key_results(lead, self.goal["id"])
        self.project = world.project(lead, "Translations", [TASK, "Print the stickers"], team_id=self.id)
        self.terminals = world.key_results(lead, second["id"])[0]
        self.task = self.project["tasks"][0]
        world.link(lead, self.languages, project=self.project)

    def _goal(self, title: str, lines: list[Row], **more: str) -> Row:
        return world.objective(self.lead, title, lines, team_id=self.id, **more)

    def rhythm(self, **more: str) -> str:
        return "rhythm?" + "&".join(f"{name}={value}" for name, value in {"team": self.id, **more}.items())

    def becomes(self, moment: datetime, mail: str = "") -> None:
        """It becomes that hour, and the lead gets the mail that belongs to it, once."""
        wanted = [f"{mail} (Payments)"] if mail else []  # other workspaces of the same server write to her, too
        before = self.server.mails(self.lead.email)
        self.server.move_to(moment)
        self.server.run_timetable("rituals.read_clock")
        new = self.server.mails(self.lead.email, after=len(before), until="".join(wanted))
        assert [subject for subject in new if "(Payments)" in subject] == wanted, new

    def call(self, moment: datetime, said: str, mail: str) -> Page:
        """Then, with a mail, the reminder is in the lead's inbox; she opens it there."""
        self.becomes(moment, mail)
        page = self.lead.go("inbox")
        page.get_by_role("link", name=said).first.click()
        return page


@pytest.fixture
def team(moved: MovedServer, founder: Person, browser: Browser) -> Iterator[Team]:
    moved.move_to(BEFORE)
    lead, mate = (moved.follow(Person(browser, moved.address)) for _ in range(2))
    world.enter_as(founder, lead)
    world.new_workspace(lead, "Harbour")
    world.enter_by_invitation(lead, mate, name="Mira Olsen", email="mira@harbour.test")
    moved.run_timetable("rituals.read_clock")  # a new workspace's clock begins to run
    yield Team(moved, lead, mate)
    for person in (lead, mate):
        person.close()
    assert [*lead.troubles, *mate.troubles] == []


def test_a_lead_goes_through_a_quarter(team: Team) -> None:
    _monday(team)
    _work(team)
    _friday(team)
    _monday_after(team)
    _month(team)
    _score(team)
    _learn(team)
    _close(team.lead, team.cycle)
    _carry_over(team)
    _next_quarter(team)


def _monday(team: Team) -> None:
    """One that is written, must happen and serves a key result; one that is picked from what the board drafts."""
    page = team.call(MONDAY, *UNDERTAKE)
    expect(page.get_by_role("combobox", name="Commit to something")).to_be_focused()
    drafted = page.get_by_role("option", name=re.compile(TASK))
    expect(drafted).to_contain_text("moves a key result")
    page.keyboard.type(f"!{BANK}")
    world.choose(page, "For which key result", PAID)
    page.get_by_role("button", name="Commit", exact=True).click()
    written = _line(page, BANK)
    expect(written).to_contain_text("P1")
    expect(written.get_by_role("link", name=re.compile(PAID))).to_be_visible()
    expect(page.get_by_role("combobox", name="Commit to something")).to_be_focused()
    page.keyboard.type(TASK[:6])
    expect(drafted).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(_line(page, TASK).get_by_role("link", name=re.compile(LANGUAGES))).to_be_visible()
    expect(page.get_by_text("You: 2 so far")).to_be_visible()


def _work(team: Team) -> None:
    """The colleague closes the task on the board; the commitment is done before the lead's eyes."""
    team.becomes(WEDNESDAY, "Will you make it? The monthly assessment is open")  # of October, on its first Tuesday
    page = team.lead.page
    expect(page.get_by_role("checkbox", name=TASK)).not_to_be_checked()
    team.mate.call("POST", f"/tasks/{team.task['id']}/closure", version=team.task["version"])
    expect(page.get_by_role("checkbox", name=TASK)).to_be_checked(timeout=30_000)
    expect(page.get_by_role("checkbox", name=BANK)).not_to_be_checked()


def _friday(team: Team) -> None:
    """The check-in of the reminder; then what came of the week, on the screen and on paper."""
    page = team.call(FRIDAY, "It is time for your check-in", "Check-in: 1 key result")
    expect(page.get_by_label("Where is it now?")).to_be_focused()
    for key in ("2", "0", "Enter", "7", "Control+Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", level=1, name="Checked in")).to_be_visible()
    team.mate.call("POST", f"/key-results/{team.questions['id']}/measurements", {"value": 48})
    page = team.lead.go(team.rhythm())
    came = page.get_by_role("region", name="What came of it")
    expect(came.get_by_role("link", name=re.compile(rf"0\s+20.%: why\? {PAID}"))).to_be_visible()
    came.get_by_role("button", name=re.compile(f"Make .{TASK}. a win")).click()
    expect(came.get_by_role("button", name="Celebrate: nobody yet")).to_be_visible()
    sheet = _one_sheet(page, (842, 595))
    for said in (BANK, TASK, GOAL, SHOPS):
        assert paper.squeezed(said) in sheet.words, said
    _line(page, BANK).locator("[data-line-title]").focus()
    page.keyboard.press("n")
    expect(page.get_by_label("What kept it?")).to_be_focused()
    page.keyboard.type(WHY)
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(f"{BANK}. is carried"))).to_be_visible()
    expect(_line(page, BANK)).to_contain_text(f"Carried on: {WHY}")


def _monday_after(team: Team) -> None:
    """What was carried is there, with what kept it; whoever has undertaken something is not reminded."""
    team.becomes(NEXT_MONDAY)
    page = team.lead.go(team.rhythm())
    expect(_line(page, BANK)).to_contain_text(f"carried once, since 5 Oct: {WHY}")
    expect(page.get_by_role("checkbox", name=TASK)).to_have_count(0)
    page.get_by_role("checkbox", name=BANK).click()
    expect(page.get_by_role("checkbox", name=BANK)).to_be_checked()


def _month(team: Team) -> None:
    """What is computed stands beside what the team thinks; another target keeps the one that was agreed."""
    for friday, *values in zip(LATER_FRIDAYS, (28, 36, 45), (46, 43, 40), strict=True):
        team.server.move_to(friday)
        for row, value in zip((team.paid, team.questions), values, strict=True):
            team.mate.call("POST", f"/key-results/{row['id']}/measurements", {"value": value})
    team.becomes(FIRST_TUESDAY - timedelta(days=1), UNDERTAKE[1])
    team.server.run_timetable("work.forecast")
    page = team.call(FIRST_TUESDAY, "Will you make it?", "Will you make it? The monthly assessment is open")
    entry = page.get_by_role("navigation", name="Objectives of this month").get_by_role("button", name=re.compile(GOAL))
    expect(page.get_by_role("heading", name=GOAL)).to_be_focused()
    expect(page.get_by_text(re.compile(r"computed chance \d+"))).to_be_visible()
    page.keyboard.press("6")
    page.keyboard.press("a")
    page.get_by_label(f"{PAID}: Target").fill("80")
    page.get_by_label("Why another target?").fill("The market halved")
    page.keyboard.press("Control+Enter")
    expect(entry).to_contain_text("60")
    page = team.lead.go(f"key-results/{team.paid['id']}")
    expect(page.get_by_role("list", name="Changed after the start")).to_contain_text("The market halved")
    expect(page.get_by_text("Target 100 % until 3 Nov")).to_be_visible()
    expect(page.get_by_text("Target at the start")).to_be_visible()


def _score(team: Team) -> None:
    """Each alone, then together. What the numbers say is one click; a promise that was missed asks what held it up."""
    team.becomes(LAST_TUESDAY - timedelta(days=1), UNDERTAKE[1])
    team.lead.call("POST", f"/key-results/{team.paid['id']}/measurements", {"value": 60})
    team.mate.call("POST", f"/key-results/{team.questions['id']}/measurements", {"value": 26})
    hers = team.call(
        LAST_TUESDAY, "Please score your objectives", "The quarter is ending: please score your objectives"
    )
    his = team.mate.go(team.rhythm(tab="review", part="score"))
    for page, score in ((hers, "0.8"), (his, "0.5")):
        scale = page.get_by_role("radiogroup", name=f"Your score: {PAID}")
        scale.get_by_role("radio", name=score, exact=True).click()
        expect(scale.get_by_role("radio", name=score, exact=True)).to_be_checked()
        page.get_by_role("button", name="I am done").click()
        expect(page.get_by_role("button", name="Change my scores")).to_be_visible()
    expect(his.get_by_text("0.80", exact=True)).to_have_count(0)
    his.get_by_role("button", name="Reveal together").click()
    for page in (his, hers):
        expect(page.get_by_text("0.30 apart")).to_be_visible()
    hers.get_by_role("button", name=re.compile("^Take the suggested score for 4")).click()
    expect(hers.get_by_text("4 of 5 have their final score")).to_be_visible()
    missed = hers.get_by_role("listitem").filter(has_text=PAID)
    expect(missed.get_by_text("The numbers say 0.75; against the target of the start 0.60.")).to_be_visible()
    expect(missed.get_by_role("button", name="Take 0.75")).to_have_count(0)
    missed.get_by_role("button", name="Give the final score").click()
    hers.get_by_role("button", name="Keep this score").click()
    expect(hers.get_by_role("alert").first).to_be_visible()
    hers.get_by_label("We waited for others").check()
    hers.get_by_label("What happened, in a sentence or two").fill("The bank needed six weeks")
    hers.get_by_role("button", name="Keep this score").click()
    expect(hers.get_by_text("5 of 5 have their final score")).to_be_visible()


def _learn(team: Team) -> None:
    """Drafted from the scores, kept, a lesson added; one sheet of paper."""
    page = team.call(LAST_THURSDAY, "What did you learn?", "What did you learn? The retrospective is open")
    expect(page.get_by_label("What we missed")).to_have_value(re.compile(f"{PAID}: 0.75"))
    page.get_by_role("button", name="Keep the retrospective").click()
    expect(page.get_by_role("button", name="Edit", exact=True)).to_be_visible()
    page.get_by_label("A lesson in one sentence").fill(LESSON)
    page.get_by_role("button", name="Add lesson").click()
    expect(page.get_by_role("listitem").filter(has_text=LESSON)).to_be_visible()
    sheet = _one_sheet(page, paper.A4)
    for said in (LESSON, "Retrospective: Payments", "We waited for others", PAID):
        assert paper.squeezed(said) in sheet.words, said


def _close(lead: Person, cycle: Row) -> None:
    page = lead.go("settings/cycles")
    page.get_by_role("button", name=f"More about {cycle['name']}").click()
    page.get_by_role("menuitem", name="Close ...").click()
    expect(page.get_by_text("Everything has its final score.")).to_be_visible()
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_role("listitem").filter(has_text=cycle["name"]).get_by_text("Closed")).to_be_visible()


def _carry_over(team: Team) -> None:
    """One goes on from where it stands, one begins anew, one ends here."""
    page = team.lead.go(team.rhythm(tab="review", part="carry", cycle=team.cycle["id"]))
    for title, way in ((GOAL, "Continue"), (SHOPS, "Start anew"), (TILL, "End here")):
        page.get_by_role("radiogroup", name=f"What becomes of it: {title}").get_by_role("radio", name=way).click()
    expect(page.get_by_text("from 60 % to 80 %")).to_be_visible()
    expect(page.get_by_text("from 0 to 40")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Carry 2 objectives over")).click()
    expect(page.get_by_text("Goes on as")).to_have_count(2)


def _next_quarter(team: Team) -> None:
    """Its first Monday: the goals that went on, what was learned where a new one is written, and a week to fill."""
    page = team.call(NEXT_QUARTER, *UNDERTAKE)
    expect(page.get_by_role("combobox", name="Commit to something")).to_be_focused()
    expect(page.get_by_text("Nobody has committed to anything for this week yet.")).to_be_visible()
    page = team.lead.go(f"objectives?team={team.id}")
    expect(page.get_by_role("link", name=SHOPS, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=TILL, exact=True)).to_have_count(0)
    page.get_by_role("button", name="New objective").first.click()
    learned = page.get_by_role("complementary", name="What the team learned before")
    expect(learned.get_by_text(LESSON)).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name=GOAL, exact=True).click()
    expect(page.get_by_text("Continues", exact=True)).to_be_visible()
    expect(page.get_by_text("60 % → 80 %").first).to_be_visible()


def _line(page: Page, title: str) -> Locator:
    """The commitment of this name."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("checkbox", name=title))


def _one_sheet(page: Page, size: tuple[int, int]) -> paper.Sheet:
    """One sheet of that size (points), nothing cut, nothing pale, no navigation on it."""
    sheet, *more = paper.printed(page)
    assert more == []
    assert sheet.size == size
    assert sheet.contrast >= paper.LEGIBLE, sheet.palest
    for place in ("Inbox", "Settings", "Forecasts"):
        assert place not in sheet.words, place
    assert paper.cut_off(page, width=size[0] * 4 // 3 - 76) == []
    return sheet
