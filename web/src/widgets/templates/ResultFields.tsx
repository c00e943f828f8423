import { i18n } from "@/i18n/i18n";
import { IconButton } from "@/ui/Button";
import { CheckField } from "@/ui/fields/choices";
import { NumberField } from "@/ui/fields/NumberField";
import { SelectField } from "@/ui/fields/SelectField";
import { TextArea, TextField } from "@/ui/fields/TextField";
import type { ResultDraft } from "./drafts";
import styles from "./templates.module.css";

interface ResultFieldsProps {
  draft: ResultDraft;
  change: (changes: Partial<ResultDraft>) => void;
  remove: () => void;
  errorOf: (field: string) => string | undefined;
}

/** One key result of a template. */
export function ResultFields({ draft, change, remove, errorOf }: ResultFieldsProps) {
  const unit = draft.kind === "share" ? "%" : draft.unit || undefined;
  const hasLine = draft.kind === "increase" || draft.kind === "decrease" || draft.kind === "reach" || draft.kind === "share";
  const number = (name: "start" | "target" | "low" | "high", label: string) => (
    <NumberField label={label} value={draft[name]} onChange={(value) => change({ [name]: value })} unit={unit} error={errorOf(name)} />
  );
  return (
    <fieldset className={styles.result}>
      <legend className="visually-hidden">{draft.title || i18n._({ id: "goals.keyResult", message: "Key result" })}</legend>
      <div className={styles.first}>
        <TextField label={i18n._({ id: "goals.keyResult", message: "Key result" })} value={draft.title} onChange={(title) => change({ title })} error={errorOf("title")} />
        <IconButton icon="x" label={i18n._({ id: "goals.keyResult.remove", message: "Remove this key result" })} onClick={remove} />
      </div>
      <div className={styles.fields}>
        <SelectField label={i18n._({ id: "goals.kind", message: "Kind" })} options={kindOptions()} value={draft.kind} onChange={(kind) => change({ kind: (kind ?? "increase") as ResultDraft["kind"] })} />
        {hasLine && number("start", i18n._({ id: "library.from", message: "From, for example" }))}
        {hasLine && number("target", i18n._({ id: "library.to", message: "To, for example" }))}
        {draft.kind === "maintain" && number("low", i18n._({ id: "goals.low", message: "Lowest" }))}
        {draft.kind === "maintain" && number("high", i18n._({ id: "goals.high", message: "Highest" }))}
        {(hasLine || draft.kind === "maintain") && draft.kind !== "share" && <TextField label={i18n._({ id: "goals.unit", message: "Unit" })} value={draft.unit} onChange={(text) => change({ unit: text })} error={errorOf("unit")} />}
      </div>
      {draft.kind === "milestone" && <TextArea label={i18n._({ id: "library.steps", message: "Steps, one a line" })} rows={3} value={draft.stepLines} onChange={(stepLines) => change({ stepLines })} error={errorOf("steps")} />}
      <TextField label={i18n._({ id: "library.source", message: "Where the number comes from" })} value={draft.source} onChange={(source) => change({ source })} error={errorOf("source")} />
      <CheckField label={i18n._({ id: "library.leading", message: "Leading: moves early" })} checked={draft.indicator === "leading"} onChange={(leading) => change({ indicator: leading ? "leading" : "lagging" })} />
      <CheckField label={i18n._({ id: "library.guard", message: "Watches that the others are not won at the wrong price" })} checked={draft.guards} onChange={(guards) => change({ guards })} />
    </fieldset>
  );
}

function kindOptions(): { value: string; label: string }[] {
  return [
    { value: "increase", label: i18n._({ id: "goals.kind.increase", message: "Go up" }) },
    { value: "decrease", label: i18n._({ id: "goals.kind.decrease", message: "Go down" }) },
    { value: "reach", label: i18n._({ id: "goals.kind.reach", message: "Reach once" }) },
    { value: "share", label: i18n._({ id: "goals.kind.share", message: "Share of a whole" }) },
    { value: "maintain", label: i18n._({ id: "goals.kind.maintain", message: "Stay within" }) },
    { value: "milestone", label: i18n._({ id: "goals.kind.milestone", message: "Steps" }) },
    { value: "binary", label: i18n._({ id: "goals.kind.binary", message: "Yes or no" }) },
    { value: "work", label: i18n._({ id: "goals.kind.work", message: "Counts linked work" }) },
  ];
}
