import { describe, expect, it } from "vitest";
import type { CheckInDraft } from "./queries";
import { bodyOf, type Drafted, isComplete, isSame, minutesFor, wordsFrom } from "./words";

const latest = { value: 40, done: null, total: null, steps: null } as CheckInDraft["key_result"]["latest"];
const line = { kind: "increase", latest, steps: [], progress: { raw: 0.4, counted: 0.4, display: "40 %", state: "measured" } } as unknown as Drafted["key_result"];
const draft: Drafted = { key_result: line, confidence: 6, blockers: "No access" };

describe("a check-in as it is sent", () => {
  it("is drafted with what was said last", () => {
    const words = wordsFrom(draft);
    expect([words.entry.value, words.confidence, words.blockers, words.changed]).toEqual([40, 6, "No access", ""]);
  });

  it("leaves out what stays, and says the value as text", () => {
    const words = { ...wordsFrom(draft), confidence: 7, changed: " Two teams " };
    words.entry.value = 55.5;
    expect(bodyOf(draft, words, false)).toEqual({ confidence: 7, changed: "Two teams", next_steps: "", value: "55.5" });
  });

  it("says no change where the value is the one that stood there, or where that was chosen", () => {
    expect(bodyOf(draft, wordsFrom(draft), false)).toMatchObject({ unchanged: true });
    const typed = wordsFrom(draft);
    typed.entry.value = 99;
    expect(bodyOf(draft, typed, true)).toMatchObject({ unchanged: true });
  });

  it("ends a blocker with an empty text", () => {
    expect(bodyOf(draft, { ...wordsFrom(draft), blockers: "" }, true)).toMatchObject({ blockers: "" });
  });

  it("has no value where the number is computed", () => {
    const work = { ...draft, key_result: { ...line, kind: "work" as const, latest: null } };
    expect(bodyOf(work, wordsFrom(work), false)).toEqual({ confidence: 6, changed: "", next_steps: "" });
  });
});

describe("a value", () => {
  it.each([
    [{ ...line, kind: "share", latest: { ...latest!, done: 2, total: 4 } }, { done: 2, total: 4 }, true],
    [{ ...line, kind: "share", latest: { ...latest!, done: 2, total: 4 } }, { done: 3, total: 4 }, false],
    [{ ...line, latest: null }, { value: 40 }, false],
  ] as const)("is the same or not (%#)", (row, entry, same) => {
    const blank = { value: null, done: null, total: null, steps: [], yes: false, effective_on: null, note: "" };
    expect(isSame(row as Drafted["key_result"], { ...blank, ...entry })).toBe(same);
  });

  it("is needed for a number", () => {
    expect(isComplete({ ...line, latest: null }, wordsFrom({ ...draft, key_result: { ...line, latest: null } }).entry)).toBe(false);
    expect(isComplete(line, wordsFrom(draft).entry)).toBe(true);
  });
});

it("takes about half a minute each", () => {
  expect([1, 3, 5, 12].map(minutesFor)).toEqual([1, 1, 2, 5]);
});
