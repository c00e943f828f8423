import type { Schema } from "@/api/client";

type ResultIn = Schema<"TemplateKeyResultIn">;

/** A key result of a template as it is being written: a share in percent, steps as lines. */
export interface ResultDraft {
  key: number;
  title: string;
  kind: ResultIn["kind"];
  unit: string;
  start: number | null;
  target: number | null;
  low: number | null;
  high: number | null;
  stepLines: string;
  source: string;
  indicator: "leading" | "lagging";
  guards: boolean;
  /** What the form does not ask for, kept as it was. */
  kept: Partial<ResultIn>;
}

export function emptyResult(key: number): ResultDraft {
  return { key, title: "", kind: "increase", unit: "", start: null, target: null, low: null, high: null, stepLines: "", source: "", indicator: "lagging", guards: false, kept: {} };
}

export function draftOfResult(one: ResultIn, key: number): ResultDraft {
  const scale = one.kind === "share" ? 100 : 1;
  const number = (value: number | string | null | undefined) => (value === null || value === undefined ? null : Number((Number(value) * scale).toPrecision(15)));
  return {
    ...emptyResult(key),
    ...{ title: one.title, kind: one.kind, unit: one.unit ?? "", source: one.source ?? "", indicator: one.indicator ?? "lagging", guards: one.guards ?? false },
    ...{ start: number(one.start), target: number(one.target), low: number(one.low), high: number(one.high) },
    stepLines: (one.steps ?? []).map((step) => step.name).join("\n"),
    kept: { method: one.method, commitment: one.commitment, window: one.window, steps: one.steps },
  };
}

/** As the API takes them; rows without words are left out, and so are numbers that are not of the kind. */
export function resultsOf(drafts: readonly ResultDraft[]): ResultIn[] {
  return drafts
    .filter((draft) => draft.title.trim())
    .map(({ title, kind, unit, start, target, low, high, stepLines, source, indicator, guards, kept }) => {
      const text = (value: number | null) => (value === null ? null : String(Number((value * (kind === "share" ? 0.01 : 1)).toPrecision(15))));
      const line = kind === "increase" || kind === "decrease" || kind === "reach" || kind === "share";
      return {
        ...kept,
        ...{ title: title.trim(), kind, unit: kind === "share" ? "" : unit.trim(), source: source.trim(), indicator, guards },
        ...{ start: line ? text(start) : null, target: line ? text(target) : null },
        ...{ low: kind === "maintain" ? text(low) : null, high: kind === "maintain" ? text(high) : null },
        steps: kind === "milestone" ? stepsOf(stepLines, kept.steps ?? []) : [],
      };
    });
}

/** A step that keeps its name keeps its weight. */
function stepsOf(lines: string, before: NonNullable<ResultIn["steps"]>): NonNullable<ResultIn["steps"]> {
  const names = lines.split("\n").map((line) => line.trim()).filter(Boolean);
  return names.map((name) => ({ name, weight: before.find((step) => step.name === name)?.weight ?? "1" }));
}
