import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { i18n } from "@/i18n/i18n";
import { AvatarStack, Person } from "../Avatar";
import { Icon } from "../icons";
import { choicesOf } from "./cells";
import { below } from "./ChoiceEditor";
import { type AfterEdit, type CellEditorProps, exitBy } from "./editing";
import styles from "./Grid.module.css";

interface Choice {
  value: string;
  label: string;
}

/** Those who are on it stand first; while one types, those whose name begins so, and who are not on it yet. */
function ordered(all: readonly Choice[], chosen: readonly string[], words: string): Choice[] {
  const isOn = (choice: Choice) => chosen.includes(choice.value);
  if (words === "") return all.toSorted((a, b) => Number(isOn(b)) - Number(isOn(a)));
  const begins = (choice: Choice) => choice.label.toLowerCase().split(" ").some((part) => part.startsWith(words)) || choice.label.toLowerCase().startsWith(words);
  return all
    .filter((choice) => choice.label.toLowerCase().includes(words))
    .toSorted((a, b) => Number(begins(b)) - Number(begins(a)) || Number(isOn(a)) - Number(isOn(b)));
}

/**
 * Several of a list. Typing finds, Enter puts the found one on or takes them off; Enter with nothing typed keeps, Tab keeps and goes on,
 * Backspace takes the last one off, Escape leaves all as it was.
 */
export function PeopleEditor({ label, editor, value, typed, done }: CellEditorProps) {
  const id = useId();
  const [chosen, setChosen] = useState<readonly string[]>(Array.isArray(value) ? value : []);
  const [text, setText] = useState(typed ?? "");
  const [at, setAt] = useState<number | null>(null);
  const [box, setBox] = useState<DOMRect | null>(null);
  const touched = useRef(false);
  const left = useRef(false);
  const all = choicesOf(editor);
  const names = chosen.flatMap((one) => all.find((choice) => choice.value === one)?.label ?? []);
  const words = text.trim().toLowerCase();
  const found = ordered(all, chosen, words);
  const keys = i18n._({ id: "ui.grid.people.keys", message: "Enter puts on or takes off; once more keeps" });
  const active = found.length === 0 ? -1 : Math.min(at ?? (words ? 0 : -1), found.length - 1);

  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active, box]);

  const set = (next: readonly string[]) => {
    touched.current = true;
    setChosen(next);
    setText("");
    setAt(null);
  };
  const toggled = (one: string) => (chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  const leave = (after: AfterEdit, next = chosen) => {
    left.current = true;
    done(touched.current || next !== chosen ? next : undefined, after);
  };
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const after = exitBy(event);
    const pointed = found[active];
    if (event.key === "Escape") {
      left.current = true;
      done(undefined, "stay");
    } else if (event.key === "Backspace" && text === "" && chosen.length > 0) {
      event.preventDefault();
      set(chosen.slice(0, -1));
    } else if (move && found.length > 0) {
      event.preventDefault();
      setAt(active < 0 ? (move > 0 ? 0 : found.length - 1) : (active + move + found.length) % found.length);
    } else if (after && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (event.key === "Enter" && pointed) set(toggled(pointed.value));
      else leave(event.key === "Enter" ? "stay" : after, words && pointed && !chosen.includes(pointed.value) ? [...chosen, pointed.value] : chosen);
    }
  };
  return (
    <>
      <input
        autoFocus
        role="combobox"
        aria-label={label}
        aria-description={[names.join(", "), keys].filter(Boolean).join(". ")}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        className={styles.editor}
        placeholder={names.join(", ") || i18n._({ id: "ui.grid.findPeople", message: "Find people" })}
        value={text}
        onFocus={(event) => setBox(event.currentTarget.getBoundingClientRect())}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(null);
        }}
        onKeyDown={press}
        onBlur={() => {
          if (!left.current) leave("leave");
        }}
      />
      {box &&
        createPortal(
          <div className={`${styles.choices} ${styles.several}`} style={{ ...below(box), inlineSize: "max-content" }} onPointerDown={(event) => event.preventDefault()}>
            <ul id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable="true" className={styles.options}>
              {found.map((choice, index) => (
                <li
                  key={choice.value}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={chosen.includes(choice.value)}
                  data-pointed={index === active || undefined}
                  className={styles.choice}
                  onClick={() => set(toggled(choice.value))}
                >
                  <Person name={choice.label} size={20} />
                  {chosen.includes(choice.value) && <Icon name="check" size={14} />}
                </li>
              ))}
            </ul>
            <p className={styles.chosen} aria-hidden="true">
              {names.length > 0 && <AvatarStack names={names} size={18} />}
              <span>{keys}</span>
            </p>
          </div>,
          // inside of the page's main part: nothing stands outside of the landmarks
          document.querySelector("main") ?? document.body,
        )}
    </>
  );
}
