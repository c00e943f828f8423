import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { narrow } from "@/lib/numbers";
import { Icon } from "@/ui/icons";
import { ProgressBar } from "@/ui/ProgressBar";
import { HealthBadge } from "@/widgets/goals/HealthBadge";
import { healthTone } from "@/widgets/goals/health";
import { formatValue, valueLine } from "@/widgets/goals/values";
import { useToday } from "@/widgets/today";
import styles from "./CheckIns.module.css";
import type { CheckInDraft } from "./queries";

/** What is known before one writes a word: the last value, the pace, what it looks like. */
export function KnownFacts({ draft }: { draft: CheckInDraft }) {
  const row = draft.key_result;
  const locale = useFormatLocale();
  const today = useToday();
  const { latest } = row;
  const line = valueLine(row, locale);
  return (
    <div className={styles.known}>
      <div className={styles.where}>
        <ProgressBar value={row.progress.counted} pace={row.expected} tone={healthTone(row.health.state)} label={row.title} />
        <span className="num">{narrow(row.progress.display) || "–"}</span>
        <HealthBadge health={row.health} />
      </div>
      <p className={styles.facts}>
        {line && <span className="num">{line}</span>}
        {latest?.value !== null && latest?.value !== undefined && row.kind !== "milestone" && row.kind !== "binary" && (
          <span className="num">{i18n._({ id: "checkins.last", message: "last {value} on {day}", values: { value: formatValue(latest.value, row, locale), day: formatDay(latest.effective_on, { today, locale }) } })}</span>
        )}
        {draft.pace_value !== null && <span className="num">{i18n._({ id: "checkins.pace", message: "on course it would be {value}", values: { value: formatValue(draft.pace_value, row, locale) } })}</span>}
      </p>
      {row.rest === null && <p className={styles.sentence}>{narrow(row.health.sentence)}</p>}
    </div>
  );
}

/** What was said last, and what was finished since: beside the form, or below it on a phone. */
export function SinceThen({ draft }: { draft: CheckInDraft }) {
  const { last, finished_count: count } = draft;
  if (!last?.changed && !last?.next_steps && count === 0) return null;
  return (
    <aside className={styles.since} aria-label={i18n._({ id: "checkins.sinceThen", message: "Since the last check-in" })}>
      <Said draft={draft} />
      <Finished draft={draft} />
    </aside>
  );
}

function Said({ draft: { last } }: { draft: CheckInDraft }) {
  const locale = useFormatLocale();
  if (!last || (!last.changed && !last.next_steps)) return null;
  return (
    <dl className={styles.said}>
      {last.changed && (
        <div>
          <dt>{i18n._({ id: "checkins.said", message: "Said on {day}", values: { day: formatDay(last.made_at.slice(0, 10), { locale }) } })}</dt>
          <dd>{last.changed}</dd>
        </div>
      )}
      {last.next_steps && (
        <div>
          <dt>{i18n._({ id: "checkins.planned", message: "Was to be next" })}</dt>
          <dd>{last.next_steps}</dd>
        </div>
      )}
    </dl>
  );
}

const most = 5;

function Finished({ draft: { finished, finished_count: count } }: { draft: CheckInDraft }) {
  if (count === 0) return null;
  const shown = finished.slice(0, most);
  const rest = count - shown.length;
  return (
    <div className={styles.finished}>
      <p>{i18n._({ id: "checkins.finished", message: "{count, plural, one {# task for it finished since} other {# tasks for it finished since}}", values: { count } })}</p>
      <ul>
        {shown.map((task) => (
          <li key={task.id}>
            <Icon name="check" size={13} />
            <Link to="." search={(before: Record<string, unknown>) => ({ ...before, task: task.id })}>
              {task.title}
            </Link>
          </li>
        ))}
        {rest > 0 && <li className={styles.more}>{i18n._({ id: "checkins.finished.more", message: "and {rest} more", values: { rest } })}</li>}
      </ul>
    </div>
  );
}
