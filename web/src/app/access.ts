import { type Command, commands } from "./commands";
import { navigation, type NavigationEntry } from "./navigation";

/** What a role sees in the shell. Rights themselves are the server's: it says `can` on each object. */
export const visibleNavigation = (role: string): NavigationEntry[] =>
  navigation.filter((entry) => role !== "guest" || !entry.hiddenFromGuests);

export const visibleCommands = (role: string): Command[] =>
  commands.filter((command) => role !== "guest" || !command.hiddenFromGuests);
