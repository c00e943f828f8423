import { i18n } from "@/i18n/i18n";
import type { Schema } from "@/api/client";
import { formatShare } from "@/lib/numbers";

type KeyResultOut = Schema<"KeyResultOut">;
type Measurement = Schema<"RecordedOut">["measurement"];

/** A value as it is being written; only what belongs to the kind is sent. */
export interface Entry {
  value: number | null;
  done: number | null;
  total: number | null;
  steps: number[];
  yes: boolean;
  effective_on: string | null;
  note: string;
}

type Measured = Pick<KeyResultOut, "kind" | "latest" | "steps" | "progress">;

/** Drafted, not blank: the last value stands there to be changed. */
export function entryFrom(row: Measured): Entry {
  const { latest } = row;
  return {
    value: latest?.value ?? null,
    done: latest?.done ?? null,
    total: latest?.total ?? null,
    steps: row.steps.filter((step) => step.reached).map((step) => step.id),
    yes: row.kind === "binary" && (row.progress.raw ?? 0) >= 1,
    effective_on: null,
    note: "",
  };
}

/** A recorded value, to be corrected: with its own day and note. */
export function entryOf(kind: KeyResultOut["kind"], item: Pick<Measurement, "value" | "done" | "total" | "steps" | "effective_on" | "note">): Entry {
  const { value, done, total, steps, effective_on, note } = item;
  return { value, done, total, steps: steps ?? [], yes: kind === "binary" && value === 1, effective_on, note };
}

/** The entry as the API takes it. */
export function measurementOf(kind: KeyResultOut["kind"], entry: Entry): Schema<"MeasurementIn"> {
  const rest = { note: entry.note.trim(), ...(entry.effective_on ? { effective_on: entry.effective_on } : {}) };
  const text = (value: number | null) => (value === null ? null : String(value));
  if (kind === "share") return { ...rest, done: text(entry.done), total: text(entry.total) };
  if (kind === "milestone") return { ...rest, steps: entry.steps };
  if (kind === "binary") return { ...rest, yes: entry.yes };
  return { ...rest, value: text(entry.value) };
}

type Line = Pick<KeyResultOut, "kind" | "start" | "target" | "steps">;

/** Progress as it will be with this entry, on the line from start to target; null where only the server can say. */
export function progressWith(row: Line, entry: Entry): number | null {
  if (row.kind === "binary") return entry.yes ? 1 : 0;
  if (row.kind === "milestone") {
    const sum = (steps: Line["steps"]) => steps.reduce((total, step) => total + step.weight, 0);
    const all = sum(row.steps);
    return all > 0 ? sum(row.steps.filter((step) => entry.steps.includes(step.id))) / all : null;
  }
  const value = row.kind === "share" ? shareOf(entry) : entry.value;
  const runs = row.kind === "increase" || row.kind === "decrease" || row.kind === "share";
  if (!runs || value === null || row.start === null || row.target === null) return null;
  return (value - row.start) / (row.target - row.start);
}

const shareOf = ({ done, total }: Entry): number | null => (done === null || !total ? null : done / total);

/** "Progress will be 45%" while typing. */
export function previewOf(row: Line, entry: Entry): string {
  const progress = progressWith(row, entry);
  return progress === null ? "" : i18n._({ id: "goals.record.preview", message: "Progress will be {progress}", values: { progress: formatShare(progress) } });
}
