import { Link } from "@tanstack/react-router";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";
import { Icon } from "@/ui/icons";
import type { Decision } from "../queries";
import styles from "./Meeting.module.css";

/** What was decided, and how far its task is. */
export function DecisionLine({ decision, takeBack }: { decision: Decision; takeBack?: () => void }) {
  const { task } = decision;
  const done = task?.status === "done";
  return (
    <li className={styles.decision} data-done={done}>
      <Icon name={done ? "check" : "flag"} size={14} />
      <span className={styles.itemName}>
        {decision.text}
        {task && (
          <span className={styles.decisionTask}>
            <TaskName task={task} />
            {task.project && <span>{task.project.title}</span>}
            {task.people.length > 0 && <span>{task.people.map((one) => one.name).join(", ")}</span>}
          </span>
        )}
      </span>
      {takeBack && <IconButton icon="x" size="s" label={i18n._({ id: "rituals.decision.back", message: "Take back ‘{text}’", values: { text: decision.text } })} onClick={takeBack} />}
    </li>
  );
}

function TaskName({ task }: { task: NonNullable<Decision["task"]> }) {
  const id = task.id;
  if (!id) return <span>{i18n._({ id: "rituals.commit.private", message: "A private task" })}</span>;
  return (
    <Link to="." search={(before: Record<string, unknown>) => ({ ...before, task: id })}>
      {task.label}
    </Link>
  );
}
