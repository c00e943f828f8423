import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Segments } from "@/ui/fields/choices";
import { TextArea } from "@/ui/fields/TextField";
import { Markdown } from "@/ui/Markdown";
import type { TaskDetail } from "../queries";
import { ConflictNote } from "./ConflictNote";
import { Part } from "./Part";
import styles from "./panel.module.css";
import { useTextEdit } from "./useTextEdit";

/** The text of a task in Markdown: read, or written with a preview. */
export function Description({ task }: { task: TaskDetail }) {
  const edit = useTextEdit(task, "description");
  const [preview, setPreview] = useState(false);
  const label = i18n._({ id: "work.description", message: "Description" });
  if (edit.typed === null) return <Read task={task} label={label} write={edit.begin} />;
  return (
    <Part
      title={label}
      actions={
        <Segments
          label={i18n._({ id: "work.description.mode", message: "Write or preview" })}
          value={preview ? "preview" : "write"}
          onChange={(mode) => setPreview(mode === "preview")}
          choices={[
            { value: "write", label: i18n._({ id: "work.description.write", message: "Write" }) },
            { value: "preview", label: i18n._({ id: "work.description.preview", message: "Preview" }) },
          ]}
        />
      }
    >
      {preview ? (
        <div className={styles.preview}>
          <Markdown text={edit.typed} />
        </div>
      ) : (
        <TextArea
          label={label}
          hideLabel
          rows={6}
          autoFocus
          placeholder={i18n._({ id: "work.description.placeholder", message: "Why, what, and how one sees that it is done. Markdown works." })}
          value={edit.typed}
          onChange={edit.type}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) edit.save();
            if (event.key === "Escape") {
              event.stopPropagation();
              if (edit.typed === task.description) edit.stop();
            }
          }}
        />
      )}
      {edit.conflict ? (
        <ConflictNote conflict={edit.conflict} keep={edit.save} take={edit.stop} />
      ) : (
        <div className={styles.buttons}>
          <Button size="s" variant="primary" busy={edit.busy} onClick={edit.save} shortcut="mod+Enter">
            {i18n._({ id: "work.save", message: "Save" })}
          </Button>
          <Button size="s" variant="quiet" onClick={edit.stop}>
            {i18n._({ id: "ui.dialog.cancel", message: "Cancel" })}
          </Button>
        </div>
      )}
    </Part>
  );
}

function Read({ task, label, write }: { task: TaskDetail; label: string; write: () => void }) {
  if (!task.description) {
    return task.can.edit ? (
      <div>
        <Button size="s" variant="quiet" icon="edit" onClick={write}>
          {i18n._({ id: "work.description.add", message: "Add a description" })}
        </Button>
      </div>
    ) : null;
  }
  const actions = task.can.edit && (
    <Button size="s" variant="quiet" icon="edit" onClick={write}>
      {i18n._({ id: "work.edit", message: "Edit" })}
    </Button>
  );
  return (
    <Part title={label} actions={actions}>
      <Markdown text={task.description} />
    </Part>
  );
}
