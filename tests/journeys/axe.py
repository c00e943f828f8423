"""axe-core over what a page shows just now."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = (Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN = """async ([within, only]) => {
  const shown = (part) => part.checkVisibility() && part.getClientRects().length > 0;
  const parts = within ? [...document.querySelectorAll(within)].filter(shown) : [];
  const options = { resultTypes: ["violations"], ...(only.length ? { runOnly: only } : {}) };
  const { violations } = await axe.run(parts.length ? { include: parts } : document, options);
  const told = (node) => `${node.html.slice(0, 160)} [${node.any[0]?.message ?? node.failureSummary}]`;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(told).join(" | ")}`);
}"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
OF_COLOURS = ("color-contrast", "link-in-text-block")  # the rules that look at colours; the others see no scheme


def violations(page: Page, *, within: str = "", only: tuple[str, ...] = ()) -> list[str]:
    """One line per broken rule, with up to three places.

    `within` is a selector of what is looked at, where something of it is shown; else it is the whole page.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE)
    found: list[str] = page.evaluate(RUN, [within, list(only)])
    return found


def in_both_schemes(page: Page, *, within: str = "") -> dict[str, list[str]]:
    """What is broken in light and in dark; the page is light before and after."""
    light = violations(page, within=within)
    page.emulate_media(color_scheme="dark")
    page.evaluate(PAINTED)
    dark = violations(page, within=within, only=OF_COLOURS)
    page.emulate_media(color_scheme="light")
    page.evaluate(PAINTED)
    return {"light": light, "dark": dark}


def told(broken: dict[str, list[str]]) -> str:
    """What is wrong where, one line each."""
    return "\n".join(f"{name}: {line}" for name, lines in broken.items() for line in lines)
