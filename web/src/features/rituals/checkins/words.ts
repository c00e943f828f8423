import { i18n } from "@/i18n/i18n";
import { formatDay, formatDistance } from "@/lib/dates";
import type { Tone } from "@/ui/Status";
import type { Entry } from "@/widgets/goals/entry";
import { entryFrom, measurementOf } from "@/widgets/goals/entry";
import type { CheckInDraft, CheckInDue, CheckInIn } from "./queries";

/** A check-in as it is being written. */
export interface Words {
  entry: Entry;
  confidence: number;
  changed: string;
  blockers: string;
  next: string;
}

type Asked = Pick<CheckInDraft["key_result"], "kind" | "latest" | "steps" | "progress">;
export interface Drafted {
  key_result: Asked;
  confidence: number;
  blockers: string;
}

/** Drafted, not blank: the last value, confidence and blockers stand there to be changed. */
export const wordsFrom = ({ key_result: row, confidence, blockers }: Drafted): Words => ({ entry: entryFrom(row), confidence, changed: "", blockers, next: "" });

export const isComputed = (kind: string): boolean => kind === "work" || kind === "objectives";

/** Whether the value is the one that stood there: then it is "no change", said with the value. */
export function isSame(row: Asked, entry: Entry): boolean {
  if (row.latest === null) return false;
  const last = entryFrom(row);
  if (row.kind === "share") return entry.done === last.done && entry.total === last.total;
  if (row.kind === "milestone") return entry.steps.length === last.steps.length && entry.steps.every((step) => last.steps.includes(step));
  if (row.kind === "binary") return entry.yes === last.yes;
  return entry.value === last.value;
}

/** Whether there is something to send: a number is needed where the kind takes one. */
export function isComplete(row: Asked, entry: Entry): boolean {
  if (isComputed(row.kind) || row.kind === "milestone" || row.kind === "binary") return true;
  return row.kind === "share" ? entry.done !== null && entry.total !== null : entry.value !== null;
}

/** As the API takes it. What is left as it was drafted is left out. */
export function bodyOf(draft: Drafted, words: Words, unchanged: boolean): CheckInIn {
  const row = draft.key_result;
  const said: CheckInIn = {
    confidence: words.confidence,
    changed: words.changed.trim(),
    next_steps: words.next.trim(),
    ...(words.blockers.trim() === draft.blockers.trim() ? {} : { blockers: words.blockers.trim() }),
  };
  if (isComputed(row.kind)) return said;
  if (unchanged || isSame(row, words.entry)) return { ...said, unchanged: true };
  const { note: _, effective_on: __, ...value } = measurementOf(row.kind, words.entry);
  return { ...said, ...value };
}

/** Minutes for so many check-ins, at half a minute each; at least one. */
export const minutesFor = (count: number): number => Math.max(1, Math.round((count * 25) / 60));

const patience = 14 * 24 * 3600 * 1000;
const placeOf = (slug: string, id: string) => `headway-check-in:${slug}:${id}`;

/** What was typed and not sent yet: kept in this browser for two weeks, so that a reload or a crash loses nothing. */
export function keep(slug: string, draft: Pick<CheckInDraft, "id" | "last">, words: Words): void {
  localStorage.setItem(placeOf(slug, draft.id), JSON.stringify({ at: Date.now(), after: draft.last?.id ?? null, words }));
}

export function kept(slug: string, draft: Pick<CheckInDraft, "id" | "last">): Words | null {
  const found = localStorage.getItem(placeOf(slug, draft.id));
  if (found === null) return null;
  try {
    const { at, after, words } = JSON.parse(found) as { at: number; after: string | null; words: Words };
    const fits = Date.now() - at < patience && after === (draft.last?.id ?? null) && typeof words.entry === "object";
    return fits ? words : null;
  } catch {
    return null;
  }
}

export const forget = (slug: string, id: string): void => localStorage.removeItem(placeOf(slug, id));

/** "Due today", "Due on Friday", "2 days late", "Missed on 12 Mar". */
export function dueWords({ state, on }: Pick<CheckInDue, "state" | "on">, today: string, locale?: string): string {
  if (state === "due") return i18n._({ id: "checkins.due.today", message: "Due today" });
  if (state === "open" || state === "upcoming") return i18n._({ id: "checkins.due.on", message: "Due {day}", values: { day: formatDistance(on, { today, locale }) } });
  if (state === "overdue") return i18n._({ id: "checkins.due.late", message: "Late, was due {day}", values: { day: formatDistance(on, { today, locale }) } });
  if (state === "missed") return i18n._({ id: "checkins.due.missed", message: "Missed {day}", values: { day: formatDay(on, { today, locale }) } });
  return timingWords(state);
}

const timings: Record<string, () => string> = {
  on_time: () => i18n._({ id: "checkins.on_time", message: "On time" }),
  late: () => i18n._({ id: "checkins.late", message: "Late" }),
  missed: () => i18n._({ id: "checkins.missed", message: "Missed" }),
};
export const timingWords = (state: string): string => timings[state]?.() ?? state;

const tones: Record<string, Tone> = { due: "risk", overdue: "off", missed: "off", on_time: "on", late: "risk" };
export const dueTone = (state: string): Tone => tones[state] ?? "none";
