import { beforeAll, describe, expect, it } from "vitest";
import { i18n } from "@/i18n/i18n";
import { blockedTip, blockedWords } from "./blocked";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

const ref = (label: string) => ({ id: label, label, title: `Title of ${label}` });
const free = { status_type: "open", blockers: 0, blocked_by: [], waiting_for: "" } as const;

describe("what a task waits for", () => {
  it.each([
    [free, null],
    [{ ...free, blockers: 1, blocked_by: [ref("HW-3")] }, "Waits for HW-3"],
    [{ ...free, blockers: 3, blocked_by: [ref("HW-3")] }, "Waits for HW-3 and 2 more"],
    [{ ...free, blockers: 1 }, "Waits for a task"],
    [{ ...free, blockers: 2 }, "Waits for 2 tasks"],
    [{ ...free, waiting_for: "the contract" }, "Waits for the contract"],
    [{ ...free, status_type: "done", blockers: 1, waiting_for: "the contract" } as const, null],
  ])("is told in a few words: %o", (task, words) => {
    expect(blockedWords(task)).toBe(words);
  });

  it("names all of it on a closer look, what is hidden by its number", () => {
    expect(blockedTip({ ...free, blockers: 3, blocked_by: [ref("HW-3")], waiting_for: "the contract" })).toBe("HW-3 Title of HW-3\n2 tasks that are not shared with you\nthe contract");
  });
});
