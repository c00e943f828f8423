import type { Schema } from "@/api/client";
import { readingOf, type TemplateResult } from "@/widgets/templates/rules";
import { hasLine, type Kind } from "./kinds";

type KeyResultIn = Schema<"KeyResultIn">;
type KeyResultOut = Schema<"KeyResultOut">;

/** The fields that a sentence can fill. */
export const readable = ["kind", "unit", "start", "target", "band", "low", "high", "ends_on"] as const;
export type Readable = (typeof readable)[number];

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
  /** `id`: a step that the server knows, so that values recorded for it keep their meaning. */
  steps: { name: string; weight: number | null; id?: number }[];
  weight: number | null;
  commitment: "committed" | "stretch";
  indicator: "leading" | "lagging";
  owner_id: string | null;
  /** Who gives the check-ins; the owner while null. */
  check_in_owner_id: string | null;
  /** The objective's while null. */
  team_id: string | null;
  /** Dated sub-targets on the way from start to target; a row that is half written is not sent. */
  path: { on: string | null; value: number | null }[];
  /** The cycle's while null. */
  starts_on: string | null;
  ends_on: string | null;
  full_mark: string;
  description: string;
  confidence: number;
  /** What a person typed or chose: the sentence never fills it. */
  own: readonly Readable[];
  /** What was read from the sentence, and follows it. */
  read: readonly Readable[];
  /** Numbers of a template, shown where one's own go and never sent. */
  examples?: Examples;
}

export interface Examples {
  start: number | null;
  target: number | null;
  low: number | null;
  high: number | null;
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
    check_in_owner_id: null,
    team_id: null,
    path: [],
    starts_on: null,
    ends_on: null,
    full_mark: "",
    description: "",
    confidence: 5,
    own: [],
    read: [],
  };
}

/** A key result as it stands, to be edited. */
export function draftOf(row: KeyResultOut): KeyResultDraft {
  const scale = row.kind === "share" ? 100 : 1;
  const number = (value: number | null) => (value === null ? null : Number((value * scale).toPrecision(15)));
  const { title, kind, unit, low, high, method, weight, commitment, indicator, starts_on, ends_on, full_mark, description, confidence } = row;
  const draft: KeyResultDraft = {
    ...emptyDraft(0),
    ...{ title, kind, unit, low, high, method, weight, commitment, indicator, starts_on, ends_on, full_mark, description, confidence },
    start: number(row.start),
    target: number(row.target),
    v70: number(row.v70),
    band: bandKind(low, high),
    steps: row.steps.length > 0 ? row.steps.map(({ id, name, weight: share }) => ({ id, name, weight: share })) : emptyDraft(0).steps,
    owner_id: row.owner?.id ?? null,
    check_in_owner_id: row.check_in_owner?.id ?? null,
    team_id: row.team?.id ?? null,
    path: row.path.map(({ on, value }) => ({ on, value: number(value) })),
  };
  return { ...draft, own: ownOf(draft) };
}

/** What is there already is nobody's to fill: its kind, and whatever else was set. */
const ownOf = (draft: KeyResultDraft): Readable[] => readable.filter((name) => name === "kind" || draft[name] !== emptyDraft(0)[name]);

/** A person's changes: what they typed or chose is theirs from now on. */
export function typed(draft: KeyResultDraft, changes: Partial<KeyResultDraft>): Partial<KeyResultDraft> {
  const names = readable.filter((name) => name in changes);
  if (names.length === 0) return changes;
  return { ...changes, own: [...new Set([...draft.own, ...names])], read: draft.read.filter((name) => !names.includes(name)) };
}

/** A key result of a template: its words and its form. Its numbers stay examples. */
export function draftOfTemplate(one: TemplateResult, key: number): KeyResultDraft {
  const scale = one.kind === "share" ? 100 : 1;
  const number = (value: number | null) => (value === null ? null : Number((value * scale).toPrecision(15)));
  const { title, kind, unit, low, high, method, commitment, indicator } = one;
  const draft: KeyResultDraft = {
    ...emptyDraft(key),
    ...{ title, kind, unit, method, commitment, indicator },
    band: bandKind(low, high),
    steps: one.steps.length > 0 ? one.steps.map(({ name, weight }) => ({ name, weight })) : emptyDraft(0).steps,
    description: readingOf(one),
    examples: { start: number(one.start), target: number(one.target), low, high },
  };
  return { ...draft, own: ownOf(draft) };
}

