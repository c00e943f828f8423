import { i18n } from "@/i18n/i18n";
import type { IconName } from "@/ui/icons";

export interface NavigationEntry {
  id: string;
  /** A function, so that it is asked in the language of the moment. */
  label: () => string;
  icon: IconName;
  /** Below the workspace: "objectives" is /w/<slug>/objectives. A test sees that the route exists. */
  path: string;
  /** The second key after g. */
  key: string;
  /** A dot where something new waits. */
  unread?: boolean;
  /** Guests see only what is shared with them. */
  hiddenFromGuests?: boolean;
}

/** The left navigation: at most seven entries, and only what exists. The first one is where a workspace opens. */
export const navigation: NavigationEntry[] = [
  { id: "my-week", label: () => i18n._({ id: "nav.myWeek", message: "My week" }), icon: "calendar", path: "my-week", key: "w" },
  { id: "inbox", label: () => i18n._({ id: "nav.inbox", message: "Inbox" }), icon: "inbox", path: "inbox", key: "i", unread: true },
  { id: "objectives", label: () => i18n._({ id: "nav.objectives", message: "Objectives" }), icon: "target", path: "objectives", key: "o" },
  { id: "projects", label: () => i18n._({ id: "nav.projects", message: "Projects" }), icon: "layers", path: "projects", key: "p" },
  { id: "rhythm", label: () => i18n._({ id: "nav.rhythm", message: "Rhythm" }), icon: "clock", path: "rhythm", key: "r" },
  { id: "people", label: () => i18n._({ id: "nav.people", message: "People" }), icon: "people", path: "people", key: "e" },
  { id: "settings", label: () => i18n._({ id: "nav.settings", message: "Settings" }), icon: "gear", path: "settings", key: "s" },
];

export const hrefOf = (entry: NavigationEntry, workspace: string): string => `/w/${workspace}/${entry.path}`;
