import { i18n } from "@/i18n/i18n";
import type { Schema } from "@/api/client";
import { formatSince } from "@/lib/dates";
import { formatShare } from "@/lib/numbers";

export type ChangeOut = Schema<"ChangeOut">;

/** "Moved 40 % → 45 % by HW-42 'Translate checkout', 2 minutes ago"; null before anything has moved. */
export function lastMove(changes: readonly ChangeOut[], now?: number): string | null {
  const move = changes.find((change) => change.kind === "progress.changed");
  return move ? `${changeSentence(move)} · ${formatSince(move.at, now)}` : null;
}

/** One change as a sentence without its time. */
export function changeSentence(change: ChangeOut, locale?: string): string {
  if (change.kind === "progress.changed") return movedSentence(change, locale);
  const what = actionWords[change.kind]?.() ?? change.kind.split(".").at(-1)!.replaceAll("_", " ");
  const fields = Object.keys(change.changes);
  const detail = fields.length > 0 ? `: ${fields.map((field) => fieldChange(field, change.changes[field])).join(", ")}` : "";
  return change.actor ? `${change.actor.name} ${what}${detail}` : `${what}${detail}`;
}

function movedSentence(change: ChangeOut, locale?: string): string {
  const pair = (change.changes.progress ?? change.changes.raw) as [number | null, number | null] | undefined;
  const show = (share: number | null | undefined) => (share === null || share === undefined ? "–" : formatShare(share, locale));
  const values = { from: show(pair?.[0]), to: show(pair?.[1]), cause: change.cause?.label ?? "" };
  return change.cause
    ? i18n._({ id: "goals.moved.by", message: "Moved {from} → {to} by {cause}", values })
    : i18n._({ id: "goals.moved", message: "Moved {from} → {to}", values });
}

function fieldChange(field: string, pair: unknown): string {
  if (!Array.isArray(pair)) return field.replaceAll("_", " ");
  const [old, now] = pair.map((value) => (value === null || value === "" ? "–" : String(value)));
  return `${field.replaceAll("_", " ")} ${old} → ${now}`;
}

const actionWords: Record<string, () => string> = {
  "goals.objective_created": () => i18n._({ id: "goals.did.created", message: "wrote this objective" }),
  "goals.objective_changed": () => i18n._({ id: "goals.did.changed", message: "changed it" }),
  "goals.objective_activated": () => i18n._({ id: "goals.did.activated", message: "made it active" }),
  "goals.objective_dropped": () => i18n._({ id: "goals.did.dropped", message: "dropped it" }),
  "goals.objective_restored": () => i18n._({ id: "goals.did.restored", message: "took it up again" }),
  "goals.key_result_created": () => i18n._({ id: "goals.did.keyResult", message: "added a key result" }),
  "goals.value_recorded": () => i18n._({ id: "goals.did.recorded", message: "recorded a value" }),
};
