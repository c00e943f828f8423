import type { Ref } from "react";
import { i18n } from "@/i18n/i18n";
import type { ApiProblem } from "@/lib/problem";
import { CheckField, Segments } from "@/ui/fields/choices";
import { NumberField } from "@/ui/fields/NumberField";
import type { Entry } from "@/widgets/goals/entry";
import styles from "./CheckIns.module.css";

export interface Measure {
  kind: string;
  unit: string;
  steps: readonly { id: number; name: string }[];
}

interface ValueEntryProps {
  row: Measure;
  entry: Entry;
  change: (changes: Partial<Entry>) => void;
  problem?: ApiProblem | null;
  /** A complaint of our own at the number. */
  missing?: string;
  first: Ref<HTMLInputElement>;
}

/** Where is it now? One field, as the kind wants it. */
export function ValueEntry({ row, entry, change, problem, missing, first }: ValueEntryProps) {
  const question = i18n._({ id: "checkins.value", message: "Where is it now?" });
  if (row.kind === "binary") {
    return (
      <div className={styles.value}>
        <p className={styles.label}>{question}</p>
        <Segments
          label={question}
          choices={[
            { value: "no", label: i18n._({ id: "goals.no", message: "Not yet" }) },
            { value: "yes", label: i18n._({ id: "goals.yes", message: "Yes" }) },
          ]}
          value={entry.yes ? "yes" : "no"}
          onChange={(answer) => change({ yes: answer === "yes" })}
        />
      </div>
    );
  }
  if (row.kind === "milestone") {
    const toggle = (id: number, reached: boolean) => change({ steps: reached ? [...entry.steps, id] : entry.steps.filter((step) => step !== id) });
    return (
      <fieldset className={styles.steps}>
        <legend>{i18n._({ id: "checkins.steps", message: "Which steps are reached?" })}</legend>
        {row.steps.map((step) => (
          <CheckField key={step.id} label={step.name} checked={entry.steps.includes(step.id)} onChange={(reached) => toggle(step.id, reached)} />
        ))}
      </fieldset>
    );
  }
  if (row.kind === "share") {
    return (
      <div className={styles.pair}>
        <NumberField ref={first} label={i18n._({ id: "checkins.done", message: "How many are done?" })} value={entry.done} onChange={(done) => change({ done })} error={problem?.byField.done ?? missing} />
        <NumberField label={i18n._({ id: "checkins.total", message: "Of how many?" })} value={entry.total} onChange={(total) => change({ total })} error={problem?.byField.total} />
      </div>
    );
  }
  return (
    <div className={styles.value}>
      <NumberField ref={first} label={question} value={entry.value} onChange={(value) => change({ value })} unit={row.unit || undefined} error={problem?.byField.value ?? missing} />
    </div>
  );
}
