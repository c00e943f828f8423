import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { useLatest } from "@/lib/useLatest";
import { firstNear, isFocusNowhere, placeOf } from "./place";

const patience = 600;

/**
 * Nobody loses their place because the server answered: when what has the focus inside a box is taken away by a redraw, `find` says what
 * takes its place. It is asked at every change of the box until it knows, and after a while once more as `late`, for the next best.
 */
export function useHeldFocus(box: RefObject<HTMLElement | null>, find: (lost: Element, late: boolean) => HTMLElement | null): void {
  const latest = useLatest(find);
  const now = useRef<() => void>(() => undefined);
  useLayoutEffect(() => now.current());
  useEffect(() => {
    const frame = box.current;
    if (!frame) return;
    let held: Element | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isLost = () => held !== null && !held.isConnected && isFocusNowhere();
    const follow = (late: boolean) => {
      if (!isLost()) return;
      const next = latest.current(held!, late);
      if (next) next.focus({ preventScroll: true });
      else if (!late) timer ??= setTimeout(() => follow(true), patience);
    };
    const hold = ({ target }: FocusEvent) => {
      held = target instanceof Element && frame.contains(target) ? target : null;
      clearTimeout(timer);
      timer = undefined;
    };
    // whether it was left or taken away shows only once the change of the page is through
    const leave = ({ target }: FocusEvent) =>
      queueMicrotask(() => {
        if (held === target && held?.isConnected && document.activeElement !== held) held = null;
      });
    const release = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && frame.contains(target))) held = null;
    };
    now.current = () => follow(false);
    // parts of the box are drawn by themselves; this is a microtask later, before the next key is heard
    const observer = new MutationObserver(now.current);
    observer.observe(frame, { childList: true, subtree: true });
    document.addEventListener("focusin", hold, true);
    document.addEventListener("focusout", leave, true);
    document.addEventListener("pointerdown", release, true);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener("focusin", hold, true);
      document.removeEventListener("focusout", leave, true);
      document.removeEventListener("pointerdown", release, true);
    };
  }, [box, latest]);
}

/** The same where nothing in particular takes its place: the first thing to press in what is left around it, inside of the box. */
export function useHeldPlace(box: RefObject<HTMLElement | null>): void {
  const place = useRef<Element[]>([]);
  useEffect(() => {
    const frame = box.current;
    const note = ({ target }: FocusEvent) => {
      if (target instanceof Element && frame) place.current = placeOf(target).filter((around) => frame.contains(around));
    };
    frame?.addEventListener("focusin", note);
    return () => frame?.removeEventListener("focusin", note);
  }, [box]);
  useHeldFocus(box, () => {
    const near = firstNear(place.current);
    near?.scrollIntoView?.({ block: "nearest" });
    return near;
  });
}
