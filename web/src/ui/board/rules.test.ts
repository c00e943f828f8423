import { carry, dropped, neighbour, positionOf } from "./rules";

const lists = [
  { column: "todo", cards: ["a", "b", "c"] },
  { column: "doing", cards: [] },
  { column: "done", cards: ["d", "e"] },
];

it.each([
  ["a", "ArrowDown", "b"],
  ["a", "ArrowUp", null],
  ["c", "ArrowDown", null],
  ["a", "ArrowRight", "d"],
  ["c", "ArrowRight", "e"],
  ["e", "ArrowLeft", "b"],
  ["d", "ArrowRight", null],
  ["x", "ArrowDown", null],
])("from %s, %s leads to %s", (id, key, to) => {
  expect(neighbour(lists, id, key)).toBe(to);
});

it.each([
  ["a", "ArrowDown", { column: "todo", before: "c" }],
  ["b", "ArrowDown", { column: "todo", before: null }],
  ["c", "ArrowDown", null],
  ["a", "ArrowUp", null],
  ["c", "ArrowUp", { column: "todo", before: "b" }],
  ["b", "ArrowRight", { column: "doing", before: null }],
  ["d", "ArrowLeft", { column: "doing", before: null }],
  ["a", "ArrowLeft", null],
])("%s is carried by %s to %j", (id, key, target) => {
  expect(carry(lists, id, key)).toEqual(target);
});

it.each([
  ["a", { column: "done", card: "d", after: false }, { column: "done", before: "d" }],
  ["a", { column: "done", card: "d", after: true }, { column: "done", before: "e" }],
  ["a", { column: "done", card: null, after: false }, { column: "done", before: null }],
  ["a", { column: "todo", card: "b", after: false }, null],
  ["a", { column: "todo", card: "b", after: true }, { column: "todo", before: "c" }],
  ["a", { column: "todo", card: "a", after: true }, null],
  ["c", { column: "todo", card: null, after: false }, null],
])("%s dropped on %j goes to %j", (id, on, target) => {
  expect(dropped(lists, id, on)).toEqual(target);
});

it("says positions as people count", () => {
  expect(positionOf(lists, "a", { column: "done", before: "e" })).toEqual({ position: 2, of: 3 });
  expect(positionOf(lists, "a", { column: "doing", before: null })).toEqual({ position: 1, of: 1 });
});