/** The examples that still wait for a number of one's own. */
export function openExamples({ kind, band, examples, start, target, low, high }: KeyResultDraft): Partial<Examples> {
  const own = { start, target, low, high };
  const names = hasLine(kind) ? (["start", "target"] as const) : kind === "maintain" ? bandEnds[band] : [];
  const open = names.filter((name) => own[name] === null && examples?.[name] !== null && examples?.[name] !== undefined);
  return Object.fromEntries(open.map((name) => [name, examples?.[name]]));
}

const bandEnds = { at_least: ["low"], at_most: ["high"], between: ["low", "high"], zero: [] } as const;

function bandKind(low: number | null, high: number | null): KeyResultDraft["band"] {
  if (low === 0 && high === 0) return "zero";
  if (low !== null && high !== null) return "between";
  return low === null && high !== null ? "at_most" : "at_least";
}

/** What an edit sends: only the fields that differ, so that a colleague's change of another field stays. */
export function keyResultChanges(before: KeyResultDraft, now: KeyResultDraft): Schema<"KeyResultPatch"> {
  const old: Record<string, unknown> = { ...asKeyResult(before) };
  const differs = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(old[name]);
  return Object.fromEntries(Object.entries(asKeyResult(now)).filter(differs));
}

/** The draft as the API takes it: only the fields that belong to its kind. */
export function asKeyResult(draft: KeyResultDraft): KeyResultIn {
  const { title, kind, commitment, indicator, owner_id, check_in_owner_id, team_id, starts_on, ends_on, confidence } = draft;
  const given: KeyResultIn = {
    ...{ title: title.trim(), kind, commitment, indicator, owner_id, check_in_owner_id, team_id, confidence },
    ...(starts_on === null ? {} : { starts_on }),
    ...(ends_on === null ? {} : { ends_on }),
    weight: draft.weight ?? 1,
    full_mark: draft.full_mark.trim(),
    description: draft.description,
  };
  if (hasLine(kind)) return { ...given, ...lineOf(draft) };
  if (kind === "maintain") return { ...given, unit: draft.unit.trim(), method: draft.method, ...bandOf(draft) };
  if (kind === "milestone") {
    const steps = draft.steps.filter((step) => step.name.trim() !== "");
    return { ...given, steps: steps.map(({ id, name, weight }) => ({ ...(id === undefined ? {} : { id }), name: name.trim(), weight: String(weight ?? 1) })) };
  }
  return given;
}

function lineOf({ kind, start, target, v70, unit, path }: KeyResultDraft): Partial<KeyResultIn> {
  const scale = kind === "share" ? 0.01 : 1;
  const text = (value: number) => String(Number((value * scale).toPrecision(15)));
  const number = (value: number | null) => (value === null ? null : text(value));
  const points = path.flatMap(({ on, value }) => (on === null || value === null ? [] : [{ on, value: text(value) }]));
  return { start: number(start), target: number(target), v70: number(v70), unit: kind === "share" ? "" : unit.trim(), path: points.toSorted((a, b) => a.on.localeCompare(b.on)) };
}

function bandOf({ band, low, high }: KeyResultDraft): Partial<KeyResultIn> {
  const text = (value: number | null) => (value === null ? null : String(value));
  if (band === "zero") return { low: "0", high: "0" };
  if (band === "at_least") return { low: text(low), high: null };
  if (band === "at_most") return { low: null, high: text(high) };
  return { low: text(low), high: text(high) };
}

/** Nothing was written into it: the empty row that a form begins with. */
export function isBlank(draft: KeyResultDraft): boolean {
  const { title, start, target, low, high, steps } = draft;
  return !title.trim() && [start, target, low, high].every((number) => number === null) && steps.every((step) => !step.name.trim());
}

/** A quiet word about how many there are; never a refusal. Null while the number is usual. */
export function countAdvice(count: number): "few" | "many" | null {
  if (count === 1) return "few";
  return count > 5 ? "many" : null;
}
