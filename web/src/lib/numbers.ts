/** Numbers as people write them. `locale` is a BCP 47 tag; undefined is the browser's own. */

import { numberFormat } from "./formats";

/** Between a number and its unit, "%" included: narrow, and never a line's end. */
const gap = "\u202f";

export interface NumberStyle {
  /** Shown behind the number ("h", "leads", "%"), or a currency code such as "EUR", which becomes its sign. */
  unit?: string | null;
  /** Largest number of decimals; default 2. */
  decimals?: number;
  locale?: string;
}

const currency = /^[A-Z]{3}$/;
const currencies = new Set(Intl.supportedValuesOf("currency"));

/** The one place where a number becomes text: with the minus of print, as the server writes it, and not the hyphen that Intl takes. */
const written = (value: number, options: Intl.NumberFormatOptions, locale?: string): string => numberFormat(options, locale).format(value).replace("-", "−");

/** 1234.5 with unit "h" -> "1,234.5 h", 46 with "%" -> "46 %": one rule for every unit; a currency code takes its sign. */
export function formatNumber(value: number, style: NumberStyle = {}): string {
  const { unit, decimals = 2, locale } = style;
  const options: Intl.NumberFormatOptions = { maximumFractionDigits: decimals };
  if (unit && currency.test(unit) && currencies.has(unit)) {
    return written(value, { ...options, style: "currency", currency: unit, minimumFractionDigits: Number.isInteger(value) ? 0 : Math.min(2, decimals) }, locale);
  }
  const digits = written(value, options, locale);
  return unit ? digits + gap + unit : digits;
}

/** 0.7 -> "0.70": a score always has two decimals, unless a place wants more. */
export const formatScore = (score: number, locale?: string, decimals = 2): string => written(score, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }, locale);

/** A change: "+2", "−1", "0". */
export const formatChange = (by: number, locale?: string): string => written(by, { signDisplay: "exceptZero", maximumFractionDigits: 2 }, locale);

/** Percents inside of a text of the server or of ours ("at 46 % of it", "-8 %"), written as `formatShare` writes them. */
export const narrow = (text: string): string => text.replace(/(?<![\p{L}\d])-(?=\d+[ \u00a0]%)/gu, "−").replace(/(?<=[\d}])[ \u00a0]%/g, `${gap}%`);

/**
 * 0.734 -> "73 %": the display rule of the arithmetic, with the server's own test vectors. Half up, away from zero, on the
 * shortest decimal form; never "100 %" below 1, never "0 %" above 0, never "−0 %".
 */
export function formatShare(share: number, locale?: string): string {
  return `${written(wholePercent(share), { maximumFractionDigits: 0, useGrouping: false }, locale)}${gap}%`;
}

/** Whether people would see a move: not below what is shown, and not where a first number is nothing yet. */
export function isMove(from: number | null, to: number | null): boolean {
  if (from === null && to === 0) return false;
  const [old, now] = formatMove(from, to);
  return old !== now;
}

/** From where to where: in whole percent, or with one decimal where these would be the same. */
export function formatMove(from: number | null, to: number | null, locale?: string): [string, string] {
  const whole = [from, to].map((share) => (share === null ? "–" : formatShare(share, locale))) as [string, string];
  if (whole[0] !== whole[1] || from === null || to === null || from === to) return whole;
  const exact = (share: number) => `${written(share * 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 }, locale)}${gap}%`;
  return [exact(from), exact(to)];
}

export function wholePercent(share: number): number {
  const percent = Number((Math.abs(share) * 100).toPrecision(15)); // 0.285 * 100 is 28.499999999999996
  const whole = Math.floor(percent + 0.5);
  if (share < 0) return whole === 0 ? 0 : -whole;
  if (share < 1 && whole >= 100) return 99;
  return share > 0 && whole === 0 ? 1 : whole;
}

/** "1.234,5" in German, "1,234.5" in English -> 1234.5; null when it is no number. Spaces and apostrophes group. */
export function parseNumber(text: string, locale?: string): number | null {
  const { group, decimal } = separators(locale);
  const plain = text
    .trim()
    .replace(/[\s'’_]/g, "")
    .replace(/%$/, "")
    .replace("−", "-");
  const unified = onlyDecimal(plain, group, decimal).split(group).join("").replace(decimal, ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(unified) ? Number(unified) : null;
}

/** "3.5" typed by a German is 3,5 and not 35: one foreign separator that cannot group thousands is read as the decimal one. */
function onlyDecimal(text: string, group: string, decimal: string): string {
  if (text.includes(decimal)) return text;
  const parts = text.split(group);
  return parts.length === 2 && parts[1]!.length !== 3 ? text.replace(group, decimal) : text;
}

function separators(locale?: string): { group: string; decimal: string } {
  const parts = numberFormat({ useGrouping: true }, locale).formatToParts(1_234_567.8);
  const decimal = parts.find((part) => part.type === "decimal")?.value ?? ".";
  return { group: decimal === "." ? "," : ".", decimal };
}
