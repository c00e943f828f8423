import { describe, expect, it } from "vitest";
import { calloutY, dayTicks, fanDomain, frameOf, isOut, paceOn, scalesOf, spread, strips, valueDomain, valueTicks } from "./axes";

const days = ["2026-09-28", "2026-12-27"] as const;
const plot = [22, 196] as const;

describe("the days of a chart", () => {
  it.each([300, 560, 1100])("name the first and the last one inside of %i pixels, and none upon another", (width) => {
    const ticks = dayTicks(scalesOf(frameOf(width, 220, ["100 %"]), days, [0, 1]).x);
    expect(ticks.map((tick) => tick.anchor)).toEqual(["start", ...ticks.slice(1, -1).map(() => "middle"), "end"]);
    expect(ticks[0]!.date.getDate()).toBe(28);
    expect(ticks.at(-1)!.date.getDate()).toBe(27);
    for (const [at, tick] of ticks.entries()) expect(tick.at - (ticks[at - 1]?.at ?? -100)).toBeGreaterThan(50);
  });
});

describe("the values of a chart", () => {
  it.each([
    [[0, 4, 10], 0],
    [[-5, 10], -6.2],
    [[94, 60], 57.28],
  ])("of %j begin at %s", (values, low) => {
    expect(valueDomain(values)[0]).toBeCloseTo(low);
  });

  it("of one value only still have room", () => {
    const [low, high] = valueDomain([7, 7]);
    expect(low).toBeLessThan(7);
    expect(high).toBeGreaterThan(7);
  });

  it("are written with a short unit, without a long one, and in words where there are words", () => {
    const labels = (style: object, words?: Record<number, string>) => valueTicks([0, 100], { locale: "en", ...style }, words).map((tick) => tick.label);
    expect(labels({ unit: "%" }).at(-1)).toBe("100\u202f%");
    expect(labels({ unit: "conversations" }).at(-1)).toBe("100");
    expect(labels({ unit: "%" }, { 0: "Not yet", 100: "Yes" })).toEqual(["Not yet", "Yes"]);
  });
});

describe("the words of levels", () => {
  const mark = (value: number, side: "start" | "end") => ({ value, label: String(value), side });
  it.each([
    [[mark(100, "start"), mark(60, "start")], ["start", "start"]],
    [[mark(100, "start"), mark(95, "start")], ["start", "end"]],
    [[mark(100, "start"), mark(95, "end")], ["start", "end"]],
  ])("%j stand at %j", (marks, sides) => {
    expect(spread(marks, (value) => value).map((one) => one.side)).toEqual(sides);
  });

  it("are not written over by those of the newest value", () => {
    expect(calloutY(100, plot, [])).toBe(91);
    for (const level of [80, 90, 95, 100, 110, 120]) expect(Math.abs(calloutY(100, plot, [level]) - (level - 5))).toBeGreaterThanOrEqual(13);
    expect(calloutY(25, plot, [])).toBe(43);
  });

  it("do not lie over the line that leads to it", () => {
    const stair = [{ x: 100, y: 60 }, { x: 180, y: 82 }, { x: 200, y: 100 }];
    const drawn = strips(stair, 90, 195);
    expect(drawn).toEqual([[57, 63], [60, 82], [79, 85]]);
    expect(calloutY(100, plot, [], drawn)).toBe(118);
    expect(strips(stair, 300, 400)).toEqual([]);
  });
});

describe("a fan", () => {
  const fan = (low: number, high: number) => [{ day: "2026-12-27", low80: low, low50: 0, median: 0, high50: 0, high80: high }];
  it("is seen whole while it is near, and cut off where it would squeeze the values", () => {
    expect(fanDomain(fan(-2, 12), [0, 10])).toEqual([-2, 12]);
    expect(fanDomain(fan(-200, 900), [0, 10])).toEqual([-6, 16]);
  });
});

describe("a band", () => {
  it.each([
    [2, { low: null, high: 2 }, false],
    [3, { low: null, high: 2 }, true],
    [99.7, { low: 99.9, high: null }, true],
    [0, { low: 0, high: 0 }, false],
  ])("%s within %o: out is %s", (value, band, out) => {
    expect(isOut(value, band)).toBe(out);
  });

  it("that is none is never left", () => expect(isOut(5, undefined)).toBe(false));
});

describe("the pace on a day", () => {
  const path = [{ day: "2026-10-01", value: 0 }, { day: "2026-10-11", value: 50 }, { day: "2026-10-21", value: 60 }];
  it.each([["2026-10-01", 0], ["2026-10-06", 25], ["2026-10-16", 55], ["2026-09-30", null], ["2026-10-22", null]])("%s is %s", (day, value) => {
    expect(paceOn(path, day)).toBe(value);
  });
});
