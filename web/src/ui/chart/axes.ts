import { scaleLinear, scaleTime, type ScaleLinear, type ScaleTime } from "d3-scale";
import { fromIso } from "@/lib/dates";
import { formatNumber, type NumberStyle } from "@/lib/numbers";

export interface ChartPoint {
  /** ISO day. */
  day: string;
  value: number;
}

/** A level to be read off: a line across the plot with its words. `side`: the end at which the words stand. */
export interface ChartMark {
  value: number;
  label: string;
  side: "start" | "end";
  /** It held until this day (ISO) only; from then on another value, to which a thin line leads. */
  until?: { day: string; to: number };
}

/** Where the value may be on a day to come: the middle, and what holds half and four fifths of the futures. */
export interface FanPoint {
  day: string;
  low80: number;
  low50: number;
  median: number;
  high50: number;
  high80: number;
}

/** Where values should stay; null is open. */
export interface ChartBand {
  low: number | null;
  high: number | null;
}

export interface Frame {
  width: number;
  height: number;
  top: number;
  end: number;
  bottom: number;
  start: number;
}

const letter = 6.4; // about the width of one at 11 px
const apart = 64; // pixels between the middles of two day labels

/** A unit that is read beside every number of the axis; longer ones stand once above it. */
export const isShort = (unit: string | null | undefined): boolean => !unit || unit.length <= 3;

export function frameOf(width: number, height: number, labels: readonly string[]): Frame {
  const longest = Math.max(0, ...labels.map((label) => label.length));
  return { width, height, top: 22, end: 14, bottom: 24, start: Math.max(30, Math.ceil(longest * letter) + 12) };
}

/** From the lowest to the highest value of anything drawn, with a little room; never below zero for what never is. */
export function valueDomain(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}

export interface Scales {
  x: ScaleTime<number, number>;
  y: ScaleLinear<number, number>;
}

export function scalesOf(frame: Frame, days: readonly [string, string], values: readonly [number, number]): Scales {
  return {
    x: scaleTime([fromIso(days[0]), fromIso(days[1])], [frame.start, frame.width - frame.end]),
    y: scaleLinear([...values], [frame.height - frame.bottom, frame.top]),
  };
}

export function valueTicks([low, high]: readonly [number, number], style: NumberStyle, words?: Record<number, string>): { value: number; label: string }[] {
  if (words) return Object.entries(words).map(([value, label]) => ({ value: Number(value), label }));
  const unit = isShort(style.unit) ? style.unit : null;
  return scaleLinear([low, high], [0, 1])
    .ticks(4)
    .map((value) => ({ value, label: formatNumber(value, { ...style, unit }) }));
}

export interface DayTick {
  at: number;
  date: Date;
  anchor: "start" | "middle" | "end";
}

/** The first and the last day always, each inside of the picture; between them what has room. */
export function dayTicks(x: ScaleTime<number, number>): DayTick[] {
  const [first, last] = x.domain() as [Date, Date];
  const [left, right] = x.range() as [number, number];
  const between = x
    .ticks(Math.max(2, Math.floor((right - left) / 110)))
    .map((date): DayTick => ({ at: x(date), date, anchor: "middle" }))
    .filter(({ at }) => at - left > apart && right - at > apart);
  return [{ at: left, date: first, anchor: "start" }, ...between, { at: right, date: last, anchor: "end" }];
}

const line = 15; // pixels that a label of a level needs

/** Levels whose words would stand upon each other have them at the other end. */
export function spread(marks: readonly ChartMark[], y: (value: number) => number): ChartMark[] {
  const placed: ChartMark[] = [];
  for (const mark of marks) {
    const taken = placed.some((other) => other.side === mark.side && Math.abs(y(other.value) - y(mark.value)) < line);
    placed.push(taken ? { ...mark, side: mark.side === "start" ? "end" : "start" } : mark);
  }
  return placed;
}

/** A strip of the picture, from its top to its bottom. */
export type Strip = readonly [number, number];

const ascent = 10; // pixels of words above their line, and below it
const descent = 3;

/** Where the words of a value stand: nearest to it, clear of the words of a level at the same end, and of what is drawn there. */
export function calloutY(at: number, [top, bottom]: Strip, levels: readonly number[], drawn: readonly Strip[] = []): number {
  const near = (y: number) => levels.some((level) => Math.abs(level - 5 - y) < line - 2);
  const over = (y: number) => drawn.some(([from, to]) => y + descent > from && y - ascent < to);
  const places = [at - 9, at - 9 - line, at + 18, at - 9 - 2 * line, at + 18 + line, at - 9 - 3 * line, at + 18 + 2 * line].filter((y) => y >= top + 10 && y <= bottom - 2);
  return places.find((y) => !near(y) && !over(y)) ?? places.find((y) => !near(y)) ?? Math.max(top + 10, at - 9);
}

/** The strips that a stair of values takes between two places: its steps, and what leads from one to the next. */
export function strips(stair: readonly { x: number; y: number }[], from: number, to: number): Strip[] {
  return stair.flatMap((step, at): Strip[] => {
    const next = stair[at + 1];
    if (!next) return step.x >= from && step.x <= to ? [[step.y - 3, step.y + 3]] : [];
    const level: Strip[] = step.x < to && next.x > from ? [[step.y - 3, step.y + 3]] : [];
    const rise: Strip[] = next.x >= from && next.x <= to ? [[Math.min(step.y, next.y), Math.max(step.y, next.y)]] : [];
    return [...level, ...rise];
  });
}

const most = 0.6; // of the height of everything else: further a fan does not stretch the picture

/** How far a fan may go: what is beyond is cut off, so that the values stay readable. */
export function fanDomain(fan: readonly FanPoint[], values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * most;
  return fan.flatMap((point) => [Math.max(point.low80, low - room), Math.min(point.high80, high + room)]);
}

/** Outside of the band, if there is one. */
export const isOut = (value: number, band: ChartBand | undefined): boolean =>
  band !== undefined && ((band.low !== null && value < band.low) || (band.high !== null && value > band.high));

/** The pace on a day, straight between two of its points; null outside of it. */
export function paceOn(path: readonly ChartPoint[], day: string): number | null {
  const after = path.findIndex((point) => point.day >= day);
  const to = path[after];
  if (!to) return null;
  if (to.day === day) return to.value;
  const from = path[after - 1];
  if (!from) return null;
  const way = (fromIso(day).getTime() - fromIso(from.day).getTime()) / (fromIso(to.day).getTime() - fromIso(from.day).getTime());
  return from.value + (to.value - from.value) * way;
}
