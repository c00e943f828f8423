const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled, [type=radio]), input[type=radio]:checked, textarea:not(:disabled), [tabindex='0']";

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
