import { i18n } from "@/i18n/i18n";
import type { Schema } from "@/api/client";
import { formatDay, formatSince } from "@/lib/dates";
import { formatMove, formatNumber, isMove, narrow } from "@/lib/numbers";

export type ChangeOut = Schema<"ChangeOut">;

/**
 * "Moved 40 % → 45 % by HW-42 'Translate checkout' · Mia · 2 minutes ago"; null before its own number has moved. The changes of
 * an objective tell of its key results too: `subject` is the goal that is meant.
 */
export function lastMove(changes: readonly ChangeOut[], subject: string, now?: number): string | null {
  const move = changes.find((change) => change.kind === "progress.changed" && change.subject_id === subject && change.changes.progress !== undefined && isSeen(change));
  return move ? `${changeSentence(move)} · ${formatSince(move.at, now)}` : null;
}

/** Whether one sees it: a number that moves by less than what is shown would say "44.2 % → 44.2 %", a new one "– → 0 %". */
export function isSeen(change: ChangeOut): boolean {
  if (change.kind !== "progress.changed") return true;
  return [change.changes.progress, change.changes.work].some((pair) => isMove(...((pair ?? [null, null]) as [number | null, number | null])));
}

/** One change as a sentence without its time. */
export function changeSentence(change: ChangeOut, locale?: string): string {
  if (change.kind === "progress.changed") return [movedSentence(change, locale), change.actor?.name].filter(Boolean).join(" · ");
  const what = actionWords[change.kind]?.() ?? change.kind.split(".").at(-1)!.replaceAll("_", " ");
  const fields = Object.keys(change.changes);
  const detail = fields.length > 0 ? `: ${fields.map((field) => fieldChange(field, change.changes[field], locale)).join(", ")}` : "";
  return change.actor ? `${change.actor.name} ${what}${detail}` : `${what}${detail}`;
}

/** "Mia changed target 100 → 50": an edit of what was locked at the start. */
export function revisionSentence({ actor, changes }: { actor: { name: string } | null; changes: Record<string, unknown> }, locale?: string): string {
  const detail = Object.entries(changes).map(([field, pair]) => fieldChange(field, pair, locale)).join(", ");
  const what = i18n._({ id: "goals.did.revised", message: "changed {detail}", values: { detail } });
  return actor ? `${actor.name} ${what}` : what;
}

function movedSentence(change: ChangeOut, locale?: string): string {
  const isWork = change.changes.progress === undefined;
  const pair = (change.changes.progress ?? change.changes.work) as [number | null, number | null] | undefined;
  const [from, to] = formatMove(pair?.[0] ?? null, pair?.[1] ?? null, locale);
  const cause = change.cause?.id === change.subject_id ? null : change.cause; // of itself it need not say by what
  const values = { from, to, cause: narrow(cause?.label ?? "") };
  if (isWork) {
    return cause
      ? i18n._({ id: "goals.moved.work.by", message: "Work done {from} → {to} by {cause}", values })
      : i18n._({ id: "goals.moved.work", message: "Work done {from} → {to}", values });
  }
  return cause
    ? i18n._({ id: "goals.moved.by", message: "Moved {from} → {to} by {cause}", values })
    : i18n._({ id: "goals.moved", message: "Moved {from} → {to}", values });
}

function fieldChange(field: string, pair: unknown, locale?: string): string {
  const name = fieldWords[field]?.() ?? field.replace(/_id$/, "").replaceAll("_", " ");
  if (!Array.isArray(pair) || untold.has(field) || field.endsWith("_id") || pair.some((value) => typeof value === "object" && value !== null)) return name;
  const [old, now] = pair.map((value) => (value === null || value === "" ? "–" : told(field, String(value), locale)));
  return `${name} ${old} → ${now}`;
}

/** Days in words, numbers with the minus of print; what somebody wrote stays as it is. */
function told(field: string, value: string, locale?: string): string {
  if (field.endsWith("_on") && isDay.test(value)) return formatDay(value, { locale });
  return numbers.has(field) && isNumber.test(value) ? formatNumber(Number(value), { locale, decimals: 6 }) : value;
}

const numbers = new Set(["start", "target", "v70", "low", "high", "weight", "score", "confidence"]);
const isDay = /^\d{4}-\d{2}-\d{2}$/;
const isNumber = /^-?\d+(\.\d+)?$/;

