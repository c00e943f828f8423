import { i18n } from "@/i18n/i18n";
import styles from "./TaskTick.module.css";

/** The box at the head of a task's line: ticked is done. */
export function TaskTick({ title, done, change }: { title: string; done: boolean; change: (done: boolean) => void }) {
  return (
    <input
      type="checkbox"
      className={styles.tick}
      aria-label={i18n._({ id: "work.tick", message: "{title} is done", values: { title } })}
      checked={done}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}
