import { type RefObject, useState } from "react";
import { flushSync } from "react-dom";

/**
 * "Show all" below a list that begins short: the button goes with its press, so the first line that it brought takes the focus, or the box
 * itself where that line has nothing to press. `shown` is how many lines stood there before.
 */
export function useReveal(box: RefObject<HTMLElement | null>, shown: number): [boolean, () => void] {
  const [all, setAll] = useState(false);
  const reveal = () => {
    flushSync(() => setAll(true));
    const line = box.current?.querySelectorAll("li")[shown];
    const target = line?.querySelector<HTMLElement>("a, button") ?? box.current;
    if (target && target === box.current) target.tabIndex = -1;
    target?.focus({ preventScroll: true });
  };
  return [all, reveal];
}
