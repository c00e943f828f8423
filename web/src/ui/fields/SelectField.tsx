import { type KeyboardEvent, lazy, type ReactNode, Suspense, useLayoutEffect, useRef } from "react";
import { Field, type FieldIds, type FieldProps } from "./Field";
import styles from "./Field.module.css";

export interface Option {
  value: string;
  label: string;
  /** A second, quieter text in the list. */
  hint?: string;
  /** How deep it lies in a tree: moved in so far. */
  depth?: number;
  disabled?: boolean;
}

interface Shared extends FieldProps {
  options: readonly Option[];
  placeholder?: string;
  disabled?: boolean;
  /** Draws an option's label in the list: an avatar and a name. */
  renderOption?: (option: Option) => ReactNode;
}

export interface SelectFieldProps extends Shared {
  value: string | null;
  onChange: (value: string | null) => void;
  /** A button that empties it. */
  clearable?: boolean;
  /** What is typed and not in the list can be made: the words of that entry, and what makes it. */
  make?: { label: (typed: string) => string; run: (typed: string) => void };
}

export interface MultiSelectFieldProps extends Shared {
  value: string[];
  onChange: (value: string[]) => void;
}

export type SelectBodyProps = Omit<SelectFieldProps, keyof FieldProps> & { ids: FieldIds; label: string };
export type MultiSelectBodyProps = Omit<MultiSelectFieldProps, keyof FieldProps> & { ids: FieldIds; label: string };

const SelectBody = lazy(async () => ({ default: (await import("../mantine/SelectBody")).SelectBody }));
const MultiSelectBody = lazy(async () => ({ default: (await import("../mantine/SelectBody")).MultiSelectBody }));

/** One of many: typing filters. For two to four choices take `Segments` or `CardChoice`. */
export function SelectField({ label, help, error, required, hideLabel, mark, ...rest }: SelectFieldProps) {
  return (
    <Field {...{ label, help, error, required, hideLabel, mark }}>
      {(ids) => (
        <Suspense fallback={<Waiting ids={ids} text={rest.options.find((option) => option.value === rest.value)?.label ?? rest.placeholder} />}>
          <SelectBody {...rest} ids={ids} label={label} />
        </Suspense>
      )}
    </Field>
  );
}

export function MultiSelectField({ label, help, error, required, hideLabel, mark, ...rest }: MultiSelectFieldProps) {
  return (
    <Field {...{ label, help, error, required, hideLabel, mark }}>
      {(ids) => (
        <Suspense fallback={<Waiting ids={ids} text={rest.placeholder} />}>
          <MultiSelectBody {...rest} ids={ids} label={label} />
        </Suspense>
      )}
    </Field>
  );
}

/** Keeps the place and the text until the list's code is there. Who was in it, or was to start in it, is in the list then, and who asked for it has it open. */
function Waiting({ ids, text = "" }: { ids: FieldIds; text?: string }) {
  const box = useRef<HTMLInputElement>(null);
  const asked = useRef(false);
  const { id } = ids;
  useLayoutEffect(() => {
    const field = box.current;
    return () => {
      const held = field !== null && document.activeElement === field;
      const first = field?.hasAttribute("data-autofocus");
      queueMicrotask(() => {
        const list = document.getElementById(id);
        if (first) list?.setAttribute("data-autofocus", "true");
        if (held) list?.focus();
        if (held && asked.current) list?.click();
      });
    };
  }, [id]);
  const ask = ({ key }: KeyboardEvent) => {
    asked.current ||= key === "ArrowDown" || key.length === 1;
  };
  return <input ref={box} {...ids} className={styles.control} value={text} readOnly onKeyDown={ask} aria-busy="true" />;
}
