import { useState } from "react";
import { i18n } from "@/i18n/i18n";
import { Button } from "@/ui/Button";
import { Segments } from "@/ui/fields/choices";
import { Section } from "@/ui/layout";
import { Status } from "@/ui/Status";
import { toast } from "@/ui/toast";
import { useWorkspace } from "@/widgets/workspace";
import { type Import, loadReport } from "../queries";
import { reasonOf, type Severity, severityOf, sumOf } from "../rules";
import { saveCsv } from "../save";
import { fieldWord, severityTone, severityWord } from "../words";
import styles from "./Imports.module.css";

type Shown = Severity | "all";
const severities: Severity[] = ["dropped", "changed", "guessed"];

/** The truth about what does not come over as the file says it: by column and reason, each row in the download. */
export function Losses({ shown }: { shown: Import }) {
  const [filter, setFilter] = useState<Shown>("all");
  const { losses, errors } = shown;
  const there = severities.filter((severity) => losses.some((loss) => severityOf(loss.why) === severity));
  const groups = losses.filter((loss) => filter === "all" || severityOf(loss.why) === filter);
  const total = shown.losses_total + shown.errors_total;
  if (total === 0)
    return (
      <Section title={i18n._({ id: "imports.losses", message: "What is lost" })}>
        <Status tone="on">{i18n._({ id: "imports.noLoss", message: "Nothing: all of it comes over as the file says." })}</Status>
      </Section>
    );
  return (
    <Section title={i18n._({ id: "imports.lossesTotal", message: "Lost, changed or guessed: {n}", values: { n: total } })} actions={<Download shown={shown} />}>
      {there.length > 1 && (
        <div className={styles.after}>
          <Segments
            label={i18n._({ id: "imports.lossFilter", message: "Show" })}
            value={filter}
            onChange={setFilter}
            choices={[{ value: "all" as Shown, label: i18n._({ id: "imports.lossAll", message: "All" }) }, ...there.map((severity) => ({ value: severity as Shown, label: `${severityWord(severity)} ${sumOf(losses, severity)}` }))]}
          />
        </div>
      )}
      <ul className={styles.list}>
        {filter === "all" &&
          errors.map((error) => (
            <li key={`${error.row}:${error.code}:${error.message}`} className={styles.loss}>
              <Status tone="off">{i18n._({ id: "imports.error", message: "Left out" })}</Status>
              <span className={styles.main}>{error.message}</span>
              <span className={styles.quiet}>{rowsWord(1, error.row)}</span>
            </li>
          ))}
        {groups.map((loss) => (
          <li key={`${loss.field}:${loss.why}:${loss.row}:${loss.value}`} className={styles.loss}>
            <Status tone={severityTone(severityOf(loss.why))}>{severityWord(severityOf(loss.why))}</Status>
            <span className={styles.main}>
              <span>
                <strong>{shown.columns.some((column) => loss.field.endsWith(column.name)) ? loss.field : fieldWord(loss.field)}</strong> {loss.value && <q>{loss.value}</q>}
              </span>
              <span className={styles.quiet}>{reasonOf(loss.why)}</span>
            </span>
            <span className={styles.quiet}>{rowsWord(loss.count, loss.row)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const rowsWord = (count: number, row: number): string =>
  count === 1
    ? i18n._({ id: "imports.row", message: "row {row}", values: { row } })
    : i18n._({ id: "imports.rowsFrom", message: "{count} rows, first {row}", values: { count, row } });

function Download({ shown }: { shown: Import }) {
  const { slug } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const report = await loadReport(slug, shown.id);
      const rows = [["row", "column", "value", "what"], ...report.errors.map((error) => [error.row, "", "", error.message]), ...report.losses.map((loss) => [loss.row, loss.field, loss.value, loss.why])];
      saveCsv(`${shown.file_name}-losses.csv`, rows);
    } catch (thrown) {
      toast.error(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="s" busy={busy} onClick={() => void save()}>
      {i18n._({ id: "imports.download", message: "Download as CSV" })}
    </Button>
  );
}
