import type { Schema } from "@/api/client";
import { hasLine, type Kind } from "./kinds";

type KeyResultIn = Schema<"KeyResultIn">;

/** A key result as it is being written. Numbers are null while empty; a share is written in percent. */
export interface KeyResultDraft {
  key: number;
  title: string;
  kind: Kind;
  unit: string;
  start: number | null;
  target: number | null;
  v70: number | null;
  band: "at_least" | "at_most" | "between" | "zero";
  low: number | null;
  high: number | null;
  method: "periods" | "now" | "strict";
  steps: { name: string; weight: number | null }[];
  weight: number | null;
  commitment: "committed" | "stretch";
  indicator: "leading" | "lagging";
  owner_id: string | null;
}

export function emptyDraft(key: number): KeyResultDraft {
  return {
    key,
    title: "",
    kind: "increase",
    unit: "",
    start: null,
    target: null,
    v70: null,
    band: "at_least",
    low: null,
    high: null,
    method: "periods",
    steps: [{ name: "", weight: 1 }],
    weight: 1,
    commitment: "stretch",
    indicator: "lagging",
    owner_id: null,
  };
}

/** The draft as the API takes it: only the fields that belong to its kind. */
export function asKeyResult(draft: KeyResultDraft): KeyResultIn {
  const { title, kind, commitment, indicator, owner_id } = draft;
  const given: KeyResultIn = { title: title.trim(), kind, commitment, indicator, owner_id, weight: draft.weight ?? 1 };
  if (hasLine(kind)) return { ...given, ...lineOf(draft) };
  if (kind === "maintain") return { ...given, unit: draft.unit.trim(), method: draft.method, ...bandOf(draft) };
  if (kind === "milestone") {
    const steps = draft.steps.filter((step) => step.name.trim() !== "");
    return { ...given, steps: steps.map(({ name, weight }) => ({ name: name.trim(), weight: String(weight ?? 1) })) };
  }
  return given;
}

function lineOf({ kind, start, target, v70, unit }: KeyResultDraft): Partial<KeyResultIn> {
  const scale = kind === "share" ? 0.01 : 1;
  const number = (value: number | null) => (value === null ? null : String(Number((value * scale).toPrecision(15))));
  return { start: number(start), target: number(target), v70: number(v70), unit: kind === "share" ? "" : unit.trim() };
}

function bandOf({ band, low, high }: KeyResultDraft): Partial<KeyResultIn> {
  const text = (value: number | null) => (value === null ? null : String(value));
  if (band === "zero") return { low: "0", high: "0" };
  if (band === "at_least") return { low: text(low), high: null };
  if (band === "at_most") return { low: null, high: text(high) };
  return { low: text(low), high: text(high) };
}

/** A quiet word about how many there are; never a refusal. Null while the number is usual. */
export function countAdvice(count: number): "few" | "many" | null {
  if (count === 1) return "few";
  return count > 5 ? "many" : null;
}
