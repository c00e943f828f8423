import { expect, it } from "vitest";
import { chartOf } from "./series";
import { reviewTime } from "./testing";

const day = (on: string, value: number | null, progress: number | null, expected: number | null) => ({ on, value, progress, expected });

it("draws values in their own unit beside the path from start to target", () => {
  const series = [day("2026-10-01", 24, 0, 0), day("2026-10-02", 24, 0, 0.5), day("2026-10-03", 14, 0.5, 1)];
  expect(chartOf({ series, key_result: reviewTime })).toEqual({
    points: [{ day: "2026-10-01", value: 24 }, { day: "2026-10-03", value: 14 }],
    path: [{ day: "2026-10-01", value: 24 }, { day: "2026-10-02", value: 14 }, { day: "2026-10-03", value: 4 }],
    style: { unit: "h", decimals: 2 },
  });
});

it("draws a share in percent", () => {
  const key_result = { kind: "share" as const, unit: "", start: 0, target: 1 };
  expect(chartOf({ series: [day("2026-10-01", 0.25, 0.25, 0.5)], key_result })).toMatchObject({ points: [{ value: 25 }], path: [{ value: 50 }], style: { unit: "%" } });
});

it("draws progress where there is no line, and nothing while nothing is measured", () => {
  const key_result = { kind: "milestone" as const, unit: "", start: null, target: null };
  expect(chartOf({ series: [day("2026-10-01", null, 0.75, 0.5)], key_result })).toMatchObject({ points: [{ value: 75 }], path: [{ value: 50 }] });
  expect(chartOf({ series: [day("2026-10-01", null, null, 0.5)], key_result })).toBeNull();
});
