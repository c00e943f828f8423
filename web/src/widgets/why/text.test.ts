import { beforeAll, expect, it } from "vitest";
import { i18n } from "@/i18n/i18n";
import type { Explanation } from "./queries";
import { asText, inputName, reasonName } from "./text";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

it.each([["start", "Baseline"], ["hours_done", "Hours done"], ["full_weeks", "Full weeks"]])("calls the input %s %s", (name, words) => {
  expect(inputName(name)).toBe(words);
});

it.each([["measurement", "a new value"], ["time", "the day"], ["moonlight", "moonlight"]])("says of a move by %s: %s", (why, words) => {
  expect(reasonName(why)).toBe(words);
});

it("writes an explanation as plain text, and hides what is private", () => {
  const part = { hidden: false, title: "Review time", progress: { display: "50 %" }, share_display: "60 %" };
  const explanation = {
    title: "Code flows",
    progress: { display: "45 %" },
    formula: "The weighted mean of its key results.",
    inputs: [{ name: "value", value: 14, unit: "h" }],
    parts: [part, { ...part, hidden: true, title: "Secret", share_display: "40 %" }],
    moved_by: [{ at: "2026-11-20T10:00:00Z", old_display: "40 %", new_display: "45 %", why: "work", cause: { label: "HW-42 'Translate checkout'" } }],
  } as unknown as Explanation;
  expect(asText(explanation).split("\n")).toEqual([
    "Code flows: 45 %",
    "The weighted mean of its key results.",
    "Value now: 14 h",
    "- Review time: 50 % × 60 %",
    "- a goal that is not shared with you: 50 % × 40 %",
    "2026-11-20 10:00  40 % → 45 %  HW-42 'Translate checkout'",
  ].map((line) => line.replaceAll(/(?<=\d) (?=[%h])/g, "\u202f")));
});
