import { useEffect, useState } from "react";
import { firstNear, isFocusNowhere, placeOf } from "../place";

/** Gives the focus back to what opened an overlay when the overlay goes, or to what is left around it; drawn means open, so Mantine never sees it close. */
export function useReturnFocus(): void {
  const [opener] = useState(() => openerOf(document.activeElement));
  const [place] = useState(() => (opener ? placeOf(opener) : []));
  useEffect(
    () => () => {
      // after the overlay has left the page, and unless something else has taken the focus meanwhile
      setTimeout(() => {
        if (isFocusNowhere()) (opener && (drawn(opener) ?? firstNear(place)))?.focus();
      });
    },
    [opener, place],
  );
}

/** A card that went to another column meanwhile is drawn anew there. */
const drawn = (opener: HTMLElement): HTMLElement | null =>
  opener.isConnected ? opener : opener.dataset.card ? document.querySelector<HTMLElement>(`[data-card="${CSS.escape(opener.dataset.card)}"]`) : null;

/** An item of a menu goes with its menu: the menu's button is what opened it. */
function openerOf(active: Element | null): HTMLElement | null {
  const menu = active?.closest('[role="menu"]');
  return (menu ? document.querySelector<HTMLElement>(`[aria-controls="${menu.id}"]`) : (active as HTMLElement | null)) ?? null;
}
