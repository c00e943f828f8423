import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from "react";
import type { IconName } from "./icons";

export interface MenuItem {
  id: string;
  label: ReactNode;
  icon?: IconName;
  hint?: ReactNode;
  shortcut?: string;
  /** Given: one of several, ticked when true. */
  checked?: boolean;
  danger?: boolean;
  disabled?: boolean;
  run: () => void;
}

export interface MenuSection {
  label?: string;
  items: MenuItem[];
}

export interface MenuProps {
  /** What it is, for screen readers. */
  label: string;
  /** The button that opens it; it needs a name of its own. */
  trigger: ReactElement<TriggerProps>;
  items?: MenuItem[];
  sections?: MenuSection[];
  align?: "start" | "end";
}

export interface TriggerProps {
  onClick?: () => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
}

const load = () => import("./mantine/MenuBody");
const MenuBody = lazy(async () => ({ default: (await load()).MenuBody }));

/** A button and its menu. The menu's code comes when one points at the button, so it is there when one clicks. */
export function Menu(props: MenuProps) {
  const [woken, setWoken] = useState(false);
  const sleeping = cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: () => setWoken(true),
  });
  if (!woken) return sleeping;
  return (
    <Suspense fallback={sleeping}>
      <MenuBody {...props} />
    </Suspense>
  );
}
