import { i18n } from "@/i18n/i18n";
import { daysBetween, formatDay } from "@/lib/dates";

export type StatusType = "open" | "active" | "done" | "cancelled";

export interface Due {
  due_on: string | null;
  status_type: StatusType;
}

export const isClosed = (type: StatusType): boolean => type === "done" || type === "cancelled";

/** How urgent a day is: closed work is never late. */
export function dueTone({ due_on, status_type }: Due, today: string): "late" | "soon" | "plain" {
  if (due_on === null || isClosed(status_type)) return "plain";
  const left = daysBetween(today, due_on);
  return left < 0 ? "late" : left <= 2 ? "soon" : "plain";
}

/** "3 days late", "today", "12 Mar". */
export function dueWords(day: string, { today, closed, locale }: { today: string; closed: boolean; locale?: string }): string {
  const left = daysBetween(today, day);
  if (closed || left > 1) return formatDay(day, { today, locale });
  if (left === 1) return i18n._({ id: "work.due.tomorrow", message: "Tomorrow" });
  if (left === 0) return i18n._({ id: "work.due.today", message: "Today" });
  return i18n._({ id: "work.due.late", message: "{days, plural, one {# day late} other {# days late}}", values: { days: -left } });
}
