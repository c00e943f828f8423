import type { Tone } from "./Status";

export interface SparklineProps {
  /** In time order. */
  values: number[];
  /** The finding in words: "From 42 to 61 in eight weeks". */
  label: string;
  tone?: Tone;
  width?: number;
  height?: number;
}

const inset = 3;

/** A line as small as a word. No axes: its sentence says what matters. */
export function Sparkline({ values, label, tone = "none", width = 84, height = 22 }: SparklineProps) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const spots = values.map((value, at) => ({
    x: inset + (at / (values.length - 1)) * (width - 2 * inset),
    y: height - inset - ((value - low) / span) * (height - 2 * inset),
  }));
  const last = spots.at(-1)!;
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} style={{ display: "block", overflow: "visible" }}>
      <polyline points={spots.map((spot) => `${spot.x},${spot.y}`).join(" ")} fill="none" stroke={`var(--st-${tone})`} strokeWidth={1.5} strokeLinejoin="round" />
      <circle cx={last.x} cy={last.y} r={2.2} fill={`var(--st-${tone})`} />
    </svg>
  );
}
