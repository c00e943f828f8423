import { branch, carriedTo, droppedAt, type Hanging, placed, placeIn } from "./order";

/** "a", " b" is below "a", "  c" below "b". */
function tree(...lines: string[]): Hanging[] {
  const open: string[] = [];
  return lines.map((line) => {
    const depth = line.length - line.trimStart().length;
    const id = line.trim();
    open.splice(depth, open.length, id);
    return { id, depth, parent_id: open[depth - 1] ?? null };
  });
}

const drawn = (rows: readonly Hanging[]) => rows.map((row) => `${" ".repeat(row.depth)}${row.id}`);
const rows = tree("a", " b", "  c", " d", "e", "f");

describe("a branch", () => {
  it.each([
    ["a", ["a", " b", "  c", " d"]],
    ["b", [" b", "  c"]],
    ["f", ["f"]],
    ["gone", []],
  ])("of %s is the row and all below it", (id, found) => expect(drawn(branch(rows, id))).toEqual(found));
});

describe("carrying by key", () => {
  it.each([
    ["e", "ArrowUp", ["e", "a", " b", "  c", " d", "f"]],
    ["a", "ArrowDown", ["e", "a", " b", "  c", " d", "f"]],
    ["e", "ArrowRight", ["a", " b", "  c", " d", " e", "f"]],
    ["b", "ArrowLeft", ["a", " d", "b", " c", "e", "f"]],
    ["d", "ArrowUp", ["a", " d", " b", "  c", "e", "f"]],
  ])("%s with %s", (id, key, wanted) => {
    const to = carriedTo(rows, id, key);
    expect(to && drawn(placed(rows, id, to))).toEqual(wanted);
  });
  it.each([
    ["a", "ArrowUp"],
    ["f", "ArrowDown"],
    ["a", "ArrowRight"],
    ["e", "ArrowLeft"],
  ])("%s cannot go on with %s", (id, key) => expect(carriedTo(rows, id, key)).toBeNull());
});

describe("dropping", () => {
  it.each([
    ["f", { id: "e", put: "before" }, ["a", " b", "  c", " d", "f", "e"]],
    ["f", { id: "a", put: "after" }, ["a", " f", " b", "  c", " d", "e"]],
    ["f", { id: "d", put: "into" }, ["a", " b", "  c", " d", "  f", "e"]],
    ["b", { id: "e", put: "after" }, ["a", " d", "e", "b", " c", "f"]],
    ["b", { id: "f", put: "after" }, ["a", " d", "e", "f", "b", " c"]],
  ] as const)("%s on %o", (id, beside, wanted) => {
    const to = droppedAt(rows, id, beside);
    expect(to && drawn(placed(rows, id, to))).toEqual(wanted);
  });
  it.each([
    ["a", { id: "c", put: "into" }],
    ["e", { id: "f", put: "before" }],
    ["f", { id: "e", put: "after" }],
  ] as const)("%s on %o changes nothing", (id, beside) => expect(droppedAt(rows, id, beside)).toBeNull());
});

it("knows the way back", () => {
  for (const { id } of rows) {
    const home = placeIn(rows, id);
    const away = id === "f" ? { parent_id: "d", before: null } : { parent_id: null, before: "f" };
    expect(home && drawn(placed(placed(rows, id, away), id, home))).toEqual(drawn(rows));
  }
});
