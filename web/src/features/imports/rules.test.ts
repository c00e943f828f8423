import { bySteps, namesLeftOut, nested, personChosen, reasonOf, refusedFile, severityOf, sizeWord, sumOfPeople, teamChosen, toCsv, unplaced } from "./rules";

it.each([
  ["guessed: kept as 2 of 10", "guessed", "kept as 2 of 10"],
  ["changed: a task has one project", "changed", "a task has one project"],
  ["dropped: says that there is no date", "dropped", "says that there is no date"],
])("splits %s", (why, severity, reason) => {
  expect(severityOf(why)).toBe(severity);
  expect(reasonOf(why)).toBe(reason);
});

it("prefers what was chosen, also nobody, to what was matched", () => {
  const mia = { key: "mia", member: { id: "1" } };
  const tom = { key: "tom", member: null };
  expect(personChosen(mia, {})).toBe("1");
  expect(personChosen(mia, { mia: null })).toBeNull();
  expect(personChosen(tom, { tom: "new" })).toBe("new");
  expect(unplaced([mia, tom], {})).toEqual([tom]);
  expect(unplaced([mia, tom], { tom: null })).toEqual([]);
});

it("writes CSV that reads back and that no spreadsheet runs", () => {
  expect(toCsv([["row", "why"], [2, 'said "no", twice'], [3, "=1+1"]])).toBe('row,why\r\n2,"said ""no"", twice"\r\n3,\'=1+1');
});

it.each([
  [900, "900 B"],
  [2048, "2 KB"],
  [1_500_000, "1.4 MB"],
])("says %d bytes as %s", (bytes, word) => expect(sizeWord(bytes)).toBe(word));

it.each([
  [{ name: "okr.csv", size: 10 }, null],
  [{ name: "OKR.XLSX", size: 10 }, null],
  [{ name: "okr.pdf", size: 10 }, "kind"],
  [{ name: "okr.csv", size: 21 * 2 ** 20 }, "size"],
])("judges %o", (file, why) => expect(refusedFile(file)).toBe(why));

it("hangs lines on those above them, whatever their depth", () => {
  const lines = [0, 1, 1, 2, 0, 1, 0].map((depth, row) => ({ depth, row }));
  const shape = (nodes: ReturnType<typeof nested>): unknown => nodes.map((node) => [node.line.row, shape(node.children)]);
  expect(shape(nested(lines))).toEqual([[0, [[1, []], [2, [[3, []]]]]], [4, [[5, []]]], [6, []]]);
});

it("asks first about people nobody knows, then shows those found by name, then by e-mail", () => {
  const people = (["email", "ask", "name", "ask"] as const).map((match, id) => ({ match, id }));
  expect(bySteps(people).map(([step, those]) => [step, those.map(({ id }) => id)])).toEqual([["ask", [1, 3]], ["name", [2]], ["email", [0]]]);
  expect(bySteps([])).toEqual([]);
});

it("counts who is found, made and left out, and never loses one", () => {
  const people = [
    { key: "mia", name: "Mia", member: { id: "1" } },
    { key: "tom", name: "Tom", member: null },
    { key: "lin", name: "Lin", member: null },
  ];
  expect(sumOfPeople(people, {})).toEqual({ named: 3, found: 1, made: 0, left: 2 });
  expect(sumOfPeople(people, { tom: "new", lin: "1", mia: null })).toEqual({ named: 3, found: 1, made: 1, left: 1 });
  expect([...namesLeftOut(people, { tom: "new" })]).toEqual(["Lin"]);
  expect([...namesLeftOut([...people, { key: "lin@x", name: "Lin", member: { id: "2" } }], {})]).toEqual(["Tom"]);
});

it.each([
  [{ key: "a", team_id: null }, {}, "new" as const, "new"],
  [{ key: "a", team_id: "7" }, {}, "new" as const, "7"],
  [{ key: "a", team_id: "7" }, { a: null }, "new" as const, null],
  [{ key: "a", team_id: null }, {}, null, null],
])("takes the team %o with %o", (team, answers, missing, chosen) => expect(teamChosen(team, answers, missing)).toBe(chosen));
