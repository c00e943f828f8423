import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatMoment } from "@/lib/dates";
import { usePeople } from "@/widgets/goals/queries";
import { activitySentence } from "../activity";
import type { TaskDetail } from "../queries";
import styles from "./panel.module.css";

/** What happened to a task, newest first, with persons and times. */
export function Activity({ task }: { task: TaskDetail }) {
  const locale = useFormatLocale();
  const people = new Map(usePeople().map((person) => [person.id, person.name]));
  const started = i18n._({ id: "work.did.started", message: "{name} wrote it down", values: { name: task.created_by?.name ?? i18n._({ id: "work.did.nobody", message: "Headway" }) } });
  const wasMade = task.activity.some((row) => row.kind === "work.task_created");
  return (
    <ol className={styles.activity}>
      {task.activity.map((row, at) => (
        <li key={`${row.at}-${at}`}>
          <span>{activitySentence(row, { people, locale })}</span>
          <time dateTime={row.at}>{formatMoment(row.at, locale)}</time>
        </li>
      ))}
      {!wasMade && (
        <li>
          <span>{started}</span>
          <time dateTime={task.created_at}>{formatMoment(task.created_at, locale)}</time>
        </li>
      )}
    </ol>
  );
}
