import { beforeAll, describe, expect, it } from "vitest";
import { i18n } from "@/i18n/i18n";
import type { Cause } from "./queries";
import { asksWhy, barOf, effectWords, mostOfEach, shortest } from "./rules";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

describe("the effect of a cause", () => {
  it.each([
    [0.144, 2, "+14 points"],
    [0.012, null, "+1 point"],
    [0.001, 3.4, "3 days sooner"],
    [0, 1, "1 day sooner"],
    [null, null, ""],
    [0.004, 0.2, ""],
  ])("of %s and %s days reads: %s", (effect, days, words) => {
    expect(effectWords({ effect, days })).toBe(words);
  });

  it("is as long as it is strong", () => {
    const all = [{ effect: 0.4 }, { effect: 0.1 }, { effect: 0.006 }, { effect: null }];
    expect(all.map((one) => barOf(one, all))).toEqual([100, 25, 2, 0]);
    expect(barOf({ effect: null }, [{ effect: null }])).toBe(0);
  });
});

it.each([["off_track", true], ["at_risk", true], ["stale", true], ["on_track", false], ["done", false]])("of %s one asks why: %s", (health, asked) => {
  expect(asksWhy(health)).toBe(asked);
});

it("shares the lines among the key results", () => {
  expect([0, 1, 2, 3, 9].map(mostOfEach)).toEqual([4, 4, 2, 1, 1]);
});

it("shortens a list so that something in it leads to somebody", () => {
  const cause = (kind: string, task: object | null = null) => ({ kind, task, person: null, objective: null }) as unknown as Cause;
  const all = [cause("pace"), cause("scope"), cause("late_work", {}), cause("late_work", {})];
  expect(shortest(all, 1)).toEqual([all[0], all[2]]);
  expect(shortest(all, 3)).toEqual(all.slice(0, 3));
  expect(shortest(all.slice(0, 2), 1)).toEqual([all[0]]);
});
