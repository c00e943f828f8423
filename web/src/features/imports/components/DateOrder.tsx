import { i18n } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { Segments } from "@/ui/fields/choices";
import { Section } from "@/ui/layout";
import type { Import } from "../queries";
import { useChangeImport } from "../writes";
import styles from "./Imports.module.css";

type Order = "day" | "month";

/** Drawn only where nothing in the file tells 3/4 from 4/3: which comes first, shown on a date of the file. */
export function DateOrder({ shown }: { shown: Import }) {
  const change = useChangeImport();
  const { unclear } = shown;
  if (!unclear) return null;
  const order: Order = shown.day_first === false ? "month" : "day";
  const day = order === "day" ? unclear.day_first : unclear.month_first;
  const values = { column: unclear.column, text: unclear.text, day: day ? formatDay(day) : "–" };
  return (
    <Section
      title={i18n._({ id: "imports.dateOrder", message: "Day or month first?" })}
      note={i18n._({ id: "imports.dateOrderNote", message: "Nothing in the file tells. In {column}, {text} is read as {day}.", values })}
    >
      <div className={styles.pickWide}>
        <Segments<Order>
          label={i18n._({ id: "imports.dateOrder", message: "Day or month first?" })}
          value={order}
          onChange={(next) => change.run({ id: shown.id, day_first: next === "day" })}
          choices={[
            { value: "day", label: i18n._({ id: "imports.dayFirst", message: "Day first" }) },
            { value: "month", label: i18n._({ id: "imports.monthFirst", message: "Month first" }) },
          ]}
        />
      </div>
    </Section>
  );
}
