import { i18n } from "@/i18n/i18n";
import { formatNumber } from "@/lib/numbers";

export interface Measured {
  kind: string;
  unit?: string;
  start?: number | null;
  target?: number | null;
  low?: number | null;
  high?: number | null;
  value?: number | null;
  /** Of a share: the whole that was counted last. Its shares are then said as numbers of it. */
  total?: number | null;
  /** Its cycle is closed: the value is no longer the one of now. */
  ended?: boolean;
}

/** "94 s → 60 s, now 81 s"; "at least 99.9 %, ended at 99.7 %"; empty for kinds that show only progress. */
export function valueLine(of: Measured, locale?: string): string {
  const counted = countedLine(of, locale);
  if (counted) return counted;
  const show = (value: number) => formatValue(value, of, locale);
  const goal = goalLine(of, show);
  if (!goal) return "";
  if (of.value === null || of.value === undefined) return goal;
  return withValue(goal, show(of.value), of.ended);
}

function withValue(goal: string, now: string, ended: boolean | undefined): string {
  return ended
    ? i18n._({ id: "goals.value.ended", message: "{goal}, ended at {now}", values: { goal, now } })
    : i18n._({ id: "goals.value.now", message: "{goal}, now {now}", values: { goal, now } });
}

/** "11 → 45 of 52, now 34": a share as the counts that people know; empty where they would not be whole. */
function countedLine({ kind, start, target, value, total, ended }: Measured, locale?: string): string {
  if (kind !== "share" || !total || typeof start !== "number" || typeof target !== "number") return "";
  const counts = [start, target, value ?? 0].map((share) => share * total);
  if (counts.some((count) => Math.abs(count - Math.round(count)) > 0.02)) return "";
  const [from, to, now] = counts.map((count) => formatNumber(Math.round(count), { locale }));
  const goal = i18n._({ id: "goals.value.counted", message: "{from} → {to} of {total}", values: { from, to, total: formatNumber(total, { locale }) } });
  return value === null || value === undefined ? goal : withValue(goal, now!, ended);
}

/** A value in its unit; a share of a whole as a percent. */
export function formatValue(value: number, of: Pick<Measured, "kind" | "unit">, locale?: string): string {
  if (of.kind === "share") return formatNumber(value * 100, { unit: "%", decimals: 1, locale });
  return formatNumber(value, { unit: of.unit || undefined, decimals: 2, locale });
}

function goalLine(of: Measured, show: (value: number) => string): string {
  if (of.kind === "maintain") return bandLine(of, show);
  if (of.target === null || of.target === undefined) return "";
  if (of.start === null || of.start === undefined) return `→ ${show(of.target)}`;
  return `${show(of.start)} → ${show(of.target)}`;
}

function bandLine({ low, high }: Measured, show: (value: number) => string): string {
  const has = (value: number | null | undefined): value is number => value !== null && value !== undefined;
  if (has(low) && has(high)) {
    if (low === high) return i18n._({ id: "goals.band.exactly", message: "stay at {value}", values: { value: show(low) } });
    return i18n._({ id: "goals.band.between", message: "stay within {low} and {high}", values: { low: show(low), high: show(high) } });
  }
  if (has(low)) return i18n._({ id: "goals.band.atLeast", message: "at least {value}", values: { value: show(low) } });
  return has(high) ? i18n._({ id: "goals.band.atMost", message: "at most {value}", values: { value: show(high) } }) : "";
}
