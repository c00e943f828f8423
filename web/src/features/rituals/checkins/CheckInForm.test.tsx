import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { draw } from "@/testing/draw";
import { CheckInForm } from "./CheckInForm";
import type { CheckInDraft } from "./queries";
import { type Drafted, forget, keep, kept, type Words, wordsFrom } from "./words";

const latest = { value: 40, done: null, total: null, steps: null } as CheckInDraft["key_result"]["latest"];
const row = { kind: "increase", unit: "h", latest, steps: [], progress: { raw: 0.4, counted: 0.4, display: "40 %", state: "measured" } } as unknown as Drafted["key_result"] & { unit: string };
const draft = { key_result: row, confidence: 6, blockers: "No access", unchanged: true };

describe("the form of a check-in", () => {
  const begin = async (of: typeof draft = draft) => {
    const [save, skip, typed] = [vi.fn<(words: Words, unchanged: boolean) => void>(), vi.fn<() => void>(), vi.fn<(words: Words) => void>()];
    const { user } = await draw(<CheckInForm draft={of} start={wordsFrom(of)} typed={typed} save={save} skip={skip} />);
    return { user, save, skip, typed };
  };

  it("takes value, Enter, a digit, Ctrl+Enter", async () => {
    const { user, save } = await begin();
    expect(screen.getByRole("textbox", { name: "Where is it now?" })).toHaveFocus();
    await user.keyboard("55{Enter}8{Control>}{Enter}{/Control}");
    expect(save).toHaveBeenCalledTimes(1);
    const [words, unchanged] = save.mock.calls[0]!;
    expect([words.entry.value, words.confidence, unchanged]).toEqual([55, 8, false]);
  });

  it("knows ten from one and nought", async () => {
    const { user, typed } = await begin();
    await user.keyboard("{Enter}10");
    expect(typed.mock.lastCall?.[0].confidence).toBe(10);
    await user.keyboard("30");
    expect(typed.mock.lastCall?.[0].confidence).toBe(0);
  });

  it("says no change with one key, and skips with another", async () => {
    const { user, save, skip } = await begin();
    await user.keyboard("n");
    expect(save.mock.calls[0]?.[1]).toBe(true);
    await user.keyboard("s");
    expect(skip).toHaveBeenCalledTimes(1);
  });

  it("takes letters for words where words are written", async () => {
    const { user, save, typed } = await begin();
    await user.keyboard("{Enter}{Enter}no news{Control>}{Enter}{/Control}");
    expect(typed.mock.lastCall?.[0].changed).toBe("no news");
    expect(save).toHaveBeenCalledTimes(1);
  });

  it("asks for the number where there is none", async () => {
    const blank = { ...draft, key_result: { ...row, latest: null } };
    const { user, save } = await begin(blank);
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(save).not.toHaveBeenCalled();
    expect(screen.getByText("Write the number.")).toBeInTheDocument();
  });
});

describe("what was typed", () => {
  const one = { id: "a", last: null };
  beforeEach(() => localStorage.clear());

  it("is there again after a reload, until it is sent", () => {
    const words = { ...wordsFrom(draft), changed: "Half a sentence" };
    keep("acme", one, words);
    expect(kept("acme", one)).toEqual(words);
    forget("acme", "a");
    expect(kept("acme", one)).toBeNull();
  });

  it("is of no use once somebody has checked in, nor when it cannot be read", () => {
    keep("acme", one, wordsFrom(draft));
    expect(kept("acme", { id: "a", last: { id: "newer" } as CheckInDraft["last"] })).toBeNull();
    localStorage.setItem("headway-check-in:acme:a", "{");
    expect(kept("acme", one)).toBeNull();
  });
});
