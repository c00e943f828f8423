import { useRouterState } from "@tanstack/react-router";
import { type RefObject, useEffect } from "react";

const acts = ["keydown", "pointerdown", "wheel", "touchstart"] as const;

/** Whoever comes by a link that names this place ("#wins", of a reminder) has its field under their hands. */
export function useArrival(name: string, field: RefObject<HTMLElement | null>): void {
  const hash = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (hash !== name) return;
    const show = () => field.current?.scrollIntoView({ block: "center" });
    // parts of the page that come later move it away: it is held in sight until the reader does something
    const held = new ResizeObserver(show);
    const letGo = () => held.disconnect();
    // after the heading, which takes the focus of every navigation
    const timer = setTimeout(() => {
      field.current?.focus({ preventScroll: true });
      const page = field.current?.closest("[role=tabpanel]");
      if (page) held.observe(page);
    });
    for (const act of acts) document.addEventListener(act, letGo, { once: true });
    return () => {
      clearTimeout(timer);
      letGo();
      for (const act of acts) document.removeEventListener(act, letGo);
    };
  }, [hash, name, field]);
}
