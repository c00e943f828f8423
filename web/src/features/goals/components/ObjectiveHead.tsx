import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Markdown } from "@/ui/Markdown";
import { ProgressBar } from "@/ui/ProgressBar";
import { HealthBadge } from "@/widgets/goals/HealthBadge";
import { healthTone } from "@/widgets/goals/health";
import { ProgressNumber } from "@/widgets/goals/ProgressNumber";
import { RestNote } from "@/widgets/goals/RestNote";
import type { ObjectiveFull, ObjectiveOut } from "../queries";
import { lastMove } from "../changes";
import styles from "./ObjectiveHead.module.css";
import { ChanceReading, OutlookLines } from "./Outlook";
import { ScoreReading } from "./ScoreReading";

/** The number, where it should be, what the work says, and what moved it last. */
export function ObjectiveHead({ objective, changes }: { objective: ObjectiveOut; changes: ObjectiveFull["changes"] }) {
  const moved = lastMove(changes, objective.id);
  return (
    <div className={styles.head}>
      <div className={styles.numbers}>
        <Reading label={i18n._({ id: "goals.reading.outcome", message: "Outcome" })}>
          <ProgressNumber subject="objective" id={objective.id} display={objective.progress.display} of={objective.title} large />
        </Reading>
        {objective.score !== null && <ScoreReading score={objective.score} />}
        {objective.score === null && objective.rest === null && (
          <Reading label={i18n._({ id: "goals.reading.pace", message: "Pace today" })}>
            <span className={`${styles.large} num`}>{narrow(objective.expected_display) || "–"}</span>
          </Reading>
        )}
        {objective.forecast.of > 0 && <ChanceReading forecast={objective.forecast} />}
        <Reading label={i18n._({ id: "goals.reading.work", message: "Work done" })}>
          <span className={`${styles.large} num`}>{narrow(objective.work.display) || "–"}</span>
        </Reading>
        <div className={styles.health}>
          <HealthBadge health={objective.health} />
        </div>
      </div>
      <ProgressBar value={objective.progress.counted} pace={objective.score === null ? objective.expected : null} tone={healthTone(objective.health.state)} label={objective.title} />
      {objective.rest ? (
        <RestNote rest={objective.rest} goal="objective" id={objective.id} objective={objective.id} resumable={objective.can.resume} />
      ) : (
        <p className={styles.sentence}>{narrow(objective.health.sentence)}</p>
      )}
      <OutlookLines goal={{ ...objective, forecast: null }} />
      <p className={styles.moved} role="status">
        {moved}
      </p>
      {objective.why && <Markdown text={objective.why} />}
    </div>
  );
}

function Reading({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className={styles.reading}>
      <span className={styles.label}>{label}</span>
      {children}
    </div>
  );
}
