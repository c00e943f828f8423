import { describe, expect, it } from "vitest";
import { type Book, countsOf, holds, readLibrary, shown, stepped } from "./rules";

const book = (id: string, changes: Partial<Book> = {}): Book => ({ id, title: "Calm nights", note: "", domain: "reliability", results: 3, ours: false, ...changes });
const books = [book("a", { ours: true, domain: "sales" }), book("b"), book("c")];

it.each([
  [{ q: " churn", domain: "sales", shelf: "past", at: "calm-nights", task: "x" }, { q: " churn", domain: "sales", shelf: "past", at: "calm-nights" }],
  [{ q: "  ", domain: 3, shelf: "all", at: "" }, {}],
  [{ q: "a".repeat(300) }, { q: "a".repeat(200) }],
])("reads the address %o", (search, read) => {
  expect(readLibrary(search)).toEqual(read);
});

describe("the shelves", () => {
  it.each([
    [{}, "abc"],
    [{ shelf: "workspace" as const }, "a"],
    [{ domain: "reliability" }, "bc"],
    [{ domain: "reliability", shelf: "workspace" as const }, ""],
  ])("show for %o: %s", (search, ids) => {
    expect(shown(books, search).map((one) => one.id).join("")).toBe(ids);
  });

  it("count each domain", () => {
    expect([...countsOf(books, "all")]).toEqual([["sales", 1], ["reliability", 2]]);
    expect([...countsOf(books, "workspace")]).toEqual([["sales", 1]]);
  });

  it("hold what has every word in its title", () => {
    expect(holds(book("a"), "night CALM")).toBe(true);
    expect(holds(book("a"), "calm days")).toBe(false);
  });
});

it.each([
  [undefined, 1, "a"],
  ["a", 1, "b"],
  ["c", 1, "c"],
  ["a", -1, "a"],
  ["gone", 1, "a"],
] as const)("steps from %s by %i to %s", (at, by, to) => {
  expect(stepped(books, at, by)).toBe(to);
});

it("steps nowhere in an empty list", () => {
  expect(stepped([], "a", 1)).toBeUndefined();
});
