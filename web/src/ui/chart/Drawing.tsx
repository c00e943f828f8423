import { curveStepAfter, line } from "d3-shape";
import { useId, useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay, fromIso } from "@/lib/dates";
import { dateFormat } from "@/lib/formats";
import type { NumberStyle } from "@/lib/numbers";
import { calloutY, type ChartBand, type ChartMark, type ChartPoint, dayTicks, fanDomain, type Frame, frameOf, isOut, isShort, type Scales, scalesOf, spread, strips, valueDomain, valueTicks } from "./axes";
import { Fan } from "./Fan";
import type { PaceChartProps } from "./PaceChart";
import styles from "./chart.module.css";

interface DrawingProps extends Omit<PaceChartProps, "style" | "height"> {
  width: number;
  height: number;
  style: NumberStyle;
  number: (value: number) => string;
}

/** The picture itself: axes, levels, pace, values. */
export function Drawing({ points, path, days, today, marks = [], fan = [], band, words, finding, width, height, style, number }: DrawingProps) {
  const id = useId();
  const edges = [band?.low, band?.high].filter((value) => value !== null && value !== undefined);
  const wordly = Object.keys(words ?? {}).map(Number);
  const known = [...points, ...path, ...marks].map((one) => one.value).concat(edges, wordly);
  const values = valueDomain(known.concat(fanDomain(fan, known)));
  const ticks = valueTicks(values, style, words);
  const frame = frameOf(width, height, ticks.map((tick) => tick.label));
  const first = points[0] && points[0].day < days[0] ? points[0].day : days[0];
  const scales = scalesOf(frame, [first, days[1]], values);
  const way = line<ChartPoint>((point) => scales.x(fromIso(point.day)), (point) => scales.y(point.value));
  const placed = spread(marks, scales.y);
  const last = points.at(-1);
  const until = today < days[1] ? today : days[1];
  const held = last && last.day < until ? [...points, { day: until, value: last.value }] : points;
  return (
    <svg width={width} height={height} role="img" aria-labelledby={id} className={styles.chart}>
      <title id={id}>{finding}</title>
      {band && <Band band={band} frame={frame} scales={scales} />}
      {fan.length > 0 && last && <Fan fan={fan} from={last} clip={`${id}-plot`} frame={frame} scales={scales} />}
      <Axes ticks={ticks} frame={frame} scales={scales} unit={isShort(style.unit) ? "" : (style.unit ?? "")} />
      {marks.map((mark) => (
        <Level key={mark.label} mark={mark} frame={frame} scales={scales} />
      ))}
      {today >= first && today <= days[1] && <Today at={scales.x(fromIso(today))} frame={frame} />}
      <path d={way([...path]) ?? ""} className={styles.pace} />
      <path d={way.curve(curveStepAfter)([...held]) ?? ""} className={styles.measured} />
      {placed.map((mark) => (
        <MarkWords key={mark.label} mark={mark} frame={frame} scales={scales} />
      ))}
      <Spots points={points} line={held} fanned={fan.length > 0} band={band} levels={placed} scales={scales} frame={frame} number={number} />
    </svg>
  );
}

/** A level across the plot; one that was changed ends on that day and leads to what came after it. */
function Level({ mark, frame, scales }: { mark: ChartMark; frame: Frame; scales: Scales }) {
  const y = scales.y(mark.value);
  const end = mark.until ? Math.min(Math.max(scales.x(fromIso(mark.until.day)), frame.start), frame.width - frame.end) : frame.width - frame.end;
  return (
    <g>
      <line x1={frame.start} x2={end} y1={y} y2={y} className={styles.mark} />
      {mark.until && <line x1={end} x2={end} y1={y} y2={scales.y(mark.until.to)} className={styles.mark} />}
    </g>
  );
}

