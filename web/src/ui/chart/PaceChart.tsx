import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { formatNumber, type NumberStyle } from "@/lib/numbers";
import { type ChartBand, type ChartMark, type ChartPoint, type FanPoint, paceOn } from "./axes";
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
  /** Where it may go from the newest value on, in time order. */
  fan?: readonly FanPoint[];
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
  const { points, path, words, fan = [] } = chart;
  const number = (value: number | null) => (value === null ? "–" : (words?.[value] ?? formatNumber(value, { ...style, locale })));
  const range = (low: number, high: number) => `${number(low)} – ${number(high)}`;
  const cells = (day: string, value: number | null, from?: FanPoint) => [
    formatDay(day, { locale }),
    number(value),
    ...(path.length > 0 ? [number(paceOn(path, day))] : []),
    ...(fan.length > 0 ? (from ? [number(from.median), range(from.low50, from.high50), range(from.low80, from.high80)] : ["–", "–", "–"]) : []),
  ];
  const rows = [...points.map(({ day, value }) => cells(day, value)), ...fan.filter(({ day }) => day > (points.at(-1)?.day ?? "")).map((point) => cells(point.day, null, point))];
  const head = [
    i18n._({ id: "ui.chart.day", message: "Day" }),
    i18n._({ id: "ui.chart.value", message: "Value" }),
    ...(path.length > 0 ? [paceWord()] : []),
    ...(fan.length > 0 ? [i18n._({ id: "ui.chart.median", message: "Most likely" }), fan50Word(), fan80Word()] : []),
  ];
  return (
    <div ref={box}>
      <Figure legend={<Legend band={chart.band !== undefined} pace={path.length > 0} fan={fan.length > 0} />} head={head} rows={rows}>
        <Drawing {...chart} width={width} height={height} style={{ ...style, locale }} number={number} />
      </Figure>
    </div>
  );
}

const fan50Word = () => i18n._({ id: "ui.chart.fan50", message: "Half of what may come" });
const fan80Word = () => i18n._({ id: "ui.chart.fan80", message: "Four fifths of it" });

const paceWord = () => i18n._({ id: "ui.chart.pace", message: "Pace" });

function Legend({ band, pace, fan }: { band: boolean; pace: boolean; fan: boolean }) {
  return (
    <span className={styles.legend}>
      <span>
        <svg width="22" height="8" aria-hidden="true">
          <path d="M1 4H21" className={styles.measured} />
        </svg>
        {i18n._({ id: "ui.chart.measured", message: "Measured" })}
      </span>
      {(band || pace) && <span>
        <svg width="22" height="10" aria-hidden="true">
          {band ? <rect x="1" y="0" width="20" height="10" className={styles.band} /> : <path d="M1 5H21" className={styles.pace} />}
        </svg>
        {band ? i18n._({ id: "ui.chart.band", message: "Where it should stay" }) : i18n._({ id: "ui.chart.paceFor", message: "Pace for success" })}
      </span>}
      {fan && (
        <>
          <span>
            <svg width="22" height="10" aria-hidden="true">
              <rect x="1" width="20" height="10" className={styles.fan50} />
              <path d="M1 5H21" className={styles.median} />
            </svg>
            {fan50Word()}
          </span>
          <span>
            <svg width="22" height="10" aria-hidden="true">
              <rect x="1" width="20" height="10" className={styles.fan80} />
            </svg>
            {fan80Word()}
          </span>
        </>
      )}
    </span>
  );
}
