import { addDays, daysBetween, formatDay, formatDistance, formatSince, parseDay } from "./dates";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatMove, formatNumber, formatScore, formatShare, narrow, parseNumber, wholePercent } from "./numbers";
import { uuid } from "./uuid";

const vectors = JSON.parse(readFileSync(join(import.meta.dirname, "../../../tests/data/display_vectors.json"), "utf8")) as {
  percent: { progress: number; whole: number; text: string }[];
};

describe("numbers", () => {
  it.each([
    ["1,234.5", "en", 1234.5],
    ["1.234,5", "de", 1234.5],
    ["1 234,5", "fr", 1234.5],
    ["12%", "en", 12],
    ["−3", "en", -3],
    ["3.5", "de", 3.5],
    ["3,5", "en", 3.5],
    ["1.234", "de", 1234],
    [".5", "en", 0.5],
    ["", "en", null],
    ["12 apples", "en", null],
    ["1-2", "en", null],
  ])("reads %j in %s as %s", (text, locale, value) => {
    expect(parseNumber(text, locale)).toBe(value);
  });

  it.each([
    [1234.5, { unit: "h", locale: "en" }, "1,234.5\u202fh"],
    [25, { unit: "%", locale: "en" }, "25\u202f%"],
    [-8.25, { unit: "%", locale: "de" }, "−8,25\u202f%"],
    [1000, { unit: "EUR", locale: "en" }, "€1,000"],
    [-1000, { unit: "EUR", locale: "en" }, "−€1,000"],
    [0.5, { locale: "de" }, "0,5"],
    [3, { unit: "NPS", locale: "en" }, "3\u202fNPS"],
  ])("writes %s with %j as %s", (value, style, text) => {
    expect(formatNumber(value, style)).toBe(text);
  });

  it.each(vectors.percent)("says $progress as the server does", ({ progress, whole, text }) => {
    expect(wholePercent(progress)).toBe(whole);
    expect(formatShare(progress, "en")).toBe(narrow(text));
  });

  it.each([
    ["It is at 46 %; on pace it would be at 52 %.", "It is at 46\u202f%; on pace it would be at 52\u202f%."],
    ["{share} % of it", "{share}\u202f% of it"],
    ["h, %, EUR", "h, %, EUR"],
    ["46\u202f%", "46\u202f%"],
  ])("writes the percents of %j as all others", (text, written) => {
    expect(narrow(text)).toBe(written);
  });

  it.each([
    [0.4, 0.45, "40 % → 45 %"],
    [0.361, 0.364, "36.1 % → 36.4 %"],
    [0.357, 0.36, "35.7 % → 36.0 %"],
    [null, 0.5, "– → 50 %"],
    [0.5, 0.5, "50 % → 50 %"],
  ])("shows a move from %s to %s as %s", (from, to, text) => {
    expect(formatMove(from, to, "en").join(" → ")).toBe(narrow(text));
  });

  it.each([[0.7, "0.70"], [1, "1.00"], [0, "0.00"]])("writes the score %s as %s", (score, text) => {
    expect(formatScore(score, "en")).toBe(text);
  });

  it("writes a share and a measured percent alike", () => {
    expect(formatShare(0.46, "en")).toBe(formatNumber(46, { unit: "%", locale: "en" }));
  });
});

describe("days", () => {
  const today = "2026-11-18"; // a Wednesday

  it.each([
    ["2026-03-12", "2026-03-12"],
    ["today", "2026-11-18"],
    ["+3", "2026-11-21"],
    ["+2w", "2026-12-02"],
    ["fri", "2026-11-20"],
    ["wednesday", "2026-11-25"],
    ["12 mar", "2026-03-12"],
    ["mar 12, 2027", "2027-03-12"],
    ["12.3.", "2026-03-12"],
    ["12.3.27", "2027-03-12"],
    ["31.2.", null],
    ["soon", null],
    ["", null],
  ])("reads %j as %s", (text, day) => {
    expect(parseDay(text, { today, locale: "en-GB" })).toBe(day);
  });

  it("puts the month first where people do", () => {
    expect(parseDay("3/12", { today, locale: "en-US" })).toBe("2026-03-12");
    expect(parseDay("3/12", { today, locale: "en-GB" })).toBe("2026-12-03");
  });

  it("counts days across a change of clocks", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(addDays("2026-02-27", 2)).toBe("2026-03-01");
  });

  it("names a day shortly and its distance in words", () => {
    expect(formatDay("2026-03-12", { today, locale: "en-GB" })).toBe("12 Mar");
    expect(formatDay("2027-03-12", { today, locale: "en-GB" })).toBe("12 Mar 2027");
    expect(formatDistance("2026-11-19", { today, locale: "en" })).toBe("tomorrow");
    expect(formatDistance("2026-09-18", { today, locale: "en" })).toBe("2 months ago");
    expect(formatSince("2026-11-18T10:00:00Z", Date.parse("2026-11-18T10:05:00Z"), "en")).toBe("5 minutes ago");
  });
});

it("makes version 4 UUIDs that differ", () => {
  const made = new Set(Array.from({ length: 50 }, uuid));
  expect(made.size).toBe(50);
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
