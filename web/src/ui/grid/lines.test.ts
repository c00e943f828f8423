import { putAt } from "./useGridOrder";
import { linesOf, step } from "./lines";

const groups = [
  { id: "todo", label: "To do", name: "To do" },
  { id: "done", label: "Done", name: "Done" },
];
const rows = [
  { id: "1", status: "done" },
  { id: "2", status: "todo" },
  { id: "3", status: "todo" },
  { id: "4", status: "gone" },
];
const groupOf = (row: { status: string }) => row.status;
const ids = (closed: string[]) => linesOf(rows, { groups, groupOf, closed: new Set(closed) }).map((line) => line.id);

describe("linesOf", () => {
  it("keeps the order of groups, and of rows inside", () => {
    expect(ids([])).toEqual(["group:todo", "2", "3", "group:done", "1", "4"]);
  });
  it("leaves out the rows of a closed group, not its head", () => {
    expect(ids(["todo"])).toEqual(["group:todo", "group:done", "1", "4"]);
  });
  it("is the rows themselves without groups", () => {
    expect(linesOf(rows, { closed: new Set() }).map((line) => line.id)).toEqual(["1", "2", "3", "4"]);
  });
});

describe("step", () => {
  const extent = { lines: 50, columns: 4, page: 20 };
  it.each([
    ["ArrowDown", false, { line: 3, column: 1 }],
    ["ArrowUp", false, { line: 1, column: 1 }],
    ["ArrowRight", false, { line: 2, column: 2 }],
    ["ArrowLeft", false, { line: 2, column: 0 }],
    ["PageDown", false, { line: 22, column: 1 }],
    ["PageUp", false, { line: 0, column: 1 }],
    ["Home", false, { line: 2, column: 0 }],
    ["End", true, { line: 49, column: 3 }],
    ["x", false, null],
  ])("%s (ctrl %s) leads from 2,1 to %j", (key, ctrl, spot) => {
    expect(step({ line: 2, column: 1 }, { key, ctrl }, extent)).toEqual(spot);
  });
  it("stops at the header and at the last line", () => {
    expect(step({ line: -1, column: 0 }, { key: "ArrowUp", ctrl: false }, extent)).toEqual({ line: -1, column: 0 });
    expect(step({ line: 49, column: 3 }, { key: "ArrowDown", ctrl: false }, extent)).toEqual({ line: 49, column: 3 });
  });
  it("turns left and right round where the script does", () => {
    expect(step({ line: 2, column: 1 }, { key: "ArrowLeft", ctrl: false }, { ...extent, rightToLeft: true })).toEqual({ line: 2, column: 2 });
  });
});

describe("where a dropped row is put", () => {
  it.each([
    [101, "before"],
    [118, "into"],
    [135, "after"],
  ])("at %d of a row from 100 to 136: %s", (y, put) => expect(putAt(y, { top: 100, height: 36 })).toBe(put));
});
