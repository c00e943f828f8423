import { describe, expect, it } from "vitest";
import { healthCounts, readFilters, readSearch, treeOf } from "./rules";

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const goal = (name: string, team: { id: string; name: string } | null, state = "on_track", rank = 1) => ({
  id: name,
  team,
  health: { state },
  rank,
  key_results: [{ id: `${name}-kr` }],
});

describe("the address of the Objectives page", () => {
  it.each([
    [{ cycle: id(1), health: "at_risk", state: "draft", q: "review" }, { cycle: id(1), health: "at_risk", state: "draft", q: "review" }],
    [{ cycle: "Q4", team: 3, health: "bad", state: "gone", q: "  " }, {}],
    [{ why: "objective:1", task: "x", new: "objective" }, {}],
  ])("keeps of %o the filters it knows", (search, filters) => {
    expect(readFilters(search)).toEqual(filters);
  });

  it("cuts words that are too long for the server", () => {
    expect(readFilters({ q: "a".repeat(300) }).q).toHaveLength(200);
  });

  it("opens the form only for what can be new", () => {
    expect(readSearch({ new: "objective", team: id(2) })).toEqual({ new: "objective", team: id(2) });
    expect(readSearch({ new: "company", template: "calm-nights" })).toEqual({});
    expect(readSearch({ new: "objective", template: "calm-nights" })).toEqual({ new: "objective", template: "calm-nights" });
    expect(readSearch({ new: "guided" })).toEqual({ new: "guided" });
  });
});

describe("the tree of goals", () => {
  const teams = [
    { id: "web", name: "Web", parent_id: "eng" },
    { id: "eng", name: "Engineering", parent_id: null },
    { id: "hr", name: "People", parent_id: null },
  ];
  const eng = { id: "eng", name: "Engineering" };
  const web = { id: "web", name: "Web" };

  it("puts teams below their parents, own goals first, and leaves out teams without any", () => {
    const tree = treeOf([goal("fast", web), goal("safe", eng)], teams, "Nobody's");
    expect(tree.map((node) => node.id)).toEqual(["team-eng"]);
    expect(tree[0]!.children.map((node) => node.id)).toEqual(["safe", "team-web"]);
    expect(tree[0]).toMatchObject({ type: "team", total: 2 });
  });

  it("shows a team with nothing of its own and one team below it on one line", () => {
    const [only, ...rest] = treeOf([goal("fast", web)], teams, "");
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ id: "team-web", name: "Engineering / Web", total: 1 });
    expect(only!.children.map((node) => node.id)).toEqual(["fast"]);
  });

  it("shows first what needs a person, then by place", () => {
    const goals = [goal("fine", eng, "on_track", 1), goal("later", eng, "off_track", 9), goal("red", eng, "off_track", 2)];
    expect(treeOf(goals, teams, "")[0]!.children.map((node) => node.id)).toEqual(["red", "later", "fine"]);
  });

  it("hangs key results below their objective", () => {
    expect(treeOf([goal("safe", eng)], teams, "")[0]!.children[0]!.children).toMatchObject([{ id: "safe-kr", type: "key_result" }]);
  });

  it("groups nothing where there are no teams", () => {
    expect(treeOf([goal("mine", null)], [], "Without a team").map((node) => node.id)).toEqual(["mine"]);
  });

  it("gathers goals without a team at the end, and keeps goals of a team that it does not know", () => {
    const tree = treeOf([goal("mine", null), goal("old", { id: "gone", name: "Archived" })], teams, "Without a team");
    expect(tree.map((node) => [node.id, node.type === "team" && node.name])).toEqual([
      ["team-gone", "Archived"],
      ["team-none", "Without a team"],
    ]);
  });
});

it("counts objectives by health, most urgent first", () => {
  expect(healthCounts([goal("a", null), goal("b", null, "off_track"), goal("c", null)])).toEqual([
    { state: "off_track", count: 1 },
    { state: "on_track", count: 2 },
  ]);
});
