import { memo } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { AvatarStack } from "@/ui/Avatar";
import { Icon } from "@/ui/icons";
import { useToday } from "@/widgets/today";
import type { TaskOut } from "../queries";
import { BlockedMark } from "@/widgets/tasks/BlockedMark";
import { DueDay } from "@/widgets/tasks/DueDay";
import { GoalChips } from "@/widgets/tasks/GoalChips";
import { PriorityMark } from "./PriorityMark";
import styles from "./TaskCard.module.css";

/** What a card on the board says: title, then number, urgency, day, subtasks and people in one quiet line. */
export const TaskCard = memo(function TaskCard({ task, parent }: { task: TaskOut; parent?: string }) {
  const today = useToday();
  const locale = useFormatLocale();
  const { counted, subtasks } = task;
  // what the whole project serves stands once above the board
  const own = task.serves.filter((goal) => goal.by !== "project");
  return (
    <span className={styles.card}>
      {task.parent_id !== null && (
        <span className={styles.parent}>
          <Icon name="list" size={12} />
          {parent ?? i18n._({ id: "work.card.subtask", message: "Subtask" })}
        </span>
      )}
      <span className={styles.title} data-cancelled={task.status_type === "cancelled" || undefined}>
        {task.title}
      </span>
      <span className={styles.facts}>
        <span className="num">{task.label}</span>
        <PriorityMark priority={task.priority} />
        {task.due_on && <DueDay task={task} today={today} locale={locale} />}
        <BlockedMark task={task} />
        {subtasks > 0 && (
          <span className={`${styles.subtasks} num`} title={i18n._({ id: "work.card.subtasks", message: "Subtasks done" })}>
            <Icon name="list" size={13} />
            {counted.done}/{counted.leaves}
          </span>
        )}
        <GoalChips serves={own} plain />
        {task.labels.slice(0, 2).map((label) => (
          <span key={label} className={styles.label}>
            {label}
          </span>
        ))}
        {task.assignees.length > 0 && (
          <span className={styles.people}>
            <AvatarStack names={task.assignees.map((person) => person.name)} size={20} />
          </span>
        )}
      </span>
    </span>
  );
});
