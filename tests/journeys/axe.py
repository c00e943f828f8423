"""axe-core over what a page shows just now."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = (Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN = """async (rules) => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"], rules });
  const told = (node) => `${node.html.slice(0, 160)} [${node.any[0]?.message ?? node.failureSummary}]`;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(told).join(" | ")}`);
}"""


def violations(page: Page, *, floating: bool = False) -> list[str]:
    """One line per broken rule, with up to three places.

    `floating`: a menu or a list is open. It lies at the end of the body, outside of every landmark, where its opener's
    `aria-controls` leads; the best practice "region" (no WCAG criterion) does not know that way.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE)
    found: list[str] = page.evaluate(RUN, {"region": {"enabled": not floating}})
    return found


def told(broken: dict[str, list[str]]) -> str:
    """What is wrong where, one line each."""
    return "\n".join(f"{name}: {line}" for name, lines in broken.items() for line in lines)
