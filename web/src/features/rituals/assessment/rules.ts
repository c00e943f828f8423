import type { Schema } from "@/api/client";

export type AssessmentPage = Schema<"AssessmentPage">;
export type ToAssess = Schema<"ToAssess">;
export type KeyResultLine = Schema<"KeyResultLine">;
export type Decision = Schema<"AssessmentIn">["decision"];
export type TargetIn = Schema<"TargetIn">;

/** New numbers of one key result, as they are typed; what is untouched is not in it. */
export type Targets = Record<string, { target?: number | null; low?: number | null; high?: number | null }>;

export interface Draft {
  judgement: number | null;
  decision: Decision;
  reason: string;
  targets: Targets;
}

/** Whether it can still be assessed: nothing was said this month, and its cycle is not over. */
export const isOpen = (item: Pick<ToAssess, "current"> & { objective: { cycle: { closed: boolean } } }): boolean => item.current === null && !item.objective.cycle.closed;

/** What was said this month, to be corrected; else blank, keeping the goal. */
export const draftOf = (item: ToAssess): Draft => ({
  judgement: item.current?.judgement ?? null,
  decision: "keep",
  reason: "",
  targets: {},
});

/** The decisions that fit: a resting goal is resumed or stopped, others are adjusted, paused or stopped. */
export function decisionsFor(item: ToAssess): Decision[] {
  if (!item.can.decide) return ["keep"];
  return item.objective.state === "paused" ? ["keep", "resume", "stop"] : ["keep", "adjust", "pause", "stop"];
}

/** Which numbers of a key result can be adjusted here; others are edited on its own page. */
export function adjustable(row: KeyResultLine): ("target" | "low" | "high")[] {
  if (row.state === "dropped") return [];
  if (row.kind === "maintain") return (["low", "high"] as const).filter((name) => row[name] !== null && row[name] !== undefined);
  return row.target === null || row.target === undefined ? [] : ["target"];
}

/** Only what really differs from what it is now. */
export function changedTargets(rows: readonly KeyResultLine[], targets: Targets): Omit<TargetIn, "version">[] {
  return rows.flatMap((row) => {
    const given = targets[row.id] ?? {};
    const fields = adjustable(row).filter((name) => given[name] !== undefined && given[name] !== null && given[name] !== row[name]);
    return fields.length === 0 ? [] : [{ key_result_id: row.id, ...Object.fromEntries(fields.map((name) => [name, given[name]])) }];
  });
}

export type Missing = "judgement" | "reason" | "targets" | null;

/** What is still missing before it can be kept. */
export function missingIn(draft: Draft, rows: readonly KeyResultLine[]): Missing {
  if (draft.judgement === null) return "judgement";
  if (draft.decision === "adjust" && changedTargets(rows, draft.targets).length === 0) return "targets";
  return draft.decision !== "keep" && !draft.reason.trim() ? "reason" : null;
}

/** The one to show: that of the address, else the first that nobody has assessed, else the first. */
export const shownItem = (items: readonly ToAssess[], wanted: string | undefined): ToAssess | undefined =>
  items.find((item) => item.objective.id === wanted) ?? items.find((item) => item.current === null) ?? items[0];

/** After this one: the next that nobody has assessed, going round; null when all are done. */
export function nextAfter(items: readonly ToAssess[], id: string): string | null {
  const at = items.findIndex((item) => item.objective.id === id);
  const order = [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0))];
  return order.find((item) => item.current === null && item.can.assess)?.objective.id ?? null;
}
