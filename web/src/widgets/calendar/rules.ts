import type { Schema } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { addDays } from "@/lib/dates";
import { dateFormat } from "@/lib/formats";

export type Calendar = Schema<"CalendarOut">;
export type Rhythm = Schema<"RhythmIn">;
export type RhythmRow = Schema<"RhythmOut">;
export type Kind = RhythmRow["kind"];
export type Occurrence = Schema<"OccurrenceOut">;

export const ritualName: Record<Kind, () => string> = {
  check_in: () => i18n._({ id: "rituals.kind.checkIn", message: "Check-in" }),
  commitments: () => i18n._({ id: "rituals.kind.commitments", message: "Monday commitments" }),
  wins: () => i18n._({ id: "rituals.kind.wins", message: "Friday wins" }),
  assessment: () => i18n._({ id: "rituals.kind.assessment", message: "Monthly assessment" }),
  grading: () => i18n._({ id: "rituals.kind.grading", message: "Scoring" }),
  retrospective: () => i18n._({ id: "rituals.kind.retrospective", message: "Retrospective" }),
};

/** The same on a small mark, where the day says the rest. */
export const shortRitualName: Record<Kind, () => string> = {
  ...ritualName,
  commitments: () => i18n._({ id: "rituals.kind.commitments.short", message: "Commit" }),
  wins: () => i18n._({ id: "rituals.kind.wins.short", message: "Wins" }),
  assessment: () => i18n._({ id: "rituals.kind.assessment.short", message: "Assess" }),
  retrospective: () => i18n._({ id: "rituals.kind.retrospective.short", message: "Look back" }),
};

/** 2024-01-01 was a Monday. */
export const dayName = (day: number, width: "long" | "short" = "long"): string => dateFormat({ weekday: width }).format(new Date(2024, 0, day, 12));

/** "09:30" and "3:00 PM": alone and behind a day the same, which Intl by itself does not keep to. */
const clock: Intl.DateTimeFormatOptions = { hour: dateFormat({ hour: "numeric" }).resolvedOptions().hour12 ? "numeric" : "2-digit", minute: "2-digit" };

export const timeOf = (hour: number, minute: number): string => dateFormat(clock).format(new Date(2024, 0, 1, hour, minute));

/** An instant on the wall of a zone: "15:00". */
export const clockIn = (at: string, zone: string): string => dateFormat({ ...clock, timeZone: zone }).format(new Date(at));

/** An instant in a zone with its day and the name of the offset, so that a change of clocks is seen: "Fri, 30 Oct, 15:00 GMT+1". */
export const momentIn = (at: string, zone: string): string =>
  dateFormat({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZoneName: "short", timeZone: zone }).format(new Date(at));

/** "Every Friday at 15:00", "The first Tuesday of the month at 10:00", "The last Tuesday of the cycle at 10:00". */
export function rhythmSentence({ cadence, every_weeks = 1, weekday, nth = 1, hour, minute = 0 }: Rhythm): string {
  const values = { day: dayName(weekday), time: timeOf(hour, minute), weeks: every_weeks, nth: nthName(nth) };
  if (cadence === "monthly") return i18n._({ id: "rituals.rhythm.monthly", message: "The {nth} {day} of the month at {time}", values });
  if (cadence === "cycle") return i18n._({ id: "rituals.rhythm.cycle", message: "The last {day} of the cycle at {time}", values });
  if (every_weeks > 1) return i18n._({ id: "rituals.rhythm.weeks", message: "Every {weeks} weeks on {day} at {time}", values });
  return i18n._({ id: "rituals.rhythm.weekly", message: "Every {day} at {time}", values });
}

/** How long before its hour people are reminded: "at its hour", "3 hours before", "2 days before". */
export function leadWords(minutes: number): string {
  if (minutes === 0) return i18n._({ id: "rituals.lead.none", message: "at its hour" });
  if (minutes % 1440 === 0) return i18n._({ id: "rituals.lead.days", message: "{n, plural, one {the day before} other {# days before}}", values: { n: minutes / 1440 } });
  if (minutes % 60 === 0) return i18n._({ id: "rituals.lead.hours", message: "{n, plural, one {an hour before} other {# hours before}}", values: { n: minutes / 60 } });
  return i18n._({ id: "rituals.lead.minutes", message: "{n, plural, one {# minute before} other {# minutes before}}", values: { n: minutes } });
}

export function nthName(nth: number): string {
  const names: Record<number, () => string> = {
    [-1]: () => i18n._({ id: "rituals.nth.last", message: "last" }),
    1: () => i18n._({ id: "rituals.nth.first", message: "first" }),
    2: () => i18n._({ id: "rituals.nth.second", message: "second" }),
    3: () => i18n._({ id: "rituals.nth.third", message: "third" }),
    4: () => i18n._({ id: "rituals.nth.fourth", message: "fourth" }),
  };
  return names[nth]?.() ?? String(nth);
}

export interface Day {
  day: string;
  past: boolean;
  today: boolean;
  holiday: string | null;
  occurrences: Occurrence[];
}

/** Four weeks of seven days from the Monday of this week, with what takes place and what is free. */
export function weeksOf({ today, weeks, holidays }: Calendar): Day[][] {
  const monday = addDays(today, -((new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7));
  const free = new Map(holidays.map((holiday) => [holiday.day, holiday.name]));
  return [0, 1, 2, 3].map((week) =>
    [0, 1, 2, 3, 4, 5, 6].map((place) => {
      const day = addDays(monday, week * 7 + place);
      return {
        day,
        past: day < today,
        today: day === today,
        holiday: free.has(day) ? free.get(day) || i18n._({ id: "rituals.free", message: "Free" }) : null,
        occurrences: weeks.filter((each) => (each.day ?? each.planned) === day),
      };
    }),
  );
}

/** Free days as people write them, a line each: "2026-12-24 Christmas Eve". What is no day is told. */
export function readFreeDays(text: string): { days: { day: string; name: string }[]; wrong: string[] } {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  const read = lines.map((line) => /^(\d{4}-\d{2}-\d{2})\s*(.*)$/.exec(line));
  return {
    days: read.flatMap((found) => (found?.[1] ? [{ day: found[1], name: found[2] ?? "" }] : [])),
    wrong: lines.filter((_, at) => !read[at]),
  };
}
