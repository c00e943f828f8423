"""B2: a list of 100 objectives with key results, owner, progress and health, through the real server."""

from collections.abc import Sequence
from pathlib import Path

from bench.measure import Report, interleaved, median, on_core, percentile, timed
from bench.world import LOAD_CORE, App, Browser, World
from headway.core import assets

LIST = "/objectives?limit={limit}"
REQUESTS = 40
FAIR = 50  # objectives that every size has


def run(world: World, sizes: Sequence[str]) -> Report:
    report = Report("B2", "list 100 objectives with key results, owner, progress and health")
    halves: dict[str, float] = {}
    for size in sizes:
        with world.app(size) as app, on_core(LOAD_CORE):
            halves[size] = _one_size(app, report)
    for size in sizes[1:]:
        ratio = halves[size] / halves[sizes[0]]
        report.add(f"p50 for {FAIR} at {size} / at {sizes[0]}", ratio, "", most=1.2)
    report.note(f"S has 60 objectives; sizes are compared with {FAIR} on a page. Redmine is not compared here.")
    return report


def _one_size(app: App, report: Report) -> float:
    """Adds the figures of one company; the p50 of the shorter list, for the comparison of sizes."""
    browser, size = Browser(app), app.size
    listed, path = LIST.format(limit=100), _static(len(browser.get(LIST.format(limit=100))))
    for _ in range(30):  # every connection of the pool has prepared its statements, every cache is warm
        browser.get(listed)
    with app.world.logged() as log:
        browser.get(listed)
    body = browser.get(listed)
    report.add(f"{size}: statements", len(log.of("headway-app")), "", most=5)
    report.add(f"{size}: bytes", len(body), "B", most=60_000)
    runs = interleaved({"server": lambda: _cpu(app, browser, listed), "static": lambda: _cpu(app, browser, path)})
    walls = [timed(lambda: browser.get(listed)) for _ in range(100)]
    before = app.postgres_ms()
    for _ in range(REQUESTS):
        browser.get(listed)
    report.add(f"{size}: server CPU per request", median(runs["server"]), "ms", most=2)
    report.add(f"{size}: PostgreSQL CPU per request", (app.postgres_ms() - before) / REQUESTS, "ms")
    report.add(f"{size}: p50", percentile(walls, 0.5), "ms")
    report.add(f"{size}: static answer, server CPU", median(runs["static"]), "ms")
    share = 100 * median(runs["static"]) / median(runs["server"])
    report.add(f"{size}: share of the static answer's speed", share, "%", least=15)
    return median([timed(lambda: browser.get(LIST.format(limit=FAIR))) for _ in range(100)])


def _cpu(app: App, browser: Browser, path: str) -> float:
    before = app.server_ms()
    for _ in range(REQUESTS):
        browser.get(path)
    return (app.server_ms() - before) / REQUESTS


def _static(size: int) -> str:
    """The built file whose size is nearest to the list's."""
    files = [path for path in (assets.FOLDER / "assets").glob("*") if path.suffix not in {".br", ".gz"}]
    nearest = min(files, key=lambda path: abs(path.stat().st_size - size), default=Path("none"))
    return f"/assets/{nearest.name}"
