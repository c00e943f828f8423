import { beforeAll, describe, expect, it } from "vitest";
import { i18n } from "@/i18n/i18n";
import { binWords, calibrationFinding, dotRadius, formatBrier, recalibrationWords, weeksFinding } from "./trackRecord";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

describe("how good forecasts have been", () => {
  it.each([[0.1185, "0.119"], [0, "0.000"], [null, "–"]])("writes the score %s as %s", (score, text) => {
    expect(formatBrier(score, "en")).toBe(text);
  });

  it.each([
    [{ adopted: true, closed: 80, missing: 0, before: 0.5, after: 0.4 }, "Yes."],
    [{ adopted: false, closed: 7, missing: 43, before: null, after: null }, "Not yet. From 50"],
    [{ adopted: false, closed: 60, missing: 0, before: null, after: null }, "Not yet. It takes"],
    [{ adopted: false, closed: 60, missing: 0, before: 0.4, after: 0.5 }, "No."],
  ])("says of %o: %s", (fit, words) => {
    expect(recalibrationWords(fit).startsWith(words)).toBe(true);
  });

  it("names a bin, and what came true in it", () => {
    expect(binWords(0.7, 0.8)).toBe("70 to 80 %");
    expect(calibrationFinding([{ low: 0.7, high: 0.8, n: 12, said: 0.74, happened: 0.75 }])).toBe("said 70 to 80 %: 75 % came true (12)");
  });

  it("counts the weeks in which it beat plain pace", () => {
    const weeks = [{ week: 2, n: 9, brier: 0.15, pace: 0.2 }, { week: 3, n: 9, brier: 0.2, pace: 0.1 }, { week: 4, n: 9, brier: 0.2, pace: null }];
    expect(weeksFinding(weeks)).toBe("Better than plain pace in 1 of 2 weeks");
  });

  it("draws a dot by its area, and none too small to see", () => {
    expect(dotRadius(100, 100)).toBe(13);
    expect(dotRadius(25, 100)).toBe(6.5);
    expect(dotRadius(1, 1000)).toBe(3.5);
  });
});
