import { useWorkspace } from "./workspace";

/** Today in the workspace's zone, as an ISO day. */
export function useToday(): string {
  const { workspace } = useWorkspace();
  return todayIn(workspace.time_zone);
}

export function todayIn(timeZone: string, now = new Date()): string {
  return formatOf(timeZone).format(now);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a millisecond, and every card of a board asks. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // sv-SE writes days as ISO does
  const made = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, made);
  return made;
}
