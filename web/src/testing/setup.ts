import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";

// lazy parts are loaded in the middle of a test, on a busy machine
configure({ asyncUtilTimeout: 8_000 });
afterEach(cleanup);

// What jsdom lacks and our components ask for.
Object.defineProperty(window, "matchMedia", {
  value: (query: string): MediaQueryList =>
    ({
      matches: false,
      media: query,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }) as unknown as MediaQueryList,
});

class NoResize implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
window.ResizeObserver ??= NoResize;
Element.prototype.scrollIntoView ??= () => undefined;
Element.prototype.scrollTo ??= () => undefined;
window.scrollTo = () => undefined;

// jsdom lays nothing out: virtual lists need a window to fill.
for (const [name, size] of [["clientHeight", 600], ["clientWidth", 800], ["offsetHeight", 40]] as const) {
  Object.defineProperty(Element.prototype, name, { configurable: true, get: () => size });
}
