"""From the click in one browser to the paint in another, by the clock that both share."""

from playwright.sync_api import Page

PRESSED = """() => {
  window.pressedAt = 0;
  for (const kind of ["keydown", "click", "drop"]) {
    window.addEventListener(kind, () => { window.pressedAt = Date.now(); }, { capture: true });
  }
}"""

WATCH = """(names) => {
  window.painted = Object.fromEntries(names.map((name) => [name, []]));
  const now = (name) => [...document.querySelectorAll("main a[aria-label], main li, main [role=row]")]
    .find((one) => (one.getAttribute("aria-label") ?? one.textContent).includes(name))?.textContent ?? "";
  const last = Object.fromEntries(names.map((name) => [name, now(name)]));
  new MutationObserver(() => {
    for (const name of names) {
      const seen = now(name);
      if (!seen || seen === last[name]) continue;
      last[name] = seen;
      requestAnimationFrame(() => window.painted[name].push(Date.now()));
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


class Stopwatch:
    """`names`: what stands in the rows, or in the name of the number, that will change on the watched page."""

    def __init__(self, mover: Page, watcher: Page, names: list[str]) -> None:
        self.mover, self.watcher, self.names = mover, watcher, names
        self.times: list[int] = []
        mover.evaluate(PRESSED)
        watcher.evaluate(WATCH, names)

    def reset(self) -> None:
        self.watcher.evaluate("() => { for (const name in window.painted) window.painted[name] = []; }")

    def stop(self) -> int:
        """Milliseconds from the last press until the slowest of the names was painted anew."""
        self.watcher.wait_for_function("() => Object.values(window.painted).every((times) => times.length > 0)")
        first: list[int] = self.watcher.evaluate("() => Object.values(window.painted).map((times) => times[0])")
        pressed: int = self.mover.evaluate("() => window.pressedAt")
        self.times.append(max(first) - pressed)
        return self.times[-1]

    def share(self, part: float) -> int:
        """The time that so many of the moves stayed within."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]

    def __str__(self) -> str:
        return f"click to other screen, {len(self.times)} moves: p50 {self.share(0.5)} ms, p99 {self.share(0.99)} ms"
