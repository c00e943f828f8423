/** Dates are ISO days ("2026-03-12") everywhere; a Date object exists only inside this file. */

import { dateFormat, relativeFormat } from "./formats";

const DAY = 86_400_000;
const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The browser's day; pages of a workspace take the workspace's instead. */
export const isoToday = (): string => toIso(new Date());

export function toIso(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day at noon local time, so that no change of clocks can move it. */
export function fromIso(day: string): Date {
  const found = isoDay.exec(day);
  if (!found) throw new RangeError(`not an ISO day: ${day}`);
  return new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]), 12);
}

export function addDays(day: string, count: number): string {
  const date = fromIso(day);
  date.setDate(date.getDate() + count);
  return toIso(date);
}

/** Whole days from the first to the second; negative when the second is earlier. */
export function daysBetween(first: string, second: string): number {
  return Math.round((fromIso(second).getTime() - fromIso(first).getTime()) / DAY);
}

/** "12 Mar", with the year when it is not this one. */
export function formatDay(day: string, options: { today?: string; locale?: string } = {}): string {
  const thisYear = (options.today ?? toIso(new Date())).slice(0, 4) === day.slice(0, 4);
  return dateFormat(thisYear ? monthDay : yearMonthDay, options.locale).format(fromIso(day));
}

const monthDay: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" };
const yearMonthDay: Intl.DateTimeFormatOptions = { ...monthDay, year: "numeric" };
const minute: Intl.DateTimeFormatOptions = { ...monthDay, hour: "2-digit", minute: "2-digit" };

/** An instant (ISO with zone) as "12 Mar, 14:05". */
export function formatMoment(instant: string, locale?: string): string {
  return dateFormat(minute, locale).format(new Date(instant));
}

/** "in 3 days", "yesterday", "2 months ago". */
export function formatDistance(day: string, options: { today?: string; locale?: string } = {}): string {
  const days = daysBetween(options.today ?? toIso(new Date()), day);
  const words = relativeFormat(options.locale);
  if (Math.abs(days) < 14) return words.format(days, "day");
  if (Math.abs(days) < 60) return words.format(Math.round(days / 7), "week");
  return Math.abs(days) < 730 ? words.format(Math.round(days / 30.4), "month") : words.format(Math.round(days / 365), "year");
}

/** The time since an instant, to the second first and in days later: "5 minutes ago". `now` in milliseconds. */
export function formatSince(instant: string, now = Date.now(), locale?: string): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const words = relativeFormat(locale);
  const past = Math.abs(seconds);
  if (past < 60) return words.format(Math.min(0, seconds), "second");
  if (past < 3600) return words.format(Math.round(seconds / 60), "minute");
  if (past < 86_400) return words.format(Math.round(seconds / 3600), "hour");
  return words.format(Math.round(seconds / 86_400), "day");
}

/**
 * A day as people type it: "2026-03-12", "12 mar", "12.3.", "3/12" (month first in US locales), "today", "tomorrow",
 * "+3", "+2w", "fri" (the next one). Null when it is none. Words are English plus the names of the locale.
 */
export function parseDay(text: string, options: { today?: string; locale?: string } = {}): string | null {
  const typed = text.trim().toLowerCase();
  const today = options.today ?? toIso(new Date());
  return exact(typed) ?? relative(typed, today) ?? weekday(typed, today, options.locale) ?? written(typed, today, options.locale);
}

function exact(typed: string): string | null {
  const found = isoDay.exec(typed);
  return found ? valid(Number(found[1]), Number(found[2]), Number(found[3])) : null;
}

function relative(typed: string, today: string): string | null {
  const named: Record<string, number> = { today: 0, tomorrow: 1, yesterday: -1 };
  if (typed in named) return addDays(today, named[typed]!);
  const found = /^([+-]\d{1,3})\s*(d|w)?$/.exec(typed);
  return found ? addDays(today, Number(found[1]) * (found[2] === "w" ? 7 : 1)) : null;
}

function weekday(typed: string, today: string, locale?: string): string | null {
  if (typed.length < 2 || /\d/.test(typed)) return null;
  for (let ahead = 1; ahead <= 7; ahead++) {
    const day = addDays(today, ahead);
    if (names(day, { weekday: "long" }, locale).some((name) => name.startsWith(typed))) return day;
  }
  return null;
}

function written(typed: string, today: string, locale?: string): string | null {
  const year = Number(today.slice(0, 4));
  const parts = /^(\d{1,2})[./ -]+(\d{1,2})(?:[./ -]+(\d{2,4}))?\.?$/.exec(typed);
  if (parts) {
    const [first, second] = [Number(parts[1]), Number(parts[2])];
    const [day, month] = monthFirst(typed, locale) ? [second, first] : [first, second];
    return valid(parts[3] ? century(Number(parts[3])) : year, month, day);
  }
  const words = /^(?:(\d{1,2})\.?\s+(\p{L}+)|(\p{L}+)\s+(\d{1,2}))\.?,?(?:\s+(\d{4}))?$/u.exec(typed);
  const month = words ? monthOf(words[2] ?? words[3] ?? "", locale) : null;
  return words && month ? valid(words[5] ? Number(words[5]) : year, month, Number(words[1] ?? words[4])) : null;
}

function monthFirst(typed: string, locale?: string): boolean {
  if (!typed.includes("/")) return false;
  const order = dateFormat({}, locale).formatToParts(fromIso("2026-03-12")).map((part) => part.type);
  return order.indexOf("month") < order.indexOf("day");
}

function monthOf(word: string, locale?: string): number | null {
  if (word.length < 3) return null;
  for (let month = 1; month <= 12; month++) {
    const day = `2026-${String(month).padStart(2, "0")}-01`;
    if (names(day, { month: "long" }, locale).some((name) => name.startsWith(word))) return month;
  }
  return null;
}

function names(day: string, format: Intl.DateTimeFormatOptions, locale?: string): string[] {
  return ["en", locale].map((tag) => dateFormat(format, tag).format(fromIso(day)).toLowerCase());
}

const century = (year: number) => (year < 100 ? 2000 + year : year);

function valid(year: number, month: number, day: number): string | null {
  const date = new Date(year, month - 1, day, 12);
  const same = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
  return same ? toIso(date) : null;
}
