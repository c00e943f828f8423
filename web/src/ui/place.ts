/** What one can press or type in. */
export const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled, [type=radio]), input[type=radio]:checked, select:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";

/** Whether nothing has the focus: what had it has gone, and the next Tab would begin at the top of the document. */
export const isFocusNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body || !document.activeElement.isConnected;

/** Where something stands: the elements around it, the nearest first. To be asked while it is there. */
export function placeOf(element: Element): Element[] {
  const around: Element[] = [];
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) around.push(one);
  return around;
}

/** The first thing to press in what is left of a place that has been drawn anew. */
export function firstNear(place: readonly Element[]): HTMLElement | null {
  for (const around of place) {
    const found = around.isConnected ? around.querySelector<HTMLElement>(FOCUSABLE) : null;
    if (found) return found;
  }
  return null;
}
