import { Link } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { AvatarStack } from "@/ui/Avatar";
import { useToday } from "@/widgets/today";
import { DueDay } from "@/widgets/tasks/DueDay";
import { QuickAdd } from "../components/QuickAdd";
import type { TaskDetail, TaskOut } from "../queries";
import { isClosed } from "@/widgets/tasks/due";
import { countWords } from "../words";
import { useTick } from "../writes";
import { Part } from "./Part";
import styles from "./panel.module.css";

/** The tasks it is made of: tick, open, add. */
export function Subtasks({ task }: { task: TaskDetail }) {
  const { children, counted } = task;
  if (children.length === 0 && !task.can.edit) return null;
  return (
    <Part title={i18n._({ id: "work.subtasks", message: "Subtasks" })} note={children.length > 0 ? `${narrow(counted.display)} · ${countWords(counted)}` : undefined}>
      {children.length > 0 && (
        <ul className={styles.subtasks}>
          {children.map((child) => (
            <Subtask key={child.id} child={child} may={task.can.edit} />
          ))}
        </ul>
      )}
      {task.can.edit && <QuickAdd project={task.project_id} parent={task.id} placeholder={i18n._({ id: "work.subtasks.add", message: "Add a subtask: Enter adds it" })} />}
    </Part>
  );
}

function Subtask({ child, may }: { child: TaskOut; may: boolean }) {
  const today = useToday();
  const locale = useFormatLocale();
  const tick = useTick();
  return (
    <li>
      <input
        type="checkbox"
        disabled={!may}
        aria-label={i18n._({ id: "work.tick", message: "{title} is done", values: { title: child.title } })}
        checked={child.status_type === "done"}
        onChange={(event) => tick.run({ task: child, done: event.currentTarget.checked })}
      />
      <Link to="." search={(before: Record<string, unknown>) => ({ ...before, task: child.id })} data-closed={isClosed(child.status_type) || undefined}>
        {child.title}
      </Link>
      {child.subtasks > 0 && (
        <span className={`${styles.note} num`}>
          {child.counted.done}/{child.counted.leaves}
        </span>
      )}
      <span className={styles.end}>
        <DueDay task={child} today={today} locale={locale} />
        {child.assignees.length > 0 && <AvatarStack names={child.assignees.map((person) => person.name)} size={20} />}
      </span>
    </li>
  );
}