/** Long texts and places in a list: that they changed is enough. */
const untold = new Set(["why", "description", "rank"]);

const fieldWords: Record<string, () => string> = {
  title: () => i18n._({ id: "goals.field.title", message: "words" }),
  why: () => i18n._({ id: "goals.field.why", message: "the why" }),
  score: () => i18n._({ id: "goals.field.score", message: "score" }),
  start: () => i18n._({ id: "goals.field.start", message: "baseline" }),
  v70: () => i18n._({ id: "goals.field.v70", message: "the 70 % point" }),
  full_mark: () => i18n._({ id: "goals.field.fullMark", message: "what 100 % looks like" }),
  starts_on: () => i18n._({ id: "goals.field.startsOn", message: "first day" }),
  ends_on: () => i18n._({ id: "goals.field.endsOn", message: "last day" }),
  check_in_owner_id: () => i18n._({ id: "goals.field.checkInOwner", message: "who checks in" }),
  rank: () => i18n._({ id: "goals.field.rank", message: "its place in the list" }),
};

const actionWords: Record<string, () => string> = {
  "goals.objective_created": () => i18n._({ id: "goals.did.created", message: "wrote this objective" }),
  "goals.objective_changed": () => i18n._({ id: "goals.did.changed", message: "changed it" }),
  "goals.objective_activated": () => i18n._({ id: "goals.did.activated", message: "made it active" }),
  "goals.objective_dropped": () => i18n._({ id: "goals.did.dropped", message: "dropped it" }),
  "goals.objective_paused": () => i18n._({ id: "goals.did.paused", message: "paused it" }),
  "goals.objective_resumed": () => i18n._({ id: "goals.did.resumed", message: "resumed it" }),
  "goals.key_result_paused": () => i18n._({ id: "goals.did.paused", message: "paused it" }),
  "goals.key_result_resumed": () => i18n._({ id: "goals.did.resumed", message: "resumed it" }),
  "goals.key_result_graded": () => i18n._({ id: "goals.did.graded", message: "gave the final score" }),
  "goals.key_result_ungraded": () => i18n._({ id: "goals.did.ungraded", message: "took the final score back" }),
  "rituals.assessed": () => i18n._({ id: "goals.did.assessed", message: "assessed it" }),
  "goals.objective_restored": () => i18n._({ id: "goals.did.restored", message: "took it up again" }),
  "goals.key_result_created": () => i18n._({ id: "goals.did.keyResult", message: "added a key result" }),
  "goals.key_result_changed": () => i18n._({ id: "goals.did.changed", message: "changed it" }),
  "goals.key_result_dropped": () => i18n._({ id: "goals.did.dropped", message: "dropped it" }),
  "goals.key_result_restored": () => i18n._({ id: "goals.did.restored", message: "took it up again" }),
  "goals.key_result_deleted": () => i18n._({ id: "goals.did.deleted", message: "deleted a key result" }),
  "goals.key_result_cascaded": () => i18n._({ id: "goals.did.cascaded", message: "handed it down" }),
  "goals.objective_aligned": () => i18n._({ id: "goals.did.aligned", message: "linked it to another goal" }),
  "goals.alignment_changed": () => i18n._({ id: "goals.did.weighed", message: "changed a link" }),
  "goals.alignment_removed": () => i18n._({ id: "goals.did.unlinked", message: "removed a link" }),
  "goals.measurement_recorded": () => i18n._({ id: "goals.did.recorded", message: "recorded a value" }),
  "goals.measurement_corrected": () => i18n._({ id: "goals.did.corrected", message: "corrected a value" }),
  "goals.confidence_rated": () => i18n._({ id: "goals.did.rated", message: "rated it anew" }),
  "rituals.checked_in": () => i18n._({ id: "goals.did.checkedIn", message: "checked in" }),
  "rituals.check_in_corrected": () => i18n._({ id: "goals.did.checkInCorrected", message: "corrected a check-in" }),
  "rituals.check_in_withdrawn": () => i18n._({ id: "goals.did.checkInWithdrawn", message: "took a check-in back" }),
  "rituals.check_in_asked": () => i18n._({ id: "goals.did.checkInAsked", message: "asked for a check-in" }),
  "goals.measurement_retracted": () => i18n._({ id: "goals.did.retracted", message: "took a value back" }),
};
