import { beforeAll, expect, it } from "vitest";
import { startLanguage } from "@/i18n/i18n";
import { carriedWords, guidanceWords, ownGuidance, readTyped, stepBefore, weekBeside, weekWords } from "./words";

beforeAll(() => startLanguage("en-GB"));

it("reads a mark for what must happen", () => {
  expect(readTyped("Call the bank ")).toEqual({ title: "Call the bank", priority: 2 });
  expect(readTyped("! Call the bank")).toEqual({ title: "Call the bank", priority: 1 });
  expect(readTyped("!")).toEqual({ title: "", priority: 1 });
});

it("says how often something was carried", () => {
  const since = "2026-11-02";
  expect(carriedWords({ carried: 0, since })).toBe("");
  expect(carriedWords({ carried: 1, since }, "en-GB")).toMatch(/^carried once, since 2 Nov/);
  expect(carriedWords({ carried: 2, since }, "en-GB")).toMatch(/^carried twice/);
  expect(carriedWords({ carried: 4, since }, "en-GB")).toMatch(/^carried 4 times/);
});

it("leads from week to week, and leaves the day out for this one", () => {
  expect(weekBeside({ first: "2026-11-16" }, -1, "2026-11-18")).toBe("2026-11-09");
  expect(weekBeside({ first: "2026-11-09" }, 1, "2026-11-18")).toBeUndefined();
  expect(weekBeside({ first: "2026-11-23" }, -1, "2026-11-22")).toBeUndefined();
  expect(weekWords({ first: "2026-11-16", last: "2026-11-22" }, "en-GB")).toContain("16 Nov");
});

it("compares a number with three to five", () => {
  expect(guidanceWords("none", 0)).toBe("nothing yet");
  expect(guidanceWords("few", 1)).toBe("1 so far");
  expect(guidanceWords("right", 4)).toContain("4");
  expect(ownGuidance("none", 0)).toBeUndefined();
  expect(ownGuidance("few", 1)).toBe("One so far. Three to five make a good week.");
  expect(ownGuidance("few", 2)).toContain("2 so far");
});

it.each([
  ["b", -1, "a"],
  ["b", 1, null],
  ["a", 1, "c"],
  ["a", -1, undefined],
  ["c", 1, undefined],
] as const)("moves %s by %i", (id, by, before) => {
  expect(stepBefore(["a", "b", "c"], id, by)).toBe(before);
});
