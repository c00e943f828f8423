import { describe, expect, it } from "vitest";
import { asKeyResult, countAdvice, draftOf, draftOfTemplate, emptyDraft, isBlank, keyResultChanges, type KeyResultDraft, openExamples } from "./drafts";
import { reviewTime } from "./testing";

const draft = (changes: Partial<KeyResultDraft>): KeyResultDraft => ({ ...emptyDraft(0), title: "Some goal", ...changes });

describe("a key result as the API takes it", () => {
  it("has a line from start to target in its own unit", () => {
    const sent = asKeyResult(draft({ title: " Review time ", kind: "decrease", unit: " h ", start: 24, target: 4 }));
    expect(sent).toMatchObject({ title: "Review time", kind: "decrease", unit: "h", start: "24", target: "4", v70: null });
    expect(sent).not.toHaveProperty("low");
  });

  it("sends a share as a ratio, without the dust of binary numbers", () => {
    expect(asKeyResult(draft({ kind: "share", unit: "%", start: 28, target: 57, v70: 0.7 }))).toMatchObject({ start: "0.28", target: "0.57", v70: "0.007", unit: "" });
  });

  it.each([
    [{ band: "zero" }, "0", "0"],
    [{ band: "at_least", low: 99.9, high: 5 }, "99.9", null],
    [{ band: "at_most", low: 1, high: 3 }, null, "3"],
    [{ band: "between", low: 1, high: 3 }, "1", "3"],
  ] as const)("sends the band %o as its two ends", (band, low, high) => {
    expect(asKeyResult(draft({ kind: "maintain", ...band }))).toMatchObject({ low, high, method: "periods" });
  });

  it("leaves out empty steps and keeps the ids of known ones", () => {
    const steps = [{ id: 4, name: "Pilot ", weight: 2 }, { name: " ", weight: 1 }, { name: "Audit", weight: null }];
    expect(asKeyResult(draft({ kind: "milestone", steps })).steps).toEqual([{ id: 4, name: "Pilot", weight: "2" }, { name: "Audit", weight: "1" }]);
  });

  it.each(["binary", "work", "objectives"] as const)("asks for no numbers of the kind %s", (kind) => {
    const sent = asKeyResult(draft({ kind, start: 1, target: 2 }));
    expect(sent).not.toHaveProperty("start");
    expect(sent).not.toHaveProperty("target");
  });

  it("sends sub-targets in the order of their days, a share's as ratios, and none that is half written", () => {
    const path = [{ on: "2026-12-01", value: 60 }, { on: "2026-11-01", value: 28 }, { on: "2026-12-10", value: null }, { on: null, value: 3 }];
    expect(asKeyResult(draft({ start: 0, target: 100, path })).path).toEqual([{ on: "2026-11-01", value: "28" }, { on: "2026-12-01", value: "60" }]);
    expect(asKeyResult(draft({ kind: "share", path: path.slice(1, 2) })).path).toEqual([{ on: "2026-11-01", value: "0.28" }]);
    expect(asKeyResult(draft({ kind: "binary", path }))).not.toHaveProperty("path");
  });

  it("leaves the dates to the cycle unless they are given", () => {
    expect(asKeyResult(draft({}))).not.toHaveProperty("starts_on");
    expect(asKeyResult(draft({ ends_on: "2026-11-30" })).ends_on).toBe("2026-11-30");
  });
});

describe("an edit of a key result", () => {
  const before = draftOf(reviewTime);

  it("sends nothing when nothing was changed", () => {
    expect(keyResultChanges(before, draftOf(reviewTime))).toEqual({});
  });

  it("sends only what differs", () => {
    expect(keyResultChanges(before, { ...before, target: 6, owner_id: null })).toEqual({ target: "6", owner_id: null });
  });

  it("sends a new team and a changed path, and no path that stands as it was", () => {
    const row = { ...reviewTime, path: [{ on: "2026-11-01", value: 14 }] };
    const old = draftOf(row);
    expect(keyResultChanges(old, { ...old, team_id: "t" })).toEqual({ team_id: "t" });
    expect(keyResultChanges(old, { ...old, path: [] })).toEqual({ path: [] });
  });

  it("shows a share in percent and sends it back unchanged", () => {
    const share = draftOf({ ...reviewTime, kind: "share", start: 0.07, target: 0.28 });
    expect([share.start, share.target]).toEqual([7, 28]);
    expect(keyResultChanges(share, { ...share, target: 29 })).toEqual({ target: "0.29" });
  });

  it.each([
    [0, 0, "zero"],
    [1, 2, "between"],
    [1, null, "at_least"],
    [null, 2, "at_most"],
  ] as const)("reads the band %s to %s as %s", (low, high, band) => {
    expect(draftOf({ ...reviewTime, kind: "maintain", low, high }).band).toBe(band);
  });
});

it.each([[1, "few"], [2, null], [5, null], [6, "many"]])("says about %i key results: %s", (count, advice) => {
  expect(countAdvice(count)).toBe(advice);
});

describe("an empty row of the form", () => {
  it.each([
    [{ title: "" }, true],
    [{ title: " " }, true],
    [{ title: "Leads" }, false],
    [{ title: "", target: 500 }, false],
    [{ title: "", steps: [{ name: "Pilot", weight: 1 }] }, false],
  ])("%o is blank: %s", (changes, blank) => {
    expect(isBlank(draft(changes))).toBe(blank);
  });
});

describe("a key result of a template", () => {
  const given = { title: "Moved", kind: "share", unit: "", start: 0.1, target: 0.57, low: null, high: null, method: "periods", steps: [], commitment: "committed", indicator: "leading", guards: false, window: "month", source: "Register" } as const;

  it("brings its words, and its numbers as examples only", () => {
    const made = draftOfTemplate({ ...given, steps: [] }, 2);
    expect(made).toMatchObject({ key: 2, title: "Moved", start: null, target: null, commitment: "committed", description: "Month. Register", examples: { start: 10, target: 57 } });
    expect(asKeyResult(made)).toMatchObject({ start: null, target: null });
    expect(asKeyResult(made)).not.toHaveProperty("examples");
  });

  it("waits for one's own numbers, and for none that its kind has not", () => {
    const made = draftOfTemplate({ ...given, steps: [] }, 0);
    expect(openExamples(made)).toEqual({ start: 10, target: 57 });
    expect(openExamples({ ...made, start: 3 })).toEqual({ target: 57 });
    expect(openExamples({ ...made, kind: "binary" })).toEqual({});
    const band = draftOfTemplate({ ...given, kind: "maintain", start: null, target: null, high: 9, steps: [] }, 0);
    expect(openExamples(band)).toEqual({ high: 9 });
  });
});
