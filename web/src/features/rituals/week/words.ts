import { i18n } from "@/i18n/i18n";
import { addDays, formatDay } from "@/lib/dates";
import type { Commitment } from "../queries";

/** The title, or what stands for one that the reader may not see. */
export const titleOf = (row: { title: string }): string => row.title || i18n._({ id: "rituals.commit.private", message: "A private task" });

/** "16 – 22 Nov". */
export function weekWords(week: { first: string; last: string }, locale?: string): string {
  return `${formatDay(week.first, { locale })} – ${formatDay(week.last, { locale })}`;
}

/** Where the arrows lead: the same day a week before or after; nothing for this week, whose address has no day. */
export function weekBeside(week: { first: string }, by: 1 | -1, today: string): string | undefined {
  const day = addDays(week.first, by * 7);
  return today >= day && today <= addDays(day, 6) ? undefined : day;
}

/** "carried twice, since 2 Nov"; empty for what was made this week. */
export function carriedWords(row: Pick<Commitment, "carried" | "since">, locale?: string): string {
  if (row.carried === 0) return "";
  return i18n._({
    id: "rituals.commit.carriedTimes",
    message: "carried {n, plural, one {once} =2 {twice} other {# times}}, since {since}",
    values: { n: row.carried, since: formatDay(row.since, { locale }) },
  });
}

const guidances = {
  none: () => i18n._({ id: "rituals.guidance.none", message: "nothing yet" }),
  few: (count: number) => i18n._({ id: "rituals.guidance.few", message: "{count} so far", values: { count } }),
  right: (count: number) => i18n._({ id: "rituals.guidance.right", message: "{count}, a good number", values: { count } }),
  many: (count: number) => i18n._({ id: "rituals.guidance.many", message: "{count}, more than five rarely all get done", values: { count } }),
};

/** How many, and how that compares with three to five. */
export const guidanceWords = (guidance: keyof typeof guidances, count: number): string => guidances[guidance](count);

const ownGuidances = {
  none: () => undefined,
  few: (count: number) => i18n._({ id: "rituals.guidance.own.few", message: "{count, plural, one {One so far} other {# so far}}. Three to five make a good week.", values: { count } }),
  right: (count: number) => i18n._({ id: "rituals.guidance.own.right", message: "{count}: a good number for a week.", values: { count } }),
  many: (count: number) => i18n._({ id: "rituals.guidance.own.many", message: "{count}: more than five rarely all get done.", values: { count } }),
};

/** The same as a sentence beside one's own; none where there are none yet: the empty list says it. */
export const ownGuidance = (guidance: keyof typeof guidances, count: number): string | undefined => ownGuidances[guidance](count);

const states: Record<string, () => string> = {
  done: () => i18n._({ id: "rituals.state.done", message: "Done" }),
  carried: () => i18n._({ id: "rituals.state.carried", message: "Carried on" }),
  dropped: () => i18n._({ id: "rituals.state.dropped", message: "Dropped" }),
  cancelled: () => i18n._({ id: "rituals.state.cancelled", message: "Cancelled on the board" }),
};
export const stateWord = (state: string): string => states[state]?.() ?? "";

/** "!Call the bank" must happen: its priority, and the words without the mark. */
export function readTyped(text: string): { title: string; priority: 1 | 2 } {
  const found = /^\s*!+\s*(.*)$/s.exec(text);
  return found ? { title: (found[1] ?? "").trim(), priority: 1 } : { title: text.trim(), priority: 2 };
}

/** The ids in the order of a list, with one of them moved a step: what it then stands before (null: the end), or nothing at the edge. */
export function stepBefore(ids: readonly string[], id: string, by: 1 | -1): string | null | undefined {
  const at = ids.indexOf(id);
  const target = at + by;
  if (at < 0 || target < 0 || target >= ids.length) return undefined;
  return by < 0 ? ids[target] : (ids[target + 1] ?? null);
}

/** Nobody does it any more: below what still asks for hands. */
export const isOff = ({ state }: { state: string }): boolean => state === "cancelled" || state === "dropped";
