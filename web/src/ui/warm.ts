const patience = 1500;

/** Fetches the code of menus, dialogs, panels and lists once the first page stands and nothing else is to be done. Returns how to stop it. */
export function warmOverlays(): () => void {
  const timer = setTimeout(() => {
    if (navigator.connection?.saveData) return;
    // only ahead of time: a page that is left meanwhile misses nothing, and what is opened later asks again and tells its own trouble
    whenIdle(() => void Promise.allSettled([import("./mantine/MenuBody"), import("./mantine/DialogBody"), import("./mantine/SidePanelBody"), import("./mantine/SelectBody")]));
  }, patience);
  return () => clearTimeout(timer);
}

/** Safari has no requestIdleCallback. */
function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(run);
  else run();
}

declare global {
  interface Navigator {
    connection?: { saveData?: boolean };
  }
}
