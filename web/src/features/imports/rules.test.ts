import { personChosen, reasonOf, refusedFile, severityOf, sizeWord, toCsv, unplaced } from "./rules";

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
