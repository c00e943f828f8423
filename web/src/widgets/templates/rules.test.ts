import { describe, expect, it } from "vitest";
import type { Schema } from "@/api/client";
import { draftOfResult, emptyResult, resultsOf } from "./drafts";
import { idOfPast, pastId, readingOf, startOfExample, templateOf } from "./rules";

const line = (changes: Partial<Schema<"KeyResultLine">>) =>
  ({ id: "k", title: "Review time", kind: "decrease", weight: 1, owner_id: null, progress: 1, health: "achieved", unit: "h", start: 24, target: 4, ...changes }) as Schema<"KeyResultLine">;

describe("what a new objective begins with", () => {
  it("is a template, or something of one's own past", () => {
    expect(pastId(idOfPast("o-1"))).toBe("o-1");
    expect(pastId("calm-nights")).toBeNull();
  });

  it("is of a past objective all that can be measured again", () => {
    const example = { id: "o", title: "Code flows", score: 0.9, cycle: {}, team: null, key_results: [line({}), line({ kind: "objectives", title: "Below" })] };
    const start = startOfExample(example as unknown as Schema<"ExampleOut">);
    expect(start.title).toBe("Code flows");
    expect(start.key_results).toMatchObject([{ title: "Review time", start: 24, target: 4, unit: "h", low: null, source: "" }]);
  });
});

it.each([
  [{ window: "month", source: "Case system" }, "Month. Case system"],
  [{ window: "28 days, rolling", source: "" }, "28 days, rolling"],
  [{ window: "", source: "" }, ""],
])("says of %o where the number comes from", (one, text) => {
  expect(readingOf(one)).toBe(text);
});

it("makes a template of an objective, without what was dropped and with numbers as the API takes them", () => {
  const result = { title: "Wait", kind: "decrease", unit: "h", start: 24, target: 4, low: null, high: null, method: "periods", steps: [], commitment: "stretch", indicator: "leading", description: "Log", state: "active" };
  const given = templateOf("Code flows", "So that", [result, { ...result, state: "dropped" }] as unknown as Schema<"KeyResultOut">[]);
  expect(given.key_results).toHaveLength(1);
  expect(given.key_results?.[0]).toMatchObject({ title: "Wait", start: "24", target: "4", low: null, source: "Log", indicator: "leading" });
});

describe("a key result of a template as it is written", () => {
  it("shows a share in percent and sends it as a ratio", () => {
    const draft = draftOfResult({ title: "Moved", kind: "share", start: "0.1", target: 0.57 as unknown as string }, 0);
    expect(draft).toMatchObject({ start: 10, target: 57 });
    expect(resultsOf([draft])).toMatchObject([{ start: "0.1", target: "0.57", unit: "" }]);
  });

  it("keeps the weight of a step that keeps its name, and what the form does not ask for", () => {
    const draft = draftOfResult({ title: "Off", kind: "milestone", steps: [{ name: "Told", weight: "1" }, { name: "Off", weight: "4" }], window: "each step", commitment: "committed" }, 0);
    const [sent] = resultsOf([{ ...draft, stepLines: "Asked\nOff\n\n" }]);
    expect(sent).toMatchObject({ steps: [{ name: "Asked", weight: "1" }, { name: "Off", weight: "4" }], window: "each step", commitment: "committed" });
  });

  it("leaves out rows without words and numbers of another kind", () => {
    const sent = resultsOf([emptyResult(0), { ...emptyResult(1), title: " Held ", kind: "maintain", start: 3, low: 90 }]);
    expect(sent).toMatchObject([{ title: "Held", start: null, low: "90", steps: [] }]);
  });
});
