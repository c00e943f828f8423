import { formatShare } from "@/lib/numbers";
import { formatValue } from "@/widgets/goals/values";
import type { Moved } from "../queries";

/** Old and new as people read them: the values where there are two, else the progress. `up` is about progress: better or worse. */
export function movedWords(moved: Pick<Moved, "old" | "new" | "old_value" | "new_value" | "unit" | "kind">, locale?: string): { old: string; now: string; up: boolean } {
  const up = (moved.new ?? 0) >= (moved.old ?? 0);
  if (moved.old_value !== null && moved.new_value !== null && moved.old_value !== moved.new_value) {
    return { old: formatValue(moved.old_value, { kind: moved.kind }, locale), now: formatValue(moved.new_value, moved, locale), up };
  }
  const share = (value: number | null) => (value === null ? "–" : formatShare(value, locale));
  return { old: share(moved.old), now: share(moved.new), up };
}
