import { formatShare } from "@/lib/numbers";
import type { Moved } from "../queries";

/** Old and new as people read them: the values where there are two, else the progress. `up` is about progress: better or worse. */
export function movedWords(moved: Pick<Moved, "old" | "new" | "old_value" | "new_value" | "unit" | "kind">, locale?: string): { old: string; now: string; up: boolean } {
  const up = (moved.new ?? 0) >= (moved.old ?? 0);
  if (moved.old_value !== null && moved.new_value !== null && moved.old_value !== moved.new_value) {
    return { old: valueWords(moved.old_value, "", moved.kind, locale), now: valueWords(moved.new_value, moved.unit, moved.kind, locale), up };
  }
  const share = (value: number | null) => (value === null ? "–" : formatShare(value, locale));
  return { old: share(moved.old), now: share(moved.new), up };
}

function valueWords(value: number, unit: string, kind: string, locale?: string): string {
  if (kind === "share") return formatShare(value, locale);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  return unit ? `${number} ${unit}` : number;
}
