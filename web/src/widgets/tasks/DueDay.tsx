import styles from "./DueDay.module.css";
import { dueTone, dueWords, isClosed, type StatusType } from "./due";

interface DueDayProps {
  task: { due_on: string | null; status_type: StatusType };
  today: string;
  locale?: string;
}

/** "3 days late" in red and in words, "Today", "12 Mar". */
export function DueDay({ task, today, locale }: DueDayProps) {
  if (task.due_on === null) return null;
  return (
    <time dateTime={task.due_on} className={`${styles.due} num`} data-tone={dueTone(task, today)}>
      {dueWords(task.due_on, { today, closed: isClosed(task.status_type), locale })}
    </time>
  );
}
