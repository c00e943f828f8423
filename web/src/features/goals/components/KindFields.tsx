import { i18n } from "@/i18n/i18n";
import { Button, IconButton } from "@/ui/Button";
import { NumberField } from "@/ui/fields/NumberField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextField } from "@/ui/fields/TextField";
import { readMark } from "../coach/marks";
import type { KeyResultDraft } from "../drafts";
import { exampleOf } from "./FromTemplate";
import styles from "./KeyResultFields.module.css";

interface KindFieldsProps {
  draft: KeyResultDraft;
  change: (changes: Partial<KeyResultDraft>) => void;
  errorOf: (field: string) => string | undefined;
}

/** The band to stay in, and how holding it is counted. */
export function MaintainFields({ draft, change, errorOf }: KindFieldsProps) {
  const needsLow = draft.band === "at_least" || draft.band === "between";
  const needsHigh = draft.band === "at_most" || draft.band === "between";
  return (
    <>
      <SelectField
        label={i18n._({ id: "goals.band", message: "Stay" })}
        options={[
          { value: "at_least", label: i18n._({ id: "goals.band.least", message: "at or above" }) },
          { value: "at_most", label: i18n._({ id: "goals.band.most", message: "at or below" }) },
          { value: "between", label: i18n._({ id: "goals.band.within", message: "between" }) },
          { value: "zero", label: i18n._({ id: "goals.band.zero", message: "at zero" }) },
        ]}
        mark={readMark(draft, "band")}
        value={draft.band}
        onChange={(band) => change({ band: (band ?? "at_least") as KeyResultDraft["band"] })}
        error={errorOf("band")}
      />
      {needsLow && <NumberField label={i18n._({ id: "goals.low", message: "Lowest" })} value={draft.low} onChange={(low) => change({ low })} unit={draft.unit || undefined} error={errorOf("low")} placeholder={exampleOf(draft, "low")} />}
      {needsHigh && <NumberField label={i18n._({ id: "goals.high", message: "Highest" })} value={draft.high} onChange={(high) => change({ high })} unit={draft.unit || undefined} error={errorOf("high")} placeholder={exampleOf(draft, "high")} />}
      <div data-reads="unit">
        <TextField label={i18n._({ id: "goals.unit", message: "Unit" })} mark={readMark(draft, "unit")} value={draft.unit} onChange={(unit) => change({ unit })} error={errorOf("unit")} />
      </div>
      <SelectField
        label={i18n._({ id: "goals.method", message: "Counted" })}
        options={[
          { value: "periods", label: i18n._({ id: "goals.method.periods", message: "by weeks that held" }) },
          { value: "now", label: i18n._({ id: "goals.method.now", message: "by the latest value" }) },
          { value: "strict", label: i18n._({ id: "goals.method.strict", message: "until the first breach" }) },
        ]}
        value={draft.method}
        onChange={(method) => change({ method: (method ?? "periods") as KeyResultDraft["method"] })}
        error={errorOf("method")}
      />
    </>
  );
}

/** The steps in order, each with a weight. */
export function StepFields({ draft, change, errorOf }: KindFieldsProps) {
  const edit = (at: number, changes: Partial<KeyResultDraft["steps"][number]>) =>
    change({ steps: draft.steps.map((step, place) => (place === at ? { ...step, ...changes } : step)) });
  return (
    <div className={styles.steps}>
      {draft.steps.map((step, at) => (
        <div key={at} className={styles.step} data-step>
          <TextField
            label={i18n._({ id: "goals.step", message: "Step {n}", values: { n: at + 1 } })}
            value={step.name}
            onChange={(name) => edit(at, { name })}
            error={errorOf(`steps.${at}.name`)}
          />
          <NumberField label={i18n._({ id: "goals.weight", message: "Weight" })} value={step.weight} onChange={(weight) => edit(at, { weight })} />
          {draft.steps.length > 1 && (
            <IconButton icon="x" label={i18n._({ id: "goals.step.remove", message: "Remove step {n}", values: { n: at + 1 } })} onClick={() => change({ steps: draft.steps.filter((_, place) => place !== at) })} />
          )}
        </div>
      ))}
      {errorOf("steps") && <p role="alert">{errorOf("steps")}</p>}
      <Button size="s" icon="plus" onClick={() => change({ steps: [...draft.steps, { name: "", weight: 1 }] })}>
        {i18n._({ id: "goals.step.add", message: "Add a step" })}
      </Button>
    </div>
  );
}