function Axes({ ticks, frame, scales, unit }: { ticks: { value: number; label: string }[]; frame: Frame; scales: Scales; unit: string }) {
  const locale = useFormatLocale();
  const day = dateFormat({ day: "numeric", month: "short" }, locale);
  return (
    <g>
      {unit && (
        <text x={0} y={11}>
          {unit}
        </text>
      )}
      {ticks.map(({ value, label }) => (
        <g key={value}>
          <line x1={frame.start} x2={frame.width - frame.end} y1={scales.y(value)} y2={scales.y(value)} className={styles.rule} />
          <text x={frame.start - 8} y={scales.y(value) + 4} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {dayTicks(scales.x).map(({ at, date, anchor }) => (
        <text key={at} x={anchor === "end" ? frame.width : at} y={frame.height - 6} textAnchor={anchor}>
          {day.format(date)}
        </text>
      ))}
    </g>
  );
}

const todayWidth = 44;

/** Its word stands above the plot, where nothing else is. */
function Today({ at, frame }: { at: number; frame: Frame }) {
  const anchor = at > frame.width - todayWidth ? "end" : "middle";
  return (
    <g>
      <line x1={at} x2={at} y1={frame.top - 6} y2={frame.height - frame.bottom} className={styles.today} />
      <text x={anchor === "end" ? frame.width : at} y={11} textAnchor={anchor} className={styles.strong}>
        {i18n._({ id: "ui.chart.today", message: "Today" })}
      </text>
    </g>
  );
}

function Band({ band: { low, high }, frame, scales }: { band: ChartBand; frame: Frame; scales: Scales }) {
  const top = high === null ? frame.top : scales.y(high);
  const bottom = low === null ? frame.height - frame.bottom : scales.y(low);
  // A band of one value is a line, which must be seen all the same.
  return <rect x={frame.start} y={Math.min(top, bottom - 3)} width={frame.width - frame.end - frame.start} height={Math.max(3, bottom - top)} className={styles.band} />;
}

function MarkWords({ mark, frame, scales }: { mark: ChartMark; frame: Frame; scales: Scales }) {
  const y = scales.y(mark.value);
  const above = y - 5 > frame.top + 6;
  return (
    <text x={mark.side === "start" ? frame.start + 4 : frame.width - frame.end} y={above ? y - 5 : y + 13} textAnchor={mark.side} className={styles.words}>
      {mark.label}
    </text>
  );
}

interface SpotsProps {
  points: readonly ChartPoint[];
  line: readonly ChartPoint[];
  fanned: boolean;
  band?: ChartBand;
  levels: readonly ChartMark[];
  scales: Scales;
  frame: Frame;
  number: (value: number) => string;
}

/** The values themselves; the one pointed at says its number and day, else the newest. */
function Spots({ points, line: drawn, fanned, band, levels, scales, frame, number }: SpotsProps) {
  const locale = useFormatLocale();
  const [hovered, setHovered] = useState<ChartPoint | null>(null);
  const shown = hovered ?? points.at(-1);
  const x = (point: ChartPoint) => scales.x(fromIso(point.day));
  const stair = drawn.map((point) => ({ x: x(point), y: scales.y(point.value) }));
  return (
    <g onPointerLeave={() => setHovered(null)}>
      {points.map((point, at) => (
        <g key={`${point.day}-${at}`} transform={`translate(${x(point)} ${scales.y(point.value)})`} onPointerEnter={() => setHovered(point)}>
          <circle r={11} className={styles.reach} />
          {isOut(point.value, band) ? (
            <path d="M0 -5L5 0L0 5L-5 0Z" className={styles.out} />
          ) : (
            <circle r={hovered === point ? 5 : 3} className={styles.spot} />
          )}
        </g>
      ))}
      {shown && <Callout x={x(shown)} y={scales.y(shown.value)} stair={stair} back={fanned && shown === points.at(-1)} levels={levels} scales={scales} frame={frame} text={`${number(shown.value)} · ${formatDay(shown.day, { locale })}`} />}
    </g>
  );
}

interface CalloutProps {
  x: number;
  y: number;
  stair: readonly { x: number; y: number }[];
  /** Words before the value where they have room there: behind it something else is drawn. */
  back: boolean;
  levels: readonly ChartMark[];
  scales: Scales;
  frame: Frame;
  text: string;
}

function Callout({ x, y, stair, back, levels, scales, frame, text }: CalloutProps) {
  const wide = text.length * 6.6;
  const atEnd = x + 8 + wide > frame.width || (back && x - 8 - wide > frame.start);
  const from = atEnd ? x - 8 - wide : x + 8;
  const side = !back && x > frame.width * 0.45 ? "end" : "start";
  const others = levels.filter((level) => level.side === side).map((level) => scales.y(level.value));
  return (
    <text x={atEnd ? x - 8 : x + 8} y={calloutY(y, [frame.top, frame.height - frame.bottom], others, strips(stair, from, from + wide))} textAnchor={atEnd ? "end" : "start"} className={styles.callout}>
      {text}
    </text>
  );
}
