import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { TextField } from "@/ui/fields/TextField";
import type { TaskDetail } from "../queries";
import { useEditTask } from "../writes";
import styles from "./panel.module.css";

/** What it waits for outside of Headway, since when and by whom; Enter or leaving the field saves it. */
export function WaitingNote({ task }: { task: TaskDetail }) {
  return <Note key={task.waiting_for} task={task} />;
}

function Note({ task }: { task: TaskDetail }) {
  const [typed, setTyped] = useState(task.waiting_for);
  const locale = useFormatLocale();
  const edit = useEditTask();
  const write = (text: string, undo = true) => {
    const before = task.waiting_for;
    const back = () => write(before, false);
    const said = text
      ? i18n._({ id: "work.waiting.said", message: "{label} waits for {what}", values: { label: task.label, what: text } })
      : i18n._({ id: "work.waiting.over", message: "{label} waits no longer", values: { label: task.label } });
    edit.run({ task, changes: { waiting_for: text }, said: undo ? { text: said, undo: back } : undefined });
  };
  const save = () => typed.trim() !== task.waiting_for && write(typed.trim());
  const label = i18n._({ id: "work.waiting", message: "Waits for something outside of Headway" });
  if (!task.can.edit) return task.waiting_for ? <p>{i18n._({ id: "work.blocked.by", message: "Waits for {what}", values: { what: task.waiting_for } })}</p> : null;
  return (
    <div className={styles.waiting}>
      <TextField
        label={label}
        placeholder={i18n._({ id: "work.waiting.placeholder", message: "The signed contract" })}
        maxLength={300}
        value={typed}
        onChange={setTyped}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape" && typed !== task.waiting_for) {
            event.stopPropagation();
            setTyped(task.waiting_for);
          }
        }}
        help={task.waiting_for && task.waiting_since ? sinceWords(task, locale) : undefined}
      />
    </div>
  );
}

function sinceWords({ waiting_since: since, waiting_by: by }: TaskDetail, locale?: string): string {
  const day = formatDay(since?.slice(0, 10) ?? "", { locale });
  return by ? i18n._({ id: "work.waiting.sinceBy", message: "Since {day}, says {name}", values: { day, name: by.name } }) : i18n._({ id: "work.waiting.since", message: "Since {day}", values: { day } });
}
