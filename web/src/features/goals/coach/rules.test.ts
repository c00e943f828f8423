import { describe, expect, it } from "vitest";
import { draftOf, emptyDraft, type KeyResultDraft, typed } from "../drafts";
import { reviewTime } from "../testing";
import { blankIn, filled, type Finding, hintsOf, questionOf, type Reading } from "./rules";

const draft = (changes: Partial<KeyResultDraft> = {}): KeyResultDraft => ({ ...emptyDraft(0), title: "Some goal", ...changes });
const reading = (said: Partial<Reading>): Reading => ({
  ...{ kind: "milestone", outcome: true, measurable: true, vague: false, baseline: null, target: null, unit: "", relative: false },
  ...{ due: null, due_words: "", metric: "", spans: {} },
  ...said,
});
const fall = reading({ kind: "decrease", baseline: "24", target: "4", unit: "h", due: "2026-12-15" });

describe("the fields of the form, filled from the sentence", () => {
  it.each<[string, Partial<Reading>, Partial<KeyResultDraft>]>([
    ["from 24 h to 4 h by 15 December", fall, { kind: "decrease", start: 24, target: 4, unit: "h", ends_on: "2026-12-15" }],
    ["61 % to 70 % of checkouts", { kind: "increase", baseline: "61", target: "70", unit: "%" }, { start: 61, target: 70, unit: "%" }],
    ["80 % of the folders: a share is in percent and has no unit", { kind: "share", target: "80", unit: "%" }, { kind: "share", target: 80 }],
    ["500 qualified leads", { kind: "reach", target: "500", unit: "qualified leads" }, { kind: "reach", target: 500, unit: "qualified leads" }],
    ["by 20 %: an amount of change is no target", { kind: "decrease", target: "20", unit: "%", relative: true }, { kind: "decrease" }],
    ["from 100 by 20 %: where it starts is said", { kind: "decrease", baseline: "100", target: "20", unit: "%", relative: true }, { kind: "decrease", start: 100 }],
    ["zero critical bugs", { kind: "maintain", target: "0", unit: "bugs" }, { kind: "maintain", band: "zero", unit: "bugs" }],
    ["uptime of 99.9 %: which side of it is good is not said", { kind: "maintain", target: "99.9", unit: "%" }, { kind: "maintain", unit: "%" }],
    ["licence granted", { kind: "binary" }, { kind: "binary" }],
    ["a number with a point", { kind: "increase", target: "4.50", unit: "points" }, { target: 4.5, unit: "points" }],
  ])("%s", (_, said, fields) => {
    const { read, ...changes } = filled(draft(), reading(said))!;
    expect(changes).toEqual(fields);
    expect(read).toEqual(expect.arrayContaining(Object.keys(fields)));
  });

  it.each<[string, Partial<Reading>]>([
    ["words without a number choose no kind", { kind: "milestone", outcome: false }],
    ["nor does a state that nobody could check", { kind: "binary", measurable: false }],
  ])("%s", (_, said) => {
    expect(filled(draft(), reading(said))).toBeNull();
  });

  it("never touches what a person typed or chose", () => {
    const mine = draft(typed(draft(), { start: 30, unit: "hours", kind: "increase" }));
    expect(filled(mine, fall)).toEqual({ target: 4, ends_on: "2026-12-15", read: ["target", "ends_on"] });
  });

  it("does not fill again what a person emptied", () => {
    const read = draft({ ...filled(draft(), fall) });
    const emptied = draft({ ...read, ...typed(read, { start: null }) });
    expect(emptied.read).not.toContain("start");
    expect(filled(emptied, fall)).toBeNull();
  });

  it("follows the sentence, and empties what it no longer says", () => {
    const read = draft({ ...filled(draft(), fall) });
    expect(filled(read, fall)).toBeNull();
    expect(filled(read, { ...fall, target: "6", due: null })).toMatchObject({ target: 6, ends_on: null });
    expect(filled(read, reading({ measurable: false }))).toEqual({ kind: "increase", unit: "", start: null, target: null, ends_on: null, read: [] });
  });

  it("leaves a field alone in which somebody is", () => {
    const changes = filled(draft(), fall, ["start"])!;
    expect(changes).not.toHaveProperty("start");
    expect(changes.read).not.toContain("start");
    expect(filled(draft(changes), fall)).toMatchObject({ start: 24 });
  });

  it("leaves a key result that stands as it stands", () => {
    expect(filled(draftOf(reviewTime), { ...fall, baseline: "30", target: "2" })).toEqual(null);
  });

  it("takes numbers that fit the chosen kind only", () => {
    const milestone = draft(typed(draft(), { kind: "milestone" }));
    expect(filled(milestone, { ...fall, due: null })).toBeNull();
  });
});

