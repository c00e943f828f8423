import { useEffect } from "react";
import { createStore, useStore } from "@/lib/store";
import { useLatest } from "@/lib/useLatest";

export interface Shortcut {
  /** "mod+k", "?", "c", or one after the other: "g o". */
  keys: string;
  /** For the help: "Go to objectives". */
  label: string;
  /** Heading in the help; shortcuts of a page use the page's name. */
  group: string;
  /** False: there was nothing to do, and the browser may do what it does by this key. */
  run: () => unknown;
}

const registered = createStore<Shortcut[]>([]);
const pause = 900;

/** Keys that work while the component is on the screen, unless one is typing or an overlay is open. The help (?) lists them. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const latest = useLatest(shortcuts);
  const signature = shortcuts.map((shortcut) => `${shortcut.keys}\n${shortcut.label}`).join("\n");
  useEffect(() => {
    const mine = latest.current.map((shortcut, at) => ({ ...shortcut, run: () => latest.current[at]?.run() }));
    registered.set([...registered.get(), ...mine]);
    return () => registered.set(registered.get().filter((shortcut) => !mine.includes(shortcut)));
  }, [signature, latest]);
}

export const useRegisteredShortcuts = () => useStore(registered);

/** Listens once for the whole app; app/ mounts it. */
export function useShortcutKeys(): void {
  useEffect(() => {
    let before = "";
    let timer: ReturnType<typeof setTimeout> | undefined;
    let listWasOpen = false;
    const look = ({ target }: KeyboardEvent) => {
      listWasOpen = target instanceof Element && target.getAttribute("aria-expanded") === "true";
    };
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === "Escape" && leaveField(event.target, listWasOpen)) return;
      const chord = chordOf(event);
      if (!chord.startsWith("mod+") && isBusy(event.target)) return;
      if (chord === "mod+z" && isWriting(event.target)) return;
      const sequence = before ? `${before} ${chord}` : chord;
      // the newest registration wins: a page may take a key over from the shell
      const found = registered.get().findLast((shortcut) => shortcut.keys === sequence || shortcut.keys === chord);
      before = "";
      clearTimeout(timer);
      if (found) {
        if (found.run() !== false) event.preventDefault();
      } else if (registered.get().some((shortcut) => shortcut.keys.startsWith(`${chord} `))) {
        before = chord;
        timer = setTimeout(() => (before = ""), pause);
      }
    };
    document.addEventListener("keydown", look, true);
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("keydown", look, true);
      document.removeEventListener("keydown", press);
    };
  }, []);
}

export function chordOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): string {
  const mod = event.ctrlKey || event.metaKey ? "mod+" : "";
  return `${mod}${event.altKey ? "alt+" : ""}${event.key.toLowerCase()}`;
}

/**
 * Escape steps out of a field of the page, so that single keys are ours again; Tab goes on from where it was. A list that was open goes
 * first, and in an overlay or a table Escape has a meaning of its own.
 */
function leaveField(target: EventTarget | null, listWasOpen: boolean): boolean {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) || document.activeElement !== target) return false;
  if (listWasOpen || (target.type === "search" && target.value !== "") || target.closest("[role=dialog], [role=menu], [role=listbox], [role=grid], [role=treegrid]")) return false;
  target.blur();
  return true;
}

/** In a field with words in it the browser's own undo takes back what was typed; an empty one has nothing to take back. */
function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return target.value !== "";
  if (target instanceof HTMLInputElement) return target.selectionStart !== null && target.value !== "";
  return target instanceof HTMLElement && target.isContentEditable;
}

/** Typing, choosing in a list, or under an open dialog: single keys are not ours. */
function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("input, textarea, select, [role=menu], [role=listbox], [role=grid], [role=treegrid], [role=dialog]")) return true;
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
