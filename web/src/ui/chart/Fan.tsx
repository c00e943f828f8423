import { area, curveMonotoneX, line } from "d3-shape";
import { fromIso } from "@/lib/dates";
import type { ChartPoint, FanPoint, Frame, Scales } from "./axes";
import styles from "./chart.module.css";

interface FanProps {
  fan: readonly FanPoint[];
  from: ChartPoint;
  clip: string;
  frame: Frame;
  scales: Scales;
}

/** Where it may go from the newest value: half of the futures inside of four fifths, and the middle. */
export function Fan({ fan, from, clip, frame, scales }: FanProps) {
  const { day, value } = from;
  const spreading = [{ day, low80: value, low50: value, median: value, high50: value, high80: value }, ...fan.filter((point) => point.day > day)];
  const x = (point: FanPoint) => scales.x(fromIso(point.day));
  const between = (low: keyof FanPoint & `low${string}`, high: keyof FanPoint & `high${string}`) =>
    area<FanPoint>(x, (point) => scales.y(point[low]), (point) => scales.y(point[high])).curve(curveMonotoneX)(spreading) ?? "";
  const middle = line<FanPoint>(x, (point) => scales.y(point.median)).curve(curveMonotoneX)(spreading) ?? "";
  return (
    <g clipPath={`url(#${clip})`}>
      <clipPath id={clip}>
        <rect x={frame.start} y={frame.top} width={frame.width - frame.end - frame.start} height={frame.height - frame.bottom - frame.top} />
      </clipPath>
      <path d={between("low80", "high80")} className={styles.fan80} />
      <path d={between("low50", "high50")} className={styles.fan50} />
      <path d={middle} className={styles.median} />
    </g>
  );
}
