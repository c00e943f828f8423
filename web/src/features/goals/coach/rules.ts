import type { Schema } from "@/api/client";
import { emptyDraft, type KeyResultDraft, readable, type Readable } from "../drafts";
import { hasLine, type Kind } from "../kinds";
import type { Facts } from "./facts";

export type Question = Schema<"ReviewIn">;
export type Review = Schema<"ReviewOut">;
export type Reading = Schema<"ReadsAs">;
export type Finding = Schema<"FindingOut">;

/** One line of a form: the objective, or a key result by its key. */
export type LineKey = "objective" | number;

/** Shown under one line at a time. */
export const atATime = 3;
const longest = 600;
const mostLines = 20;
/** Something is made instead of changed: whoever wants it so keeps it as steps. */
const outputRules = ["KR04", "KR19"];
/** How many key results there are is said beside the button that adds one, how many objectives beside the team. */
const saidElsewhere = ({ rule, severity }: Finding) => rule === "OB05" || (rule === "OB06" && severity === "info");

interface Written {
  /** null: the objective stands already and is not being written. */
  objective: string | null;
  drafts: readonly KeyResultDraft[];
  /** What is known of the goals around it. */
  facts?: Facts | null;
  /** By the key of the draft, the id of a key result that is there already. */
  ids?: Readonly<Record<number, string>>;
  /** Whoever answers for what has no owner of its own; undefined: not known. */
  owner?: string | null;
  /** What is typed beside the lines, which tells the language. */
  wording?: string;
}

/** What the coach is asked: the words as they stand, and those fields that a person filled in. */
export function questionOf({ objective, drafts, facts, ids = {}, owner, wording = "" }: Written): Question {
  return {
    objective: objective === null ? null : { title: objective.slice(0, longest), aligned: facts?.aligned ?? null },
    key_results: drafts.slice(0, mostLines).map((draft) => {
      const id = ids[draft.key];
      return { ...lineOf(draft, owner, id !== undefined), history: (id !== undefined && facts?.histories[id]) || null };
    }),
    context: facts?.context ?? null,
    wording: wording.slice(0, 2000),
  };
}

function lineOf(draft: KeyResultDraft, owner: string | null | undefined, isThere: boolean): Schema<"KeyResultText"> {
  const { kind, own } = draft;
  const mine = (name: Readable) => !draft.read.includes(name);
  const number = (name: "start" | "target" | "low" | "high") => (mine(name) && draft[name] !== null ? String(draft[name]) : null);
  const chosen = own.includes("kind") ? kind : null;
  // what counts tasks or objectives has its number from them, whatever its words
  const computed = kind === "work" || kind === "objectives";
  return {
    title: computed ? "" : draft.title.slice(0, longest),
    kind: chosen,
    ...(hasLine(chosen ?? "increase") && { start: number("start"), target: number("target") }),
    ...(chosen === "maintain" && (draft.band === "zero" ? { low: "0", high: "0" } : { low: number("low"), high: number("high") })),
    unit: mine("unit") ? draft.unit.trim().slice(0, 40) : "",
    starts_on: draft.starts_on,
    ends_on: mine("ends_on") ? draft.ends_on : null,
    owner: answersFor(draft, owner),
    source: draft.check_in_owner_id !== null || draft.description.trim() !== "" || (isThere ? null : false),
    steps: kind === "milestone" ? stepsOf(draft) : 0,
    scored: draft.full_mark.trim() !== "" || draft.v70 !== null,
    commitment: draft.commitment,
    indicator: draft.indicator === "leading" ? "leading" : null,
    sub_targets: draft.path.filter((point) => point.on !== null && point.value !== null).length,
  };
}

function answersFor(draft: KeyResultDraft, owner: string | null | undefined): boolean | null {
  if (draft.owner_id !== null) return true;
  return owner === undefined ? null : owner !== null;
}

const stepsOf = (draft: KeyResultDraft): number => draft.steps.filter((step) => step.name.trim() !== "").length;

