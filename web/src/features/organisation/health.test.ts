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

test("every example follows what is typed", () => {
  const says = healthExamples({ ...inPercent(values), on_track: 80 }, 7, "en-GB");
  expect(says.on_track).toContain("40 % and more is on track");
  expect(says.stale_after).toContain("older than 10 days");
});
