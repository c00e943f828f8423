import { type KeyboardEvent, useRef, useState } from "react";
import { useFormatLocale } from "@/i18n/i18n";
import { readCell, writeCell } from "./cells";
import { ChoiceEditor } from "./ChoiceEditor";
import styles from "./Grid.module.css";
import { type AfterEdit, type CellEditorProps, exitBy } from "./editing";
import { PeopleEditor } from "./PeopleEditor";
import type { CellValue, Editor } from "./types";

export function CellEditor(props: CellEditorProps) {
  // by its kind, not by what it has to offer: choices may come while it is open
  if (props.editor.kind === "people") return <PeopleEditor {...props} />;
  return props.editor.kind === "select" || props.editor.kind === "person" ? <ChoiceEditor {...props} /> : <TextEditor {...props} />;
}

/** Text, numbers and days: what cannot be read is marked and stays. */
function TextEditor({ label, editor, value, typed, done }: CellEditorProps) {
  const locale = useFormatLocale();
  const [first] = useState(() => typed ?? plain(value, editor, locale));
  const [text, setText] = useState(first);
  const [bad, setBad] = useState(false);
  const left = useRef(false);
  // what nobody touched is not written: somebody else may have changed it meanwhile
  const read = () => (typed === null && text === first ? null : { value: readCell(text, editor, locale) });
  const leave = (after: AfterEdit) => {
    const now = read();
    if (now && now.value === undefined) return setBad(true);
    left.current = true;
    done(now?.value, after);
  };
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    const after = exitBy(event);
    if (event.key === "Escape") {
      left.current = true;
      done(undefined, "stay");
    } else if (after && !event.nativeEvent.isComposing) {
      event.preventDefault();
      leave(after);
    }
  };
  const blur = () => {
    if (left.current) return;
    left.current = true;
    // something else was clicked: keep what can be kept
    done(read()?.value, "leave");
  };
  return (
    <input
      autoFocus
      aria-label={label}
      aria-invalid={bad || undefined}
      inputMode={editor.kind === "number" ? "decimal" : undefined}
      className={styles.editor}
      value={text}
      onFocus={(event) => typed === null && event.currentTarget.select()}
      onChange={(event) => {
        setBad(false);
        setText(event.currentTarget.value);
      }}
      onKeyDown={press}
      onBlur={blur}
    />
  );
}

/** Numbers without their unit: that is not typed. */
function plain(value: CellValue, editor: Editor, locale?: string): string {
  return editor.kind === "number" ? writeCell(value, { kind: "number", style: { decimals: editor.style?.decimals ?? 6 } }, locale) : writeCell(value, editor, locale);
}
