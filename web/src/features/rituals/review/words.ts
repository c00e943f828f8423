import { i18n } from "@/i18n/i18n";
import type { Cause } from "./rules";

const words: Record<Cause, () => string> = {
  resources: () => i18n._({ id: "rituals.cause.resources", message: "Too few hands" }),
  unrealistic_plan: () => i18n._({ id: "rituals.cause.plan", message: "The plan was too big" }),
  external: () => i18n._({ id: "rituals.cause.external", message: "Something outside of our reach" }),
  dependency: () => i18n._({ id: "rituals.cause.dependency", message: "We waited for others" }),
  execution: () => i18n._({ id: "rituals.cause.execution", message: "How we went about it" }),
  priorities_changed: () => i18n._({ id: "rituals.cause.priorities", message: "Other things came first" }),
  wrong_metric: () => i18n._({ id: "rituals.cause.metric", message: "The number did not show it" }),
  unknown: () => i18n._({ id: "rituals.cause.unknown", message: "We do not know yet" }),
};

export const causes = Object.keys(words) as Cause[];
export const causeWord = (cause: string): string => words[cause as Cause]?.() ?? cause;

/** What a closed cycle ended with: what people judged, and what has the score of its numbers because nobody did. */
export function decided(graded: number, n: number): string {
  const values = { graded, n, left: n - graded };
  if (graded === n) return i18n._({ id: "rituals.decided.all", message: "The cycle is closed: {n, plural, one {its key result has its final score} other {all # key results have their final score}}.", values });
  if (graded === 0) return i18n._({ id: "rituals.decided.none", message: "The cycle is closed, and nobody judged {n, plural, one {its key result: it has the score of its numbers} other {its # key results: they have the score of their numbers}}.", values });
  return i18n._({ id: "rituals.decided.some", message: "The cycle is closed: {graded} of {n} key results were judged, {left, plural, one {# was not and has the score of its numbers} other {# were not and have the score of their numbers}}.", values });
}

/** Nothing can be caught up with in a closed cycle: what was done, and what was not. */
export function endedWords(row: { key_results: number; graded: number; missing: readonly string[] }): string {
  const left = row.key_results - row.graded;
  const parts = [
    left === 0 ? i18n._({ id: "rituals.ended.judged", message: "all judged" }) : i18n._({ id: "rituals.ended.notJudged", message: "{left} not judged", values: { left } }),
    row.missing.includes("retrospective") ? i18n._({ id: "rituals.ended.noRetrospective", message: "no retrospective" }) : "",
  ];
  return parts.filter(Boolean).join(", ");
}
