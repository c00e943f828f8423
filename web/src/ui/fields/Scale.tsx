import { type KeyboardEvent, useRef } from "react";
import styles from "./Scale.module.css";

export interface Step<Value> {
  value: Value;
  label: string;
  /** Read instead of the label where that is short: "70 percent". */
  name?: string;
}

interface ScaleProps<Value> {
  label: string;
  steps: readonly Step<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  disabled?: boolean;
  /** The label stands above; else it is only read. */
  shown?: boolean;
}

/** One of many in a row of buttons: a click, or the arrows. Single keys of the page still work while it has the focus. */
export function Scale<Value extends string | number>({ label, steps, value, onChange, disabled, shown = false }: ScaleProps<Value>) {
  const row = useRef<HTMLDivElement>(null);
  const at = steps.findIndex((step) => step.value === value);
  const move = (event: KeyboardEvent, by: number) => {
    event.preventDefault();
    const next = steps[Math.min(Math.max((at < 0 ? (by > 0 ? -1 : steps.length) : at) + by, 0), steps.length - 1)];
    if (!next) return;
    onChange(next.value);
    row.current?.querySelectorAll("button")[steps.indexOf(next)]?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight" || event.key === "ArrowUp") move(event, 1);
    if (event.key === "ArrowLeft" || event.key === "ArrowDown") move(event, -1);
  };
  return (
    <div className={styles.scale}>
      {shown && <span className={styles.label}>{label}</span>}
      <div role="radiogroup" aria-label={label} ref={row} className={styles.row} onKeyDown={press}>
        {steps.map((step, place) => (
          <button
            key={step.value}
            type="button"
            role="radio"
            aria-checked={step.value === value}
            aria-label={step.name}
            disabled={disabled}
            tabIndex={place === Math.max(at, 0) ? 0 : -1}
            className={styles.step}
            onClick={() => onChange(step.value)}
          >
            {step.label}
          </button>
        ))}
      </div>
    </div>
  );
}
