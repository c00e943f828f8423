import { type ReactNode, useId } from "react";
import { Icon } from "../icons";
import styles from "./Field.module.css";

/** What every field takes; the names are those of @mantine/form's getInputProps, so `{...form.getInputProps("name")}` fits. */
export interface FieldProps {
  label: string;
  /** A sentence under the control that helps to fill it in. */
  help?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** The label is for screen readers only: in toolbars, where the place says what it is. */
  hideLabel?: boolean;
  /** A quiet word at the end of the label's line, and the sentence behind it: where the value came from. */
  mark?: { word: string; says: string } | null;
}

export interface FieldIds {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
}

/** Label above, the control, help and its error below, so that fields side by side stand level: tied together for screen readers. */
export function Field({ label, help, error, required, hideLabel, mark, children }: FieldProps & { children: (ids: FieldIds) => ReactNode }) {
  const id = useId();
  const notes = [mark && `${id}-mark`, help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? "visually-hidden" : styles.label}>
        {label}
        {required && !hideLabel && (
          <span className={styles.star} aria-hidden="true">
            *
          </span>
        )}
      </label>
      {mark && (
        <span className={styles.mark} title={mark.says}>
          <span aria-hidden="true">{mark.word}</span>
          <span id={`${id}-mark`} className="visually-hidden">
            {mark.says}
          </span>
        </span>
      )}
      {children({
        id,
        "aria-describedby": notes || undefined,
        "aria-invalid": error ? true : undefined,
        "aria-required": required || undefined,
      })}
      {help && (
        <p id={`${id}-help`} className={styles.help}>
          {help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          <Icon name="alert" size={14} />
          {error}
        </p>
      )}
    </div>
  );
}
