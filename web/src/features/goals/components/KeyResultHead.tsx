import { lazy, Suspense } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatNumber, narrow } from "@/lib/numbers";
import { Markdown } from "@/ui/Markdown";
import { ProgressBar } from "@/ui/ProgressBar";
import { SkeletonBox } from "@/ui/states";
import { HealthBadge } from "@/widgets/goals/HealthBadge";
import { healthTone } from "@/widgets/goals/health";
import { ProgressNumber } from "@/widgets/goals/ProgressNumber";
import { RestNote } from "@/widgets/goals/RestNote";
import { formatValue, valueLine } from "@/widgets/goals/values";
import { useToday } from "@/widgets/today";
import { lastMove } from "../changes";
import type { KeyResultFull } from "../queries";
import { ChanceReading, OutlookLines, TrackRecordLink } from "./Outlook";
import { ScoreReading } from "./ScoreReading";
import { chartOf } from "../series";
import styles from "./ObjectiveHead.module.css";

const PaceChart = lazy(async () => ({ default: (await import("@/ui/chart/PaceChart")).PaceChart }));

const CHART_HEIGHT = 220;

/** The newest value; a share by what was counted. */
function nowWords({ latest, kind, unit }: KeyResultFull["key_result"], locale: string | undefined): string {
  const [done, total] = [latest?.done ?? null, latest?.total ?? null];
  if (kind === "share" && done !== null && total !== null) return i18n._({ id: "goals.counted", message: "{done} of {total}", values: { done: formatNumber(done, { locale }), total: formatNumber(total, { locale }) } });
  return formatValue(latest?.value ?? 0, { kind, unit }, locale);
}

/** Value, progress, pace and health, then the curve. */
export function KeyResultHead({ full }: { full: KeyResultFull }) {
  const locale = useFormatLocale();
  const row = full.key_result;
  const value = row.latest?.value ?? null;
  const today = useToday();
  const chart = chartOf(full, locale);
  const sentence = narrow([valueLine({ ...row, value: null, total: row.latest?.total }, locale), row.rest ? "" : row.health.sentence].filter(Boolean).join(". "));
  return (
    <div className={styles.head}>
      <div className={styles.numbers}>
        <div className={styles.reading}>
          <span className={styles.label}>{i18n._({ id: "goals.progress", message: "Progress" })}</span>
          <ProgressNumber subject="key_result" id={row.id} display={row.progress.display} of={row.title} large />
        </div>
        {value !== null && (
          <div className={styles.reading}>
            <span className={styles.label}>{row.score === null ? i18n._({ id: "goals.now", message: "Now" }) : i18n._({ id: "goals.final", message: "In the end" })}</span>
            <span className={`${styles.large} num`}>{nowWords(row, locale)}</span>
          </div>
        )}
        {row.score !== null && <ScoreReading score={row.score} />}
        {row.score === null && row.rest === null && (
          <div className={styles.reading}>
            <span className={styles.label}>{i18n._({ id: "goals.reading.pace", message: "Pace today" })}</span>
            <span className={`${styles.large} num`}>{narrow(row.expected_display) || "–"}</span>
          </div>
        )}
        <ChanceReading forecast={row.forecast} />
        {row.work.display && (
          <div className={styles.reading}>
            <span className={styles.label}>{i18n._({ id: "goals.reading.work", message: "Work done" })}</span>
            <span className={`${styles.large} num`}>{narrow(row.work.display)}</span>
          </div>
        )}
        <div className={styles.health}>
          <HealthBadge health={row.health} />
        </div>
      </div>
      <ProgressBar value={row.progress.counted} pace={row.score === null ? row.expected : null} tone={healthTone(row.health.state)} label={row.title} />
      {row.rest && <RestNote rest={row.rest} goal="key_result" id={row.id} objective={row.objective.id} resumable={row.can.resume} />}
      <p className={styles.sentence}>{sentence}</p>
      <OutlookLines goal={row} />
      <p className={styles.moved} role="status">
        {lastMove(full.changes, row.id)}
      </p>
      {chart && (
        <Suspense fallback={<SkeletonBox height={CHART_HEIGHT} />}>
          <PaceChart {...chart} today={today} height={CHART_HEIGHT} finding={sentence || narrow(row.health.sentence)} />
        </Suspense>
      )}
      {row.forecast && (
        <div data-no-print>
          <TrackRecordLink />
        </div>
      )}
      {row.description && <Markdown text={row.description} />}
    </div>
  );
}
