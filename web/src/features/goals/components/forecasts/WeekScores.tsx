import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { useId } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatNumber } from "@/lib/numbers";
import { Figure } from "@/ui/chart/Figure";
import { useWidth } from "@/ui/chart/useWidth";
import type { TrackRecord } from "../../queries";
import { formatBrier, weeksFinding } from "../../trackRecord";
import styles from "./charts.module.css";

type Weeks = TrackRecord["weeks"];

const frame = { top: 14, end: 14, bottom: 40, start: 40 };
const height = 220;
const weeksOfAQuarter = 13;
const coin = 0.25;

/** Ours against plain pace, by the week of the quarter; lower is better. */
export function WeekScores({ weeks }: { weeks: Weeks }) {
  const [box, width] = useWidth();
  const locale = useFormatLocale();
  const head = [
    i18n._({ id: "goals.forecasts.week", message: "Week" }),
    i18n._({ id: "goals.forecasts.ours", message: "Our forecasts" }),
    i18n._({ id: "goals.forecasts.pace", message: "Plain pace" }),
    i18n._({ id: "goals.forecasts.number", message: "Forecasts" }),
  ];
  const rows = weeks.map(({ week, brier, pace, n }) => [String(week), formatBrier(brier, locale), formatBrier(pace, locale), formatNumber(n, { locale })]);
  return (
    <div ref={box}>
      <Figure legend={<Legend />} head={head} rows={rows}>
        <Lines weeks={weeks} width={width} />
      </Figure>
    </div>
  );
}

function Legend() {
  return (
    <span className={styles.legend}>
      <span>
        <svg width="22" height="8" aria-hidden="true">
          <path d="M1 4H21" className={styles.ours} />
        </svg>
        {i18n._({ id: "goals.forecasts.ours", message: "Our forecasts" })}
      </span>
      <span>
        <svg width="22" height="8" aria-hidden="true">
          <path d="M1 4H21" className={styles.pace} />
        </svg>
        {i18n._({ id: "goals.forecasts.pace", message: "Plain pace" })}
      </span>
      <span>{i18n._({ id: "goals.forecasts.lower", message: "Lower is better" })}</span>
    </span>
  );
}

function Lines({ weeks, width }: { weeks: Weeks; width: number }) {
  const id = useId();
  const locale = useFormatLocale();
  const x = scaleLinear([1, weeksOfAQuarter], [frame.start, width - frame.end]);
  const y = scaleLinear([0, Math.max(coin, ...weeks.flatMap(({ brier, pace }) => [brier, pace ?? 0]))], [height - frame.bottom, frame.top]).nice(4);
  const ours = line<Weeks[number]>((week) => x(week.week), (week) => y(week.brier));
  const pace = line<Weeks[number]>((week) => x(week.week), (week) => y(week.pace ?? 0)).defined((week) => week.pace !== null);
  return (
    <svg width={width} height={height} role="img" aria-labelledby={id} className={styles.chart}>
      <title id={id}>{weeksFinding(weeks)}</title>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line x1={frame.start} x2={width - frame.end} y1={y(tick)} y2={y(tick)} className={styles.rule} />
          <text x={frame.start - 8} y={y(tick) + 4} textAnchor="end">
            {formatNumber(tick, { locale })}
          </text>
        </g>
      ))}
      {[1, 4, 7, 10, 13].map((week) => (
        <text key={week} x={x(week)} y={height - frame.bottom + 16} textAnchor={week === 13 ? "end" : "middle"}>
          {week}
        </text>
      ))}
      <text x={(frame.start + width - frame.end) / 2} y={height - 6} textAnchor="middle" className={styles.axis}>
        {i18n._({ id: "goals.forecasts.weekOf", message: "Week of the quarter" })}
      </text>
      <path d={pace([...weeks]) ?? ""} className={styles.pace} />
      <path d={ours([...weeks]) ?? ""} className={styles.ours} />
      {weeks.map((week) => (
        <circle key={week.week} cx={x(week.week)} cy={y(week.brier)} r={3} className={styles.dot} />
      ))}
    </svg>
  );
}
