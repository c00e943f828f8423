import { useRef } from "react";
import { i18n } from "@/i18n/i18n";
import type { TaskDetail } from "../queries";
import { ConflictNote } from "./ConflictNote";
import styles from "./panel.module.css";
import { useTextEdit } from "./useTextEdit";

/** The title, edited where it stands: Enter or leaving it saves, Escape leaves it as it was. */
export function TaskTitle({ task }: { task: TaskDetail }) {
  const edit = useTextEdit(task, "title");
  const field = useRef<HTMLTextAreaElement>(null);
  if (!task.can.edit) return <h2 className={styles.title}>{task.title}</h2>;
  const save = () => (edit.typed?.trim() ? edit.save() : edit.stop());
  return (
    <>
      <h2 className="visually-hidden">{task.title}</h2>
      <textarea
        ref={field}
        className={styles.title}
        aria-label={i18n._({ id: "work.field.title", message: "Title" })}
        rows={1}
        maxLength={300}
        value={edit.typed ?? task.title}
        onFocus={edit.conflict ? undefined : edit.begin}
        onChange={(event) => edit.type(event.currentTarget.value.replaceAll("\n", " "))}
        onBlur={() => !edit.conflict && save()}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) {
            event.preventDefault();
            field.current?.blur();
          }
          if (event.key === "Escape") {
            event.stopPropagation();
            edit.stop();
          }
        }}
      />
      {edit.conflict && <ConflictNote conflict={edit.conflict} keep={edit.save} take={edit.stop} />}
    </>
  );
}
