import { i18n } from "@/i18n/i18n";
import type { CellValue } from "@/ui/grid/types";
import type { StatusRow, TaskFacet } from "./queries";
import { asLabels, type Priority } from "./rules";
import type { TaskPatch } from "./writes";

export type Column = "serves" | "waits" | "waiting_for" | "blocked_by" | "title" | "status" | "assignees" | "due_on" | "starts_on" | "estimate_hours" | "priority" | "labels";

export interface CellEdit {
  changes: TaskPatch;
  /** What the row shows meanwhile, and what it showed before. */
  shown: Record<string, unknown>;
  back: TaskPatch;
  shownBack: Record<string, unknown>;
}

interface Known {
  statuses: readonly StatusRow[];
  people: readonly { id: string; name: string }[];
}

/** One cell's new value as a change of the task, and the way back; null where it is none. */
export function cellEdit(task: TaskFacet, column: string, value: CellValue, known: Known): CellEdit | null {
  const plain = (changes: TaskPatch, back: TaskPatch): CellEdit => ({ changes, shown: { ...changes }, back, shownBack: { ...back } });
  const number = typeof value === "number" ? value : null;
  const ids = typeof value === "object" && value !== null ? [...value] : [];
  const text = value === null || typeof value === "object" ? null : String(value);
  switch (column as Column) {
    case "title":
      return text ? plain({ title: text }, { title: task.title }) : null;
    case "status":
      return statusEdit(task, text, known.statuses);
    case "assignees":
      return peopleEdit(task, ids, known.people);
    case "due_on":
      return plain({ due_on: text }, { due_on: task.due_on });
    case "starts_on":
      return plain({ starts_on: text }, { starts_on: task.starts_on });
    case "estimate_hours":
      return plain({ estimate_hours: number }, { estimate_hours: task.estimate_hours });
    case "priority":
      return plain({ priority: (text ?? "none") as Priority }, { priority: task.priority });
    case "labels":
      return plain({ labels: asLabels(text ?? "") }, { labels: task.labels });
    case "serves":
    case "waits":
    case "waiting_for":
    case "blocked_by":
      return null;
  }
}

function statusEdit(task: TaskFacet, id: string | null, statuses: readonly StatusRow[]): CellEdit | null {
  const status = statuses.find((one) => one.id === id);
  if (!status) return null;
  const shownBack = { status_id: task.status_id, status_type: task.status_type };
  return { changes: { status_id: status.id }, shown: { status_id: status.id, status_type: status.type }, back: { status_id: task.status_id }, shownBack };
}

export function peopleEdit(task: Pick<TaskFacet, "assignees">, ids: string[], people: Known["people"]): CellEdit {
  const named = ids.flatMap((id) => task.assignees.find((person) => person.id === id) ?? people.find((person) => person.id === id) ?? []);
  return {
    changes: { assignees: ids },
    shown: { assignees: named },
    back: { assignees: task.assignees.map((person) => person.id) },
    shownBack: { assignees: task.assignees },
  };
}

const names: Record<Column, () => string> = {
  title: () => i18n._({ id: "work.field.title", message: "Title" }),
  status: () => i18n._({ id: "work.field.status", message: "Status" }),
  assignees: () => i18n._({ id: "work.field.assignees", message: "Assignee" }),
  due_on: () => i18n._({ id: "work.field.due", message: "Due" }),
  starts_on: () => i18n._({ id: "work.field.starts", message: "Starts" }),
  estimate_hours: () => i18n._({ id: "work.field.estimate", message: "Estimate" }),
  priority: () => i18n._({ id: "work.field.priority", message: "Priority" }),
  labels: () => i18n._({ id: "work.field.labels", message: "Labels" }),
  serves: () => i18n._({ id: "work.serves", message: "Serves" }),
  waits: () => i18n._({ id: "work.waitsFor", message: "Waits for" }),
  waiting_for: () => i18n._({ id: "work.waitsFor", message: "Waits for" }),
  blocked_by: () => i18n._({ id: "work.waitsFor", message: "Waits for" }),
};
export const fieldName = (column: string): string => names[column as Column]?.() ?? column;
