import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { SelectField } from "@/ui/fields/SelectField";
import { Section } from "@/ui/layout";
import { Status } from "@/ui/Status";
import type { Import, ImportColumn } from "../queries";
import { certaintyNote, certaintyTone, certaintyWord, fieldWord } from "../words";
import { useChangeImport } from "../writes";
import styles from "./Imports.module.css";

/** Each column of the file: what stands in it, the field we took it for, and how sure we are. A change reads the file again. */
export function Columns({ shown }: { shown: Import }) {
  const change = useChangeImport();
  const { columns } = shown;
  const out = columns.filter((column) => column.field === null).length;
  const chosen = columns.some((column) => column.certainty === "chosen");
  if (columns.length === 0) return null;
  return (
    <Section
      title={i18n._({ id: "imports.columns", message: "Columns" })}
      note={
        out > 0
          ? i18n._({ id: "imports.columnsOut", message: "{n, plural, one {# column is} other {# columns are}} left out. Choose a field to take it in.", values: { n: out } })
          : i18n._({ id: "imports.columnsAll", message: "Every column is taken in." })
      }
      actions={
        chosen &&
        shown.can.change && (
          <Button size="s" variant="quiet" icon="undo" onClick={() => change.run({ id: shown.id, mapping: {} })}>
            {i18n._({ id: "imports.columnsAgain", message: "Back to our guess" })}
          </Button>
        )
      }
    >
      <ul className={styles.columns} aria-label={i18n._({ id: "imports.columns", message: "Columns" })}>
        {columns.map((column) => (
          <Column key={column.name} shown={shown} column={column} />
        ))}
      </ul>
    </Section>
  );
}

function Column({ shown, column }: { shown: Import; column: ImportColumn }) {
  const change = useChangeImport();
  const { name, field } = column;
  const known = field === null || shown.fields.includes(field) ? shown.fields : [...shown.fields, field];
  const left = i18n._({ id: "imports.leftOut", message: "Left out" });
  return (
    <li data-out={field === null || undefined}>
      <span className={styles.main}>
        <strong>{name}</strong>
        <Samples samples={column.samples} />
      </span>
      <span className={styles.field}>
        {shown.can.change ? (
          <SelectField
            label={i18n._({ id: "imports.columnOf", message: "Field of {column}", values: { column: name } })}
            hideLabel
            clearable
            placeholder={left}
            options={known.map((value) => ({ value, label: fieldWord(value) }))}
            value={field}
            onChange={(next) => next !== field && change.run({ id: shown.id, mapping: { ...chosenMapping(shown), [name]: next } })}
          />
        ) : (
          <span className={styles.quiet}>{field === null ? left : fieldWord(field)}</span>
        )}
      </span>
      <span className={styles.sure} title={certaintyNote(column.certainty)}>
        <Status tone={certaintyTone(column.certainty)}>{certaintyWord(column.certainty)}</Status>
      </span>
    </li>
  );
}

/** What somebody chose stays chosen; our own guesses are made anew. */
const chosenMapping = (shown: Import) =>
  Object.fromEntries(shown.columns.filter((column) => column.certainty === "chosen").map((column) => [column.name, column.field]));

function Samples({ samples }: { samples: readonly string[] }) {
  if (samples.length === 0) return <span className={styles.quiet}>{i18n._({ id: "imports.emptyColumn", message: "Empty" })}</span>;
  return (
    <span className={styles.samples}>
      {samples.map((sample) => (
        <q key={sample}>{sample}</q>
      ))}
    </span>
  );
}
