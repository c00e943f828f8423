import { type InputHTMLAttributes, type Ref, type TextareaHTMLAttributes, useState } from "react";
import { i18n } from "@/i18n/i18n";
import { IconButton } from "../Button";
import { Field, type FieldProps } from "./Field";
import styles from "./Field.module.css";

interface Text {
  value: string;
  onChange: (value: string) => void;
}

type Native<Attributes> = Omit<Attributes, "value" | "onChange" | "id" | "className" | "defaultValue" | "required">;

export type TextFieldProps = FieldProps & Text & Native<InputHTMLAttributes<HTMLInputElement>> & { ref?: Ref<HTMLInputElement> };

export function TextField({ label, help, error, required, hideLabel, mark, value, onChange, ...rest }: TextFieldProps) {
  return (
    <Field {...{ label, help, error, required, hideLabel, mark }}>
      {(ids) => <input className={styles.control} data-autofocus={rest.autoFocus || undefined} {...rest} {...ids} value={value} onChange={(event) => onChange(event.currentTarget.value)} />}
    </Field>
  );
}

export type TextAreaProps = FieldProps & Text & Native<TextareaHTMLAttributes<HTMLTextAreaElement>> & { ref?: Ref<HTMLTextAreaElement> };

/** Grows with its text. */
export function TextArea({ label, help, error, required, hideLabel, mark, value, onChange, ...rest }: TextAreaProps) {
  return (
    <Field {...{ label, help, error, required, hideLabel, mark }}>
      {(ids) => (
        <textarea className={styles.control} rows={3} {...rest} {...ids} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
    </Field>
  );
}

export type PasswordFieldProps = Omit<TextFieldProps, "type" | "autoComplete"> & {
  /** Tells password managers whether to fill in or to make one up. */
  autoComplete: "current-password" | "new-password";
};

export function PasswordField({ label, help, error, required, hideLabel, mark, value, onChange, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const name = shown ? i18n._({ id: "ui.password.hide", message: "Hide password" }) : i18n._({ id: "ui.password.show", message: "Show password" });
  return (
    <Field {...{ label, help, error, required, hideLabel, mark }}>
      {(ids) => (
        <div className={styles.withEnd}>
          <input
            className={styles.control}
            spellCheck={false}
            autoCapitalize="none"
            {...rest}
            {...ids}
            type={shown ? "text" : "password"}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          <span className={styles.end}>
            <IconButton icon={shown ? "lock" : "eye"} label={name} size="s" aria-pressed={shown} onClick={() => setShown(!shown)} />
          </span>
        </div>
      )}
    </Field>
  );
}
