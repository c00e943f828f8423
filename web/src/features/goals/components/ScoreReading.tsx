import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatScore } from "@/lib/numbers";
import styles from "./ObjectiveHead.module.css";

/** What a goal of a closed cycle ended with, in the place of a pace that is over. */
export function ScoreReading({ score }: { score: number }) {
  const locale = useFormatLocale();
  return (
    <div className={styles.reading}>
      <span className={styles.label}>{i18n._({ id: "goals.score", message: "Score" })}</span>
      <span className={`${styles.large} num`}>{formatScore(score, locale)}</span>
    </div>
  );
}
