"""A value is recorded, the forecast follows by itself, and everybody may look at how good forecasts are."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.journeys import world
from tests.journeys.axe import told, violations
from tests.journeys.world import Person


def test_a_forecast_follows_the_values_and_answers_for_itself(team_of_two: tuple[Person, Person]) -> None:
    owner, _ = team_of_two
    today = datetime.now(UTC).date()
    dates = {"starts_on": str(today - timedelta(days=40)), "ends_on": str(today + timedelta(days=40))}
    rises = {"title": "Shops that sell in a week", "kind": "increase", "start": "20", "target": "80", "unit": "%"}
    goal = world.objective(owner, "New shops sell sooner", [{**rises, **dates}])
    (result,) = world.key_results(owner, str(goal["id"]))
    for weeks, value in ((3, "31"), (2, "38"), (1, "44")):
        day = str(today - timedelta(weeks=weeks))
        owner.call("POST", f"/key-results/{result['id']}/measurements", {"value": value, "effective_on": day})

    page = owner.go(f"key-results/{result['id']}")
    page.get_by_text(re.compile(r"\d+.% chance")).first.wait_for(timeout=60_000)
    expect(page.get_by_text("Half of what may come")).to_be_visible()
    page.get_by_role("button", name="Show as table").click()
    expect(page.get_by_role("columnheader", name="Most likely")).to_be_visible()
    broken = {"fan": violations(page)}

    page.get_by_role("link", name="How good are our forecasts?").click()
    expect(page.get_by_role("heading", level=1, name="How good are our forecasts?")).to_be_visible()
    expect(page.get_by_text("Brier score: the mean squared distance")).to_be_hidden()
    broken["nothing scored yet"] = violations(page)
    assert not told(broken)


def test_a_company_sees_how_its_forecasts_did(head: Person) -> None:
    page = head.go("forecasts")
    expect(page.get_by_text("Brier score: the mean squared distance")).to_be_visible()
    for name in ("Does it happen as often as we say?", "How early can we tell?", "Do they learn from us?"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    tables = page.get_by_role("button", name="Show as table")
    for at in range(tables.count()):
        tables.first.click()
        expect(page.get_by_role("table")).to_have_count(at + 1)
    assert not told({"tables": violations(page)})
