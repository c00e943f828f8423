"""CAUSES: "Why is it red?" of a key result with 200 tasks that wait for each other, through the real server."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bench.measure import Report, median, on_core, percentile, timed
from bench.world import LOAD_CORE, App, Browser, World

TASKS = 200
PEOPLE = 8
EVERY = 5  # each of so many tasks waits for the next one
REQUESTS = 100


def run(world: World, sizes: Sequence[str]) -> Report:
    report = Report("CAUSES", f"why is it red: {TASKS} tasks of {PEOPLE} people, a fifth of them waiting")
    for size in sizes:
        with world.app(size) as app, on_core(LOAD_CORE):
            _one_size(app, report)
    return report


def _one_size(app: App, report: Report) -> None:
    browser, size = Browser(app), app.size
    path = f"/key-results/{_late(app, browser)}/causes"
    for _ in range(30):  # every connection of the pool has prepared its statements
        found = browser.send("GET", path)
    with app.world.logged() as log:
        browser.get(path)
    report.add(f"{size}: statements", len(log.of("headway-app")), "")
    server, postgres = app.server_ms(), app.postgres_ms()
    walls = [timed(lambda: browser.get(path)) for _ in range(REQUESTS)]
    report.add(f"{size}: causes told", len(found["items"]), "", least=1)
    report.add(f"{size}: on the clock, p50", median(walls), "ms", most=100)
    report.add(f"{size}: on the clock, p95", percentile(walls, 0.95), "ms")
    report.add(f"{size}: server CPU", (app.server_ms() - server) / REQUESTS, "ms")
    report.add(f"{size}: PostgreSQL CPU", (app.postgres_ms() - postgres) / REQUESTS, "ms")


def _late(app: App, browser: Browser) -> str:
    """A key result of linked work: more than its people can do until its end, some of it late."""
    given = {"title": "Late", "cycle_id": str(app.made.cycle), "key_results": [{"title": "Done", "kind": "work"}]}
    goal = browser.send("POST", "/objectives", given)
    [result] = browser.send("GET", f"/objectives/{goal['id']}")["key_results"]
    project = browser.send("POST", "/projects", {"title": "Late"})
    people = [one["id"] for one in browser.send("GET", f"/members?limit={PEOPLE}")["items"]][:PEOPLE]
    today = datetime.now(UTC).date()
    made = [
        browser.send(
            "POST",
            f"/projects/{project['id']}/tasks",
            {
                "title": f"Task {number}",
                "assignees": [people[number % len(people)]],
                "estimate_hours": 16,
                "due_on": (today + timedelta(days=number % 40 - 10)).isoformat(),
            },
        )["id"]
        for number in range(TASKS)
    ]
    for blocked, blocker in zip(made[::EVERY], made[1::EVERY], strict=True):
        browser.send("PUT", f"/tasks/{blocked}/blockers/{blocker}")
    browser.send("POST", f"/key-results/{result['id']}/work", {"project_id": project["id"]})
    return str(result["id"])
