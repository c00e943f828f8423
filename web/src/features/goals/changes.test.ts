import { beforeAll, describe, expect, it } from "vitest";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { type ChangeOut, changeSentence, isSeen, lastMove } from "./changes";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

const at = "2026-11-20T10:00:00Z";
const change = (given: Partial<ChangeOut>): ChangeOut => ({ at, kind: "progress.changed", subject: "objective", subject_id: "o", actor: null, changes: {}, reason: "", cause: null, ...given });
const cause = { kind: "work.task_closed", subject: "task", id: "t", label: "HW-42 'Translate checkout'" };
const mia = { id: "mia", name: "Mia" };

describe("the last move of a number", () => {
  const own = change({ changes: { progress: [0.4, 0.45] }, cause, actor: mia });

  it("says from where to where, by what, by whom, and when", () => {
    expect(lastMove([own], "o", Date.parse("2026-11-20T10:02:00Z"))).toMatch(/^Moved 40\u202f% → 45\u202f% by HW-42 'Translate checkout' · Mia · .*2/);
  });

  it("passes over its key results and over moves of the work alone", () => {
    const below = change({ subject: "key_result", subject_id: "kr", changes: { progress: [0, 1] } });
    const work = change({ changes: { work: [0.1, 0.2] } });
    expect(lastMove([below, work, own], "o")).toContain(narrow("40 % → 45 %"));
    expect(lastMove([below, work], "o")).toBeNull();
  });
});

it.each([
  [[null, 0], false],
  [[null, 0.5], true],
  [[0.4, 0.45], true],
  [[0.4, 0.40001], false],
  [[0.4, null], true],
])("a change of the number %o is seen: %s", (progress, seen) => {
  expect(isSeen(change({ changes: { progress } }))).toBe(seen);
});

describe("a change as a sentence", () => {
  it.each([
    [{ changes: { progress: [null, 0.5] } }, "Moved – → 50 %"],
    [{ changes: { work: [0.1, 0.2] }, cause }, "Work done 10 % → 20 % by HW-42 'Translate checkout'"],
    [{ changes: { progress: [0.4, 0.5] }, cause: { ...cause, subject: "key_result", id: "o", label: "KR-7" }, actor: mia }, "Moved 40 % → 50 % · Mia"],
    [{ kind: "goals.objective_dropped", actor: mia }, "Mia dropped it"],
    [{ kind: "goals.key_result_changed", actor: mia, changes: { target: [4, 6] } }, "Mia changed it: target 4 → 6"],
    [{ kind: "goals.objective_changed", actor: mia, changes: { owner_id: ["u1", "u2"], why: ["a", "b"] } }, "Mia changed it: owner, the why"],
    [{ kind: "goals.key_result_changed", actor: mia, changes: { steps: [[{ id: 1 }], []] } }, "Mia changed it: steps"],
    [{ kind: "goals.key_result_changed", actor: mia, changes: { ends_on: ["2024-12-31", "2025-03-31"], start: ["-4", "-8.5"] } }, "Mia changed it: last day 31 Dec 2024 → 31 Mar 2025, baseline −4 → −8.5"],
    [{ kind: "goals.something_new" }, "something new"],
  ] as const)("%o", (given, sentence) => {
    expect(changeSentence(change(given as unknown as Partial<ChangeOut>), "en-GB")).toBe(narrow(sentence));
  });
});
