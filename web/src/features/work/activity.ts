import { i18n } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { fieldName } from "./edits";
import type { TaskDetail } from "./queries";

export type ActivityRow = TaskDetail["activity"][number];

interface Known {
  people: ReadonlyMap<string, string>;
  locale?: string;
}

/** "Mia moved it from In progress to Done", without its time. */
export function activitySentence(row: ActivityRow, known: Known): string {
  const who = row.actor?.name ?? i18n._({ id: "work.did.nobody", message: "Headway" });
  return `${who} ${deed(row, known)}`;
}

function deed({ kind, changes }: ActivityRow, known: Known): string {
  const status = changes.status as [string, string] | undefined;
  if (status) return i18n._({ id: "work.did.moved", message: "moved it from {from} to {to}", values: { from: status[0], to: status[1] } });
  const said = deeds[kind]?.();
  const fields = Object.entries(changes)
    .filter(([field]) => !kept.has(field))
    .map(([field, pair]) => fieldChange(field, pair, known));
  if (fields.length === 0) return said ?? i18n._({ id: "work.did.changed", message: "changed it" });
  return i18n._({ id: "work.did.fields", message: "changed {fields}", values: { fields: fields.join(", ") } });
}

const kept = new Set(["tasks", "rank", "parent_id", "project_id"]);

const deeds: Record<string, () => string> = {
  "work.task_created": () => i18n._({ id: "work.did.created", message: "wrote it down" }),
  "work.task_deleted": () => i18n._({ id: "work.did.deleted", message: "deleted it" }),
  "work.task_restored": () => i18n._({ id: "work.did.restored", message: "brought it back" }),
  "work.task_relocated": () => i18n._({ id: "work.did.relocated", message: "moved it elsewhere" }),
  "work.task_moved": () => i18n._({ id: "work.did.ordered", message: "put it in another place" }),
  "work.linked": () => i18n._({ id: "work.did.linked", message: "linked it to a key result" }),
  "work.unlinked": () => i18n._({ id: "work.did.unlinked", message: "took a link to a key result away" }),
  "work.link_weighed": () => i18n._({ id: "work.did.weighed", message: "changed the weight of a link" }),
};

function fieldChange(field: string, pair: unknown, known: Known): string {
  const name = fieldName(field).toLowerCase();
  if (field === "description" || !Array.isArray(pair)) return field === "description" ? i18n._({ id: "work.did.description", message: "the description" }) : name;
  const [from, to] = pair.map((value) => shown(value, known));
  return `${name} ${from} → ${to}`;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

function shown(value: unknown, known: Known): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.length > 0 ? value.map((one) => shown(one, known)).join(" + ") : "–";
  const text = String(value);
  return known.people.get(text) ?? (day.test(text) ? formatDay(text, { locale: known.locale }) : text);
}
