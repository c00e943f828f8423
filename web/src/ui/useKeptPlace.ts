import { useEffect } from "react";
import { FOCUSABLE, isFocusNowhere } from "./place";

/** Longer than dialogs and lists that know better need to give the focus a place of their own. */
const patience = 700;
const inLists = "li, tr, [role=listitem], [role=row]";
const parts = "section, article, form, [role=region], [role=dialog]";

interface Place {
  at: Element;
  beside: readonly (Element | null)[];
}

/**
 * The net under all pages: who had the focus in something that the answer to a key took away, or switched off, is not thrown back to the top
 * of the document. The focus goes to the next line of the list, else to the heading of the part one was in, else to that of the page.
 */
export function useKeptPlace(): void {
  useEffect(() => {
    let path: Place[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const held = () => path[0]?.at;
    const isGone = (element: Element) => !element.isConnected || element.matches(":disabled");
    const isLost = () => {
      const last = held();
      return last !== undefined && isFocusNowhere() && isGone(last);
    };
    const look = () => {
      if (isLost()) timer ??= setTimeout(settle, patience);
    };
    const settle = () => {
      timer = undefined;
      if (isLost()) nextPlace(path)?.focus({ preventScroll: true });
    };
    const hold = ({ target }: FocusEvent) => {
      path = target instanceof Element ? pathOf(target) : [];
      clearTimeout(timer);
      timer = undefined;
    };
    // whether it was left or taken away shows only once the change of the page is through
    const leave = ({ target }: FocusEvent) =>
      queueMicrotask(() => {
        if (target === held() && target instanceof Element && !isGone(target)) path = [];
      });
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
    document.addEventListener("focusin", hold, true);
    document.addEventListener("focusout", leave, true);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener("focusin", hold, true);
      document.removeEventListener("focusout", leave, true);
    };
  }, []);
}

function pathOf(target: Element): Place[] {
  const path: Place[] = [];
  for (let at: Element | null = target; at && at !== document.body; at = at.parentElement) {
    path.push({ at, beside: at.matches(inLists) ? [at.nextElementSibling, at.previousElementSibling] : [] });
  }
  return path;
}

function nextPlace(path: readonly Place[]): HTMLElement | null {
  for (const { at, beside } of path) {
    const line = at.isConnected ? null : beside.find((one) => one?.isConnected);
    const next = line && (line.matches(FOCUSABLE) ? line : line.querySelector(FOCUSABLE));
    if (next instanceof HTMLElement) return next;
    const heading = at.isConnected && at.matches(parts) ? at.querySelector<HTMLElement>("h1, h2, h3") : null;
    if (heading) return focusable(heading);
  }
  return document.querySelector<HTMLElement>("[data-focus-target]");
}

function focusable(heading: HTMLElement): HTMLElement {
  if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
  return heading;
}
