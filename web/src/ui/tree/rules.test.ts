import { flatten, lineId, treeStep } from "./rules";

interface Node {
  id: string;
  below?: Node[];
}
const shared: Node = { id: "shared" };
const nodes: Node[] = [{ id: "a", below: [{ id: "a1", below: [shared] }, { id: "a2" }] }, { id: "b", below: [shared] }, { id: "c" }];
const childrenOf = (node: Node) => node.below ?? [];
const all = flatten(nodes, { childrenOf, isOpen: () => true });
const ids = (lines: typeof all) => lines.map((line) => line.node.id);

describe("flatten", () => {
  it("walks down what is open, with levels and places", () => {
    expect(ids(all)).toEqual(["a", "a1", "shared", "a2", "b", "shared", "c"]);
    expect(all.map((line) => line.level)).toEqual([1, 2, 3, 2, 1, 2, 1]);
    expect(all[3]).toMatchObject({ position: 2, size: 2, parent: "a", open: null });
  });
  it("gives the same node in two places two names", () => {
    expect(all.filter((line) => line.node.id === "shared").map(lineId)).toEqual(["a/a1/shared", "b/shared"]);
  });
  it("leaves out what is closed", () => {
    expect(ids(flatten(nodes, { childrenOf, isOpen: (node) => node.id !== "a" }))).toEqual(["a", "b", "shared", "c"]);
  });
});

describe("treeStep", () => {
  const shut = flatten(nodes, { childrenOf, isOpen: () => false });
  const press = (lines: typeof all, at: number, key: string, rightToLeft = false) => treeStep(lines, at, { key, rightToLeft, nameOf: (node) => node.id });
  it.each([
    [0, "ArrowDown", { go: 1 }],
    [6, "ArrowDown", { go: 6 }],
    [0, "ArrowRight", { go: 1 }],
    [3, "ArrowRight", null],
    [3, "ArrowLeft", { go: 0 }],
    [0, "ArrowLeft", { toggle: 0 }],
    [2, "Home", { go: 0 }],
    [2, "End", { go: 6 }],
    [0, "b", { go: 4 }],
    [4, "a", { go: 0 }],
    [0, "z", null],
    [0, "Tab", null],
  ])("in the open tree, %i and %s give %j", (at, key, move) => {
    expect(press(all, at, key)).toEqual(move);
  });
  it("opens a closed line first", () => {
    expect(press(shut, 0, "ArrowRight")).toEqual({ toggle: 0 });
    expect(press(shut, 0, "ArrowLeft")).toBeNull();
    expect(press(shut, 0, "ArrowLeft", true)).toEqual({ toggle: 0 });
  });
});
