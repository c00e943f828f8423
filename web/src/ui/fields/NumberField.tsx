import { type InputHTMLAttributes, type Ref, useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatNumber, parseNumber } from "@/lib/numbers";
import { Field, type FieldProps } from "./Field";
import styles from "./Field.module.css";

export interface NumberFieldProps extends FieldProps, Pick<InputHTMLAttributes<HTMLInputElement>, "autoFocus" | "placeholder" | "disabled"> {
  value: number | null;
  /** null for an empty field; called for every number that can be read, while typing. */
  onChange: (value: number | null) => void;
  /** Shown in the field: "h", "%", "EUR". */
  unit?: string | null;
  decimals?: number;
  /** What this number means, below the field; nothing while what is written is no number. */
  example?: string;
  ref?: Ref<HTMLInputElement>;
}

/** Text, not type=number: it takes "1.234,5" or "1,234.5" as the person's locale writes it, and says when it cannot read. */
export function NumberField({ label, help, error, required, hideLabel, mark, value, onChange, unit, decimals = 6, example, ...rest }: NumberFieldProps) {
  const locale = useFormatLocale();
  const written = value === null ? "" : formatNumber(value, { decimals, locale });
  const [typed, setTyped] = useState<string | null>(null);
  const unread = typed !== null && typed.trim() !== "" && parseNumber(typed, locale) === null;
  const change = (text: string) => {
    setTyped(text);
    const number = parseNumber(text, locale);
    if (number !== null || text.trim() === "") onChange(number);
  };
  const complaint = unread ? i18n._({ id: "ui.number.unread", message: "Write a number, such as {example}.", values: { example: formatNumber(1234.5, { locale }) } }) : error;
  return (
    <Field {...{ label, help: help ?? (unread ? undefined : example), error: complaint, required, hideLabel, mark }}>
      {(ids) => (
        <div className={unit ? styles.withEnd : undefined}>
          <input
            {...rest}
            {...ids}
            data-unread={unread || undefined}
            className={`${styles.control} num`}
            style={unit ? { paddingInlineEnd: `min(${unit.length}ch + 22px, 55%)` } : undefined}
            inputMode="decimal"
            autoComplete="off"
            value={typed ?? written}
            onChange={(event) => change(event.currentTarget.value)}
            onBlur={() => {
              if (!unread) setTyped(null);
            }}
          />
          {unit && (
            <span className={styles.end} data-passive aria-hidden="true">
              {unit}
            </span>
          )}
        </div>
      )}
    </Field>
  );
}
