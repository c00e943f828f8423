import { i18n } from "@/i18n/i18n";
import { formatScore } from "@/lib/numbers";
import type { Schema } from "@/api/client";
import styles from "./Lessons.module.css";

/** What a team's scores say together about its targets; quiet, and says so, while there is too little. */
export function PatternNote({ pattern }: { pattern: Schema<"PatternOut"> }) {
  const loud = pattern.verdict === "safe" || pattern.verdict === "unrealistic";
  return (
    <section className={styles.pattern} data-loud={loud || undefined}>
      <h2>{i18n._({ id: "lessons.pattern", message: "How the targets turn out" })}</h2>
      <p>{pattern.sentence}</p>
      {pattern.mean !== null && (
        <small>
          {i18n._({ id: "lessons.pattern.mean", message: "Mean score {mean}, from {n} closed stretch key results of {cycles, plural, one {# cycle} other {# cycles}}. Committed ones are left out.", values: { mean: formatScore(pattern.mean), n: pattern.closed, cycles: pattern.cycles } })}
        </small>
      )}
    </section>
  );
}
