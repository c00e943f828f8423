import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { i18n } from "@/i18n/i18n";
import { Person } from "../Avatar";
import { Icon } from "../icons";
import { choicesOf } from "./cells";
import { type AfterEdit, type CellEditorProps, exitBy } from "./editing";
import styles from "./Grid.module.css";

const listHeight = 260;

/** One of a list, found by typing: Enter takes it, Tab takes it and goes on, Escape leaves it as it was. */
export function ChoiceEditor({ label, editor, value, typed, done }: CellEditorProps) {
  const id = useId();
  const [text, setText] = useState(typed ?? "");
  const [at, setAt] = useState<number | null>(null);
  const [box, setBox] = useState<DOMRect | null>(null);
  const left = useRef(false);
  const none = editor.kind === "person" || (editor.kind === "select" && editor.clearable);
  const all = [...(none ? [{ value: "", label: i18n._({ id: "ui.grid.nobody", message: "None" }) }] : []), ...choicesOf(editor)];
  const found = all.filter((choice) => choice.label.toLowerCase().includes(text.trim().toLowerCase()));
  const start = text === "" ? Math.max(0, found.findIndex((choice) => choice.value === (value ?? ""))) : 0;
  const active = Math.min(at ?? start, found.length - 1);

  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active, box]);

  const take = (index: number, after: AfterEdit) => {
    left.current = true;
    const choice = found[index];
    done(choice ? choice.value || null : undefined, after);
  };
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const after = exitBy(event);
    if (event.key === "Escape") {
      left.current = true;
      done(undefined, "stay");
    } else if (move && found.length > 0) {
      event.preventDefault();
      setAt((active + move + found.length) % found.length);
    } else if (after) {
      event.preventDefault();
      take(active, after === "down" ? "stay" : after);
    }
  };
  return (
    <>
      <input
        autoFocus
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        className={styles.editor}
        placeholder={all.find((choice) => choice.value === (value ?? ""))?.label}
        value={text}
        onFocus={(event) => setBox(event.currentTarget.getBoundingClientRect())}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(null);
        }}
        onKeyDown={press}
        onBlur={() => {
          if (!left.current) done(undefined, "leave");
        }}
      />
      {box &&
        createPortal(
          <ul id={`${id}-list`} role="listbox" aria-label={label} className={styles.choices} style={below(box)}>
            {found.map((choice, index) => (
              <li
                key={choice.value}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                data-pointed={index === active || undefined}
                className={styles.choice}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(index, "stay")}
              >
                {editor.kind === "person" && choice.value ? <Person name={choice.label} size={20} /> : choice.label}
                {choice.value === (value ?? "") && <Icon name="check" size={14} />}
              </li>
            ))}
          </ul>,
          document.body,
        )}
    </>
  );
}

/** Under the cell, or above it near the lower edge of the window. */
export function below(box: DOMRect) {
  const up = box.bottom + listHeight > window.innerHeight && box.top > listHeight;
  return {
    insetInlineStart: Math.max(4, Math.min(document.documentElement.dir === "rtl" ? window.innerWidth - box.right : box.left, window.innerWidth - 230)),
    minInlineSize: Math.max(200, box.width),
    ...(up ? { bottom: window.innerHeight - box.top + 3 } : { top: box.bottom + 3 }),
  };
}
