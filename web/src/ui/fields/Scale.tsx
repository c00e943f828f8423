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
  /** A digit takes the step of that place, from 0 on. */
  digits?: boolean;
}

/** One of many in a row of buttons: a click, the arrows, Home and End, or digits. Other single keys of the page still work while it has the focus. */
export function Scale<Value extends string | number>({ label, steps, value, onChange, disabled, shown = false, digits = false }: ScaleProps<Value>) {
  const row = useRef<HTMLDivElement>(null);
  const at = steps.findIndex((step) => step.value === value);
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = placeAfter(event.key, at, steps.length, digits);
    const next = place === null ? undefined : steps[place];
    if (place === null || !next) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(next.value);
    row.current?.querySelectorAll("button")[place]?.focus();
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

/** Which of `count` steps a key leads to from the one `at` (-1: none chosen yet); null where it leads nowhere. */
function placeAfter(key: string, at: number, count: number, digits: boolean): number | null {
  if (digits && /^\d$/.test(key)) return Number(key);
  if (key === "ArrowRight" || key === "ArrowUp") return Math.min(at + 1, count - 1);
  if (key === "ArrowLeft" || key === "ArrowDown") return Math.max((at < 0 ? count : at) - 1, 0);
  return { Home: 0, End: count - 1 }[key] ?? null;
}
