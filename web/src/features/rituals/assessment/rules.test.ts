import { describe, expect, it } from "vitest";
import { adjustable, changedTargets, decisionsFor, type Draft, type KeyResultLine, missingIn, nextAfter, shownItem, type ToAssess } from "./rules";

const row = (more: Partial<KeyResultLine> = {}): KeyResultLine => ({ id: "kr", title: "Review time", kind: "increase", weight: 1, owner_id: null, progress: 0.4, health: "at_risk", target: 100, ...more });
const item = (id: string, more: Partial<ToAssess> = {}): ToAssess =>
  ({ objective: { id, state: "active", key_results: [row()] }, chance: null, basis: "pace", current: null, earlier: [], can: { assess: true, decide: true }, ...more }) as unknown as ToAssess;
const said = (id: string) => item(id, { current: { judgement: 50 } as ToAssess["current"] });
const draft = (more: Partial<Draft> = {}): Draft => ({ judgement: 50, decision: "keep", reason: "", targets: {}, ...more });

describe("what may be decided", () => {
  it("depends on whether it rests, and on who asks", () => {
    expect(decisionsFor(item("a"))).toEqual(["keep", "adjust", "pause", "stop"]);
    expect(decisionsFor(item("a", { objective: { state: "paused" } as ToAssess["objective"] }))).toEqual(["keep", "resume", "stop"]);
    expect(decisionsFor(item("a", { can: { assess: true, decide: false } }))).toEqual(["keep"]);
  });
});

describe("targets", () => {
  it("are those of lines and of bands", () => {
    expect(adjustable(row())).toEqual(["target"]);
    expect(adjustable(row({ kind: "maintain", target: null, low: 99 }))).toEqual(["low"]);
    expect(adjustable(row({ kind: "milestone", target: null }))).toEqual([]);
    expect(adjustable(row({ state: "dropped" }))).toEqual([]);
  });

  it("are sent only where they differ", () => {
    expect(changedTargets([row()], { kr: { target: 100 } })).toEqual([]);
    expect(changedTargets([row()], { kr: { target: 80 } })).toEqual([{ key_result_id: "kr", target: 80 }]);
  });
});

describe("what is missing", () => {
  it("is said in the order of the page", () => {
    expect(missingIn(draft({ judgement: null }), [row()])).toBe("judgement");
    expect(missingIn(draft(), [row()])).toBe(null);
    expect(missingIn(draft({ decision: "stop" }), [row()])).toBe("reason");
    expect(missingIn(draft({ decision: "adjust", reason: "Less market" }), [row()])).toBe("targets");
    expect(missingIn(draft({ decision: "adjust", reason: "Less market", targets: { kr: { target: 80 } } }), [row()])).toBe(null);
  });
});

describe("one after the other", () => {
  it("goes to the next that nobody has assessed, and round", () => {
    const items = [said("a"), item("b"), item("c")];
    expect(shownItem(items, undefined)?.objective.id).toBe("b");
    expect(shownItem(items, "a")?.objective.id).toBe("a");
    expect(nextAfter(items, "b")).toBe("c");
    expect(nextAfter(items, "c")).toBe("b");
    expect(nextAfter([said("a")], "a")).toBe(null);
  });
});
