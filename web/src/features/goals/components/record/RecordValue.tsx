import { useRef, useState } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { Button } from "@/ui/Button";
import { CheckField, Segments } from "@/ui/fields/choices";
import { DateField } from "@/ui/fields/DateField";
import { NumberField } from "@/ui/fields/NumberField";
import { TextField } from "@/ui/fields/TextField";
import { type Entry, entryFrom, entryOf, previewOf } from "@/widgets/goals/entry";
import { useHeldFocus } from "@/ui/useHeldFocus";
import { useToday } from "@/widgets/today";
import type { KeyResultOut, Measurement } from "../../queries";
import styles from "./RecordValue.module.css";
import { useRecord } from "./writes";

interface RecordValueProps {
  row: KeyResultOut;
  autoFocus?: boolean;
  done?: () => void;
  /** This one was wrong: what is saved takes its place, and it stays in the history, struck through. */
  corrects?: Measurement;
}

/** One value, as the kind wants it. Opens with the last one; Enter saves. */
export function RecordValue({ row, autoFocus, done, corrects }: RecordValueProps) {
  const today = useToday();
  const [entry, setEntry] = useState<Entry>(() => (corrects ? entryOf(row.kind, corrects) : { ...entryFrom(row), effective_on: today }));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const record = useRecord(row, setProblem, corrects?.id);
  const change = (changes: Partial<Entry>) => setEntry((before) => ({ ...before, ...changes }));
  const preview = previewOf(row, entry);
  const save = () =>
    void record.ask(entry).then(
      () => done?.(),
      () => undefined,
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <ValueFields row={row} entry={entry} change={change} problem={problem} autoFocus={autoFocus} />
      <DateField label={i18n._({ id: "goals.record.on", message: "As of" })} value={entry.effective_on} today={today} max={today} onChange={(effective_on) => change({ effective_on })} error={problem?.byField.effective_on} />
      <div className={styles.note}>
        <TextField label={i18n._({ id: "goals.record.note", message: "Note" })} value={entry.note} onChange={(note) => change({ note })} error={problem?.byField.note} />
      </div>
      <Button type="submit" variant="primary" busy={record.isPending}>
        {i18n._({ id: "goals.record.save", message: "Save" })}
      </Button>
      <p className={styles.preview} role="status">
        {problem && problem.errors.length === 0 ? problem.detail : preview}
      </p>
    </form>
  );
}

/** One value after the other: the next one starts from what was saved, one Tab away; shortcuts work in between. */
export function RecordNext({ row }: { row: KeyResultOut }) {
  const box = useRef<HTMLDivElement>(null);
  useHeldFocus(box, () => box.current);
  return (
    <div ref={box} tabIndex={-1}>
      <RecordValue key={row.latest?.id ?? "first"} row={row} />
    </div>
  );
}

interface ValueFieldsProps {
  row: KeyResultOut;
  entry: Entry;
  change: (changes: Partial<Entry>) => void;
  problem: ApiProblem | null;
  autoFocus?: boolean;
}

function ValueFields({ row, entry, change, problem, autoFocus }: ValueFieldsProps) {
  if (row.kind === "binary") {
    return (
      <Segments
        label={i18n._({ id: "goals.record.yes", message: "Is it there?" })}
        choices={[
          { value: "no", label: i18n._({ id: "goals.no", message: "Not yet" }) },
          { value: "yes", label: i18n._({ id: "goals.yes", message: "Yes" }) },
        ]}
        value={entry.yes ? "yes" : "no"}
        onChange={(answer) => change({ yes: answer === "yes" })}
      />
    );
  }
  if (row.kind === "milestone") return <StepChecks row={row} entry={entry} change={change} />;
  if (row.kind === "share") {
    return (
      <>
        <NumberField label={i18n._({ id: "goals.record.done", message: "Done" })} value={entry.done} onChange={(done) => change({ done })} error={problem?.byField.done} autoFocus={autoFocus} />
        <NumberField label={i18n._({ id: "goals.record.total", message: "Of" })} value={entry.total} onChange={(total) => change({ total })} error={problem?.byField.total} />
      </>
    );
  }
  return (
    <NumberField
      label={i18n._({ id: "goals.record.value", message: "Value" })}
      value={entry.value}
      onChange={(value) => change({ value })}
      unit={row.unit || undefined}
      error={problem?.byField.value}
      autoFocus={autoFocus}
    />
  );
}

function StepChecks({ row, entry, change }: Omit<ValueFieldsProps, "problem">) {
  const toggle = (id: number, reached: boolean) =>
    change({ steps: reached ? [...entry.steps, id] : entry.steps.filter((step) => step !== id) });
  return (
    <fieldset className={styles.steps}>
      <legend>{i18n._({ id: "goals.record.steps", message: "Steps reached" })}</legend>
      {row.steps.map((step) => (
        <CheckField key={step.id} label={step.name} checked={entry.steps.includes(step.id)} onChange={(reached) => toggle(step.id, reached)} />
      ))}
    </fieldset>
  );
}
