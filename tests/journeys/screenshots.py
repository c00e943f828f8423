"""The pictures of the README, taken of the demo company: `python -m tests.journeys.screenshots`."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.journeys import axe, places, world
from tests.journeys.server import Server
from tests.journeys.world import Person

IMAGES = Path(__file__).parents[2] / "docs" / "images"
PICTURES = (
    ("objectives.png", "objectives", "light"),
    ("objective-dark.png", "objective", "dark"),
    ("key-result.png", "key result", "light"),
)
LARGEST = 200_000  # bytes


def main() -> None:
    server = Server(demo=True).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            first = world.enter_by_link(Person(browser, server.address), server.link)
            for file, name, scheme in PICTURES:
                person = Person(browser, server.address, scheme=scheme)
                person.context.add_cookies(first.context.cookies())  # type: ignore[arg-type] # what one context gives another takes
                person.slug = first.slug
                take(person, places.paths(person)[name], IMAGES / file)
            browser.close()
    finally:
        server.close()


def take(person: Person, path: str, file: Path) -> None:
    page = places.open_page(person, path)
    page.evaluate(axe.PAINTED)  # a chart knows its width a moment later
    page.screenshot(path=file, animations="disabled")
    size = file.stat().st_size
    print(f"{file.name}: {size // 1000} kB")  # noqa: T201 - a program that prints
    assert size < LARGEST, file


if __name__ == "__main__":
    main()
