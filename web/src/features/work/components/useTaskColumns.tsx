import { type MouseEvent, useMemo } from "react";
import { useFormatLocale } from "@/i18n/i18n";
import { AvatarStack, Person } from "@/ui/Avatar";
import type { GridColumn } from "@/ui/grid/types";
import { Status } from "@/ui/Status";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { fieldName } from "../edits";
import { useOpenTask } from "../open";
import type { StatusRow, TaskOut } from "../queries";
import { isClosed } from "@/widgets/tasks/due";
import { priorities, statusTone } from "../rules";
import { priorityWord } from "../words";
import { BlockedMark } from "@/widgets/tasks/BlockedMark";
import { blockedWords } from "@/widgets/tasks/blocked";
import { DueDay } from "@/widgets/tasks/DueDay";
import { GoalChips } from "@/widgets/tasks/GoalChips";
import { PriorityMark } from "./PriorityMark";
import styles from "./ProjectTable.module.css";

interface Given {
  statuses: readonly StatusRow[];
  people: readonly { id: string; name: string; hint?: string }[];
  may: boolean;
  /** Subtasks stand below their task: shown by their indent. */
  indent: boolean;
}

const STEP = 18;

export function useTaskColumns({ statuses, people, may, indent }: Given): GridColumn<TaskOut>[] {
  const today = useToday();
  const locale = useFormatLocale();
  return useMemo(() => {
    const byId = new Map(statuses.map((status, place) => [status.id, { ...status, place }]));
    const statusOptions = statuses.map((status) => ({ value: status.id, label: status.name }));
    const priorityOptions = priorities.map((priority) => ({ value: priority, label: priorityWord(priority) }));
    const column = (id: string, width: number, rest: Omit<GridColumn<TaskOut>, "id" | "header" | "width">): GridColumn<TaskOut> => ({
      id,
      header: fieldName(id),
      width,
      ...rest,
      edit: may ? rest.edit : undefined,
    });
    return [
      { id: "number", header: "#", width: 78, value: (task) => task.number, render: (task) => <Number task={task} /> },
      column("title", 330, { value: (task) => task.title, edit: () => ({ kind: "text", required: true }), render: (task) => <Title task={task} indent={indent} /> }),
      column("status", 128, {
        value: (task) => task.status_id,
        sort: (task) => byId.get(task.status_id)?.place ?? null,
        edit: () => ({ kind: "select", options: statusOptions }),
        render: (task) => <Status tone={statusTone(task.status_type)}>{byId.get(task.status_id)?.name}</Status>,
      }),
      column("assignees", 168, {
        value: (task) => task.assignees.map((person) => person.id),
        sort: (task) => task.assignees.map((person) => person.name).join(", ") || null,
        // those who have left can still be taken off
        edit: (task) => ({ kind: "people", people: [...task.assignees.filter((one) => !people.some((person) => person.id === one.id)), ...people] }),
        render: (task) => <People task={task} />,
      }),
      column("due_on", 112, { value: (task) => task.due_on, edit: () => ({ kind: "date", today }), render: (task) => <DueDay task={task} today={today} locale={locale} /> }),
      column("estimate_hours", 92, { value: (task) => task.estimate_hours, edit: () => ({ kind: "number", style: { unit: "h", decimals: 2 } }), align: "end" }),
      column("priority", 116, {
        value: (task) => task.priority,
        sort: (task) => -priorities.indexOf(task.priority),
        edit: () => ({ kind: "select", options: priorityOptions }),
        render: (task) => <PriorityMark priority={task.priority} withWord />,
      }),
      column("waits", 168, { value: (task) => blockedWords(task), sort: (task) => blockedWords(task), render: (task) => <BlockedMark task={task} /> }),
      column("serves", 200, { value: (task) => task.serves[0]?.short ?? null, sort: (task) => task.serves[0]?.short ?? null, render: (task) => <GoalChips serves={task.serves} /> }),
      column("labels", 180, { value: (task) => task.labels.join(", ") || null, edit: () => ({ kind: "text" }), render: (task) => <span className={styles.labels}>{task.labels.map((label) => `#${label}`).join(" ")}</span> }),
    ];
  }, [statuses, people, may, indent, today, locale]);
}

/** A plain link: a router's link in every row would cost a third of the time that scrolling takes. */
function Number({ task }: { task: TaskOut }) {
  const { slug } = useWorkspace();
  const open = useOpenTask();
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open(task.id);
  };
  return (
    <a href={`/w/${slug}/tasks/${task.id}`} onClick={follow} className={`${styles.number} num`} tabIndex={-1}>
      {task.label}
    </a>
  );
}

function Title({ task, indent }: { task: TaskOut; indent: boolean }) {
  return (
    <span
      className={styles.title}
      data-closed={isClosed(task.status_type) || undefined}
      data-top={task.depth === 0 || undefined}
      style={indent ? { paddingInlineStart: task.depth * STEP } : undefined}
    >
      {task.title}
      {task.subtasks > 0 && (
        <span className={`${styles.sub} num`}>
          {task.counted.done}/{task.counted.leaves}
        </span>
      )}
    </span>
  );
}

function People({ task }: { task: TaskOut }) {
  const [only, ...others] = task.assignees;
  if (!only) return null;
  if (others.length === 0) return <Person name={only.name} size={20} />;
  return (
    <span className={styles.people}>
      <AvatarStack names={task.assignees.map((person) => person.name)} size={20} />
      <span aria-hidden="true">{task.assignees.map((person) => person.name.split(" ")[0]).join(", ")}</span>
    </span>
  );
}
