import { useRouterState } from "@tanstack/react-router";
import { type RefObject, useEffect } from "react";

/** Whoever comes by a link that names this place ("#wins", of a reminder) has its field under their hands. */
export function useArrival(name: string, field: RefObject<HTMLElement | null>): void {
  const hash = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (hash !== name) return;
    // after the heading, which takes the focus of every navigation
    const timer = setTimeout(() => {
      field.current?.focus({ preventScroll: true });
      field.current?.scrollIntoView({ block: "center" });
    });
    return () => clearTimeout(timer);
  }, [hash, name, field]);
}
