import { mayHoldTeam, named, nextYearOf, readPeopleSearch, rolesUpTo, sectionOf, teamTree, yearName } from "./rules";

const id = "0197a4b2-0000-7000-8000-000000000001";
const teams = [
  { id: "b", parent_id: "a", name: "Growth" },
  { id: "a", parent_id: null, name: "Product" },
  { id: "c", parent_id: "a", name: "Design" },
  { id: "d", parent_id: "b", name: "Ads" },
  { id: "e", parent_id: "gone", name: "Office" },
];

it.each([
  [{ view: "teams", q: " mia ", team: id }, { view: "teams", q: " mia ", team: id }],
  [{ view: "map", q: "  ", team: "x", archived: "no" }, {}],
  [{ archived: "true" }, { archived: true }],
])("reads the address %o", (given, read) => expect(readPeopleSearch(given)).toEqual(read));

it("takes an unknown section for the first", () => {
  expect(sectionOf("members")).toBe("members");
  expect(sectionOf("secrets")).toBe("workspace");
  expect(sectionOf(undefined)).toBe("workspace");
});

it("puts teams below their parents by name, and those whose parent is hidden at the top", () => {
  const tree = teamTree(teams);
  expect(tree.map((node) => node.name)).toEqual(["Office", "Product"]);
  expect(tree[1]?.children.map((node) => node.name)).toEqual(["Design", "Growth"]);
  expect(tree[1]?.children[1]?.children.map((node) => node.name)).toEqual(["Ads"]);
});

it("lets no team move below itself", () => {
  expect(mayHoldTeam(teams, "b").map((team) => team.id)).toEqual(["a", "c", "e"]);
});

it("gives roles up to one's own", () => {
  expect(rolesUpTo("admin")).toEqual(["admin", "member", "guest"]);
  expect(rolesUpTo("owner")).toHaveLength(4);
});

it.each([
  [[], 2026],
  [[{ kind: "year", starts_on: "2026-01-01", ends_on: "2026-12-31" }], 2027],
  [[{ kind: "quarter", starts_on: "2026-01-01", ends_on: "2026-12-31" }], 2026],
  [[{ kind: "year", starts_on: "2026-01-01", ends_on: "2026-12-31" }, { kind: "year", starts_on: "2027-01-01", ends_on: "2027-12-31" }], 2028],
])("offers the next missing year after %o", (cycles, year) => expect(nextYearOf(cycles, "2026-11-21")).toBe(year));

it("names a year as the server does", () => {
  expect([yearName(2027, 1), yearName(2027, 4), yearName(2099, 7)]).toEqual(["2027", "2027/28", "2099/00"]);
});

it.each([
  ["", ["Zoë Ångström", "Ana Bauer"]],
  ["angstrom zoe", ["Zoë Ångström"]],
  ["ANA@", ["Ana Bauer"]],
  ["nobody", []],
])("finds people by %s", (words, found) => {
  const people = [{ name: "Zoë Ångström", email: "z@example.test" }, { name: "Ana Bauer", email: "ana@example.test" }];
  expect(named(people, words).map(({ name }) => name)).toEqual(found);
});
