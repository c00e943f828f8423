import { beforeAll, describe, expect, it } from "vitest";
import { i18n } from "@/i18n/i18n";
import { clockOf, minutesOf } from "@/lib/clock";
import { type Calendar, leadWords, momentIn, readFreeDays, rhythmSentence, weeksOf } from "./rules";

const weekly = { cadence: "weekly" as const, weekday: 5, hour: 15, minute: 0 };

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

describe("a rhythm in words", () => {
  it.each([
    [weekly, "Every Friday at 3:00 PM"],
    [{ ...weekly, every_weeks: 2 }, "Every 2 weeks on Friday at 3:00 PM"],
    [{ ...weekly, cadence: "monthly" as const, nth: -1 as const }, "The last Friday of the month at 3:00 PM"],
    [{ ...weekly, cadence: "cycle" as const, weekday: 2 }, "The last Tuesday of the cycle at 3:00 PM"],
  ])("%j", (rhythm, words) => {
    expect(rhythmSentence(rhythm).replaceAll(" ", " ")).toBe(words);
  });
});

describe("four weeks", () => {
  const calendar = {
    today: "2026-11-19",
    holidays: [{ day: "2026-11-20", name: "Fair", own: true }],
    weeks: [
      { kind: "check_in", key: "check_in:2026-W47", planned: "2026-11-20", day: "2026-11-23", at: "2026-11-23T14:00:00Z", moved: true, reason: "" },
      { kind: "wins", key: "wins:2026-W48", planned: "2026-11-27", day: null, at: null, moved: false, reason: "Trip" },
    ],
  } as unknown as Calendar;

  it("begin on the Monday of this week", () => {
    const weeks = weeksOf(calendar);
    expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7]);
    expect(weeks[0]?.[0]).toMatchObject({ day: "2026-11-16", past: true, today: false });
    expect(weeks[0]?.[3]).toMatchObject({ day: "2026-11-19", past: false, today: true });
  });

  it("show what was moved where it takes place, and what is skipped where it was planned", () => {
    const weeks = weeksOf(calendar);
    expect(weeks[0]?.[4]).toMatchObject({ holiday: "Fair", occurrences: [] });
    expect(weeks[1]?.[0]?.occurrences.map((each) => each.key)).toEqual(["check_in:2026-W47"]);
    expect(weeks[1]?.[4]?.occurrences.map((each) => each.key)).toEqual(["wins:2026-W48"]);
  });
});

describe("times as people write them", () => {
  it.each([["8", 480], ["08:30", 510], ["23:59", 1439], ["24", null], ["8:60", null], ["soon", null]])("%s", (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes);
  });

  it("come back as they went in", () => {
    expect(clockOf(510)).toBe("08:30");
  });

  it("name the offset, so that a change of clocks is seen", () => {
    expect(momentIn("2026-10-23T13:00:00Z", "Europe/Berlin")).toContain("GMT+2");
    expect(momentIn("2026-10-30T14:00:00Z", "Europe/Berlin")).toContain("GMT+1");
  });
});

it("free days are a line each, and what is no day is told", () => {
  expect(readFreeDays("2026-12-24 Christmas Eve\n\n2026-12-31\nsoon")).toEqual({
    days: [
      { day: "2026-12-24", name: "Christmas Eve" },
      { day: "2026-12-31", name: "" },
    ],
    wrong: ["soon"],
  });
});

it.each([
  [0, "at its hour"],
  [60, "an hour before"],
  [180, "3 hours before"],
  [1440, "the day before"],
  [2880, "2 days before"],
  [45, "45 minutes before"],
])("%i minutes ahead reads: %s", (minutes, words) => expect(leadWords(minutes)).toBe(words));
