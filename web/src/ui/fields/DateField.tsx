import { lazy, Suspense, useRef, useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay, parseDay } from "@/lib/dates";
import { IconButton } from "../Button";
import { Field, type FieldProps } from "./Field";
import styles from "./Field.module.css";

export interface DateFieldProps extends FieldProps {
  /** An ISO day or null. */
  value: string | null;
  onChange: (day: string | null) => void;
  min?: string;
  max?: string;
  disabled?: boolean;
  autoFocus?: boolean;
  /** Today in the workspace's zone; default the browser's. */
  today?: string;
}

const loadCalendar = () => import("../mantine/CalendarBody");
const CalendarBody = lazy(async () => ({ default: (await loadCalendar()).CalendarBody }));

/** A day as people write it ("fri", "+2w", "12 mar", "12.3."), or picked from a calendar that loads when asked for. */
export function DateField({ label, help, error, required, hideLabel, mark, value, onChange, min, max, disabled, autoFocus, today }: DateFieldProps) {
  const locale = useFormatLocale();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const unread = typed !== null && typed.trim() !== "" && parseDay(typed, { today, locale }) === null;

  const settle = () => {
    if (typed === null) return;
    const day = parseDay(typed, { today, locale });
    if (day === null && typed.trim() !== "") return;
    setTyped(null);
    if (day !== value) onChange(day);
  };
  const pick = (day: string | null) => {
    setTyped(null);
    setOpen(false);
    onChange(day);
    place.current?.querySelector("input")?.focus();
  };
  const written = value === null ? "" : formatDay(value, { today, locale });
  const complaint = unread ? i18n._({ id: "ui.date.unread", message: "Write a day, such as 12 mar, fri or +2w." }) : error;
  return (
    <Field {...{ label, help, error: complaint, required, hideLabel, mark }}>
      {(ids) => (
        <div ref={place} className={styles.withEnd}>
          <input
            {...ids}
            data-unread={unread || undefined}
            className={`${styles.control} num`}
            disabled={disabled}
            autoFocus={autoFocus}
            autoComplete="off"
            placeholder={i18n._({ id: "ui.date.placeholder", message: "No date" })}
            value={typed ?? written}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={settle}
            onKeyDown={(event) => {
              if (event.key === "Enter") settle();
              if (event.key === "ArrowDown" && event.altKey) setOpen(true);
            }}
          />
          <span className={styles.end}>
            <IconButton
              icon="calendar"
              size="s"
              label={i18n._({ id: "ui.date.open", message: "Calendar for {label}", values: { label } })}
              aria-haspopup="dialog"
              aria-expanded={open}
              disabled={disabled}
              onPointerEnter={() => void loadCalendar()}
              onClick={() => setOpen(!open)}
            />
          </span>
          <Suspense fallback={null}>
            {open && <CalendarBody label={label} anchor={place} {...{ value, min, max, today, pick }} close={() => setOpen(false)} />}
          </Suspense>
        </div>
      )}
    </Field>
  );
}
