"""People in front of browsers, and the data they find there, made through the API that the pages use too."""

import time
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

PASSWORD = "seven quiet harbour lamps"
WIDE: ViewportSize = {"width": 1360, "height": 860}
PATIENCE = 30.0  # seconds that anything is waited for: the machine may be busy

Row = dict[str, Any]


class Person:
    """One person with a browser of her own. `page` is its first tab; calls of the API are hers too."""

    def __init__(
        self, browser: Browser, address: str, *, scheme: str = "light", viewport: ViewportSize | None = None
    ) -> None:
        self.address = address
        self.context: BrowserContext = browser.new_context(
            base_url=address,
            viewport=viewport or WIDE,
            color_scheme="dark" if scheme == "dark" else "light",
            locale="en-GB",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(1000 * PATIENCE)
        self.page: Page = self.context.new_page()
        self.troubles: list[str] = []
        self.context.on("weberror", lambda error: self.troubles.append(str(error.error)))
        self.slug = ""
        self.email = ""

    def call(self, method: str, path: str, body: Row | None = None, *, version: int | None = None) -> Any:
        """The API as this person; a path without /api lies in her workspace. Anything but success fails."""
        url = path if path.startswith("/api") else f"/api/w/{self.slug}{path}"
        headers = {"X-CSRF-Token": self._cookie("headway_csrf"), "Origin": self.address}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        answer = self.context.request.fetch(url, method=method, data=body, headers=headers)
        assert answer.ok, f"{method} {url}: {answer.status} {answer.text()}"
        return answer.json() if answer.text() else None

    def go(self, path: str) -> Page:
        """Open a page of her workspace and wait for its heading."""
        self.page.goto(f"/w/{self.slug}/{path}")
        self.page.get_by_role("heading", level=1).wait_for()
        return self.page

    def close(self) -> None:
        self.context.close()

    def _cookie(self, name: str) -> str:
        return next((str(one.get("value")) for one in self.context.cookies() if one.get("name") == name), "")


def enter_by_link(person: Person, link: str) -> Person:
    """A link that signs in at once, as the demo's console prints it."""
    person.page.goto(link)
    person.page.wait_for_url("**/w/**")
    person.slug = person.page.url.split("/w/")[1].split("/")[0]
    return person


def enter_by_set_up(person: Person, link: str) -> Person:
    """The first account of an installation that nobody has set up yet, through the API."""
    person.email = "lena@harbour.test"
    body = {"token": link.split("#")[1], "name": "Lena Berg", "email": person.email, "password": PASSWORD}
    person.call("POST", "/api/setup", {**body, "workspace_name": "Office", "start": "team"})
    return person


def enter_as(one: Person, other: Person) -> Person:
    """`other` is a further browser of somebody who is signed in."""
    other.context.add_cookies(one.context.cookies())  # type: ignore[arg-type] # what one context gives another takes
    other.slug, other.email = one.slug, one.email
    return other


def enter_by_invitation(host: Person, guest: Person, *, name: str, email: str, role: str = "member") -> Person:
    """Invited by the host and joined, through the API: sign-in with `PASSWORD` works from then on."""
    made = host.call("POST", "/invitations", {"email": email, "role": role})
    token = made["link"].split("#")[1]
    guest.call("POST", "/api/invitations/accept", {"token": token, "name": name, "password": PASSWORD})
    guest.slug, guest.email = host.slug, email
    return guest


def new_workspace(person: Person, name: str) -> str:
    """A workspace of her own, empty; the person acts in it from then on. Returns its slug."""
    made = person.call("POST", "/api/workspaces", {"name": name, "time_zone": "Europe/Berlin"})
    person.slug = made["slug"] if "slug" in made else made["workspace"]["slug"]
    return person.slug


def current_quarter(person: Person) -> Row:
    """A new workspace gets its year from the job runner, moments after it was made."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        cycles: list[Row] = person.call("GET", "/cycles")["items"]
        for one in cycles:
            if one["current"] and one["kind"] == "quarter":
                return one
        time.sleep(0.2)
    raise AssertionError("The workspace got no cycles")


def member_of(person: Person) -> str:
    return str(person.call("GET", "/bootstrap")["me"]["member"])


def team(person: Person, name: str) -> Row:
    made: Row = person.call("POST", "/teams", {"name": name})
    return made


def objective(person: Person, title: str, key_results: list[Row], **fields: Any) -> Row:
    body = {"title": title, "cycle_id": current_quarter(person)["id"], "key_results": key_results, **fields}
    made: Row = person.call("POST", "/objectives", body)
    return made


def key_results(person: Person, objective_id: str) -> list[Row]:
    rows: list[Row] = person.call("GET", f"/objectives/{objective_id}")["key_results"]
    return rows


def project(person: Person, title: str, tasks: list[str], **fields: str) -> Row:
    """With its statuses under "statuses" and its tasks under "tasks"."""
    made: Row = person.call("POST", "/projects", {"title": title, **fields})
    rows = [person.call("POST", f"/projects/{made['id']}/tasks", {"title": each}) for each in tasks]
    return {**made, "tasks": rows}


def link(
    person: Person, key_result: Row, *, task: Row | None = None, project: Row | None = None, weight: float = 1.0
) -> Row:
    body: Row = {"weight": weight}
    if task is not None:
        body["task_id"] = task["id"]
    if project is not None:
        body["project_id"] = project["id"]
    made: Row = person.call("POST", f"/key-results/{key_result['id']}/work", body)
    return made


def choose(page: Page, label: str, option: str) -> None:
    """Pick in a select field by keyboard, as one types: the field has the focus already or gets it."""
    field = page.get_by_role("combobox", name=label, exact=True)
    field.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name=option).first.wait_for()
    page.get_by_role("option", name=option).first.click()


FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "";
  const text = (id) => document.getElementById(id)?.textContent ?? "";
  const by = (at.getAttribute("aria-labelledby") ?? "").split(" ").map(text).join(" ").trim();
  return (at.getAttribute("aria-label") || by || at.labels?.[0]?.textContent || at.textContent || "").trim();
}"""


def focused(page: Page) -> str:
    """The name of what has the focus."""
    return str(page.evaluate(FOCUSED))


def tab_to(page: Page, name: str, *, most: int = 60, key: str = "Tab") -> None:
    """Press Tab until what is called so has the focus."""
    seen = []
    for _ in range(most):
        page.keyboard.press(key)
        seen.append(focused(page))
        if seen[-1].startswith(name):
            return
    raise AssertionError(f"{name!r} is not reached by {key}; it went over {seen}")
