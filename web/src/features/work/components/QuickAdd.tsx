import { type KeyboardEvent, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { TextField } from "@/ui/fields/TextField";
import { useAddTask } from "../writes";

interface QuickAddProps {
  project: string;
  status?: string;
  parent?: string;
  /** Given: it opened for this, so Escape and leaving it empty close it. */
  close?: () => void;
  placeholder?: string;
}

/** Type a title, Enter makes it, and the next one can be typed at once. */
export function QuickAdd({ project, status, parent, close, placeholder }: QuickAddProps) {
  const add = useAddTask(project);
  const [title, setTitle] = useState("");
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      setTitle("");
      close?.();
    }
    if (event.key !== "Enter" || !title.trim() || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const typed = title;
    setTitle("");
    // what was typed comes back where it could not be kept
    add.ask({ title: typed.trim(), status_id: status ?? null, parent_id: parent ?? null }).catch(() => setTitle((now) => now || typed));
  };
  const label = i18n._({ id: "work.task.new", message: "New task" });
  return (
    <TextField
      label={label}
      hideLabel
      placeholder={placeholder ?? i18n._({ id: "work.task.titlePlaceholder", message: "What is to be done? Enter adds it" })}
      value={title}
      onChange={setTitle}
      onKeyDown={press}
      onBlur={() => !title.trim() && close?.()}
      autoFocus={close !== undefined}
      autoComplete="off"
      maxLength={300}
    />
  );
}
