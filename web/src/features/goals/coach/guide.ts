import { i18n } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import type { KeyResultDraft } from "../drafts";

/** What is written in the guide beside the fields of the form: the form's sentences are drafted from it. */
export interface GuideWords {
  whom: string;
  change: string;
  /** What the team brings to it. */
  part: string;
  /** By the key of the key result. */
  rows: Readonly<Record<number, GuideRow>>;
}

export interface GuideRow {
  measure: string;
  source: string;
}

export const emptyGuide: GuideWords = { whom: "", change: "", part: "", rows: {} };
export const emptyRow: GuideRow = { measure: "", source: "" };

/** A sentence of the form follows the guide until somebody writes into it. */
export function followed(current: string, before: string, now: string): string {
  return current.trim() === "" || current === before ? now : current;
}

const tidy = (text: string) => text.trim().replace(/[.;,]+$/, "");
const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
/** "Review time" -> "review time"; "NPS" and "iPhone" keep theirs. */
const small = (text: string) => (/^\p{Lu}[\p{Ll}\s]/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text);

/** "new customers", "work from day one", "a guided set-up" -> "Help new customers work from day one with a guided set-up". */
export function draftedObjective(words: Pick<GuideWords, "whom" | "change" | "part">): string {
  const whom = small(tidy(words.whom));
  const change = small(tidy(words.change));
  const part = small(tidy(words.part));
  if (!change) return "";
  const help = whom ? i18n._({ id: "goals.guide.help", message: "Help {whom} {change}", values: { whom, change } }) : capital(change);
  return part ? i18n._({ id: "goals.guide.with", message: "{help} with {part}", values: { help, part } }) : help;
}

/** "review time", 24, 4, "h" -> "Reduce review time from 24 h to 4 h"; what is not known yet stays a blank. */
export function draftedKeyResult(measure: string, draft: Pick<KeyResultDraft, "start" | "target" | "unit" | "ends_on">, locale?: string): string {
  const metric = small(tidy(measure));
  if (!metric) return "";
  const { start, target, ends_on } = draft;
  const values = { metric, start: amount(start, draft.unit, locale), target: amount(target, draft.unit, locale) };
  const line = () => {
    if (start === null && target !== null) return i18n._({ id: "goals.guide.bring", message: "Bring {metric} to {target}", values });
    if (start !== null && target !== null && target < start) return i18n._({ id: "goals.guide.reduce", message: "Reduce {metric} from {start} to {target}", values });
    if (start !== null && target !== null) return i18n._({ id: "goals.guide.raise", message: "Increase {metric} from {start} to {target}", values });
    return i18n._({ id: "goals.guide.move", message: "Move {metric} from {start} to {target}", values });
  };
  return ends_on === null ? line() : i18n._({ id: "goals.guide.by", message: "{line} by {day}", values: { line: line(), day: formatDay(ends_on, { locale }) } });
}

const amount = (value: number | null, unit: string, locale?: string) => (value === null ? "…" : `${formatNumber(value, { decimals: 6, locale })} ${unit.trim()}`.trim());

/** The note that keeps where the number comes from. */
export const draftedSource = (source: string): string =>
  source.trim() ? i18n._({ id: "goals.guide.source.note", message: "Source: {source}", values: { source: source.trim() } }) : "";

/** The kind that two numbers ask for; the coach's reading of the sentence may say it better. */
export function kindOfNumbers(start: number | null, target: number | null): KeyResultDraft["kind"] {
  if (start === null) return target === null ? "increase" : "reach";
  return target !== null && target < start ? "decrease" : "increase";
}
