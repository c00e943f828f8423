import { type ReactNode, useId } from "react";
import styles from "./Field.module.css";

export interface CheckFieldProps {
  label: ReactNode;
  note?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function CheckField({ label, note, checked, onChange, disabled }: CheckFieldProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        {note && <small>{note}</small>}
      </span>
    </label>
  );
}

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  note?: ReactNode;
}

interface ChoiceProps<Value extends string> {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of two to four, each with a sentence: for decisions that deserve a thought. */
export function CardChoice<Value extends string>({ label, choices, value, onChange }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.cards}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.card}>
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <strong>{choice.label}</strong>
          <span>{choice.note}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** One of a few, in one line: views, small settings. The label is read, not shown. */
export function Segments<Value extends string>({ label, choices, value, onChange }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.segments}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.segment}>
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
