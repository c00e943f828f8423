import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { formatDay } from "@/lib/dates";
import { formatNumber, narrow } from "@/lib/numbers";
import { IconButton } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { formatValue } from "@/widgets/goals/values";
import { useWorkspace } from "@/widgets/workspace";
import { type KeyResultOut, type Measurement, measurementsQuery } from "../../queries";
import { RecordValue } from "./RecordValue";
import styles from "./RecordValue.module.css";
import { useRetract } from "./writes";

/** Every value that was ever recorded, with who, when and why; corrected ones stay, struck through. */
export function MeasurementList({ row }: { row: KeyResultOut }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(measurementsQuery(slug, row.id));
  const retract = useRetract(row.id);
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} small />;
  if (!data) return <SkeletonRows rows={4} height={30} />;
  const values = data.items.filter((item) => item.kind === "value");
  if (values.length === 0) return <p>{i18n._({ id: "goals.history.none", message: "No value has been recorded yet." })}</p>;
  return (
    <table className={styles.list}>
      <thead>
        <tr>
          <th scope="col">{i18n._({ id: "goals.history.on", message: "As of" })}</th>
          <th scope="col">{i18n._({ id: "goals.history.value", message: "Value" })}</th>
          <th scope="col">{i18n._({ id: "goals.history.by", message: "By" })}</th>
          <th scope="col">{i18n._({ id: "goals.history.note", message: "Note" })}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {values.map((item) => (
          <MeasurementRow key={item.id} row={row} item={item} retract={row.can.record && item.live ? () => retract.run(item.id) : undefined} />
        ))}
      </tbody>
    </table>
  );
}

function MeasurementRow({ row, item, retract }: { row: KeyResultOut; item: Measurement; retract?: () => void }) {
  const locale = useFormatLocale();
  const [correcting, setCorrecting] = useState(false);
  const close = () => setCorrecting(false);
  return (
    <tr data-dead={item.live ? undefined : true}>
      <td>{formatDay(item.effective_on, { locale })}</td>
      <td className="num">{shown(row, item, locale)}</td>
      <td>{item.author?.name ?? item.source}</td>
      <td>{narrow(item.note)}</td>
      <td className={styles.actions}>
        {retract && <IconButton size="s" icon="edit" label={i18n._({ id: "goals.correct", message: "Correct this value" })} onClick={() => setCorrecting(true)} />}
        {retract && <IconButton size="s" icon="undo" label={i18n._({ id: "goals.retract", message: "Take this value back" })} onClick={retract} />}
        {correcting && (
          <Dialog title={i18n._({ id: "goals.correct", message: "Correct this value" })} close={close}>
            <RecordValue row={row} corrects={item} autoFocus done={close} />
          </Dialog>
        )}
      </td>
    </tr>
  );
}

function shown(row: KeyResultOut, item: Measurement, locale: string | undefined): string {
  if (item.done !== null && item.total !== null) return `${formatNumber(item.done, { locale })} / ${formatNumber(item.total, { locale })}`;
  if (row.kind === "milestone") {
    const reached = row.steps.filter((step) => item.steps?.includes(step.id)).map((step) => step.name);
    return reached.join(", ") || i18n._({ id: "goals.steps.none", message: "none" });
  }
  if (row.kind === "binary") return item.value === 1 ? i18n._({ id: "goals.yes", message: "Yes" }) : i18n._({ id: "goals.no", message: "Not yet" });
  return item.value === null ? "–" : formatValue(item.value, row, locale);
}
