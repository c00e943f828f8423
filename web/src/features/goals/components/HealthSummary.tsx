import { i18n } from "@/i18n/i18n";
import { Status } from "@/ui/Status";
import { healthTone, healthWord } from "@/widgets/goals/health";
import { type HealthFilter, healthCounts } from "../rules";
import styles from "./HealthSummary.module.css";
import { TrackRecordLink } from "./Outlook";

interface HealthSummaryProps {
  objectives: readonly { health: { state: string } }[];
  chosen: HealthFilter | undefined;
  choose: (health: HealthFilter | undefined) => void;
}

/** "38 objectives: 3 off track, 8 at risk, 21 on track": each part filters the list. */
export function HealthSummary({ objectives, chosen, choose }: HealthSummaryProps) {
  return (
    <div className={styles.line} role="group" aria-label={i18n._({ id: "goals.summary", message: "Objectives by health" })}>
      <span className="num">
        {i18n._({ id: "goals.summary.total", message: "{n, plural, one {# objective} other {# objectives}}", values: { n: objectives.length } })}
      </span>
      {healthCounts(objectives).map(({ state, count }) => (
        <button
          key={state}
          type="button"
          className={styles.part}
          aria-pressed={chosen === state}
          onClick={() => choose(chosen === state ? undefined : (state as HealthFilter))}
        >
          <Status tone={healthTone(state)} bare>
            <span className="num">
              {count} {healthWord(state).toLowerCase()}
            </span>
          </Status>
        </button>
      ))}
      <span className={styles.record}>
        <TrackRecordLink />
      </span>
    </div>
  );
}
