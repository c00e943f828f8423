import { i18n } from "@/i18n/i18n";
import { formatNumber, narrow } from "@/lib/numbers";
import type { Explanation } from "./queries";

const names: Record<string, () => string> = {
  start: () => i18n._({ id: "why.input.start", message: "Baseline" }),
  target: () => i18n._({ id: "why.input.target", message: "Target" }),
  value: () => i18n._({ id: "why.input.value", message: "Value now" }),
  done: () => i18n._({ id: "why.input.done", message: "Done" }),
  total: () => i18n._({ id: "why.input.total", message: "In all" }),
  hours: () => i18n._({ id: "why.input.hours", message: "Hours estimated" }),
  hours_done: () => i18n._({ id: "why.input.hoursDone", message: "Hours done" }),
};

/** A quantity of a formula as people say it. */
export const inputName = (name: string): string => names[name]?.() ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");

const reasons: Record<string, () => string> = {
  measurement: () => i18n._({ id: "why.reason.measurement", message: "a new value" }),
  work: () => i18n._({ id: "why.reason.work", message: "work" }),
  graph: () => i18n._({ id: "why.reason.graph", message: "a change of goals or weights" }),
  definition: () => i18n._({ id: "why.reason.definition", message: "a change of its definition" }),
  time: () => i18n._({ id: "why.reason.time", message: "the day" }),
  repair: () => i18n._({ id: "why.reason.repair", message: "a repair" }),
};

/** Why a number moved where no single thing did it. */
export const reasonName = (why: string): string => reasons[why]?.() ?? why;

/** The explanation as plain text, to be pasted into a mail. */
export function asText(explanation: Explanation): string {
  const lines = [`${explanation.title}: ${narrow(explanation.progress.display) || "–"}`, narrow(explanation.formula)];
  for (const line of [explanation.forecast, explanation.divergence].filter(Boolean)) lines.push(narrow(line));
  for (const input of explanation.inputs) lines.push(`${inputName(input.name)}: ${input.value === null ? "–" : formatNumber(input.value, { unit: input.unit, decimals: 4 })}`);
  for (const part of explanation.parts) {
    const title = part.hidden ? i18n._({ id: "goals.hidden", message: "a goal that is not shared with you" }) : part.title;
    lines.push(`- ${title}: ${narrow(part.progress.display) || "–"} × ${narrow(part.share_display)}`);
  }
  for (const move of explanation.moved_by) {
    lines.push(`${move.at.slice(0, 16).replace("T", " ")}  ${narrow(move.old_display) || "–"} → ${narrow(move.new_display) || "–"}  ${move.cause?.label ?? reasonName(move.why)}`);
  }
  return lines.join("\n");
}
