import { beforeAll, describe, expect, it } from "vitest";
import { i18n } from "@/i18n/i18n";
import { besideHealth } from "./health";
import { formatValue, valueLine } from "./values";
import { between, numberIn } from "./useGlide";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

describe("a value against its goal", () => {
  it.each([
    [{ kind: "decrease", unit: "s", start: 94, target: 60, value: 81 }, "94 s → 60 s, now 81 s"],
    [{ kind: "decrease", unit: "s", start: 94, target: 60, value: 81, ended: true }, "94 s → 60 s, ended at 81 s"],
    [{ kind: "reach", unit: "leads", start: null, target: 500, value: null }, "→ 500 leads"],
    [{ kind: "share", unit: "", start: 0, target: 1, value: 0.255 }, "0 % → 100 %, now 25.5 %"],
    [{ kind: "maintain", unit: "%", low: 99.9, high: null, value: 99.7 }, "at least 99.9 %, now 99.7 %"],
    [{ kind: "maintain", unit: "bugs", low: 0, high: 0 }, "stay at 0 bugs"],
    [{ kind: "maintain", unit: "", low: 2, high: 4 }, "stay within 2 and 4"],
    [{ kind: "maintain", unit: "h", low: null, high: 4 }, "at most 4 h"],
    [{ kind: "binary" }, ""],
    [{ kind: "milestone", value: 1 }, ""],
  ])("%o", (of, line) => {
    expect(valueLine(of, "en-GB")).toBe(line.replaceAll(/(?<=\d) (?=(?!and)[a-z%])/g, "\u202f"));
  });

  it("says of a share what was counted in the end", () => {
    expect(valueLine({ kind: "share", start: 0, target: 1, value: 0.5, total: 52, ended: true }, "en-GB")).toBe("0 → 52 of 52, ended at 26");
  });

  it("shows money with its sign", () => {
    expect(formatValue(1200, { kind: "increase", unit: "EUR" }, "en-GB")).toBe("€1,200");
  });
});

describe("a number that glides", () => {
  it.each([["45 %", 45], ["−8 %", -8], ["-8 %", -8], ["112 %", 112], ["–", null], ["", null]])("reads %s as %s", (display, number) => {
    expect(numberIn(display)).toBe(number);
  });

  it("starts at the old number, ends at the new one, and is past the middle halfway", () => {
    expect([between(40, 60, 0), between(40, 60, 0.5), between(40, 60, 1)]).toEqual([40, 58, 60]);
  });
});

it.each([
  ["45 % chance. From 8 values.", ""],
  ["45 % chance. From 8 values. It stays off track until the chance rises above 45 %.", ""],
  ["The newest value is 14 days old.", "45 % chance. From 8 values."],
])("says the forecast once, beside %s", (sentence, said) => expect(besideHealth({ sentence }, "45 % chance. From 8 values.")).toBe(said));
