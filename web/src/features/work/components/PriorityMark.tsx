import type { Priority } from "../rules";
import { priorityWord } from "../words";
import styles from "./PriorityMark.module.css";

const steps: Record<Priority, number> = { none: 0, low: 1, medium: 2, high: 3, urgent: 3 };

/** Three rising bars; urgent in red. Nothing where there is no priority. */
export function PriorityMark({ priority, withWord = false }: { priority: Priority; withWord?: boolean }) {
  if (priority === "none") return null;
  return (
    <span className={styles.mark} data-urgent={priority === "urgent" || undefined} title={withWord ? undefined : priorityWord(priority)}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {[1, 2, 3].map((step) => (
          <rect key={step} x={step * 4 - 4} y={12 - step * 4} width="3" height={step * 4} rx="1" opacity={step <= steps[priority] ? 1 : 0.25} />
        ))}
      </svg>
      <span className={withWord ? undefined : "visually-hidden"}>{priorityWord(priority)}</span>
    </span>
  );
}
