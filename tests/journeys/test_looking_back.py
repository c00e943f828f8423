"""A team looks back on a quarter: assessed, scored alone, revealed, learned from, and carried over into the next."""

import re
from typing import Any

from playwright.sync_api import Page, Response, expect

from tests.journeys import world
from tests.journeys.axe import told, violations
from tests.journeys.world import Person

QUICK, QUESTIONS = "Paid in a minute", "Fewer questions"
LESSON = "Ask the bank before we promise a date"


def line(title: str) -> dict[str, Any]:
    return {"title": title, "kind": "increase", "start": "0", "target": "100"}


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def check(page: Page) -> list[str]:
    """What axe finds, and whether it runs out of a narrow phone."""
    found = violations(page)
    page.set_viewport_size({"width": 320, "height": 720})
    beyond = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    page.set_viewport_size(world.WIDE)
    return [*found, *([f"{beyond} px beyond 320"] if beyond > 0 else [])]


def give(page: Page, title: str, score: str) -> None:
    group = page.get_by_role("radiogroup", name=f"Your score: {title}")
    group.get_by_role("radio", name=score, exact=True).click()
    expect(group.get_by_role("radio", name=score, exact=True)).to_be_checked()


def test_a_team_looks_back_on_its_quarter(team_of_two: tuple[Person, Person]) -> None:
    lena, mira = team_of_two
    now = world.current_quarter(lena)
    lena.call("POST", "/cycles/years", {"year": int(now["starts_on"][:4]) + 1})
    team = world.team(lena, "Payments")["id"]
    lena.call("PUT", f"/teams/{team}/members/{world.member_of(lena)}", {"role": "lead"})
    lena.call("PUT", f"/teams/{team}/members/{world.member_of(mira)}", {"role": "member"})
    goal = world.objective(lena, "Paying is easy", [line(QUICK), line(QUESTIONS)], team_id=team)
    for row, value in zip(world.key_results(lena, goal["id"]), (60, 30), strict=True):
        lena.call("POST", f"/key-results/{row['id']}/measurements", {"value": value})
    broken: dict[str, list[str]] = {}
    review = f"rhythm?team={team}&tab=review&cycle={now['id']}"
    _assess(lena, team, broken)
    _score(lena, mira, review, broken)
    _learn(lena, review, broken)
    _carry_over(lena, review, broken)
    _next_quarter(lena, team)
    assert not any(broken.values()), told(broken)
    objective = lena.go(f"objectives/{goal['id']}")
    expect(objective.get_by_text("The market halved").first).to_be_visible()
    assert pages_of(objective.pdf(format="A4")) <= 3


def _assess(lena: Person, team: str, broken: dict[str, list[str]]) -> None:
    """By keyboard: how likely, then another target with its reason, then on."""
    page = lena.go(f"rhythm?team={team}&tab=assessment")
    expect(page.get_by_role("heading", name="Paying is easy")).to_be_focused()
    page.keyboard.press("6")
    page.keyboard.press("a")
    page.get_by_label(f"{QUICK}: Target").fill("80")
    broken["assessment"] = check(page)
    page.get_by_label("Why another target?").fill("The market halved")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("all 1 objective is assessed")).to_be_visible()
    expect(page.get_by_text(re.compile("we thought 60"))).to_be_visible()


def _score(lena: Person, mira: Person, review: str, broken: dict[str, list[str]]) -> None:
    """Each alone; what one gave is not on the other's page, nor in what her browser was sent."""
    sent: list[str] = []

    def note(answer: Response) -> None:
        if "/grading" in answer.url and answer.ok:
            sent.append(answer.text())

    mira.page.on("response", note)
    hers = lena.go(f"{review}&part=score")
    give(hers, QUICK, "0.9")
    give(hers, QUESTIONS, "0.3")
    his = mira.go(f"{review}&part=score")
    expect(his.get_by_role("list", name="Who has scored").get_by_text("2 of 2")).to_be_visible()
    scales = his.get_by_role("radiogroup", name=re.compile("^Your score"))
    expect(scales.get_by_role("radio", checked=True)).to_have_count(0)
    give(his, QUICK, "0.4")
    assert sent
    assert not any('"score":0.9' in text for text in sent)
    for page in (hers, his):
        page.get_by_role("button", name="I am done").click()
        expect(page.get_by_role("button", name="Change my scores")).to_be_visible()
    broken["blind"] = check(hers)
    his.get_by_role("button", name="Reveal together").press("Enter")
    expect(his.get_by_role("main").locator(":focus")).to_be_visible()  # the button goes with its press
    expect(his.get_by_text("0.50 apart")).to_be_visible()
    expect(hers.get_by_text("0.50 apart")).to_be_visible()
    expect(hers.get_by_text("The numbers say 0.75; against the target of the start 0.60.")).to_be_visible()
    hers.get_by_role("button", name="Take 0.75").click()
    expect(hers.get_by_text("1 of 2 have their final score")).to_be_visible()
    hers.get_by_role("button", name="Give the final score").click()
    hers.get_by_label("Final score, 0.00 to 1.00").fill("0.4")
    hers.get_by_label("Why another score than the numbers say?").fill("The last week came late")
    hers.get_by_label("We waited for others").check()
    broken["final"] = check(hers)
    hers.get_by_role("button", name="Keep this score").click()
    expect(hers.get_by_text("2 of 2 have their final score")).to_be_visible()


def _learn(lena: Person, review: str, broken: dict[str, list[str]]) -> None:
    """Drafted, corrected, kept; a lesson; clean on paper."""
    page = lena.go(f"{review}&part=learn")
    expect(page.get_by_label("What we missed")).to_have_value(re.compile(f"{QUESTIONS}: 0.40"))
    page.get_by_role("button", name="Keep the retrospective").click()
    expect(page.get_by_role("button", name="Edit", exact=True)).to_be_visible()
    page.get_by_label("A lesson in one sentence").fill(LESSON)
    page.get_by_role("button", name="Add lesson").click()
    expect(page.get_by_role("listitem").filter(has_text=LESSON)).to_be_visible()
    broken["learn"] = check(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation").first).to_be_hidden()
    expect(page.get_by_label("A lesson in one sentence")).to_be_hidden()
    assert pages_of(page.pdf(format="A4")) == 1
    page.emulate_media(media="screen")


def _carry_over(lena: Person, review: str, broken: dict[str, list[str]]) -> None:
    page = lena.go(f"{review}&part=carry")
    ways = page.get_by_role("radiogroup", name="What becomes of it: Paying is easy")
    ways.get_by_role("radio", name="Continue").click()
    expect(page.get_by_text("from 60 to 80")).to_be_visible()
    broken["carry"] = check(page)
    page.get_by_role("button", name=re.compile("^Carry 1 objective over")).click()
    expect(page.get_by_text("Goes on as")).to_be_visible()
    page.get_by_role("link", name="Paying is easy").click()
    expect(page.get_by_role("heading", name="Paying is easy", level=1)).to_be_visible()
    expect(page.get_by_text("Continues", exact=True)).to_be_visible()
    expect(page.get_by_text("60 → 80").first).to_be_visible()


def _next_quarter(lena: Person, team: str) -> None:
    """Whoever writes the team's next goal is reminded of what it learned."""
    page = lena.go(f"objectives?team={team}")
    page.get_by_role("button", name="New objective").first.click()
    expect(page.get_by_role("complementary", name="What the team learned before").get_by_text(LESSON)).to_be_visible()
