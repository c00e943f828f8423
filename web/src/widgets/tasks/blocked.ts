import type { Schema } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { isClosed, type StatusType } from "./due";

interface Waiting {
  status_type: StatusType;
  /** How many open tasks it waits for, those that one may not see too. */
  blockers: number;
  /** Those of them that one may see. */
  blocked_by?: readonly Schema<"TaskRef">[];
  /** What it waits for outside of Headway. */
  waiting_for: string;
}

/** "Waits for HW-12", "Waits for the contract": what holds an open task up, in words; null where nothing does. */
export function blockedWords({ status_type, blockers, blocked_by = [], waiting_for }: Waiting): string | null {
  if (isClosed(status_type)) return null;
  const [first] = blocked_by;
  if (blockers > 1 && first) return i18n._({ id: "work.blocked.more", message: "Waits for {label} and {n} more", values: { label: first.label, n: blockers - 1 } });
  if (blockers > 0 && first) return i18n._({ id: "work.blocked.by", message: "Waits for {what}", values: { what: first.label } });
  if (blockers > 0) return i18n._({ id: "work.blocked.count", message: "{n, plural, one {Waits for a task} other {Waits for # tasks}}", values: { n: blockers } });
  return waiting_for ? i18n._({ id: "work.blocked.by", message: "Waits for {what}", values: { what: waiting_for } }) : null;
}

/** Everything it waits for, a line each. */
export function blockedTip({ blocked_by = [], blockers, waiting_for }: Waiting): string {
  const hidden = blockers - blocked_by.length;
  const rest = hidden > 0 ? i18n._({ id: "work.blocked.hidden", message: "{hidden, plural, one {a task that is not shared with you} other {# tasks that are not shared with you}}", values: { hidden } }) : "";
  return [...blocked_by.map((task) => `${task.label} ${task.title}`), rest, waiting_for].filter(Boolean).join("\n");
}
