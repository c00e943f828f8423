import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { formatNumber, type NumberStyle } from "@/lib/numbers";
import { type ChartBand, type ChartMark, type ChartPoint, paceOn } from "./axes";
import { Drawing } from "./Drawing";
import { Figure } from "./Figure";
import styles from "./chart.module.css";
import { useWidth } from "./useWidth";

export interface PaceChartProps {
  /** Measured values in time order. */
  points: readonly ChartPoint[];
  /** The pace: where the value should be, from the first to the last day. Empty where a band says it. */
  path: readonly ChartPoint[];
  /** First and last day, ISO. */
  days: readonly [string, string];
  /** ISO day: a thin line marks it while it lies inside. */
  today: string;
  /** Levels worth knowing: target, baseline, the 70 % point. */
  marks?: readonly ChartMark[];
  band?: ChartBand;
  /** Words instead of the numbers of the axis: 0 "Not yet", 100 "Yes". */
  words?: Record<number, string>;
  /** The finding in words: what somebody who cannot see the picture should know. */
  finding: string;
  style?: NumberStyle;
  height?: number;
}

/** Measured values against their pace. Values hold until the next measurement, so the line is a stair. */
export function PaceChart({ style, height = 220, ...chart }: PaceChartProps) {
  const [box, width] = useWidth();
  const locale = useFormatLocale();
  const { points, path, words } = chart;
  const number = (value: number | null) => (value === null ? "–" : (words?.[value] ?? formatNumber(value, { ...style, locale })));
  const rows = points.map(({ day, value }) => [formatDay(day, { locale }), number(value), ...(path.length > 0 ? [number(paceOn(path, day))] : [])]);
  const head = [i18n._({ id: "ui.chart.day", message: "Day" }), i18n._({ id: "ui.chart.value", message: "Value" }), paceWord()];
  return (
    <div ref={box}>
      <Figure legend={<Legend band={chart.band !== undefined} />} head={path.length > 0 ? head : head.slice(0, 2)} rows={rows}>
        <Drawing {...chart} width={width} height={height} style={{ ...style, locale }} number={number} />
      </Figure>
    </div>
  );
}

const paceWord = () => i18n._({ id: "ui.chart.pace", message: "Pace" });

function Legend({ band }: { band: boolean }) {
  return (
    <span className={styles.legend}>
      <span>
        <svg width="22" height="8" aria-hidden="true">
          <path d="M1 4H21" className={styles.measured} />
        </svg>
        {i18n._({ id: "ui.chart.measured", message: "Measured" })}
      </span>
      <span>
        <svg width="22" height="10" aria-hidden="true">
          {band ? <rect x="1" y="0" width="20" height="10" className={styles.band} /> : <path d="M1 5H21" className={styles.pace} />}
        </svg>
        {band ? i18n._({ id: "ui.chart.band", message: "Where it should stay" }) : i18n._({ id: "ui.chart.paceFor", message: "Pace for success" })}
      </span>
    </span>
  );
}
