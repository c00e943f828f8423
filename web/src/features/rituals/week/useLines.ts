import { type FocusEvent, type RefObject, useRef } from "react";
import { i18n } from "@/i18n/i18n";
import { useShortcuts } from "@/ui/shortcuts";
import { useHeldFocus } from "@/ui/useHeldFocus";

/** For a box with lists of commitments: a line that is taken away gives the focus to the one in its place, so that the next key finds a line. */
export function useHeldLine(box: RefObject<HTMLElement | null>): (event: FocusEvent) => void {
  const last = useRef<{ list: Element; at: number } | null>(null);
  useHeldFocus(box, () => {
    const lines = last.current?.list.isConnected ? last.current.list.children : null;
    // the last line of a list may have taken the list with it
    const line = lines?.[Math.min(last.current!.at, lines.length - 1)] ?? box.current;
    return line?.querySelector<HTMLElement>("[data-line-title]") ?? null;
  });
  return ({ target }) => {
    const line = target.closest("[data-lines] > li");
    last.current = line?.parentElement ? { list: line.parentElement, at: [...line.parentElement.children].indexOf(line) } : null;
  };
}

/** From anywhere on the page to the first of the commitments; inside of them the same key walks on. */
export function useToLines(box: RefObject<HTMLElement | null>, group: string): void {
  const run = () => {
    const first = box.current?.querySelector<HTMLElement>("[data-line-title]");
    first?.focus();
    return Boolean(first);
  };
  useShortcuts([{ keys: "j", group, label: i18n._({ id: "rituals.commit.toLines", message: "To the commitments, and through them" }), run }]);
}
