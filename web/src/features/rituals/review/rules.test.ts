import { beforeAll, describe, expect, it } from "vitest";
import { i18n } from "@/i18n/i18n";
import { asksFor, bandOf, type CarryPlan, choicesIn, cycleToReview, finalOf, type GradedKeyResult, isPlain } from "./rules";
import { decided, endedWords } from "./words";

const cycle = (id: string, starts_on: string, ends_on: string, kind = "quarter") => ({ id, kind, starts_on, ends_on });
const graded = (commitment: string, suggested: number | null, grade: object | null = null): GradedKeyResult =>
  ({ key_result: { commitment, grade }, suggestion: { suggested, original: suggested, revised: false }, mine: null, scores: [], opinion: null }) as unknown as GradedKeyResult;

describe("the cycle that is looked back on", () => {
  const cycles = [cycle("y", "2026-01-01", "2026-12-31", "year"), cycle("q1", "2026-01-01", "2026-03-31"), cycle("q2", "2026-04-01", "2026-06-30"), cycle("q3", "2026-07-01", "2026-09-30")];

  it("is the one that ends nearest to today, and never one to come", () => {
    expect(cycleToReview(cycles, "2026-04-10")?.id).toBe("q1");
    expect(cycleToReview(cycles, "2026-06-20")?.id).toBe("q2");
    expect(cycleToReview(cycles, "2026-06-30")?.id).toBe("q2");
    expect(cycleToReview([cycles[0]!], "2026-06-30")?.id).toBe("y");
    expect(cycleToReview(cycles, "2025-06-30")).toBeUndefined();
  });
});

describe("bands", () => {
  it.each([
    [0.7, "stretch", "green"],
    [0.69, "stretch", "amber"],
    [0.4, "stretch", "amber"],
    [0.39, "stretch", "red"],
    [1, "committed", "green"],
    [0.99, "committed", "amber"],
    [0.89, "committed", "red"],
  ] as const)("%s of a %s is %s", (score, commitment, band) => {
    expect(bandOf(score, commitment)).toBe(band);
  });
});

describe("a final score", () => {
  it("asks for a reason where it is another than the suggested one", () => {
    expect(asksFor(graded("stretch", 0.6), 0.6)).toEqual({ reason: false, causes: true, required: false });
    expect(asksFor(graded("stretch", 0.6), 0.7)).toEqual({ reason: true, causes: false, required: false });
  });

  it("asks for a cause where a promise was missed", () => {
    expect(asksFor(graded("committed", 0.95), 0.95)).toEqual({ reason: false, causes: true, required: true });
    expect(isPlain(graded("committed", 0.95))).toBe(false);
    expect(isPlain(graded("stretch", 0.2))).toBe(true);
    expect(isPlain(graded("stretch", null))).toBe(false);
  });

  it("opens with what was given, else with what the numbers suggest", () => {
    expect(finalOf(graded("stretch", 0.6)).score).toBe(0.6);
    expect(finalOf(graded("stretch", 0.6, { score: 0.7, reason: "Late books", causes: [], note: "" }))).toEqual({ score: 0.7, reason: "Late books", causes: [], note: "" });
  });
});

describe("what is carried over", () => {
  const way = (...key_results: object[]) => ({ key_results, links: [], work: 0 });
  const one = { key_result: { id: "k", title: "From 40 to 60" }, title: "From 52 to 60", left_out: false };
  const plan = { objectives: [{ objective: { id: "o" }, continued: way(one), cloned: way({ ...one, title: "From 40 to 60" }) }] } as unknown as CarryPlan;

  it("takes the title with the new numbers only where one asked for it and it goes on", () => {
    expect(choicesIn(plan, { o: "continue" }, new Set())).toEqual([{ objective_id: "o", how: "continue" }]);
    expect(choicesIn(plan, { o: "continue" }, new Set(["k"]))).toEqual([{ objective_id: "o", how: "continue", titles: [{ key_result_id: "k", title: "From 52 to 60" }] }]);
    expect(choicesIn(plan, { o: "drop" }, new Set(["k"]))).toEqual([{ objective_id: "o", how: "drop" }]);
    expect(choicesIn(plan, {}, new Set(["k"]))).toEqual([]);
  });
});

describe("what a closed cycle says", () => {
  beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

  it.each([
    [3, 3, "The cycle is closed: all 3 key results have their final score."],
    [0, 3, "The cycle is closed, and nobody judged its 3 key results: they have the score of their numbers."],
    [2, 3, "The cycle is closed: 2 of 3 key results were judged, 1 was not and has the score of its numbers."],
  ])("%i of %i judged", (judged, n, words) => {
    expect(decided(judged, n)).toBe(words);
  });

  it("tells of a team what was done and what was not, and asks for nothing", () => {
    expect(endedWords({ key_results: 3, graded: 1, missing: ["scores", "retrospective"] })).toBe("2 not judged, no retrospective");
    expect(endedWords({ key_results: 3, graded: 3, missing: [] })).toBe("all judged");
  });
});
