import { i18n } from "@/i18n/i18n";
import { SelectField } from "@/ui/fields/SelectField";
import { Section } from "@/ui/layout";
import type { Import } from "../queries";
import { fieldWord } from "../words";
import { useChangeImport } from "../writes";
import styles from "./Imports.module.css";

/** Each column of the file and the field we took it for. A change reads the file again. */
export function Columns({ shown }: { shown: Import }) {
  const columns = Object.entries(shown.mapping);
  const out = columns.filter(([, field]) => field === null).length;
  if (columns.length === 0) return null;
  return (
    <Section
      title={i18n._({ id: "imports.columns", message: "Columns" })}
      note={
        out > 0
          ? i18n._({ id: "imports.columnsOut", message: "{n, plural, one {# column is} other {# columns are}} left out. Choose a field to take it in.", values: { n: out } })
          : i18n._({ id: "imports.columnsAll", message: "Every column is taken in." })
      }
    >
      <ul className={styles.columns}>
        {columns.map(([column, field]) => (
          <Column key={column} shown={shown} column={column} field={field} />
        ))}
      </ul>
    </Section>
  );
}

function Column({ shown, column, field }: { shown: Import; column: string; field: string | null }) {
  const change = useChangeImport();
  const known = field === null || shown.fields.includes(field) ? shown.fields : [...shown.fields, field];
  return (
    <li data-out={field === null || undefined}>
      <span>{column}</span>
      {shown.can.change ? (
        <SelectField
          label={i18n._({ id: "imports.columnOf", message: "Field of {column}", values: { column } })}
          hideLabel
          clearable
          placeholder={i18n._({ id: "imports.leftOut", message: "Left out" })}
          options={known.map((name) => ({ value: name, label: fieldWord(name) }))}
          value={field}
          onChange={(next) => next !== field && change.run({ id: shown.id, mapping: { ...shown.mapping, [column]: next } })}
        />
      ) : (
        <span className={styles.quiet}>{field === null ? i18n._({ id: "imports.leftOut", message: "Left out" }) : fieldWord(field)}</span>
      )}
    </li>
  );
}