/** What the sentence changes in the form; null when nothing. `held`: fields somebody is in just now are left alone. */
export function filled(draft: KeyResultDraft, reading: Reading, held: readonly Readable[] = []): Partial<KeyResultDraft> | null {
  const said = fieldsOf(draft, reading);
  const blank = emptyDraft(0);
  const changes: Partial<Record<Readable, unknown>> = {};
  const read: Readable[] = [];
  for (const name of readable) {
    if (draft.own.includes(name)) continue;
    if (held.includes(name)) {
      if (draft.read.includes(name)) read.push(name);
      continue;
    }
    const wanted = said[name];
    if (wanted !== undefined) read.push(name);
    const value = wanted ?? (draft.read.includes(name) ? blank[name] : draft[name]);
    if (value !== draft[name]) changes[name] = value;
  }
  const sameMarks = read.length === draft.read.length && read.every((name) => draft.read.includes(name));
  return sameMarks && Object.keys(changes).length === 0 ? null : ({ ...changes, read } as Partial<KeyResultDraft>);
}

type Said = Partial<Pick<KeyResultDraft, Readable>>;

function fieldsOf(draft: KeyResultDraft, reading: Reading): Said {
  const said: Said = {};
  if (reading.due) said.ends_on = reading.due;
  const kind = draft.own.includes("kind") ? draft.kind : kindSaid(reading);
  if (kind === null) return said;
  said.kind = kind;
  const target = numberOf(reading.target);
  if (hasLine(kind)) {
    const start = numberOf(reading.baseline);
    if (start !== null) said.start = start;
    if (target !== null && !reading.relative) said.target = target;
  }
  if (kind === "maintain" && target === 0) said.band = "zero";
  const hasUnit = (hasLine(kind) && kind !== "share") || kind === "maintain";
  if (hasUnit && reading.unit && !reading.relative) said.unit = reading.unit;
  return said;
}

/** Words without a number choose no kind, but for a state that is there or not: fields would come and go under the typing hand. */
function kindSaid({ kind, target, baseline, measurable }: Reading): Kind | null {
  if (target !== null || baseline !== null) return kind;
  return kind === "binary" && measurable ? kind : null;
}

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));

/** The findings to show under a line: the first three that nobody has waved away, and none that its steps have answered. */
export function hintsOf(findings: readonly Finding[], title: string, { waved = [], draft }: { waved?: readonly string[]; draft?: KeyResultDraft } = {}): Finding[] {
  if (!title.trim()) return [];
  const answered = draft ? answeredBySteps(draft) : [];
  const open = findings.filter((finding) => !waved.includes(finding.rule) && !answered.includes(finding.rule) && !saidElsewhere(finding));
  const ranked = open.toSorted((a, b) => a.rank - b.rank).slice(0, atATime);
  // first the blanks of the last rewrite are filled in
  return blankIn(title) ? ranked.map((finding) => ({ ...finding, fix: "" })) : ranked;
}

/** Whoever keeps an output as steps has answered the question; with the steps written, how it is scored is answered too. */
function answeredBySteps(draft: KeyResultDraft): string[] {
  if (draft.kind !== "milestone" || !draft.own.includes("kind")) return [];
  const accepted = [...outputRules, "KR01", "KR02"];
  return stepsOf(draft) > 0 ? [...accepted, "KR14"] : accepted;
}

/** The hint that one may answer by keeping the line as steps. */
export const answeredByKeeping = (hints: readonly Finding[]): Finding | undefined => hints.find(({ rule }) => outputRules.includes(rule));

/** The blank that a rewrite leaves for what only the writer knows. */
const blank = "…";

/** Where the first blank of a rewrite stands, or the first after a place, to be typed over; null without one. */
export function blankIn(text: string, after = 0): { start: number; end: number } | null {
  const at = text.indexOf(blank, after);
  return at < 0 ? null : { start: at, end: at + blank.length };
}
