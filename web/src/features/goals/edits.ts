import { i18n } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { formatValue, valueLine } from "@/widgets/goals/values";
import type { Place } from "./coach/facts";
import type { KeyResultOut, ObjectiveOut } from "./queries";

/** What people write of an objective. */
export interface ObjectiveWords {
  title: string;
  why: string;
  priority: string;
  cycle_id: string | null;
  team_id: string | null;
  owner_id: string | null;
  private: boolean;
  confidence: number;
}

export function wordsOf(row: ObjectiveOut): ObjectiveWords {
  const { title, why, priority, confidence } = row;
  return { title, why, priority, confidence, private: row.private, cycle_id: row.cycle.id, team_id: row.team?.id ?? null, owner_id: row.owner?.id ?? null };
}

/** Where an objective is written, or its key results. `id`: it is there already. */
export const placeOf = (words: ObjectiveWords, id: string | null): Place => ({ cycle: words.cycle_id, team: words.team_id, owner: words.owner_id, objective: id, personal: words.private });

/** The fields that differ, as they are now: an edit sends nothing else, so that a colleague's change of another field stays. */
export function changesOf<Values extends object>(before: Values, now: Values): Partial<Values> {
  const names = Object.keys(now) as (keyof Values)[];
  return Object.fromEntries(names.filter((name) => !Object.is(before[name], now[name])).map((name) => [name, now[name]])) as Partial<Values>;
}

/** A fact as people read it. */
export interface Shown {
  label: string;
  text: string;
}

/** What a colleague changed meanwhile, as it is now. */
export function changedMeanwhile(before: readonly Shown[], now: readonly Shown[]): Shown[] {
  return now.filter((fact) => before.find((old) => old.label === fact.label)?.text !== fact.text);
}

export function shownObjective(row: ObjectiveOut): Shown[] {
  const yesNo = (is: boolean) => (is ? i18n._({ id: "goals.is.yes", message: "yes" }) : i18n._({ id: "goals.is.no", message: "no" }));
  return [
    { label: i18n._({ id: "goals.objective", message: "Objective" }), text: row.title },
    { label: i18n._({ id: "goals.objective.why.short", message: "Why" }), text: row.why },
    { label: i18n._({ id: "goals.owner", message: "Owner" }), text: row.owner?.name ?? "–" },
    { label: i18n._({ id: "goals.team", message: "Team" }), text: row.team?.name ?? "–" },
    { label: i18n._({ id: "goals.cycle", message: "Cycle" }), text: row.cycle.name },
    { label: i18n._({ id: "goals.priority", message: "Priority" }), text: row.priority || "–" },
    { label: i18n._({ id: "goals.private", message: "Private" }), text: yesNo(row.private) },
    { label: i18n._({ id: "goals.confidence", message: "Confidence" }), text: `${row.confidence} / 10` },
  ];
}

export function shownKeyResult(row: KeyResultOut, locale?: string): Shown[] {
  return [
    { label: i18n._({ id: "goals.keyResult", message: "Key result" }), text: row.title },
    { label: i18n._({ id: "goals.kind", message: "Kind" }), text: row.kind },
    { label: i18n._({ id: "goals.goal", message: "Goal" }), text: valueLine({ ...row, value: null }, locale) || row.steps.map((step) => step.name).join(", ") },
    { label: i18n._({ id: "goals.owner", message: "Owner" }), text: row.owner?.name ?? "–" },
    { label: i18n._({ id: "goals.checkInOwner", message: "Checks in" }), text: row.check_in_owner?.name ?? "–" },
    { label: i18n._({ id: "goals.team", message: "Team" }), text: row.team?.name ?? "–" },
    { label: i18n._({ id: "goals.path", message: "Sub-targets on the way" }), text: row.path.map(({ on, value }) => `${formatDay(on, { locale })}: ${formatValue(value, row, locale)}`).join(", ") },
    { label: i18n._({ id: "goals.dates", message: "Runs" }), text: `${formatDay(row.starts_on, { locale })} – ${formatDay(row.ends_on, { locale })}` },
    { label: i18n._({ id: "goals.weight", message: "Weight" }), text: String(row.weight) },
    { label: i18n._({ id: "goals.commitment", message: "Commitment" }), text: row.commitment },
    { label: i18n._({ id: "goals.confidence", message: "Confidence" }), text: `${row.confidence} / 10` },
    { label: i18n._({ id: "goals.keyResult.notes", message: "Notes" }), text: row.description },
  ];
}
