import { beforeAll, describe, expect, it } from "vitest";
import { i18n } from "@/i18n/i18n";
import { chartOf } from "./series";
import { reviewTime } from "./testing";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

const day = (on: string, value: number | null, progress: number | null, expected: number | null) => ({ on, value, progress, expected });
const labels = (given: Parameters<typeof chartOf>[0]) => chartOf(given, "en")?.marks.map((mark) => mark.label.replaceAll("\u202f", " "));

describe("the curve of a key result", () => {
  it("has values in their own unit, and the pace that the server says", () => {
    const series = [day("2026-10-01", 24, 0, 0), day("2026-10-02", 24, 0, 0.35), day("2026-12-31", null, null, 0.7)];
    expect(chartOf({ series, key_result: reviewTime }, "en")).toMatchObject({
      points: [{ day: "2026-10-01", value: 24 }, { day: "2026-10-02", value: 24 }],
      path: [{ day: "2026-10-01", value: 24 }, { day: "2026-10-02", value: 17 }, { day: "2026-12-31", value: 10 }],
      days: ["2026-10-01", "2026-12-31"],
      style: { unit: "h" },
    });
  });

  it.each([
    [{}, ["Target 4 h", "70 % point 10 h", "Baseline 24 h"]],
    [{ v70: 8 }, ["Target 4 h", "70 % point 8 h", "Baseline 24 h"]],
    [{ commitment: "committed" as const }, ["Target 4 h", "Baseline 24 h"]],
    [{ commitment: "committed" as const, v70: 8 }, ["Target 4 h", "70 % point 8 h", "Baseline 24 h"]],
    [{ kind: "share" as const, unit: "", start: 0, target: 1 }, ["Target 100 %", "70 % point 70 %", "Baseline 0 %"]],
    [{ kind: "milestone" as const, start: null, target: null }, ["All steps", "Success"]],
    [{ kind: "work" as const, start: null, target: null, commitment: "committed" as const }, ["All of the work"]],
    [{ kind: "maintain" as const, start: null, target: null, low: 99.9, unit: "%" }, ["At least 99.9 %"]],
  ])("names its levels: %o", (changes, names) => {
    expect(labels({ series: [day("2026-10-01", 0.5, 0.5, 0.5)], key_result: { ...reviewTime, ...changes } })).toEqual(names);
  });

  it("of a share is in percent", () => {
    const key_result = { ...reviewTime, kind: "share" as const, unit: "", start: 0, target: 1 };
    expect(chartOf({ series: [day("2026-10-01", 0.25, 0.25, 0.5)], key_result })).toMatchObject({ points: [{ value: 25 }], path: [{ value: 50 }], style: { unit: "%" } });
  });

  it("of a band shows the values themselves, and no pace", () => {
    const key_result = { ...reviewTime, kind: "maintain" as const, start: null, target: null, low: null, high: 2, unit: "people" };
    expect(chartOf({ series: [day("2026-10-01", 3, 0.5, 1)], key_result })).toMatchObject({ points: [{ value: 3 }], path: [], band: { low: null, high: 2 }, style: { unit: "people" } });
  });

  it("of steps is their progress, each change once", () => {
    const key_result = { ...reviewTime, kind: "milestone" as const, unit: "", start: null, target: null };
    const series = [day("2026-10-01", null, 0.75, 0.5), day("2026-10-08", null, 0.75, 0.6)];
    expect(chartOf({ series, key_result })).toMatchObject({ points: [{ day: "2026-10-01", value: 75 }], path: [{ value: 50 }, { value: 60 }] });
  });

  it("of yes or no has these words at its axis", () => {
    const key_result = { ...reviewTime, kind: "binary" as const, unit: "", start: null, target: null };
    expect(chartOf({ series: [day("2026-10-01", 0, 0, 0.5)], key_result })?.words).toEqual({ 0: "Not yet", 100: "Yes" });
  });

  it("takes the fan along, in the unit that is drawn, and none of a yes or no", () => {
    const fan = [{ on: "2026-12-31", low80: 0.1, low50: 0.2, median: 0.3, high50: 0.4, high80: 0.5 }];
    const series = [day("2026-10-01", 0.25, 0.25, 0.5)];
    const medians = (changes: object) => chartOf({ series, fan, key_result: { ...reviewTime, start: null, target: null, ...changes } })?.fan.map((point) => point.median);
    expect(medians({ kind: "work" })).toEqual([30]);
    expect(medians({ kind: "share", start: 0, target: 1 })).toEqual([30]);
    expect(medians({ kind: "increase", start: 0, target: 1 })).toEqual([0.3]);
    expect(medians({ kind: "binary" })).toEqual([]);
  });

  it("is not drawn while nothing is measured", () => {
    expect(chartOf({ series: [day("2026-10-01", null, null, 0.5)], key_result: reviewTime })).toBeNull();
  });
});
