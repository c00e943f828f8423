import type { Schema } from "@/api/client";

export type Grading = Schema<"GradingOut">;
export type GradedObjective = Grading["objectives"][number];
export type GradedKeyResult = GradedObjective["key_results"][number];
export type Cause = NonNullable<Schema<"GradeIn">["causes"]>[number];
export type Retrospective = Schema<"RetrospectiveOut">;
export type CarryPlan = Schema<"CarryPlan">;
export type ObjectivePlan = CarryPlan["objectives"][number];
export type How = Schema<"ChoiceIn">["how"];
export type CycleReviews = Schema<"CycleReviews">;
export type Band = "red" | "amber" | "green";

interface Dated {
  id: string;
  kind: string;
  starts_on: string;
  ends_on: string;
}

const days = (from: string, to: string) => Math.abs(Date.parse(from) - Date.parse(to)) / 86_400_000;

/** The cycle one looks back on without being told: the one that ends nearest to today, a year only if there is nothing else. */
export function cycleToReview<Cycle extends Dated>(cycles: readonly Cycle[], today: string): Cycle | undefined {
  const begun = cycles.filter((cycle) => cycle.starts_on <= today);
  const short = begun.filter((cycle) => cycle.kind !== "year");
  return (short.length > 0 ? short : begun).toSorted((a, b) => days(a.ends_on, today) - days(b.ends_on, today) || b.ends_on.localeCompare(a.ends_on))[0];
}

/** The band of a score, as the arithmetic has it. */
export function bandOf(score: number, commitment: string): Band {
  const [green, amber] = commitment === "committed" ? [1, 0.9] : [0.7, 0.4];
  return score >= green ? "green" : score >= amber ? "amber" : "red";
}

export interface Final {
  score: number | null;
  reason: string;
  causes: Cause[];
  note: string;
}

/** What the form opens with: the score that was given, else the one that the numbers suggest. */
export const finalOf = ({ key_result: row, suggestion }: GradedKeyResult): Final => ({
  score: row.grade?.score ?? suggestion.suggested,
  reason: row.grade?.reason ?? "",
  causes: (row.grade?.causes ?? []) as Cause[],
  note: row.grade?.note ?? "",
});

/** Which words the server will ask for; the form shows exactly these. */
export function asksFor({ key_result: row, suggestion }: GradedKeyResult, score: number | null): { reason: boolean; causes: boolean; required: boolean } {
  const differs = score !== null && suggestion.suggested !== null && score !== suggestion.suggested;
  const missed = score !== null && bandOf(score, row.commitment) !== "green";
  return { reason: differs, causes: missed, required: missed && row.commitment === "committed" };
}

/** Whether the suggested score can be taken with one click. */
export const isPlain = (one: GradedKeyResult): boolean => one.suggestion.suggested !== null && !asksFor(one, one.suggestion.suggested).required;

/** How each objective begins: what the server suggests; what was carried already stays. */
export const choicesOf = (plan: CarryPlan): Record<string, How> =>
  Object.fromEntries(plan.objectives.filter((one) => one.successor === null).map((one) => [one.objective.id, one.suggested]));

/** What is sent: each objective's way, and the titles with new numbers of those key results that go on under them. */
export const choicesIn = (plan: CarryPlan, choices: Record<string, How>, renamed: ReadonlySet<string>): Schema<"ChoiceIn">[] =>
  plan.objectives.flatMap(({ objective, continued, cloned }) => {
    const how = choices[objective.id];
    if (how === undefined) return [];
    const going = how === "drop" ? [] : (how === "continue" ? continued : cloned).key_results;
    const titles = going.filter((one) => !one.left_out && renamed.has(one.key_result.id)).map((one) => ({ key_result_id: one.key_result.id, title: one.title }));
    return [{ objective_id: objective.id, how, ...(titles.length > 0 && { titles }) }];
  });

export const isCarried = (how: How | undefined): boolean => how !== undefined && how !== "drop";
