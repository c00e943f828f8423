import { scaleLinear } from "d3-scale";
import { useId } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatNumber, formatShare } from "@/lib/numbers";
import { Figure } from "@/ui/chart/Figure";
import { useWidth } from "@/ui/chart/useWidth";
import type { TrackRecord } from "../../queries";
import { binWords, calibrationFinding, dotRadius } from "../../trackRecord";
import styles from "./charts.module.css";

const frame = { top: 16, end: 22, bottom: 40, start: 48 };
const widest = 460;
const ticks = [0, 0.25, 0.5, 0.75, 1];

/** What was said against what came true: dots on the line are honest, their area is how often it was said. */
export function CalibrationPlot({ bins }: { bins: TrackRecord["bins"] }) {
  const [box, width] = useWidth();
  const locale = useFormatLocale();
  const share = (value: number) => formatShare(value, locale);
  const head = [
    i18n._({ id: "goals.forecasts.said", message: "What we said" }),
    i18n._({ id: "goals.forecasts.saidMean", message: "On average" }),
    i18n._({ id: "goals.forecasts.happened", message: "Came true" }),
    i18n._({ id: "goals.forecasts.number", message: "Forecasts" }),
  ];
  const rows = bins.map(({ low, high, said, happened, n }) => [binWords(low, high), share(said), share(happened), formatNumber(n, { locale })]);
  const legend = i18n._({ id: "goals.forecasts.calibration.legend", message: "The line: it happens as often as it is said. The area of a dot: how often it was said." });
  return (
    <div ref={box}>
      <Figure legend={legend} head={head} rows={rows}>
        <Plot bins={bins} width={Math.min(width, widest)} />
      </Figure>
    </div>
  );
}

function Plot({ bins, width }: { bins: TrackRecord["bins"]; width: number }) {
  const id = useId();
  const locale = useFormatLocale();
  const height = Math.round(width * 0.78);
  const x = scaleLinear([0, 1], [frame.start, width - frame.end]);
  const y = scaleLinear([0, 1], [height - frame.bottom, frame.top]);
  const largest = Math.max(...bins.map((bin) => bin.n));
  return (
    <svg width={width} height={height} role="img" aria-labelledby={id} className={styles.chart}>
      <title id={id}>{calibrationFinding(bins)}</title>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={frame.start} x2={width - frame.end} y1={y(tick)} y2={y(tick)} className={styles.rule} />
          <text x={frame.start - 8} y={y(tick) + 4} textAnchor="end">
            {formatShare(tick, locale)}
          </text>
          <text x={x(tick)} y={height - frame.bottom + 16} textAnchor="middle">
            {formatShare(tick, locale)}
          </text>
        </g>
      ))}
      <text x={x(0.5)} y={height - 6} textAnchor="middle" className={styles.axis}>
        {i18n._({ id: "goals.forecasts.said", message: "What we said" })}
      </text>
      <text x={frame.start + 6} y={frame.top + 12} className={styles.axis}>
        {i18n._({ id: "goals.forecasts.happened", message: "Came true" })}
      </text>
      <path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} className={styles.honest} />
      {bins.map((bin) => (
        <Dot key={bin.low} x={x(bin.said)} y={y(bin.happened)} r={dotRadius(bin.n, largest)} n={formatNumber(bin.n, { locale })} below={bin.happened > 0.85} />
      ))}
    </svg>
  );
}

function Dot({ x, y, r, n, below }: { x: number; y: number; r: number; n: string; below: boolean }) {
  return (
    <g>
      <circle cx={x} cy={y} r={r} className={styles.dot} />
      <text x={x} y={below ? y + r + 13 : y - r - 4} textAnchor="middle" className={styles.count}>
        {n}
      </text>
    </g>
  );
}
