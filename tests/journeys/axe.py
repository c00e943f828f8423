"""axe-core over what a page shows just now."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = (Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const told = (node) => `${node.html.slice(0, 160)} [${node.any[0]?.message ?? node.failureSummary}]`;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(told).join(" | ")}`);
}"""


def violations(page: Page) -> list[str]:
    """One line per broken rule, with up to three places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE)
    found: list[str] = page.evaluate(RUN)
    return found
