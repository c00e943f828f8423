import { beforeAll, expect, it } from "vitest";
import { startLanguage } from "@/i18n/i18n";
import { clock, itemWord, stepped } from "./words";

beforeAll(() => startLanguage("en-GB"));

it.each([
  [0, "0:00"],
  [65.9, "1:05"],
  [600, "10:00"],
  [-3, "0:00"],
])("reads %d seconds as %s", (seconds, words) => {
  expect(clock(seconds)).toBe(words);
});

it("stays inside of the agenda", () => {
  expect([stepped(0, -1, 3), stepped(0, 1, 3), stepped(2, 1, 3)]).toEqual([0, 1, 2]);
});

it("names no goal that the reader may not see", () => {
  expect(itemWord({ kind: "off_track", goal: null })).toBe("A goal you may not see");
  expect(itemWord({ kind: "wins", goal: null })).toBe("Wins");
});