describe("what the coach is asked", () => {
  const asked = (changes: Partial<KeyResultDraft>) => questionOf({ objective: null, drafts: [draft(changes)] }).key_results![0]!;

  it("sends what a person filled in, and not what was read from the sentence", () => {
    const read = { kind: "decrease", start: 24, target: 4, unit: "h", read: ["kind", "start", "unit"], own: ["target"] } as const;
    expect(asked(read)).toMatchObject({ kind: null, start: null, target: "4", unit: "" });
  });

  it.each<[string, Partial<KeyResultDraft>, object]>([
    ["a band at zero", { kind: "maintain", band: "zero", own: ["kind"] }, { kind: "maintain", low: "0", high: "0" }],
    ["the steps that have a name", { kind: "milestone", own: ["kind"], steps: [{ name: "Pilot", weight: 1 }, { name: " ", weight: 1 }] }, { steps: 1 }],
    ["nothing of what counts tasks", { kind: "work", own: ["kind"], title: "Launch" }, { title: "" }],
    ["that somebody reads it", { check_in_owner_id: "mia" }, { source: true, owner: null }],
    ["no more of a long line than it takes", { title: "x".repeat(700) }, { title: "x".repeat(600) }],
  ])("tells %s", (_, changes, said) => {
    expect(asked(changes)).toMatchObject(said);
  });

  it("is the same question before and after the fields were filled from the sentence", () => {
    const before = draft({ title: "Keep uptime above 99.9 %" });
    const after = { ...before, ...filled(before, reading({ kind: "maintain", target: "99.9", unit: "%", due: "2026-12-15" })) };
    expect(questionOf({ objective: null, drafts: [after] })).toEqual(questionOf({ objective: null, drafts: [before] }));
  });

  it("hands on what is known of the goals around it, and of an objective only when it is written", () => {
    const context = { starts_on: "2026-10-01", ends_on: "2026-12-31", team_objectives: 4, personal: true };
    const history = { chance: 0.4, same_confidence: 3 };
    const facts = { context, histories: { k: history }, aligned: false, off: [] };
    expect(questionOf({ objective: "Flow", drafts: [], facts })).toEqual({ objective: { title: "Flow", aligned: false }, key_results: [], context, wording: "" });
    expect(questionOf({ objective: null, drafts: [] })).toMatchObject({ objective: null, context: null });
    const [known, fresh] = questionOf({ objective: null, drafts: [{ ...draft(), key: 1 }, { ...draft(), key: 2 }], facts, ids: { 1: "k" } }).key_results!;
    expect([known!.history, fresh!.history]).toEqual([history, null]);
  });

  it("says that nobody answers for it only where that is known, and that no source is named only of a new one", () => {
    const of = (more: Partial<Parameters<typeof questionOf>[0]>, changes: Partial<KeyResultDraft> = {}) => questionOf({ objective: null, drafts: [draft(changes)], ...more }).key_results![0]!;
    expect([of({}).owner, of({ owner: null }).owner, of({ owner: "me" }).owner, of({ owner: null }, { owner_id: "me" }).owner]).toEqual([null, false, true, true]);
    expect([of({}).source, of({}, { description: "The report" }).source, of({}, { check_in_owner_id: "me" }).source, of({ ids: { [draft().key]: "k" } }).source]).toEqual([false, true, true, null]);
  });
});

describe("the hints of a line", () => {
  const finding = (rule: string, rank: number): Finding => ({ rule, rank, name: rule, severity: "warning", part: "key_result", index: 0, message: rule, fix: "y", fields: [] });
  const found = [finding("KR22", 4), finding("KR04", 1), finding("KR14", 2), finding("KR01", 3)];
  const rules = (hints: Finding[]) => hints.map(({ rule }) => rule);

  it("are three at most, the most important first", () => {
    expect(rules(hintsOf(found, "x"))).toEqual(["KR04", "KR14", "KR01"]);
  });

  it("do not come back when they were waved away", () => {
    expect(rules(hintsOf(found, "x", { waved: ["KR04"] }))).toEqual(["KR14", "KR01", "KR22"]);
  });

  it("accept an output that is kept as steps, and say no more once the steps are written", () => {
    const kept = draft(typed(draft(), { kind: "milestone" }));
    expect(rules(hintsOf(found, "x", { draft: kept }))).toEqual(["KR14", "KR22"]);
    expect(rules(hintsOf(found, "x", { draft: { ...kept, steps: [{ name: "Pilot", weight: 1 }] } }))).toEqual(["KR22"]);
  });

  it("go when the line is emptied, and offer no rewrite while blanks of the last one are open", () => {
    expect(hintsOf(found, " ")).toEqual([]);
    expect(hintsOf(found, "Move … from 4")[0]!.fix).toBe("");
    expect(hintsOf(found, "Move it from 4")[0]!.fix).toBe("y");
  });

  it("leave the number of key results to the word beside the button", () => {
    expect(hintsOf([finding("OB05", 1)], "x")).toEqual([]);
  });
});

it.each([
  ["Reduce churn from … to …", 0, { start: 18, end: 19 }],
  ["Reduce churn from … to …", 19, { start: 23, end: 24 }],
  ["Reduce churn from 4 % to 2 %", 0, null],
])("finds the first blank of %s after %i", (text, after, gap) => {
  expect(blankIn(text, after)).toEqual(gap);
});
