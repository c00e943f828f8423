import { describe, expect, it } from "vitest";
import { reviewTime } from "../../testing";
import { type Entry, entryFrom, entryOf, measurementOf, progressWith } from "@/widgets/goals/entry";

const blank: Entry = { value: null, done: null, total: null, steps: [], yes: false, effective_on: null, note: "" };
const steps = [
  { id: 1, name: "Pilot", weight: 1, reached: true },
  { id: 2, name: "Audit", weight: 3, reached: false },
];

describe("an entry", () => {
  it("is drafted with the last value and the steps reached", () => {
    const latest = { value: 12, done: null, total: null } as typeof reviewTime.latest;
    expect(entryFrom({ ...reviewTime, latest, steps })).toEqual({ ...blank, value: 12, steps: [1] });
  });

  it("is blank before the first value", () => {
    expect(entryFrom(reviewTime)).toEqual(blank);
  });

  it("that corrects another starts with that one's day and note", () => {
    const item = { value: 1, done: null, total: null, steps: null, effective_on: "2026-11-02", note: "typed too fast" };
    expect(entryOf("binary", item)).toEqual({ ...blank, value: 1, yes: true, effective_on: "2026-11-02", note: "typed too fast" });
  });

  it.each([
    ["decrease", { value: 3.5 }, { value: "3.5", note: "" }],
    ["share", { done: 3, total: 640 }, { done: "3", total: "640", note: "" }],
    ["milestone", { steps: [2] }, { steps: [2], note: "" }],
    ["binary", { yes: true, note: " done " }, { yes: true, note: "done" }],
    ["reach", { value: null, effective_on: "2026-11-02" }, { value: null, effective_on: "2026-11-02", note: "" }],
  ] as const)("of the kind %s sends only what belongs to it", (kind, entry, sent) => {
    expect(measurementOf(kind, { ...blank, value: null, ...entry, steps: "steps" in entry ? [...entry.steps] : [] })).toEqual(sent);
  });
});

describe("progress with an entry", () => {
  it.each([
    ["decrease", { value: 14 }, 0.5],
    ["decrease", { value: 26 }, -0.1],
    ["decrease", { value: null }, null],
    ["reach", { value: 14 }, null],
    ["maintain", { value: 14 }, null],
    ["binary", { yes: true }, 1],
    ["binary", { yes: false }, 0],
    ["milestone", { steps: [2] }, 0.75],
  ] as const)("%s with %o is %s", (kind, entry, progress) => {
    const given = { ...blank, ...entry, steps: "steps" in entry ? [...entry.steps] : [] };
    expect(progressWith({ ...reviewTime, kind, steps }, given)).toBe(progress);
  });

  it("of a share is the part done, and unknown of nothing", () => {
    const share = { ...reviewTime, kind: "share" as const, start: 0, target: 1 };
    expect(progressWith(share, { ...blank, done: 160, total: 640 })).toBe(0.25);
    expect(progressWith(share, { ...blank, done: 0, total: 0 })).toBeNull();
  });
});
