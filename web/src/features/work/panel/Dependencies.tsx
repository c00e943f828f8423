import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { AvatarStack } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";
import { useToday } from "@/widgets/today";
import { DueDay } from "@/widgets/tasks/DueDay";
import { isClosed } from "@/widgets/tasks/due";
import { type Tie, type TiedTask, useUntie } from "../dependencies";
import type { TaskDetail } from "../queries";
import { DependencyForm } from "./DependencyForm";
import { Part } from "./Part";
import { WaitingNote } from "./WaitingNote";
import styles from "./panel.module.css";

/** What it waits for, inside of Headway and outside, and what waits for it. */
export function Dependencies({ task }: { task: TaskDetail }) {
  const [adding, setAdding] = useState(false);
  const { blocked_by: before, blocks, hidden_blocked_by: hiddenBefore, hidden_blocks: hiddenAfter } = task.dependencies;
  const none = before.length + blocks.length + hiddenBefore + hiddenAfter === 0;
  if (none && !task.waiting_for && !task.can.edit) return null;
  return (
    <Part
      title={i18n._({ id: "work.dependencies", message: "Waiting" })}
      actions={
        task.can.edit &&
        !adding && (
          <Button size="s" variant="quiet" icon="plus" onClick={() => setAdding(true)}>
            {i18n._({ id: "work.dependency.add", message: "Add a dependency" })}
          </Button>
        )
      }
    >
      {adding && <DependencyForm task={task} close={() => setAdding(false)} />}
      <WaitingNote task={task} />
      <Ties title={i18n._({ id: "work.waitsFor", message: "Waits for" })} tasks={before} hidden={hiddenBefore} may={task.can.edit} tieOf={(other) => ({ blocked: task, blocker: other })} />
      <Ties title={i18n._({ id: "work.holdsUp", message: "Holds up" })} tasks={blocks} hidden={hiddenAfter} may={task.can.edit} tieOf={(other) => ({ blocked: other, blocker: task })} />
    </Part>
  );
}

interface TiesProps {
  title: string;
  tasks: readonly TiedTask[];
  hidden: number;
  may: boolean;
  tieOf: (other: TiedTask) => Tie;
}

function Ties({ title, tasks, hidden, may, tieOf }: TiesProps) {
  const today = useToday();
  const locale = useFormatLocale();
  const untie = useUntie();
  if (tasks.length + hidden === 0) return null;
  return (
    <div className={styles.ties}>
      <h4>{title}</h4>
      <ul className={styles.subtasks} aria-label={title}>
        {tasks.map((other) => (
          <li key={other.id}>
            <span className={`${styles.note} num`}>{other.label}</span>
            <Link to="." search={(before: Record<string, unknown>) => ({ ...before, task: other.id })} data-closed={isClosed(other.status_type) || undefined} title={other.project}>
              {other.title}
            </Link>
            <span className={styles.end}>
              <DueDay task={other} today={today} locale={locale} />
              {other.people.length > 0 && <AvatarStack names={other.people.map((person) => person.name)} size={20} />}
              {may && <IconButton icon="x" size="s" label={i18n._({ id: "work.untie", message: "Take {label} away", values: { label: other.label } })} onClick={() => untie.run(tieOf(other))} />}
            </span>
          </li>
        ))}
        {hidden > 0 && <li className={styles.note}>{i18n._({ id: "work.blocked.hidden", message: "{hidden, plural, one {a task that is not shared with you} other {# tasks that are not shared with you}}", values: { hidden } })}</li>}
      </ul>
    </div>
  );
}
