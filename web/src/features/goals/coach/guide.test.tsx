import { beforeAll, describe, expect, it } from "vitest";
import { startLanguage } from "@/i18n/i18n";
import { draftedKeyResult, draftedObjective, draftedSource, followed, kindOfNumbers, wordingOf } from "./guide";

beforeAll(() => startLanguage("en-GB"));

describe("the objective, drafted from the outcome and the team's part", () => {
  it.each([
    ["new customers", "work from day one", "a guided set-up", "Help new customers work from day one with a guided set-up"],
    ["New customers", "Work from day one.", "", "Help new customers work from day one"],
    ["", "win the trust of shops abroad", "A local checkout", "Win the trust of shops abroad with a local checkout"],
    ["NGOs", "file their report in an hour", "", "Help NGOs file their report in an hour"],
    ["new customers", "", "a guided set-up", ""],
  ])("%s | %s | %s", (whom, change, part, sentence) => {
    expect(draftedObjective({ whom, change, part })).toBe(sentence);
  });
});

describe("a key result, drafted from a measure", () => {
  it.each([
    ["Review time", 24, 4, "h", "2026-12-15", /^Reduce review time from 24 h to 4 h by 15 Dec/],
    ["finished checkouts", 61, 70, "%", null, /^Increase finished checkouts from 61 % to 70 %$/],
    ["NPS", null, 40, "", null, /^Bring NPS to 40$/],
    ["days until the first report", 9.5, null, "days", null, /^Move days until the first report from 9.5 days to …$/],
    ["churn", null, null, "", null, /^Move churn from … to …$/],
    [" ", 1, 2, "h", null, /^$/],
  ])("%s from %s to %s", (measure, start, target, unit, ends_on, sentence) => {
    expect(draftedKeyResult(measure, { start, target, unit, ends_on }, "en", "en-GB")).toMatch(sentence);
  });

  it.each([
    [24, 4, "decrease"],
    [61, 70, "increase"],
    [null, 500, "reach"],
    [3, null, "increase"],
  ] as const)("goes from %s to %s as %s", (start, target, kind) => {
    expect(kindOfNumbers(start, target)).toBe(kind);
  });
});

describe("in the language of what is typed", () => {
  it.each([
    ["Neue Kunden", "ihren ersten Bericht am selben Tag sehen", "eine geführte Einrichtung", "Erreichen, dass neue Kunden durch eine geführte Einrichtung ihren ersten Bericht am selben Tag sehen"],
    ["Vereine", "Schneller an ihr Geld kommen.", "", "Erreichen, dass Vereine schneller an ihr Geld kommen"],
    ["", "das Vertrauen der Läden im Ausland gewinnen", "", "Das Vertrauen der Läden im Ausland gewinnen"],
    ["Neue Kunden", "", "", ""],
  ])("%s | %s | %s", (whom, change, part, sentence) => {
    expect(draftedObjective({ whom, change, part }, "de")).toBe(sentence);
  });

  it.each([
    ["Durchlaufzeit", 24, 4.5, "h", "2026-12-15", /^Durchlaufzeit bis 15\. Dez\..* von 24 auf 4,5 h senken$/],
    ["abgeschlossene Käufe", 61, 70, "%", null, /^Abgeschlossene Käufe von 61 auf 70 % steigern$/],
    ["NPS", null, 40, "", null, /^NPS auf 40 bringen$/],
    ["Fehlerquote", null, null, "", null, /^Fehlerquote von … auf … bringen$/],
  ])("%s from %s to %s", (measure, start, target, unit, ends_on, sentence) => {
    expect(draftedKeyResult(measure, { start, target, unit, ends_on }, "de")).toMatch(sentence);
  });

  it("is told from everything typed so far", () => {
    expect(wordingOf({ whom: "Vereine ", change: "", part: "eine App", rows: { 1: { measure: "Wartezeit", source: "x" } } })).toBe("Vereine . eine App . Wartezeit");
  });
});

it("keeps where a number comes from as a note", () => {
  expect(draftedSource("dem Kassensystem", "de")).toBe("Quelle: dem Kassensystem");
  expect(draftedSource(" the ticket system ")).toBe("Source: the ticket system");
  expect(draftedSource(" ")).toBe("");
});

it.each([
  ["", "old", "new", "new"],
  ["old", "old", "new", "new"],
  ["mine", "old", "new", "mine"],
])("a sentence that reads %o after %o becomes, for %o, %o", (current, before, now, becomes) => {
  expect(followed(current, before, now)).toBe(becomes);
});
