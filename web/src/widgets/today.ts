import { dateFormat } from "@/lib/formats";
import { useWorkspace } from "./workspace";

/** Today in the workspace's zone, as an ISO day. */
export function useToday(): string {
  const { workspace } = useWorkspace();
  return todayIn(workspace.time_zone);
}

/** sv-SE writes days as ISO does. */
export function todayIn(timeZone: string, now = new Date()): string {
  return dateFormat({ timeZone, year: "numeric", month: "2-digit", day: "2-digit" }, "sv-SE").format(now);
}
