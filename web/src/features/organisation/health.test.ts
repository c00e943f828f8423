import { beforeAll, expect, test } from "vitest";
import { i18n } from "@/i18n/i18n";
import { asShares, healthExamples, inPercent } from "./health";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

const values = { likely: 0.7, unsure: 0.4, on_track: 0.9, at_risk: 0.6, stale_after: 1.5, forecast_values: 3 };

test("shares are typed in percent and sent as shares, without dust", () => {
  expect(inPercent(values)).toEqual({ likely: 70, unsure: 40, on_track: 90, at_risk: 60, stale_after: 1.5, forecast_values: 3 });
  expect(asShares(inPercent({ ...values, likely: 0.57 }))).toEqual({ ...values, likely: 0.57 });
  expect(asShares({ ...inPercent(values), unsure: null })).not.toHaveProperty("unsure");
});

const around = { days: 7, usual: inPercent(values), locale: "en-GB" };

test("every example follows what is typed", () => {
  const says = healthExamples({ ...inPercent(values), on_track: 80 }, around);
  expect(says.on_track).toContain("40 % and more is on track");
  expect(says.stale_after).toContain("older than 10 days");
});

test("what cannot be has no example, and an empty field means the default", () => {
  const says = healthExamples({ ...inPercent(values), likely: 140, unsure: -5, stale_after: 0, on_track: null }, around);
  expect([says.likely, says.unsure, says.stale_after]).toEqual(["", "", ""]);
  expect(says.on_track).toContain("45 % and more is on track");
});
