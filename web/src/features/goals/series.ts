import type { NumberStyle } from "@/lib/numbers";
import type { KeyResultFull } from "./queries";

interface Curve {
  points: { day: string; value: number }[];
  path: { day: string; value: number }[];
  style: NumberStyle;
}

type Given = Pick<KeyResultFull, "series"> & { key_result: Pick<KeyResultFull["key_result"], "kind" | "unit" | "start" | "target"> };

/**
 * The curve to draw: values in their own unit where the kind runs along a line from start to target, progress in percent
 * for the others. Null while there is nothing to draw.
 */
export function chartOf({ series, key_result: row }: Given): Curve | null {
  const inUnits = row.start !== null && row.target !== null;
  const scale = row.kind === "share" ? 100 : 1;
  const start = (row.start ?? 0) * scale;
  const target = (row.target ?? 1) * scale;
  const measured = series.flatMap((point) => {
    const value = inUnits ? point.value : point.progress;
    return value === null ? [] : [{ day: point.on, value: inUnits ? value * scale : value * 100 }];
  });
  if (measured.length === 0) return null;
  const path = series.flatMap((point) =>
    point.expected === null ? [] : [{ day: point.on, value: inUnits ? start + (target - start) * point.expected : point.expected * 100 }],
  );
  const unit = inUnits && row.kind !== "share" ? row.unit || undefined : "%";
  return { points: measured.filter((point, at) => at === 0 || point.value !== measured[at - 1]!.value), path, style: { unit, decimals: 2 } };
}
