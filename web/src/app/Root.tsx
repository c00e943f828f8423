import { Outlet, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useShortcutKeys } from "@/ui/shortcuts";
import { useKeptPlace } from "@/ui/useKeptPlace";

/** Around every page: keyboard, and where the focus goes after a navigation. */
export function Root() {
  useShortcutKeys();
  useFocusAfterNavigation();
  useKeptPlace();
  return <Outlet />;
}

const patience = 2_500;

/**
 * The heading may come after the data, and the old page's may still stand for a moment. So for a while the focus is given to the
 * heading whenever it would be nowhere; it is never taken from something a person has chosen.
 */
function focusHeading(until: number, given: Element | null = null): void {
  const active = document.activeElement;
  const free = active === null || active === document.body || active.id === "main" || active === given;
  if (given !== null && !free) return;
  if (active?.closest("input, textarea, select, [contenteditable], [role=dialog]")) return;
  const target = document.querySelector<HTMLElement>("[data-focus-target]") ?? document.getElementById("main");
  if (target !== active) target?.focus({ preventScroll: true });
  if (performance.now() < until) requestAnimationFrame(() => focusHeading(until, target));
}

/** A new page's heading takes the focus, so that a screen reader says where one is and Tab starts there. */
function useFocusAfterNavigation(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", ({ pathChanged, fromLocation }) => {
        if (pathChanged && fromLocation) focusHeading(performance.now() + patience);
      }),
    [router],
  );
}
