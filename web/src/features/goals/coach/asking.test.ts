import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAsker, pause } from "./asking";

interface Sent {
  question: string;
  signal: AbortSignal;
  answer: (text: string) => void;
  fail: () => void;
}

let sent: Sent[];
let heard: string[];
const asker = () =>
  createAsker<string, string>({
    send: (question, signal) => new Promise((answer, fail) => sent.push({ question, signal, answer, fail: () => fail(new Error("gone")) })),
    heard: (question, answer) => heard.push(`${question}: ${answer}`),
  });

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  heard = [];
});
afterEach(() => vi.useRealTimers());

describe("asking while somebody types", () => {
  it("asks once, about the last words, a moment after the last key", async () => {
    const coach = asker();
    for (const words of ["R", "Re", "Red"]) coach.ask(words);
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent.map(({ question }) => question)).toEqual(["Red"]);
    sent[0]!.answer("fine");
    await vi.runAllTimersAsync();
    expect(heard).toEqual(["Red: fine"]);
  });

  it("asks at once when the field is left, and not again", async () => {
    const coach = asker();
    coach.ask("Red");
    coach.now();
    coach.now();
    await vi.runAllTimersAsync();
    expect(sent).toHaveLength(1);
  });

  it("has one question under way, and throws the answer to an older one away", async () => {
    const coach = asker();
    coach.ask("old");
    coach.now();
    coach.ask("new");
    expect(sent[0]!.signal.aborted).toBe(true);
    sent[0]!.answer("late");
    coach.now();
    sent[1]!.answer("fine");
    await vi.runAllTimersAsync();
    expect(heard).toEqual(["new: fine"]);
  });

  it("says nothing when nobody answers, and asks about the next words all the same", async () => {
    const coach = asker();
    coach.ask("one");
    coach.now();
    sent[0]!.fail();
    await vi.runAllTimersAsync();
    expect(heard).toEqual([]);
    coach.ask("two");
    coach.now();
    expect(sent).toHaveLength(2);
  });

  it("is silent once it is stopped", async () => {
    const coach = asker();
    coach.ask("one");
    coach.stop();
    await vi.runAllTimersAsync();
    expect(sent).toEqual([]);
  });
});
