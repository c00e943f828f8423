"""One browser and two running products for all journeys: an empty one, and one with the demo company."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys import world
from tests.journeys.moving import MovedServer
from tests.journeys.server import Server
from tests.journeys.world import Person

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "web" / "build.py"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a browser test: run by `-m browser`, and by nothing else."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(240))


@pytest.fixture(scope="package")
def chromium() -> Iterator[Callable[[], Browser]]:
    """Opens a browser, a process of its own each time."""
    program = os.environ.get("HEADWAY_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert program, "No Chromium on PATH; HEADWAY_CHROMIUM may name one"
    # Without them each picture is computed by an emulated graphics card, which takes a quarter of a processor.
    arguments = ["--disable-gpu", "--disable-software-rasterizer"] + ["--no-sandbox"] * (os.geteuid() == 0)
    expect.set_options(timeout=1000 * world.PATIENCE)
    with sync_playwright() as playwright:
        yield lambda: playwright.chromium.launch(executable_path=program, args=arguments)


@pytest.fixture(scope="package")
def browser(chromium: Callable[[], Browser]) -> Iterator[Browser]:
    opened = chromium()
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def pages() -> Path:
    """The folder of the built front end, from today's sources."""
    if subprocess.run([sys.executable, BUILD, "--needed"], check=False).returncode == 0:
        subprocess.run([sys.executable, BUILD], check=True)
    return HERE.parents[1] / "headway" / "static"


@pytest.fixture(scope="package")
def fresh(pages: Path) -> Iterator[Server]:
    """Nobody has an account there yet."""
    assert (pages / "index.html").exists()
    server = Server().start()
    yield server
    server.close()


@pytest.fixture(scope="package")
def demo(pages: Path) -> Iterator[Server]:
    assert (pages / "index.html").exists()
    server = Server(demo=True).start()
    yield server
    server.close()


@pytest.fixture(scope="package")
def moved(pages: Path) -> Iterator[MovedServer]:
    """Its clock is moved by whoever uses it; each test opens a workspace of its own there."""
    assert (pages / "index.html").exists()
    server = MovedServer(datetime.now(UTC)).start()
    yield server
    server.close()


@pytest.fixture(scope="package")
def founder(moved: MovedServer, browser: Browser) -> Iterator[Person]:
    """Whoever set the moved server up; others enter as her (`world.enter_as`)."""
    person = world.enter_by_set_up(Person(browser, moved.address), moved.link)
    yield person
    person.close()


@pytest.fixture(scope="package")
def head(demo: Server, browser: Browser) -> Iterator[Person]:
    """The demo company's head, signed in by the link of the console."""
    person = world.enter_by_link(Person(browser, demo.address), demo.link)
    yield person
    person.close()


@pytest.fixture
def someone(browser: Browser, demo: Server) -> Iterator[Callable[..., Person]]:
    """`someone()` is a new browser at the demo's server; closed at the end, and nothing may have crashed in it."""
    made: list[Person] = []

    def open_one(**looks: Any) -> Person:
        made.append(Person(browser, demo.address, **looks))
        return made[-1]

    yield open_one
    for person in made:
        person.close()
    assert [trouble for person in made for trouble in person.troubles] == []


@pytest.fixture
def visitor(someone: Callable[..., Person], head: Person) -> Callable[..., Person]:
    """`visitor(scheme="dark")`: another browser of the demo company's head."""

    def enter(**looks: Any) -> Person:
        person = someone(**looks)
        person.context.add_cookies(head.context.cookies())  # type: ignore[arg-type] # what one context gives another takes
        person.slug = head.slug
        return person

    return enter


@pytest.fixture
def team_of_two(someone: Callable[..., Person], head: Person) -> tuple[Person, Person]:
    """An owner and a colleague in an empty workspace of their own."""
    owner, colleague = someone(), someone()
    owner.context.add_cookies(head.context.cookies())  # type: ignore[arg-type] # as above
    slug = world.new_workspace(owner, "Harbour")
    email = f"mira@{slug}.test"
    world.enter_by_invitation(owner, colleague, name="Mira Olsen", email=email)
    colleague.email = email
    return owner, colleague
