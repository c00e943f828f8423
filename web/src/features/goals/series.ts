import { i18n } from "@/i18n/i18n";
import type { ChartBand, ChartMark, ChartPoint, FanPoint } from "@/ui/chart/axes";
import type { NumberStyle } from "@/lib/numbers";
import { formatDay } from "@/lib/dates";
import { formatValue, valueLine } from "@/widgets/goals/values";
import type { KeyResultFull } from "./queries";

interface Curve {
  points: ChartPoint[];
  path: ChartPoint[];
  days: [string, string];
  marks: ChartMark[];
  band?: ChartBand;
  fan: FanPoint[];
  words?: Record<number, string>;
  style: NumberStyle;
}

type Row = Pick<KeyResultFull["key_result"], "kind" | "unit" | "start" | "target" | "v70" | "low" | "high" | "commitment" | "starts_on" | "ends_on"> & { rest?: KeyResultFull["key_result"]["rest"] };
type Given = Pick<KeyResultFull, "series"> & { key_result: Row; revisions?: KeyResultFull["revisions"]; fan?: KeyResultFull["fan"] };

/**
 * The curve to draw: values in their own unit where the kind has one (on a line from start to target, or against a band),
 * progress in percent for the others. Null while there is nothing to draw.
 */
export function chartOf({ series, key_result: row, revisions = [], fan = [] }: Given, locale?: string): Curve | null {
  const shape = row.kind === "maintain" ? bandShape(row, locale) : hasLineOf(row) ? lineShape(row, revisions, locale) : shareShape(row);
  const measured = series.flatMap((point) => {
    const value = shape.inUnits ? point.value : point.progress;
    return value === null ? [] : [{ day: point.on, value: shape.inUnits ? value * shape.scale : value * 100 }];
  });
  if (measured.length === 0) return null;
  const path = row.kind === "maintain" || row.rest ? [] : series.flatMap((point) => (point.expected === null ? [] : [{ day: point.on, value: shape.at(point.expected) }]));
  const points = shape.inUnits ? measured : measured.filter((point, at) => at === 0 || point.value !== measured[at - 1]!.value);
  return { points, path, days: [row.starts_on, row.ends_on], marks: shape.marks, band: shape.band, fan: shape.words ? [] : fan.map((point) => scaled(point, shape.inUnits ? shape.scale : 100)), words: shape.words, style: { unit: shape.unit, decimals: shape.inUnits ? 2 : 0 } };
}

/** The fan of the server in the unit of the picture: a share and progress are drawn as percent. */
const scaled = ({ on, low80, low50, median, high50, high80 }: KeyResultFull["fan"][number], scale: number): FanPoint => ({
  day: on,
  low80: low80 * scale,
  low50: low50 * scale,
  median: median * scale,
  high50: high50 * scale,
  high80: high80 * scale,
});

interface Shape {
  inUnits: boolean;
  scale: number;
  unit: string | undefined;
  /** The value that a progress stands for. */
  at: (progress: number) => number;
  marks: ChartMark[];
  band?: ChartBand;
  words?: Record<number, string>;
}

const hasLineOf = (row: Row): row is Row & { start: number; target: number } => row.start !== null && row.target !== null;

function lineShape(row: Row & { start: number; target: number }, revisions: KeyResultFull["revisions"], locale?: string): Shape {
  const scale = row.kind === "share" ? 100 : 1;
  const at = (progress: number) => (row.start + (row.target - row.start) * progress) * scale;
  const value = (amount: number) => formatValue(amount, row, locale);
  const seventy = row.v70 ?? at(0.7) / scale;
  const marks: ChartMark[] = [
    { value: row.target * scale, label: i18n._({ id: "goals.chart.target", message: "Target {value}", values: { value: value(row.target) } }), side: "start" },
    { value: row.start * scale, label: i18n._({ id: "goals.chart.baseline", message: "Baseline {value}", values: { value: value(row.start) } }), side: "end" },
  ];
  if (row.v70 !== null || row.commitment === "stretch") marks.splice(1, 0, { value: seventy * scale, label: seventyWords(value(seventy)), side: "start" });
  for (const { on, from, to } of oldTargets(revisions)) {
    marks.push({ value: from * scale, label: i18n._({ id: "goals.chart.oldTarget", message: "Target {value} until {day}", values: { value: value(from), day: formatDay(on, { locale }) } }), side: "start", until: { day: on, to: to * scale } });
  }
  return { inUnits: true, scale, unit: scale === 100 ? "%" : row.unit || undefined, at, marks };
}

/** Targets that were changed on the way, each with its last day. */
export function oldTargets(revisions: KeyResultFull["revisions"]): { on: string; from: number; to: number }[] {
  return revisions.flatMap(({ on, changes }) => {
    const pair: unknown = changes.target;
    if (!Array.isArray(pair) || typeof pair[0] !== "number" || typeof pair[1] !== "number") return [];
    return [{ on, from: pair[0], to: pair[1] }];
  });
}

const seventyWords = (value: string) => i18n._({ id: "goals.chart.seventy", message: "70 % point {value}", values: { value } });

/** A band says itself where values should stay: no pace beside it. */
function bandShape(row: Row, locale?: string): Shape {
  const words = valueLine({ ...row, value: null }, locale);
  const edge = row.low ?? row.high ?? 0;
  const label = words.charAt(0).toUpperCase() + words.slice(1);
  return { inUnits: true, scale: 1, unit: row.unit || undefined, at: () => edge, marks: [{ value: row.low !== null && row.high !== null ? row.high : edge, label, side: "end" }], band: { low: row.low, high: row.high } };
}

/** Steps, yes or no, work, objectives: from nothing to all of it. */
function shareShape(row: Row): Shape {
  const whole = {
    milestone: i18n._({ id: "goals.chart.allSteps", message: "All steps" }),
    work: i18n._({ id: "goals.chart.allWork", message: "All of the work" }),
    binary: "",
  };
  const label = whole[row.kind as keyof typeof whole] ?? i18n._({ id: "goals.chart.whole", message: "All of it" });
  const marks: ChartMark[] = label ? [{ value: 100, label, side: "start" }] : [];
  if (row.commitment === "stretch") marks.push({ value: 70, label: i18n._({ id: "goals.chart.success", message: "Success" }), side: "start" });
  const words = row.kind === "binary" ? { 0: i18n._({ id: "goals.no", message: "Not yet" }), 100: i18n._({ id: "goals.yes", message: "Yes" }) } : undefined;
  return { inUnits: false, scale: 1, unit: "%", at: (progress) => progress * 100, marks, words };
}
