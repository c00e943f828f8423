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

/** The language of what is typed, not that of the page. */
export type Language = "en" | "de";

export const emptyGuide: GuideWords = { whom: "", change: "", part: "", rows: {} };
export const emptyRow: GuideRow = { measure: "", source: "" };

/** A sentence of the form follows the guide until somebody writes into it. */
export function followed(current: string, before: string, now: string): string {
  return current.trim() === "" || current === before ? now : current;
}

/** Everything a person typed, from which the language is told. */
export function wordingOf({ whom, change, part, rows }: GuideWords): string {
  const typed = [whom, change, part, ...Object.values(rows).map((row) => row.measure)].map((text) => text.trim());
  return typed.filter(Boolean).join(" . ");
}

const tidy = (text: string) => text.trim().replace(/[.;,]+$/, "");
const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
const lower = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1);
/** "Review time" -> "review time"; "NPS" and "iPhone" keep theirs; of German only what stands before a noun: "Neue Kunden". */
const small: Record<Language, (text: string) => string> = {
  en: (text) => (/^\p{Lu}[\p{Ll}\s]/u.test(text) ? lower(text) : text),
  de: (text) => (/^\p{Lu}\p{Ll}*(?:e|en|er|es|em|ein)\s+\p{Lu}/u.test(text) || /^(?:ab|am|auf|bei|im|in|mit|ohne|von|vom|zu|zum|zur|schneller|besser|leichter|mehr|weniger|sofort|selbst)\s/iu.test(text) ? lower(text) : text),
};

interface Sentence {
  whom: string;
  change: string;
  part: string;
}

interface Line {
  metric: string;
  start: string;
  target: string;
  /** With the word before it: "by 15 Dec"; empty without a day. */
  by: string;
}

/** How a language puts a goal together. These are words of the goal, not of the page. */
interface Frames {
  locale: string | undefined;
  /** "von 9,5 auf 2 Tage": the unit stands behind the second number only. */
  unitOnce: boolean;
  objective: (said: Sentence) => string;
  bring: (line: Line) => string;
  reduce: (line: Line) => string;
  raise: (line: Line) => string;
  move: (line: Line) => string;
  by: (day: string) => string;
  source: (source: string) => string;
}

const words = (...parts: string[]) => parts.filter(Boolean).join(" ");

const frames: Record<Language, Frames> = {
  en: {
    locale: undefined,
    unitOnce: false,
    objective: ({ whom, change, part }) => words(whom ? `Help ${whom} ${change}` : capital(change), part && `with ${part}`),
    bring: ({ metric, target, by }) => words(`Bring ${metric} to ${target}`, by),
    reduce: ({ metric, start, target, by }) => words(`Reduce ${metric} from ${start} to ${target}`, by),
    raise: ({ metric, start, target, by }) => words(`Increase ${metric} from ${start} to ${target}`, by),
    move: ({ metric, start, target, by }) => words(`Move ${metric} from ${start} to ${target}`, by),
    by: (day) => `by ${day}`,
    source: (source) => `Source: ${source}`,
  },
  de: {
    locale: "de-DE",
    unitOnce: true,
    objective: ({ whom, change, part }) => (whom ? words(`Erreichen, dass ${whom}`, part && `durch ${part}`, change) : capital(words(part && `durch ${part}`, change))),
    bring: ({ metric, target, by }) => words(capital(metric), by, `auf ${target} bringen`),
    reduce: ({ metric, start, target, by }) => words(capital(metric), by, `von ${start} auf ${target} senken`),
    raise: ({ metric, start, target, by }) => words(capital(metric), by, `von ${start} auf ${target} steigern`),
    move: ({ metric, start, target, by }) => words(capital(metric), by, `von ${start} auf ${target} bringen`),
    by: (day) => `bis ${day}`,
    source: (source) => `Quelle: ${source}`,
  },
};

/**
 * "new customers", "work from day one", "a guided set-up" -> "Help new customers work from day one with a guided set-up";
 * "neue Kunden", "am ersten Tag arbeiten" -> "Erreichen, dass neue Kunden am ersten Tag arbeiten".
 */
export function draftedObjective({ whom, change, part }: Sentence, language: Language = "en"): string {
  const said = (text: string) => small[language](tidy(text));
  return tidy(change) ? frames[language].objective({ whom: said(whom), change: said(change), part: said(part) }) : "";
}

/** "review time", 24, 4, "h" -> "Reduce review time from 24 h to 4 h"; what is not known yet stays a blank. */
export function draftedKeyResult(measure: string, draft: Pick<KeyResultDraft, "start" | "target" | "unit" | "ends_on">, language: Language = "en", locale?: string): string {
  const metric = small[language](tidy(measure));
  if (!metric) return "";
  const { start, target, ends_on, unit } = draft;
  const frame = frames[language];
  const style = frame.locale ?? locale;
  const by = ends_on === null ? "" : frame.by(formatDay(ends_on, { locale: style }));
  const line = { metric, by, start: amount(start, frame.unitOnce ? "" : unit, style), target: amount(target, unit, style) };
  if (start === null && target !== null) return frame.bring(line);
  if (start === null || target === null) return frame.move(line);
  return target < start ? frame.reduce(line) : frame.raise(line);
}

function amount(value: number | null, unit: string, locale?: string): string {
  return `${value === null ? "…" : formatNumber(value, { decimals: 6, locale })} ${value === null ? "" : unit.trim()}`.trim();
}

/** The note that keeps where the number comes from. */
export const draftedSource = (source: string, language: Language = "en"): string => (source.trim() ? frames[language].source(source.trim()) : "");

/** The kind that two numbers ask for; the coach's reading of the sentence may say it better. */
export function kindOfNumbers(start: number | null, target: number | null): KeyResultDraft["kind"] {
  if (start === null) return target === null ? "increase" : "reach";
  return target !== null && target < start ? "decrease" : "increase";
}
