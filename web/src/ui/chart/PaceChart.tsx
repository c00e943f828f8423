import { scaleLinear, scaleTime } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import { useId, useMemo, useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay, fromIso } from "@/lib/dates";
import { formatNumber, type NumberStyle } from "@/lib/numbers";
import { Figure } from "./Figure";
import styles from "./chart.module.css";
import { useWidth } from "./useWidth";

export interface ChartPoint {
  /** ISO day. */
  day: string;
  value: number;
}

export interface PaceChartProps {
  /** Measured values in time order. */
  points: ChartPoint[];
  /** The pace: where the value should be, from the first to the last day. Two points make a straight line. */
  path: ChartPoint[];
  /** ISO day: a thin line marks it. */
  today: string;
  /** The finding in words: what somebody who cannot see the picture should know. */
  finding: string;
  style?: NumberStyle;
  height?: number;
}

const pad = { top: 12, end: 14, bottom: 24, start: 52 };

/** Measured values against their pace. Values hold until the next measurement, so the line is a stair. */
export function PaceChart({ points, path, today, finding, style, height = 220 }: PaceChartProps) {
  const [box, width] = useWidth();
  const locale = useFormatLocale();
  const number = (value: number) => formatNumber(value, { ...style, locale });
  const rows = points.map((point) => [formatDay(point.day, { locale }), number(point.value)]);
  return (
    <div ref={box}>
      <Figure
        finding={finding}
        head={[i18n._({ id: "ui.chart.day", message: "Day" }), i18n._({ id: "ui.chart.value", message: "Value" })]}
        rows={rows}
      >
        <Drawing {...{ points, path, today, finding, width, height, number }} unit={style?.unit} />
      </Figure>
    </div>
  );
}

interface DrawingProps extends Omit<PaceChartProps, "style"> {
  width: number;
  height: number;
  number: (value: number) => string;
  unit?: string | null;
}

function Drawing({ points, path, today, finding, width, height, number, unit }: DrawingProps) {
  const id = useId();
  const locale = useFormatLocale();
  const [hovered, setHovered] = useState<ChartPoint | null>(null);
  const { x, y } = useScales(points, path, { width, height });
  const place = (point: ChartPoint): [number, number] => [x(fromIso(point.day)), y(point.value)];
  const last = points.at(-1);
  const held = last && last.day < today ? [...points, { day: today, value: last.value }] : points;
  const shown = hovered ?? last;
  return (
    <svg width={width} height={height} role="img" aria-labelledby={id} className={styles.chart} onPointerLeave={() => setHovered(null)}>
      <title id={id}>{finding}</title>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line x1={pad.start} x2={width - pad.end} y1={y(tick)} y2={y(tick)} className={styles.rule} />
          <text x={pad.start - 8} y={y(tick) + 4} textAnchor="end">
            {formatNumber(tick, { locale, unit: unit === "%" ? "%" : null })}
          </text>
        </g>
      ))}
      {x.ticks(Math.max(2, Math.floor(width / 110))).map((tick) => (
        <text key={tick.getTime()} x={x(tick)} y={height - 6} textAnchor="middle">
          {new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }).format(tick)}
        </text>
      ))}
      <line x1={x(fromIso(today))} x2={x(fromIso(today))} y1={pad.top} y2={height - pad.bottom} className={styles.today} />
      <path d={line<ChartPoint>((point) => place(point)[0], (point) => place(point)[1])(path) ?? ""} className={styles.pace} />
      <path d={line<ChartPoint>((point) => place(point)[0], (point) => place(point)[1]).curve(curveStepAfter)(held) ?? ""} className={styles.measured} />
      {points.map((point, at) => (
        <circle key={`${point.day}-${at}`} cx={place(point)[0]} cy={place(point)[1]} r={hovered === point ? 5 : 3} className={styles.spot} onPointerEnter={() => setHovered(point)} />
      ))}
      {shown && <Callout place={place(shown)} width={width} text={`${number(shown.value)} · ${formatDay(shown.day, { locale })}`} />}
    </svg>
  );
}

function Callout({ place: [x, y], width, text }: { place: [number, number]; width: number; text: string }) {
  const atEnd = x > width - 120;
  return (
    <text x={atEnd ? x - 8 : x + 8} y={Math.max(20, y - 9)} textAnchor={atEnd ? "end" : "start"} className={styles.callout}>
      {text}
    </text>
  );
}

function useScales(points: ChartPoint[], path: ChartPoint[], size: { width: number; height: number }) {
  const { width, height } = size;
  return useMemo(() => {
    const all = [...points, ...path];
    const days = all.map((point) => fromIso(point.day).getTime());
    const values = all.map((point) => point.value);
    const room = (Math.max(...values) - Math.min(...values) || 1) * 0.06;
    return {
      x: scaleTime([new Date(Math.min(...days)), new Date(Math.max(...days))], [pad.start, width - pad.end]),
      y: scaleLinear([Math.min(...values) - room, Math.max(...values) + room], [height - pad.bottom, pad.top]).nice(4),
    };
  }, [points, path, width, height]);
}
