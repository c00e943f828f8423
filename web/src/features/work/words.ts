import { i18n } from "@/i18n/i18n";
import type { StatusType } from "@/widgets/tasks/due";
import type { Priority, ProjectState } from "./rules";

const priorityWords: Record<Priority, () => string> = {
  none: () => i18n._({ id: "work.priority.none", message: "No priority" }),
  low: () => i18n._({ id: "work.priority.low", message: "Low" }),
  medium: () => i18n._({ id: "work.priority.medium", message: "Medium" }),
  high: () => i18n._({ id: "work.priority.high", message: "High" }),
  urgent: () => i18n._({ id: "work.priority.urgent", message: "Urgent" }),
};
export const priorityWord = (priority: Priority): string => priorityWords[priority]();

const stateWords: Record<ProjectState, () => string> = {
  planned: () => i18n._({ id: "work.state.planned", message: "Planned" }),
  active: () => i18n._({ id: "work.state.active", message: "Active" }),
  paused: () => i18n._({ id: "work.state.paused", message: "Paused" }),
  done: () => i18n._({ id: "work.state.done", message: "Done" }),
  cancelled: () => i18n._({ id: "work.state.cancelled", message: "Cancelled" }),
};
export const stateWord = (state: ProjectState): string => stateWords[state]();

const typeWords: Record<StatusType, () => string> = {
  open: () => i18n._({ id: "work.type.open", message: "Not started" }),
  active: () => i18n._({ id: "work.type.active", message: "Under way" }),
  done: () => i18n._({ id: "work.type.done", message: "Done" }),
  cancelled: () => i18n._({ id: "work.type.cancelled", message: "Cancelled" }),
};
export const typeWord = (type: StatusType): string => typeWords[type]();

/** "18 of 24 tasks", or "46 of 90 hours" where all are estimated. Without a task, and where all is cancelled, there is nothing to count. */
export function countWords({ share, by, leaves, done, hours, hours_done }: { share: number | null; by: "hours" | "count"; leaves: number; done: number; hours: number; hours_done: number }): string {
  if (share === null) return i18n._({ id: "work.count.nothing", message: "Nothing left to count" });
  if (leaves === 0) return i18n._({ id: "work.count.none", message: "No tasks yet" });
  if (by === "hours") return i18n._({ id: "work.count.hours", message: "{done} of {all} hours", values: { done: hours_done, all: hours } });
  return i18n._({ id: "work.count.tasks", message: "{done} of {all, plural, one {# task} other {# tasks}}", values: { done, all: leaves } });
}
