import { type FormEvent, type ReactNode, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";
import { TextField } from "@/ui/fields/TextField";
import type { SquareLine } from "../queries";
import { EditText } from "../week/EditText";
import styles from "./Square.module.css";
import { useChangeLine, useRemoveLine } from "./writes";

interface LineProps {
  line: SquareLine;
  team: string;
  canEdit: boolean;
  /** What stands behind the words. */
  children?: ReactNode;
}

/** One line that the team wrote: a click on its words changes them. */
export function Line({ line, team, canEdit, children }: LineProps) {
  const [editing, setEditing] = useState(false);
  const change = useChangeLine(team);
  const remove = useRemoveLine(team);
  if (!canEdit) {
    return (
      <li className={styles.line}>
        <span className={styles.words}>{line.text}</span>
        {children}
      </li>
    );
  }
  return (
    <li className={styles.line}>
      <button type="button" className={styles.words} onClick={() => setEditing(true)}>
        {line.text}
      </button>
      {children}
      <span data-no-print>
        <IconButton icon="x" size="s" label={i18n._({ id: "rituals.line.remove", message: "Take away ‘{text}’", values: { text: line.text } })} onClick={() => remove.run({ line })} />
      </span>
      {editing && <EditText title={i18n._({ id: "rituals.line.edit", message: "Edit the line" })} text={line.text} save={(text) => change.run({ line, changes: { text } })} close={() => setEditing(false)} />}
    </li>
  );
}

interface NewLineProps<Value extends string> {
  label: string;
  /** What is chosen beside the words. */
  choice: { label: string; options: readonly { value: Value; label: string }[]; value: Value; change: (value: Value) => void };
  add: (text: string) => void;
}

/** Words and a choice; Enter adds the line. */
export function NewLine<Value extends string>({ label, choice, add }: NewLineProps<Value>) {
  const [text, setText] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    add(text.trim());
    setText("");
  };
  return (
    <form className={styles.write} onSubmit={send} data-no-print>
      <TextField label={label} hideLabel placeholder={label} value={text} onChange={setText} maxLength={300} autoComplete="off" />
      <select className={styles.colour} aria-label={choice.label} value={choice.value} onChange={(event) => choice.change(event.currentTarget.value as Value)}>
        {choice.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </form>
  );
}
