import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { DateField } from "@/ui/fields/DateField";
import { NumberField } from "@/ui/fields/NumberField";
import { PeopleField } from "@/ui/fields/PeopleField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { toast } from "@/ui/toast";
import { usePeople } from "@/widgets/goals/queries";
import { useToday } from "@/widgets/today";
import { cellEdit, type CellEdit, type Column, fieldName, peopleEdit } from "../edits";
import type { TaskDetail } from "../queries";
import { isClosed } from "@/widgets/tasks/due";
import { asLabels, priorities, type Priority } from "../rules";
import { useStatusMove } from "../status";
import { useEditTask } from "../writes";
import { priorityWord } from "../words";
import styles from "./panel.module.css";

/** Status, people, days, estimate, priority and labels: each is saved as soon as it is chosen. */
export function TaskFields({ task }: { task: TaskDetail }) {
  const today = useToday();
  const people = usePeople();
  const edit = useEditTask();
  const move = useStatusMove();
  const disabled = !task.can.edit;
  const known = { statuses: task.statuses, people };
  const send = (column: Column, made: CellEdit) => {
    const undo = () => edit.run({ task, changes: made.back, shown: made.shownBack });
    const text = i18n._({ id: "work.edited", message: "{label}: {field} changed", values: { label: task.label, field: fieldName(column) } });
    edit.run({ task, changes: made.changes, shown: made.shown, said: { text, undo } });
  };
  const change = (column: Column, value: string | number | null) => {
    const made = cellEdit(task, column, value, known);
    if (made) send(column, made);
  };
  const everybody = [...people, ...task.assignees.filter((one) => !people.some((person) => person.id === one.id))];
  return (
    <div className={styles.fields}>
      <SelectField
        label={fieldName("status")}
        options={task.statuses.map((status) => ({ value: status.id, label: status.name }))}
        value={task.status_id}
        disabled={disabled}
        onChange={(id) => {
          const status = task.statuses.find((one) => one.id === id);
          if (status && status.id !== task.status_id) move.run({ task, status });
        }}
      />
      <SelectField
        label={fieldName("priority")}
        options={priorities.map((value) => ({ value, label: priorityWord(value) }))}
        value={task.priority}
        disabled={disabled}
        onChange={(value) => value && change("priority", value as Priority)}
      />
      <div className={styles.wide}>
        <PeopleField label={i18n._({ id: "work.field.people", message: "Assignees" })} placeholder={i18n._({ id: "work.people.none", message: "Nobody yet" })} people={everybody} value={task.assignees.map((person) => person.id)} onChange={(ids) => send("assignees", peopleEdit(task, ids, people))} disabled={disabled} />
      </div>
      <DateField label={fieldName("starts_on")} today={today} value={task.starts_on} max={task.due_on ?? undefined} onChange={(day) => change("starts_on", day)} disabled={disabled} />
      <DateField label={fieldName("due_on")} today={today} value={task.due_on} onChange={(day) => change("due_on", day)} disabled={disabled} help={lateHelp(task, today)} />
      <Estimate key={`${task.version}`} task={task} disabled={disabled} change={(value) => change("estimate_hours", value)} />
      <LabelField key={task.labels.join()} task={task} disabled={disabled} change={(value) => change("labels", value)} />
    </div>
  );
}

function lateHelp(task: TaskDetail, today: string) {
  if (task.due_on === null || task.due_on >= today || isClosed(task.status_type)) return undefined;
  return <span className={styles.late}>{i18n._({ id: "work.field.late", message: "This day has passed" })}</span>;
}

/** Saved when one leaves it. */
function Estimate({ task, disabled, change }: { task: TaskDetail; disabled: boolean; change: (hours: number | null) => void }) {
  const [hours, setHours] = useState(task.estimate_hours);
  return (
    <div onBlur={() => hours !== task.estimate_hours && (hours === null || hours >= 0 ? change(hours) : toast.show(i18n._({ id: "work.estimate.negative", message: "An estimate cannot be below zero." })))}>
      <NumberField label={fieldName("estimate_hours")} unit="h" decimals={2} value={hours} onChange={setHours} disabled={disabled} />
    </div>
  );
}

function LabelField({ task, disabled, change }: { task: TaskDetail; disabled: boolean; change: (labels: string) => void }) {
  const start = task.labels.join(", ");
  const [typed, setTyped] = useState(start);
  return (
    <TextField
      label={fieldName("labels")}
      placeholder={i18n._({ id: "work.labels.placeholder", message: "ux, quality" })}
      value={typed}
      disabled={disabled}
      onChange={setTyped}
      onBlur={() => asLabels(typed).join(", ") !== start && change(typed)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}
